import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import html5lib
import pytest

from babelpress.errors import ConfigError
from babelpress.evaluation.datasets.base import DatasetIssue
from babelpress.evaluation.estimation.calibration import Bin, find
from babelpress.evaluation.gate import Limit, Verdict
from babelpress.evaluation.report.page import page
from babelpress.evaluation.results import SkippedMetric
from evaluation.report.examples import (
    CHRF,
    QUICK,
    REFERENCES,
    SCORES_ONLY,
    SOURCES,
    WORSE,
    corpus,
    evaluated,
    made,
    told,
)

HOSTILE = '</script><img src=x onerror="alert(1)"><b>&amp;\x00'


class Tags(HTMLParser):
    """Every start tag with its attributes, and the text of what stands in the page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def named(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


def page_of(*corpora, settings=QUICK, **more):
    return page(evaluated(*corpora, settings=settings), corpora, title="Test", **more)


def text_of(html):
    return re.sub(r"\s+", " ", "".join(Tags(html).texts))


@pytest.fixture(scope="module")
def usual():
    return page_of(corpus(), corpus(target="de"))


def test_page_is_html_without_an_error(usual):
    html5lib.HTMLParser(strict=True).parse(usual)


def test_page_says_the_verdict_before_any_figure(usual):
    body = usual[usual.index("<main>") :]

    assert body.index('id="verdict"') < body.index("<table")


def test_page_asks_for_nothing_outside_itself(usual):
    tags = Tags(usual)

    links = [attrs[name] for _, attrs in tags.tags for name in ("href", "src", "action", "poster") if name in attrs]

    assert {link[:1] if link.startswith("#") else link for link in links} == {"#", "data:,"}
    assert "@import" not in usual
    assert "url(" not in usual


def test_page_allows_its_own_script_and_style_alone(usual):
    policy = next(a["content"] for a in Tags(usual).named("meta") if a.get("http-equiv") == "Content-Security-Policy")

    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", usual, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [tag for tag, attrs in Tags(usual).tags if "style" in attrs or any(k.startswith("on") for k in attrs)]


def test_page_shows_hostile_texts_as_texts():
    given = replace(
        corpus(((HOSTILE, (HOSTILE, *WORSE[1:])), ("y", REFERENCES)), sources=(HOSTILE, *SOURCES[1:])),
        name=HOSTILE,
        ids=(HOSTILE, "2", "3", "4"),
        documents=(HOSTILE, HOSTILE, "b", "b"),
        notices=(DatasetIssue(kind=HOSTILE, message=HOSTILE, system=HOSTILE),),
    )
    other = corpus(target="de")
    evaluation = replace(evaluated(given, other), left=(SkippedMetric(metric=HOSTILE, reason=HOSTILE),))
    limit = Limit(metric=HOSTILE, change=-1)
    verdict = Verdict(direction=HOSTILE, system=HOSTILE, limit=limit, before=2, after=0, low=-3, high=-1)
    calibration = replace(find("fr-nl"), data=HOSTILE, label=HOSTILE)

    html = page(evaluation, [given, other], title=HOSTILE, verdicts=[verdict], calibrations=[calibration])

    tags = Tags(html)
    assert len(tags.named("script")) == 1
    assert not tags.named("img")
    assert not [attrs for _, attrs in tags.tags if any(name.startswith("on") for name in attrs)]
    assert "\x00" not in html
    html5lib.HTMLParser(strict=True).parse(html)


def test_page_is_the_same_every_time():
    given = corpus()
    evaluation = evaluated(given)

    assert page(evaluation, [given], title="T") == page(evaluation, [given], title="T")


def test_page_heads_every_table_with_scopes(usual):
    assert all(attrs.get("scope") in ("col", "row", "colgroup") for attrs in Tags(usual).named("th"))


def test_page_marks_texts_by_their_language(usual):
    languages = {attrs["lang"] for _, attrs in Tags(usual).tags if "lang" in attrs}

    assert languages == {"en", "fr", "nl", "de"}


def test_page_without_corpora_shows_no_segments():
    html = page(evaluated(corpus()), [], title="T")

    assert 'id="segments"' not in html
    assert 'id="scores"' in html


def test_page_of_other_texts_than_were_scored_is_refused():
    given = corpus()

    with pytest.raises(ConfigError, match="3 segments, 4 were scored"):
        page(evaluated(given), [given.only([0, 1, 2])], title="T")


def test_page_of_a_system_without_its_texts_is_refused():
    given = corpus()

    with pytest.raises(ConfigError, match="no text of 'worse'"):
        page(evaluated(given), [replace(given, systems=given.systems[:1])], title="T")


def test_page_of_one_system_compares_nothing():
    html = page_of(corpus((("only", WORSE),)))

    assert "there is no other system to compare it with" in html
    assert "most changed</span>" not in html
    html5lib.HTMLParser(strict=True).parse(html)


def test_page_without_references_tells_findings_alone():
    html = page_of(corpus(references=()))

    assert "Nothing was scored against a reference into Dutch. Available are findings." in text_of(html)
    assert 'id="findings"' in html
    assert ">Reference<" not in html
    html5lib.HTMLParser(strict=True).parse(html)


def test_page_without_sources_shows_references_alone():
    html = page_of(corpus(sources=()))

    assert ">Reference<" in html
    assert ">Source<" not in html
    assert 'id="findings"' not in html


def test_page_of_summaries_says_so():
    given = corpus(task="summary")
    evaluation = evaluated(replace(given, task="translation"), settings=SCORES_ONLY)
    directions = (replace(evaluation.directions[0], task="summary"),)

    html = page(replace(evaluation, directions=directions), [given], title="T")

    assert "Summaries in Dutch" in html
    assert "4 documents" in html
    assert 'lang="fr"' not in html


def test_page_keeps_estimates_and_descriptions_apart_from_scores():
    score = told("nl", ("x", 60.0, False), ("y", 50.0, True))
    extra = [
        told("nl", ("x", 0.8, False), ("y", 0.7, True), column=replace(CHRF, key=key, name=key, kind=kind))
        for key, kind in (("qe", "estimate"), ("ratio", "description"))
    ]
    direction = replace(
        score,
        columns=(extra[1].columns[0], extra[0].columns[0], *score.columns),
        results=tuple(
            replace(
                r,
                scores=r.scores + tuple(e.results[n].scores[0] for e in extra),
                comparisons=r.comparisons + tuple(c for e in extra for c in e.results[n].comparisons),
            )
            for n, r in enumerate(score.results)
        ),
    )

    html = page(made(direction), [], title="T")

    heads = [attrs for attrs in Tags(html).named("th") if attrs.get("scope") == "colgroup"]
    assert [attrs["class"].split()[0] for attrs in heads] == ["score", "estimate", "description"]
    assert "≠" in html  # a ratio that changed is neither better nor worse
    html5lib.HTMLParser(strict=True).parse(html)


def test_page_tells_of_the_gate_before_the_scores():
    limit = Limit(metric="chrf", change=-0.5)
    failed = Verdict(direction="fr-nl", system="x", limit=limit, before=50, after=40, low=-11, high=-9)
    kept = replace(failed, after=50.0, low=-0.1, high=0.1)

    html = page(evaluated(corpus()), [], title="T", verdicts=[kept, failed])

    assert "Gate failed" in html
    assert "1 of 2 limits are exceeded" in html
    assert html.index("Gate failed") < html.index('id="scores"')


def test_page_draws_the_reliability_it_is_given():
    bins = (Bin(predicted=20, observed=10, segments=5), Bin(predicted=80, observed=90, segments=15))
    calibration = replace(find("fr-nl"), reliability=bins)

    html = page(made(told("nl", ("x", 60.0, False))), [], title="T", calibrations=[calibration])

    assert "off by 10.0 on average" in text_of(html)
    assert html.count("<circle") == 2  # the one system is a square: it is the baseline


def test_page_says_what_could_not_be_had_and_why():
    evaluation = replace(
        evaluated(corpus()), left=(SkippedMetric(metric="comet", reason="pip install babelpress[comet]"),)
    )

    assert "comet: pip install babelpress[comet]" in text_of(page(evaluation, [], title="T"))


def test_page_says_how_many_segments_of_how_many_it_shows(usual):
    assert "4 of 4 segments, by chrF2++" in text_of(usual)


def test_page_of_many_long_segments_stays_small():
    texts = [" ".join(f"woord{n}x{k}" for k in range(400)) for n in range(80)]
    dropped = [text[: len(text) // 2] for text in texts]
    given = [
        corpus((("a", texts), ("b", dropped)), sources=texts, references=texts, target=t) for t in ("nl", "de", "es")
    ]

    html = page_of(*given, settings=SCORES_ONLY)

    assert len(html.encode()) < 6_000_000
