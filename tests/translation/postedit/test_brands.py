"""Names with a capital inside."""

import pytest

from babelpress.qa.checks.names import check
from qa.pairs import pair
from translation.postedit.contexts import context, edited


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("OpenAI et YouTube.", "Open AI and Youtube.", "OpenAI and YouTube."),
        ("L'iPhone d'OpenAI.", "OpenAI's Iphone.", "OpenAI's iPhone."),
        ("OpenAI vend à OpenAI.", "OpenAI sells to open AI.", "OpenAI sells to OpenAI."),
        ("La chaîne YouTube.", "De youtube-zender.", "De YouTube-zender."),
        ("OpenAI (www.openai.com) paie.", "It ({www.openai.com}) pays.", "It (www.openai.com) pays."),
        ("OpenAI paie.", "The open AI-AI pays.", "The open AI-AI pays."),
        ("YouTube, YouTUBE.", "Youtube, a site.", "YouTube, a site."),
        ("Il ouvre l'IA.", "He opens open AI.", "He opens open AI."),
        ("Sur GitHub aussi.", "On GITHUB, too.", "On GITHUB, too."),
        ("Le WiFi.", "The Wi-Fi.", "The Wi-Fi."),
        ("Le mouvement MeToo.", "The Me Too movement.", "The Me Too movement."),
        ("Avec SuSe.", "With SuSE.", "With SuSE."),
    ],
)
def test_respelt_gives_a_name_its_letters_back(source: str, target: str, right: str):
    assert edited(context(source, target), "brands") == right


@pytest.mark.parametrize(
    ("source", "target"),
    [("Il quitte OpenAI.", "He leaves Open Food Network."), ("OpenAI est cher.", "The ISP is expensive.")],
)
def test_names_misses_such_a_name_where_it_is_not_there_letter_by_letter(source: str, target: str):
    assert [finding.message for finding in check(pair(source, target))] == ["OpenAI is not in the translation"]
