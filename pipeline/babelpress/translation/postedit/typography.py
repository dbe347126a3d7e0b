"""Post-editor for typography: quotation marks, spaces, dashes, apostrophes, times and ordinals of the variant."""

from collections.abc import Sequence

from babelpress.nlp.edits import Edit
from babelpress.nlp.typography import typography_edits
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> Sequence[Edit]:
    """Return the edits that apply the typography of the variant to the target."""
    if context.variant is None:
        return ()
    return typography_edits(
        context.target,
        source=context.source,
        source_language=context.source_language,
        variant=context.variant,
        depth=context.depth,
    )
