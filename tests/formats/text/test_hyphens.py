"""Words that were hyphenated at the end of a line become whole, and compounds keep their hyphen."""

import textwrap
import time

import pytest

from babelpress.formats.text.structure import structure

PROSE = (
    "Le ministre a dit hier que la réforme des retraites sera présentée au Parlement avant la fin du mois de juin, "
    "et que les syndicats seront reçus dans les prochains jours pour en discuter avec lui et puis"
)


def whole(*lines: str) -> str:
    """The only paragraph of a wrapped text, without the prose before it."""
    (block,) = structure("\n".join([*textwrap.wrap(PROSE, 40), *lines])).blocks
    return block.text.removeprefix(f"{PROSE} ")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("le gouver-", "nement part"), "le gouvernement part"),
        (("la ré-", "forme qui concer-", "nera tous"), "la réforme qui concernera tous"),
        (("l'in-", "térieur du par-", "lement"), "l'intérieur du parlement"),
        (("l’éco-", "nomie, lors-", "que tout"), "l’économie, lorsque tout"),
        (("le gouver¬", "nement et l'éco\u00ad", "nomie"), "le gouvernement et l'économie"),
        # Compounds
        (("il peut-", "être venu"), "il peut-être venu"),
        (("l'après-", "midi, c'est-à-", "dire tard"), "l'après-midi, c'est-à-dire tard"),
        (("le porte-", "parole a-t-", "il parlé"), "le porte-parole a-t-il parlé"),
        (("dites-", "le à celui-", "ci"), "dites-le à celui-ci"),
        (("le vice-", "président lui-", "même"), "le vice-président lui-même"),
        (("franco-", "allemand et socio-", "économique"), "franco-allemand et socio-économique"),
        (("vingt-", "cinq, quatre-", "vingts"), "vingt-cinq, quatre-vingts"),
        (("à Saint-", "Denis, Paris-", "Nice"), "à Saint-Denis, Paris-Nice"),
        # No word before the hyphen
        (("le prix -", "trop haut -", "monte"), "le prix - trop haut - monte"),
        (("en 2019-", "ou pas"), "en 2019- ou pas"),
    ],
)
def test_words_become_whole_and_compounds_keep_the_hyphen(lines, text):
    assert whole(*lines) == text


@pytest.mark.parametrize(("before", "kept"), [("un kung-fu rare,", "kung-fu"), ("le kungfu rare,", "kungfu")])
def test_the_text_itself_is_the_first_evidence(before, kept):
    assert whole(before, "puis il voit du kung-", "fu ici") == f"{before} puis il voit du {kept} ici"


def test_in_a_text_that_is_only_wrapped_unknown_compounds_stay():
    lines = [*textwrap.wrap(" ".join([PROSE] * 6), 40), "et le kung-", "fu reste là"]

    assert structure("\n".join(lines)).blocks[-1].text.endswith("et le kung-fu reste là")


def test_of_a_language_whose_compounds_are_not_known_nothing_is_joined():
    text = "Die Regierung hat gestern in Nord-\nund Südkorea mit den Leuten über die Regie-\nrung gesprochen, sagte er."

    assert [block.text for block in structure(text).blocks] == [text.replace("\n", " ")]


def test_many_hyphens_take_linear_time():
    began = time.process_time()
    structure("le gouver-\nnement de la\n" * 20_000)
    assert time.process_time() - began < 20
