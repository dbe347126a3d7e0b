"""How languages spell numbers: code -> `Numerals`. Data only; a new language is a row here.

Sources: CLDR 46 (spelt-out numbers, compact forms) and the style books of the press for what is abbreviated. Words are
in lower case; `a|b` are two forms of one word.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The words of numbers in one language; `decimal` is its decimal mark. All but that may be left out.

    `ones` are the words from 0 to at most 29, `tens` those of 20, 30 ... 90, `hundreds` those of 100, 200 ... 900 that
    are single words. `hundred`, `thousand` and `dozen` multiply what stands before them. `others` are words that stand
    for a number here and for something else there, with the values they may have: never alone a reason for alarm.
    `first` are the ordinals from 1. `scales` are powers of ten, `short` those that stand behind figures only.

    How the words are put together:

    - `joint` is the word that may stand between two parts, where the last word before it has a value of `joint_after`
      and the first behind it one of `joint_before`. `tens_joined`: ones follow tens by the joint or the glue alone.
    - `glue` joins ones to tens inside one word; a language that has it writes all below a million in one word.
    - `scores` are the tens behind which 1 to 19 follow; with them four and twenty are 80.
    - `article` may begin a number; a hundred or a thousand is one only behind it or a number.
    - `percent` is the word that makes a percentage of the hundred behind it.
    - `counted` and `ranks` are endings that make an age, a multiple or a span, and an ordinal from 4 on, of a number.
    - `unless` is a pattern of what is no number, though it begins with a word of `others`.
    """

    decimal: str
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


_ANY = 10**30
"""More than any number in words."""

