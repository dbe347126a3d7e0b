"""The functions of text that `run.py` measures: each takes one text.

`FUNCTIONS` has them by name. What compares a source with its translation gets the text as both, the translation with
one more word. A reader gets the text as a file, as it is or where the format has its texts; what it reads is written
again.
"""

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from babelpress import lang
from babelpress.config.plugins import CHECKS, make
from babelpress.config.schema import ConstraintSettings
from babelpress.document import Article, Block
from babelpress.formats.base import Reader
from babelpress.formats.sniffing import text_kind
from babelpress.formats.text.structure import structure
from babelpress.nlp import (
    chunking,
    editorial,
    identifiers,
    marked_text,
    placeholders,
    segmentation,
    terminology,
    tokenization,
    truecasing,
    vocabulary,
)
from babelpress.nlp.lexrank import Limit, Sentence, select
from babelpress.nlp.names import countries, detect, evidence, exonyms, people
from babelpress.nlp.numbers import parse as numbers
from babelpress.nlp.quotes import match as quotations
from babelpress.nlp.sentence_alignment import align
from babelpress.nlp.typography import typography_edits
from babelpress.nlp.word_alignment import identity
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import load_check
from babelpress.translation.postedit.base import Context, kept_places
from babelpress.translation.postedit.loop import POST_EDITORS
from babelpress.translation.postedit.repair import repair, rules

ROOT = Path(__file__).parents[2]
Function = Callable[[str], object]


def _count(text: str) -> int:
    return len(text.split()) + len(text) // 8


def _pair(text: str) -> SegmentPair:
    return SegmentPair(source=text, target=f"{text} fin", source_language="fr", target_language="nl")


def _sentences(text: str) -> list[str]:
    return list(segmentation.split(text, "fr").sentences)


def _masked(text: str) -> object:
    masked = placeholders.mask(text, placeholders.find(text, language="fr", quantities=True))
    return placeholders.unmask(masked.text, masked)


def _edited(name: str, text: str) -> object:
    target = f"{text} fin"
    context = Context(
        source=text, target=target, source_language="fr", target_language="nl", variant=lang.variant("nl", ""),
        alignment=None, kept=kept_places(target, text, language="nl", names=(), places=()),
        style=truecasing.style(text, "fr"),
    )  # fmt: skip
    return next(one for one in POST_EDITORS if one.name == name).edits(context)


RULES = rules(ConstraintSettings(), None, source_language="fr", target_language="nl")

TEXT: dict[str, Function] = {
    "segmentation": lambda text: segmentation.split(text, "fr"),
    "clauses": lambda text: chunking.clauses(text, _count, 60),
    "main clause": lambda text: chunking.main_clause(text, language="fr"),
    "style": lambda text: truecasing.style(text, "fr"),
    "truecasing": lambda text: truecasing.truecase(text.upper(), "fr", known={}),
    "recasing": lambda text: truecasing.recase(text, truecasing.style(text.upper(), "fr"), "nl"),
    "case of words": lambda text: truecasing.vocabulary([text], "fr"),
    "joints": lambda text: truecasing.joints(text, f"{text} fin", language="nl", first=True, last=True),
    "typography": lambda text: typography_edits(
        text, source=text, source_language="fr", variant=lang.variant("nl", "")
    ),
    "masking": _masked,
    "identifiers": lambda text: identifiers.identifiers(text, "fr"),
    "numbers": lambda text: numbers.find(text, "fr"),
    "quotations": lambda text: quotations.missing(text, f"{text} »", source_language="fr", target_language="nl"),
    "sentence alignment": lambda text: align(_sentences(text), _sentences(f"Oui. {text}"), languages=("fr", "nl")),
    "word alignment": identity,
    "names": lambda text: detect.proper_names(text, "fr"),
    "people": lambda text: people.people(text, "fr"),
    "places": lambda text: exonyms.places_named(text, "fr"),
    "countries": lambda text: countries.countries(text, "fr"),
    "evidence": lambda text: evidence.gather([text], "fr"),
    "editorial": lambda text: editorial.fit(text, language="fr"),
    "summary": lambda text: select(
        [Sentence(text=one, kind="paragraph") for one in _sentences(text)], limit=Limit(sentences=3), language="fr"
    ),
    "terms": lambda text: terminology.occurrences(text, "train", language="fr"),
    "vocabulary": lambda text: vocabulary.pieces(text, lambda one: frozenset(one) - set("abcde .")),
    "symbols": lambda text: vocabulary.spell_out(text, lambda one: frozenset(one) & set("€%&"), language="fr"),
    "words": tokenization.words,
    "marked text": lambda text: marked_text.show(Block(kind="paragraph", text=text), "fr"),
    "structure": structure,
    "sniffing": text_kind,
    "detection": lambda text: DETECTOR.detect(text),
    "repair": lambda text: repair(text, f"{text} fin", RULES),
}
"""Functions of plain text."""

