"""Checks of two files: reads them, determines their languages, pairs lines if there are equally many."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from babelpress import lang
from babelpress._internal.record_html import findings_html
from babelpress.config.plugins import make
from babelpress.document import VERBATIM, Article, Block, Finding
from babelpress.errors import ConfigError, Fault, UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.bilingual import LOST, Translated, units_of
from babelpress.formats.decoding import normal_form, open_input, read_as_written
from babelpress.formats.folder_writer import was_written_by
from babelpress.formats.html.reading import read_source
from babelpress.formats.inputs import all_readers, read_inputs, reader_of
from babelpress.formats.markdown.writer import render_markdown
from babelpress.formats.messages.icu import has_branches
from babelpress.formats.site.reading import article_of
from babelpress.formats.structured.format import KeyedFormat
from babelpress.formats.versions import marker, shown_blocks, without_summary
from babelpress.lang.names import english_name
from babelpress.nlp.names.evidence import gather
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks import debris, placeholders
from babelpress.qa.documents import frame_of, place
from babelpress.qa.engine import MARKUP, PlacedFinding, PlacedPair, answered, in_context, run_checks, select_checks
from babelpress.qa.structure import (
    SPEAKER,
    level_findings,
    message_pairs,
    template_findings,
    value_pairs,
    values_of,
)
from babelpress.qa.tables import version_in

_TEMPLATED = (".md", ".markdown", ".mdx", ".html", ".htm", ".xhtml")
"""Endings of documents that may have tags of templates."""

_HTML = (".html", ".htm", ".xhtml")

_LONGEST = 10_000_000
"""Maximum number of characters of a file that is compared line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """The findings of a translation and the number of pairs compared.

    Attributes:
        source_language: The code of the language of the source.
        target_language: The code of the language of the translation.
        segments: The number of pairs of segments that were compared.
        placed: Every finding with the two texts it concerns, in the order of the source.
    """

    source_language: str
    target_language: str
    segments: int
    placed: tuple[PlacedFinding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of the source."""
        return tuple(placed.finding for placed in self.placed)

    @property
    def ok(self) -> bool:
        """Whether no finding is severe."""
        return not self.severe

    def to_json(self) -> str:
        """Return one line of JSON: the languages, the number of segments, and each finding with its two texts."""
        found = [
            asdict(placed.finding) | {"source": placed.pair.source, "target": placed.pair.target}
            for placed in self.placed
        ]
        report = {
            "source_language": self.source_language,
            "target_language": self.target_language,
            "segments": self.segments,
            "severe": self.severe,
            "findings": found,
        }
        return json.dumps(report, ensure_ascii=False)

    def _repr_html_(self) -> str:
        """The report as notebooks show it."""
        languages = (self.source_language, self.target_language)
        return findings_html(self.placed, languages=languages, segments=self.segments)

    @property
    def severe(self) -> int:
        """The number of severe findings."""
        return sum(finding.severity == "severe" for finding in self.findings)


def verify_files(
    source: Path,
    target: Path,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    lines: bool = False,
    checks: Sequence[str] | None = None,
    keep: Sequence[str] | None = None,
) -> VerifyReport:
    """Check a translated file against its source file, each of any readable format.

    Args:
        source: The source file.
        target: The file with the translation. Of a PO or XLIFF file the texts that it holds itself are compared, of a
            table or records that we wrote the version in `target_language`.
        source_language: Code of the source language; None to take the one that the document states, or else the
            detected one.
        target_language: The same for the target; may be a variant (`pt-BR`).
        lines: Compare line n of the one file with line n of the other. This also happens for two plain texts with the
            same number of non-empty lines.
        checks: Names of checks; all of them for None.
        keep: Names that must not be translated.

    Returns:
        The report.

    Raises:
        ConfigError: If a file cannot be read, a language cannot be determined or is not supported, both files seem to
            be in the same language, the numbers of lines differ although `lines` is given, or there is no check of a
            given name.
    """
    names = select_checks(checks)
    both = (_both(target) or _keyed(source, target)) if source.exists() else None
    source_articles, target_articles = (
        ([], []) if both else (_read(source, source_language), _read(target, target_language))
    )
    source_texts = [one.source for one in both] if both else [article.text for article in source_articles]
    target_texts = [one.target for one in both] if both else [article.text for article in target_articles]
    source_code, _ = _language(source_language, source_articles, source_texts, "source")
    target_code, variant = _language(target_language, target_articles, target_texts, "target")
    if source_code == target_code and not (source_language and target_language):
        name = lang.get(source_code).english or english_name(source_code)
        raise ConfigError(f"both files are in {name}", [Fault("", "give their languages with --source and --target")])
    frame = frame_of(source_code, target_code, keep=keep or (), variant=variant)
    pairs = both or (_lines(source, target, strict=True) if lines else None)
    if not pairs and not lines and _are_plain(source_articles, target_articles):
        pairs = _lines(source, target, strict=False)
    if pairs is None:
        source_blocks, target_blocks, same = _sides(source_articles, target_articles, target_path=target)
        placed = list(place(source_blocks, target_blocks, frame, same=same))
        if same:
            placed += _structure(source_blocks, target_blocks, frame, paths=(source, target))
    else:
        frame = replace(frame, article=gather((line.source for line in pairs), source_code))
        cells = ((index, cell) for index, pair in enumerate(pairs) if any(pair) for cell in _cells(pair))
        placed = in_context([_placed(frame, index, cell) for index, cell in cells])
    return VerifyReport(
        source_language=source_code,
        target_language=target_code,
        segments=sum(not item.wide for item in placed),
        placed=tuple(run_checks(placed, names, apart=pairs is None, ask=answered)),
    )


def _read(path: Path, language: str | None) -> list[Article]:
    """The articles of a file, of a table of ours those in this language; `ConfigError` if one cannot be read."""
    if path.is_dir():
        raise ConfigError("cannot be read", [Fault("", f"{path}: is a folder; give the path of a file in it")])
    own = version_in(path, language.partition("-")[0]) if language and path.exists() else None
    items = own or list(read_inputs([path]))
    faults = [Fault("", str(item.error)) for item in items if isinstance(item, ReadError)]
    if faults or not items:
        raise ConfigError("cannot be read", faults or [Fault("", f"{path}: contains no article")])
    return [item for item in items if isinstance(item, Article)]


def _are_plain(source: Sequence[Article], target: Sequence[Article]) -> bool:
    """Whether both files are plain text whose lines may belong together: our own with a summary has further ones."""
    if not source[0].format == target[0].format == "text":
        return False
    return without_summary([block for article in target for block in article.blocks]) is None


def _cells(one: Translated) -> Iterator[Translated]:
    """The cells of a row of a table, which are segments of their own; a pair without tabs as it is."""
    sides = one.source.split("\t"), one.target.split("\t")
    if len(sides[0]) != len(sides[1]):
        yield one
        return
    for number, cell in enumerate(zip(*sides, strict=True)):
        if number == 0 or any(cell):
            yield Translated(*cell, () if number else one.faults)


def _both(target: Path) -> list[Translated] | None:
    """The pairs of a file with both languages; None for any other, or one without any text."""
    try:
        found = (None if target.is_dir() else units_of(target)) or ()
        return [part for one in found for part in _branches(one)] or None
    except UnreadableInput as error:
        raise ConfigError("cannot be read", [Fault("", str(error))]) from error


def _branches(one: Translated) -> Iterator[Translated]:
    """The texts of a message with plurals and the like, branch by branch; any other pair as it is."""
    if not (one.target and has_branches(one.source)):
        yield one
        return
    for number, part in enumerate(message_pairs(one.source, one.target)):
        pair = Translated(*part)
        yield pair._replace(faults=(*one.faults, *pair.faults)) if number == 0 else pair


def _keyed(source: Path, target: Path) -> list[Translated] | None:
    """The pairs of two files of keys and values, by key; None for others, or without any text."""
    known = all_readers()
    readers = [reader_of(path, known) for path in (source, target)]
    if source.is_dir() or target.is_dir() or readers[0] is not readers[1]:
        return None
    if not isinstance(readers[0], KeyedFormat):
        return None
    sides = []
    for path in (source, target):
        try:
            with open_input(path) as stream:
                text, _ = readers[0].decode(stream.read(), name=str(path), whole=True)
            sides.append(values_of(readers[0].strings(text, name=str(path))))
        except UnreadableInput as error:
            raise ConfigError("cannot be read", [Fault("", str(error))]) from error
    return [Translated(*pair) for pair in value_pairs(*sides)] or None


def _structure(
    source: Sequence[Block], target: Sequence[Block], frame: SegmentPair, *, paths: tuple[Path, Path]
) -> list[PlacedPair]:
    """The findings about the structure of two documents of one format."""
    known = [*level_findings(source, target)]
    if paths[0].suffix.lower() in _TEMPLATED:
        known += template_findings(*map(_document, paths))
    return [PlacedPair(frame, None, None, wide=True, known=tuple(known))] if known else []


def _sides(
    source: Sequence[Article], target: Sequence[Article], *, target_path: Path
) -> tuple[Sequence[Block], Sequence[Block], bool]:
    """The blocks of both sides, and whether they are documents of one format, whose syntax must be the same.

    Of a page or text that our own writers made, only the article counts: no menu, no notice, no summary.
    """
    sides = [_numbered(_labelled([block for article in side for block in article.blocks])) for side in (source, target)]
    pages = [article_of(side) for side in sides]
    made = [without_summary(side) if page is None else page for side, page in zip(sides, pages, strict=True)]
    same = source[0].format == target[0].format
    if same and made == [None, None] and not _is_rendered(sides[1], target[0].format, target_path):
        return sides[0], sides[1], True
    first, second = (shown_blocks(side if own is None else own) for side, own in zip(sides, made, strict=True))
    first, second = (tuple(map(_with_formulas, side)) for side in (first, second))
    if pages != [None, None]:
        first, second = (tuple(sorted(side, key=lambda block: block.kind != "title")) for side in (first, second))
    return first, _without_code(second, sides[0]), False


def _with_formulas(block: Block) -> Block:
    r"""A block of Markdown in whose text formulas stand as in plain text: `\(x^2\)`, which is written `\\(x^2\\)`."""
    text = block.text
    for mark in sorted(block.markup, key=lambda mark: -mark.start):
        if mark.tag == "math" and mark.open.endswith("("):
            inside = text[mark.start : mark.end].replace("\\\\", "\\")
            text = f"{text[: mark.start]}\\({inside}\\){text[mark.end :]}"
    return block if text == block.text else replace(block, text=text, markup=())


def _labelled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of subtitles in which the name of a speaker belongs to what is said, as it does where it is no label."""
    found: list[Block] = []
    label = ""
    for block in blocks:
        if any(mark.tag == "colon" for mark in block.markup) and found:
            start = found[-1].text.rfind("\n") + 1
            label = f"{found[-1].text[start:].rstrip()}: "
            found[-1] = replace(found[-1], text=found[-1].text[:start])
        elif label and block.kind == "skeleton" and not block.text.strip(" \t\u00a0\u202f"):
            continue
        else:
            if label and block.kind not in VERBATIM:
                by = len(label)
                marks = tuple(
                    replace(one, start=one.start + by, end=one.end + by) if one.inline else one for one in block.markup
                )
                block = replace(block, text=label + block.text, markup=(SPEAKER, *marks))
            label = ""
            found.append(block)
    return found


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a number that begins a line, but continues no list, is text: `31. Januar` is a date."""
    found: list[Block] = []
    last = 0
    for block in blocks:
        number = marker(block).strip().rstrip(".)") if block.kind == "list_item" else ""
        if number.isdecimal() and int(number) not in (0, 1, last + 1):
            block = replace(block, kind="paragraph", text=f"{marker(block)}{block.text}", markup=())
        last = int(number) if number.isdecimal() and block.kind == "list_item" else 0
        found.append(block)
    return found


def _is_rendered(blocks: Sequence[Block], kind: str, path: Path) -> bool:
    """Whether a file of Markdown was written by our writer, which leaves out the syntax of the source's document."""
    if kind != "md" or not was_written_by(path, "markdown"):
        return False
    with open_input(path) as stream:
        text = read_as_written(stream, name=str(path), max_characters=_LONGEST)
    return render_markdown(shown_blocks(blocks)) == text


def _without_code(blocks: Sequence[Block], source: Sequence[Block]) -> list[Block]:
    """Blocks without those that show code of the source, which a format without code shows as text."""
    code = {" ".join(line.split()) for block in source if block.kind in VERBATIM for line in block.text.split("\n")}
    return [block for block in blocks if not code.issuperset(" ".join(line.split()) for line in block.text.split("\n"))]


def _language(given: str | None, articles: Sequence[Article], texts: Sequence[str], side: str) -> tuple[str, str]:
    """The language and the variant of a document: as given, else as the document states, else as detected."""
    name = given or (articles[0].language if articles else "")
    if not name:
        found = make("detectors", "fasttext").detect("\n".join(texts))
        name = found.language if found else ""
    code, _, country = name.partition("-")
    if code not in lang.known():
        reason = f"'{name}' is not a supported language" if name else "its language cannot be detected"
        raise ConfigError(
            "language", [Fault(side, f"{reason}; give --{side} with one of {', '.join(sorted(lang.known()))}")]
        )
    return code, f"{code}-{country}" if country else ""


def _placed(frame: SegmentPair, index: int, one: Translated) -> PlacedPair:
    """A pair of lines in their normal form, with the debris that this form no longer shows."""
    written = replace(frame, source=one.source, target=one.target)
    pair = replace(frame, source=_normal(one.source), target=_normal(one.target))
    known = debris.check(written) if written != pair else ()
    told = bool(one.faults) and bool(placeholders.check(pair))
    faults = [message for message in one.faults if not (told and message.startswith(LOST))]
    known = (*known, *(Finding(check=MARKUP, severity="severe", message=message) for message in faults))
    return PlacedPair(pair, index, index, known=known)


def _normal(line: str) -> str:
    return normal_form(line).replace("\n", " ").strip()


def _lines(source: Path, target: Path, *, strict: bool) -> list[Translated] | None:
    """The paired lines of two files; if their numbers differ, None, or `ConfigError` with `strict`."""
    texts = [_text(path) for path in (source, target)]
    source_lines, target_lines = ([line.strip() for line in _cut(text)] for text in texts)
    if not strict:
        source_lines, target_lines = ([line for line in side if line] for side in (source_lines, target_lines))
    if len(source_lines) != len(target_lines):
        if not strict:
            return None
        counts = f"{source} has {len(source_lines)}, {target} has {len(target_lines)}"
        raise ConfigError("the numbers of lines differ", [Fault("", f"{counts}; omit --lines to align the texts")])
    return [Translated(*pair) for pair in zip(source_lines, target_lines, strict=True)]


def _cut(text: str) -> list[str]:
    """The lines of a text, cut at newlines alone: U+2028, a form feed and the like are part of a line."""
    lines = text.replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _document(path: Path) -> str:
    """The text of a document that could be read: one of HTML may be in a declared encoding of single bytes."""
    with open_input(path) as stream:
        if path.suffix.lower() not in _HTML:
            return read_as_written(stream, name=str(path), max_characters=_LONGEST)
        return read_source(stream, name=str(path), max_characters=_LONGEST)[0]


def _text(path: Path) -> str:
    with open_input(path) as stream:
        return read_as_written(stream, name=str(path), max_characters=_LONGEST)
