"""What keeps a sentence from standing alone."""

import pytest

from babelpress.nlp.lexrank import faults, self_contained

GOOD = "La tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit."


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "fr", 2),  # no full stop, too short
        (GOOD, "fr", 0),
        ("C'est la tempête qui a privé d'électricité 20 000 foyers en Bretagne.", "fr", 1),
        ("Mais la tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit.", "fr", 1),
        ("Mais la tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit.", "nl", 0),
        ("« La tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit », dit-il.", "fr", 1),
        ("« La tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit. »", "fr", 2),
        ("La tempête a-t-elle privé d'électricité 20 000 foyers en Bretagne dans la nuit ?", "fr", 2),
        ("La tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit", "fr", 1),
        (f"{GOOD[:-1]} {GOOD[:-1]} {GOOD[:-1]} {GOOD}", "fr", 1),
        ("Hij heeft in de nacht van maandag op dinsdag twintigduizend huizen zonder stroom gezet.", "nl", 1),
        ("Het kabinet heeft in de nacht van maandag op dinsdag een besluit genomen over stroom.", "nl", 0),
    ],
)
def test_faults_count_what_ties_a_sentence_to_others(text: str, language: str, expected: int) -> None:
    assert faults(text, language=language) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        ([""], [True]),
        (["Il pleut."], [True]),
        (["« Oui », dit-il."], [True]),
        (["« Non.", "Jamais.", "» Il sort.", "« Oui. »"], [False, False, False, True]),
        (['"Non.', 'Jamais", dit-il.', "L'ami d'Henri rit."], [False, False, True]),
        (["“No.", "Never,” he says.", "It’s late."], [False, False, True]),
        (["„Nein.", "Nie“, sagt er.", "„Ja“, sagt sie."], [False, False, True]),
        (["»Nein.", "Nie«, sagt er.", "»Ja«, sagt sie."], [False, False, True]),
        (["« Il a dit “non”, hier.", "Rien d'autre. »"], [False, False]),
        (["Fin du propos », dit-il.", "Il pleut."], [False, True]),
    ],
)
def test_self_contained_knows_quotations_that_go_on(texts: list[str], expected: list[bool]) -> None:
    assert self_contained([(text, 0) for text in texts]) == expected


def test_self_contained_ends_a_forgotten_quotation_with_its_block() -> None:
    assert self_contained([("« Non.", 0), ("Jamais.", 0), ("Il pleut.", 1)]) == [False, False, True]
