"""From parts to corpora: which texts belong together, and every way in which they do not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.corpora.base import Corpus, Notice, System, Task
from pipeline.corpora.codes import language_of
from pipeline.corpora.faults import lengths, notices
from pipeline.corpora.parts import Part
from pipeline.corpora.spoken import detect
from pipeline.errors import ConfigError, Fault


def assemble(
    parts: Sequence[Part],
    *,
    documents: Sequence[str],
    documents_path: str,
    source_language: str | None,
    task: Task,
    name: str,
) -> list[Corpus]:
    """Give one corpus for each target language there are hypotheses in (references where there are none).

    Texts are matched by their ids where both sides have them, else by their place. Raises `ConfigError` with all that
    does not fit, of all languages.
    """
    faults: list[Fault] = []
    parts = [_spoken(part) for part in parts]
    faults += _twice(parts)
    main = [part for part in parts if part.role == "hypothesis"] or [part for part in parts if part.role == "reference"]
    languages = list(dict.fromkeys(part.language or "" for part in main))
    if not languages:
        faults.append(Fault("", "no system was given: name at least one file of hypotheses"))
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


def _spoken(part: Part) -> Part:
    """The part with its language: as told, else as detected from its first texts."""
    if part.language or not any(text and text.strip() for text in part.texts):
        return part
    sample = "\n".join(text for text in part.texts[:200] if text)
    found = detect(sample)
    return replace(part, language=found.language) if found else part


def _of(parts: Sequence[Part], target: str) -> Iterator[Part]:
    """The parts that a target language is made of; a reference of the same language in another country is taken."""
    exact = {part.language for part in parts if part.role == "reference"}
    for part in parts:
        if part.role == "source":
            if part.target in (None, target):
                yield part
        elif part.language == target or (
            part.role == "reference" and target not in exact and language_of(part.language or "") == language_of(target)
        ):
            yield part


def _twice(parts: Sequence[Part]) -> list[Fault]:
    counted = Counter((part.name, part.language) for part in parts if part.role == "hypothesis")
    return [
        Fault("", f"the system '{name}' comes twice{f' for {language}' if language else ''}: name them, A=... B=...")
        for (name, language), times in counted.items()
        if times > 1
    ]


def _corpus(
    parts: Sequence[Part],
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

    def texts(part: Part) -> tuple[str | None, ...]:
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
    return replace(corpus, notices=(*read, *missing, *notices(corpus)))


def _missing(part: Part, texts: Sequence[str | None]) -> Notice:
    where = tuple(index for index, text in enumerate(texts) if text is None)
    return Notice(
        kind="missing",
        message=f"{part.where} has no text (null or NaN) for {len(where):,} segments; counted as empty",
        system=part.name if part.role == "hypothesis" else None,
        segments=where,
    )


def _place(part: Part, frame: Part, parts: Sequence[Part], faults: list[Fault]) -> Sequence[int] | None:
    """For each segment of the frame the index of its text in a part, or None with what is wrong among the faults."""
    twice = next((id for id, times in Counter(part.ids).items() if times > 1), None)
    if twice is not None:
        lines = ", ".join(f"{part.line(index):,}" for index, id in enumerate(part.ids) if id == twice)
        fault = Fault(part.where, f"the id '{twice}' comes twice, lines {lines}: every segment needs its own")
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


def _other_sources(sources: Sequence[Part], placed: dict[int, Sequence[int]]) -> Iterator[Fault]:
    """Sources that systems brought along have to be those that are evaluated."""
    if not sources or id(sources[0]) not in placed:
        return
    first = sources[0]
    for other in sources[1:]:
        for n, index in enumerate(placed.get(id(other), ())):
            if (other.texts[index] or "").split() != (first.texts[n] or "").split():
                where = f"line {other.line(index):,}" if not other.ids else f"segment {other.ids[index]}"
                ours = f"'{(first.texts[n] or '')[:40]}' in {first.where}"
                yield Fault(other.where, f"{where}: its source is '{(other.texts[index] or '')[:40]}', {ours}")
                break
