"""What a language is to the rules: a code, and resources of which every one may be missing.

A language file (`fr.py`) fills one `Language` with literals. Lists of words are text, words set apart by white space,
in lower case; `words` makes a set of them. What CLDR says of a language is added (`completion`) where the file says
nothing. A rule whose resource is empty or None does nothing in that language.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Literal

NBSP, NNBSP = "\u00a0", "\u202f"
"""No-break space and its narrow sister."""

ANY_NUMBER = 10**30
"""More than any number in words."""

Ambiguity = Literal["given name", "surname", "other place", "people", "common word"]


def words(text: str) -> frozenset[str]:
    """Give the words of a text as a set.

    >>> sorted(words("le la les"))
    ['la', 'le', 'les']
    """
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the generated pages show."""

    summary: str
    languages: str
    translated: str
    source: str
    articles: str
    skip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The typography of one language in one country, `tag` (`pt-BR`).

    `quotes` and `inner` are the marks of a quotation and of one inside it, the space inside them included.
    `grouped` is the number of digits from which thousands are set apart. `percent` and `money` are formats of `n`,
    the written number, and for money `symbol`; these two and the separators are those of CLDR unless they are
    given. `time` is a format of `h`, `hh`, `mm` (`hour` where there are no minutes).
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
    colon_space: str = ""
    """What stands before `: ; ! ?`: a no-break space in French."""
    dash: str = "–"
    """What sets a remark apart, between spaces."""
    thousands_tolerated: str = ""
    """Another mark for thousands that stays where it stands."""
    scales: tuple[tuple[int, str, str], ...] = ()
    """The scale words a newsroom uses: power of ten, for one, for more; none: those of the language."""
    singular_below_two: bool = False
    """Whether 1.5 takes the singular."""
    ordinal: tuple[str, str] | None = None
    """What follows a number that is a rank, masculine and feminine; None: what the language has."""

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.tag.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """What a full stop may stand after without ending a sentence.

    Abbreviations are in lower case, without their last dot; a single letter is listed in the case it is used in, for a
    capital is else taken for an initial. The splitter asks a library about everything that is not here, so a row holds
    what news text needs and the library gets wrong.

    `open` never end a sentence (titles: a name must follow). `numbered` do not before a number and are ordinary words
    elsewhere (`art. 12`, but `l'art. Le musée`). `either` end one only where the next word is one of `starters`.
    `particles` are the starters that a surname may begin with: after an initial they count only when the word behind
    them is in lower case. `names` end in a mark of their own. `ordinals` tells that `3.` may mean the third.
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

    `written` is a format of `day`, `month` (its name) and `year`, `months` are from January on; both are those of CLDR
    unless they are given.
    `short` are the short forms of the twelve months, `a|b` two forms of one. `capital` tells that months have one, and
    `bare` that their short forms need no full stop.
    """

    months: str = ""
    written: str = ""
    short: str = ""
    capital: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The words of numbers in one language; all may be left out.

    `decimal` is the mark of the default variant unless it is given.

    Words are in lower case; `a|b` are two forms of one word.

    `ones` are the words from 0 on, to 99 where each is one word, `tens` else those of 20, 30 ... 90, `hundreds` those
    of 100, 200 ... 900 that are single words. `hundred`, `thousand` and `dozen` multiply what stands before them.
    `others` are words that stand for a number here and for something else there, with the values they may have:
    never alone a reason for alarm. `first` are the ordinals from 1. `scales` are powers of ten, `short` those that
    stand behind figures only. `written` are the scale words a newsroom uses: power of ten, for one, for more.

    How the words are put together:

    - `joint` is the word that may stand between two parts, where the last word before it has a value of `joint_after`
      and the first behind it one of `joint_before`. `tens_joined`: ones follow tens by the joint or the glue alone.
    - `glue` joins ones to tens inside one word; a language that has it writes all below a million in one word.
    - `scores` are the tens behind which 1 to 19 follow; with them four and twenty are 80.
    - `article` may begin a number; a hundred or a thousand is one only behind it or a number.
    - `percent` is the word that makes a percentage of the hundred behind it.
    - `counted` and `ranks` are endings that make an age, a multiple or a span, and an ordinal from 4 on, of a number.
    - `unless` is a pattern of what is no number, though it begins with a word of `others`.
    - `linked` is what links a noun to a scale word before it (`deux millions de voitures`).
    - `ordinal` is what follows a number that is a rank, masculine and feminine; `ordinal_by_digit` by its last digit.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWords:
    """What one language puts behind a number; words are in lower case, `a|b` are two words for one thing.

    `of` is what may link it to a currency or unit, a pattern; `half` adds a half to what stands before. `currencies`
    and `units` give codes of `nlp/numbers/measures.py`; the pound is `lb`, a weight, where the word may mean either.
    `decade` stands before or after the number of a decade.
    """

    percent: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    half: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    decade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFigures:
    """What a model copies of this language's figures: times (14h30) and ordinals (1er), and how to tell them.

    `clock` is a pattern of hours and minutes. `lasts` is what stands before a time that something takes, `at` before
    one of the day, each a pattern that ends where the time begins. `ordinal` is a pattern of a number and its ending,
    `feminine` are the endings of a feminine rank.
    """

    clock: str
    lasts: str
    at: str
    ordinal: str
    feminine: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Words for signs that a vocabulary may lack: `€` for one and for more, scales before it, `&`."""

    euro: tuple[str, str]
    scales: Mapping[str, tuple[str, str]]
    link: str
    """What stands between scale and euro."""
    ampersand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """How a language says no: the words that always do, and everything else that may stand for one.

    `plain` are in lower case and cut at apostrophes. A hint is in lower case without accents, `x*` is a beginning, `*x`
    an end. A translator may turn "n'est pas clair" into "is unclear" or "lacks clarity": what a hint could carry is no
    lost negation. Clear hints deny by themselves or were found, over 20,000 sentences of news and debates a language,
    about twice as often where the French denies and the translation has no plain denial as where neither does; faint
    ones are prefixes and small words that prove little. `halves` is a pattern of a denial in two words, which counts
    instead of the plain ones; `contracted` one of denials inside a word. `idle` are patterns of denials that a
    translation may well put without one.
    """

    plain: frozenset[str]
    clear: str = ""
    faint: str = ""
    halves: str = ""
    contracted: str = ""
    idle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What is said around quotations.

    `saying` are words that say who speaks, `leaning` words that lean on the next one, so that no quotation ends with
    them, `that` what introduces reported speech. `reported` is a pattern of words that show, by themselves, that these
    are somebody else's words, unless one of the pattern `own` is there. `closing` tells that “ and « close.
    `verb_last` tells that verbs stand at the end, so that a quotation may close earlier.
    """

    saying: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    reported: str = ""
    own: str = ""
    closing: bool = False
    verb_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """How words change, for terms of glossaries: by what forms have in common, not by grammar.

    `suffixes` is what a word of a source may have at its end that its term has not; of these, `feminine` need a longer
    word, unless it ends in `feminine_after`. `plurals` are further endings and what they stand for. `added` is what
    one of two forms of a word may have at its end and the other not, `exchanged` are groups of endings that stand for
    each other, accents apart. `compounds` tells that words are written together. `respelt` are letters that change
    before an ending, `doubled` tells that doubling does. `articles` stand before a term; `articles_by_sound` is the
    pair of which the second stands before a vowel.
    """

    suffixes: tuple[str, ...] = ("s",)
    feminine: frozenset[str] = frozenset()
    feminine_after: tuple[str, ...] = ()
    plurals: tuple[tuple[str, str], ...] = ()
    added: frozenset[str] = frozenset()
    exchanged: tuple[str, ...] = ()
    compounds: bool = False
    respelt: tuple[tuple[str, str], ...] = ()
    doubled: bool = False
    articles: frozenset[str] = frozenset()
    articles_by_sound: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """What divides a sentence.

    `conjunctions` are where a long sentence may be cut. `after` opens a clause that the main one before it does not
    need. Not `but`, which may take back what it says, not `if` and `unless`, which it depends on, not `according to`,
    which tells whose words it is. A sentence that begins with one of `openings` has its subject, and often its main
    clause, only after a comma. `only` are patterns of `not only`, which without its `but also` says less than the
    sentence. `referring` are the pronouns and connectives that a sentence begins with when it goes on from the one
    before.
    """

    conjunctions: str = ""
    after: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()
    referring: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """Words whose capitals are known without looking at an article.

    `small` are words that no sentence capitalises in its midst, `stressed` those that are put in capitals alone to
    stress them, and are no acronyms. `headline` is what a headline in Title Case leaves small; a language without it
    has no Title Case. `acronyms` stay in capitals though nothing else of the article tells. `nouns` tells that nouns
    have a capital.
    """

    small: frozenset[str] = frozenset()
    stressed: frozenset[str] = frozenset()
    headline: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    nouns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The words around a name that show whether it is a place, in lower case and without accents.

    What stands in front of a name is cut at apostrophes (`l` for l').

    - `at`, `inside`, `between`: prepositions before a city, before a country or region, before two places.
    - `article`: what stands before a country or region and before no person.
    - `of`: what links a noun and the name behind it.
    - `located`: verbs and participles whose `at` names a place; `seats`: nouns that only a place has.
    - `giving`, `belief`: what makes a person of the name behind `at` or `inside`.
    - `called`: streets, houses, noble families and things that are called by a place, and keep its name.
    - `person`: what is said directly before the name of a person.
    - `goes_on`: words behind a name with which it is the name of something else.
    - `joins`: what stands between two of a kind; `years`: what follows the number in an age.
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
    """What a language calls countries, cities, institutions, feasts and all else that each names in its own way.

    Countries that CLDR has and no file are added (`nlp/names/gazetteer.py`), without their people.

    Each table is a text, a line `key: Name, form, form*`. The key is the same in every language's file, and is how a
    name finds its translation. The first form is the name as it is written, the others count as a mention of it (the
    people, the adjective, an acronym), in lower case and without accents; endings may follow where there is a `*`.

    `ambiguous` has the names that are something else as well, by what they are. What is more than one of these stands
    in the row that asks for the stronger evidence (`nlp/names/places.py`). An `other place` has the same name in this
    language only (Vienne in Isère), `people` are called what the country is (le Suisse). `home` are places of the
    countries where the language is spoken: beside them a name may be another place there. `around` are the words
    around a name; a language without them proves nothing, and nothing is rewritten from it.
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Language:
    """What is known of one language: everything but its `code` (ISO 639-1) may be left out.

    - `iso639_3` is what multi-target Marian models are told; `english` and `endonym` are its names, `names` all that a
      page's language menu may call it, `menu_labels` what may stand before the entries of such a menu, in lower case.
    - `variants` is its typography by country, the default one first.
    - `script` is the one it is written in, where that is `Latin`.
    - `expansion` is how many characters it takes for what takes one in French.
    - `function_words` are its commonest words that say nothing of the matter, what a sentence cannot do without, cut at
      apostrophes. A word of several languages stands in each.
    - `titles` are said before a name, `capitalised` are often written with a capital and are translated all the same;
      both without accents, a plural in `s` need not be listed. `elided` is a pattern of what is written together with
      the next word, apostrophe included.
    - `landmarks` are frequent words and what they mean, a line `meaning: forms`; the meaning is the same in every
      language's file. Words that translators leave out or swap freely (articles, `de`, `que`) are not there.
    - `stays` tells that titles, slogans and names of companies stay in it in every language.
    - `plural_forms` is the line `Plural-Forms` of PO files, by variant; "" is the language's own. `territory` is the
      country that HTML and Word name with it, if not the one of its code. `stemmer` is its name in snowballstemmer.
    """

    code: str
    # Names and labels
    iso639_3: str = ""
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
    clauses: Clauses = Clauses()
    # Numbers and dates
    dates: Dates | None = None
    numbers: NumberWords | None = None
    units: UnitWords = UnitWords()
    signs: Signs | None = None
    # Words
    function_words: frozenset[str] = frozenset()
    capitals: Capitals = Capitals()
    titles: frozenset[str] = frozenset()
    capitalised: frozenset[str] = frozenset()
    elided: str = ""
    landmarks: str = ""
    endings: Endings | None = None
    negation: Negation | None = None
    quotations: Quotations = Quotations()
    # Names
    places: Places = Places()
    # The rest
    script: str = ""
    expansion: float = 1.0
    stays: bool = False
    plural_forms: Mapping[str, str] = field(default_factory=dict)
    territory: str = ""
    stemmer: str = ""

    def __repr__(self) -> str:
        return f"Language(code={self.code!r})"
