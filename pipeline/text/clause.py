"""The main clause of a sentence, where it stands at the beginning and can be told from the rest for sure."""

import re

from pipeline.text.quotes import find

_WORDS = 5
"""A main clause of fewer words is none, but an opening: « Ce jour-là, tandis que ... »."""

_AFTER = {
    "fr": "ce qui|ce que|tandis que|tandis qu'|alors que|alors qu'|et",
    "en": "while|whereas|and",
    "nl": "wat|waarbij|waardoor|terwijl|en",
    "de": "wobei|wodurch|während|und",
    "es": "lo que|mientras que|y",
    "pt": "o que|enquanto|e",
}
"""What opens a clause that the main one before it does not need. Not `but`, which may take back what it says, not `if`
and `unless`, which it depends on, not `according to`, which tells whose words it is."""

_OPENINGS = {
    "fr": "si s quand lorsque lorsqu comme puisque puisqu parce bien après avant depuis pendant selon malgré "
    "avec sans dans en à au aux pour par dès alors tandis afin outre sur sous chez entre face grâce non "
    "ni qui que ce",
    "en": "if when while as since because although though after before during according despite with without in "
    "on at to for by from until once unless whereas under amid given neither either not what who whether",
    "nl": "als wanneer terwijl toen omdat doordat hoewel na voor nadat voordat sinds tijdens volgens ondanks "
    "met zonder in op aan bij om door zodra tenzij niet noch wie wat of",
    "de": "wenn als während weil da obwohl nach vor nachdem bevor seit laut trotz mit ohne in im an am auf bei "
    "um durch sobald falls bis zu zum zur für unter neben angesichts weder nicht wer was ob",
    "es": "si cuando mientras como porque pues aunque tras después antes desde durante según pese con sin en a "
    "al para por bajo entre ante ni no quien lo",
    "pt": "se quando enquanto como porque pois embora apesar após depois antes desde durante segundo com sem em "
    "no na nos nas ao à para por sob entre perante nem não quem",
}
OPENINGS = {language: frozenset(words.split()) for language, words in _OPENINGS.items()}
"""A sentence that opens with one of these has its subject, and often its main clause, only after a comma."""

_ONLY = re.compile(
    r"(?i)\b(?:non seulement|pas seulement|pas uniquement|not only|not just|niet alleen|nicht nur|no s[oó]lo|"
    r"no solamente|n[aã]o s[oó]|n[aã]o apenas)\b"
)
"""`Not only` without its `but also` says less than the sentence."""

_COMMA = re.compile(r"[,，](?=\s)")
_SEMICOLON = re.compile(r"\s?[;；]\s")
_WORD = re.compile(r"[^\W_]+")
_OPEN = re.compile(r"[:(\[{]|\s[–—-]\s")


def main_clause(sentence: str, *, language: str) -> str | None:
    """Give what stands before the only comma or the first semicolon, as a sentence; None where that is not sure.

    Sure means: nothing but one comma divides it, a word follows that opens a clause the first does not need, and no
    subordinate clause or opening comes first. A semicolon divides main clauses wherever it stands.

    >>> main_clause("Nvidia reste le premier fournisseur d'OpenAI, et les deux sociétés collaborent.", language="fr")
    "Nvidia reste le premier fournisseur d'OpenAI."
    >>> main_clause("Selon le maire de la ville, et il le répète, rien ne presse.", language="fr")
    """
    if language not in _AFTER or sentence.rstrip(" »”\"'").endswith("?"):
        return None
    semicolon = _SEMICOLON.search(sentence)
    if semicolon:
        clause, rest = sentence[: semicolon.start()], sentence[semicolon.end() :]
        sure = not _SEMICOLON.search(rest)  # several of them divide a list
    else:
        commas = list(_COMMA.finditer(sentence))
        if len(commas) != 1:
            return None
        clause, rest = sentence[: commas[0].start()], sentence[commas[0].end() :].lstrip()
        after = re.match(rf"(?:{_AFTER[language]})(?<=['’])|(?:{_AFTER[language]})(?!\w)", rest.replace("’", "'"))
        sure = after is not None
    words = _WORD.findall(clause)
    alone = (
        sure
        and len(words) >= _WORDS
        and words[0].casefold() not in OPENINGS[language]
        and not _OPEN.search(clause)
        and not _ONLY.search(clause)
        and not find(clause, language)
    )
    return f"{clause.rstrip()}." if alone else None
