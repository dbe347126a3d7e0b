"""Whether a word that names a place does in a sentence, and what is rewritten then."""

import pytest

from babelpress import lang
from babelpress.lang import _cldr
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.names.exonyms import own_name
from babelpress.nlp.names.gazetteer import exonyms
from babelpress.nlp.tokenization import fold
from babelpress.qa.checks.names import check
from babelpress.translation.postedit.place_names import edits as place_name_edits
from qa.pairs import pair
from translation.postedit.contexts import context

TARGETS = ("nl", "en", "de", "es", "pt")

GIVEN = """
    Adèle Adrien Agathe Alain Albane Alexandre Alexis Alice Aline Amandine Amélie Anaïs André Angèle Anne
    Antoine Armand Arnaud Arthur Asia Audrey Aurélie Axel Baptiste Barbara Béatrice Benoît Bernard Blanche Boris
    Brigitte Bruno Camille Carla Carmen Carole Caroline Catherine Cécile Céleste Céline Chantal Charlotte Chine
    Chloé Christian Christine Claire Clément Clémence Colette Constance Corinne Cyprien Damien Daniel Daphné
    David Delphine Denis Désirée Diane Didier Dominique Dorothée Edith Édouard Éliane Élisabeth Éloïse Emma Éric
    Estelle Éva Fabien Fabienne Fanny Félix Flora Flore Florence Florent France Francine Francis Franck François
    Frédéric Gabriel Gaëlle Geneviève Georges Gérard Germain Germaine Gilles Gisèle Guillaume Guy Hélène Henri
    Hubert Hugo India Inès Irène Iris Isabelle Israël Jacques Jade Jean Jeanne Jérôme Joëlle Jordan Joseph
    Judith Jules Julie Justine Karine Laetitia Laure Laurence Laurent Léa Léon Léonie Lila Lola London Lorraine
    Louis Louise Louisiane Luc Lucie Lydie Madeleine Manon Marc Margaux Marie Marine Marion Marthe Martin
    Mathilde Maurice Maxime Mélanie Michel Milan Monique Muriel Nadine Nathalie Nice Nicolas Noémie Océane Odile
    Olivia Pascal Patrice Paul Pauline Philippe Philippine Pierre Rachel Raphaël Raymond Régine Rémi René Renaud
    Robert Roger Roland Romain Rose Sabine Sandrine Sara Serge Séverine Simone Solange Solène Sophie Stéphane
    Suzanne Sylvie Théo Thérèse Thierry Thomas Valence Valentin Valérie Venise Véronique Victoire Vienne Vincent
    Violette Virginia Virginie Viviane Xavier Yves Yvonne Zoé
"""
"""Common French given names, and those among the rarer that are places, too."""

PEOPLE = {
    "{} a refusé.": {
        "nl": "{} weigerde.",
        "en": "{} refused.",
        "de": "{} hat abgelehnt.",
        "es": "{} se negó.",
        "pt": "{} recusou.",
    },
    "Il a tout dit à {}.": {
        "nl": "Hij heeft alles aan {} verteld.",
        "en": "He told {} everything.",
        "de": "Er hat {} alles gesagt.",
        "es": "Se lo contó todo a {}.",
        "pt": "Contou tudo a {}.",
    },
    "Il croit en {}.": {
        "nl": "Hij gelooft in {}.",
        "en": "He believes in {}.",
        "de": "Er glaubt an {}.",
        "es": "Cree en {}.",
        "pt": "Acredita em {}.",
    },
    "Elle a lu le livre de {}.": {
        "nl": "Ze heeft het boek van {} gelezen.",
        "en": "She read the book by {}.",
        "de": "Sie hat das Buch von {} gelesen.",
        "es": "Leyó el libro de {}.",
        "pt": "Leu o livro de {}.",
    },
    "À Londres, {} a gagné.": {
        "nl": "In Londen heeft {} gewonnen.",
        "en": "In London, {} won.",
        "de": "In London hat {} gewonnen.",
        "es": "En Londres, {} ganó.",
        "pt": "Em Londres, {} ganhou.",
    },
    "Luc vit à Londres et {} à Berlin.": {
        "nl": "Luc woont in Londen en {} in Berlijn.",
        "en": "Luc lives in London and {} in Berlin.",
        "de": "Luc lebt in London und {} in Berlin.",
        "es": "Luc vive en Londres y {} en Berlín.",
        "pt": "Luc vive em Londres e {} em Berlim.",
    },
}
"""What is said of people: there a name that is also one's is nobody's place."""

