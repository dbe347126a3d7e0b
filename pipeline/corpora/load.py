"""`load_corpora`: files of systems, sources and references in any format, to one `Corpus` a direction."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.corpora import lines, records, tables, tmx, wmt
from pipeline.corpora.assemble import assemble
from pipeline.corpora.base import Corpus, Task
from pipeline.corpora.codes import code, language_of
from pipeline.corpora.folders import by_language, document_ids, of_name, pick
from pipeline.corpora.grids import READERS as GRIDS
from pipeline.corpora.parts import Asked, Part, Role, unreadable
from pipeline.detectors.names import ENGLISH_NAMES
from pipeline.errors import ConfigError, Fault, nearest
from pipeline.formats.archive.hub import HUB
from pipeline.languages import LANGUAGES

_SAVED = "dataset_info.json"
"""What a folder that `datasets` wrote holds."""


def load_corpora(
    systems: Sequence[str],
    *,
    source: str | None = None,
    references: Sequence[str] = (),
    documents: str | None = None,
    source_language: str | None = None,
    target_languages: Sequence[str] = (),
    task: Task = "translation",
    columns: Sequence[str] = (),
    name: str | None = None,
) -> list[Corpus]:
    """Give a corpus for every direction that the files hold.

    `systems` are `[NAME=]PATH`. A path is a file of lines, a table (TSV, CSV, JSONL, Parquet, Arrow), our own records,
    WMT's XML or SGM, TMX, a folder with a file a language, or `hf:ID[:CONFIG[:SPLIT]]`. `columns` are `ROLE=COLUMN`,
    where a role is `source`, `reference`, `id`, `document`, or the name of a system. `documents` is a file with the
    document of each segment, one a line. Raises `ConfigError` naming everything that does not fit together.
    """
    pairs = _columns(columns)
    wanted = _languages(target_languages, "--target")
    spoken = _languages([source_language] if source_language else [], "--source-language")
    first = spoken[0] if spoken else None
    parts: list[Part] = []
    found_documents = Path(documents) if documents else None
    sides: list[tuple[Role, Sequence[str]]] = [
        ("source", [source] if source else []),
        ("reference", references),
        ("hypothesis", systems),
    ]
    for role, said in ((role, said) for role, paths in sides for said in paths):
        own, where = _named(said) if role == "hypothesis" else (None, said)
        found = _read(
            Asked(
                path=Path(where),
                role=role,
                name=own or _default(where),
                columns=pairs,
                source=first,
                targets=wanted,
                whole_documents=task == "summary",
                blocks=bool(references or source),
            )
        )
        # What is named as the source gives sources alone; references that were named stand before a table's own.
        parts += [
            part
            for part in found
            if part.role == role or (role != "source" and not (part.role == "reference" and references))
        ]
        if found_documents is None and role != "hypothesis" and Path(where).is_dir():
            found_documents = document_ids(Path(where))
    return assemble(
        parts,
        documents=lines.read_lines(found_documents)[0] if found_documents else (),
        documents_path=str(found_documents or ""),
        source_language=first,
        task=task,
        name=name or _default(source or (references[0] if references else _named(systems[0])[1] if systems else "")),
    )


def _read(asked: Asked) -> Sequence[Part]:
    """The parts of one path."""
    path, said = asked.path, str(asked.path)
    if said.startswith(HUB):
        return tables.read(asked)
    if path.is_dir():
        return tables.read(asked) if (path / _SAVED).exists() else list(_folder(asked))
    suffix = path.suffix.lower()
    if not path.exists():
        raise unreadable(path, "there is no such file")
    if suffix in (".jsonl", ".ndjson") and records.is_records(_beginning(path)):
        return records.read(asked)
    if suffix in GRIDS:
        return tables.read(asked)
    if suffix in (".xml", ".sgm", ".sgml"):
        return wmt.read(asked)
    if suffix == ".tmx":
        return tmx.read(asked)
    found = of_name(path.name)
    if asked.role == "source":
        return lines.read(replace(asked, source=asked.source or found))
    if found and asked.wants(found):
        return lines.read(replace(asked, targets=(found,)))
    if len(asked.targets) > 1:
        raise unreadable(path, f"is it {' or '.join(asked.targets)}? Name the file by its language: out.nl.txt")
    return lines.read(asked)


def _folder(asked: Asked) -> Iterator[Part]:
    """A file of lines a language; of the source's only one."""
    files = by_language(asked.path)
    if asked.role == "source":
        language, path = pick(files, [asked.source] if asked.source or len(files) > 1 else files, asked.path)
        yield from lines.read(replace(asked, path=path, source=language))
        return
    for target in asked.targets:
        pick(files, [target], asked.path)
    for language, path in files.items():
        if language != asked.source and asked.wants(language):
            yield from lines.read(replace(asked, path=path, targets=(language,)))


def _beginning(path: Path) -> str:
    with path.open("rb") as stream:
        return stream.read(64).decode("utf-8", errors="replace")


def _named(said: str) -> tuple[str | None, str]:
    """The name and the path of `[NAME=]PATH`; a path that holds `=` and is there is a path."""
    name, equals, path = said.partition("=")
    if not equals or "/" in name or Path(said).exists():
        return None, said
    return name.strip() or None, path


def _default(path: str) -> str:
    """A name by the path: the folder's, or the file's without its language and suffix."""
    if path.startswith(HUB):
        return path.removeprefix(HUB).replace(":", " ")
    where = Path(path)
    if where.is_dir():
        return where.resolve().name
    stem = where.name.removesuffix(where.suffix)
    head, _, tail = stem.rpartition(".")
    return head if head and of_name(tail) else stem


def _columns(said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = [item.partition("=") for item in said]
    faults = [
        Fault("--columns", f"'{item}' is not ROLE=COLUMN, such as source=fr")
        for item, (role, equals, column) in zip(said, pairs, strict=True)
        if not (role and equals and column)
    ]
    if faults:
        raise ConfigError("columns cannot be read", faults)
    return tuple((role.strip(), column.strip()) for role, _, column in pairs)


def _languages(said: Sequence[str], option: str) -> tuple[str, ...]:
    """The codes of languages. Raises `ConfigError` naming those that are none."""
    codes, faults = [], []
    for tag in said:
        found = code(tag)
        if found is None or language_of(found) not in ENGLISH_NAMES:
            faults.append(Fault(option, f"'{tag}' is no language code; {nearest(tag.lower(), LANGUAGES)}"))
        else:
            codes.append(found)
    if faults:
        raise ConfigError("unknown language", faults)
    return tuple(codes)
