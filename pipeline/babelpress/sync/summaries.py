"""The summaries of a version, in a file beside it, kept by the rules of the version itself.

Each summary is a text whose source are the sentences that it was made of. So what is made again when one of them was
edited, what a person wrote and what is a conflict then, is decided as for any other text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from babelpress.document import Article, Block, Segment, Summary, Translation
from babelpress.formats.filenames import safe_name
from babelpress.stages.translate import source_sentences
from babelpress.sync.changes import folded
from babelpress.sync.store import KnownVersion

FORMAT = "yaml"
_PREFIX = "summary:"


def summary_id(article: str, language: str) -> str:
    """Return the id under which the state has the summaries of a version."""
    return f"{_PREFIX}{language}:{article}"


def is_summary(id: str) -> bool:
    """Return whether an id of the state is that of summaries."""
    return id.startswith(_PREFIX)


def summary_path(folder: str, article: str, language: str) -> str:
    """Return the path of the file with the summaries of a version, below the output."""
    return str(PurePosixPath(folder) / language / f"{safe_name(article)}.yaml")


@dataclass(frozen=True, slots=True)
class _Part:
    """A summary: the sentences that it was made of, and their translations."""

    summary: Summary
    sources: Sequence[str]
    targets: Sequence[str]

    @property
    def block(self) -> Block:
        return Block(kind="paragraph", text=" ".join(self.sources))

    def segments(self, index: int, source: Article, language: str) -> list[Segment]:
        """The sentences of the part; where they cannot be told apart in the text, all of it is one."""
        own = source_sentences(source, language)[index]
        texts = [source.blocks[index].text[one.start : one.end] for one in own]
        targets = list(self.targets) if " ".join(self.targets) == self.summary.text else []
        if texts != list(self.sources) or len(targets) != len(texts):
            targets = [self.summary.text, *[""] * (len(texts) - 1)]
        return [
            Segment(block=index, source=text, target=target, model=self.summary.model or "", score=0.0)
            for text, target in zip(texts, targets, strict=True)
        ]


def composed(
    article: Article, translation: Translation, summaries: Sequence[Summary], *, language: str, revision: int
) -> KnownVersion:
    """Return the summaries of a version as a version of its own.

    Args:
        article: The source.
        translation: Its translation, as it is published.
        summaries: The summaries in this language.
        language: ISO 639-1 code of the source.
        revision: The revision of the source.
    """
    segments = translation.segments
    parts = []
    for one in summaries:
        if one.text:
            own = [segments[i] for i in one.segments] or list(segments)
            parts.append(_Part(one, [segment.source for segment in own], [segment.target for segment in own]))
    source = Article(id=article.id, blocks=tuple(part.block for part in parts), language=language, format=FORMAT)
    return KnownVersion(
        revision=revision,
        source=source,
        translation=Translation(
            language=translation.language,
            blocks=tuple(Block(kind="paragraph", text=part.summary.text) for part in parts),
            segments=tuple(one for i, part in enumerate(parts) for one in part.segments(i, source, language)),
            route=translation.route,
        ),
        written=_written([part.summary for part in parts]),
    )


def still_holds(known: KnownVersion, article: Article, translation: Translation, *, whole: bool) -> bool:
    """Return whether every sentence that summaries were made of is still there, with its translation.

    Args:
        known: The summaries as they were made.
        article: The source now.
        translation: Its translation now, as it is published.
        whole: Whether the summaries were made of all sentences, by a model.
    """
    now: Mapping[str, str] = {folded(one.source): one.target for one in translation.segments}
    made = {folded(one.source): one.target for one in known.translation.segments}
    if whole and now.keys() != made.keys():
        return False
    text = known.translation.text
    return bool(made) and all(
        source in now and (whole or now[source] == target or now[source] in text) for source, target in made.items()
    )


def _written(summaries: Sequence[Summary]) -> bytes:
    """Return the file: a key for each kind, several headlines as a list."""
    lines: list[str] = []
    kinds = list(dict.fromkeys(one.kind for one in summaries))
    for kind in kinds:
        texts = [json.dumps(one.text, ensure_ascii=False) for one in summaries if one.kind == kind]
        if len(texts) == 1 and kind != "headline":
            lines.append(f"{kind}: {texts[0]}")
        else:
            lines += [f"{kind}s:", *(f"  - {text}" for text in texts)]
    return "".join(f"{line}\n" for line in lines).encode()
