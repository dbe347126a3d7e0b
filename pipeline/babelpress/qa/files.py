"""Two files in, a report out: read, languages told, lines paired where they are as many."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from babelpress import lang
from babelpress.config.plugins import make
from babelpress.document import Article, Block, Finding
from babelpress.errors import ConfigError, Fault
from babelpress.formats.base import ReadError
from babelpress.formats.decoding import open_input, read_text
from babelpress.formats.inputs import read_inputs
from babelpress.lang.names import english_name
from babelpress.qa.documents import frame_of, place
from babelpress.qa.engine import PlacedFinding, PlacedPair, answered, run_checks, select_checks

_LONGEST = 10_000_000
"""Characters of a file that is read line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What was found in a translation, and how many pairs were compared.

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
    """Compare two files of any readable format.

    `target_language` may be a variant (`pt-BR`). Languages that are not given are those the documents state, else
    detected. With `lines`, line n of the one is compared with line n of the other; so it is for two plain texts with
    the same number of lines. Raises `ConfigError` for what cannot be read, told or matched.
    """
    names = select_checks(checks)
    ours, theirs = _read(source), _read(target)
    source_code, _ = _language(source_language, ours, "source")
    target_code, variant = _language(target_language, theirs, "target")
    if source_code == target_code and not (source_language and target_language):
        name = lang.get(source_code).english or english_name(source_code)
        raise ConfigError(f"both files are in {name}", [Fault("", "say what they should be in: --source, --target")])
    frame = frame_of(source_code, target_code, keep=keep or (), variant=variant)
    pairs = _lines(source, target, strict=True) if lines else None
    if not lines and ours[0].format == theirs[0].format == "text":
        pairs = _lines(source, target, strict=False)
    if pairs is None:
        placed = list(place(_blocks(ours), _blocks(theirs), frame, same=ours[0].format == theirs[0].format))
    else:
        placed = [PlacedPair(replace(frame, source=a, target=b), i, i) for i, (a, b) in enumerate(pairs) if a or b]
    return VerifyReport(
        source_language=source_code,
        target_language=target_code,
        segments=sum(not item.wide for item in placed),
        placed=tuple(run_checks(placed, names, apart=pairs is None, ask=answered)),
    )


def _read(path: Path) -> list[Article]:
    """The articles of a file, all or none."""
    if path.is_dir():
        raise ConfigError("cannot be read", [Fault("", f"{path}: is a folder; name one file in it")])
    items = list(read_inputs([path]))
    faults = [Fault("", str(item.error)) for item in items if isinstance(item, ReadError)]
    if faults or not items:
        raise ConfigError("cannot be read", faults or [Fault("", f"{path}: holds no article")])
    return [item for item in items if isinstance(item, Article)]


def _blocks(articles: Sequence[Article]) -> list[Block]:
    return [block for article in articles for block in article.blocks]


def _language(said: str | None, articles: Sequence[Article], side: str) -> tuple[str, str]:
    """The language and the variant of a document: as said, as it states itself, as detected."""
    name = said or articles[0].language
    if not name:
        found = make("detectors", "fasttext").detect("\n".join(article.text for article in articles))
        name = found.language if found else ""
    code, _, country = name.partition("-")
    if code not in lang.known():
        said_so = f"'{name}' is no language this can check" if name else "its language cannot be told"
        raise ConfigError(
            "language", [Fault(side, f"{said_so}; say --{side} with one of {', '.join(sorted(lang.known()))}")]
        )
    return code, f"{code}-{country}" if country else ""


def _lines(source: Path, target: Path, *, strict: bool) -> list[tuple[str, str]] | None:
    """The lines of two files, or None where they are not as many."""
    texts = [_text(path) for path in (source, target)]
    ours, theirs = ([line.strip() for line in text.splitlines()] for text in texts)
    if not strict:
        ours, theirs = ([line for line in side if line] for side in (ours, theirs))
    if len(ours) != len(theirs):
        if not strict:
            return None
        counts = f"{source} has {len(ours)}, {target} has {len(theirs)}"
        raise ConfigError("not as many lines", [Fault("", f"{counts}; without --lines they are aligned")])
    return list(zip(ours, theirs, strict=True))


def _text(path: Path) -> str:
    with open_input(path) as stream:
        return read_text(stream, name=str(path), max_characters=_LONGEST)