DETECTOR = make("detectors", "fasttext", options={})


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" original="a"
 target-language="nl" datatype="plaintext"><body><trans-unit id="a"><source>{}</source></trans-unit></body></file>
</xliff>"""
_QT = """<TS version="2.1" language="nl" sourcelanguage="fr"><context><name>a</name><message><source>{}</source>
<translation></translation></message></context></TS>"""
_ASS = "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:00.00,0:00:01.00,"
_CELL = {"cell_type": "markdown", "metadata": {}}
_BOOK = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}

WRAPPED: dict[str, Callable[[str], str]] = {
    "html": lambda text: f"<html><body><p>{escape(text)}</p></body></html>",
    "xliff": lambda text: _XLIFF.format(escape(text)),
    "po": lambda text: f'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\nmsgstr {_json(text)}\n',
    "sbv": lambda text: f"0:00:01.000,0:00:02.000\n{text}\n",
    "srt": lambda text: f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n",
    "vtt": lambda text: f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n",
    "ass": lambda text: _ASS + text.replace("\n", " "),
    "ipynb": lambda text: json.dumps({"cells": [{**_CELL, "source": text}], **_BOOK}),
    "json": lambda text: f'{{"text": {_json(text)}}}',
    "arb": lambda text: f'{{"@@locale": "fr", "text": {_json(text)}}}',
    "yaml": lambda text: f"text: {_json(text)}\n",
    "properties": lambda text: f"text={text}",
    "android": lambda text: f'<resources><string name="a">{escape(text)}</string></resources>',
    "resx": lambda text: f'<root><data name="a"><value>{escape(text)}</value></data></root>',
    "qt": lambda text: _QT.format(escape(text)),
    "strings": lambda text: f'"a" = {_json(text)};',
    "feed": lambda text: f'<rss version="2.0"><channel><title>{escape(text)}</title></channel></rss>',
    "md": lambda text: f"---\ntitle: {_json(text)}\n---\n\nOui.\n",
    "jsonl": lambda text: json.dumps({"title": "a", "text": text}),
    "csv": lambda text: 'title,text\na,"' + text.replace('"', '""') + '"\n',
}
"""A file with a text, by the kind of its reader; the others get the text itself."""

RAW = (
    "text",
    "html",
    "md",
    "srt",
    "sbv",
    "vtt",
    "ass",
    "rst",
    "adoc",
    "json",
    "yaml",
    "properties",
    "strings",
    "po",
    "csv",
)
"""Readers that may find any text in a file."""


def _reread(reader: Reader, suffix: str, data: bytes) -> None:
    for article in reader.read_stream(BytesIO(data), name=f"a{suffix}"):
        if isinstance(article, Article) and hasattr(reader, "render"):
            reader.render(article.blocks, language="nl")


def _docx(text: str) -> bytes:
    """Return the example with the text in place of its first run."""
    made = BytesIO()
    with ZipFile(ROOT / "examples" / "article.fr.docx") as package, ZipFile(made, "w") as copy:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                head, sep, rest = data.partition(b"<w:t>")
                data = head + sep + escape(text).encode() + b"</w:t>" + rest.partition(b"</w:t>")[2]
            copy.writestr(name, data)
    return made.getvalue()


def _file(kind: str, wrap: Callable[[str], str | bytes]) -> Function:
    reader = make("readers", kind, options={"max_characters": 10**8} if kind in ("text", "jsonl", "csv") else {})
    suffix = getattr(reader, "suffix", ".txt")

    def call(text: str) -> None:
        data = wrap(text)
        _reread(reader, suffix, data if isinstance(data, bytes) else data.encode())

    return call


FUNCTIONS: dict[str, Function] = {
    **TEXT,
    **{f"editor {editor.name}": partial(_edited, editor.name) for editor in POST_EDITORS},
    **{f"check {name}": (lambda text, name=name: load_check(name)(_pair(text))) for name in CHECKS},
    **{f"file {kind}": _file(kind, lambda text: text) for kind in RAW},
    **{f"text in {kind}": _file(kind, wrap) for kind, wrap in WRAPPED.items()},
    "text in docx": _file("docx", _docx),
}
"""Every function by its name."""
