"""What a sync of files that did not change takes, and of one edited sentence.

    python benchmarks/sync/unchanged.py [--files 10000] [--sentences 20]

Files of Markdown, of 300 words each, are synchronized into two languages with the backend `fake`, then again without a
change, then with one sentence edited. A last part edits one sentence of an article of 1,000 words in five languages
with the models of the package. The times are those of whole processes, what they import included.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = "Le maire de la ville numéro {} a présenté le budget de {} euros devant le conseil municipal."
OTHER = "Les habitants du quartier {} demandent depuis longtemps des travaux dans la rue du marché."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        for number in range(options.files):
            (root / "content" / f"a{number}.md").write_text(article(number, options.sentences), encoding="utf-8")
        print(f"{options.files} files, {options.sentences} sentences each, two languages")
        many = ["content", "-o", "out", "-t", "nl,en", "-p", "fake", "--source", "fr"]
        show("first sync", root, many)
        show("nothing changed", root, many)
        edit(root / "content" / "a1.md")
        show("one sentence edited", root, many)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "a.md").write_text(article(7, 65), encoding="utf-8")
        print("one article of 1,000 words, five languages, the models of the package")
        one = ["a.md", "-o", "out", "-t", "nl,en,de,es,pt", "--source", "fr"]
        show("first sync", root, one)
        edit(root / "a.md")
        show("one sentence edited", root, one)


def article(number: int, sentences: int) -> str:
    texts = [SENTENCE.format(number + n, 1000 + n) if n % 2 else OTHER.format(number + n) for n in range(sentences)]
    paragraphs = [" ".join(texts[at : at + 4]) for at in range(0, len(texts), 4)]
    return f"# Article {number}\n\n" + "\n\n".join(paragraphs) + "\n"


def edit(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("présenté", "défendu", 1), encoding="utf-8")


def show(name: str, root: Path, arguments: list[str]) -> None:
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "babelpress.cli", "sync", *arguments, "--json"],
        cwd=root, capture_output=True, check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - begin
    report = json.loads(done.stdout)
    print(f"{name}: {seconds:.1f} s, {report['asked']} sentences at the models, {report['written']} files written")


if __name__ == "__main__":
    main()
