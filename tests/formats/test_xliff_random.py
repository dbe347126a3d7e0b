"""Random XLIFF documents; BABELPRESS_EXAMPLES sets how many."""

import io
import os
import re
from collections import Counter
from dataclasses import replace
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babelpress.document import VERBATIM, Article
from babelpress.formats.inline import faults
from babelpress.formats.xliff.format import XliffFormat, XliffOptions
from babelpress.formats.xml.tree import Node, parse

FORMAT = XliffFormat(XliffOptions(max_characters=10_000_000))
RANDOM = settings(
    max_examples=int(os.environ.get("BABELPRESS_EXAMPLES", "60")),
    derandomize="BABELPRESS_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TEXTS = st.text(alphabet=st.sampled_from("aé B.,«»&<>\"'\u00a0\u00ad\u0301\ue000מא😀5 \n"), max_size=8).map(escape)
POINTS = st.sampled_from(
    [
        '<x id="1"/>',
        '<x id="2" ctype="lb"/>',
        '<ph id="3">&lt;br/></ph>',
        '<bpt id="4">&lt;b></bpt>',
        '<ept id="4">&lt;/b></ept>',
        '<bx id="5" rid="1"/>',
        '<ex id="6" rid="1"/>',
        '<sc id="7"/>',
        '<ec startRef="7"/>',
        '<it id="8" pos="open">a<sub>b</sub></it>',
        "<!-- & -->",
        "<?a b?>",
        "<![CDATA[a<b]]>",
        "&#233;",
    ]
)
TAGS = ['<g id="9">|</g>', '<mrk mtype="protected">|</mrk>', '<pc id="10">|</pc>', "<g id='11'\n>|</g >"]
INLINE = st.recursive(
    st.one_of(TEXTS, TEXTS, POINTS),
    lambda inside: st.tuples(st.sampled_from(TAGS), st.lists(inside, max_size=3).map("".join)).map(
        lambda pair: pair[0].replace("|", pair[1])
    ),
    max_leaves=8,
)
CONTENT = st.lists(INLINE, max_size=5).map("".join)
TARGETS = st.sampled_from(["", "<target/>", "<target>x</target>", '\n<target xml:lang="nl" state="final">x</target>'])
STATES = st.sampled_from(["", ' approved="yes"', ' translate="no"', ' xml:space="preserve"', " restype='x-h1'"])
SEGMENTED = st.lists(CONTENT, max_size=3).map(
    lambda parts: "<seg-source>" + " ".join(f'<mrk mtype="seg">{part}</mrk>' for part in parts) + "</seg-source>"
)
UNITS_1 = st.tuples(STATES, CONTENT, st.one_of(st.just(""), SEGMENTED), TARGETS).map(
    lambda u: f"<trans-unit id='1'{u[0]}>\n <source>{u[1]}</source>{u[2]}{u[3]}<note>n</note></trans-unit>"
)
SEGMENTS = st.tuples(st.sampled_from(["", ' state="final"', ' id="s" state="initial"']), CONTENT, TARGETS).map(
    lambda s: f"<segment{s[0]}><source>{s[1]}</source>{s[2]}</segment>"
)
UNITS_2 = st.lists(SEGMENTS, min_size=1, max_size=3).map(lambda parts: f'<unit id="1">{" ".join(parts)}</unit>')
LANGUAGES = st.sampled_from(["", "nl", "de"])
DOCUMENTS = st.one_of(
    st.tuples(LANGUAGES, st.lists(UNITS_1, max_size=3)).map(
        lambda d: (
            f'<xliff version="1.2"><file source-language="fr"{f" target-language={d[0]!r}" if d[0] else ""}><body>'
            f'{"".join(d[1])}<trans-unit id="0"><source>Fin</source></trans-unit></body></file></xliff>\n'
        )
    ),
    st.tuples(LANGUAGES, st.lists(UNITS_2, max_size=3)).map(
        lambda d: (
            f'<xliff version="2.0" srcLang="fr"{f" trgLang={d[0]!r}" if d[0] else ""}><file id="f">{"".join(d[1])}'
            '<unit id="0"><segment><source>Fin</source></segment></unit></file></xliff>\n'
        )
    ),
)


def read(text: str) -> Article:
    (article,) = FORMAT.read_stream(io.BytesIO(text.encode()), name="a.xlf")
    assert isinstance(article, Article), article.error
    return article


def codes(node: Node | None) -> Counter[str]:
    inside = list(node.walk())[1:] if node else []
    return Counter(f"{item.name} {sorted(item.attributes.items())}" for item in inside)


@RANDOM
@given(DOCUMENTS)
def test_any_document_renders_to_its_own_bytes_and_its_marks_are_trees(text):
    article = read(text)

    assert [fault for block in article.blocks for fault in faults(block.text, block.markup)] == []
    assert FORMAT.render(article.blocks, language="fr") == text.encode()


@RANDOM
@given(DOCUMENTS)
def test_any_translation_has_the_codes_of_its_source_and_leaves_the_source_alone(text):
    article = read(text)
    blocks = [b if b.kind in VERBATIM else replace(b, text=re.sub(r"[^\W\d_]", "x", b.text)) for b in article.blocks]

    new = FORMAT.render(blocks, language="nl").decode()

    before, after = (parse(document.encode(), name="a.xlf").root for document in (text, new))
    holders = ("trans-unit", "segment")
    units = [[node for node in root.walk() if node.local in holders] for root in (before, after)]
    for old, unit in zip(*units, strict=True):
        source, target, kept = unit.child("source"), unit.child("target"), old.child("target")
        assert codes(source) == codes(old.child("source"))
        made = target and target.text != (kept.text if kept else None)
        if made:
            segmented = unit.child("seg-source")
            with_segments = segmented and any(node.local == "mrk" for node in segmented.walk())
            assert codes(target) == codes(segmented if with_segments and segmented.nodes else source)
        assert len([node for node in unit.nodes if node.local == "target"]) <= 1
    assert [b.text for b in read(new).blocks if b.kind not in VERBATIM] == [
        b.text for b in article.blocks if b.kind not in VERBATIM
    ]
