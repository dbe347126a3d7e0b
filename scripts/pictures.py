"""Take the pictures of the site in README and docs anew, from what the shipped weights write; needs chromium."""

import subprocess
import sys
import tempfile
from pathlib import Path

import browser

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    if not browser.chromium():
        print("the pictures of the site stay as they are: there is no chromium")
        sys.exit()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        article = ROOT / "examples" / "article.fr.txt"
        command = [sys.executable, "-m", "babelpress", "run", str(article), "-o", str(site), "--quiet"]
        subprocess.run(command, check=True, cwd=ROOT)
        page = next(path for path in (site / "en").glob("*.html") if path.name != "index.html")
        browser.picture(page, ROOT / "docs" / "site.png", size=(1000, 800))
        browser.picture(page, ROOT / "docs" / "site-phone.png", size=(390, 800), dark=True)
    print("wrote docs/site.png and docs/site-phone.png")
