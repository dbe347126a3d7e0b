"""Contexts for the tests of post-editors."""

from collections.abc import Iterable

from babelpress.lang import variant
from babelpress.translation.postedit.base import Context, PostEditor
from babelpress.translation.postedit.loop import POST_EDITORS, postedit


def context(source: str, target: str, languages: str = "fr-en", **more: object) -> Context:
    """A context of two texts; in `target` what stands between braces is kept, the braces are no part of it."""
    source_language, _, target_language = languages.partition("-")
    pieces = target.replace("}", "{").split("{")
    kept = []
    length = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            kept.append((length, length + len(piece)))
        length += len(piece)
    return Context(
        source=source,
        target="".join(pieces),
        source_language=source_language,
        target_language=target_language,
        variant=variant(target_language),
        kept=tuple(kept),
        **more,
    )


def editor(name: str) -> PostEditor:
    (found,) = (one for one in POST_EDITORS if one.name == name)
    return found


def edited(given: Context, *names: str) -> str:
    """What the editors of these names make of a context, all of them where none is named."""
    chosen: Iterable[PostEditor] = map(editor, names) if names else POST_EDITORS
    return postedit(given, chosen).context.target
