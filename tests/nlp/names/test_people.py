"""Names of people that are also places or words: right translations stay, wrong ones are told of."""

import pytest

from babelpress import lang
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.names.people import is_role, people
from babelpress.qa.checks.names import check
from babelpress.translation.postedit.loop import postedit
from qa.pairs import pair
from translation.postedit.contexts import context

TARGETS = ("nl", "en", "de", "es", "pt")

GIVEN = """
    Florence Virginie Milan Damas Louisiane Georgie Israël Salvador Maurice Guadeloupe Dominique Venise Montserrat
    Vienne Chine Nice Valence Lorraine Carole Olympe Paris London Asia India Jordan Austin Madison Sydney Savannah
    Victoria Charlotte Rose Violette Marguerite Capucine Pervenche Prune Olive Clémentine Cerise Aurore Victoire
    Prudence Constance Clémence Désirée Blanche Claire Céleste Angèle Noël Pascal Toussaint Avril Juin Dimanche Pierre
    Roch Reine Régis Candide Parfait Modeste Fidèle Aimé Bienvenue Fleur Iris Jade Perle Ambre Océane Marine Sable
"""

FAMILY = """
    Petit Grand Legrand Blanc Leblanc Noir Lenoir Roux Leroux Rousseau Brun Lebrun Gris Legris Vert Rouge Jeune Lejeune
    Vieux Bon Lebon Beau Lebeau Lebel Joly Fort Lefort Long Lelong Court Gros Legros Gras Doux Sage Lesage Sauvage
    Riche Marchand Lemarchand Boulanger Boucher Berger Chevalier Charpentier Masson Meunier Fournier Forgeron Lefebvre
    Chasseur Pêcheur Marin Moine Lemoine Prêtre Leprêtre Lévêque Roy Leroy Leduc Lecomte Prince Renard Loup Leloup
    Poisson Agneau Lapin Loiseau Rossignol Merle Corbeau Cheval Mouton Taureau Pont Dupont Bois Dubois Fontaine
    Lafontaine Forest Delaforêt Fleur Lafleur Rose Olivier Chêne Duchêne Pommier Poirier Rivière Larivière Montagne
    Vallée Delavallée Mer Dulac Champ Deschamps Moulin Dumoulin Maison Château Duchâteau Porte Delaporte Delarue
    Dujardin Pré Dupré Latour Delatour Pierre Caillou Soldat Guerre Hiver Dimanche Janvier Avril Noël Toussaint Pain
    Salé Beurre Poivre Sable Neige Soleil Lune Ciel Lange Ange Diable Croix Delacroix Église Chapelle Lachapelle
    Lemaître Lemaire Maire Cuisinier Jardinier Tailleur Couturier Clerc Leclerc France Allemagne Langlois Lallemand
    Breton Lebreton Picard Normand Bourguignon Paris Nice Gand Perche Castel Portugal Hongrie Pologne Écosse Maroc
"""

GIVEN_TEMPLATES = {
    "{} a perdu son emploi en mars.": {
        "nl": "{} verloor in maart haar baan.",
        "en": "{} lost her job in March.",
        "de": "{} hat im März ihre Arbeit verloren.",
        "es": "{} perdió su empleo en marzo.",
        "pt": "{} perdeu o emprego em março.",
    },
    "{}, 35 ans, infirmière à Tours, raconte son combat.": {
        "nl": "{} (35), verpleegkundige in Tours, vertelt over haar strijd.",
        "en": "{}, 35, a nurse in Tours, talks about her struggle.",
        "de": "{}, 35, Krankenpflegerin in Tours, erzählt von ihrem Kampf.",
        "es": "{}, de 35 años, enfermera en Tours, cuenta su lucha.",
        "pt": "{}, 35 anos, enfermeira em Tours, conta a sua luta.",
    },
    "« Je suis rassurée », explique {}.": {
        "nl": "“Ik ben gerustgesteld”, zegt {}.",
        "en": "“I am reassured,” says {}.",
        "de": "„Ich bin beruhigt“, sagt {}.",
        "es": "«Estoy tranquila», explica {}.",
        "pt": "“Estou tranquila”, explica {}.",
    },
    "Sa fille {} joue du piano.": {
        "nl": "Haar dochter {} speelt piano.",
        "en": "Her daughter {} plays the piano.",
        "de": "Ihre Tochter {} spielt Klavier.",
        "es": "Su hija {} toca el piano.",
        "pt": "A filha {} toca piano.",
    },
    "{}, le défenseur de Rennes, a marqué.": {
        "nl": "{}, de verdediger van Rennes, scoorde.",
        "en": "{}, the Rennes defender, scored.",
        "de": "{}, der Verteidiger von Rennes, traf.",
        "es": "{}, el defensa del Rennes, marcó.",
        "pt": "{}, o defesa do Rennes, marcou.",
    },
}

