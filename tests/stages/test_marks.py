"""Tags of a whole block, whatever the model does with its words: none is lost or crosses, what is kept is the same."""

import io
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from babelpress._internal.lru import LRUCache
from babelpress.config.schema import ConstraintSettings
from babelpress.document import Article, Block, Detection, InlineTag, Record
from babelpress.formats.base import DocumentFormat
from babelpress.formats.html.format import HtmlFormat
from babelpress.formats.inline import faults
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.formats.xliff.format import XliffFormat, XliffOptions
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.cards import ModelCard, Origin
from babelpress.models.routing import Hop, Route
from babelpress.nlp.marked_text import restore, show
from babelpress.nlp.word_alignment import WORD, Alignment
from babelpress.qa.engine import load_check
from babelpress.stages.translate import Translate
from babelpress.translation.constrained import RETRY_CHECKS, ConstrainedTranslator
from babelpress.translation.translator import Translator

EXAMPLES = int(os.environ.get("BABELPRESS_EXAMPLES", "100"))

Order = Callable[[list[str]], list[str]]


class Permuting:
    """A model that gives the words of a text in another order, and an alignment that says where each is."""

    def __init__(self, order: Order, *, aligned: bool = True) -> None:
        self.order = order
        self.aligned = aligned

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def unknown(self, text: str) -> frozenset[str]:
        return frozenset()

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        made = []
        for text in texts:
            words = [match[0] for match in re.finditer(r"\[?\w+\]?|[^\w\s]", text)]
            out = " ".join(self.order(words))
            made.append(Output(text=out, score=-1.0, tokens=4, alignment=moved(text, out) if self.aligned else None))
        return made


def moved(source: str, target: str) -> Alignment:
    """Every word aligned to the first one that is the same."""
    left, right = (tuple(match.span() for match in WORD.finditer(text)) for text in (source, target))
    places = {source[start:end]: j for j, (start, end) in reversed(list(enumerate(left)))}
    weights = np.zeros((len(right), len(left)), dtype=np.float32)
    for i, (start, end) in enumerate(right):
        if target[start:end] in places:
            weights[i, places[target[start:end]]] = 1
    return Alignment(left, right, weights)


def translated(article: Article, order: Order, *, aligned: bool = True, postedit: bool = True) -> Record:
    """The record of an article with its words in another order."""
    card = ModelCard(
        id="main",
        task="translation",
        architecture="marian",
        sources=("fr",),
        targets=("nl",),
        max_tokens=100,
        origin=Origin(folder="/nowhere"),
        licence="Apache-2.0",
        commercial_use=True,
    )
    model = Permuting(order, aligned=aligned)
    route = Route(source="fr", target="nl", legs=(Hop(model="main", source="fr", target="nl"),), score=None, figure="")
    translator = ConstrainedTranslator(
        translator=Translator(models=lambda _: model, cards={"main": card}, decoding=Decoding(), cache=LRUCache(0)),
        settings=ConstraintSettings.model_validate({"postedit": postedit}),
        checks=[load_check(name) for name in RETRY_CHECKS],
        glossaries={},
        others=lambda _: (),
    )
    stage = Translate(language="nl", routes={"fr": route}, translator=translator)
    (done,) = stage.run([Record(article=article, detection=Detection(language="fr", confidence=1.0))])
    return done


