"""Identifiers are found by their form or by the word before them; quantities, dates and the like never are."""

import os
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.nlp.identifiers import _FORMS, FORMED, identifiers

FOUND = """
fr: n° ⟦12 345⟧
fr: le dossier n° ⟦2021/345⟧
fr: Vu l'arrêt n° ⟦19-12.345⟧ du 12 mars 2021.
fr: Pourvoi no ⟦18-23.456⟧
fr: réf. ⟦12 345 678⟧
fr: Réf. : ⟦AB-1234⟧
fr: tél. ⟦01 23 45 67 89⟧
fr: Tél. : ⟦03 20 49 50 00⟧
fr: fax : ⟦04 78 00 11 22⟧
fr: SIRET ⟦732 829 320 00074⟧.
fr: Le SIRET de la société est ⟦732 829 320 00074⟧.
fr: SIREN ⟦732 829 320⟧
fr: TVA ⟦FR 12 345678901⟧
fr: BP ⟦667⟧
fr: ⟦59033⟧ Lille Cedex
fr: Lille Cedex ⟦9⟧
fr: CP ⟦75 008⟧
fr: Le code postal est ⟦75 008⟧.
fr: code ⟦1234⟧
fr: le compte ⟦4 512 887 330⟧
fr: la ligne ⟦21 03 015⟧ du budget
fr: le dossier ⟦12 345⟧
fr: l'article ⟦49.3⟧
fr: l'article ⟦L. 121-1⟧ du code
fr: article ⟦L121-1-2⟧
fr: l'article ⟦1er-2⟧
fr: articles ⟦12⟧, ⟦13⟧ et ⟦14⟧
fr: alinéa ⟦3⟧
fr: la loi n° ⟦2019-1147⟧
fr: le décret ⟦2020-293⟧ du 23 mars 2020
fr: ISBN ⟦2-07-036822-X⟧
fr: ISBN ⟦978-2-07-036822-8⟧
fr: ISSN ⟦0028-0836⟧
fr: DOI ⟦10.1000/182⟧
fr: IBAN ⟦FR76 3000 6000 0112 3456 7890 189⟧
fr: BIC ⟦BNPAFRPPXXX⟧
fr: passeport ⟦12AB34567⟧
fr: la voiture ⟦AB-123-CD⟧
fr: la plaque ⟦1-ABC-234⟧
fr: 12, rue de la Paix, ⟦75002⟧ Paris
fr: ⟦B-1000⟧ Bruxelles
fr: ⟦CH-1200⟧ Genève
fr: Montréal ⟦H2X 1Y4⟧
fr: affaire ⟦C-123/19⟧
fr: le ⟦01 23 45 67 89⟧
fr: Numéro vert : ⟦0 800 130 000⟧ (gratuit).
fr: Le numéro vert est le ⟦0 800 130 000⟧.
fr: ⟦+33 (0)1 23 45 67 89⟧
fr: ⟦06.12.34.56.78⟧
fr: composez le ⟦3615⟧
fr: appelez le ⟦36 31⟧
fr: Appelez le ⟦514 555-0199⟧ avant lundi.
fr: ⟦(514) 555-0199⟧
fr: ⟦1-800-267-6677⟧
fr: ⟦0475/12.34.56⟧
fr: ⟦0475 12 34 56⟧
fr: ⟦02 123 45 67⟧
fr: ⟦+32 2 123 45 67⟧
fr: ⟦022 123 45 67⟧
fr: ⟦+41 22 123 45 67⟧
fr: Le numéro de série est le ⟦4 512 887 330⟧.
fr: carte ⟦4970 1012 3456 7890⟧
fr: n° ⟦007⟧
fr: le règlement ⟦2016/679⟧
fr: le rapport ⟦21/345⟧
fr: ⟦1 85 05 78 006 084 36⟧
en: Having regard to judgment No. ⟦19-12.345⟧ of 12 March 2021.
en: Freephone: ⟦0 800 130 000⟧.
en: The postcode is ⟦75 008⟧.
en: See line ⟦21 03 015⟧ of the budget.
en: Tel. ⟦020 7946 0958⟧
en: invoice no. ⟦2021-045⟧
en: Article ⟦49.3⟧
en: ⟦SW1A 1AA⟧
en: call ⟦911⟧
de: Rechnungsnummer ⟦2021-045⟧
de: SIRET ⟦732 829 320 00074⟧.
de: Nr. ⟦12 345⟧
de: Tel. ⟦030 12345678⟧
de: PLZ ⟦10115⟧
de: Hauptstraße 5, ⟦10115⟧ Berlin
de: Az. ⟦12 O 345/20⟧
de: Artikel ⟦49.3⟧
de: Kfz ⟦B-MW 1234⟧
es: n.º ⟦19-12.345⟧
es: Tel. ⟦91 123 45 67⟧
es: CP ⟦28013⟧
es: artículo ⟦49.3⟧
pt: n.º ⟦12 345⟧
pt: Tel. ⟦21 123 45 67⟧
pt: ⟦1000-001⟧ Lisboa
pt: artigo ⟦49.3⟧
nl: nr. ⟦12.345⟧
nl: Bel ⟦514 555-0199⟧ voor maandag.
nl: tel. ⟦020-1234567⟧
nl: artikel ⟦49.3⟧
nl: factuurnummer ⟦2021-045⟧
fr: art. ⟦L. 123-4⟧, ⟦R. 12-3⟧ et ⟦D. 5-6⟧
fr: Le rapport (⟦A4-0247/97⟧) a été adopté.
fr: En vertu du dossier ⟦197/2011⟧
fr: RG ⟦21/00345⟧
fr: ⟦69001⟧ Lyon
fr: ⟦F-75008⟧ Paris
fr: CS ⟦20001⟧
fr: tél. ⟦01 23 45 67 89⟧ ou ⟦06 12 34 56 78⟧
fr: RCS Paris ⟦B 552 100 554⟧
fr: IDE ⟦CHE-123.456.789⟧
fr: Le code secret est ⟦4 812⟧.
fr: n° de parquet ⟦21 123 000 456⟧
fr: immatriculée ⟦123 ABC 75⟧
fr: immatriculée ⟦VD 123 456⟧
fr: pourvoi n° ⟦Y 19-13.316⟧
fr: l'article ⟦1 382⟧ du code civil
fr: les articles ⟦L. 1111-2⟧ et ⟦L. 1111-3⟧
fr: vol ⟦AF 1234⟧
fr: au budget, ligne ⟦21.03.015⟧
en: Beverly Hills, CA ⟦90210⟧
en: Regulation (EU) ⟦2016/679⟧
de: ⟦80331⟧ München
de: USt-IdNr. ⟦DE 123 456 789⟧
es: DNI ⟦12345678Z⟧
pt: CPF ⟦123.456.789-00⟧
nl: BTW-nummer ⟦BE 0403.170.701⟧
fr: le ⟦36 15⟧ ULLA
fr: par carte ⟦3782 822463 10005⟧
fr: ⟦ECLI:FR:CCASS:2021:C100123⟧
en: the directive ⟦2003/88⟧
en: Toronto, ON ⟦M5V 2T6⟧
de: ⟦1 BvR 2656/18⟧
de: Telefon: ⟦089-12 34 56⟧
pt: CEP ⟦01310-100⟧
nl: Kerkstraat 5, ⟦1012 AB⟧ Amsterdam
es: llame al ⟦900 123 456⟧
"""
"""Texts with their language; the identifiers stand in brackets."""

