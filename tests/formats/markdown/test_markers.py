"""Lines of Markdown that are syntax: which of their words are texts, and that the rest stays."""

import io
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import VERBATIM, Article
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions

FORMAT = MarkdownFormat(MarkdownFormatOptions())


def read(text: str, name: str = "essai.md") -> Article:
    (item,) = FORMAT.read_stream(io.BytesIO(text.encode()), name=name)
    assert isinstance(item, Article), item
    return item


def texts(text: str, name: str = "essai.md") -> list[str]:
    return [block.text for block in read(text, name).blocks if block.kind not in VERBATIM]


def loud(text: str, name: str = "essai.md") -> str:
    """The document with every text that is not kept in capitals."""
    blocks = []
    for block in read(text, name).blocks:
        if block.kind not in VERBATIM:
            kept = {index for mark in block.markup if mark.keep for index in range(mark.start, mark.end)}
            new = "".join(c if index in kept else c.upper() for index, c in enumerate(block.text))
            block = replace(block, text=new)
        blocks.append(block)
    return FORMAT.render(blocks, language="fr").decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::tip Bon à savoir\n\nun mot\n\n:::\n", ":::tip BON À SAVOIR\n\nUN MOT\n\n:::\n"),
        (":::tip[Bon à savoir]\nun mot\n:::\n", ":::tip[BON À SAVOIR]\nUN MOT\n:::\n"),
        (":::tip[Bon `code`]{.a #b}\nun mot\n:::\n", ":::tip[BON `code`]{.a #b}\nUN MOT\n:::\n"),
        ("::: warning Attention\nun mot\n:::\n", "::: warning ATTENTION\nUN MOT\n:::\n"),
        ('::: accordion "Un titre"\nun mot\n:::\n', '::: accordion "UN TITRE"\nUN MOT\n:::\n'),
        ("??? Un titre\n\nun mot\n\n???\n\nun mot\n", "??? UN TITRE\n\nUN MOT\n\n???\n\nUN MOT\n"),
        ("???? Un\n??? Deux\nun mot\n???\n????\n", "???? UN\n??? DEUX\nUN MOT\n???\n????\n"),
        ("!!!danger Un titre\nun mot\n!!!\n", "!!!danger UN TITRE\nUN MOT\n!!!\n"),
        ("+++ Un\nun mot\n+++ Deux\nun mot\n+++\n", "+++ UN\nUN MOT\n+++ DEUX\nUN MOT\n+++\n"),
        ("??? « Un » titre\nun mot\n???\n", "??? « UN » TITRE\nUN MOT\n???\n"),
        ("- un\n\n  ??? Deux\n  un mot\n  ???\n", "- UN\n\n  ??? DEUX\n  UN MOT\n  ???\n"),
        ("??? un mot\nici\n\n!!! un mot\n", "??? UN MOT\nICI\n\n!!! UN MOT\n"),
        ("::: details Voir {open}\nun mot\n:::\n", "::: details VOIR {open}\nUN MOT\n:::\n"),
        ("::::note\n:::tip\nun mot\n:::\n::::\n", "::::note\n:::tip\nUN MOT\n:::\n::::\n"),
        ("::: code-group\nun mot\n:::\n", "::: code-group\nUN MOT\n:::\n"),
        (":::{note} Un titre\n:class: tip\nun mot\n:::\n", ":::{note} UN TITRE\n:class: tip\nUN MOT\n:::\n"),
        ("::: {.callout-note}\nun mot\n:::\n", "::: {.callout-note}\nUN MOT\n:::\n"),
        ("```{note} Un titre\nun mot\n```\n", "```{note} UN TITRE\nUN MOT\n```\n"),
        ("un mot\n\n```{note} Un titre\nun mot\n\nici\n", "UN MOT\n\n```{note} UN TITRE\nUN MOT\n\nICI\n"),
        ("- un\n\n  ```{tip}\n  un mot\n\nici\n", "- UN\n\n  ```{tip}\n  UN MOT\n\nICI\n"),
        ("un\n\n```{note}\nun mot\n\n```{tip}\nici\n", "UN\n\n```{note}\nun mot\n\n```{tip}\nici\n"),
        (
            "```{figure} a.png\n:alt: Un pont\n:name: fig\n\nla légende\n```\n",
            "```{figure} a.png\n:alt: UN PONT\n:name: fig\n\nLA LÉGENDE\n```\n",
        ),
        ("un mot\n\n```{toctree}\n:maxdepth: 2\na/b\n```\n", "UN MOT\n\n```{toctree}\n:maxdepth: 2\na/b\n```\n"),
        ("un mot\n\n:::{toctree}\na/b\n:::\n", "UN MOT\n\n:::{toctree}\na/b\n:::\n"),
        ('!!! note "Un titre"\n    un mot\n\n    encore\n', '!!! note "UN TITRE"\n    UN MOT\n\n    ENCORE\n'),
        ("!!! note\n    un mot\nun autre\n", "!!! note\n    UN MOT\nUN AUTRE\n"),
        ("!!! tip inline end\n\n    un mot\n", "!!! tip inline end\n\n    UN MOT\n"),
        ('???+ tip "Un titre"\n    - un mot\n', '???+ tip "UN TITRE"\n    - UN MOT\n'),
        ('=== "Sous C"\n\n    ``` c\n    int a;\n    ```\n', '=== "SOUS C"\n\n    ``` c\n    int a;\n    ```\n'),
        ('!!! note ""\n    un mot\n', '!!! note ""\n    UN MOT\n'),
        ("/// note | Un titre\nun mot\n///\n", "/// note | UN TITRE\nUN MOT\n///\n"),
        ("/// html | div.un-mot\nun mot\n///\n", "/// html | div.un-mot\nUN MOT\n///\n"),
        ('un [mot](b){target=_blank .a title="un mot"}\n', 'UN [MOT](b){target=_blank .a title="UN MOT"}\n'),
        ('{% image "a/b.png", "Un mot" %}\n', '{% image "a/b.png", "UN MOT" %}\n'),
        ('un {{< bouton "Un mot" "un mot" >}} ici\n', 'UN {{< bouton "UN MOT" "un mot" >}} ICI\n'),
        ("%% rien %%\n\nun %%rien%% mot\n", "%% rien %%\n\nUN %%rien%% MOT\n"),
        ("%%\nrien\n\nde plus\n%%\n\nun mot\n", "%%\nrien\n\nde plus\n%%\n\nUN MOT\n"),
        ("un %% et %%d ici\n", "UN %% ET %%D ICI\n"),
        ('{{< a titre="un mot" id="un mot" >}}\n', '{{< a titre="UN MOT" id="un mot" >}}\n'),
        ("un {{< mot\n  >}} ici\n", "UN {{< mot\n  >}} ICI\n"),
        ('un <abbr title="un\nmot">m</abbr>\n', 'UN <abbr title="UN MOT">M</abbr>\n'),
        ("[un][b]\n\n[b]: /c 'un mot'\n", "[UN][b]\n\n[b]: /c 'UN MOT'\n"),
        ("a ![un `mot`][b]\n\n[b]: /c\n", "A ![UN MOT][b]\n\n[b]: /c\n"),
        ("a ![un mot]\n\n[un mot]: /c\n", "A ![UN MOT][un mot]\n\n[un mot]: /c\n"),
        ("a ![un mot][]\n\n[un mot]: /c\n", "A ![UN MOT][un mot]\n\n[un mot]: /c\n"),
        ("> [!NOTE]\n> un mot\n", "> [!NOTE]\n> UN MOT\n"),
        ("> [!tip]- Un titre\n> un mot\n> encore\n", "> [!tip]- UN TITRE\n> UN MOT\n> ENCORE\n"),
        ("un mot\n{: .a #b }\n", "UN MOT\n{: .a #b }\n"),
        ("* un mot\n{:toc}\n", "* UN MOT\n{:toc}\n"),
        ("> un mot\n{: .prompt-tip }\n", "> UN MOT\n{: .prompt-tip }\n"),
        ("{::options toc_levels='1..3' /}\n\nun mot\n", "{::options toc_levels='1..3' /}\n\nUN MOT\n"),
        ("un mot\n\n{::comment}\nrien à voir\n{:/comment}\n", "UN MOT\n\n{::comment}\nrien à voir\n{:/comment}\n"),
        ("mot\n: la suite\n: fin\n\nun\n: mot\n", "MOT\n: LA SUITE\n: FIN\n\nUN\n: MOT\n"),
        ("un HTML\n\n*[HTML]: langage du web\n", "UN HTML\n\n*[HTML]: LANGAGE DU WEB\n"),
        ('un mot\n\n--8<-- "a/b.md"\n', 'UN MOT\n\n--8<-- "a/b.md"\n'),
        ("un mot\n\n--8<--\na/b.md\n--8<--\n", "UN MOT\n\n--8<--\na/b.md\n--8<--\n"),
        ("un mot\n\n[TOC]\n", "UN MOT\n\n[TOC]\n"),
        ("un mot\n\n[[toc]]\n", "UN MOT\n\n[[toc]]\n"),
        ("(ma-cible)=\n# un mot\n", "(ma-cible)=\n# UN MOT\n"),
        ("# un mot {#mon-id}\n\nla suite\n", "# UN MOT {#mon-id}\n\nLA SUITE\n"),
        ("## un mot {#mon-id .a}\n", "## UN MOT {#mon-id .a}\n"),
        ('## un mot <a id="b"></a>\n', '## UN MOT <a id="b"></a>\n'),
        ("un mot {.a} ici\n", "UN MOT {.a} ICI\n"),
        ("un `mot`{:.language-js} ici\n", "UN `mot`{:.language-js} ICI\n"),
        ("voir ==un mot== ici\n", "VOIR ==UN MOT== ICI\n"),
        ("tapez ++ctrl+c++ ici\n", "TAPEZ ++ctrl+c++ ICI\n"),
        ("voir [[ma page]] et [[ma page|le mot]]\n", "VOIR [[ma page]] ET [[ma page|LE MOT]]\n"),
        ("voir {doc}`/guide/debut` et {ref}`le mot <a>`\n", "VOIR {doc}`/guide/debut` ET {ref}`LE MOT <a>`\n"),
        ("un mot\n\n\\[\nx = un\n\\]\n", "UN MOT\n\n\\[\nx = un\n\\]\n"),
        ("un mot\n\n\\begin{align}\nx\n\\end{align}\n", "UN MOT\n\n\\begin{align}\nx\n\\end{align}\n"),
        ('{% hint style="info" %}\nun mot\n{% endhint %}\n', '{% hint style="info" %}\nUN MOT\n{% endhint %}\n'),
        ('{{< fig src="a.png" caption="un mot" >}}\n', '{{< fig src="a.png" caption="UN MOT" >}}\n'),
        ('{% include a.html titre="Attention" %}\n\nun mot\n', '{% include a.html titre="Attention" %}\n\nUN MOT\n'),
        ("un mot\nici ^bloc-1\n\nun mot\n\n^b2\n", "UN MOT\nICI ^bloc-1\n\nUN MOT\n\n^b2\n"),
        ("- un mot ^b1\n- un mot ^b2\n", "- UN MOT ^b1\n- UN MOT ^b2\n"),
        ("un mot\n\n% un mot\n\nun mot\n", "UN MOT\n\n% un mot\n\nUN MOT\n"),
        ('+++ { "a": true }\n\nun mot\n+++\nun mot\n', '+++ { "a": true }\n\nUN MOT\n+++\nUN MOT\n'),
        ('{% include figure.html src="a" alt="un mot" %}\n', '{% include figure.html src="a" alt="UN MOT" %}\n'),
        ("[un mot]({{ site.url }}{% link a b.md %})\n", "[UN MOT]({{ site.url }}{% link a b.md %})\n"),
        ("{% if a %}un mot{% else %}rien{% endif %}\n", "{% if a %}UN MOT{% else %}RIEN{% endif %}\n"),
        (
            "| un {% if a %}mot{% endif %} ici |\n|--|\n| {% if a %}un{% else %}mot{% endif %} |\n",
            "| UN {% if a %}MOT{% endif %} ICI |\n|--|\n| {% if a %}UN{% else %}MOT{% endif %} |\n",
        ),
        ("::youtube[un mot]{id=1}\n", "::youtube[UN MOT]{id=1}\n"),
        ("un mot ^bloc-1\n\n- un mot ^b\n", "UN MOT ^bloc-1\n\n- UN MOT ^b\n"),
        ("un mot ^deux mots\n", "UN MOT ^DEUX MOTS\n"),
        ("un mot\n\n% une remarque\n\nun mot\n", "UN MOT\n\n% une remarque\n\nUN MOT\n"),
        ("% un titre\n% un auteur\n\nun mot\n", "% UN TITRE\n% UN AUTEUR\n\nUN MOT\n"),
        ("un mot\n\n\nles 20\n% de tous\n", "UN MOT\n\n\nLES 20\n% DE TOUS\n"),
        ('un mot\n\n+++ {"clé": "un mot"}\n\nun mot\n', 'UN MOT\n\n+++ {"clé": "un mot"}\n\nUN MOT\n'),
    ],
)
def test_the_texts_of_markers_are_translated_and_the_rest_stays(text, expected):
    assert FORMAT.render(read(text).blocks, language="fr").decode() == text
    assert loud(text) == expected
    assert loud(text.replace("\n", "\r\n")) == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Un mot {/*mon-id*/}\n", "## UN MOT {/*mon-id*/}\n"),
        ("## un {/* b */} mot {/* c */}\n", "## UN {/* b */} MOT {/* c */}\n"),
        ("{/* rien */}\n\nun mot\n", "{/* rien */}\n\nUN MOT\n"),
        ("{/* rien\n\nde plus */}\n\nun mot\n", "{/* rien\n\nde plus */}\n\nUN MOT\n"),
        (
            "import A from 'a';\nimport {\n  b,\n\n  c\n} from 'd'\n\nun mot\n",
            "import A from 'a';\nimport {\n  b,\n\n  c\n} from 'd'\n\nUN MOT\n",
        ),
        (
            "export const a = {\n  b: 'c',\n\n  d: '}',\n};\n\nun mot\n",
            "export const a = {\n  b: 'c',\n\n  d: '}',\n};\n\nUN MOT\n",
        ),
        ("prix {a > 3 ? 'cher' : 'pas'} ici\n", "PRIX {a > 3 ? 'cher' : 'pas'} ICI\n"),
        ("prix ${a > 3 ? 'cher' : 'pas'} ici $5\n", "PRIX ${a > 3 ? 'cher' : 'pas'} ICI $5\n"),
        (
            "<Tabs>\n<Tab label=\"un mot\" value='b'>\n\nun mot\n\n</Tab>\n</Tabs>\n",
            "<Tabs>\n<Tab label=\"UN MOT\" value='b'>\n\nUN MOT\n\n</Tab>\n</Tabs>\n",
        ),
        (
            "<Card title={'un mot'} icon={<I a=\"b\" />}>\n  un mot\n</Card>\n",
            "<Card title={'UN MOT'} icon={<I a=\"b\" />}>\n  UN MOT\n</Card>\n",
        ),
        ('un <Link to="/a">mot</Link> ici\n', 'UN <Link to="/a">MOT</Link> ICI\n'),
        ("<div>\n  **un mot**\n</div>\n", "<div>\n  **UN MOT**\n</div>\n"),
        ("<>\n\nun mot\n\n</>\n", "<>\n\nUN MOT\n\n</>\n"),
        ("<A\n  b={{c: [1]}}\n  d\n/>\n\nun mot\n", "<A\n  b={{c: [1]}}\n  d\n/>\n\nUN MOT\n"),
        ("<A>\n    - un mot\n    - un **autre**\n</A>\n", "<A>\n    - UN MOT\n    - UN **AUTRE**\n</A>\n"),
        ("un {mot\n", "UN {MOT\n"),
        (
            "<details>\n<summary>un mot</summary>\n\nun mot\n\n</details>\n",
            "<details>\n<summary>UN MOT</summary>\n\nUN MOT\n\n</details>\n",
        ),
    ],
)
def test_the_texts_of_mdx_are_translated_and_its_code_stays(text, expected):
    assert FORMAT.render(read(text, "a.mdx").blocks, language="fr").decode() == text
    assert loud(text, "a.mdx") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>un mot</p>\n", "<p>UN MOT</p>\n"),
        ('<img alt="un mot" src="a.png">\n', '<img alt="UN MOT" src="a.png">\n'),
        (
            "<details>\n<summary>un mot</summary>\n\nla *suite*\n\n</details>\n",
            "<details>\n<summary>UN MOT</summary>\n\nLA *SUITE*\n\n</details>\n",
        ),
        (
            "<figure>\n<img src='a'>\n<figcaption>un mot</figcaption>\n</figure>\n",
            "<figure>\n<img src='a'>\n<figcaption>UN MOT</figcaption>\n</figure>\n",
        ),
        ("> <p>un mot\n> encore</p>\n", "> <p>UN MOT\n> ENCORE</p>\n"),
        ("- a\n\n  <div>\n  un mot\n  </div>\n", "- A\n\n  <div>\n  UN MOT\n  </div>\n"),
        ("<pre>\nun mot\n</pre>\n\na\n", "<pre>\nun mot\n</pre>\n\nA\n"),
        ("<!-- un mot -->\n\na\n", "<!-- un mot -->\n\nA\n"),
        ('<div markdown="1">\nun *mot*\n</div>\n', '<div markdown="1">\nUN *MOT*\n</div>\n'),
        (
            "<p>un [mot **ici**](a?b=é&c=d) `un` [[a|mot]] [[un]] <b>et [a](b)</b></p>\n",
            "<p>UN [MOT **ICI**](a?b=é&c=d) `un` [[a|MOT]] [[un]] <b>ET [A](b)</b></p>\n",
        ),
        (
            "<p>un [mot <i>ici</i>](a) <b>un [mot</b>](b) &amp; [d](e&amp;f)</p>\n",
            "<p>UN [MOT <i>ICI</i>](a) <b>UN [MOT</b>](B) &amp; [D](e&amp;f)</p>\n",
        ),
        ('<a href="b" title="un mot">la suite</a>\n', '<a href="b" title="UN MOT">LA SUITE</a>\n'),
    ],
)
def test_the_texts_of_html_blocks_are_translated(text, expected):
    assert FORMAT.render(read(text).blocks, language="fr").decode() == text
    assert loud(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import A from 'a'\n\n<Card>\n    un mot\n</Card>\n", True),
        ("# un mot {/*id*/}\n", True),
        ("<script setup>\nimport A from 'a'\n</script>\n\nun mot\n", False),
        ("```js\nimport A from 'a'\n```\n\nun mot\n", False),
        ("~~~\n```\nimport A from 'a'\n~~~\n\nun mot\n", False),
        ("un mot\n\nimport de données\n", False),
    ],
)
def test_imports_and_comments_outside_of_code_make_a_document_mdx(text, expected):
    assert any(mark.tag == "dialect" for mark in read(text).blocks[0].markup) == expected


