"""What an editor never takes for a summary, whatever its words."""

import pytest

from babelpress import lang
from babelpress.nlp.editorial import answers, bare, both_bare, fit, is_ended
from babelpress.nlp.lexrank import Limit, Sentence, rank, select
from growth import LINEAR, growth

NEWS = (
    "Le conseil municipal a voté mardi soir la rénovation du pont sur la rivière.",
    "Les travaux du pont dureront deux ans, selon la mairie, et coûteront 3 millions d'euros.",
    "Les riverains du pont demandent une navette gratuite pendant les travaux.",
    "Le préfet a promis une réponse aux riverains avant la fin de la semaine.",
)
NO_NEWS = (
    "Par Luc Martin, à Lyon", "Par notre correspondante Léa Roy", "Publié le 3 mai 2026 à 10h, mis à jour à 11h.",
    "Photo : le pont, le 3 mai 2026.", "Crédit photo Luc Martin", "Temps de lecture : 4 min.",
    "Propos recueillis par L. M.",
    "Lire aussi : le pont fermé depuis mars", "Abonnez-vous pour lire la suite de cet article.", "© Agence Sud 2026.",
    "Bonjour et bienvenue dans ce direct consacré au vote.", "14h02 - Bonjour à tous, merci d'être avec nous.",
    "J’ai vu le pont.", "On m'a dit non.",
    "Je propose de reconstruire le pont.", "C'est à mes yeux la meilleure des solutions.",
    "Nantes - Brest 1-1",
    "(jm/pr)",
    "Bonsoir, et merci de nous rejoindre pour cette soirée.", "21h45. Merci de nous avoir suivis !", "21h45.",
    "18 h 45 : Bonjour à toutes.", "C'est la fin de ce direct.", "Restez avec nous.", "Cliquez ici pour la vidéo.",
    "Cet article est réservé à nos abonnés.", "Il vous reste 82 % de cet article à lire.", "Avec AFP et Reuters.",
    "Retrouvez toute l'actualité du pont sur notre site.", "(Photo : le pont, jeudi.)", "Photo d'archives : le pont.",
    "Crédits : Luc Martin / Agence Sud.", "Buts : Roy (12e), Petit (45e).", "Classement général : 1. Roy.",
    "2. Lille, 27 pts.", "Classement : 1. Paris, 30 pts",
)  # fmt: skip


@pytest.mark.parametrize("line", NO_NEWS)
def test_what_is_no_news_is_in_no_summary(line):
    sentences = [Sentence(text, i) for i, text in enumerate([line, *NEWS, line])]

    for count in (1, 2, 3):
        chosen = select(sentences, limit=Limit(sentences=count), language="fr")
        assert chosen and not {0, 5} & set(chosen)
    assert not {0, 5} & set(rank(sentences, language="fr"))


@pytest.mark.parametrize(
    "line",
    [
        *NEWS,
        "« Je propose une loi », a dit le ministre.",
        "Paris - Lyon rouvre lundi.",
        "M. Roy a signé.",
        "Merci à la pluie : les nappes se remplissent.",
        "Résultat : trois blessés.",
        "Rendez-vous manqué à Lyon.",
        "Sources proches du dossier à Paris : l'accord est mort.",
        "Avec 52 % des voix, le maire est réélu.",
        "Lens, premier avec 12 points de plus - Lille suit.",
    ],
)
def test_news_stays(line):
    assert fit(line, language="fr")
    assert bare(line) == line


@pytest.mark.parametrize(
    ("line", "news"),
    [
        ("Paris, le 28 novembre 2026 – Le pont rouvre.", "Le pont rouvre."),
        ("(AFP) - Le pont rouvre.", "Le pont rouvre."),
        ("Lyon (Rhône). - Le pont rouvre.", "Le pont rouvre."),
        ("MISE À JOUR À 10H00 - Le pont rouvre.", "Le pont rouvre."),
        ("21h45. Lens gagne.", "Lens gagne."),
        ("18 h 45 : Lens gagne.", "Lens gagne."),
        ("Le pont rouvre (avec AFP).", "Le pont rouvre."),
        ("Le pont rouvre. (AFP, Reuters)", "Le pont rouvre."),
    ],
)
def test_datelines_times_and_agencies_are_left_out(line, news):
    assert bare(line) == news


