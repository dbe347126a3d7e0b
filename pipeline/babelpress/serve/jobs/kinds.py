"""What jobs do: a document, texts, articles or a summary in one language after the other, or a check of texts."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from babelpress.api import Pipeline
from babelpress.document import Article, Block, to_json
from babelpress.serve.documents import translate_document
from babelpress.serve.service import AUTO, Tags, language_of, parsed, translated

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made in a language: bytes, their media type, and the name of the file for whoever fetches it."""

    data: bytes
    media_type: str
    name: str


Read = Callable[[str, str], None]
"""Called with the text of an input and its language before the models work on it."""


def _document(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, read: Read) -> Made:
    """A file in its own format."""
    name = params["name"]
    made = translate_document(pipeline, data, name, source=params["source"], target=language, read=read)
    return Made(made, "application/octet-stream", name)


def _texts(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, read: Read) -> Made:
    """Texts in their order, with the language of each source."""
    tags = Tags() if params["format"] == "html" else None
    texts = json.loads(data)
    read("\n".join(texts), pipeline.sources[0])
    made = translated(pipeline, parsed(pipeline, texts, source=params["source"], tags=tags), target=language)
    sources = [one.language for one in made.sources]
    return _json({"language": language, "sources": sources, "texts": made.texts}, f"texts.{language}.json")


def _articles(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, read: Read) -> Made:
    """A record for each article, as `babelpress run` writes them: translation, findings, summaries."""
    articles = [_article(pipeline, one, params["source"], language) for one in json.loads(data)]
    read("\n".join(article.text for article in articles), pipeline.sources[0])
    records = pipeline.run(articles, to=[language])
    lines = "".join(f"{to_json(record)}\n" for record in records)
    return Made(lines.encode(), "application/x-ndjson", f"articles.{language}.jsonl")


def _article(pipeline: Pipeline, given: Mapping[str, str], source: str, language: str) -> Article:
    title = [Block(kind="title", text=given["title"])] if given["title"].strip() else []
    paragraphs = [Block(kind="paragraph", text=part) for part in given["text"].split("\n") if part.strip()]
    whole = "\n".join(block.text for block in (*title, *paragraphs))
    code = language_of(pipeline, whole, source, target=language).language if whole else ""
    return Article(id=given["id"], language=code or None, blocks=(*title, *paragraphs))


def _summary(pipeline: Pipeline, params: Mapping[str, Any], data: bytes, language: str, read: Read) -> Made:
    """Summaries of a text, of the kinds that were asked for."""
    text, source = json.loads(data), params["source"]
    code = language_of(pipeline, text, AUTO, target=language).language if source == AUTO else source
    read(text, code)
    made = cast(dict[str, Any], pipeline.summarize(text, to=[language], source=code, kinds=params["kinds"]))
    found = [{"kind": one.kind, "text": one.text} for one in made[language]]
    return _json({"language": language, "source": code, "summaries": found}, f"summaries.{language}.json")


KINDS: Mapping[str, Callable[[Pipeline, Mapping[str, Any], bytes, str, Read], Made]] = {
    "document": _document,
    "texts": _texts,
    "articles": _articles,
    "summarize": _summary,
}
"""What makes the result of a job in a language, by its kind, from its parameters and its input."""


def _json(value: Any, name: str) -> Made:
    return Made(json.dumps(value, ensure_ascii=False).encode(), _JSON, name)