def test_white_space_before_an_attribute_list_belongs_to_it():
    (block,) = (block for block in read("la page {#suite} et **ici** {.b}.\n").blocks if block.kind not in VERBATIM)

    assert block.text == "la page et ici."
    assert [mark.open for mark in block.markup if mark.inline] == [" {#suite}", "**", " {.b}"]


def test_attributes_that_readers_see_are_known_by_the_last_word_of_their_names():
    text = (
        '<Recipes titleText="un mot" titleId="un mot" button-label="un mot" context="un mot">\n\nun mot\n\n</Recipes>\n'
    )

    assert loud(text) == text.replace('titleText="un mot"', 'titleText="UN MOT"').replace(
        'label="un mot"', 'label="UN MOT"'
    ).replace("\nun mot", "\nUN MOT")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Bonjour, dit-il.\n\n—\xa0Au revoir !\n", ["Bonjour, dit-il.", "Au revoir !"]),
        ("— Bonjour.  \n— Au *revoir* !\\\n– Bien.\n", ["Bonjour.", "Au revoir !", "Bien."]),
        ("Il dit :\n— Bonjour\nà tous.\n", ["Il dit :", "Bonjour\nà tous."]),
        ("> — Bonjour.\n> — Oui.\n", ["Bonjour.", "Oui."]),
        ("- — Bonjour.\n", ["Bonjour."]),
        ("— **Bonjour\n— Oui**\n", ["— Bonjour\n— Oui"]),
        ("Lyon — Paris\n", ["Lyon — Paris"]),
        ("— {% if a %}Oui{% endif %} bien\n", ["Oui", "bien"]),
    ],
)
def test_the_dash_of_a_speech_is_no_part_of_its_text(text, expected):
    assert texts(text) == expected
    assert FORMAT.render(read(text).blocks, language="fr").decode() == text
    assert loud(text) == text.upper().replace("{% IF A %}", "{% if a %}").replace("{% ENDIF %}", "{% endif %}")


