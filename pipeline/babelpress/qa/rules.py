"""What each check and each post-editor of content does, with an example of wrong and of right.

This is the one place of these texts: `docs/checks.md` and the rules of a SARIF file are made from it, and a test runs
every example. A new check needs an entry here.
"""

from dataclasses import dataclass

from babelpress.document import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Two translations of a source.

    Attributes:
        source: The source.
        wrong: A translation that gives the finding.
        right: One that does not.
        languages: Codes of source and target.
        terms: A glossary for this example: pairs of terms.
        lexicon: The lexicon of the model for this example: pairs of words.
    """

    source: str
    wrong: str
    right: str
    languages: tuple[str, str] = ("fr", "en")
    terms: tuple[tuple[str, str], ...] = ()
    lexicon: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The documentation of a check or of a post-editor.

    Attributes:
        name: The name in `Finding.check`.
        summary: What it reports, in one sentence.
        details: More about it; may be empty.
        severities: Those of its findings, from the worst on.
        example: Translations with and without the finding; None if more than two texts decide.
    """

    name: str
    summary: str
    details: str = ""
    severities: tuple[Severity, ...]
    example: Example | None = None

    @property
    def text(self) -> str:
        """The documentation as plain text."""
        lines = [self.summary, self.details]
        if self.example:
            lines += [f"Source: {self.example.source}", f"Wrong: {self.example.wrong}", f"Right: {self.example.right}"]
        return "\n".join(filter(None, lines))

    @property
    def markdown(self) -> str:
        """The documentation as Markdown, without a heading."""
        parts = [f"{self.summary} {self.details}".strip(), f"Severity: {', '.join(self.severities)}."]
        if self.example:
            one = self.example
            rows = [("source", one.languages[0], one.source)]
            rows += [("wrong", one.languages[1], one.wrong), ("right", one.languages[1], one.right)]
            table = [f"| {what} ({language}) | {_cell(text)} |" for what, language, text in rows]
            if one.terms:
                pairs = "; ".join(f"{left} = {right}" for left, right in one.terms)
                table.append(f"| glossary | {_cell(pairs)} |")
            parts.append("\n".join(["| | |", "|---|---|", *table]))
        return "\n\n".join(parts)


