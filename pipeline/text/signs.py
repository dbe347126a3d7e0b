"""Signs in words (`€`, `M€`, `&`), for a model whose vocabulary lacks them: else the sentence is cut around them."""

import re
from collections.abc import Callable

from pipeline.text.edits import Edit

_EURO = {"fr": ("euro", "euros")}
"""For one and for more. Only of euros: a small model made books of pounds."""

_SCALES: dict[str, dict[str, tuple[str, str]]] = {
    "fr": {"k": ("millier", "milliers"), "M": ("million", "millions"), "Md": ("milliard", "milliards"),
           "Mds": ("milliard", "milliards"), "Mrd": ("milliard", "milliards"), "Mrds": ("milliard", "milliards")},
}  # fmt: skip

_AND = {"fr": "et"}

_SIGN = re.compile(r"(?P<number>\d[\d.,\u00a0\u202f ]*)?(?P<scale>Mrds?|Mds?|M|k)?(?P<sign>€)(?!\w)")
_AMPERSAND = re.compile(r"(?<=\s)&(?=\s)")


def spell_out(text: str, lacks: Callable[[str], frozenset[str]], *, language: str) -> list[Edit]:
    """Give the edits that write signs the model lacks as words: `1,2 M€` is `1,2 million d'euros`, `Dupont & fils` is
    `Dupont et fils`.

    A sign that touches a word behind it (`J€AN`) stays, and so do all in a language without such words here.

    >>> from pipeline.text.edits import apply
    >>> text = "Il paie 1,2 M€, puis 3 €."
    >>> apply(text, spell_out(text, lambda text: frozenset("€"), language="fr"))
    "Il paie 1,2 million d'euros, puis 3 euros."
    """
    lacking = lacks("".join(sign for sign in "€&" if sign in text))
    found = []
    if "&" in lacking and language in _AND:
        found += [Edit(*match.span(), _AND[language]) for match in _AMPERSAND.finditer(text)]
    if "€" not in lacking or language not in _EURO:
        return found
    for match in _SIGN.finditer(text):
        number, scale = match.group("number", "scale")
        start = match.start("scale") if scale else match.start("sign")
        if number is None and text[max(start - 1, 0) : start].isalnum():
            continue
        many = number is not None and _many(number)
        words = _EURO[language][many or scale is not None]
        if scale:
            words = f"{_SCALES[language][scale][many or number is None]} d'{words}"
        before = "" if start == 0 or not text[start - 1].isalnum() else " "
        found.append(Edit(start, match.end(), f"{before}{words}"))
    return found


def _many(number: str) -> bool:
    """Tell whether a noun after it takes the plural: from two on in French."""
    whole = re.split(r"[.,]", number.strip())[0]
    return len(whole) > 1 or not whole or whole not in "01"