@given(
    indents=st.lists(st.integers(0, 12), min_size=2, max_size=6),
    marker=st.sampled_from(["-", "*", "1."]),
    start=st.sampled_from(["<A>\n", "<A>\n  <B>\n", "<A>\n\n", ":::tip\n\n"]),
)
def test_an_item_of_mdx_is_one_however_far_it_is_indented(indents, marker, start):
    items = "".join(f"{' ' * indent}{marker} un mot\n" for indent in indents)
    text = f"{start}{items}"

    assert texts(text, "a.mdx") == ["un mot"] * len(indents)
    assert loud(text, "a.mdx") == text.replace("un mot", "UN MOT")


@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
@pytest.mark.parametrize(
    "unit",
    [
        ":::note\n",
        ":::{toctree}\n",
        "```{note}\n",
        '!!! note "a"\n    b\n',
        "{",
        "<A b={",
        "import {\n\n",
        "export const a = {\n\n",
        "{ref}`",
        ":abbr[",
        "{{ ",
        "{% a\n",
        "{{< a\n\n",
        "> [!NOTE]\n",
        "a\n: b\n",
        "$$\n",
        "{::comment}\n",
        "??? a\n",
        "%%\n",
        "{% if a %}",
        "[a]({{ ",
        "## a {#b} {/*",
        "— a\n",
        "\t- a\n",
    ],
)
def test_what_is_never_closed_comes_back_in_linear_time(unit, name):
    text = f"mot\n\n{unit * (20_000 // len(unit))}\n\nfin\n"

    began = time.process_time()
    (item,) = FORMAT.read_stream(io.BytesIO(text.encode()), name=name)

    assert isinstance(item, Article)
    assert FORMAT.render(item.blocks, language="fr").decode() == text
    assert time.process_time() - began < 20


