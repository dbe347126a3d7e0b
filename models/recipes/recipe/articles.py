"""News articles with their abstracts and titles on disk, as OrangeSum has them: a line of JSON each."""

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from babelpress.errors import ConfigError, Fault
from babelpress.nlp.segmentation import split
from recipe.corpora import open_lines

Part = Literal["train", "valid", "test"]

_DATE = re.compile(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:le )?\d{1,2}(?:er)? "
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?: \d{4})?\.?",
    re.IGNORECASE,
)
_RUBRIC = re.compile(r"\s*:\s*actualité automobile, infos, scoop\s*$")
"""What one section of the site puts behind each of its titles."""

_GLUE = re.compile(r'(?:[^\W_A-Z]|[A-Z]{2})[)%»"]?[.!?…]["»]?+(?="|«|- |[A-ZÀÂÇÉÈÊÎÔŒ])')


class Article(BaseModel):
    """A line: an article without its abstract, and in which split its abstract and its title are, if in any.

    An abstract that says nothing but a date is an empty one.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    abstract: str
    text: str = Field(pattern=r"\w")
    split_abstract: Part | None
    split_title: Part | None

    @field_validator("abstract")
    @classmethod
    def _said(cls, value: str) -> str:
        return "" if _DATE.fullmatch(value.strip()) else value.strip()

    @field_validator("title")
    @classmethod
    def _bare(cls, value: str) -> str:
        return _RUBRIC.sub("", value).strip()

    def sentences(self, language: str) -> list[str]:
        """The sentences of the text."""
        return [sentence for text in paragraphs(self.text) for sentence in split(text, language).sentences]


def read(path: Path) -> Iterator[Article]:
    """Give every article of a file, `.jsonl` or `.jsonl.xz`. Raises `ConfigError` naming the first line that is none.

    A line has `title`, `abstract`, `text`, `split_abstract` and `split_title`; the splits are `train`, `valid`, `test`
    or null.
    """
    for number, line in enumerate(_lines(path), 1):
        try:
            yield Article.model_validate_json(line)
        except ValidationError as error:
            faults = [
                Fault(".".join(map(str, one["loc"])), _message(one["type"], one["msg"])) for one in error.errors()
            ]
            raise ConfigError(f"{path}:{number} is no article", faults) from error


def paragraphs(text: str) -> list[str]:
    """Undo what OrangeSum's makers did: paragraphs stand glued together, `fin.Début`, without a space.

    A quotation mark after the stop belongs to the paragraph that it opens or closes: which, its count tells.

    >>> paragraphs('Il a dit "non".Elle a dit oui.')
    ['Il a dit "non".', 'Elle a dit oui.']
    """
    found, start = [], 0
    for glue in _GLUE.finditer(text):
        end = glue.end()
        if text[end - 1] == '"' and text.count('"', start, end) % 2:
            end -= 1
        found.append(text[start:end].strip())
        start = end
    return [*found, text[start:].strip()]


def _lines(path: Path) -> Iterator[str]:
    try:
        with open_lines(path) as lines:
            yield from lines
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise ConfigError(f"the articles of {path} cannot be read", [Fault("", str(error))]) from error


def _message(kind: str, message: str) -> str:
    return "holds no word" if kind == "string_pattern_mismatch" else message
