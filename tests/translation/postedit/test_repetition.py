"""A word that the model said twice."""

import pytest

from translation.postedit.contexts import context, edited


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Il aide.", "Het zal helpen helpen.", "Het zal helpen."),
        ("La vérité libre.", "De vrij Vrij vrij waarheid.", "De vrij waarheid."),
        ("Un long, très long jour.", "Een lange, lange dag.", "Een lange, lange dag."),
        ("Très très grand.", "Heel groot groot.", "Heel groot groot."),
        ("Il est tout petit.", "Hij is heel heel klein.", "Hij is heel heel klein."),
        ("Ceux qui ont gagné.", "Die, die die Wahl gewannen.", "Die, die die Wahl gewannen."),
        ("Kim a vu le frère de Kim.", "De broer van Kim Kim zag.", "De broer van Kim Kim zag."),
        ("Kim a vu le frère.", "Kim Kim zag de broer.", "Kim zag de broer."),
        ("Il aide.", "Het helpen helpen helpen helpen.", "Het helpen helpen helpen helpen."),
        ("Il est resté.", "Hij is win-win winnaar.", "Hij is win-win winnaar."),
    ],
)
def test_once_says_a_word_once_that_comes_twice(source: str, target: str, right: str):
    assert edited(context(source, target, "fr-nl"), "repetition") == right
