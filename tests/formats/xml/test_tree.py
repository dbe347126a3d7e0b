import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import Block
from babelpress.errors import UnreadableInput
from babelpress.formats.inline import faults
from babelpress.formats.xml.tree import Cut, Inline, encode, escape, parse

DOCUMENT = "<?xml version='1.0'?><!-- é --><a b = 'x>y' ><c\n/>t&amp;u<![CDATA[<v>]]><!-- > --><?p >?></a >\n"


def test_every_node_stands_where_it_says():
    source = parse(DOCUMENT.encode(), name="a.xml")

    spelt = [source.raw(node.start, node.end) for node in source.root.walk()]

    assert spelt == [DOCUMENT[31:-1], "<c\n/>", "<!-- > -->", "<?p >?>"]
    assert source.root.text == "t&u<v>"
    assert source.raw(source.root.inner, source.root.outer) == "<c\n/>t&amp;u<![CDATA[<v>]]><!-- > --><?p >?>"
    assert source.raw(*source.attribute(source.root, "b")) == "x>y"


def test_cuts_and_what_is_between_them_are_the_document():
    source = parse(DOCUMENT.encode(), name="a.xml")
    node = source.root.nodes[0]

    blocks = source.blocks([Cut(start=node.start, end=node.end, blocks=(Block(kind="paragraph", text="!"),))])

    assert "".join(block.text for block in blocks) == DOCUMENT.replace("<c\n/>", "!")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_8_and_16_come_back_as_they_were(encoding):
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    data = f"{mark}<a>é😀</a>".encode(encoding)

    source = parse(data, name="a.xml")

    assert source.root.text == "é😀"
    assert encode(source.raw(0, len(source.data)), source.encoding) == data


@pytest.mark.parametrize(
    "text", ["<a/><b/>", "<a>", "a", "<a b='1' b='2'/>", "<a>&#0;</a>", "<a>\x01</a>", "<a>&b;</a>"]
)
def test_what_is_not_well_formed_is_refused(text):
    with pytest.raises(UnreadableInput, match=r"a\.xml: .* line 1"):
        parse(text.encode(), name="a.xml")


def test_entities_are_never_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'

    with pytest.raises(UnreadableInput, match="DOCTYPE"):
        parse(bomb.encode(), name="a.xml")


@given(st.text())
def test_escaped_text_is_read_back(text):
    again = parse(f"<a>{escape(text)}</a>".encode(), name="a.xml").root.text

    assert len(again) == len(text.replace("\r\n", "\n"))
    assert all(a == b or a == "\ufffd" or b == "\r" for a, b in zip(again, text.replace("\r\n", "\n"), strict=True))


@given(st.lists(st.sampled_from(["text", "point", "open", "close"])))
def test_marks_are_a_tree_whatever_comes(steps):
    inline, depth = Inline(), 0
    for step in steps:
        if step == "text":
            inline.add("mot")
        elif step == "point":
            inline.point("<x/>", tag="x")
        elif step == "open":
            inline.open("<g>", tag="g")
            depth += 1
        elif depth:
            inline.close("</g>")
            depth -= 1
    while depth:
        inline.close("</g>")
        depth -= 1

    assert faults(inline.text, inline.marks) == []
