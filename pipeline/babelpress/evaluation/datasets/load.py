"""`load_corpora`: reads sources, references and outputs of systems in any format into one `Corpus` per direction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from babelpress import lang
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.evaluation.datasets import lines, records, tables, tmx, wmt
from babelpress.evaluation.datasets.base import Corpus, DatasetIssue, System, Task
from babelpress.evaluation.datasets.columnar import READERS as GRIDS
from babelpress.evaluation.datasets.diagnostics import dataset_issues, lengths
from babelpress.evaluation.datasets.language_codes import code, detect, language_of
from babelpress.evaluation.datasets.parts import DatasetRequest, Role, Side, unreadable
from babelpress.formats.tables.hub import HUB
from babelpress.lang.names import ENGLISH_NAMES

# --- Folders with one file per language: `nl.txt`, `newstest2019-ref.nld.txt` (NTREX), `nld_Latn.devtest` (FLORES) ---

_SUFFIXES = frozenset({".txt", ".devtest", ".dev", ".test"})
DOCUMENTS = ("document_ids.tsv", "DOCUMENT_IDS.tsv", "documents.txt")
"""Possible names of the file with the document id of each line."""


def by_language(folder: Path) -> dict[str, Path]:
    """Return the file of each language in a folder. Raises `ConfigError` if a language has two, or there are none."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        language = of_name(path.name)
        if language is None or not path.is_file() or not _is_text(path):
            continue
        if language in found:
            raise unreadable(folder, f"contains two files for '{language}': {found[language].name} and {path.name}")
        found[language] = path
    if not found:
        raise unreadable(folder, "contains no file named by a language, such as nl.txt or nld_Latn.devtest")
    return found


def of_name(name: str) -> str | None:
    """Return the language in the name of a file, or None.

    >>> of_name("newstest2019-ref.nld.txt"), of_name("por_Latn.devtest"), of_name("ours.txt")
    ('nl', 'pt', None)
    """
    for part in reversed(name.split(".")):
        language = code(part)
        if language is not None and language_of(language) in lang.known():
            return language
    return None


def document_ids(folder: Path) -> Path | None:
    """Return the file of document ids in a folder, or None."""
    return next((folder / name for name in DOCUMENTS if (folder / name).is_file()), None)


def pick(files: dict[str, Path], wanted: Iterable[str | None], folder: Path) -> tuple[str, Path]:
    """Return the first of the wanted languages that has a file, and the file. Raises `ConfigError`."""
    names = [name for name in wanted if name]
    for name in names:
        if name in files:
            return name, files[name]
    fault = f"contains no file for '{names[0]}'" if names else "contains several languages; give the source language"
    raise unreadable(folder, f"{fault}; it has {', '.join(files)}")


def _is_text(path: Path) -> bool:
    return path.suffix in _SUFFIXES or (code(path.suffix.removeprefix(".")) is not None and path.suffix != ".json")


# --- From sides to corpora: matching texts, and reporting those that do not match ---


def assemble(
    parts: Sequence[Side],
    *,
    documents: Sequence[str],
    documents_path: str,
    source_language: str | None,
    task: Task,
    name: str,
) -> list[Corpus]:
    """Return one corpus for each target language with hypotheses (without any hypotheses: with references).

    Texts are matched by their ids if both sides have ids, else by position.

    Args:
        parts: The sides that were read.
        documents: The document id of each segment; may be empty.
        documents_path: The file they are from, for messages.
        source_language: Code of the source language; None if unknown.
        task: The task.
        name: The name of the corpora.

    Returns:
        The corpora.

    Raises:
        ConfigError: If sides do not match; it lists the errors of all languages.
    """
    faults: list[Fault] = []
    parts = [_spoken(part) for part in parts]
    faults += _twice(parts)
    main = [part for part in parts if part.role == "hypothesis"] or [part for part in parts if part.role == "reference"]
    languages = list(dict.fromkeys(part.language or "" for part in main))
    if not languages:
        faults.append(Fault("", "no system was given; give at least one file of hypotheses"))
    corpora = []
    for language in [] if faults else languages:
        own = list(_of(parts, language))
        try:
            corpora.append(_corpus(own, language, documents, documents_path, source_language, task, name))
        except ConfigError as error:
            faults += [fault for fault in error.faults if fault not in faults]
    if faults:
        raise ConfigError("cannot be evaluated", faults)
    return corpora


