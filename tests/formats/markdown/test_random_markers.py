"""Random documents with every marker: an independent parser finds the same structure after every text has changed."""

import io
import os
import re
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from babelpress.document import VERBATIM, Article, Block
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions

FORMAT = MarkdownFormat(MarkdownFormatOptions())
MANY = settings(
    max_examples=int(os.environ.get("BABELPRESS_EXAMPLES", "150")),
    deadline=None,
    derandomize="BABELPRESS_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)

WORDS = st.lists(
    st.sampled_from(["une", "fenêtre", "de", "l’été", "porte", "grande", "maison", "le", "jardin", "voit"]),
    min_size=1,
    max_size=6,
).map(" ".join)
CAPITAL = WORDS.map(lambda words: words.capitalize() + ".")
NUMBER = st.integers(min_value=1, max_value=99)
INLINE = st.one_of(
    WORDS,
    WORDS.map("**{}**".format),
    WORDS.map("*{}*".format),
    st.builds("[{}](page{}.md)".format, WORDS, NUMBER),
    st.builds('[{}](page{}.md "{}")'.format, WORDS, NUMBER, WORDS),
    st.builds("[{}](a.md){{: .b{} }}".format, WORDS, NUMBER),
    st.builds("![{}](i{}.png)".format, WORDS, NUMBER),
    st.builds("`code_{}`".format, NUMBER),
    st.builds("`{}`{{.lang-{}}}".format, NUMBER, NUMBER),
    st.builds("[[Fiche {}|{}]]".format, NUMBER, WORDS),
    st.builds("{{ref}}`cible-{}`".format, NUMBER),
    st.builds("{{term}}`{} <cible{}>`".format, WORDS, NUMBER),
    st.builds("[^{}]".format, NUMBER),
    st.builds("++ctrl+{}++".format, NUMBER),
    st.builds("=={}==".format, WORDS),
    st.builds("{{{{ page.nom{} }}}}".format, NUMBER),
    st.builds("[{}]({{{{ site.url }}}}/{}.md)".format, WORDS, NUMBER),
    st.builds('<abbr title="{}">{}</abbr>'.format, WORDS, WORDS),
    st.builds("%% rien {} %%".format, NUMBER),
    st.builds("$x_{}$".format, NUMBER),
    st.builds(":emoji{}:".format, NUMBER),
    st.builds("{{< icone {} >}}".format, NUMBER),
)
LINES = st.lists(INLINE, min_size=1, max_size=5).map(lambda parts: "Voir " + " ".join(parts) + ".")


def indented(text: str, by: str = "    ") -> str:
    return re.sub(r"^(?=.)", by, text, flags=re.MULTILINE)


LEAVES = st.one_of(
    LINES,
    st.builds("{}\n{}".format, LINES, LINES),
    st.builds("## {} {{#id-{}}}".format, WORDS, NUMBER),
    st.builds("- {}\n- {}\n  - {}".format, LINES, CAPITAL, LINES),
    st.builds("1. {}\n2. {}".format, LINES, LINES),
    st.builds("- [ ] {}\n- [x] {}".format, CAPITAL, LINES),
    st.builds("| {} | {} |\n|---|:--|\n| {} | {} |".format, WORDS, WORDS, WORDS, CAPITAL),
    st.builds("{}\n: {}\n: {}".format, WORDS, LINES, CAPITAL),
    st.builds("> [!NOTE]\n> {}\n> {}".format, LINES, CAPITAL),
    st.builds("> [!tip]- {}\n> {}".format, WORDS, LINES),
    st.builds("{}\n{{: .note-{} }}".format, LINES, NUMBER),
    st.builds("* {}\n{{:toc}}".format, CAPITAL),
    st.builds("*[HTML{}]: {}".format, NUMBER, WORDS),
    st.builds('--8<-- "partie{}.md"'.format, NUMBER),
    st.builds("(cible-{})=\n# {}".format, NUMBER, WORDS),
    st.builds("[^{}]: {}".format, NUMBER, LINES),
    st.builds("```{{figure}} f{}.png\n:alt: {}\n:name: n{}\n\n{}\n```".format, NUMBER, WORDS, NUMBER, LINES),
    st.builds("```{{toctree}}\n:maxdepth: {}\nguide/debut\n```".format, NUMBER),
    st.builds("```py\nx = {}  # une porte\n```".format, NUMBER),
    st.builds("<details>\n<summary>{}</summary>\n\n{}\n\n</details>".format, WORDS, LINES),
    st.builds('<p align="center">{} <img src="{}.png" alt="{}"></p>'.format, WORDS, NUMBER, WORDS),
    st.builds("<!-- une porte {} -->".format, NUMBER),
    st.builds('{{{{< figure src="f{}.png" caption="{}" >}}}}'.format, NUMBER, WORDS),
    st.builds("{{% if page.a{} %}}{}{{% else %}}{}{{% endif %}}".format, NUMBER, WORDS, WORDS),
    st.builds("$$\nx_{} = 1\n$$".format, NUMBER),
    st.builds("::youtube[{}]{{id={}}}".format, WORDS, NUMBER),
    st.just("[TOC]"),
    st.just("* * *"),
)
BOXES = (
    ":::note\n\n{body}\n\n:::",
    ":::tip {title}\n\n{body}\n\n:::",
    "::: warning {title}\n{body}\n:::",
    ":::caution[{title}]{{.a{number}}}\n\n{body}\n\n:::",
    "::::info {title}\n\n{body}\n\n:::danger\n\n{title}\n\n:::\n\n::::",
    ":::{{admonition}} {title}\n:class: tip-{number}\n\n{body}\n:::",
    "````{{note}}\n{body}\n````",
    "/// note | {title}\n{body}\n///",
    "{{% hint a={number} %}}\n{body}\n{{% endhint %}}",
    "{{{{% boite n={number} %}}}}\n\n{body}\n\n{{{{% /boite %}}}}",
    '<Onglet valeur="{number}" label="{title}">\n\n{body}\n\n</Onglet>',
    '<div markdown="1" class="c{number}">\n\n{body}\n\n</div>',
)
INDENTED = (
    '!!! note "{title}"\n\n{body}',
    "??? tip\n\n{body}",
    '=== "{title}"\n\n{body}',
    '???+ info "{title}"\n\n{body}',
)


def _boxes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, min_size=1, max_size=2).map("\n\n".join)
    return st.one_of(
        st.builds(
            lambda box, title, number, body: box.format(title=title, number=number, body=body),
            st.sampled_from(BOXES),
            WORDS,
            NUMBER,
            body,
        ),
        st.builds(
            lambda box, title, body: box.format(title=title, body=indented(body)),
            st.sampled_from(INDENTED),
            WORDS,
            body,
        ),
        st.builds("> {}".format, body.map(lambda text: text.replace("\n", "\n> "))),
        st.builds("- Voir ici.\n\n{}".format, body.map(lambda text: indented(text, "  "))),
    )


