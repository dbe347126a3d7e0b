"""The places where a sentence was cut for the model, which takes each part for a sentence of its own."""

import re

from pipeline.text.casing_words import SHORT
from pipeline.text.edits import Edit

_MARKS = ",;:"
_ENDS = ".!?…"
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATED = re.compile(r"(?:\b\w\.)+\w\.$|\.\.$")


def joints(source: str, made: str, *, language: str, first: bool, last: bool) -> list[Edit]:
    """Give the edits that let a translated part of a sentence go on as its source does.

    The full stop behind a part in the midst gives way to the mark its source has there, if any; the capital of a word
    that `language` writes small in a sentence goes where the source has none. `first` and `last` tell whether the
    part opens and closes the sentence.

    >>> from pipeline.text.edits import apply
    >>> apply("For Elin Jones.", joints("pour Elin Jones, ", "For Elin Jones.", language="en", first=False, last=False))
    'for Elin Jones,'
    """
    found = []
    word = _WORD.match(made)
    if not first and source[:1].islower() and word and word[0].istitle() and word[0] != "I":
        low = word[0].lower()
        if low in SHORT.get(language, ()):
            found.append(Edit(0, len(low), low))
    end = len(made.rstrip())
    there, mark = made[:end], source.rstrip()[-1:]
    if last or not there or mark in _ENDS:
        return found
    wanted = mark if mark in _MARKS else ""
    if there.endswith(".") and not _ABBREVIATED.search(there):
        found.append(Edit(end - 1, end, wanted))
    elif wanted and there[-1] not in _MARKS + "!?":
        found.append(Edit(end, end, wanted))
    return found
