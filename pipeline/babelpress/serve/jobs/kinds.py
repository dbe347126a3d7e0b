"""What jobs do: a document, texts, articles or a summary in one language after the other, or a check of texts."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from babelpress.api import Pipeline
from babelpress.document import Article, Block, to_json
from babelpress.serve.documents import translate_document
from babelpress.serve.service import AUTO, Tags, detected, language_of, parsed, translated
from babelpress.serve.v1.findings import verification
from babelpress.translation.scheduler import current_caller

_FILE = "application/octet-stream"
_JSON = "application/json"
_LINES = "application/x-ndjson"

MEDIA_TYPES = (_FILE, _JSON, _LINES)
"""The types of what jobs make."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made in a language: bytes, their media type, and the name of the file for whoever fetches it."""

    data: bytes
    media_type: str
    name: str


class Progress(Protocol):
    """Who is told how far the work is."""

    def read(self, text: str, language: str) -> None:
        """The text of the input, and its language, before the work begins."""
        ...

    def add(self, count: int) -> None:
        """So many sentences are done that no model has made: those are counted already."""
        ...


def _document(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, progress: Progress) -> Made:
    """A file in its own format."""
    name = params["name"]
    made = translate_document(pipeline, data, name, source=params["source"], target=language, read=progress.read)
    return Made(made, _FILE, name)


def _texts(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, progress: Progress) -> Made:
    """Texts in their order, with the language of each source."""
    tags = Tags() if params["format"] == "html" else None
    texts = json.loads(data)
    progress.read("\n".join(texts), pipeline.sources[0])
    made = translated(pipeline, parsed(pipeline, texts, source=params["source"], tags=tags), target=language)
    sources = [one.language for one in made.sources]
    return _json({"language": language, "sources": sources, "texts": made.texts}, f"texts.{language}.json")


def _articles(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, progress: Progress) -> Made:
    """A record for each article, as `babelpress run` writes them: translation, findings, summaries."""
    articles = [_article(pipeline, one, params["source"], language) for one in json.loads(data)]
    progress.read("\n".join(article.text for article in articles), pipeline.sources[0])
    records = pipeline.run(articles, to=[language])
    lines = "".join(f"{to_json(record)}\n" for record in records)
    return Made(lines.encode(), _LINES, f"articles.{language}.jsonl")


def _article(pipeline: Pipeline, given: Mapping[str, str], source: str, language: str) -> Article:
    title = [Block(kind="title", text=given["title"])] if given["title"].strip() else []
    paragraphs = [Block(kind="paragraph", text=part) for part in given["text"].split("\n") if part.strip()]
    whole = "\n".join(block.text for block in (*title, *paragraphs))
    code = language_of(pipeline, whole, source, target=language).language if whole else ""
    return Article(id=given["id"], language=code or None, blocks=(*title, *paragraphs))


def _summary(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, progress: Progress) -> Made:
    """Summaries of a text, of the kinds that were asked for."""
    text, source = json.loads(data), params["source"]
    code = language_of(pipeline, text, AUTO, target=language).language if source == AUTO else source
    progress.read(text, code)
    made = cast(dict[str, Any], pipeline.summarize(text, to=[language], source=code, kinds=params["kinds"]))
    found = [{"kind": one.kind, "text": one.text} for one in made[language]]
    return _json({"language": language, "source": code, "summaries": found}, f"summaries.{language}.json")


def _verifications(
    pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, progress: Progress
) -> Made:
    """What the checks find in translations of any origin: a line for each."""
    given = json.loads(data)
    stated = params["source"]
    sources = [one["source"] if isinstance(one["source"], list) else [one["source"]] for one in given]
    progress.read("\n".join(text for own in sources for text in own), pipeline.sources[0] if stated == AUTO else stated)
    lines: list[str] = []
    for one, own in zip(given, sources, strict=True):
        if caller := current_caller():
            caller.check()
        source = detected(pipeline, "\n".join(own)).language if stated == AUTO else stated
        target = one["translations"][language]
        report = pipeline.verify(one["source"], target, source_language=source, target_language=language)
        answer = verification(report).model_dump(mode="json")
        lines.append(json.dumps({"id": one["id"], **answer}, ensure_ascii=False) + "\n")
        progress.add(len(own))
    return Made("".join(lines).encode(), _LINES, f"verifications.{language}.jsonl")


KINDS: Mapping[str, Callable[[Pipeline, Mapping[str, Any], bytes, str, Progress], Made]] = {
    "document": _document,
    "texts": _texts,
    "articles": _articles,
    "summarize": _summary,
    "verify": _verifications,
}
"""What makes the result of a job in a language, by its kind, from its parameters and its input."""


def _json(value: Any, name: str) -> Made:
    return Made(json.dumps(value, ensure_ascii=False).encode(), _JSON, name)
