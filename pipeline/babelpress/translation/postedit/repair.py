"""The one door to the post-editors: a source, its translation by whomever, and the rules of the languages.

`babelpress run` calls it for every sentence that a model translated, `babelpress postedit` for those of a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from babelpress import lang
from babelpress.config.schema import ConstraintSettings
from babelpress.nlp import truecasing
from babelpress.nlp.names.people import NOTHING, Evidence
from babelpress.nlp.terminology import Glossary
from babelpress.nlp.word_alignment import Alignment, Span
from babelpress.translation.postedit.base import Context, kept_places
from babelpress.translation.postedit.loop import POST_EDITORS, Edited, postedit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for all texts of a pair of languages.

    Attributes:
        source_language: A code of `lang.known()`.
        target_language: A code of `lang.known()`.
        variant: The tag of the variant whose typography the target gets; empty for the default of its language.
        names: Names that must not be translated.
        glossary: The terms of this pair of languages, if there are any.
        content_only: Whether to leave casing and typography as they are.
    """

    source_language: str
    target_language: str
    variant: str = ""
    names: tuple[str, ...] = ()
    glossary: Glossary | None = None
    content_only: bool = False

    @property
    def kept(self) -> tuple[str, ...]:
        """All names that must not be translated: the listed ones, and those that the glossary has unchanged."""
        return (*self.names, *(self.glossary.keep if self.glossary else ()))


def rules(
    settings: ConstraintSettings, glossary: Glossary | None, *, source_language: str, target_language: str
) -> Rules:
    """Return the rules that the settings of a profile give to a pair of languages."""
    return Rules(
        source_language=source_language,
        target_language=target_language,
        variant=settings.variants.get(target_language, ""),
        names=settings.do_not_translate,
        glossary=glossary,
    )


def repair(
    source: str,
    target: str,
    rules: Rules,
    *,
    alignment: Alignment | None = None,
    places: Iterable[Span] = (),
    article: Evidence = NOTHING,
    depth: int = 0,
) -> Edited:
    """Correct a translation where its source makes the correction certain.

    Args:
        source: The source sentence.
        target: Its translation.
        rules: The languages, and what is to be kept.
        alignment: The word alignment of the two texts; without one, editors that need it change nothing.
        places: Spans of `target` that no edit may touch, beside those that `rules` and the source make so.
        article: What the article shows of the names in it.
        depth: Number of quotations that are open where the sentence begins.

    Returns:
        The translation after all edits, the edits, and those that were refused.
    """
    context = Context(
        source=source,
        target=target,
        source_language=rules.source_language,
        target_language=rules.target_language,
        variant=lang.variant(rules.target_language, rules.variant),
        alignment=alignment,
        kept=kept_places(target, source, language=rules.target_language, names=rules.kept, places=places),
        names=rules.kept,
        article=article,
        terms=rules.glossary.find(source) if rules.glossary else (),
        style=truecasing.style(source, rules.source_language),
        depth=depth,
    )
    return postedit(context, (one for one in POST_EDITORS if one.content or not rules.content_only))