def _cell(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")


CHECK_RULES = (
    Rule(
        name="numbers",
        summary="A number has another value, unit or order, is missing, or is not in the source.",
        details="Numbers are read in figures and words, with scales, dates, times, durations, fractions, units; equal "
        "amounts in other units are equal. Also compared are bounds (more than 500, fewer than 500), months without a "
        "day, and the owners of two numbers. A warning where rounding, conversion or an aside explains the difference.",
        severities=("severe", "warning"),
        example=Example(
            source="Le plan coûte 830 milliards d'euros.",
            wrong="The plan costs 830 million euros.",
            right="The plan costs 830 billion euros.",
        ),
    ),
    Rule(
        name="debris",
        summary="The translation holds what a model or its tokenizer left behind: a token, a mask, a control sign.",
        severities=("severe", "warning"),
        example=Example(
            source="Le jardin est fermé.", wrong="The garden is closed.</s>", right="The garden is closed."
        ),
    ),
    Rule(
        name="weekdays",
        summary="A day of the week became another.",
        severities=("severe", "info"),
        example=Example(
            source="Il partira lundi.", wrong="He will leave on Tuesday.", right="He will leave on Monday."
        ),
    ),
    Rule(
        name="opposites",
        summary="A word became its opposite: rise and fall, before and after, double and halve.",
        severities=("severe", "warning"),
        example=Example(
            source="Le prix baisse de 5 %.", wrong="The price rises by 5%.", right="The price is falling by 5%."
        ),
    ),
    Rule(
        name="dates",
        summary="A date has another day, month or year.",
        severities=("severe",),
        example=Example(
            source="Le procès commence le 5 septembre 2026.",
            wrong="The trial begins on 6 September 2026.",
            right="The trial begins on 5 September 2026.",
        ),
    ),
    Rule(
        name="currency",
        summary="An amount of money is in another currency.",
        severities=("severe", "warning"),
        example=Example(
            source="Le billet coûte 39 euros.", wrong="The ticket costs $39.", right="The ticket costs 39 euros."
        ),
    ),
    Rule(
        name="percent",
        summary="A percentage became a plain number, or the reverse.",
        severities=("severe", "warning"),
        example=Example(
            source="Le chômage atteint 12 %.", wrong="Unemployment reached 12.", right="Unemployment reached 12%."
        ),
    ),
    Rule(
        name="quotes",
        summary="A quotation is lost, invented, or encloses other words.",
        details="Compared by paragraph. A warning for reported speech and for single words.",
        severities=("severe", "warning"),
        example=Example(
            source="« Nous avons tout perdu cette nuit », a déclaré la maire.",
            wrong="We lost everything that night, the mayor said.",
            right="“We lost everything that night,” the mayor said.",
        ),
    ),
    Rule(
        name="names",
        summary="A name is lost, was replaced by another, or was left in the source language.",
        details="Severe if another name stands in its place, or if a name that is to be kept is lost.",
        severities=("severe", "warning", "info"),
        example=Example(
            source="Il a vu Paul Roux à Londres.",
            wrong="He saw Paul Blanc in London.",
            right="He saw Paul Roux in London.",
        ),
    ),
    Rule(
        name="negation",
        summary="Only one side has a negation.",
        details="A warning in long sentences, and where a prefix may negate.",
        severities=("severe", "warning"),
        example=Example(source="Il n'est pas venu.", wrong="He came.", right="He did not come."),
    ),
    Rule(
        name="verbatim",
        summary="An address, placeholder, tag, file name or piece of code is lost or changed.",
        severities=("severe", "warning"),
        example=Example(
            source="Écrivez à info@example.org.",
            wrong="Write to infos@example.org.",
            right="Write to info@example.org.",
        ),
    ),
    Rule(
        name="language",
        summary="The translation, or a clause of it, is not in its language.",
        details="On an article before translation: a warning for a paragraph in another language than the rest.",
        severities=("severe", "warning"),
        example=Example(
            source="Il ne sait pas où elle est.",
            wrong="Il ne sait pas où elle est.",
            right="He does not know where she is.",
        ),
    ),
    Rule(
        name="length",
        summary="The translation is empty, a copy of the source, or far too short or long.",
        severities=("severe", "warning"),
        example=Example(
            source="Le gouvernement a présenté son budget au Parlement hier soir.",
            wrong="Budget.",
            right="The government presented its budget to Parliament last night.",
        ),
    ),
    Rule(
        name="loops",
        summary="A word or phrase is repeated without a reason in the source.",
        severities=("severe", "warning"),
        example=Example(
            source="De plus en plus de gens quittent la ville.",
            wrong="More people leave the city leave the city leave the city.",
            right="More and more people leave the city.",
        ),
    ),
    Rule(
        name="omission",
        summary="A sentence is not translated, or is not in the source.",
        details="A warning for short sentences, and where a neighbour may contain the text.",
        severities=("severe", "warning"),
        example=Example(
            source="La ligne rouvre en mars. Les associations de voyageurs saluent cette décision attendue. "
            "Elle reliera Paris à Nice.",
            wrong="The line reopens in March. It will link Paris and Nice.",
            right="The line reopens in March. Passenger associations welcome this long-awaited decision. "
            "It will link Paris and Nice.",
        ),
    ),
    Rule(
        name="glossary",
        summary="A term of the glossary is missing in the translation in every inflected form.",
        details="`info` if the glossary has several translations for one term.",
        severities=("warning", "info"),
        example=Example(
            source="La grève continue.",
            wrong="The strike continues.",
            right="The walkout continues.",
            terms=(("grève", "walkout"),),
        ),
    ),
    Rule(
        name="markup",
        summary="A tag, a piece of code or other syntax of the document is on one side only.",
        details="On our own translations also `info`, if there is no clear place for a tag.",
        severities=("severe", "info"),
    ),
    Rule(
        name="layout",
        summary="A text does not fit into its format: a line of a subtitle is too long.",
        severities=("warning",),
    ),
    Rule(
        name="untranslated",
        summary="The format leaves texts as they are on purpose: comments, attributes that were not asked for.",
        severities=("info",),
    ),
    Rule(
        name="memory",
        summary="The translation comes from the translation memory; or one there was not taken, and why.",
        details="A warning if it fails a check, or if its tags are others than those of the sentence.",
        severities=("warning", "info"),
    ),
    Rule(
        name="quotation",
        summary="A quotation was published before: its translation was taken from there, or could not be.",
        details="Also a hint where it is a part of a published quotation, or similar to one.",
        severities=("warning", "info"),
    ),
    Rule(
        name="unfinished",
        summary="The model did not come to an end; the translation is cut short or repeats itself.",
        severities=("warning",),
    ),
    Rule(
        name="budget",
        summary="The article has used up its budget of time or memory; the source stands in place of the translation.",
        severities=("severe",),
    ),
    Rule(
        name="empty",
        summary="The model gave nothing; the source stands in place of its translation.",
        severities=("warning",),
    ),
)
"""The checks, in the order of the documentation."""

EDIT_RULES = (
    Rule(
        name="postedit.numbers",
        summary="A number that the translation corrupted was replaced by that of the source.",
        details="Only with proof: the number is nowhere in the source, has the unit of the one that is lost, and its "
        "digits up to zeros, or one digit less or more. Other differences are reported by the check `numbers`.",
        severities=("info",),
        example=Example(
            source="Le plan coûte 830 milliards d'euros.",
            wrong="The plan costs 830 million euros.",
            right="The plan costs 830 billion euros.",
        ),
    ),
    Rule(
        name="postedit.number-format",
        summary="A number of the right value got the separators, the scale word or the percent sign of the variant.",
        severities=("info",),
        example=Example(source="1 200 personnes", wrong="1 200 people", right="1,200 people"),
    ),
    Rule(
        name="postedit.quotes",
        summary="Lost quotation marks were put around the words that the source quotes, or invented ones removed.",
        severities=("info",),
        example=Example(source="« Il est parti hier. »", wrong="He left yesterday.", right="“He left yesterday.”"),
    ),
    Rule(
        name="postedit.place-names",
        summary="A place or an acronym that was left in the source language got its name in the target language.",
        severities=("info",),
        example=Example(source="Il est à Pékin.", wrong="He is in Pékin.", right="He is in Beijing."),
    ),
    Rule(
        name="postedit.weekdays",
        summary="A day of the week in another language got its name in the target language.",
        details="Only a day that the source has and the translation otherwise lacks.",
        severities=("info",),
        example=Example(source="Il part mardi.", wrong="He leaves on Dienstag.", right="He leaves on Tuesday."),
    ),
    Rule(
        name="postedit.lexicon",
        summary="A word that a small model made up was replaced by the translation in the model's lexicon.",
        details="Only for models with a lexicon, such as the shipped ones, and where the word alignment is clear.",
        severities=("info",),
        example=Example(source="requin", wrong="requint", right="shark", lexicon=(("requin", "shark"),)),
    ),
    Rule(
        name="postedit.misspelt-names",
        summary="A name that a small model misspelt is written as in the source.",
        details="Only for models with a lexicon, such as the shipped ones, which says what is a word.",
        severities=("info",),
        example=Example(
            source="Il vit en Arizona.",
            wrong="He lives in Adizona.",
            right="He lives in Arizona.",
            lexicon=(("vit", "lives"), ("il", "he"), ("en", "in")),
        ),
    ),
    Rule(
        name="postedit.brands",
        summary="A name with an inner capital is written as in the source.",
        severities=("info",),
        example=Example(source="OpenAI recrute.", wrong="Open AI is hiring.", right="OpenAI is hiring."),
    ),
    Rule(
        name="postedit.repetition",
        summary="The repetition of a word was removed.",
        severities=("info",),
        example=Example(
            source="Elle aide les villes.", wrong="She is helping helping the cities.", right="She helps the cities."
        ),
    ),
    Rule(
        name="postedit.terms",
        summary="The words that are aligned with a term of the glossary were replaced by its translation.",
        details="This needs a word alignment, which only our own translations have.",
        severities=("info",),
        example=Example(source="Grève", wrong="Strike", right="Walkout", terms=(("grève", "walkout"),)),
    ),
    Rule(
        name="postedit.casing",
        summary="A headline in capitals is in capitals again.",
        details="No change of content: listed by `babelpress postedit --findings` only.",
        severities=("info",),
        example=Example(source="LA RÉFORME DES RETRAITES", wrong="The pension reform", right="THE PENSION REFORM"),
    ),
    Rule(
        name="postedit.typography",
        summary="Quotation marks, spaces, dashes, times and ordinals have the form of the country.",
        details="No change of content: listed by `babelpress postedit --findings` only.",
        severities=("info",),
        example=Example(source="« Oui », dit-il.", wrong='"Yes", he said.', right="“Yes”, he said."),
    ),
)
"""The post-editors. Their wrong example is what they correct."""

_RULES = {one.name: one for one in (*CHECK_RULES, *EDIT_RULES)}


def rule(name: str) -> Rule:
    """Return the documentation of a check or editor; for one that is not documented (a plug-in), its name."""
    unknown = Rule(name=name, summary=f"A finding of the check '{name}'.", severities=("warning",))
    return _RULES.get(name, unknown)
