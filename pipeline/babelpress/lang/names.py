"""What languages are called: in the language menus of pages, and in messages."""

import re
from collections.abc import Iterable
from functools import cache

from babelpress import lang
from babelpress.lang.base import Language

_OTHER_NAMES = (
    "afrikaans bahasa català cymraeg čeština dansk eesti euskara gaeilge galego hrvatski italiano latviešu lietuvių "
    "magyar malti norsk polski română shqip slovenčina slovenščina srpski suomi svenska türkçe íslenska "
    "ελληνικά български македонски русский српски українська עברית العربية فارسی اردو हिन्दी বাংলা தமிழ் ไทย "
    "中文 简体中文 繁體中文 日本語 한국어"
)
OTHER_NAMES: frozenset[str] = frozenset(_OTHER_NAMES.split())
"""The own names, in lower case, of languages the pipeline does not know but a page's language menu may hold."""


@lang.dependent
@cache
def _by_name() -> dict[str, Language]:
    return {name: language for language in lang.known().values() for name in language.names}


def by_name(name: str) -> Language | None:
    """Give the language that a menu entry names, in any case and in any of the site's languages.

    >>> by_name("Português").code
    'pt'
    >>> by_name("Météo") is None
    True
    """
    return _by_name().get(name.strip().casefold())


def from_menu(lines: Iterable[str]) -> tuple[str, ...]:
    """Give the codes of a page's language menu in its order, without repeats; what is no language is passed by.

    >>> from_menu(["Nederlands | English", "Français"])
    ('nl', 'en', 'fr')
    """
    found = (by_name(name) for line in lines for name in re.split(r"[\s|/·,;:]+", line))
    return tuple(dict.fromkeys(language.code for language in found if language))


# What languages are called in English, for messages about a text that is in none of the site's own. Data only.

_NAMES = """
af Afrikaans; als Alemannic; am Amharic; an Aragonese; ar Arabic; arz Egyptian Arabic; as Assamese;
ast Asturian; av Avar; az Azerbaijani; azb South Azerbaijani; ba Bashkir; bar Bavarian; bcl Central Bikol;
be Belarusian; bg Bulgarian; bh Bihari; bn Bengali; bo Tibetan; bpy Bishnupriya; br Breton; bs Bosnian;
bxr Buryat; ca Catalan; cbk Chavacano; ce Chechen; ceb Cebuano; ckb Central Kurdish; co Corsican; cs Czech;
cv Chuvash; cy Welsh; da Danish; de German; diq Zazaki; dsb Lower Sorbian; dty Dotyali; dv Divehi; el Greek;
eml Emilian-Romagnol; en English; eo Esperanto; es Spanish; et Estonian; eu Basque; fa Persian; fi Finnish;
fo Faroese; fr French; frr North Frisian; fy West Frisian; ga Irish; gd Scottish Gaelic; gl Galician;
gn Guarani; gom Goan Konkani; gu Gujarati; gv Manx; ha Hausa; he Hebrew; hi Hindi; hif Fiji Hindi; hr Croatian;
hsb Upper Sorbian; ht Haitian Creole; hu Hungarian; hy Armenian; ia Interlingua; id Indonesian; ie Interlingue;
ig Igbo; ilo Ilocano; io Ido; is Icelandic; it Italian; ja Japanese; jbo Lojban; jv Javanese; ka Georgian;
kk Kazakh; km Khmer; kn Kannada; ko Korean; krc Karachay-Balkar; ku Kurdish; kv Komi; kw Cornish; ky Kyrgyz;
la Latin; lb Luxembourgish; lez Lezgian; lg Ganda; li Limburgish; lij Ligurian; lmo Lombard; ln Lingala; lo Lao;
lrc Northern Luri; lt Lithuanian; lv Latvian; mai Maithili; mg Malagasy; mhr Eastern Mari; mi Maori;
min Minangkabau; mk Macedonian; ml Malayalam; mn Mongolian; mr Marathi; mrj Western Mari; ms Malay; mt Maltese;
mwl Mirandese; my Burmese; myv Erzya; mzn Mazanderani; nah Nahuatl; nap Neapolitan; nb Norwegian Bokmål;
nds Low German; ne Nepali; new Newari; nl Dutch; nn Norwegian Nynorsk; no Norwegian; oc Occitan; om Oromo;
or Odia; os Ossetian; pa Punjabi; pam Pampanga; pfl Palatine German; pl Polish; pms Piedmontese;
pnb Western Punjabi; ps Pashto; pt Portuguese; qu Quechua; rm Romansh; ro Romanian; ru Russian; rue Rusyn;
rw Kinyarwanda; sa Sanskrit; sah Yakut; sc Sardinian; scn Sicilian; sco Scots; sd Sindhi; se Northern Sami;
sh Serbo-Croatian; si Sinhala; sk Slovak; sl Slovenian; sn Shona; so Somali; sq Albanian; sr Serbian;
st Southern Sotho; su Sundanese; sv Swedish; sw Swahili; ta Tamil; te Telugu; tg Tajik; th Thai; tk Turkmen;
tl Tagalog; tr Turkish; tt Tatar; tyv Tuvan; ug Uyghur; uk Ukrainian; ur Urdu; uz Uzbek; vec Venetian; vep Veps;
vi Vietnamese; vls West Flemish; vo Volapük; wa Walloon; war Waray; wuu Wu Chinese; xal Kalmyk; xh Xhosa;
xmf Mingrelian; yi Yiddish; yo Yoruba; yue Cantonese; zh Chinese; zu Zulu
"""

ENGLISH_NAMES: dict[str, str] = dict(item.split(maxsplit=1) for item in " ".join(_NAMES.split()).split("; "))


def english_name(code: str) -> str:
    """Give the English name of a language that a detector may tell, or the code itself.

    >>> english_name("it"), english_name("x-new")
    ('Italian', 'x-new')
    """
    return ENGLISH_NAMES.get(code, code)