OTHERS = {
    "Elle attend avenue de {}.": {
        "nl": "Ze wacht in de avenue de {}.",
        "en": "She is waiting on avenue de {}.",
        "de": "Sie wartet in der Avenue de {}.",
        "es": "Espera en la avenue de {}.",
        "pt": "Espera na avenue de {}.",
    },
    "Hier, {}, 35 ans, a gagné.": {
        "nl": "Gisteren won {}, 35 jaar.",
        "en": "Yesterday {}, 35, won.",
        "de": "Gestern gewann {}, 35 Jahre alt.",
        "es": "Ayer ganó {}, de 35 años.",
        "pt": "Ontem ganhou {}, de 35 anos.",
    },
    "Hier, Luc {} a gagné.": {
        "nl": "Gisteren won Luc {}.",
        "en": "Yesterday Luc {} won.",
        "de": "Gestern gewann Luc {}.",
        "es": "Ayer ganó Luc {}.",
        "pt": "Ontem ganhou Luc {}.",
    },
    "Il a vu M. {} hier.": {
        "nl": "Hij zag gisteren meneer {}.",
        "en": "He saw Mr {} yesterday.",
        "de": "Er sah gestern Herrn {}.",
        "es": "Ayer vio al señor {}.",
        "pt": "Ontem viu o senhor {}.",
    },
    "Luc de {} a gagné.": {
        "nl": "Luc de {} won.",
        "en": "Luc de {} won.",
        "de": "Luc de {} gewann.",
        "es": "Luc de {} ganó.",
        "pt": "Luc de {} ganhou.",
    },
    "Il vit à {} (Isère).": {
        "nl": "Hij woont in {} (Isère).",
        "en": "He lives in {} (Isère).",
        "de": "Er lebt in {} (Isère).",
        "es": "Vive en {} (Isère).",
        "pt": "Vive em {} (Isère).",
    },
}
"""Where every place is the name of a person, a street or another place."""

ROWS = [row.names["fr"].title() for row in exonyms() if row.place and " " not in row.names["fr"]]
UNSURE = [name for names in lang.get("fr").places.ambiguous.values() for name in names.split()]


def _assert_kept(name: str, sentences: dict[str, dict[str, str]]) -> None:
    for source, targets in sentences.items():
        for language, target in targets.items():
            texts = (source.format(name), target.format(name), f"fr-{language}")
            right = pair(*texts)

            assert place_name_edits(context(*texts)) == [], right
            assert own_name(name, right.source, source="fr", target=language) is None, right
            assert not [finding for finding in check(right) if name in finding.message], right


@pytest.mark.parametrize("name", sorted({*map(str.title, UNSURE), *GIVEN.split()}))
def test_a_name_that_may_be_a_person_stays_in_what_is_said_of_people(name: str):
    _assert_kept(name, PEOPLE)


@pytest.mark.parametrize("name", sorted({*ROWS, *GIVEN.split()}))
def test_every_name_stays_where_it_is_part_of_another_or_another_place(name: str):
    _assert_kept(name, OTHERS)


def test_every_ambiguous_name_is_one_of_a_place_and_stands_once():
    assert len(UNSURE) == len(set(UNSURE))
    assert {*UNSURE} <= {fold(name) for name in ROWS}