FAMILY_TEMPLATES = {
    "Le président Paul {} a démissionné.": {
        "nl": "President {} is afgetreden.",
        "en": "President {} has resigned.",
        "de": "Präsident {} ist zurückgetreten.",
        "es": "El presidente {} ha dimitido.",
        "pt": "O presidente {} demitiu-se.",
    },
    "Selon Anne {}, tout va bien.": {
        "nl": "Volgens Anne {} gaat alles goed.",
        "en": "According to Anne {}, all is well.",
        "de": "Laut Anne {} ist alles in Ordnung.",
        "es": "Según Anne {}, todo va bien.",
        "pt": "Segundo Anne {}, está tudo bem.",
    },
    "Mme {} préside la séance.": {
        "nl": "Mevrouw {} zit de vergadering voor.",
        "en": "Ms {} is chairing the sitting.",
        "de": "Frau {} leitet die Sitzung.",
        "es": "La señora {} preside la sesión.",
        "pt": "A senhora {} preside à sessão.",
    },
    "L'entraîneur Didier {} a perdu son calme.": {
        "nl": "Trainer {} verloor zijn kalmte.",
        "en": "Coach {} lost his temper.",
        "de": "Trainer {} verlor die Fassung.",
        "es": "El entrenador {} perdió la calma.",
        "pt": "O treinador {} perdeu a calma.",
    },
    "{} a quitté la salle sans un mot.": {
        "nl": "{} verliet zwijgend de zaal.",
        "en": "{} left the room without a word.",
        "de": "{} verließ wortlos den Saal.",
        "es": "{} abandonó la sala sin decir palabra.",
        "pt": "{} saiu da sala sem dizer palavra.",
    },
    "Le livre de {} est paru hier.": {
        "nl": "Het boek van {} verscheen gisteren.",
        "en": "{}'s book came out yesterday.",
        "de": "{}s Buch ist gestern erschienen.",
        "es": "El libro de {} salió ayer.",
        "pt": "O livro de {} saiu ontem.",
    },
}

ARTICLE = "Le ministre Jean {0} est arrivé. Anne {0} et {1}, 35 ans, l'attendaient."
"""What is said of the same people elsewhere in the article."""


@pytest.mark.parametrize("name", GIVEN.split())
def test_a_right_given_name_stays(name: str):
    _assert_right(name, GIVEN_TEMPLATES, ARTICLE.format("Roux", name))


@pytest.mark.parametrize("name", FAMILY.split())
def test_a_right_surname_stays(name: str):
    _assert_right(name, FAMILY_TEMPLATES, ARTICLE.format(name, "Zoé"))


def _assert_right(name: str, templates: dict[str, dict[str, str]], article: str) -> None:
    for evidence in (gather([], "fr"), gather([article], "fr")):
        for source, targets in templates.items():
            for language, target in targets.items():
                texts = (source.format(name), target.format(name), f"fr-{language}")
                edited = postedit(context(*texts, article=evidence))
                found = check(pair(*texts, article=evidence))

                assert edited.context.target == texts[1]
                assert not [finding for finding in found if finding.severity == "severe"], texts


