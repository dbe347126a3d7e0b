from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import pytest

from babelpress.document import Article, Block, Detection, InlineTag, Meta, Record, Summary, Translation

TITLES = {
    "fr": "Le méga-contrat d'IA se heurte à de grands obstacles",
    "nl": "Het megacontract voor AI stuit op grote obstakels",
    "en": "The AI mega-contract hits major obstacles",
    "de": "Der KI-Megavertrag stößt auf große Hindernisse",
}


def item(text: str, marker: str, level: int = 1) -> Block:
    mark = InlineTag(start=0, end=0, tag="marker", attributes=(("text", marker),))
    return Block(kind="list_item", text=text, level=level, markup=(mark,))


@pytest.fixture
def article() -> Article:
    blocks = (
        Block(kind="title", text=TITLES["fr"]),
        Block(kind="paragraph", text="L'accord vaut 5\u202f000 milliards, soit 80\u00a0% du marché."),
        Block(kind="heading", text="Des inquiétudes en coulisses", level=2),
        Block(kind="quote", text="« Il ne s'agit pas seulement d'argent. »"),
        item("Cent milliards", "1. "),
        item("dont la moitié hier", "- ", 2),
        item("Trente milliards", "2. "),
        Block(kind="raw", text="* * *"),
        Block(kind="paragraph", text="La fin."),
    )
    return Article(id="contrat", blocks=blocks, meta=Meta(date="2025-03-01"))


@pytest.fixture
def record(article: Article) -> Record:
    """The article in French, Dutch and English, each with a summary."""
    return Record(
        article=article,
        detection=Detection(language="fr", confidence=1.0),
        translations=tuple(
            Translation(
                language=code,
                blocks=(Block(kind="title", text=TITLES[code]), *(replace(b, markup=()) for b in article.blocks[1:])),
                segments=(),
                route=("tiny",),
            )
            for code in ("nl", "en")
        ),
        summaries=tuple(
            Summary(language=code, text=f"Résumé {code} du contrat.", strategy="extractive")
            for code in ("fr", "nl", "en")
        ),
    )


@pytest.fixture
def no_room() -> Callable[[int], AbstractContextManager[None]]:
    """What begins a block in which no file may grow beyond `after` bytes: writes are refused, as on a full disk."""
    resource = pytest.importorskip("resource", reason="limits of processes are those of POSIX")

    @contextmanager
    def limited(after: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (after, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited
