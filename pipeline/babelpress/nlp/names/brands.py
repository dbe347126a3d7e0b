"""Camel-case names: OpenAI, YouTube."""

import re

_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")


def is_brand(word: str) -> bool:
    """Whether a word has a capital directly after a small letter.

    >>> is_brand("OpenAI"), is_brand("ONU"), is_brand("Saint-Denis")
    (True, False, False)
    """
    return bool(_INSIDE.search(word))
