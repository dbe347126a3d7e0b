"""The data model of a language: a code and resources, all of them optional.

A language file (`fr.py`) fills one `Language` with literals. Lists of words are text in lower case, separated by white
space; `words` makes a set of them. Where the file leaves something out, `completion` adds the data of CLDR. A rule
whose resource is empty or None does nothing in that language.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Literal

NBSP, NNBSP = "\u00a0", "\u202f"
"""No-break space and narrow no-break space."""

ANY_NUMBER = 10**30
"""Greater than any number in words."""

Ambiguity = Literal["given name", "surname", "other place", "people", "common word"]


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    Args:
        text: Words separated by white space.

    Returns:
        The words, unchanged.

    >>> sorted(words("le la les"))
    ['la', 'le', 'les']
    """
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The texts that generated pages show in this language.

    `translated` is the notice under a translation that nobody has reviewed, `reviewed` that of one which `{name}` has.
    Where a text after `skip` is left out, pages show that of English.
    """

    summary: str
    languages: str
    translated: str
    source: str
    articles: str
    skip: str
    reviewed: str = ""
    tags: str = ""
    missing: str = ""
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The typography of one language in one country.

    - `tag` is the language and the country (`pt-BR`).
    - `quotes` and `inner` are the marks of a quotation and of a quotation inside it, including the spaces inside them.
    - `decimal` and `thousands` are separators; `grouped` is the least number of digits that are grouped in thousands.
    - `percent` and `money` are format strings with the field `n`, the written number, and for money also `symbol`.
    - `time` is a format string with the fields `h`, `hh`, `mm`; `hour` the same for a full hour, `duration` for hours
      and minutes that are not a time of day.

    `decimal`, `thousands`, `percent` and `money` default to those of CLDR.
    """

    tag: str
    quotes: tuple[str, str]
    inner: tuple[str, str]
    decimal: str = ""
    thousands: str = ""
    grouped: int = 4
    percent: str = ""
    money: str = ""
    time: str = "{h}:{mm}"
    hour: str = "{h}:00"
    duration: str = "{h} h {mm} min"
    colon_space: str = ""
    """The space before `: ; ! ?`: a no-break space in French."""
    dash: str = "–"
    """The dash, between spaces, around a parenthetical remark."""
    thousands_tolerated: str = ""
    """Another thousands separator, which is left unchanged."""
    scales: tuple[tuple[int, str, str], ...] = ()
    """The scale words that the press uses: power of ten, singular, plural. Empty: those of the language."""
    singular_below_two: bool = False
    """Whether a number such as 1.5 takes the singular."""
    ordinal: tuple[str, str] | None = None
    """The suffixes of an ordinal number, masculine and feminine. None: those of the language."""
    month_first: bool = False
    """Whether dates in figures begin with the month: 03/05/2024 for 5 March."""

    @property
    def language(self) -> str:
        """The language code of the tag."""
        return self.tag.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """Words after which a full stop need not end a sentence.

    Abbreviations are in lower case, without their last dot. A single letter is listed in the case in which it is used,
    because a capital is otherwise taken for an initial. The splitter asks a library about everything that is not
    listed, so a set holds only what news text needs and the library gets wrong.

    - `open` never end a sentence (titles: a name must follow).
    - `numbered` do not end one before a number, and are ordinary words elsewhere (`art. 12`, but `l'art. Le musée`).
    - `either` end one only where the next word is one of `starters`, the words that sentences begin with.
    - `particles` are the starters that a surname may begin with: after an initial they count only if the next word is
      in lower case.
    - `names` are names that end in a punctuation mark.
    - `ordinals`: whether `3.` may mean the third.
    """

    open: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset({"yahoo!", "jeopardy!", "wham!", "yum!"})
    ordinals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How dates are written.

    - `months` are the names of the months from January on; the default are those of CLDR.
    - `weekdays` are the names of the weekdays from Monday on; the default are those of CLDR.
    - `other_weekdays` are further names, `unclear_weekdays` words that may also mean something else (Portuguese
      `segunda`); both with the number of the day, 0 for Monday.
    - `nights` are words near which two languages may name the day before or the day after (`in der Nacht zu Samstag`
      is Friday night).
    - `written` is a format string with the fields `day`, `month` (the name) and `year`; the default is that of CLDR.
    - `short` are the short forms of the twelve months; `a|b` are two forms of one month.
    - `capital`: whether names of months are capitalised.
    - `dotted`: whether a date in figures may be written with dots and without the year: `04.06.`.
    - `bare`: whether the short forms are written without a full stop.
    """

    months: str = ""
    weekdays: str = ""
    other_weekdays: Mapping[str, int] = field(default_factory=dict)
    unclear_weekdays: Mapping[str, int] = field(default_factory=dict)
    nights: frozenset[str] = frozenset()
    written: str = ""
    short: str = ""
    capital: bool = False
    bare: bool = False
    dotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The number words of one language; every field is optional.

    Words are in lower case; `a|b` are two forms of one word.

    - `decimal` is the decimal separator; the default is that of the default variant.
    - `ones` are the words from 0 on: up to 99 if each of them is one word, otherwise `tens` are those of 20, 30 ... 90.
    - `hundreds` are those of 100, 200 ... 900 that are single words.
    - `hundred`, `thousand` and `dozen` multiply the number before them.
    - `first` are the ordinals from 1 on.
    - `others` are words that mean a number in some contexts and something else in others, with their possible values;
      such a word alone is never reported.
    - `scales` map scale words to powers of ten; `short` are those that occur only after figures.
    - `written` are the scale words that the press uses: power of ten, singular, plural.

    How the words are combined:

    - `joint` is the word that may stand between two parts if the value of the last word before it is in `joint_after`
      and the value of the first word after it is in `joint_before`.
    - `tens_joined`: whether ones follow tens only after the joint or the glue.
    - `glue` joins ones to tens inside one word; a language that has it writes all numbers below a million in one word.
    - `scores` are the tens that 1 to 19 may follow; with them, four and twenty are 80.
    - `article` may begin a number; a hundred or thousand multiplies only if it follows the article or a number.
    - `percent` is the word that makes a percentage of the hundred after it.
    - `counted` are suffixes that make an age, a multiple or a span of a number; `ranks` make an ordinal from 4 on.
    - `unless` is a pattern of phrases that are not numbers although they begin with a word of `others`.
    - `linked` links a scale word to the noun after it (`deux millions de voitures`).
    - `ordinal` are the suffixes of an ordinal in figures, masculine and feminine; `ordinal_by_digit` gives suffixes by
      the last digit.
    - `ordinals` are ordinals that may end a number of several words (`vingt-deuxième`), with their values.
    - `halves` are suffixes that add one half to a number in words: `drieënhalf`.
    - `denominators` are the words for the parts of a fraction, with their number: `tiers` 3; `wholes` are fractions in
      one word, with their value: `half`, `driekwart`.
    - `to` is a pattern of the words between the ends of a range or an alternative: `to`, `or`.
    - `out_of` is a pattern of what stands between the numbers of a proportion: one `in` five.
    - `idioms` is a pattern of phrases in which no number is read: `24 heures sur 24`.
    - `magnitudes` are words for a large and vague number, with its value: `dozens`, `thousands`.
    """

    decimal: str = ""
    ones: str = ""
    tens: str = ""
    hundred: str = ""
    hundreds: str = ""
    thousand: str = ""
    dozen: str = ""
    first: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    short: Mapping[str, int] = field(default_factory=dict)
    written: tuple[tuple[int, str, str], ...] = ()
    joint: str = ""
    joint_after: Container[int] = ()
    joint_before: Container[int] = ()
    tens_joined: bool = False
    glue: str = ""
    scores: Container[int] = ()
    article: str = ""
    percent: str = ""
    counted: str = ""
    ranks: str = ""
    unless: str = ""
    linked: str = ""
    ordinal: tuple[str, str] | None = None
    ordinal_by_digit: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    halves: str = ""
    denominators: Mapping[str, int] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)
    to: str = ""
    out_of: str = ""
    idioms: str = ""
    magnitudes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWords:
    """The words that follow a number. Words are in lower case; `a|b` are two words for the same thing.

    - `percent` are the words for percent.
    - `currencies` and `units` map words to codes of `nlp/numbers/units.py`. A word that means both the currency and
      the weight is `lb`, the weight. The words of CLDR for units are added.
    - `doubtful` are words of units that also mean something else: books and pounds are both `livres`.
    - `of` is a pattern of what may stand between the number and its currency or unit.
    - `half` adds one half to the number before it.
    - `decade` stands before or after the number of a decade.
    - `per` is a pattern of what stands between an amount and the unit that it refers to (5 mg a day); `adverbs` are
      words that say the same after the amount (daily), with that unit.
    - `minus` is a pattern of words for a negative number: `minus`, `below zero`.
    - `lost` is a pattern of words for a defeat, whose score may be given from either side.
    - `over` and `under` are patterns of the words before a number that is a lower or an upper bound.
    """

    percent: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    half: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    decade: str = ""
    per: str = ""
    adverbs: Mapping[str, str] = field(default_factory=dict)
    minus: str = ""
    lost: str = ""
    over: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The words around a figure such as 14h30 or 2:30 that show whether it is a time of day or a duration.

    All are patterns. `at` and `lasts` are searched at the end of the text before the figure, `on` and `long` matched
    right after it.

    - `at` stands before a time of day, `on` after one; `near` before one unless `long` follows (`after 3h20 of play`).
    - `lasts` stands before a duration, `long` after one.
    - `late` stands after a time in the second half of the day (`du soir`), `early` after one in the first.
    - `half_before` is the word that stands before an hour and means half an hour less: `halb drei` is 2:30.
    - `twelve` says that 2:30 may be a time of the afternoon without a word that says so.
    """

    at: str = ""
    near: str = ""
    on: str = ""
    lasts: str = ""
    long: str = ""
    late: str = ""
    early: str = ""
    half_before: str = ""
    twelve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierWords:
    """The words before an identifier: a phone number, a postcode, an article of a law (`nlp/identifiers.py`).

    Words are separated by `|`. One in lower case is found in any case, one with a capital as it is written.

    - `marks` are the words, by kind of identifier, after which any figures are an identifier.
    - `nouns` are those after which figures may also be a quantity, if a unit or a plural noun follows them.
    - `links` are what may stand between one of these and the figures, `joins` between two identifiers after one word.
    - `plural` is a pattern of plural nouns, which show a quantity.
    - `streets` are the words of an address, in which a number before a capitalised word is a postcode.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    links: str = ""
    joins: str = ""
    plural: str = ""
    streets: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFigures:
    """How to recognize times (14h30) and ordinals (1er) of this language that a model copied into a translation.

    - `clock` is a pattern of hours and minutes.
    - `ordinal` is a pattern of a number and its suffix; `feminine` are the suffixes of a feminine ordinal.
    """

    clock: str
    ordinal: str
    feminine: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Words for signs that a vocabulary may lack.

    `euro` is the word for `€`, `scales` are the words for scales before it (`M€`), each as singular and plural.
    """

    euro: tuple[str, str]
    scales: Mapping[str, tuple[str, str]]
    link: str
    """What is written between the scale word and the euro."""
    ampersand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """How a language negates: words that always do, and hints, which may do so.

    A translator may turn "n'est pas clair" into "is unclear" or "lacks clarity": a negation that a hint could express
    is not reported as lost. Hints are in lower case without accents; `x*` is a prefix, `*x` a suffix.

    - `plain` are the words that always negate, in lower case, cut at apostrophes.
    - `clear` are hints that negate by themselves, or that are about twice as frequent where the French negates and the
      translation has no plain negation as where neither does (counted over 20,000 sentences of news and debates for
      each language).
    - `faint` are hints that prove little: prefixes and short words.
    - `halves` is a pattern of a negation in two words, which is counted instead of the plain ones.
    - `contracted` is a pattern of negations inside a word.
    - `idle` are patterns of negations that a translation may well express without one.
    - `otherwise` are patterns of the same words in another sense: number marks (`no. 17`), nouns (« un pas »).
    """

    plain: frozenset[str]
    clear: str = ""
    faint: str = ""
    halves: str = ""
    contracted: str = ""
    idle: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """The words around quotations, and how quotation marks are used.

    - `saying` are the verbs and prepositions that attribute a quotation to a speaker.
    - `leaning` are words that no quotation ends with, because another word must follow.
    - `that` are the conjunctions that introduce reported speech.
    - `reported` is a pattern of words that by themselves show reported speech, unless the pattern `own` matches too.
    - `closing`: whether “ and « are closing marks.
    - `drops`: whether a sentence may leave out `I` and `we`.
    - `verb_last`: whether verbs stand at the end of a clause, so that a quotation may close earlier.
    """

    saying: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    reported: str = ""
    own: str = ""
    closing: bool = False
    drops: bool = False
    verb_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """How words inflect, for glossary terms: by the letters that forms share, not by grammar.

    - `suffixes` are the suffixes that a word of the source may have and its term not. Of these, the `feminine` ones
      need a longer word, unless the word without them ends in one of `feminine_after`.
    - `plurals` are pairs of a plural ending and the singular ending that it replaces.
    - `added` are the suffixes that one of two forms of a word may have and the other not.
    - `exchanged` are groups of endings that replace each other, without accents.
    - `compounds`: whether compounds are written as one word; `links` may stand between their parts.
    - `respelt` are pairs of letters that change before an ending, old and new; `doubled`: whether doubling changes too.
    - `articles` stand before a term; `articles_by_sound` is a pair of which the second stands before a vowel.
    """

    suffixes: tuple[str, ...] = ("s",)
    feminine: frozenset[str] = frozenset()
    feminine_after: tuple[str, ...] = ()
    plurals: tuple[tuple[str, str], ...] = ()
    added: frozenset[str] = frozenset()
    exchanged: tuple[str, ...] = ()
    compounds: bool = False
    links: tuple[str, ...] = ()
    respelt: tuple[tuple[str, str], ...] = ()
    doubled: bool = False
    articles: frozenset[str] = frozenset()
    articles_by_sound: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """The words that divide a sentence into clauses.

    - `conjunctions` are words before which a long sentence may be cut.
    - `after` are patterns of words that open a clause without which the main clause before it is still true. Not
      `but`, which may contradict it, not `if` and `unless`, which are its condition, not `according to`, which
      attributes it.
    - `openings` begin sentences whose subject, and often main clause, comes only after a comma.
    - `only` are patterns of `not only`: without its `but also` the clause says less than the sentence.
    - `referring` are the pronouns and connectives that begin a sentence which depends on the one before.
    """

    conjunctions: str = ""
    after: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()
    referring: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """The words by which a page shows what is not its news. Phrases are in lower case.

    - `openings` begin lines of captions, notices, live tickers and requests to readers, whatever follows.
    - `labels` begin lines in which at most two words and a colon follow them: « Photo d'illustration : ».
    - `bylines` begin lines that name the author, if these end without a full stop.
    - `first_person` are words of somebody who speaks of himself; outside quotations they are an answer or an opinion.
    - `addressing` are words by which an interviewer addresses somebody.
    """

    openings: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    bylines: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    addressing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compounds:
    """Words with a hyphen, which keep it where it stands at the end of a line (`formats/text/hyphens.py`).

    - `firsts` are the parts that a hyphen follows in most words that begin with them (`vice-`, `socio-`).
    - `lasts` are those before which it stands in all words that end with them (`-même`, `-moi`); `inverted` is a
      pattern of the two parts of a verb and its pronoun, where the pronoun may also be the end of a word (`dites-le`).
    - `whole` are compounds of which no part is one of these.
    """

    firsts: frozenset[str] = frozenset()
    lasts: frozenset[str] = frozenset()
    inverted: str = ""
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """Words whose case is known without looking at an article.

    - `small` are never capitalised inside a sentence.
    - `stressed` are written in capitals alone for emphasis, and are not acronyms.
    - `headline` stay in lower case in a headline in Title Case; a language without them has no Title Case.
    - `acronyms` stay in capitals even if the article gives no other evidence.
    - `nouns`: whether nouns are capitalised.
    """

    small: frozenset[str] = frozenset()
    stressed: frozenset[str] = frozenset()
    headline: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    nouns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The words around a name that show whether it is a place, in lower case and without accents.

    The text before a name is cut at apostrophes (`l` for l').

    - `at`, `inside`, `between`: prepositions before a city, before a country or region, before two places.
    - `article`: articles that stand before a country or region but not before a person.
    - `of`: words that link a noun and the name after it.
    - `located`: verbs and participles after which `at` is followed by a place; `seats`: nouns that only a place has.
    - `giving`, `belief`: words after which the name behind `at` or `inside` is a person.
    - `called`: streets, buildings, noble families and things that are named after a place and keep its name.
    - `person`: words directly before the name of a person.
    - `goes_on`: words after a name that make it the name of something else.
    - `joins`: words between two items of a kind; `years`: words after the number of an age.
    """

    at: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    located: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    giving: frozenset[str] = frozenset()
    belief: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    person: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The language's own names for countries, cities, institutions, feasts and the like.

    Countries that are in CLDR and in no language file are added (`nlp/names/gazetteer.py`), without the names of their
    people.

    Each table is a text with lines `key: Name, form, form*`. The key is the same in every language file and links a
    name with its translations. The first form is the name as it is written. The others count as a mention of it (the
    people, the adjective, an acronym), in lower case and without accents; `*` stands for any ending.

    - `ambiguous` are the names that have another meaning as well, by kind of meaning. A name with several is listed
      under the kind that needs the strongest evidence (`nlp/names/places.py`). An `other place` has the same name in
      this language only (Vienne in Isère); `people` have the same name as their country (le Suisse).
    - `home` are places of the countries where the language is spoken: near them, a name may be another place there.
    - `around` are the words around a name. Without them nothing proves that a name is a place, and no name of a source
      in this language is rewritten.
    """

    countries: str = ""
    regions: str = ""
    cities: str = ""
    acronyms: str = ""
    institutions: str = ""
    words: str = ""
    ambiguous: Mapping[Ambiguity, str] = field(default_factory=dict)
    home: frozenset[str] = frozenset()
    around: PlaceWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The words by which people are named, in lower case and without accents.

    - `given` are frequent given names; `roles` are titles and professions that may stand before or after a name.
    - `crowned` are the titles before names that are translated: kings, popes, saints.
    - `endings` are those that the name of a person may have in a sentence; `joined` are the articles and prepositions
      that may be part of a surname (Leblanc, Dupont).
    - `verbs` are words that follow a name as the subject of a sentence, besides the verbs of saying.
    - `known` are people whose names each language spells by its own sounds, in lines `key: Given Surname, surname`:
      the name as it is written, then other spellings of the surname. The key is the same in every language file.
    - `meanings` are words that are also surnames, in lines `meaning: form, form*`; the meaning is the same in every
      language file, and `*` stands for any ending.
    """

    given: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    crowned: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    known: str = ""
    meanings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Language:
    """The resources of one language. All except `code` (ISO 639-1) are optional.

    - `iso639_3` is the code that multi-target Marian models use; `iso639_2b` that of libraries, where it is another.
    - `english` and `endonym` are the English and the own name of the language, `names` all names that the language menu
      of a page may use for it, `menu_labels` the words that may precede such a menu; the last two in lower case.
    - `labels` are the texts of generated pages.
    - `variants` is the typography by country, the default variant first.
    - `script` is the script of the language; it is given only where that is `Latin`.
    - `expansion` is the ratio of its length, in characters, to that of the same text in French.
    - `function_words` are the most frequent words that do not depend on the topic, cut at apostrophes. A word of
      several languages is listed in each of them.
    - `sample` is a sentence to try a model on: the same in every language.
    - `linking` are the function words that also stand inside names and between the items of a list: articles,
      prepositions, `and`. The others (pronouns, verbs, conjunctions) show that a text is a sentence.
    - `titles` stand before names; `capitalised` are often capitalised but are translated like any other word. Both are
      without accents; a plural in `s` need not be listed.
    - `before_colon` are words that stand before a colon at the beginning of a line and are no names, in lower case and
      without accents: who speaks in a film, `attention`, `question`.
    - `text_keys` are names that authors give to attributes and keys whose values are texts, in lower case and without
      accents: `titre`, `legende`.
    - `elided` is a pattern of words that are written together with the next word, including the apostrophe.
    - `landmarks` are frequent words and their meanings, in lines `meaning: forms`; the meanings are the same in every
      language file. Words that translators often omit or replace (articles, `de`, `que`) are not listed.
    - `emphatic` are words that may be said twice for emphasis.
    - `feet`: whether `6'2"` is a height in feet and inches.
    - `opposites` are words of opposite meaning, in paragraphs `rise-fall: words / words`; the names of the pairs are
      the same in every language file. A word with `~` may also mean something else.
    - `stays`: whether titles, slogans and company names in this language stay untranslated in texts of any language.
    - `plural_forms` is the `Plural-Forms` header of PO files by variant; "" is that of the language.
    - `plural_categories` are those of cardinal numbers in CLDR, in its order; none: messages keep theirs.
    - `territory` is the country that HTML and Word use with the language, if it is not that of its code.
    - `spelled_out` are letters that an address writes otherwise than without their accents: `ä`, `ae`.
    - `stemmer` is the name of the language in snowballstemmer.
    """

    code: str
    # Names and labels
    iso639_3: str = ""
    iso639_2b: str = ""
    english: str = ""
    endonym: str = ""
    names: tuple[str, ...] = ()
    menu_labels: tuple[str, ...] = ()
    labels: Labels | None = None
    # Typography
    variants: tuple[Variant, ...] = ()
    copied: CopiedFigures | None = None
    # Sentences
    stops: Stops = Stops()
    editorial: Editorial = field(default_factory=Editorial)
    clauses: Clauses = Clauses()
    # Numbers and dates
    feet: bool = False
    dates: Dates | None = None
    numbers: NumberWords | None = None
    units: UnitWords = UnitWords()
    times: TimeWords = TimeWords()
    identifiers: IdentifierWords = IdentifierWords()
    signs: Signs | None = None
    sample: str = ""
    # Words
    function_words: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    emphatic: frozenset[str] = frozenset()
    capitals: Capitals = Capitals()
    compounds: Compounds | None = None
    titles: frozenset[str] = frozenset()
    capitalised: frozenset[str] = frozenset()
    before_colon: frozenset[str] = frozenset()
    text_keys: frozenset[str] = frozenset()
    elided: str = ""
    landmarks: str = ""
    opposites: str = ""
    endings: Endings | None = None
    negation: Negation | None = None
    quotations: Quotations = Quotations()
    # Names
    places: Places = Places()
    people: People = People()
    # Other
    script: str = ""
    expansion: float = 1.0
    stays: bool = False
    plural_forms: Mapping[str, str] = field(default_factory=dict)
    plural_categories: tuple[str, ...] = ()
    territory: str = ""
    spelled_out: Mapping[str, str] = field(default_factory=dict)
    stemmer: str = ""

    def __repr__(self) -> str:
        return f"Language(code={self.code!r})"