NONE = r"""
fr: en 2019, 12 000 personnes
fr: 12 000 €
fr: une ligne de 12 000 habitants
fr: un code de 1 200 pages
fr: La ville compte 12 000 habitants
fr: Le club compte 300 membres
fr: En ligne 12 000 personnes suivent
fr: 10-12 ans
fr: 2019-2020
fr: la saison 2019-20
fr: 1914-1918
fr: 3-1
fr: 6-4, 6-3, 7-5
fr: le 12/03/2021
fr: 2021-03-12
fr: 05/07/2021
fr: 05.07.2021
fr: le 05 juillet
fr: 3/4
fr: 16/9
fr: 24h/24 et 7j/7
fr: 1/1000
fr: version 2.05
fr: v2.0.1
fr: 0,5
fr: 0.25 %
fr: 07h05
fr: 07:05
fr: à 07 h 05
fr: 20 h 05
fr: 1er
fr: 2e étage
fr: 1 500 à 2 000 milliards
fr: 10 000 000
fr: 12 000 15 000 18 000
fr: en 2019 12 000 personnes
fr: 1,5 million
fr: une TVA à 20 %
fr: TVA 20 %
fr: nos 12 enfants
fr: nos 5 000 salariés
fr: 12000 Français
fr: 100-150 km
fr: 5-10 %
fr: un 4-4-2
fr: COVID-19
fr: A320
fr: un score de 102-98
fr: +1 000 000
fr: +12 %
fr: 1 m 05
fr: 9 s 58
fr: De 20 à 40 000 enfants
fr: 02 personnes
fr: 50/50
fr: 12/2021
fr: la ligne 3 000 voyageurs
fr: 12 mars 2021
fr: le dossier 300 pages
fr: 1 sur 1 000
fr: les 24 et 25 mai
fr: article de 1 200 mots
fr: les années 1990
fr: 5 à 6 000 personnes
fr: 0-0
fr: 120/80
fr: Europe 1
en: 12,000 people
en: no 5,000 jobs
en: line of 12,000 people
en: 3-1
en: 7:05 pm
en: 0.5
en: There are no 5 people
de: 12.000 Menschen
de: 12000 Menschen
de: 10000 Menschen kamen
de: am 05.07.2021
de: 07.05 Uhr
es: 12.000 personas
es: no 5 de mayo
pt: no 10 de junho
pt: 12 000 pessoas
nl: 12.000 mensen
nl: 07.05 uur
fr: il coûte au bout du compte 531 900 couronnes
fr: un lit coûte 250/280 euros
fr: un lit de 210/220 cm
fr: Windows Mobile 7
fr: le mobile 12 000 abonnés
fr: la ligne 2 000 mètres
fr: elle en compte 4 500
fr: 205/55 R16
fr: le 400 m 4 haies
en: line 12,000 people
en: the hotline is EUR 76 500
fr: le dossier 12/03/2021
en: order 12,000 chips
de: Linie 12 000 Fahrgäste
fr: Emirates commande 50 Boeing 777
fr: le code de la route, article de 5 000 mots
fr: entre le 01/02 et le 03/04
fr: un Boeing 737-800
fr: le 15 juin 2020
fr: page 12
fr: Prendre 1 comprimé de 1 000 mg par jour.
fr: Le gagnant a mis 3 heures, devant 3 000 autres coureurs.
fr: Au 5 juillet, on comptait 244 890 hommes (dont 23 116 dans les états-majors).
fr: Nombre\t204,72\t1 284,05
fr: de 2 000 à 3 000 m
fr: 1,25/1,30 €
fr: les 01:30 restantes
fr: à 5 h 07 min 09 s
en: 1,200-1,500 words
en: the 2019/20 season
de: 0,05 Prozent
de: am 1. Januar
es: las 07:05
"""
"""Texts with their language that hold figures but no identifier."""


