"""Whether a text is in its language."""

import pytest

from babelpress.qa.checks.language import check
from qa.pairs import pair

FRENCH = "Le gouvernement a annoncé que les travaux ne seront pas finis avant la fin de l'année."


@pytest.mark.parametrize(
    ("target", "languages", "message"),
    [
        (FRENCH, "fr-nl", "is in French, not in Dutch"),
        ("The government said that it will not be done by the end of it.", "fr-de", "is in English, not in German"),
        ("Правительство объявило, что работы не закончатся.", "fr-en", "is not in the script of English"),
        (
            "Il governo ha annunciato che questi lavori non saranno finiti prima della fine dell'anno prossimo.",
            "fr-en",
            "holds hardly a word of English",
        ),
        (
            "The government said que les travaux ne seront pas finis until the end of the year in all of them.",
            "fr-en",
            "left untranslated: que les travaux ne seront",
        ),
    ],
)
def test_language_finds_what_is_in_another(target: str, languages: str, message: str):
    found = check(pair(FRENCH, target, languages))

    assert [(finding.severity, finding.message) for finding in found] == [("severe", message)]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("", "", "fr-en"),
        ("Oui.", "Yes.", "fr-en"),
        ("Nvidia H100", "Nvidia H100", "fr-de"),
        ("Il lit « Le Monde ».", "Er liest „Le Monde“.", "fr-de"),
        ("Dans « On a Wing and a Prayer », il chante.", "Auf „On a Wing and a Prayer“ singt er.", "fr-de"),
        ("Elle chante « You and I and the rest of it ».", "Sie singt „You and I and the rest of it“.", "fr-de"),
        ("他说：你好。", "他说：你好。", "fr-en"),
        (FRENCH, FRENCH, "fr-fr"),
    ],
)
def test_language_leaves_names_titles_and_quotations_alone(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        (
            "Ingrédients : farine de blé, huile de tournesol, amidon de maïs, poudre de lait, jus de "
            "citron, arôme de vanille",
            "Zutaten: Weizenmehl, Sonnenblumenöl, Maisstärke, Milchpulver, Zitronensaft, "
            "Vanillearoma, Salz, Hefe, Zucker, Eigelb, Wasser, Lecithin",
            "fr-de",
        ),
        (
            "Mots-clés : élections, sondages, partis, sénat, budget, impôts, retraites, santé, "
            "école, logement, transports, climat",
            "Trefwoorden: verkiezingen, peilingen, partijen, senaat, begroting, belastingen, "
            "pensioenen, gezondheid, school, wonen, vervoer, klimaat",
            "fr-nl",
        ),
        (
            "Aspirateur sans fil 25,2 V, 45 min d'autonomie, brosse motorisée, filtre lavable, bac 0,6 L, noir",
            "Kabelloser Akkustaubsauger 25,2 V, 45 min Laufzeit, Elektrobürste, waschbarer Filter, "
            "Staubbehälter 0,6 l, schwarz",
            "fr-de",
        ),
        (
            "Composition : Maignan – Koundé, Upamecano, Saliba, T. Hernandez – Tchouaméni, Rabiot – "
            "Dembélé, Olise, Barcola – Mbappé",
            "Line-up: Maignan – Koundé, Upamecano, Saliba, T. Hernandez – Tchouaméni, Rabiot – "
            "Dembélé, Olise, Barcola – Mbappé",
            "fr-en",
        ),
        (
            "Lundi | soleil | 21 °C | 12 °C | mardi | pluie | 18 °C | 11 °C | mercredi | vent | 17 °C | 9 °C",
            "lunes | sol | 21 °C | 12 °C | martes | lluvia | 18 °C | 11 °C | miércoles | viento | 17 °C | 9 °C",
            "fr-es",
        ),
        (
            "Musée de l'Homme, Cité de la musique, Palais de la découverte, Théâtre de la Ville, Jardin des plantes",
            "Musée de l'Homme, Cité de la musique, Palais de la découverte, Théâtre de la Ville, Jardin des plantes",
            "fr-nl",
        ),
        (
            "L'Institut national de la statistique et des études économiques publie un rapport.",
            "The Institut national de la statistique et des études économiques has published a report.",
            "fr-en",
        ),
        (
            "« La vie est un long fleuve tranquille » a 30 ans.",
            "„La vie est un long fleuve tranquille“ wird 30.",
            "fr-de",
        ),
        (
            "Il a lu « Les gens qui ne sont pas d'ici » hier.",
            "Gisteren las hij “Les gens qui ne sont pas d'ici”.",
            "fr-nl",
        ),
        (
            "Albums : Ne me quitte pas (1959), Ces gens-là (1966), Il nous faut regarder (1955)",
            "Alben: Ne me quitte pas (1959), Ces gens-là (1966), Il nous faut regarder (1955)",
            "fr-de",
        ),
        ("Léo Ferré – Avec le temps – Qu'est-ce que j'ai", "Léo Ferré – Avec le temps – Qu'est-ce que j'ai", "fr-en"),
        (
            "Le Seigneur des anneaux, Autant en emporte le vent, Le Silence des agneaux",
            "The Lord of the Rings, Gone with the Wind, The Silence of the Lambs",
            "fr-nl",
        ),
        (
            "Vitamines : A 12 mg, D 5 µg, E 3 mg, C 80 mg, B6 1 mg ; sodium 0,3 g ; sucres 5 g",
            "Vitamine: A 12 mg, D 5 µg, E 3 mg, C 80 mg, B6 1 mg; Natrium 0,3 g; Zucker 5 g",
            "fr-de",
        ),
        (
            "The world is not enough, and we have all the time that you need for it, dit l'affiche.",
            "“The world is not enough, and we have all the time that you need for it”, staat op de poster.",
            "fr-nl",
        ),
    ],
)
def test_language_leaves_lists_tables_and_names_alone(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        (FRENCH, "Het zal niet eerder dan aan het einde van het jaar klaar zijn.", "fr-de"),
        (FRENCH, "Die Arbeiten werden nicht vor dem Ende des Jahres fertig sein, sagte sie.", "fr-nl"),
        (FRENCH, "Las obras no estarán terminadas antes de que acabe el año, según los ministros.", "fr-en"),
        (FRENCH, "O governo disse que as obras não estão prontas até ao fim do ano.", "fr-de"),
        ("Works will not be done before the end of it.", "The works will not be done before the end of it.", "en-es"),
        (
            "Il a dit qu'il ne savait pas où ils étaient partis, et que personne ne les avait vus.",
            "He said que personne ne les avait vus, although he had asked them all the day before in town.",
            "fr-en",
        ),
        (
            "La hausse des prix de l'énergie et du gaz pèse sur les ménages.",
            "La hausse des prix de l'énergie et du gaz pèse sur les ménages.",
            "fr-nl",
        ),
        (
            "Elle chante « Je ne regrette rien du tout de ce que j'ai fait. »",
            "Sie singt: „Je ne regrette rien du tout de ce que j'ai fait.“",
            "fr-de",
        ),
    ],
)
def test_language_finds_another_language_in_every_direction(source: str, target: str, languages: str):
    assert [finding.severity for finding in check(pair(source, target, languages))] == ["severe"]