def test_mixed_line_ends_and_tabs_come_back():
    text = ":::note\tUn mot\r\n\tun mot\r:::\n\n!!! note\r\n\tun mot\n\r\n- a\r\n\t- un mot\rfin\n"

    assert FORMAT.render(read(text).blocks, language="fr").decode() == text
    assert loud(text).lower() == text.lower()


@pytest.mark.parametrize(("opening", "closing"), [("{{ ", " }}"), ("{% ", " %}"), ("{{< ", " >}}"), ("{{% ", " %}}")])
@pytest.mark.parametrize("around", ["{}", "Un mot {} ici."])
def test_a_shortcode_is_one_whatever_its_length(around, opening, closing):
    """A component of Nunjucks has a whole table as its argument."""
    rows = "".join(f"        ['Une ligne {row}', '`A*B*_{row}_'],\n" for row in range(2_000))
    source = (
        "# Titre\n\n" + around.format(f'{opening}component("table", {{\n    data: [\n{rows}    ]\n}}){closing}') + "\n"
    )
    blocks = read(source).blocks
    assert "Une ligne" not in "".join(block.text for block in blocks if block.kind not in VERBATIM)
    assert loud(source) == source.replace("Titre", "TITRE").replace("Un mot", "UN MOT").replace(" ici", " ICI")


@pytest.mark.parametrize("sign", ["???", "???+", "??? note", "!!! note"])
def test_details_may_have_a_title_and_no_kind(sign):
    source = f'{sign} "Un titre"\n\n    ```python\n    un code\n    ```\n\n    Un texte.\n'
    assert loud(source) == source.replace("Un titre", "UN TITRE").replace("Un texte", "UN TEXTE")
