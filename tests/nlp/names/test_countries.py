"""Countries that are easily taken for each other, and the other names of a country."""

import pytest

from babelpress.nlp.names.countries import countries
from babelpress.qa.checks.names import check
from qa.pairs import pair

CONFUSED = [
    ("L'Autriche a voté.", "Australia voted.", "en"),
    ("Il vit en Autriche.", "Er lebt in Australien.", "de"),
    ("Le président nigérien est à Paris.", "The Nigerian president is in Paris.", "en"),
    ("Le Niger a refusé.", "Nigeria lehnte ab.", "de"),
    ("Le Nigeria a refusé.", "Níger se negó.", "es"),
    ("La Slovaquie a gagné.", "Slovenië won.", "nl"),
    ("La Slovénie a gagné.", "A Eslováquia ganhou.", "pt"),
    ("La République dominicaine a voté.", "Dominica stimmte ab.", "de"),
    ("Un cyclone menace la Dominique.", "Un ciclón amenaza la República Dominicana.", "es"),
    ("La Guinée a voté.", "Guinea-Bissau voted.", "en"),
    ("La Guinée équatoriale a voté.", "Guinea voted.", "en"),
    ("La Guinée-Bissau a voté.", "Guinea stimmte ab.", "de"),
    ("La Papouasie-Nouvelle-Guinée a voté.", "Guinee stemde.", "nl"),
    ("La Suède a gagné.", "Die Schweiz gewann.", "de"),
    ("Les Suédois ont gagné.", "The Swiss won.", "en"),
    ("L'Irak a répondu.", "Iran responded.", "en"),
    ("Des soldats iraniens sont morts.", "Iraqi soldiers died.", "en"),
    ("L'Inde exporte du riz.", "Indonesia exporta arroz.", "es"),
    ("La Lituanie proteste.", "Lettland protestiert.", "de"),
    ("La Lettonie proteste.", "Litouwen protesteert.", "nl"),
    ("La Mauritanie a signé.", "Mauritius has signed.", "en"),
    ("La Corée du Nord a tiré.", "Zuid-Korea heeft gevuurd.", "nl"),
    ("La Corée du Sud a gagné.", "A Coreia do Norte ganhou.", "pt"),
    ("Les Nord-Coréens ont tiré.", "The South Koreans fired.", "en"),
    ("La République démocratique du Congo a signé.", "The Republic of the Congo has signed.", "en"),
    ("Il est né au Congo-Brazzaville.", "Er wurde in der Demokratischen Republik Kongo geboren.", "de"),
    ("La Gambie a voté.", "Zambia voted.", "en"),
    ("La Zambie a voté.", "Gambia stemde.", "nl"),
    ("La Libye a fermé ses ports.", "Lebanon has closed its ports.", "en"),
    ("Le Liban a fermé ses ports.", "Liberia heeft zijn havens gesloten.", "nl"),
    ("Le Soudan du Sud a signé.", "Sudan hat unterzeichnet.", "de"),
    ("Le Paraguay a gagné.", "Uruguay won.", "en"),
    ("Le Mali a voté.", "Malawi voted.", "en"),
]


@pytest.mark.parametrize(("source", "target", "language"), CONFUSED)
def test_a_country_for_another_is_severe(source: str, target: str, language: str):
    found = check(pair(source, target, f"fr-{language}"))

    assert [finding.severity for finding in found] == ["severe"]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Les Autrichiens ont voté.", "Austria voted.", "en"),
        ("L'Autriche a voté.", "Die Österreicher haben gewählt.", "de"),
        ("Le gouvernement nigérien", "The government of Niger", "en"),
        ("Les Nigériens et les Nigérians", "Nigeriens and Nigerians", "en"),
        ("Le Niger et le Nigeria", "Níger y Nigeria", "es"),
        ("La RDC a signé.", "Congo has signed.", "en"),
        ("Le Congo a signé.", "The Democratic Republic of the Congo has signed.", "en"),
        ("La République démocratique du Congo", "De Democratische Republiek Congo", "nl"),
        ("La Corée du Nord a tiré.", "Das nordkoreanische Regime hat gefeuert.", "de"),
        ("La Corée du Sud et la Corée du Nord", "South and North Korea", "en"),
        ("Séoul et la Corée", "Seoul en Zuid-Korea", "nl"),
        ("La Guinée-Bissau et la Guinée", "Guinea-Bissáu y Guinea", "es"),
        ("La Papouasie-Nouvelle-Guinée", "Papua New Guinea", "en"),
        ("Le Sud-Soudan et le Soudan", "Südsudan und Sudan", "de"),
        ("La République dominicaine", "A República Dominicana", "pt"),
        ("Les Dominicains ont voté.", "The Dominican Republic voted.", "en"),
        ("Dominique est partie à Maurice.", "Dominique has left for Mauritius.", "en"),
        ("La frontière sud-soudanaise", "The border with South Sudan", "en"),
        ("Les États-Unis ont voté.", "Amerika hat gewählt.", "de"),
        ("Le Royaume-Uni a voté.", "Britain voted.", "en"),
        ("L'Angleterre a voté.", "Großbritannien hat gewählt.", "de"),
        ("La Birmanie a voté.", "Myanmar voted.", "en"),
        ("Des côtes du Mexique", "From the Mexican coast", "en"),
        ("La guerre continue.", "Der Krieg in der Ukraine geht weiter.", "de"),
        ("Un Suisse et une Suédoise", "A Swiss man and a Swedish woman", "en"),
        ("L'Inde et l'Indonésie", "Indien und Indonesien", "de"),
        ("Le cochon d'Inde", "The guinea pig", "en"),
    ],
)
def test_a_country_may_be_called_otherwise(source: str, target: str, language: str):
    assert not [one for one in check(pair(source, target, f"fr-{language}")) if one.severity == "severe"]


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("La Guinée-Bissau, la Guinée équatoriale", "fr", ["equatorial-guinea", "guinea-bissau"]),
        ("South Koreans and North Korea", "en", ["north-korea", "south-korea"]),
        ("Die Straße nach Österreich", "de", ["austria"]),
        ("un poulet guinée", "fr", []),
        ("", "fr", []),
    ],
)
def test_the_longest_name_is_the_country(text: str, language: str, keys: list[str]):
    assert sorted(key for key, mention in countries(text, language).items() if mention.sure) == keys


def test_a_long_text_takes_linear_time():
    text = "La Guinée équatoriale et " * 20_000 + "g" * 500_000 + " Guinée-" * 20_000

    assert {"guinea", "equatorial-guinea"} <= countries(text, "fr").keys()