DOCUMENTS = st.builds(
    lambda blocks, end: ("\n\n".join(blocks) + "\n").replace("\n", end),
    st.lists(st.recursive(LEAVES, _boxes, max_leaves=4), min_size=1, max_size=6),
    st.sampled_from(["\n", "\n", "\n", "\r\n"]),
)

MARKERS = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[ \t>-]*(:{2,}[ \t]*(?:\{[\w-]*\}|[\w-]*))",
        r"^[ \t>-]*((?:!!!|\?\?\?\+?) [\w-]+|===(?= \"))",
        r"(\[![\w-]+\][+-]?)",
        r"(\{[:#.][^{}\n]*\})",
        r"^[ \t>-]*(: )",
        r"(\*\[HTML\d+\]:)",
        r"(--8<-- .*?)\s*$",
        r"^[ \t>-]*(\(cible-\d+\)=)",
        r"(\[\^\d+\]:?)",
        r"(\[\[Fiche \d+)",
        r"(\{\w+\}`(?:cible-\d+)?)|(<cible\d+>)",
        r"(\+\+ctrl\+\d+\+\+)|(:emoji\d+:)|(\$x_\d+\$)|(%% rien \d+ %%)",
        r"(\{\{[^<%][^{}]*\}\})|(\{[{%]-?[<%]? ?/?\w+)",
        r"(</?[A-Za-z]+)|(<!-- .*? -->)",
        r"^[ \t>-]*(/{3}(?: \w+)?)",
        r"^[ \t>]*((?:[-*]|\d+\.)(?: \[[ x]\])? )",
        r"^[ \t>-]*(:\w+:(?! ?[^\W\d])[^\n]*)",
        r"\]\(([^()\s]*)",
        r"(`(?:code_)?\d+`)|(`{3,}(?:\{\w+\})?(?: f\d+\.png)?)",
        r"^[ \t>-]*(#{1,6} )",
    )
]
PLAIN = MarkdownIt("commonmark").enable("table")


def read(text: str) -> Article | None:
    (item,) = FORMAT.read_stream(io.BytesIO(text.encode()), name="essai.md")
    return item if isinstance(item, Article) else None


def turned(character: str) -> str:
    """Another letter of the same kind; letters that no marker has."""
    if character.isupper():
        return "Ж"
    return "ж" if character.isalpha() else character


def changed(block: Block) -> Block:
    """The block with other letters, but for what is kept."""
    if block.kind in VERBATIM:
        return block
    kept = {index for mark in block.markup if mark.keep for index in range(mark.start, mark.end)}
    text = "".join(c if index in kept else turned(c) for index, c in enumerate(block.text))
    return replace(block, text=text)


def shape(text: str) -> list[str]:
    """The blocks that CommonMark alone finds."""
    return [f"{token.type} {token.tag}" for token in PLAIN.parse(text)]


def markers(text: str) -> list[Counter[str]]:
    return [Counter("".join(found) for found in pattern.findall(text)) for pattern in MARKERS]


@MANY
@given(DOCUMENTS)
def test_markers_and_structure_stay_when_every_text_changes(document: str):
    article = read(document)
    if article is None:
        return
    assert FORMAT.render(article.blocks, language="fr").decode() == document

    new = FORMAT.render([changed(block) for block in article.blocks], language="fr").decode()

    assert shape(new) == shape(document)
    for found, wanted, pattern in zip(markers(new), markers(document), MARKERS, strict=True):
        assert found == wanted, pattern.pattern
    left = re.sub(r"%%.*?%%|<!--.*?-->|`[^`]*`|# une porte|\]\([^)\"]*|guide/debut", "", new)
    assert not re.search(r"\b(?:une|fenêtre|grande|maison|jardin|voit|Voir)\b", left)
