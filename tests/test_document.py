"""Records travel as JSON and pickles without loss."""

import json
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress._version import __version__
from babelpress.document import (
    Article,
    Block,
    Detection,
    Failure,
    Finding,
    InlineTag,
    Meta,
    Record,
    Segment,
    Summary,
    Translation,
    from_json,
    json_schema,
    to_json,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MARKS = st.builds(
    InlineTag,
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    tag=TEXT,
    attributes=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(["title", "heading", "paragraph", "code", "raw"]),
        text=TEXT,
        level=st.integers(0, 6),
        markup=st.lists(MARKS, max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)
SEGMENTS = st.lists(
    st.builds(
        Segment,
        block=st.integers(0, 3),
        source=TEXT,
        target=TEXT,
        model=TEXT,
        score=st.floats(-20, 0),
        flags=st.lists(TEXT, max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)
RECORDS = st.builds(
    Record,
    article=st.builds(Article, id=TEXT, blocks=BLOCKS, language=st.none() | st.just("fr"), format=TEXT),
    detection=st.none() | st.builds(Detection, language=TEXT, confidence=st.floats(0, 1), runner_up=st.none() | TEXT),
    translations=st.lists(
        st.builds(Translation, language=TEXT, blocks=BLOCKS, segments=SEGMENTS, route=st.just(("a", "b"))), max_size=2
    ).map(tuple),
    summaries=st.lists(st.builds(Summary, language=TEXT, text=TEXT, strategy=TEXT), max_size=2).map(tuple),
    findings=st.lists(
        st.builds(
            Finding,
            check=TEXT,
            severity=st.just("severe"),
            language=TEXT,
            message=TEXT,
            source=TEXT,
            target=TEXT,
            before=TEXT,
            after=TEXT,
        ),
        max_size=2,
    ).map(tuple),
    failures=st.lists(st.builds(Failure, stage=TEXT, error=TEXT, message=TEXT), max_size=2).map(tuple),
)


@given(RECORDS)
def test_json_gives_an_equal_record_back(record: Record):
    line = to_json(record)

    assert from_json(line) == record
    assert "\n" not in line


@given(RECORDS)
def test_pickle_gives_an_equal_record_back(record: Record):
    assert pickle.loads(pickle.dumps(record)) == record


def test_from_json_refuses_what_is_no_record():
    with pytest.raises(ValueError, match="article"):
        from_json('{"blocks": []}')


@given(RECORDS)
def test_json_begins_with_its_version_and_fits_its_schema(record: Record):
    jsonschema = pytest.importorskip("jsonschema")
    line = to_json(record)

    assert line.startswith('{"schema":1,"article":{')
    jsonschema.validate(json.loads(line), json_schema())


@given(RECORDS, st.booleans())
def test_json_without_version_or_in_another_order_is_read(record: Record, backwards: bool):
    raw = json.loads(to_json(record))
    if backwards:
        raw = dict(reversed(raw.items()))
    else:
        del raw["schema"]

    assert from_json(json.dumps(raw)) == record


@pytest.mark.parametrize("place", ["first", "last"])
def test_json_of_a_newer_version_is_refused_with_what_to_do(place: str):
    raw = json.loads(to_json(Record(article=Article(id="a", blocks=())))) | {"schema": 2}
    line = json.dumps(raw if place == "first" else dict(reversed(raw.items())))
    version = re.escape(__version__)

    with pytest.raises(ValueError, match=rf"version 2, but .* {version} reads .*pip install --upgrade babelpress"):
        from_json(line)


@pytest.mark.parametrize("schema", [0, -1, 1.0, True, "1", None, [], {}])
def test_json_of_no_version_is_refused(schema: object):
    raw = json.loads(to_json(Record(article=Article(id="a", blocks=())))) | {"schema": schema}

    with pytest.raises(ValueError, match="schema"):
        from_json(json.dumps(raw))


@pytest.mark.parametrize("line", ["", "[]", "1", "null", '{"schema":1,', '{"schema":1}', "{", '{"schema":1}}'])
def test_json_of_something_else_is_refused(line: str):
    with pytest.raises(ValueError):
        from_json(line)


def test_record_is_frozen():
    record = Record(article=Article(id="a", blocks=()))

    with pytest.raises(AttributeError):
        record.article = Article(id="b", blocks=())  # type: ignore[misc]


def test_title_is_the_title_block_else_the_id():
    blocks = (Block(kind="title", text="Bonjour"), Block(kind="paragraph", text="Le monde."))

    assert Article(id="a", blocks=blocks).title == "Bonjour"
    assert Article(id="a", blocks=blocks[1:]).title == "a"


def test_text_leaves_code_and_raw_out():
    blocks = (
        Block(kind="paragraph", text="Un."),
        Block(kind="code", text="x = 1"),
        Block(kind="paragraph", text="Deux."),
    )

    assert Article(id="a", blocks=blocks).text == "Un.\nDeux."


def test_language_is_the_detected_one_before_the_declared():
    article = Article(id="a", blocks=(), language="fr", meta=Meta(menu=("Français",)))

    assert Record(article=article).language == "fr"
    assert Record(article=article, detection=Detection(language="nl", confidence=0.9)).language == "nl"


def test_json_of_a_record_without_kinds_of_summaries_is_read():
    line = to_json(
        Record(article=Article(id="a", blocks=()), summaries=(Summary(language="nl", text="x", strategy="s"),))
    )

    assert from_json(line.replace(',"kind":"summary"', "")) == from_json(line)
    assert ',"kind":"summary"' in line


def test_json_of_a_record_whose_findings_have_no_words_is_read():
    found = Finding(check="numbers", severity="severe", language="nl", message="80 became 90", block=0, segment=0)
    line = to_json(Record(article=Article(id="a", blocks=()), findings=(found,)))

    without = line.replace(',"source":"","target":"","before":"","after":""', "")

    assert without != line
    assert from_json(without).findings == (found,)


def test_summary_is_of_its_kind_and_the_first_of_several():
    texts = {"summary": ["S"], "headline": ["H1", "H2"], "description": [""]}
    record = Record(
        article=Article(id="a", blocks=()),
        summaries=tuple(
            Summary(language="nl", kind=kind, text=text, strategy="s") for kind, own in texts.items() for text in own
        ),
    )

    found = {kind: record.summary("nl", kind) for kind in (*texts, "standfirst")}

    assert record.summary("nl") == found["summary"]
    assert [summary and summary.text for summary in found.values()] == ["S", "H1", "", None]
    assert record.summary("fr") is None