OTHERS = {
    "en": (
        ("By Anna Smith in London", "Photograph: Luke Martin", "Updated at 10.15am", "Sign up to our newsletter.",
         "Reporting by Anna Smith; editing by Luke Martin.", "Good morning and welcome to our live coverage.",
         "Hello and thanks for joining us.", "Source: Reuters.", "10:15 - Thanks for following today's vote.",
         "I have seen the bridge.", "Leeds - Hull 2-1", "© Agency 2026"),
        ("The council voted on Tuesday to rebuild the bridge.", "“I saw it,” said the mayor.",
         "By Friday it will reopen.", "With two votes the plan failed."),
    ),
    "de": (
        ("Von Anna Schmidt, Berlin", "Foto: Lukas Martin", "Aktualisiert am 3. Mai", "Lesen Sie auch: Die Brücke",
         "Herzlich willkommen zu unserem Liveblog.",
         "Guten Abend zusammen.", "Tore: Roy (12.).",
         "Das Interview führte Anna Schmidt.",
         "Ich habe die Brücke gesehen."),
        ("Der Rat hat am Dienstag den Umbau beschlossen.", "„Ich habe sie gesehen“, sagte der Bürgermeister.",
         "Von Freitag an ist sie offen."),
    ),
    "es": (
        ("Por Ana García, Madrid", "Foto: Luis Martín", "Actualizado a las 10.15", "Lea también: el puente",
         "Buenos días y bienvenidos al directo.",
         "Hola a todos.", "Goles: Roy (12).",
         "Suscríbete para seguir leyendo.", "Yo he visto el puente."),
        ("El pleno aprobó el martes la reforma del puente.", "«Yo lo he visto», dijo el alcalde.",
         "Por la tarde se abrirá.", "Comparte con Lille el mismo problema."),
    ),
    "nl": (
        ("Door Anna Smit, Utrecht", "Foto: Lucas Maas", "Bijgewerkt: 10.15 uur", "Lees ook: de brug",
         "Goedemorgen en welkom in dit liveblog.",
         "Welkom terug!", "Doelpunten: Roy (12).",
         "Van onze verslaggever", "Ik heb de brug gezien."),
        ("De raad stemde dinsdag voor de verbouwing.", "„Ik heb het gezien”, zei de burgemeester.",
         "Door de storm is de brug dicht."),
    ),
    "pt": (
        ("Por Ana Silva, Lisboa", "Foto: Luís Martins", "Atualizado às 10h15", "Leia também: a ponte",
         "Bom dia e bem-vindos ao nosso direto.", "Assine para continuar a ler.", "Eu vi a ponte."),
        ("A câmara aprovou na terça-feira a obra da ponte.", "“Eu vi”, disse o presidente.", "Por volta das 10h abre."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_knows_what_is_no_news(code):
    no_news, news = OTHERS[code]

    assert [line for line in no_news if fit(bare(line), language=code)] == []
    assert [line for line in news if not fit(line, language=code)] == []
    own = lang.get(code).editorial
    assert all(phrases and {text.casefold() for text in phrases} == phrases for phrases in (own.openings, own.bylines))


def test_lists_and_results_give_way_to_the_title():
    items = [Sentence(f"Ville {n}, 3{n} °C", n + 1, "list_item") for n in range(8)]

    assert select([Sentence("Les villes les plus chaudes", 0, "title"), *items], limit=Limit(), language="fr") == (0,)


def interview(question: str) -> list[tuple[str, int]]:
    return [("Elle publie un livre.", 0), ("Pourquoi ?", 1), ("Tout change.", 2), (question, 3), ("Une loi.", 4)]


def test_answers_are_those_of_a_person_who_is_addressed():
    assert answers(interview("Que proposez-vous ?"), language="fr") == {1, 2, 3, 4}
    assert answers(interview("Que propose la mairie ?"), language="fr") == set()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("LILLE, 12 mars 2026 (Agence Nord) - Le tribunal tranche.", "Le tribunal tranche."),
        ("Paris, 3 mai (AN) – Le maire part.", "Le maire part."),
        ("NEW YORK — « Non », dit-il.", "« Non », dit-il."),
        ("18h45 - Le vent forcit.", "Le vent forcit."),
        ("18.45: The wind rises.", "The wind rises."),
        ("Le vent forcit. (jm/pr)", "Le vent forcit."),
        ("La loi (voir p. 3) passe.", "La loi (voir p. 3) passe."),
    ],
)
def test_marks_of_agencies_are_left_out(text, left):
    assert bare(text) == left


def test_a_mark_goes_from_both_versions_or_from_none():
    assert both_bare("LILLE (AN) - The court.", "LILLE (AN) - Le tribunal.") == ("The court.", "Le tribunal.")
    assert both_bare("The court.", "LILLE (AN) - Le tribunal.") == ("The court.", "LILLE (AN) - Le tribunal.")


@pytest.mark.parametrize("part", [" ", "1-2 ", "« ", "„", '"', "A ", "A, ", "(a/b) ", "© ", "je "])
def test_time_grows_with_the_text_alone(part):
    assert growth(lambda text: fit(text, language="fr"), lambda count: f"{part * count}.", 25_000) < LINEAR


LABELS = ("En bref", "Lire aussi", "Partager", "Photo Marie Petit / Agence Nord", "À lire demain : le vent")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_label_among_sentences_is_in_no_summary(label: str, place: int):
    texts = ["Le maire a fermé le pont.", "Le vent souffle du nord depuis mardi.", "« Il rouvrira lundi », dit-il."]
    texts.insert(place, label)
    sentences = [Sentence(text=text, kind="paragraph", block=i) for i, text in enumerate(texts)]
    for count in (1, 2, 9):
        chosen = select(sentences, limit=Limit(sentences=count), language="fr")
        assert chosen and place not in chosen
    assert place not in rank(sentences, language="fr")


def test_a_text_without_stops_has_a_summary_all_the_same():
    texts = ["Le maire ferme le pont", "Le vent souffle du nord", "Le pont rouvrira lundi", "Il est content."]
    sentences = [Sentence(text=text, kind="paragraph", block=i) for i, text in enumerate(texts)]
    assert select(sentences, limit=Limit(sentences=9), language="fr") == (0, 1, 2, 3)


@pytest.mark.parametrize("end", [".", "!", "?", "…", ".»", " ! »", ".”", "?'", ".)", ".[12]", ".²", ".\u00a0»", "。"])
def test_a_sentence_is_ended_by_its_stop_whatever_closes_behind_it(end: str):
    assert is_ended(f"Le pont est fermé{end}")
    assert not is_ended(f"Le pont est fermé{end.strip('.!?…。 ')}")
