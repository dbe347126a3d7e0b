"""XML of every format: what is read, and that nothing a document type could do is done."""

from pathlib import Path

import pytest

from babelpress._internal.xml_tree import NotXml, tree
from babelpress.errors import ConfigError
from babelpress.evaluation.datasets.load import load_corpora
from babelpress.nlp import terminology

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
"""The beginning of a document that grows without end."""

FILE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
EXTERNAL = '<!DOCTYPE a SYSTEM "a.dtd">'
BODIES = {
    "t.tmx": "<tmx><header srclang='fr'/><body><tu><tuv xml:lang='fr'><seg>Un {}</seg></tuv>"
    "<tuv xml:lang='nl'><seg>Een</seg></tuv></tu></body></tmx>",
    "t.xml": "<dataset><doc id='d'><src lang='fr'><seg id='1'>Un {}</seg></src>"
    "<hyp lang='nl'><seg id='1'>Een</seg></hyp></doc></dataset>",
    "t.tbx": "<tbx><conceptEntry><langSec xml:lang='fr'><termSec><term>Un {}</term></termSec></langSec>"
    "<langSec xml:lang='nl'><termSec><term>Een</term></termSec></langSec></conceptEntry></tbx>",
}


def read(path: Path) -> str:
    """Give the source text of whatever format."""
    if path.suffix == ".tbx":
        return terminology.read(path, source="fr", target="nl").terms[0].source
    (corpus,) = load_corpora([str(path)])
    return corpus.sources[0]


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("before", ["", "<?xml version='1.0'?>\n", f"<?xml version='1.0' encoding='utf-8'?>{EXTERNAL}"])
def test_document_type_without_entities_is_passed_by(tmp_path: Path, name: str, before: str):
    (tmp_path / name).write_text(before + BODIES[name].format("été &amp; &#233;"), encoding="utf-8")

    assert read(tmp_path / name) == "Un été & é"


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(
    ("before", "said"),
    [
        (LAUGHS, "declares the entity 'a' at line 1"),
        (FILE, "declares the entity 'a' at line 1"),
        (EXTERNAL, "has the entity 'a', which it does not declare, at line 1"),
        ("", "undefined entity"),
    ],
)
def test_entities_are_refused_and_nothing_is_lost_for_them(tmp_path: Path, name: str, before: str, said: str):
    (tmp_path / name).write_text(before + BODIES[name].format("&a;"), encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        read(tmp_path / name)

    assert said in str(caught.value) and name in str(caught.value)


def test_document_type_is_refused_where_the_format_has_none():
    with pytest.raises(NotXml, match=r"has a document type \(<!DOCTYPE\) at line 2") as caught:
        tree(f"\n{EXTERNAL}<a/>".encode())

    assert caught.value.line == 2


def test_nodes_tell_their_lines_and_texts_without_comments_and_what_is_left_out():
    root = tree(b"<a>one<!-- no --><b>\ntwo<c>three</c></b><?no no?> four</a>")

    assert [(node.name, node.line) for node in root.walk()] == [("a", 1), ("!--", 1), ("b", 1), ("c", 2), ("?", 2)]
    assert root.texts() == "one\ntwothree four"
    assert root.texts(without=frozenset({"c"})) == "one\ntwo four"
    assert [node.name for node in root.walk("c", "b")] == ["b", "c"]
