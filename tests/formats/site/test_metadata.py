"""What a page says of itself to machines."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from babelpress import lang
from babelpress.document import Article, Meta, Record
from babelpress.formats.inputs import read_inputs
from babelpress.formats.site.metadata import authors, picture, script, tags
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions


def written(folder: Path, record: Record, **options: Any) -> Path:
    with SiteWriter(folder, SiteWriterOptions(**{"slugs": "id", **options})) as writer:
        writer.write(record)
    return folder


def page(path: Path) -> Element:
    found: Element = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return found


def linked_data(path: Path) -> Any:
    return json.loads(page(path).findtext(".//script[@type='application/ld+json']") or "")


def test_a_translation_is_marked_and_its_source_is_not(tmp_path, record):
    site = written(tmp_path, record, base_url="https://example.org")

    source, target = linked_data(site / "fr/contrat.html"), linked_data(site / "nl/contrat.html")
    assert target["@type"] == "NewsArticle"
    assert target["inLanguage"] == "nl"
    assert target["translationOfWork"]["url"] == "https://example.org/fr/contrat.html"
    assert target["translationOfWork"]["inLanguage"] == "fr"
    assert target["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert [version["inLanguage"] for version in source["workTranslation"]] == ["nl", "en"]
    assert not {"translationOfWork", "digitalSourceType"} & source.keys()
    marked = [page(site / f"{code}/contrat.html").find(".//meta[@name='digital-source-type']") for code in ("fr", "nl")]
    assert [element is not None for element in marked] == [False, True]


def test_the_notice_is_in_the_language_of_the_page_and_for_readers(tmp_path, record):
    site = written(tmp_path, record, reviewed_by="Anna Blau")

    notice = page(site / "nl/contrat.html").find(".//p[@class='notice']")
    assert notice is not None
    assert (notice.text or "").strip() == "Dit artikel is automatisch vertaald door AI en nagekeken door Anna Blau."


@pytest.mark.parametrize("code", ["fr", "nl", "en", "de", "es", "pt"])
def test_every_language_has_every_label(code):
    labels = lang.labels(code)

    own = {getattr(labels, name) for name in labels.__dataclass_fields__ if name not in ("articles", "tags")}
    english = {getattr(lang.labels("en"), name) for name in labels.__dataclass_fields__}
    assert "" not in own
    assert code == "en" or not own & english


@pytest.mark.parametrize(
    ("extra", "names", "words"),
    [
        ((), (), ()),
        ((("author", "Paul Roux"), ("tags", "train, nuit")), ("Paul Roux",), ("train", "nuit")),
        ((("Authors", '["A", "B", "A"]'), ("keywords", "a;b; ;")), ("A", "B"), ("a", "b")),
        ((("author", ""), ("byline", "X"), ("tags", "[1]")), ("X",), ()),
        ((("author", '"Anna Blau"'), ("tags", '[{"name": "train"}, 7]')), ("Anna Blau",), ("train",)),
        ((("author", '{"name": "Anna Blau"}'), ("categories", "monde")), ("Anna Blau",), ("monde",)),
        ((("author", "null"), ("tags", "2026")), (), ("2026",)),
        ((("author", "[" * 100_000),), ("[" * 100_000,), ()),
    ],
)
def test_authors_and_tags_are_read_in_any_form(extra, names, words):
    meta = Meta(extra=extra)

    assert authors(meta) == names
    assert tags(meta) == words


LD = '{"@graph": [{"@type": "WebPage"}, {"author": [{"@type": "Person", "name": "Anne d&#39;Or"}, {"name": "B"}]}]}'


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", '---\ntitle: T\nauthor: A, B\ntags: [t, "u, v"]\nimage: i.png\n---\n\nUn texte.\n'),
        ("b.md", "---\ntitle: T\nauthors:\n- name: A\n  email: a@b.c\n- B\ntags:\n- t\n- u, v\ncover:\n  image: i.png\n"
                 "---\n\nUn texte.\n"),
        ("c.md", '+++\ntitle = "T"\nauthors = ["A", "B"]\ntags = ["t", "u, v"]\nimage = "i.png"\n+++\n\nUn texte.\n'),
        ("d.md", '{"title": "T", "author": ["A", "B"], "keywords": ["t", "u, v"], "image": "i.png"}\n\nUn texte.\n'),
        ("a.html", '<meta name="author" content="A"><meta name="author" content="B"><meta property="og:image" '
                   'content="i.png"><meta property="article:tag" content="t"><meta property="article:tag" '
                   'content="u, v"><p>Un texte.</p>'),
        ("a.csv", 'title,text,author,tags,image\nT,Un texte.,"A, B","[""t"", ""u, v""]",i.png\n'),
        ("a.jsonl", '{"text": "Un texte.", "authors": [{"name": "A"}, "B"], "tags": ["t", "u, v"], '
                    '"image": {"url": "i.png"}}'),
    ],
)  # fmt: skip
def test_authors_tags_and_picture_are_found_in_every_format(tmp_path, name, source):
    (tmp_path / name).write_text(source, encoding="utf-8")

    (article,) = read_inputs([tmp_path / name])

    assert isinstance(article, Article)
    assert (authors(article.meta), tags(article.meta), picture(article.meta)) == (("A", "B"), ("t", "u, v"), "i.png")


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (f'<script type="application/ld+json">{LD}</script>', ("Anne d'Or", "B")),
        ('<script type="application/ld+json">{"author": "A"}</script>', ("A",)),
        ('<script type="application/ld+json">{"author": {"name": 7}} oops</script>', ()),
        ('<meta property="author" content="https://example.org/a"><meta name="author" content="A">', ("A",)),
    ],
)
def test_authors_of_a_page_are_those_it_states(tmp_path, head, names):
    (tmp_path / "a.html").write_text(f"{head}<p>Un texte.</p>", encoding="utf-8")

    (article,) = read_inputs([tmp_path / "a.html"])

    assert isinstance(article, Article)
    assert authors(article.meta) == names


def test_author_and_tags_stand_on_the_page(tmp_path, record):
    meta = Meta(extra=(("author", "Paul <Roux>"), ("tags", "train, nuit")))
    site = written(tmp_path, replace(record, article=replace(record.article, meta=meta)))

    found = page(site / "nl/contrat.html")
    tagged = found.find(".//footer/ul")
    assert found.findtext(".//p[@class='author']") == "Paul <Roux>"
    assert tagged is not None
    assert ([item.text for item in tagged], tagged.get("lang")) == (["train", "nuit"], "fr")
    assert linked_data(site / "nl/contrat.html")["author"] == [{"@type": "Person", "name": "Paul <Roux>"}]


def test_data_cannot_end_its_script():
    assert not re.search("[<>&]", script({"a": "</script><!-- & -->"}))
    assert json.loads(script({"a": "</script>"})) == {"a": "</script>"}
