"""Random Word documents; BABELPRESS_EXAMPLES sets how many."""

import io
import os
import re
from collections import Counter
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babelpress.document import VERBATIM, Article, Block
from babelpress.formats.docx.format import DocxFormat, DocxOptions
from babelpress.formats.inline import faults
from babelpress.formats.xml.tree import parse
from formats.docx_files import member, package

FORMAT = DocxFormat(DocxOptions(max_characters=10_000_000))
RANDOM = settings(
    max_examples=int(os.environ.get("BABELPRESS_EXAMPLES", "60")),
    derandomize="BABELPRESS_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

WORDS = st.text(alphabet=st.sampled_from("aé B.,«»&<>\"'\u00a0\u00ad\u0301\ue000مא😀5 "), max_size=8)
PROPERTIES = st.sampled_from(
    ["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/><w:sz w:val='20'/></w:rPr>", '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>']
)
PIECES = st.one_of(
    WORDS.map(lambda text: f'<w:t xml:space="preserve">{escape(text)}</w:t>'),
    WORDS.map(lambda text: f"<w:t>{escape(text)}</w:t>"),
    st.sampled_from(["<w:tab/>", "<w:br/>", '<w:footnoteReference w:id="2"/>', "<w:drawing><a/></w:drawing>"]),
    WORDS.map(lambda text: f'<w:drawing><wp:docPr id="1" descr={quoteattr(text)}/></w:drawing>'),
    st.sampled_from(["begin", "separate", "end"]).map(lambda kind: f'<w:fldChar w:fldCharType="{kind}"/>'),
    st.sampled_from(["PAGE", "HYPERLINK x"]).map(lambda code: f"<w:instrText>{code}</w:instrText>"),
    st.sampled_from(
        ["<w:t/>", "<w:t><![CDATA[a<b]]></w:t>", "<w:t>&#233;&#x2019;</w:t>", "<w:lastRenderedPageBreak/>"]
    ),
)
RUNS = st.tuples(PROPERTIES, st.lists(PIECES, max_size=3)).map(lambda run: f"<w:r>{run[0]}{''.join(run[1])}</w:r>")
POINTS = st.sampled_from(
    [
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        '<w:bookmarkEnd w:id="1"/>',
        "<w:proofErr w:type='spellStart'/>",
        '<w:del w:id="3"><w:r><w:delText>x</w:delText></w:r></w:del>',
        "<!-- & -->",
        "<?a b?>",
        "\n",
    ]
)
WRAPPERS = ["<w:hyperlink r:id='r'>|</w:hyperlink>", '<w:ins w:id="4">|</w:ins>', "<w:smartTag>|</w:smartTag>"]
WRAPPERS += ["<w:sdt><w:sdtPr/><w:sdtContent>|</w:sdtContent></w:sdt>", '<w:fldSimple w:instr="DATE">|</w:fldSimple>']


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(inside, max_size=3).map("".join)
    return st.one_of(
        st.tuples(st.sampled_from(WRAPPERS), joined).map(lambda pair: pair[0].replace("|", pair[1])),
        joined.map(lambda inner: f"<w:r><w:pict><w:txbxContent><w:p>{inner}</w:p></w:txbxContent></w:pict></w:r>"),
    )


INLINE = st.recursive(st.one_of(RUNS, RUNS, POINTS), wrapped, max_leaves=6)
BODIES = st.lists(st.lists(INLINE, max_size=6).map(lambda parts: f"<w:p>{''.join(parts)}</w:p>"), max_size=4).map(
    lambda paragraphs: "<w:p><w:r><w:t>Un début.</w:t></w:r></w:p>" + "".join(paragraphs)
)
CACHED = {"w:r", "w:t", "w:rPr", "w:b", "w:i", "w:sz", "w:lang", "w:proofErr", "w:lastRenderedPageBreak"}
"""What may differ in number where runs are put together."""


def read(data: bytes) -> Article:
    (article,) = FORMAT.read_stream(io.BytesIO(data), name="a.docx")
    assert isinstance(article, Article), article.error
    return article


def changed(block: Block) -> Block:
    return block if block.kind in VERBATIM else replace(block, text=re.sub(r"[^\W\d_]", "x", block.text))


def elements(data: bytes) -> Counter[str]:
    root = parse(member(data, "word/document.xml").encode(), name="document.xml").root
    tags = (
        f"{node.name} {sorted((key, key == 'descr' or value) for key, value in node.attributes.items())}"
        for node in root.walk()
        if node.name not in CACHED
    )
    return Counter(tags)


@RANDOM
@given(BODIES)
def test_any_document_renders_to_its_own_bytes_and_its_marks_are_trees(body):
    data = package(body)

    article = read(data)

    assert [fault for block in article.blocks for fault in faults(block.text, block.markup)] == []
    assert FORMAT.render(article.blocks, language="fr") == data


@RANDOM
@given(BODIES)
def test_any_translation_has_the_elements_of_its_source_and_reads_back(body):
    data = package(body)
    blocks = [changed(block) for block in read(data).blocks]

    new = FORMAT.render(blocks, language="nl")

    assert elements(new) == elements(data)
    # sorted: a picture that was in a run of text may stand in a run before it
    again = sorted((b.kind, b.text.split()) for b in read(new).blocks if b.kind not in VERBATIM)
    assert again == sorted((b.kind, b.text.split()) for b in blocks if b.kind not in VERBATIM)