NUMBER_WORDS: dict[str, NumberWords] = {
    "fr": NumberWords(
        decimal=",",
        ones="zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        tens="vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante",
        hundred="cent|cents",
        thousand="mille",
        dozen="douzaine|douzaines",
        joint="et",
        joint_after=range(20, 100),
        joint_before=(1, 11),
        scores=(60, 80),
        unless=r"(?<!\bune )quarantaine\b|quarantaine\b(?! (?:de |d['’])[^\W\d])",
        first=(
            "premier|première|premiers|premières deuxième|second|seconde troisième quatrième cinquième sixième "
            "septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième"
        ),
        others={
            "dizaine": "10", "quinzaine": "15", "vingtaine": "20", "trentaine": "30", "quarantaine": "40",
            "cinquantaine": "50", "soixantaine": "60", "centaine": "100", "millier": "1000", "moitié": "0.5 50",
            "demi": "0.5 30 50", "demie": "0.5 30 50", "demies": "0.5", "tiers": "3 33", "quart": "0.25 15 25",
            "quarts": "4 75", "double": "2", "doubler": "2", "doublé": "2", "triple": "3", "triplé": "3",
            "midi": "12", "minuit": "0 12", "couple": "2", "quadruple": "4", "trio": "3", "duo": "2", "siècle": "100",
            "décennie": "10",
        },
        scales={
            "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12, "billiard": 15,
            "trillion": 18, "trillions": 18,
        },
        short={"M": 6, "Md": 9, "Mds": 9, "Mrd": 9, "Mrds": 9, "k": 3, "mille": 3, "milliers": 3},
    ),
    "nl": NumberWords(
        decimal=",",
        ones=(
            "nul een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
            "zeventien achttien negentien"
        ),
        tens="twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        hundred="honderd",
        thousand="duizend",
        dozen="dozijn|dozijnen",
        glue="en|ën",
        tens_joined=True,
        counted="jarig jarige jarigen maal keer voudig voudige daagse koppig koppige delig delige",
        ranks="ste de",
        first=(
            "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende "
            "veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste"
        ),
        others={
            "tiental": "10", "tientallen": "10", "twintigtal": "20", "vijftigtal": "50", "honderdtal": "100",
            "duizendtal": "1000", "helft": "0.5 50", "half": "0.5 30 50", "halve": "0.5 50", "halverwege": "50",
            "kwart": "0.25 15 25", "kwartier": "15", "anderhalf": "1.5", "anderhalve": "1.5", "dubbel": "2",
            "dubbele": "2", "verdubbelen": "2", "verdubbeld": "2", "beide": "2", "beiden": "2", "paar": "2",
            "duo": "2", "drievoudig": "3", "middernacht": "0 12", "twaalven": "12", "eeuw": "100", "decennium": "10",
        },
        scales={
            "miljoen": 6, "miljoenen": 6, "miljard": 9, "miljarden": 9, "biljoen": 12, "biljoenen": 12, "biljard": 15,
            "triljoen": 18,
        },
        short={"mln": 6, "mio": 6, "mld": 9, "mrd": 9, "bln": 12, "k": 3, "duizend": 3},
    ),
    "en": NumberWords(
        decimal=".",
        ones=(
            "zero|nil|nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ),
        tens="twenty thirty forty|fourty fifty sixty seventy eighty ninety",
        hundred="hundred",
        thousand="thousand",
        dozen="dozen|dozens",
        joint="and",
        joint_after=range(100, _ANY),
        joint_before=range(1, 100),
        article="a",
        first=(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        others={
            "half": "0.5 30 50", "halves": "0.5", "twice": "2", "double": "2", "doubled": "2", "doubling": "2",
            "both": "2", "couple": "2", "pair": "2", "duo": "2", "twins": "2", "thrice": "3", "triple": "3",
            "tripled": "3", "trio": "3", "quadruple": "4", "quarter": "0.25 15 25", "quarters": "75",
            "thirds": "3 66 67", "noon": "12", "midday": "12", "midnight": "0 12", "fortnight": "14 15 2",
            "decade": "10", "decades": "10", "century": "100", "centenary": "100", "bicentenary": "200", "once": "1",
            "teenage": "13", "nineties": "90", "eighties": "80", "seventies": "70", "sixties": "60", "fifties": "50",
            "forties": "40", "thirties": "30", "twenties": "20", "tens": "10", "scores": "20",
        },
        scales={
            "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12,
            "quadrillion": 15,
        },
        short={
            "m": 6, "M": 6, "mn": 6, "mln": 6, "bn": 9, "B": 9, "b": 9, "tn": 12, "trn": 12, "T": 12, "k": 3, "K": 3,
            "thousand": 3, "hundred": 2,
        },
    ),
    "de": NumberWords(
        decimal=",",
        ones=(
            "null ein|eins|eine|einer|einem|einen|eines zwei|zwo drei vier fünf sechs sieben acht neun zehn elf zwölf "
            "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
        ),
        tens="zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
        hundred="hundert",
        thousand="tausend",
        dozen="dutzend|dutzende|dutzenden",
        glue="und",
        tens_joined=True,
        counted=(
            "jährig jährige jährigen jähriger jähriges jährigem mal fach fache fachen tägig tägige tägigen stündig "
            "stündige stündigen monatig monatige monatigen wöchig wöchige wöchigen köpfig köpfige köpfigen teilig "
            "teilige seitig seitige"
        ),
        ranks="te ten ter tes tem ste sten ster stes stem",
        first=(
            "erste|ersten|erster|erstes zweite|zweiten|zweiter|zweites dritte|dritten|dritter|drittes "
            "vierte|vierten|vierter fünfte|fünften sechste|sechsten siebte|siebten achte|achten neunte|neunten "
            "zehnte|zehnten elfte|elften zwölfte|zwölften dreizehnte|dreizehnten vierzehnte|vierzehnten "
            "fünfzehnte|fünfzehnten"
        ),
        others={
            "hälfte": "0.5 50", "halb": "0.5 30 50", "halbe": "0.5 50", "halben": "0.5 50", "halbes": "0.5",
            "anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5", "dreieinhalb": "3.5",
            "viereinhalb": "4.5", "viertel": "0.25 4 15 25", "dreiviertel": "0.75 75", "drittel": "3 33",
            "doppelt": "2", "doppelte": "2", "doppelten": "2", "doppel": "2", "verdoppelt": "2", "verdoppeln": "2",
            "beide": "2", "beiden": "2", "beider": "2", "paar": "2", "duo": "2", "dreifache": "3", "trio": "3",
            "dreien": "3", "zweien": "2", "mittag": "12", "mitternacht": "0 12", "zwanziger": "20", "dreißiger": "30",
            "vierziger": "40", "fünfziger": "50", "sechziger": "60", "siebziger": "70", "achtziger": "80",
            "neunziger": "90", "jahrhundert": "100", "jahrzehnt": "10",
        },
        scales={
            "million": 6, "millionen": 6, "milliarde": 9, "milliarden": 9, "billion": 12, "billionen": 12,
            "billiarde": 15, "billiarden": 15, "trillion": 18, "trillionen": 18,
        },
        short={
            "Mio": 6, "Mio.": 6, "Mill.": 6, "Mrd": 9, "Mrd.": 9, "Bio.": 12, "Tsd.": 3, "tausend": 3, "Tausend": 3,
        },
    ),
    "es": NumberWords(
        decimal=",",
        ones=(
            "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            "dieciséis|dieciseis diecisiete dieciocho diecinueve veinte veintiún|veintiun|veintiuno|veintiuna "
            "veintidós|veintidos veintitrés|veintitres veinticuatro veinticinco veintiséis|veintiseis veintisiete "
            "veintiocho veintinueve"
        ),
        tens="veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        hundreds=(
            "cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas "
            "quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas "
            "novecientos|novecientas"
        ),
        thousand="mil",
        dozen="docena|docenas",
        joint="y",
        joint_after=range(30, 100),
        joint_before=range(1, 10),
        tens_joined=True,
        percent="por",
        first=(
            "primer|primero|primera|primeros|primeras segundo|segunda tercer|tercero|tercera cuarto|cuarta "
            "quinto|quinta sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima undécimo|undécima "
            "duodécimo|duodécima"
        ),
        others={
            "decena": "10", "decenas": "10", "quincena": "15", "veintena": "20",
            "treintena": "30", "centenar": "100", "millar": "1000", "mitad": "0.5 50", "medio": "0.5 50",
            "media": "0.5 30 50", "tercio": "3 33", "tercios": "3 66 67", "cuartos": "75", "doble": "2",
            "dobles": "2", "duplicar": "2", "duplicará": "2", "ambos": "2", "ambas": "2", "par": "2", "dúo": "2",
            "pareja": "2", "triple": "3", "trío": "3", "mediodía": "12", "medianoche": "0 12", "siglo": "100",
            "década": "10",
        },
        scales={
            "millón": 6, "millones": 6, "millardo": 9, "millardos": 9, "billón": 12, "billones": 12, "trillón": 18,
            "trillones": 18,
        },
        short={"M": 6, "mill.": 6, "mil": 3, "k": 3},
    ),
    "pt": NumberWords(
        decimal=",",
        ones=(
            "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze "
            "dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove"
        ),
        tens="vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        hundreds=(
            "cem|cento duzentos|duzentas trezentos|trezentas quatrocentos|quatrocentas quinhentos|quinhentas "
            "seiscentos|seiscentas setecentos|setecentas oitocentos|oitocentas novecentos|novecentas"
        ),
        thousand="mil",
        dozen="dúzia|dúzias",
        joint="e",
        joint_after=range(20, _ANY),
        joint_before=range(1, _ANY),
        tens_joined=True,
        percent="por",
        first=(
            "primeiro|primeira|primeiros|primeiras segundo|segunda terceiro|terceira quarto|quarta quinto|quinta "
            "sexto|sexta sétimo|sétima oitavo|oitava nono|nona décimo|décima"
        ),
        others={
            "dezena": "10", "dezenas": "10", "quinzena": "15", "vintena": "20", "centena": "100", "milhar": "1000",
            "metade": "0.5 50", "meio": "0.5 50", "meia": "0.5 6 30 50", "terço": "3 33", "terços": "3 66 67",
            "quartos": "75", "dobro": "2", "dobrar": "2", "duplicar": "2", "duplo": "2", "dupla": "2", "duplas": "2",
            "ambos": "2", "ambas": "2", "par": "2", "casal": "2", "triplo": "3", "trio": "3", "meio-dia": "12",
            "meia-noite": "0 12", "século": "100", "década": "10",
        },
        scales={
            "milhão": 6, "milhões": 6, "bilião": 12, "biliões": 12, "bilhão": 9, "bilhões": 9, "trilião": 18,
            "triliões": 18, "trilhão": 12, "trilhões": 12,
        },
        short={"mi": 6, "M": 6, "bi": 9, "tri": 12, "mil": 3, "k": 3, "milhares": 3},
    ),
}  # fmt: skip