def _spoken(part: Side) -> Side:
    """The side with its language: as given, else as detected in its first 200 texts."""
    if part.language or not any(text and text.strip() for text in part.texts):
        return part
    sample = "\n".join(text for text in part.texts[:200] if text)
    found = detect(sample)
    return replace(part, language=found.language) if found else part


def _of(parts: Sequence[Side], target: str) -> Iterator[Side]:
    """The sides for a target language; references in another variant count if there are no others."""
    exact = {part.language for part in parts if part.role == "reference"}
    for part in parts:
        if part.role == "source":
            if part.target in (None, target):
                yield part
        elif part.language == target or (
            part.role == "reference" and target not in exact and language_of(part.language or "") == language_of(target)
        ):
            yield part


def _twice(parts: Sequence[Side]) -> list[Fault]:
    counted = Counter((part.name, part.language) for part in parts if part.role == "hypothesis")
    return [
        Fault(
            "",
            f"the system '{name}' occurs twice{f' for {language}' if language else ''}; name them, A=... B=...",
        )
        for (name, language), times in counted.items()
        if times > 1
    ]


def _corpus(
    parts: Sequence[Side],
    target: str,
    documents: Sequence[str],
    documents_path: str,
    source_language: str | None,
    task: Task,
    name: str,
) -> Corpus:
    sources = [part for part in parts if part.role == "source"]
    references = [part for part in parts if part.role == "reference"]
    frame = (sources or references or parts)[0]
    faults: list[Fault] = []
    placed = {id(part): place for part in parts if (place := _place(part, frame, parts, faults)) is not None}
    if documents and len(documents) != len(frame.texts):
        faults.append(
            Fault(
                documents_path, f"has {len(documents):,} lines for the {len(frame.texts):,} segments of {frame.where}"
            )
        )
    faults += _other_sources(sources, placed)
    if faults:
        raise ConfigError("cannot be evaluated", faults)

    def texts(part: Side) -> tuple[str | None, ...]:
        return tuple(part.texts[index] for index in placed[id(part)])

    columns = [texts(part) for part in references]
    known = next((part for part in parts if part.documents), None)
    own = known.documents and tuple(known.documents[index] for index in placed[id(known)]) if known else ()
    size = len(frame.texts)
    corpus = Corpus(
        name=name,
        target_language=target,
        source_language=source_language or (frame.language if frame.role == "source" else None),
        task=task,
        ids=frame.ids or tuple(str(frame.line(n)) for n in range(size)),
        documents=tuple(documents) or own or (name,) * size,
        sources=tuple(text or "" for text in texts(frame)) if frame.role == "source" else (),
        references=tuple(tuple(text for text in row if text is not None) for row in zip(*columns, strict=True))
        if columns
        else ((),) * size,
        systems=tuple(
            System(
                name=part.name,
                hypotheses=tuple(text or "" for text in texts(part)),
                log_probabilities=tuple(part.log_probabilities[index] for index in placed[id(part)])
                if part.log_probabilities
                else (),
            )
            for part in parts
            if part.role == "hypothesis"
        ),
    )
    read = tuple(dict.fromkeys(notice for part in parts for notice in part.notices))
    missing = tuple(_missing(part, texts(part)) for part in parts if part.role != "reference" and None in texts(part))
    return replace(corpus, notices=(*read, *missing, *dataset_issues(corpus)))


def _missing(part: Side, texts: Sequence[str | None]) -> DatasetIssue:
    where = tuple(index for index, text in enumerate(texts) if text is None)
    return DatasetIssue(
        kind="missing",
        message=f"{part.where} has no text (null or NaN) for {len(where):,} segments; counted as empty",
        system=part.name if part.role == "hypothesis" else None,
        segments=where,
    )


def _place(part: Side, frame: Side, parts: Sequence[Side], faults: list[Fault]) -> Sequence[int] | None:
    """The index in a side of the text for each segment of `frame`; None if they do not match (see `faults`)."""
    twice = next((id for id, times in Counter(part.ids).items() if times > 1), None)
    if twice is not None:
        lines = ", ".join(f"{part.line(index):,}" for index, id in enumerate(part.ids) if id == twice)
        fault = Fault(part.where, f"the id '{twice}' occurs twice, lines {lines}; every segment needs a different one")
        faults += [] if fault in faults else [fault]
        return None
    if part is frame or not (part.ids and frame.ids) or part.ids == frame.ids:
        if len(part.texts) == len(frame.texts):
            return range(len(part.texts))
        faults.append(lengths(frame, part, parts))
        return None
    index = {id: n for n, id in enumerate(part.ids)}
    lost = [id for id in frame.ids if id not in index]
    known = frozenset(frame.ids)
    extra = [id for id in part.ids if id not in known]
    for what, ids in (("lacks", lost), ("has, unlike the other,", extra)):
        if ids:
            shown = ", ".join(ids[:3]) + (", ..." if len(ids) > 3 else "")
            faults.append(Fault(part.where, f"{what} {len(ids):,} segments of {frame.where}: {shown}"))
    return None if lost or extra else [index[id] for id in frame.ids]


