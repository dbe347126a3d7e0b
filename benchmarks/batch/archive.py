"""Make an archive like a newsroom's: French articles of mixed lengths, a tenth of them repeats, a hundredth broken.

    python benchmarks/batch/archive.py ORANGESUM NTREX_FOLDER --articles 10000 -o archive.jsonl

ORANGESUM is OrangeSum as lines of JSON (.xz), NTREX_FOLDER holds `fr.txt` and `document_ids.tsv`. The same arguments
make the same archive. A repeat is an article sent again under another id, with one paragraph of its own; a broken one
is a line that is not JSON, has no text, or is in Italian.
"""

import argparse
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

BROKEN = (
    '{"id": "broken-%d", "text": ',
    '{"id": "broken-%d", "title": "Sans texte"}',
    '{"id": "broken-%d", "text": "Il governo ha annunciato ieri che la nuova linea ferroviaria aprirà in primavera."}',
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("orangesum", type=Path)
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("-o", "--output", type=Path, default=Path("archive.jsonl"))
    options = parser.parse_args()
    with options.output.open("w", encoding="utf-8") as output:
        for line in lines(options.orangesum, options.ntrex, options.articles):
            output.write(f"{line}\n")


def lines(orangesum: Path, ntrex: Path, articles: int) -> Iterator[str]:
    rng = random.Random(articles)
    sources = [*documents(ntrex), *texts(orangesum, articles)]
    rng.shuffle(sources)
    written: list[dict[str, str]] = []
    for n in range(articles):
        if n % 100 == 57:
            kind = BROKEN[n // 100 % len(BROKEN)]
            yield kind % n
            continue
        if written and n % 10 == 3:
            before = rng.choice(written)
            again = f"{before['text']}\n\nDépêche numéro {n}, reprise telle quelle."
            article = {"id": f"a{n}", "title": before["title"], "text": again}
        else:
            title, text = sources[n % len(sources)]
            article = {"id": f"a{n}", "title": title, "text": text}
        written = [*written[-500:], article]
        yield json.dumps(article, ensure_ascii=False)


def documents(folder: Path) -> Iterator[tuple[str, str]]:
    ids = (folder / "document_ids.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for id, line in zip(ids, (folder / "fr.txt").read_text(encoding="utf-8").splitlines(), strict=True):
        found.setdefault(id, []).append(line)
    for sentences in found.values():
        paragraphs = [" ".join(sentences[at : at + 4]) for at in range(1, len(sentences), 4)]
        yield sentences[0], "\n\n".join(paragraphs) or sentences[0]


def texts(path: Path, most: int) -> Iterator[tuple[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for n, line in enumerate(stream):
            if n == most:
                return
            row = json.loads(line)
            yield row["title"], row["text"]


if __name__ == "__main__":
    main()
