"""Sixty edits of French sentences, each with the class that somebody gave it by reading it.

The table was written before the code. An edit is `class` alone, or `edited` with what a reader is told differently.
"""

# ruff: noqa: E501  (a table with a line for each edit)
import pytest

from babelpress.sync.changes import compare

BEFORE = "Le conseil municipal s'est réuni lundi soir à la mairie."
AFTER = "La prochaine séance aura lieu au printemps."

SENTENCES = {
    # numbers
    "thousands": ("Elle compte 120 élèves.", "Elle compte 1 200 élèves.", "edited number"),
    "one figure": ("Le club a vendu 3 412 billets.", "Le club a vendu 3 421 billets.", "edited number"),
    "decimal comma": ("La hausse atteint 2,5 points.", "La hausse atteint 25 points.", "edited number"),
    "percent": ("Il a obtenu 52 % des voix.", "Il a obtenu 48 % des voix.", "edited number"),
    "small number in words": ("Il a deux enfants.", "Il a trois enfants.", "edited number"),
    "large number in words": ("Deux millions de foyers sont privés d'eau.", "Trois millions de foyers sont privés d'eau.", "edited number"),
    "scale": ("Le budget est de 4 millions d'euros.", "Le budget est de 4 milliards d'euros.", "edited number"),
    "number left out": ("Quelque 300 personnes ont défilé.", "Des personnes ont défilé.", "edited number"),
    "number added": ("Des voitures ont brûlé.", "Douze voitures ont brûlé.", "edited number"),
    "fraction": ("Un tiers des élus a voté contre.", "Un quart des élus a voté contre.", "edited number"),
    "ordinal": ("Elle a fini troisième de la course.", "Elle a fini quatrième de la course.", "edited number"),
    "the same number written otherwise": ("Le stade a coûté 1200 euros.", "Le stade a coûté 1 200 euros.", "cosmetic"),
    # negation
    "denied no more": ("Le ministre n'a pas retiré sa plainte.", "Le ministre a retiré sa plainte.", "edited negation"),
    "denied now": ("La mairie confirme la fermeture.", "La mairie ne confirme pas la fermeture.", "edited negation"),
    "never": ("Il a participé aux réunions.", "Il n'a jamais participé aux réunions.", "edited negation"),
    "no one": ("Quelqu'un a été blessé.", "Personne n'a été blessé.", "edited negation"),
    "without": ("Il est venu avec son avocat.", "Il est venu sans son avocat.", "edited negation"),
    "none": ("Des témoins ont parlé.", "Aucun témoin n'a parlé.", "edited negation"),
    "no longer": ("L'usine emploie des jeunes.", "L'usine n'emploie plus de jeunes.", "edited negation"),
    # names
    "surname": ("Emmanuel Macron a parlé à Lyon.", "François Bayrou a parlé à Lyon.", "edited name"),
    "first name": ("La députée Sophie Martin a répondu.", "La députée Julie Martin a répondu.", "edited name"),
    "spelling of a name": ("Le joueur Kylian Mbappe est blessé.", "Le joueur Kylian Mbappé est blessé.", "edited name"),
    "town": ("L'accident s'est produit à Nantes.", "L'accident s'est produit à Rennes.", "edited name"),
    "country": ("Le traité lie la France et l'Italie.", "Le traité lie la France et l'Espagne.", "edited name"),
    "company": ("Le rachat par Airbus est confirmé.", "Le rachat par Safran est confirmé.", "edited name"),
    "name left out": ("Le maire Éric Piolle a démissionné.", "Le maire a démissionné.", "edited name"),
    "name at the beginning": ("Marseille a gagné le match.", "Monaco a gagné le match.", "edited name"),
    "acronym": ("La CGT appelle à la grève.", "La CFDT appelle à la grève.", "edited name"),
    # quotations
    "words of a quotation": ("« Je pars demain », a dit le maire.", "« Je reste demain », a dit le maire.", "edited quotation"),
    "quotation left out": ("Il a parlé d'un « scandale d'État » hier soir.", "Il a parlé d'un scandale hier soir.", "edited quotation"),
    "quotation made": ("Il a parlé d'un échec total hier soir.", "Il a parlé d'un « échec total » hier soir.", "edited quotation"),
    "longer quotation": ("« Nous irons au bout », promet-elle.", "« Nous irons jusqu'au bout », promet-elle.", "edited quotation"),
    "other marks": ("Elle promet un \"grand plan\" pour l'école.", "Elle promet un « grand plan » pour l'école.", "cosmetic"),
    # dates and times
    "day": ("Le texte arrive le 3 mars.", "Le texte arrive le 4 mars.", "edited date"),
    "month": ("Le procès s'ouvre le 12 juin.", "Le procès s'ouvre le 12 juillet.", "edited date"),
    "year": ("Le musée a ouvert en 2019.", "Le musée a ouvert en 2021.", "edited date"),
    "weekday": ("La grève commence mardi matin.", "La grève commence jeudi matin.", "edited date"),
    "time": ("Le train part à 8h15.", "Le train part à 9h15.", "edited date"),
    "month alone": ("Les travaux finissent en octobre.", "Les travaux finissent en novembre.", "edited date"),
    # units
    "unit of length": ("La route mesure 12 kilomètres.", "La route mesure 12 miles.", "edited unit"),
    "currency": ("Il reçoit 500 euros par mois.", "Il reçoit 500 dollars par mois.", "edited unit"),
    "percent and points": ("Le taux a monté de 2 %.", "Le taux a monté de 2 points.", "edited unit"),
    # the opposite
    "rise and fall": ("Les prix ont augmenté en ville.", "Les prix ont baissé en ville.", "edited opposite"),
    # wording only
    "article": ("Le juge a lu le décision.", "Le juge a lu la décision.", "edited wording"),
    "comma": ("Le maire très ému a quitté la salle.", "Le maire, très ému, a quitté la salle.", "edited wording"),
    "synonym": ("Les pompiers ont vite éteint le feu.", "Les pompiers ont rapidement éteint le feu.", "edited wording"),
    "typing mistake": ("La gendarmrie a ouvert une enquête.", "La gendarmerie a ouvert une enquête.", "edited wording"),
    "agreement": ("Les rues sont fermé ce soir.", "Les rues sont fermées ce soir.", "edited wording"),
    "full stop to question": ("Le maire va partir.", "Le maire va partir ?", "edited wording"),
    # two at once
    "number and name": ("Paul Durand a versé 50 euros.", "Jean Petit a versé 70 euros.", "edited name number"),
    # cosmetic
    "no-break space": ("Est-ce fini ?", "Est-ce fini\u00a0?", "cosmetic"),
    "narrow space in a number": ("Le prix est de 12 000 euros.", "Le prix est de 12\u202f000 euros.", "cosmetic"),
    "apostrophe": ("L'école a fermé ses portes.", "L’école a fermé ses portes.", "cosmetic"),
    "ellipsis": ("Il attend encore...", "Il attend encore…", "cosmetic"),
    "dash": ("Le train - en retard - est arrivé.", "Le train – en retard – est arrivé.", "cosmetic"),
    "capital at the beginning": ("le maire a signé la lettre.", "Le maire a signé la lettre.", "cosmetic"),
    "two spaces": ("Le maire  a signé.", "Le maire a signé.", "cosmetic"),
    "combining accent": ("La rentre\u0301e a lieu.", "La rentrée a lieu.", "cosmetic"),
}  # fmt: skip

