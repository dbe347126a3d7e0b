"""Notebooks: batches of rows in and out, and a record as a table."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import babelpress
from babelpress.document import Article, Block, Detection, Finding, Record, Segment, Translation
from babelpress.errors import ConfigError

BP = babelpress.load("fake", targets=["nl", "de"])


def test_a_batch_of_rows_gives_a_column_a_language():
    made = BP.columns({"id": [1, 2, 3], "text": ["Il pleut.", None, "Il neige."]})

    assert made == {
        "text.nl": ["[nl] Il pleut.", None, "[nl] Il neige."],
        "text.de": ["[de] Il pleut.", None, "[de] Il neige."],
    }
    assert BP.columns({"corps": [None, float("nan")]}, text="corps", to="nl") == {"corps.nl": [None, None]}


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ConfigError, match=r"no column 'texte'; did you mean 'text'"):
        BP.columns({"text": ["Il pleut."]}, text="texte")


def test_datasets_and_frames_go_in_and_come_out():
    datasets = pytest.importorskip("datasets")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": ["Il pleut.", pandas.NA], "rubrique": ["a", "b"]})

    mapped = datasets.Dataset.from_dict({"text": ["Il pleut."] * 3}).map(BP.columns, batched=True, batch_size=2)
    assigned = frame.assign(**BP.columns(frame, to="nl"))

    assert mapped["text.de"][:] == ["[de] Il pleut."] * 3
    assert list(assigned.columns) == ["text", "rubrique", "text.nl"]
    assert assigned["text.nl"][0] == "[nl] Il pleut."
    assert assigned["text.nl"].isna().tolist() == [False, True]


def test_a_dataset_is_mapped_in_several_processes():
    datasets = pytest.importorskip("datasets")

    mapped = datasets.Dataset.from_dict({"text": ["Il pleut."] * 4}).map(BP.columns, batched=True, num_proc=2)

    assert mapped["text.de"][:] == ["[de] Il pleut."] * 4


NOTEBOOK = Path(__file__).parents[1] / "examples" / "notebook.ipynb"
RUN = """
import ast, json, sys
shown, names = [], {}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if last:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            shown.append(value._repr_html_() if hasattr(value, "_repr_html_") else value)
print("shown: " + json.dumps(shown))
"""


@pytest.mark.slow
def test_every_cell_of_the_example_runs():
    done = subprocess.run(
        [sys.executable, "-c", RUN, NOTEBOOK], cwd=NOTEBOOK.parent, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    sentence, lists, table, record, summary, findings = json.loads(done.stdout.partition("shown: ")[2])
    assert sentence == "The train leaves tomorrow morning."
    assert {code: len(texts) for code, texts in lists.items()} == {"en": 2, "nl": 2}
    assert table["text.nl"][1] is None
    assert "<table" in record
    assert summary
    assert findings


class Page(HTMLParser):
    """The cells of a page and its marked words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.title = ""
        self.titles: set[str] = set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.title = dict(attrs).get("title") or ""
        self.titles.add(self.title)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data
        if self.open[-1] == "span":
            self.marked.append((data, self.title))


def finding(check: str, message: str, **words: str) -> Finding:
    return Finding(check=check, severity="severe", language="nl", segment=0, message=message, **words)


def test_a_record_shows_source_and_targets_with_findings():
    source, target = "Il vaut <b>5 €</b> & plus.", "Het is <b>6 €</b> & meer."
    block = Block(kind="paragraph", text=source)
    record = Record(
        article=Article(id="a<1>", blocks=(block,)),
        detection=Detection(language="fr", confidence=1.0),
        translations=(
            Translation(
                language="nl", blocks=(block,), route=("m",),
                segments=(Segment(block=0, source=source, target=target, model="m", score=0.0),),
            ),
        ),
        findings=(
            finding("numbers", '5 "became" 6', source="5 €", target="6 €"),
            finding("omission", "lost", target="-"),
        ),
    )  # fmt: skip

    page = Page(record._repr_html_())

    assert page.cells == ["fr", "nl", source, target]
    assert all(text in source + target for text, _ in page.marked)
    assert ("5 €", '5 "became" 6') in page.marked
    assert ("6 €", '5 "became" 6') in page.marked
    assert "lost" in page.titles


def test_findings_of_a_translation_show_both_texts():
    report = babelpress.load("fake").verify(
        ["Il a <12> ans.", "Il pleut."],
        ["Hij is <21> jaar.", "Het regent."],
        source_language="fr",
        target_language="nl",
    )

    page = Page(report._repr_html_())

    assert page.cells[:5] == ["fr", "nl", "findings", "Il a <12> ans.", "Hij is <21> jaar."]
    assert "severe numbers" in page.cells[5]
    assert len(page.cells) == 6
    assert "12 became 21" in page.titles


def test_a_column_of_pandas_is_told_the_way():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(TypeError, match=r"columns\(table, text='text'\)"):
        BP.translate(pandas.Series(["Il pleut."]))
