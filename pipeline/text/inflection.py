"""Whether a word of a text is a word of a glossary in another form: endings by language, German and Dutch compounds.

By what two words have in common, not by grammar: it rather takes two words for one than the other way round.
"""

import unicodedata
from functools import lru_cache

SUFFIXES = {
    "fr": ("s", "x", "e", "es"),
    "en": ("s", "es", "'s"),
    "de": ("e", "en", "n", "s", "es", "er", "ern"),
    "es": ("s", "es", "a", "as"),
    "nl": ("s", "en", "e", "n"),
    "pt": ("s", "es", "a", "as"),
}
"""What a word of the source may have at its end that its term has not."""

ADDED: dict[str, frozenset[str]] = {
    language: frozenset(endings.split())
    for language, endings in {
        "fr": "s x e es",
        "en": "s es ed d ing",
        "de": "e en er es em n s ern ns se sen nen ens in innen",
        "es": "s es a as",
        "nl": "s en e n er ers eren",
        "pt": "s es a as",
    }.items()
}
"""What one of two forms of a word may have at its end and the other not."""

EXCHANGED: dict[str, tuple[frozenset[str], ...]] = {
    language: tuple(frozenset(endings.split()) for endings in groups)
    for language, groups in {
        "fr": ("al aux", "if ive ifs ives", "eux euse euses", "er ere ers eres"),
        "en": ("y ies ied", "e ing"),
        "de": ("e er es em en n", "us en", "um en a"),
        "es": ("o a os as", "e es a as"),
        "nl": ("heid heden", "e en er"),
        "pt": ("o a os as", "e es a as", "ao oes aes aos", "l is eis", "m ns", "il eis"),
    }.items()
}
"""Endings that stand for each other, accents apart."""

COMPOUNDING = frozenset({"de", "nl"})

_SHORT = 3
"""Letters that two forms have in common at least; so short a word as this only takes endings."""

_FEMININE = 5
"""Letters from which on a French word may take -e: `président`, but not `port`, of which `porte` is no form."""


def stems(word: str, language: str) -> tuple[str, ...]:
    """Give what a word of the source, in small letters, may be a form of: itself, and without each ending it has.

    >>> stems("présidentes", "fr")
    ('présidentes', 'présidente', 'président')
    >>> stems("porte", "fr")
    ('porte',)
    """
    found = [word]
    for suffix in SUFFIXES.get(language, ("s",)):
        stem = word.removesuffix(suffix)
        feminine = language == "fr" and suffix in ("e", "es")
        enough = _FEMININE if feminine and not stem.endswith(("é", "i", "u")) else _SHORT
        if stem != word and len(stem) >= enough:
            found.append(stem)
    if language == "fr" and word.endswith("aux") and len(word) > 4:
        found.append(f"{word[:-3]}al")
    return tuple(found)


def is_form(word: str, term: str, language: str) -> bool:
    """Tell whether a word of a translation is a form, or in German and Dutch a compound, of a word of a term.

    >>> is_form("Häusern", "Haus", "de"), is_form("scholen", "school", "nl"), is_form("Regen", "Regel", "de")
    (True, True, False)
    """
    found, wanted = fold(word, language), fold(term, language)
    if found == wanted:
        return True
    if not wanted.isalpha():
        return False
    if language in COMPOUNDING and len(wanted) > _SHORT and wanted in found:
        return True
    pairs = zip(found, wanted, strict=False)
    shared = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(found), len(wanted)))
    least = min(len(wanted), max(_SHORT, (len(wanted) + 1) // 2))
    # The forms may have a letter of the ending itself in common: criminal, criminais.
    return any(_exchange(found[cut:], wanted[cut:], language) for cut in range(shared, max(least, shared - 2) - 1, -1))


def _exchange(one: str, other: str, language: str) -> bool:
    if not one or not other:
        return one + other in ADDED.get(language, ADDED["en"])
    return any(one in group and other in group for group in EXCHANGED.get(language, ()))


@lru_cache(maxsize=4096)
def fold(word: str, language: str) -> str:
    """Give a word in small letters, without accents, and without what spelling changes before an ending."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    if language == "es":
        return plain.replace("z", "c")
    if language != "nl":
        return plain
    plain = plain.replace("v", "f").replace("z", "s")
    return "".join(char for i, char in enumerate(plain) if i == 0 or char != plain[i - 1])