def _other_sources(sources: Sequence[Side], placed: dict[int, Sequence[int]]) -> Iterator[Fault]:
    """Errors for systems whose files contain other sources than those that are evaluated."""
    if not sources or id(sources[0]) not in placed:
        return
    first = sources[0]
    for other in sources[1:]:
        for n, index in enumerate(placed.get(id(other), ())):
            if (other.texts[index] or "").split() != (first.texts[n] or "").split():
                where = f"line {other.line(index):,}" if not other.ids else f"segment {other.ids[index]}"
                expected = f"'{(first.texts[n] or '')[:40]}' in {first.where}"
                yield Fault(other.where, f"{where}: its source is '{(other.texts[index] or '')[:40]}', {expected}")
                break


_SAVED = "dataset_info.json"
"""A file in every folder that `datasets` wrote."""


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
    """Return a corpus for every direction in the files.

    A path is a file of lines, a table (TSV, CSV, JSONL, Parquet, Arrow), Babelpress's own records, XML or SGM of WMT,
    TMX, a folder with one file per language, or `hf:ID[:CONFIG[:SPLIT]]`.

    Args:
        systems: The outputs to evaluate, as `[NAME=]PATH`.
        source: The path of the sources.
        references: The paths of references.
        documents: A file with the document id of each segment, one per line.
        source_language: Tag of the source language; None to take that of the files, or to detect it.
        target_languages: Tags of the target languages; empty for all in the files.
        task: `translation`, or `summary` for whole documents.
        columns: `ROLE=COLUMN`, where a role is `source`, `reference`, `id`, `document`, or the name of a system.
        name: The name of the test set; None for one by the path.

    Returns:
        The corpora, by order of the target languages in the files.

    Raises:
        ConfigError: If a file cannot be read or files do not match; it lists everything that does not match.
    """
    pairs = _columns(columns)
    wanted = _languages(target_languages, "--target")
    spoken = _languages([source_language] if source_language else [], "--source-language")
    first = spoken[0] if spoken else None
    parts: list[Side] = []
    found_documents = Path(documents) if documents else None
    sides: list[tuple[Role, Sequence[str]]] = [
        ("source", [source] if source else []),
        ("reference", references),
        ("hypothesis", systems),
    ]
    for role, said in ((role, said) for role, paths in sides for said in paths):
        own, where = _named(said) if role == "hypothesis" else (None, said)
        found = _read(
            DatasetRequest(
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
        # The path of the sources yields sources only; references that are given replace those in the table of a system.
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


def _read(asked: DatasetRequest) -> Sequence[Side]:
    """The sides in one path."""
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
        raise unreadable(
            path, f"is it {' or '.join(asked.targets)}? Put the language into the name of the file: out.nl.txt"
        )
    return lines.read(asked)


def _folder(asked: DatasetRequest) -> Iterator[Side]:
    """The sides in a folder with one file of lines per language; for the role `source`, only that of its language."""
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
    """The name and the path of `[NAME=]PATH`; if the whole exists as a path, it is one, even with `=`."""
    name, equals, path = said.partition("=")
    if not equals or "/" in name or Path(said).exists():
        return None, said
    return name.strip() or None, path


def _default(path: str) -> str:
    """A name made of the path: that of the folder, or that of the file without its language and suffix."""
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
    """The codes of language tags. Raises `ConfigError`, which lists those that are not language codes."""
    codes, faults = [], []
    for tag in said:
        found = code(tag)
        if found is None or not (language_of(found) in ENGLISH_NAMES or language_of(found) in lang.known()):
            faults.append(Fault(option, f"'{tag}' is not a language code; {nearest(tag.lower(), lang.known())}"))
        else:
            codes.append(found)
    if faults:
        raise ConfigError("unknown language", faults)
    return tuple(codes)
