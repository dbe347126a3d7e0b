"""Pages in a headless Chromium: what axe-core finds in them, and pictures of them.

`browser.py FOLDER` checks every kind of page of a site, on a desktop and a phone, light and dark, and exits with 1 if
axe-core finds anything. It needs the programs chromium and npm, and `npm install --global axe-core`.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import product
from pathlib import Path

DESKTOP, PHONE = (1200, 900), (390, 844)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_NARROW = "<style>html {{ max-width: {width}px }}</style>"
"""For a window that is narrower than Chromium allows."""
_RUN = """
<script>{axe}</script>
<script>axe.run().then(found => {{
  const out = document.createElement("pre");
  out.id = "axe-found";
  out.textContent = JSON.stringify({{violations: found.violations, wide: document.body.scrollWidth}});
  document.body.append(out);
}});</script>
</body>"""
_FOUND = re.compile(r'<pre id="axe-found">(.*?)</pre>', re.DOTALL)


@cache
def chromium() -> str | None:
    """Return the program, or None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@cache
def axe() -> Path | None:
    """Return the file of axe-core that npm has installed for all, or None."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    root = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
    file = Path(root) / "axe-core" / "axe.min.js"
    return file if root and file.is_file() else None


@cache
def validator() -> Path | None:
    """Return the checker of HTML (vnu.jar) that npm has installed for all, or None; it needs java."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("java") is None:
        return None
    root = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
    return next(iter(Path(root).glob("vnu-jar/build/dist/vnu.jar")), None) if root else None


def faults(folder: Path) -> list[str]:
    """Return what vnu, the checker of the W3C, says of the pages in a folder: errors and warnings."""
    jar = validator()
    assert jar, "vnu-jar is not installed"
    pages = [str(page) for page in sorted(folder.rglob("*.html"))]
    done = subprocess.run(["java", "-jar", str(jar), *pages], capture_output=True, text=True, check=False, timeout=120)
    return done.stderr.splitlines()


def _run(arguments: list[str], *, size: tuple[int, int], dark: bool) -> str:
    program = chromium()
    assert program, "there is no chromium"
    scheme = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-background-networking", f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}",
             *scheme, *arguments],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    return done.stdout


def violations(page: Path, *, size: tuple[int, int] = DESKTOP, dark: bool = False) -> list[str]:
    """Return what axe-core finds in a page, and whether it is wider than the screen.

    Args:
        page: The file, in a folder where a copy of it can be written.
        size: Width and height of the window, in pixels.
        dark: Whether the reader prefers dark pages.

    Returns:
        One line for each finding: rule, impact, and the first element concerned.
    """
    file = axe()
    assert file, "axe-core is not installed"
    copy = page.with_name(f".axe-{page.name}")
    script = file.read_text(encoding="utf-8").replace("</script", "<\\/script")
    text = page.read_text(encoding="utf-8").replace("</head>", f"{_NARROW.format(width=size[0])}</head>")
    copy.write_text(text.replace("</body>", _RUN.format(axe=script)), encoding="utf-8")
    try:
        dom = _run(["--virtual-time-budget=5000", "--dump-dom", copy.absolute().as_uri()], size=size, dark=dark)
    finally:
        copy.unlink()
    found = _FOUND.search(dom)
    assert found, f"axe-core did not end in {page}"
    result = json.loads(unescape(found[1]))
    lines = [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:100]}" for one in result["violations"]]
    return [*lines, *([f"wider than the screen: {result['wide']}"] if result["wide"] > size[0] else [])]


def picture(page: Path, target: Path, *, size: tuple[int, int] = DESKTOP, dark: bool = False) -> None:
    """Write a picture of the top of a page (PNG).

    Args:
        page: The file.
        target: The picture.
        size: Width and height of the window, in pixels.
        dark: Whether the reader prefers dark pages.
    """
    _run([f"--screenshot={target.absolute()}", page.absolute().as_uri()], size=size, dark=dark)


def check(folder: Path) -> Iterator[str]:
    """Yield the findings in the pages of a site: all in the folder itself, and in its first two languages."""
    pages = [*sorted(folder.glob("*.html"))]
    for language in sorted(path.parent for path in folder.glob("*/index.html"))[:2]:
        pages += sorted(language.glob("*.html"))
    for page, size, dark in product(pages, (DESKTOP, PHONE), (False, True)):
        for line in violations(page, size=size, dark=dark):
            yield f"{page}, {size[0]} px, {'dark' if dark else 'light'}: {line}"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not chromium() or not axe():
        sys.exit(__doc__)
    findings = list(check(Path(sys.argv[1])))
    print("\n".join(findings) or "no violations")
    sys.exit(bool(findings))
