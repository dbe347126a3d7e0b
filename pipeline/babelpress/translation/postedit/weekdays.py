"""Post-editor that replaces a day of the week in another language by its name in the target language."""

from babelpress.nlp.edits import Edit
from babelpress.qa.checks.weekdays import in_other_languages
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Return edits that give days of the source, which the target has in another language, their own names."""
    return [Edit(start, end, own) for start, end, own in in_other_languages(context.pair)]