FORMATS: dict[str, DocumentFormat] = {
    "html": HtmlFormat(HtmlFormat.Options()),
    "md": MarkdownFormat(MarkdownFormatOptions()),
    "xlf": XliffFormat(XliffOptions()),
}
_XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" datatype="plaintext" \
original="a"><body><trans-unit id="1"><source>{}</source></trans-unit></body></file></xliff>
"""
_FRAMES = {
    "html": ("<p>{}</p>", r"<p>(.*)</p>"),
    "md": ("{}\n", "(.*)\n"),
    "xlf": (_XLIFF, r"<target[^>]*>(.*)</target>"),
}
"""For each format a document around a text, and where its translation is."""


def read(text: str, suffix: str) -> Article:
    """The article of a document with this text."""
    frame, _ = _FRAMES[suffix]
    (article,) = FORMATS[suffix].read_stream(io.BytesIO(frame.format(text).encode()), name=f"a.{suffix}")
    assert isinstance(article, Article), article
    return article


def through(text: str, order: Order, *, suffix: str = "html", **how: bool) -> tuple[str, Record]:
    """A text of a document after its translation, and the record."""
    _, inside = _FRAMES[suffix]
    done = translated(read(text, suffix), order, **how)
    blocks = done.translations[0].blocks
    assert [fault for block in blocks for fault in faults(block.text, block.markup)] == []
    out = re.search(inside, FORMATS[suffix].render(blocks, language="nl").decode(), re.DOTALL)
    assert out
    return out[1], done


def reverse(words: list[str]) -> list[str]:
    return words[::-1]


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("html", "Un <code>\"x\" : 1</code> et deux.", ". deux et <code>\"x\" : 1</code> Un"),
        ("html", "Un mot<sup>1</sup> et deux.", ". deux et mot<sup>1</sup> Un"),
        ("html", "Un mot<sup><a href=\"#n\">1</a></sup> et deux.", ". deux et mot<sup><a href=\"#n\">1</a></sup> Un"),
        ("html", "Le CO<sub>2</sub> et deux.", ". deux et CO<sub>2</sub> Le"),
        ("html", "Un <img src=\"a.png\"> mot.", ". mot <img src=\"a.png\"> Un"),
        ("html", "Un mot.<br>Deux mots.", ". mot Un<br>. mots Deux"),
        ("html", "Un {% if a %}deux trois{% else %}quatre cinq{% endif %} six.",
         "Un {% if a %}trois deux{% else %}cinq quatre{% endif %} . six"),
        ("html", "{{#if a}}Un deux{{else}}trois quatre{{/if}}", "{{#if a}}deux Un{{else}}quatre trois{{/if}}"),
        ("html", "<% if a %>Un deux<% else %>trois six<% end %>", "<% if a %>deux Un<% else %>six trois<% end %>"),
        ("html", "Un <b lang=en>deux trois</b> mot.", ". mot <b lang=en>deux trois</b> Un"),
        ("html", "Un mot <i class=a></i>.", ". <i class=a></i> mot Un"),
        ("html", "<i class=a></i> Un mot.", "<i class=a></i> . mot Un"),
        ("html", "Un <a id=a></a>mot.", ". <a id=a></a>mot Un"),
        ("html", "Un mot<sup>a</sup> ou M<sup>me</sup> Un.", ". Un M<sup>me</sup> ou mot<sup>a</sup> Un"),
        ("html", "Un mot<sup>[1]</sup><sup>[2]</sup> et.", ". et mot<sup>[1]</sup><sup>[2]</sup> Un"),
        ("html", "Un <b>deux mots</b><sup>1</sup> et.", ". et <b>mots deux</b><sup>1</sup> Un"),
        ("html", "Un <a id=a></a><b>deux mots</b> et.", ". et <a id=a></a><b>mots deux</b> Un"),
        ("html", "<a href=x>Un</a><a href=y>deux trois</a>", "<a href=x>Un</a><a href=y>trois deux</a>"),
        ("html", "{{#if a}}Un deux{{/if}}, trois six", "{{#if a}}deux Un{{/if}}, six trois"),
        ("html", "Un mot<sup>1 </sup>et.", ". et mot<sup>1</sup> Un"),
        ("html", "Le SO<sub>4</sub><sup>2-</sup> et.", ". et SO<sub>4</sub><sup>2-</sup> Le"),
        ("html", "Le CO<sub>2</sub><sup><a href=a>2</a></sup> et.",
         ". et CO<sub>2</sub><sup><a href=a>2</a></sup> Le"),
        ("html", "10<sup>6</sup> fois 30 m<sup>2</sup>", "m<sup>2</sup> 30 fois 10<sup>6</sup>"),
        ("md", "Un [lien](x){: .b } et `a`{.c} mot.", ". mot `a`{.c} et [lien](x){: .b } Un"),
        ("md", "Un mot {#id}", "mot Un {#id}"),
        ("md", "Un {{< b n=1 >}}deux trois{{< /b >}} quatre.", ". quatre {{< b n=1 >}}trois deux{{< /b >}} Un"),
        ("md", "Un `a  b` mot.", ". mot `a  b` Un"),
    ],
)  # fmt: skip
def test_a_reversed_text_has_its_tags_where_they_belong(suffix: str, text: str, expected: str):
    out, done = through(text, reverse, suffix=suffix)

    assert out == expected
    assert [finding for finding in done.findings if finding.severity == "severe"] == []


def test_what_takes_the_place_of_another_mark_has_its_own_space():
    marks = (InlineTag(start=7, end=7, tag="x", open="<x/>"), InlineTag(start=12, end=12, tag="img", open="<img>"))
    shown = show(Block(kind="paragraph", text="un mot  (a)  c", markup=marks))
    text = "un mot{}a{}c".format(*(atom.char for atom in shown.atoms))  # glued, as where two change places
    places = [replace(mark, start=at, end=at + 1) for mark, at in zip(shown.marks, (6, 8), strict=True)]

    assert restore(text, places, shown.atoms, ()).text == "un mot  a  c"


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("md", "Le n^o^ un.", "Le nummer un."),
        ("html", "Le n<sup>o</sup> un.", "Le nummer un."),
        ("html", "Le n<sup>o</sup> un <sup></sup> et.", "Le nummer un <sup></sup> et."),
        ("html", "Le mot <sup>1</sup> un.", "Le mot <sup>1</sup> un."),
    ],
)
def test_a_superscript_of_french_spelling_is_not_left_without_letters(suffix: str, text: str, expected: str):
    out, _ = through(text, lambda words: ["nummer" if word == "no" else word for word in words], suffix=suffix)

    assert out.replace(" .", ".") == expected


def test_the_end_of_a_word_that_depends_on_a_template_is_told():
    out, done = through("Deux mot{% if n %}s{% endif %} ici", reverse)

    assert out == "mot Deux{% if n %}s{% endif %} ici"
    assert [(one.severity, one.message) for one in done.findings if one.check == "markup"] == [
        ("severe", "not translated: s, which depends on a template")
    ]


# Random nests of everything, in which every tag has a number of its own.

_WORDS = ("un", "deux", "trois", "quatre", "cinq", "Paris", "maison", "vert", ",", ".", "« oui »", "l'eau")
_ELEMENTS = {
    "html": (
        ('<b id="{n}">', "</b>"),
        ('<a href="#{n}">', "</a>"),
        ('<mark id="{n}">', "</mark>"),
        ("{{{{< box {n} >}}}}", "{{{{< /box >}}}}"),
        ("[box n={n}]", "[/box]"),
    ),
    "md": (
        ("**", "**"),
        ("[", "](#{n})"),
        ("{{{{< box {n} >}}}}", "{{{{< /box >}}}}"),
        ("{{{{% box {n} %}}}}", "{{{{% /box %}}}}"),
    ),
    "xlf": (
        ('<g id="{n}">', "</g>"),
        ('<x id="START_LINK_{n}"/>', '<x id="CLOSE_LINK_{n}"/>'),
        ('<bpt id="{n}">b</bpt>', '<ept id="{n}">b</ept>'),
    ),
}
_KEPT = {
    "html": ('<code id="{n}">a : "b"</code>', '<kbd id="{n}">Ctrl</kbd>', '<i translate="no" id="{n}">1,50 €</i>'),
    "md": ('`a{n} : "b"`', "`1 000  {n}`"),
    "xlf": ('<mrk mtype="protected" mid="{n}">1,50 € « a »</mrk>',),
}
_POINTS = {
    "html": (
        '<img src="{n}">',
        '<br id="{n}">',
        '<span id="{n}"></span>',
        "<!--{n}-->",
        "{{{{ v{n} }}}}",
        "<%= v{n} %>",
    ),
    "md": ("![]({n}.png)", "{{{{< icon {n} >}}}}", "{{{{ v{n} }}}}", "[^{n}]", "<a id='{n}'></a>"),
    "xlf": ('<x id="{n}"/>', '<ph id="{n}">a</ph>', '<x id="{n}" ctype="lb"/>'),
}
_CONTROLS = {
    "html": (
        ("{{% if v{n} %}}", "{{% else %}}", "{{% endif %}}"),
        ("{{{{#if v{n}}}}}", "{{{{else}}}}", "{{{{/if}}}}"),
        ("{{{{ if .v{n} }}}}", "{{{{ else }}}}", "{{{{ end }}}}"),
        ("<% if v{n} %>", "<% else %>", "<% end %>"),
        ("<?php if ($v{n}): ?>", "<?php else: ?>", "<?php endif; ?>"),
    ),
    "md": (("{{% if v{n} %}}", "{{% else %}}", "{{% endif %}}"), ("{{{{#if v{n}}}}}", "{{{{else}}}}", "{{{{/if}}}}")),
    "xlf": (("{{% if v{n} %}}", "{{% else %}}", "{{% endif %}}"),),
}
_TAG = {
    "html": re.compile(
        r"<code.*?</code>|<kbd.*?</kbd>|<i .*?</i>|<!--.*?-->|\{\{<.*?>\}\}|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|<\?.*?\?>|"
        r"<[^<>]*>|\[/?box.*?\]"
    ),
    "md": re.compile(
        r"`[^`]*`|!\[\]\(.*?\)|\{\{<.*?>\}\}|\{\{%.*?%\}\}|\{\{.*?\}\}|\{%.*?%\}|\[\^\d+\]|<[^<>]*>|\*\*|\]\(.*?\)|\["
    ),
    "xlf": re.compile(r"<mrk.*?</mrk>|<(bpt|ept|ph) .*?</\1>|\{%.*?%\}|<[^<>]*>"),
}
_CONTROL = re.compile(
    r"\{%-? ?(?:if|else|endif)|\{\{(?:#if|/if|else)|\{\{ (?:if|else|end)\b|<% (?:if|else|end)|<\?php (?:if|else|endif)"
)


@st.composite
def texts(draw: st.DrawFn, suffix: str) -> str:
    rng = random.Random(draw(st.integers(0, 2**32)))
    number = 0

    def fill(depth: int) -> str:
        nonlocal number
        parts = []
        for _ in range(rng.randint(1, 4)):
            number += 1
            kind = rng.random()
            if kind < 0.45 or depth > 2:
                part = rng.choice(_WORDS)
            elif kind < 0.6:
                open_, close = rng.choice(_ELEMENTS[suffix])
                part = f"{open_.format(n=number)}{fill(depth + 1)}{close.format(n=number)}"
            elif kind < 0.72:
                part = rng.choice(_KEPT[suffix]).format(n=number)
            elif kind < 0.88:
                part = rng.choice(_POINTS[suffix]).format(n=number)
            else:
                first, middle, last = rng.choice(_CONTROLS[suffix])
                part = f"{first.format(n=number)}{fill(depth + 1)}{middle.format()}{fill(depth + 1)}{last.format()}"
            parts += [part, rng.choice((" ", " ", " ", ""))]
        return "".join(parts).strip()

    return f"Un {fill(0)} mot."


ORDERS: dict[str, Callable[[random.Random], Order]] = {
    "reversed": lambda rng: reverse,
    "shuffled": lambda rng: lambda words: rng.sample(words, len(words)),
    "lost": lambda rng: lambda words: [word for word in words if rng.random() > 0.3] or words[:1],
    "twice": lambda rng: lambda words: [word for word in words for _ in range(rng.choice((1, 1, 1, 2)))],
    "empty": lambda rng: lambda words: [],
}


@pytest.mark.parametrize("suffix", ["html", "md", "xlf"])
@settings(max_examples=EXAMPLES, deadline=None, derandomize="BABELPRESS_EXAMPLES" not in os.environ)
@given(st.data(), st.sampled_from(sorted(ORDERS)), st.booleans(), st.booleans())
def test_random_nests_keep_every_tag_its_part_and_what_is_kept(
    suffix: str, data: st.DataObject, order: str, aligned: bool, postedit: bool
):
    text = data.draw(texts(suffix))
    if not postedit:  # without which no value in a text is masked
        text = re.sub(r"\{\{ v\d+ \}\}", "vert", text)

    article = read(text, suffix)
    prose = " ".join(block.text for block in article.blocks if block.kind != "skeleton")
    assume(
        not re.search(r"[\[\]*`]", re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", prose))
    )  # syntax that the format does not read
    out, done = through(text, ORDERS[order](random.Random(text)), suffix=suffix, aligned=aligned, postedit=postedit)

    assert parts_of(out, suffix) == parts_of(text, suffix)
    assert not re.search("[\ue000-\uf8ff]", repr(done))


def parts_of(text: str, suffix: str) -> list[tuple[str, Counter[str]]]:
    """The tags that control texts in their order, each with the other tags between it and the next."""
    found: list[tuple[str, Counter[str]]] = [("", Counter())]
    # where ** and ` would not begin or end a span
    if suffix == "md":
        text = re.sub("</?strong>", "**", re.sub("</?code>", "`", text.replace("\\:", ":")))
    for match in _TAG[suffix].finditer(text):
        if _CONTROL.match(match[0]):
            found.append((match[0], Counter()))
        else:
            found[-1][1][match[0]] += 1
    return found


@pytest.mark.parametrize(
    "text",
    [
        "mot <img src=a> " * 3000,
        "mot<sup>1</sup> " * 3000,
        "{% if a %} mot " * 3000,
        "{% endif %} mot " * 3000,
        "{{#a}}{{< b >}}" * 3000 + "mot" + "{{< /b >}}" * 3000,
        "<b>" * 10_000 + "un mot" + "</b>" * 10_000,
        "{{< b >}}" * 10_000 + "un mot" + "{{< /b >}}" * 10_000,
        "{{ un {% deux <% trois [quatre " * 1000,
    ],
    ids=lambda text: text[:16],
)
def test_a_text_of_tags_takes_linear_time(text: str):
    start = time.perf_counter()

    out, _ = through(text, reverse, suffix="html")

    assert time.perf_counter() - start < 60  # a second or two; minutes if it were the square of the length
    assert parts_of(out, "html")[1:] == parts_of(text, "html")[1:]
