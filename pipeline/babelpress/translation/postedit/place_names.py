"""Post-editor that replaces names of places, and of people of another alphabet, by those of the target language."""

from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.placeholders import occurrences
from babelpress.qa.checks.names import untranslated
from babelpress.qa.person_names import people_left
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Return edits that replace untranslated places, acronyms and people by their names in the target language."""
    pair = context.pair
    changes = [
        Edit(start, end, own)
        for name, own in {**untranslated(pair), **people_left(pair)}.items()
        for start, end in occurrences(context.target, [name])
    ]
    return list(disjoint(changes))