WRONG = [
    # a given name that became a place
    ("Virginie, 42 ans, est arrivée.", "Virginia, 42, has arrived.", "en", "Virginie"),
    ("Florence (29 ans) a refusé.", "Florenz (29) lehnte ab.", "de", "Florence"),
    ("Damas, l'attaquant de Lens, a marqué.", "Damasco, el delantero del Lens, marcó.", "es", "Damas"),
    ("Hier, Milan, 12 ans, a gagné.", "Gisteren won Milaan, 12 jaar oud.", "nl", "Milan"),
    ("Mme Louisiane est là.", "A senhora Louisiana está aqui.", "pt", "Louisiane"),
    ("Venise, 7 ans, chante.", "Venedig, 7, singt.", "de", "Venise"),
    ("Son ami Maurice, 60 ans, est là.", "Her friend Mauritius, 60, is there.", "en", "Maurice"),
    ("Selon Florence Parly, oui.", "Laut Florenz Parly ja.", "de", "Florence"),
    ("Virginie Despentes écrit.", "Virginia Despentes schrijft.", "nl", "Virginie"),
    ("Le docteur Vienne a refusé.", "Doktor Wien lehnte ab.", "de", "Vienne"),
    # a surname that became the word that it is
    ("Anne Petit est maire.", "Anne Klein ist Bürgermeisterin.", "de", "Petit"),
    ("Anne Petit est maire.", "Anne Small is mayor.", "en", "Petit"),
    ("Selon Luc Blanc, non.", "According to Luc White, no.", "en", "Blanc"),
    ("M. Blanc est absent.", "Herr Weiß ist abwesend.", "de", "Blanc"),
    ("Mme Marchand a signé.", "The merchant has signed.", "en", "Marchand"),
    ("Mme Marchand a signé.", "De koopman heeft getekend.", "nl", "Marchand"),
    ("Jean Leblanc chante.", "Jean Weiß singt.", "de", "Leblanc"),
    ("Le ministre Paul Boucher est là.", "El ministro Paul Carnicero está aquí.", "es", "Boucher"),
    ("Luc Dupont a gagné.", "Luc Ponte ganhou.", "pt", "Dupont"),
    ("Claire Fontaine expose.", "Claire Fountain is exhibiting.", "en", "Fontaine"),
    ("M. Berger est parti.", "De heer Herder is vertrokken.", "nl", "Berger"),
    ("Le juge Marc Loiseau a tranché.", "Richter Marc Vogel hat entschieden.", "de", "Loiseau"),
    ("Pierre Boulanger arrive.", "Pierre Padeiro chega.", "pt", "Boulanger"),
    ("Mme Rivière préside.", "La señora Río preside.", "es", "Rivière"),
    # a surname that lost its first letters, or got some
    ("Paul Leroux est mort.", "Paul roux is dead.", "en", "Leroux"),
    ("Paul Roux est mort.", "Paul Leroux ist tot.", "de", "Roux"),
    ("Hélène Lebrun arrive.", "Hélène Brun llega.", "es", "Lebrun"),
    ("Marc Blanc gagne.", "Marc Leblanc wint.", "nl", "Blanc"),
    ("Jean Lemoine part.", "Jean Moine parte.", "pt", "Lemoine"),
    # a surname with other letters
    ("Le ministre Jean Castel part.", "Minister Jean Castle is leaving.", "en", "Castel"),
    ("Selon Anne Dupond, oui.", "Volgens Anne Dupont wel.", "nl", "Dupond"),
    ("Luc Marteau revient.", "Luc Martau kehrt zurück.", "de", "Marteau"),
    ("L'avocat Denis Garnier plaide.", "El abogado Denis Granier defiende.", "es", "Garnier"),
    ("Mme Bertin est élue.", "A senhora Bertina foi eleita.", "pt", "Bertin"),
    # another person
    ("Il a vu Anne Petit hier.", "He saw Anne Morel yesterday.", "en", "Petit"),
    ("Selon Luc Blanc, non.", "Laut Luc Durand nein.", "de", "Blanc"),
]


@pytest.mark.parametrize(("source", "target", "language", "name"), WRONG)
def test_a_changed_name_of_a_person_is_severe(source: str, target: str, language: str, name: str):
    found = check(pair(source, target, f"fr-{language}"))

    severe = [finding.source for finding in found if finding.severity == "severe"]
    assert severe
    assert all(name in source.split() for source in severe)