def rows(table: str) -> list[tuple[str, str]]:
    return [(language, text) for language, _, text in (line.partition(": ") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("language", "marked"), rows(FOUND))
def test_identifiers(language: str, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    shown, done = "", 0
    for one in identifiers(text, language):
        shown += f"{text[done : one.start]}⟦{text[one.start : one.end]}⟧"
        done = one.end
    assert shown + text[done:] == marked


@pytest.mark.parametrize(("language", "text"), rows(NONE))
def test_no_identifiers(language: str, text: str) -> None:
    text = text.replace(r"\t", "\t")
    assert not [text[one.start : one.end] for one in identifiers(text, language)]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_spaces_that_do_not_break(space: str) -> None:
    for language, marked in rows(FOUND):
        text = marked.replace("⟦", "").replace("⟧", "")
        assert len(identifiers(text.replace(" ", space), language)) == len(identifiers(text, language)), text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tél. 01 23 45 67 89", "phone"),
        ("06.12.34.56.78", "phone"),
        ("Lille, 59000 Lille Cedex", "postcode"),
        ("n° 19-12.345", "docket"),
        ("SIRET 732 829 320 00074", "company number"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", "iban"),
        ("ISBN 2-07-036822-X", "isbn"),
        ("AB-123-CD", "plate"),
        ("le compte 4 512 887 330", "account"),
        ("l'article 49.3", "law"),
        ("dossier 12 345", "reference"),
        ("carte 4970 1012 3456 7890", "card"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [one.kind for one in identifiers(text, "fr")] == [kind]


def test_an_unknown_language_has_forms_only() -> None:
    text = "nr 12 345, 06 12 34 56 78"
    assert [text[one.start : one.end] for one in identifiers(text, "xx")] == ["06 12 34 56 78"]


@pytest.mark.parametrize(
    "unit",
    ["1", "0", "1 ", "0 ", "1-", "1/", "A1", "A-", "n° ", "n° 1, ", "1.", "+1", "01 ", "123 ", "1234 ", "(0", "(514) ",
     "12345 Paris ", "code est ", "articles 1, 2 et ", "AB-12-", "FR76", "10.1234/", "ECLI:", " ", "ISBN "],
)  # fmt: skip
def test_adversarial_text_takes_linear_time(unit: str) -> None:
    text = (unit * 1_000_000)[:1_000_000]
    began = time.process_time()
    found = identifiers(text, "fr")
    assert time.process_time() - began < 20
    assert all(one.start < one.end <= other.start for one, other in pairwise(found))


PIECES = [
    *"0123456789 -./,+():ABCDEFIRSWabx", "10.", "97", "978", "ISBN ", "ISSN", "ECLI:", "RCS Paris ", "CHE-", "BIC ",
    "SWIFT: ", "+33 ", "(514) ", "36 15 ", "FR76", "0 800 ", " BvR ", "L. ", "75011 Paris", ", NY ", "H2X", "SW1A",
    "123", "1234", "12345", "BNPAFRPP",
]  # fmt: skip


@settings(max_examples=int(os.environ.get("BABELPRESS_EXAMPLES", "150")))
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_every_form_is_in_a_text_that_is_searched_for_forms(text: str) -> None:
    """The search that leaves out most texts leaves out none with an identifier."""
    found = [form.kind for form in _FORMS for match in form.pattern.finditer(text) if form.accepts(match, "fr")]
    assert FORMED.search(text) or not found


@pytest.mark.parametrize("marked", [line for line in FOUND.splitlines() if "⟦" in line])
def test_every_known_identifier_is_found_alone(marked: str) -> None:
    language, _, rest = marked.partition(": ")
    text = rest.replace("⟦", "").replace("⟧", "")
    formed = [form for form in _FORMS for match in form.pattern.finditer(text) if form.accepts(match, language)]
    assert FORMED.search(text) or not formed
