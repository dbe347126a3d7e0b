"""ROUGE in English is google's rouge-score; in other languages words are cut and stemmed as theirs are."""

import argparse
import decimal
import inspect
import logging
import random
import typing

import pytest
from rouge_score.rouge_scorer import RougeScorer

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.rouge import Rouge1, Rouge2, RougeL, longest_common_subsequence, stems, words

METRICS = {"rouge1": Rouge1, "rouge2": Rouge2, "rougeL": RougeL}


def corpus(rows: list[tuple[str, tuple[str, ...]]], *, language: str = "en") -> Corpus:
    names = tuple(str(index) for index in range(len(rows)))
    return Corpus(
        name="literal",
        target_language=language,
        task="summary",
        ids=names,
        documents=names,
        references=tuple(references for _, references in rows),
        systems=(System(name="s", hypotheses=tuple(hypothesis for hypothesis, _ in rows)),),
    )


EDGES: list[tuple[str, tuple[str, ...]]] = [
    ("", ("The council voted.",)),
    ("...", ("The council voted.",)),
    ("Voted", ("voted",)),
    ("The council voted.", ("The council voted.",)),
    ("News of a new sky", ("new skies in the news", "The dying die hopefully, with hope")),
    ("Élysée: l'été à 12,5 % — naïve café", ("Élysée l’ete 12.5 naive cafe", "…", "été")),
    ("a a a a b", ("a b a", "b b b")),
    ("one", ("two",)),
]


def english() -> list[tuple[str, tuple[str, ...]]]:
    """Three hundred summaries of a kind: paragraphs of Python's own documentation against others of them."""
    modules = (argparse, decimal, inspect, logging, typing)
    members = (member for module in modules for _, member in inspect.getmembers(module) if inspect.isroutine(member))
    texts = [inspect.cleandoc(member.__doc__) for member in members if member.__doc__]
    texts += [module.__doc__ or "" for module in modules]
    rng = random.Random(3)
    rows = []
    for _ in range(300):
        text = rng.choice(texts)
        tokens = text.split()
        at = rng.randrange(len(tokens))
        kept = " ".join(word for word in tokens[at : at + 60] if rng.random() > 0.2)
        rows.append((kept, (text, *rng.sample(texts, rng.choice((0, 0, 1, 2))))))
    return rows


@pytest.mark.parametrize("rows", [pytest.param(EDGES, id="edges"), pytest.param(english(), id="english")])
@pytest.mark.parametrize("kind", METRICS)
def test_rouge_in_english_equals_rouge_score(kind: str, rows: list[tuple[str, tuple[str, ...]]]):
    data = corpus(rows)
    scorer = RougeScorer([kind], use_stemmer=True)

    metric = METRICS[kind](data)
    scores = metric.segments(metric.statistics(data.systems[0])).tolist()

    assert scores == [100 * scorer.score_multi(own, made)[kind].fmeasure for made, own in rows]


def test_words_of_french_lose_case_and_elisions_and_keep_accents():
    assert words("L’Élysée n'a lu que 12,5 %") == ["l", "élysée", "n", "a", "lu", "que", "12", "5"]


def test_words_are_the_same_in_either_normal_form():
    assert words("e\u0301te\u0301 Co\u0302te\u0301") == words("été Côté")


def test_words_without_spaces_stand_alone_where_the_script_has_none():
    assert words("市議会はNATO加盟") == ["市", "議", "会", "は", "nato", "加", "盟"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "continuellement nationales", "continuelle national"),
        ("de", "Häuser Straßen", "hauser STRASSE"),
        ("es", "niñas trabajando", "niñas trabajar"),
        ("nl", "huizen begrotingen loopt", "huis begroting lopen"),
        ("pt", "governos políticas", "governo política"),
        ("pt-BR", "governos", "governo"),
    ],
)
def test_stems_of_a_language_bring_its_forms_together(language: str, one: str, other: str):
    assert stems(one, language=language) == stems(other, language=language)


def test_stems_of_an_unknown_language_are_its_words():
    assert stems("Talot tulevat", language="fi") == ["talot", "tulevat"]


def test_rouge_tells_language_stemmer_and_references_in_its_signature():
    french, finnish = (Rouge1(corpus([("a", ("b", " "))], language=code)).signature for code in ("fr", "fi"))

    assert french.startswith("nrefs:1|lang:fr|tok:unicode|stem:snowball-french-")
    assert finnish == "nrefs:1|lang:fi|tok:unicode|stem:no|refs:best|score:f1"


def test_rouge_counts_a_worked_example():
    # 3 of 4 words, 1 of 3 pairs, a subsequence of 3: le chat dort
    data = corpus([("Le chat noir dort.", ("Le chat qui dort",))], language="fr")

    scores = [float(kind(data).scores(kind(data).statistics(data.systems[0]).sum(0))) for kind in METRICS.values()]

    assert scores == pytest.approx([75.0, 100 / 3, 75.0])


def test_longest_common_subsequence_equals_the_table():
    rng = random.Random(1)
    for _ in range(200):
        a, b = ([rng.choice("abcd") for _ in range(rng.randint(0, 70))] for _ in range(2))
        table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
        for i, one in enumerate(a):
            for j, other in enumerate(b):
                same = one == other
                table[i + 1][j + 1] = table[i][j] + 1 if same else max(table[i][j + 1], table[i + 1][j])
        assert longest_common_subsequence(a, b) == table[-1][-1]


def test_longest_common_subsequence_of_long_documents_is_exact():
    words = [str(n % 300) for n in range(1000)]

    assert longest_common_subsequence(words, words[::2]) == 500
    assert longest_common_subsequence(words[500:], [*words, "and more"]) == 500
