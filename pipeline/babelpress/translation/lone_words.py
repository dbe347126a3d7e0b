"""A word alone, such as a greeting, a heading or a cell: models were trained on sentences and are often lost with it.

So it is translated as a sentence too, with a full stop, and the model says by its score which translation is the better
one: "Bonjour" alone was "Bont", with -0.93; "Bonjour." is "Good morning.", with -0.36.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from babelpress.nlp.edits import Edit

if TYPE_CHECKING:
    from babelpress.translation.translator import Hypothesis, Request

GAIN = 0.15
"""How much better the score of the sentence must be: less is often the full stop's alone."""

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


def as_sentence(request: "Request") -> "Request | None":
    """Return the request for a word as a sentence, or None if the text is no word alone that begins with a capital."""
    text = request.text
    if request.carried or not _WORD.fullmatch(text) or not text[0].isupper() or text.isupper():
        return None
    return replace(request, text=f"{text}.")


def better(word: str, alone: "Hypothesis", sentence: "Hypothesis") -> "Hypothesis":
    """Return the translation as a sentence, without its full stop, if its score is clearly better; else the other."""
    text = sentence.text
    if sentence.flags or sentence.carried or not text[:-1].strip() or text[-1] != "." or text[-2] == ".":
        return alone
    if sentence.score - alone.score < GAIN:
        return alone
    found = sentence.alignment
    if found is not None:
        found = found.edited([Edit(len(text) - 1, len(text), "")]).before([Edit(len(word), len(word), ".")])
    return replace(sentence, text=text[:-1], alignment=found)