LONG = (
    "Le préfet a présenté le plan de prévention des inondations, et les maires ont demandé des crédits pour les digues."
)
FIRST = "Le préfet a présenté le plan de prévention des inondations."
SECOND = "Les maires ont demandé des crédits pour les digues."
OTHER = "Une cellule d'écoute a été ouverte au gymnase."

PASSAGES = {
    "split": ([BEFORE, LONG, AFTER], [BEFORE, FIRST, SECOND, AFTER], ["same", "split", "same"]),
    "joined": ([BEFORE, FIRST, SECOND, AFTER], [BEFORE, LONG, AFTER], ["same", "joined", "same"]),
    "moved to the end": ([BEFORE, OTHER, FIRST, AFTER], [BEFORE, FIRST, AFTER, OTHER], ["same", "same", "same", "moved"]),
    "inserted": ([BEFORE, AFTER], [BEFORE, OTHER, AFTER], ["same", "new", "same"]),
    "inserted first": ([BEFORE, AFTER], [OTHER, BEFORE, AFTER], ["new", "same", "same"]),
    "removed": ([BEFORE, OTHER, AFTER], [BEFORE, AFTER], ["same", "removed", "same"]),
    "replaced by another": ([BEFORE, OTHER, AFTER], [BEFORE, SECOND, AFTER], ["same", "removed", "new", "same"]),
    "moved and edited": (
        [BEFORE, "Elle compte 120 élèves de la ville.", FIRST, AFTER],
        [BEFORE, FIRST, AFTER, "Elle compte 130 élèves de la ville."],
        ["same", "same", "same", "edited"],
    ),
    "said twice, one removed": ([OTHER, BEFORE, OTHER], [OTHER, BEFORE], ["same", "same", "removed"]),
    "nothing left": ([BEFORE, AFTER], [], ["removed", "removed"]),
    "nothing before": ([], [BEFORE], ["new"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_an_edited_sentence_gets_the_class_that_a_reader_gives_it(name):
    old, new, expected = SENTENCES[name]

    first, change, last = compare([BEFORE, old, AFTER], [BEFORE, new, AFTER], language="fr")

    assert (first.kind, last.kind) == ("same", "same")
    assert " ".join([change.kind, *sorted(change.facets)]) == expected


@pytest.mark.parametrize("name", PASSAGES)
def test_an_edited_passage_gets_the_classes_that_a_reader_gives_it(name):
    old, new, expected = PASSAGES[name]

    assert [change.kind for change in compare(old, new, language="fr")] == expected


def test_there_are_sixty_edits():
    assert len(SENTENCES) + len(PASSAGES) >= 60