@pytest.mark.parametrize(
    ("source", "name", "own"),
    [
        ("Il vit en Virginie.", "Virginie", "Virginia"),
        ("La guerre continue à Damas et à Beyrouth.", "Damas", "Damaskus"),
        ("Il travaille à Londres et à Milan.", "Milan", "Mailand"),
        ("Elle est née à Florence.", "Florence", "Florenz"),
        ("Il parle de la mairie de Milan.", "Milan", "Mailand"),
        ("Le train roule entre Milan et Turin.", "Milan", "Mailand"),
        ("Il est à Florence, en Italie.", "Florence", "Florenz"),
        ("Il est à Vienne (Autriche).", "Vienne", "Wien"),
        ("Il se rend à Genève et à Vienne.", "Vienne", "Wien"),
        ("La Chine a refusé.", "Chine", "China"),
        ("Le maire de Nice a refusé.", "Nice", "Nizza"),
        ("Le vol va de Tunis à Nice.", "Nice", "Nizza"),
        ("Il habite en Suisse.", "Suisse", "Schweiz"),
        ("Varsovie a refusé.", "Varsovie", "Warschau"),
    ],
)
def test_a_name_is_a_place_where_the_words_around_it_show_it(source: str, name: str, own: str):
    assert own_name(name, source, source="fr", target="de") == own


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Il se rend à Paris et à Vienne.", "Vienne"),  # one of the two in France
        ("La mairie de Vienne, en Isère, a fermé.", "Vienne"),
        ("Le Suisse a gagné.", "Suisse"),
        ("Florence vit à Florence.", "Florence"),
        ("Il marche dans les Hautes-Alpes, loin des Alpes.", "Alpes"),
        ("Chili con carne pour 6 personnes", "Chili"),
        ("La France insoumise a voté.", "France"),
        ("Il a lu « The Palace: Europe’s Century ».", "Europe"),
    ],
)
@pytest.mark.parametrize("language", TARGETS)
def test_a_name_stays_when_in_doubt(source: str, name: str, language: str):
    assert own_name(name, source, source="fr", target=language) is None


def test_a_name_stays_with_a_word_behind_it_that_stayed_as_well():
    assert place_name_edits(context("Le plat au Canada dry.", "Das Gericht mit Canada dry.", "fr-de")) == []


@pytest.mark.parametrize(
    "language", sorted(code for code, language in lang.known().items() if not language.places.around)
)
def test_nothing_is_rewritten_from_a_language_whose_words_around_places_are_unknown(language: str):
    for row in exonyms():
        name = row.names[language].title()
        assert not row.place or own_name(name, name, source=language, target="fr") is None


def test_a_verb_is_no_place_that_another_took_the_place_of():
    assert check(
        pair("Il faut qu'il vienne en Italie ou qu'il parte.", "Hij moet naar Rome of weg.", "fr-nl")
    ) == check(pair("Il faut qu'il passe en Italie ou qu'il parte.", "Hij moet naar Rome of weg.", "fr-nl"))


@pytest.mark.parametrize(
    ("source", "target", "language", "name", "severity"),
    [
        ("Virginie, 35 ans, a gagné.", "Virginia, 35, won.", "en", "Virginie", "severe"),
        ("Il a vu Mme Florence hier.", "Er sah gestern Frau Florenz.", "de", "Florence", "severe"),
        ("Il vit à Vienne (Isère).", "Er lebt in Wien (Isère).", "de", "Vienne", "warning"),
    ],
)
def test_names_tells_of_what_became_a_place(source: str, target: str, language: str, name: str, severity: str):
    found = check(pair(source, target, f"fr-{language}"))

    assert [(finding.severity, finding.source) for finding in found] == [(severity, name)]


@pytest.mark.parametrize(
    ("source", "target", "language", "name"),
    [
        ("Il va en Thaïlande.", "Hij gaat naar Thaïlande.", "fr-nl", "Thailand"),
        ("Le Tchad refuse.", "Der Tchad lehnt ab.", "fr-de", "Tschad"),
        ("Elle vit au Cambodge.", "She lives in Cambodge.", "fr-en", "Cambodia"),
    ],
)
def test_a_country_of_cldr_is_written_as_the_target_has_it(source, target, language, name):
    assert [edit.new for edit in place_name_edits(context(source, target, language))] == [name]


@pytest.mark.parametrize(
    "name", [row.written["fr"] for row in exonyms() if "fr" in row.unsure and " " not in row.written["fr"]]
)
@pytest.mark.parametrize("target", TARGETS)
def test_a_name_of_cldr_alone_is_no_proof_of_a_country(name, target):
    sentence = f"{name} a refusé."

    assert own_name(name, sentence, source="fr", target=target) is None


def test_a_country_may_be_meant_by_what_its_people_are_called():
    assert check(pair("Il va en Thaïlande.", "Hij gaat naar de Thaise kust.", "fr-nl")) == ()