@pytest.mark.parametrize(
    ("article", "source", "target", "language", "name"),
    [
        ("Anne Petit est maire de Dole.", "Petit a démissionné.", "Klein ist zurückgetreten.", "de", "Petit"),
        (
            "Le député Luc Marchand vote.",
            "Hier, Marchand a voté contre.",
            "Gisteren stemde de koopman tegen.",
            "nl",
            "Marchand",
        ),
        ("Mme Castel préside.", "Hier, Castel a présidé.", "Castle presided yesterday.", "en", "Castel"),
        ("Jean Leroux est là.", "Selon Leroux, oui.", "According to Roux, yes.", "en", "Leroux"),
        ("Paul Blanc joue.", "On félicite Blanc pour son but.", "Se felicita a Blanco por su gol.", "es", "Blanc"),
    ],
)
def test_the_article_shows_who_is_a_person(article: str, source: str, target: str, language: str, name: str):
    alone = check(pair(source, target, f"fr-{language}"))
    together = check(pair(source, target, f"fr-{language}", article=gather([article], "fr")))

    assert not [finding for finding in alone if finding.severity == "severe"]
    assert [finding.source for finding in together if finding.severity == "severe" or finding.target] == [name]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Petit à petit, l'oiseau fait son nid.", "Little by little the bird builds its nest.", "en"),
        ("Blanc de peur, il s'est tu.", "Weiß vor Angst schwieg er.", "de"),
        ("Grand succès pour la pièce.", "Groot succes voor het stuk.", "nl"),
    ],
)
def test_a_word_at_the_beginning_is_no_name_though_somebody_has_it(source: str, target: str, language: str):
    article = gather(["Anne Petit, Paul Blanc et Luc Grand sont là."], "fr")

    assert not [
        one for one in check(pair(source, target, f"fr-{language}", article=article)) if one.severity == "severe"
    ]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Le roi Charles a abdiqué.", "König Karl hat abgedankt.", "de"),
        ("Le pape François est à Rome.", "Pope Francis is in Rome.", "en"),
        ("Saint Nicolas arrive.", "Sinterklaas komt aan.", "nl"),
        ("Louis XIV est mort.", "Luis XIV murió.", "es"),
        ("Mme Petit a une petite maison.", "Ms Petit has a small house.", "en"),
        ("Paul Müller est là.", "Paul Mueller ist da.", "de"),
        ("Le discours de Paul Roux", "Paul Roux' Rede", "de"),
        ("Le gouvernement de Marc Rutte", "Marc Ruttes Regierung", "de"),
        ("La juge Anne Martin a tranché.", "Judge Martin has ruled.", "en"),
        ("Le chancelier Olaf Scholz part.", "Bundeskanzler Scholz reist ab.", "de"),
        ("L'actrice Léa Seydoux joue.", "Actress Seydoux is playing.", "en"),
        ("Le peintre Paul Cézanne", "De schilder Cézanne", "nl"),
        ("Le commissaire Thierry Breton insiste.", "El comisario Breton insiste.", "es"),
        ("La députée Marine Tondelier", "A deputada Tondelier", "pt"),
        ("L'ancien ministre Jean-Louis Petit parle.", "Ex-Minister Petit spricht.", "de"),
    ],
)
def test_what_a_translator_may_do_with_names_is_not_severe(source: str, target: str, language: str):
    assert not [one for one in check(pair(source, target, f"fr-{language}")) if one.severity == "severe"]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Le président Paul Delmas part.", "Präsident Delmas reist ab.", "de"),
        ("L'entraîneur Didier Roche perd.", "Coach Roche is losing.", "en"),
        ("Le journaliste Jean-Pierre Lenoir parle.", "Verslaggever Lenoir spreekt.", "nl"),
        ("La ministre Anne Blanc vote.", "La ministra Blanc vota.", "es"),
        ("Le docteur Luc Petit opère.", "O doutor Petit opera.", "pt"),
    ],
)
def test_a_title_instead_of_a_given_name_is_no_finding(source: str, target: str, language: str):
    assert check(pair(source, target, f"fr-{language}")) == ()


@pytest.mark.parametrize("language", sorted(code for code, one in lang.known().items() if one.people.roles))
def test_roles_and_given_names_are_folded_and_apart(language: str):
    own = lang.get(language).people
    assert all(word == word.lower() and word.isascii() for word in own.given | own.roles | own.crowned)
    assert not own.given & own.roles
    assert all(is_role(role, language) for role in own.roles)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Selon Pierre Boulanger, tout va bien.", ["Pierre", "Boulanger"]),
        ("Le ministre Bruno Le Maire part.", ["Bruno", "Maire"]),
        ("À Nice, le maire a refusé.", []),
        ("Il vient du Mexique, 12 mois après.", []),
        ("Le roi Charles III est là.", []),
        ("La Banque de France a parlé.", []),
    ],
)
def test_people_are_known_by_the_words_around_them(text: str, names: list[str]):
    assert [name.text for name in people(text, "fr")] == names
