"""The languages of a site: code -> `Language`. Data only; a new language is a row here.

Sources of a row: ISO 639-3 for the three-letter code that multi-target Marian models are told, the language's own
name (CLDR) for menus and headings, month names and dates (CLDR), and the labels the generated pages show.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the pipeline knows of one language. `names` are what a page's language menu may call it."""

    code: str
    iso639_3: str
    english: str
    endonym: str
    names: tuple[str, ...]
    label_summary: str
    label_languages: str
    label_translated: str
    label_source: str
    label_articles: str
    label_skip: str
    months: str
    """The names of the twelve months, from January on, separated by spaces."""
    date: str
    """How a date is written: a format of `day`, `month` (its name) and `year`."""
    menu_labels: tuple[str, ...]
    """What may stand before the entries of a page's language menu, in lower case."""


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language(
            code="fr",
            iso639_3="fra",
            english="French",
            endonym="Français",
            names=("français", "french", "französisch", "francés", "frans", "francês"),
            label_summary="En bref",
            label_languages="Langues",
            label_translated="Traduction automatique, non relue.",
            label_source="Texte original",
            label_articles="Articles",
            label_skip="Aller au contenu",
            months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            date="{day} {month} {year}",
            menu_labels=(
                "langues",
                "langue",
                "autres langues",
                "lire en",
                "lire aussi en",
                "disponible en",
                "traductions",
            ),
        ),
        Language(
            code="nl",
            iso639_3="nld",
            english="Dutch",
            endonym="Nederlands",
            names=(
                "nederlands",
                "dutch",
                "néerlandais",
                "niederländisch",
                "neerlandés",
                "neerlandês",
                "holandés",
                "holandês",
            ),
            label_summary="In het kort",
            label_languages="Talen",
            label_translated="Automatische vertaling, niet nagekeken.",
            label_source="Oorspronkelijke tekst",
            label_articles="Artikelen",
            label_skip="Naar de inhoud",
            months="januari februari maart april mei juni juli augustus september oktober november december",
            date="{day} {month} {year}",
            menu_labels=("talen", "taal", "andere talen", "lees in het", "ook beschikbaar in", "vertalingen"),
        ),
        Language(
            code="en",
            iso639_3="eng",
            english="English",
            endonym="English",
            names=("english", "anglais", "englisch", "inglés", "engels", "inglês"),
            label_summary="In brief",
            label_languages="Languages",
            label_translated="Machine translation, not reviewed.",
            label_source="Original text",
            label_articles="Articles",
            label_skip="Skip to content",
            months="January February March April May June July August September October November December",
            date="{day} {month} {year}",
            menu_labels=(
                "languages",
                "language",
                "other languages",
                "read in",
                "also available in",
                "available in",
                "translations",
            ),
        ),
        Language(
            code="de",
            iso639_3="deu",
            english="German",
            endonym="Deutsch",
            names=("deutsch", "german", "allemand", "alemán", "duits", "alemão"),
            label_summary="Kurz gefasst",
            label_languages="Sprachen",
            label_translated="Maschinelle Übersetzung, nicht geprüft.",
            label_source="Originaltext",
            label_articles="Artikel",
            label_skip="Zum Inhalt",
            months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            date="{day}. {month} {year}",
            menu_labels=("sprachen", "sprache", "andere sprachen", "lesen auf", "auch verfügbar auf", "übersetzungen"),
        ),
        Language(
            code="es",
            iso639_3="spa",
            english="Spanish",
            endonym="Español",
            names=("español", "castellano", "spanish", "espagnol", "spanisch", "spaans", "espanhol"),
            label_summary="En breve",
            label_languages="Idiomas",
            label_translated="Traducción automática, sin revisar.",
            label_source="Texto original",
            label_articles="Artículos",
            label_skip="Ir al contenido",
            months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            date="{day} de {month} de {year}",
            menu_labels=("idiomas", "idioma", "otros idiomas", "leer en", "disponible en", "traducciones"),
        ),
        Language(
            code="pt",
            iso639_3="por",
            english="Portuguese",
            endonym="Português",
            names=("português", "portuguese", "portugais", "portugiesisch", "portugués", "portugees"),
            label_summary="Em resumo",
            label_languages="Idiomas",
            label_translated="Tradução automática, não revista.",
            label_source="Texto original",
            label_articles="Artigos",
            label_skip="Ir para o conteúdo",
            months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            date="{day} de {month} de {year}",
            menu_labels=("idiomas", "idioma", "outros idiomas", "línguas", "ler em", "disponível em", "traduções"),
        ),
    )
}

_OTHER_NAMES = (
    "afrikaans bahasa català cymraeg čeština dansk eesti euskara gaeilge galego hrvatski italiano latviešu lietuvių "
    "magyar malti norsk polski română shqip slovenčina slovenščina srpski suomi svenska türkçe íslenska "
    "ελληνικά български македонски русский српски українська עברית العربية فارسی اردو हिन्दी বাংলা தமிழ் ไทย "
    "中文 简体中文 繁體中文 日本語 한국어"
)
OTHER_NAMES: frozenset[str] = frozenset(_OTHER_NAMES.split())
"""The own names, in lower case, of languages the pipeline does not know but a page's language menu may hold."""

_BY_NAME = {name: language for language in LANGUAGES.values() for name in language.names}


def by_name(name: str) -> Language | None:
    """Give the language that a menu entry names, in any case and in any of the site's languages.

    >>> by_name("Português").code
    'pt'
    >>> by_name("Météo") is None
    True
    """
    return _BY_NAME.get(name.strip().casefold())


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