THINGS = [
    ("Il écrit à l'encre de Chine.", "He writes in encre de Chine.", "en", "Chine"),
    ("Un flacon d'eau de Cologne.", "Ein Fläschchen Eau de Cologne.", "de", "Cologne"),
    ("Une tasse en porcelaine de Saxe.", "Una taza de porcelaine de Saxe.", "es", "Saxe"),
    ("Une dentelle de Bruxelles.", "Een dentelle de Bruxelles.", "nl", "Bruxelles"),
    ("L'avenue d'Italie est fermée.", "Die Avenue d'Italie ist gesperrt.", "de", "Italie"),
    ("La porte de Varsovie ouvre.", "The Porte de Varsovie is opening.", "en", "Varsovie"),
    ("La place de Catalogne dort.", "De place de Catalogne slaapt.", "nl", "Catalogne"),
    ("Le square d'Anvers rouvre.", "O square d'Anvers reabre.", "pt", "Anvers"),
    ("La gare de Naples-Plage est vide.", "Der Bahnhof Naples-Plage ist leer.", "de", "Naples"),
    ("L'hôtel Bruxelles est complet.", "The Bruxelles hotel is full.", "en", "Bruxelles"),
    ("Il vit à Naples (Floride).", "Er lebt in Naples (Florida).", "de", "Naples"),
    ("Il vit à Moscou, dans l'Idaho.", "Hij woont in Moscou, in Idaho.", "nl", "Moscou"),
    ("Elle a toujours cru en Virginie.", "She has always believed in Virginie.", "en", "Virginie"),
    ("Il voit en Géorgie une rivale.", "Er sieht in Géorgie eine Rivalin.", "de", "Géorgie"),
    ("M. Moscou a signé.", "Herr Moscou hat unterschrieben.", "de", "Moscou"),
    ("Luc Bruxelles a signé.", "Luc Bruxelles has signed.", "en", "Bruxelles"),
    ("Mme Prague et son fils.", "Mevrouw Prague en haar zoon.", "nl", "Prague"),
    ("Anvers, 12 ans, est là.", "Anvers, 12, ist da.", "de", "Anvers"),
    ("Le juge Varsovie a tranché.", "Richter Varsovie hat entschieden.", "de", "Varsovie"),
    ("Il vit au Bangladesh.", "Er lebt in Bangladesh.", "de", "Bangladesh"),  # as well as Bangladesch
    ("Il vit au Qatar.", "Vive en Qatar.", "es", "Qatar"),
]


@pytest.mark.parametrize(("source", "target", "language", "name"), THINGS)
def test_a_street_a_thing_a_person_and_another_town_keep_their_names(source, target, language, name):
    right = pair(source, target, f"fr-{language}")

    assert place_name_edits(context(source, target, f"fr-{language}")) == []
    assert not [finding for finding in check(right) if finding.severity == "severe"]


@pytest.mark.parametrize(
    ("article", "source", "name", "own"),
    [
        ("À Vienne, en Autriche, il neige.", "Vienne a refusé.", "Vienne", "Wien"),
        ("Il habite à Nice. Nice dort.", "Nice a gagné.", "Nice", "Nizza"),
        ("Luc Moscou est là.", "Moscou a refusé.", "Moscou", None),  # somebody's name
        ("Mme Bruxelles est là.", "Hier, Bruxelles a signé.", "Bruxelles", None),
        ("Mme Bruxelles est là.", "Il est né à Bruxelles.", "Bruxelles", "Brüssel"),
        ("À Vienne, en Autriche, il neige. À Vienne (Isère) aussi.", "Vienne a refusé.", "Vienne", None),
        ("Elle est née à Florence.", "Florence a refusé.", "Florence", None),  # never by the article alone
        ("", "Vienne a refusé.", "Vienne", None),
    ],
)
def test_the_article_shows_what_a_name_means(article: str, source: str, name: str, own: str | None):
    assert own_name(name, source, source="fr", target="de", article=gather([article], "fr")) == own


@pytest.mark.parametrize("language", sorted(lang.known()))
def test_a_country_is_written_with_its_accents(language: str):
    cldr = [line.strip().partition(": ")[2] for line in _cldr.TERRITORIES.get(language, "").strip().splitlines()]
    names = {fold(name): name for name in cldr}
    for row in exonyms():
        written = row.written.get(language, "")
        name = names.get(fold(written), written)
        assert written.translate(PORTUGUESE) == name.translate(PORTUGUESE)


PORTUGUESE = str.maketrans("ôê", "óé")
"""Polónia in Portugal is Polônia in Brazil."""
