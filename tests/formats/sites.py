"""Small sites of every generator, their translation without a model, and a checker of their links."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from babelpress.document import VERBATIM, Article, Block, Record, Translation
from babelpress.formats.document_writer import DocumentWriter
from babelpress.formats.inputs import all_readers, read_inputs
from babelpress.formats.outputs import plant

PAGE = """---
title: Le guide
lang: fr
---

Voir [l'accueil]({home}), [la suite]({next}#prérequis) et [plus bas](#la-fin).

![Un pont]({image})

## Prérequis

Un mot.

## La fin

Un autre mot.
"""


def page(home: str, next: str, image: str) -> str:
    return PAGE.format(home=home, next=next, image=image)


SITES: Mapping[str, Mapping[str, str]] = {
    "hugo-folder": {
        "hugo.toml": "",
        "content/fr/_index.md": page("_index.md", "blog/pont/index.md", "blog/pont/photo.png"),
        "content/fr/blog/pont/index.md": page("../../_index.md", "../suite.md", "photo.png"),
        "content/fr/blog/suite.md": page("../_index.md", "./pont/index.md", "pont/photo.png"),
        "content/fr/blog/pont/photo.png": "png",
    },
    "hugo-suffix": {
        "hugo.toml": "",
        "content/_index.fr.md": page("_index.fr.md", "blog/pont/index.fr.md", "blog/pont/photo.png"),
        "content/blog/pont/index.fr.md": page("../../_index.fr.md", "../suite.fr.md", "photo.png"),
        "content/blog/suite.fr.md": page("../_index.fr.md", "./pont/index.fr.md", "pont/photo.png"),
        "content/blog/pont/photo.png": "png",
    },
    "jekyll": {
        "_config.yml": "title: Un site\n",
        "index.md": page("index.md", "pages/suite.md", "assets/photo.png"),
        "pages/suite.md": page("../index.md", "../index.md", "../assets/photo.png"),
        "assets/photo.png": "png",
    },
    "docusaurus": {
        "docusaurus.config.js": "",
        "docs/intro.md": page("intro.md", "guide/suite.md", "../static/img/photo.png"),
        "docs/guide/suite.md": page("../intro.md", "../intro.md", "photo.png"),
        "docs/guide/photo.png": "png",
        "blog/2024-01-01-a.md": page("2024-01-01-a.md", "./2024-01-01-a.md", "../static/img/photo.png"),
        "static/img/photo.png": "png",
    },
    "eleventy": {
        ".eleventy.js": "",
        "src/index.md": page("index.md", "pages/suite.md", "img/photo.png"),
        "src/pages/suite.md": page("../index.md", "../index.md", "../img/photo.png"),
        "src/img/photo.png": "png",
    },
    "astro": {
        "astro.config.mjs": "",
        "src/content/docs/fr/index.md": page("index.md", "guide/suite.mdx", "../../../assets/photo.png"),
        "src/content/docs/fr/guide/suite.mdx": page("../index.md", "../index.md", "../../../../assets/photo.png"),
        "src/assets/photo.png": "png",
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Un site\n",
        "docs/index.md": page("index.md", "guide/suite.md", "img/photo.png"),
        "docs/guide/suite.md": page("../index.md", "../index.md", "../img/photo.png"),
        "docs/img/photo.png": "png",
    },
    "none": {
        "Été à Paris/un guide.md": page("un%20guide.md", "../suite.md", "../images/la%20photo%20%C3%A9t%C3%A9.png"),
        "suite.md": page("<Été à Paris/un guide.md>", "%C3%89t%C3%A9%20%C3%A0%20Paris/un%20guide.md", "images/b.png"),
        "images/la photo été.png": "png",
        "images/b.png": "png",
    },
}


def write_site(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def said(text: str) -> str:
    """A translation: other words, another order."""
    return " ".join(f"{word}x" if word.isalpha() else word for word in reversed(text.split()))


def translated(article: Article, targets: Sequence[str]) -> Record:
    made = []
    for target in targets:
        blocks: tuple[Block, ...] = tuple(
            block
            if block.kind in VERBATIM
            else replace(block, text=f"{target} {block.text}", markup=tuple(_moved(block, len(target) + 1)))
            for block in article.blocks
        )
        made.append(Translation(language=target, blocks=blocks, segments=(), route=("m",)))
    return Record(article=replace(article, language="fr"), translations=tuple(made))


def _moved(block: Block, by: int) -> Iterator[object]:
    for mark in block.markup:
        yield replace(mark, start=mark.start + by, end=mark.end + by) if mark.inline else mark


def translate(
    inputs: Sequence[Path],
    output: Path,
    *,
    layout: str = "folder",
    targets: Sequence[str] = ("nl", "de"),
    **more: object,
) -> list[Record]:
    """Translate documents as the command does, without a model."""
    writer = DocumentWriter(output, DocumentWriter.Options(layout=layout, **more))
    readers = all_readers()
    exclude, keep = plant(writer, inputs, readers=readers, sources=("fr",), targets=targets)
    with writer:
        records = []
        for article in read_inputs(inputs, readers=readers, exclude=exclude, keep=keep):
            assert isinstance(article, Article), article
            records.append(translated(article, targets))
            writer.write(records[-1])
    return records


_LINK = re.compile(r"\]\(<?([^()<>]+)>?\)|(?:href|src)=\"([^\"]+)\"")


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def links(text: str) -> list[str]:
    return [one or other for one, other in _LINK.findall(text)]


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def resolves(file: Path, url: str, *, stem: bool = False) -> bool:
    """Whether a relative link leads to a file, and its anchor to a heading in it."""
    path, _, anchor = url.partition("#")
    place = Path(os.path.normpath(file.parent / unquote(path))) if path else file
    if not place.is_file():
        return False
    return not anchor or unquote(anchor) in anchors(place.read_text(encoding="utf-8"))


def broken(folder: Path) -> dict[str, list[str]]:
    """The relative links of the documents in a folder that lead nowhere."""
    found = {}
    for path in sorted(folder.rglob("*.md*")):
        if path.is_file() and path.suffix in (".md", ".mdx"):
            dead = [
                url
                for url in links(path.read_text(encoding="utf-8"))
                if not url.startswith(("/", "http")) and not resolves(path, url)
            ]
            if dead:
                found[path.relative_to(folder).as_posix()] = dead
    return found
