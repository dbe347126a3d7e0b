"""Random documents of every format, with templates, directives, empty marks and placeholders.

A generator returns a `Made`: a file and what is known of it. `random_documents.py` translates them and compares.
"""

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

_WORDS = """
maison jardin fenêtre porte lampe chaise tableau rideau couloir cuisine escalier grenier colline forêt rivière montagne
sentier champ verger moulin bateau voiture vélo camion navire chapeau manteau chemise pantalon botte panier bouteille
assiette cuillère couteau fourchette fromage beurre légume tomate carotte oignon salade cerise fraise pomme poire
oiseau chat chien cheval mouton vache poule lapin renard hérisson boulanger facteur médecin jardinier peintre musicien
voisin voisine cousin grand petit rouge bleu vert jaune joli calme rapide lourd léger propre simple profond étroit
regarde porte prépare trouve ramasse cherche montre raconte écoute dessine répare nettoie arrange ouvre ferme
"""
WORDS = sorted(set(_WORDS.split()))
"""What prose is made of."""
_BRANCH = "if|unless|elif|elsif|else|for|end\\w*"
BRANCHES = (
    rf"\{{%-? ?(?:{_BRANCH})\b.*?%\}}|\{{\{{[#^/]\w.*?\}}\}}|\{{\{{else\}}\}}|<%(?![=-]).*?%>"
    r"|\{\{ (?:if|else|end|with|range)\b.*?\}\}"
)
"""Marks between which words stay."""
CONTROL = BRANCHES + r"|\{\{[<%] /?(?:boite|onglets|tabs?|notice)\b.*?[%>]\}\}"
"""Marks that control each other."""
PAIRS = r'\{\{< tip id="(\d+)" >\}\}(.*?)\{\{< /tip >\}\}'
"""Marks around words, with which they move."""


@dataclass
class Made:
    """A random document.

    Attributes:
        path: Where it is, below a folder of its own.
        data: Its bytes.
        kept: Texts that the translation has as often as the document.
        spaced: Marks with white space or the end of a text on both sides.
        hanging: Marks that follow a word or a mark without white space.
    """

    path: str = ""
    data: bytes = b""
    kept: list[str] = field(default_factory=list)
    spaced: list[str] = field(default_factory=list)
    hanging: list[str] = field(default_factory=list)


Mark = Callable[["Maker"], str]


class Maker:
    """Makes texts and remembers what they are made of."""

    def __init__(self, rng: random.Random, marks: list[Mark], quote: Callable[[str], str] = str) -> None:
        self.rng = rng
        self.made = Made()
        self.marks = marks
        self._quote = quote
        self._pool: list[str] = []
        self._count = 0

    def number(self) -> int:
        """Return a number that was not given before."""
        self._count += 1
        return self._count

    def words(self, count: int = 1) -> str:
        """Return words that this sentence does not have yet."""
        if len(self._pool) < count:
            self._pool = self.rng.sample(WORDS, len(WORDS))
        taken = [self._pool.pop() for _ in range(count)]
        return self._quote(" ".join(taken))

    def few(self) -> str:
        return self.words(self.rng.randint(1, 3))

    def kept(self, text: str) -> str:
        """Return a text that has to stay; one with `#` has its number there."""
        text = text.replace("§", str(self.number()))
        self.made.kept.append(text)
        return text

    def spaced(self, text: str) -> str:
        text = self.kept(text)
        self.made.spaced.append(text)
        return text

    def hanging(self, text: str) -> str:
        text = self.kept(text)
        self.made.hanging.append(text)
        return text

    def sentence(self, end: str = ".", *, marks: int = 3) -> str:
        """Return a sentence: words, and marks between them."""
        if end == "." and self.rng.random() < 0.15:
            end = self.rng.choice(["\u00a0!", " ?", "\u202f?", "…", "!"])
        self._pool = self.rng.sample(WORDS, len(WORDS))
        parts = [self.words().capitalize()]
        left = self.rng.randint(0, marks) if self.marks else 0
        for place in range(self.rng.randint(3, 7) + left):
            if left and self.rng.random() < 0.5 and place:
                left -= 1
                made = self.rng.choice(self.marks)(self)
                if made.startswith("\b"):
                    parts[-1] += made[1:]
                else:
                    parts.append(made)
            else:
                parts.append(self.words())
        return self._joined(parts) + end

    def _joined(self, parts: list[str]) -> str:
        """Join words, here and there by other white space than one space."""
        if self.rng.random() < 0.85:
            return " ".join(parts)
        between = [self.rng.choice([" ", " ", " ", "\u00a0", ", ", "\u00a0: ", "\u00a0; ", " — "]) for _ in parts]
        return "".join(f"{space}{part}" for space, part in zip(["", *between[1:]], parts, strict=True))

    def plain(self) -> str:
        """Return a sentence without marks."""
        return self.sentence(marks=0)

    def text(self) -> str:
        return " ".join(self.sentence() for _ in range(self.rng.choice([1, 1, 1, 2, 3])))

    def finished(self, path: str, data: str | bytes) -> Made:
        self.made.path = path
        self.made.data = data if isinstance(data, bytes) else data.encode()
        return self.made

    def written(self, path: str, text: str, *, bom: bool = True) -> Made:
        """Finish a text file, some with the line ends of Windows, a byte order mark, no line end at its end."""
        made = self.made
        if self.rng.random() < 0.15:
            text = text.replace("\n", "\r\n")
            for known in (made.kept, made.spaced, made.hanging):
                known[:] = [each.replace("\n", "\r\n") for each in known]
        if self.rng.random() < 0.1:
            text = text.rstrip("\r\n")
        return self.finished(path, ("\ufeff" if bom and self.rng.random() < 0.1 else "") + text)


SCRIPTS: list[Mark] = [
    lambda m: m.kept("東京§"),
    lambda m: m.kept("Москва"),
    lambda m: m.kept("שלום"),
    lambda m: m.kept("🎉"),
    lambda m: m.kept("👩‍🚀"),
]
"""Words of other scripts, which stay."""


def _choice(maker: Maker, kinds: list[Callable[[Maker], str]], count: int) -> list[str]:
    return [maker.rng.choice(kinds)(maker) for _ in range(count)]


# Markdown

_MD: list[Mark] = [
    lambda m: m.kept("`garde§ = « 1 000 »`"),
    lambda m: m.kept('``a `§` "b"``'),
    lambda m: f"**{m.few()}**",
    lambda m: f"*{m.few()}*",
    lambda m: f"**{m.words()} *{m.few()}***",
    lambda m: f"~~{m.few()}~~",
    lambda m: f"[{m.few()}]({m.kept('page§.md')})",
    lambda m: f'[{m.few()}]({m.kept("page§.md")} "{m.few()}")',
    lambda m: f"[{m.few()} **{m.words()}**]({m.kept('https://example.org/p§?a=1&b=é')})",
    lambda m: f"![{m.few()}]({m.kept('image§.png')})",
    lambda m: f"<kbd>{m.kept('Ctrl+§')}</kbd>",
    lambda m: m.kept('<span translate="no">Nom « § », 1,50 €</span>'),
    lambda m: m.spaced('<img src="i§.svg" width="12">'),
    lambda m: m.spaced(":emoji§:"),
    lambda m: "\b" + m.hanging("[^§]"),
    lambda m: "CO<sub>2</sub>",
    lambda m: f"<mark>{m.few()}</mark>",
    lambda m: m.kept("<https://example.org/§>"),
    lambda m: f"[{m.few()}](<{m.kept('a page§.md')}>)",
    lambda m: f"[{m.few()}]({m.kept('p§_(x).md')} '{m.few()}')",
    lambda m: f"[![{m.few()}]({m.kept('i§.png')})]({m.kept('p§.md')})",
    lambda m: f"[{m.few()} {m.kept('`code§`')}]({m.kept('p§.md')})",
    lambda m: f"\u00ab\u00a0{m.few()}\u00a0\u00bb",
]
_MD += [
    *SCRIPTS,
    lambda m: f"__{m.few()}__",
    lambda m: f"_{m.few()}_",
    lambda m: f"***{m.few()}***",
    lambda m: f"~~**{m.few()}**~~",
    lambda m: f"*{m.words()} **{m.words()}** {m.words()}*",
    lambda m: f"<br>{m.words(2)}",
    lambda m: f"<ins>{m.few()}</ins>",
    lambda m: f'<abbr title="{m.few()}">{m.words()}</abbr>',
    lambda m: f'<a href="{m.kept("p§.html")}" target="_blank">{m.few()}</a>',
    lambda m: m.kept("<!-- garde § -->"),
    lambda m: m.kept("https://example.org/a-§_b"),
    lambda m: m.kept("$x_§ = \\alpha$"),
    lambda m: f"{m.words()}&nbsp;: {m.words()}",
    lambda m: f"{m.words()} &amp; {m.words()}",
    lambda m: f"{m.words()} &lt; {m.words()}",
    lambda m: f"{m.words()} \\< {m.words()}",
    lambda m: f"{m.words()} 5 * 3 {m.words()}",
    lambda m: f"({m.few()})",
    lambda m: f"— {m.few()} —",
    lambda m: f"“{m.few()}”",
    lambda m: f'"{m.few()}"',
    lambda m: f"![]({m.kept('vide§.png')}) {m.words()}",
    lambda m: f'![{m.few()}]({m.kept("i§.png")} "{m.few()}")',
    lambda m: f"[{m.kept('`a§`')}]({m.kept('p§.md')})",
]
_LIQUID: list[Mark] = [
    lambda m: m.kept("{{ page.titre§ }}"),
    lambda m: m.kept("{{ page.titre§ | default: 'é' }}"),
    lambda m: f"{{% if a{m.number()} %}}{m.few()}{{% else %}}{m.few()}{{% endif %}}",
    lambda m: f"[{m.few()}]({m.kept('{% link p§.md %}')})",
    lambda m: f"[{m.few()}]({m.kept('{{ site.url }}/p§')})",
]
_HUGO: list[Mark] = [
    lambda m: m.spaced("{{< br§ >}}"),
    lambda m: f'{{{{< tip id="{m.number()}" >}}}}{m.few()}{{{{< /tip >}}}}',
    lambda m: f"[{m.few()}](" + m.kept('{{< ref "p§.md" >}}') + ")",
    lambda m: m.kept('{{< param "nom§" >}}'),
]
_MYST: list[Mark] = [
    lambda m: m.kept("{ref}`cible-§`"),
    lambda m: m.kept("{doc}`/guide/§`"),
    lambda m: m.kept("$x_§ = 1$"),
]


def _md_list(m: Maker) -> str:
    rows = [f"{m.rng.choice(['- ', '- ', '  - ', '- [ ] '])}{m.text()}" for _ in range(m.rng.randint(1, 4))]
    rows[0] = rows[0].lstrip()
    return "\n".join(rows)


def _md_tree(m: Maker, depth: int = 0) -> str:
    """Return a list in lists."""
    indent = "    " * depth
    signs = m.rng.choice([("-", "-"), ("*", "*"), ("1.", "2."), ("+", "+"), ("1)", "2)")])
    rows = []
    for sign in signs:
        rows.append(f"{indent}{sign}{' ' * (4 - len(sign))}{m.sentence(marks=1)}")
        if depth < 2 and m.rng.random() < 0.5:
            rows.append(_md_tree(m, depth + 1))
        elif m.rng.random() < 0.15:
            rows.append(f"\n{indent}    {m.sentence(marks=1)}\n")
        elif m.rng.random() < 0.1:
            rows.append(f"{indent}    {m.sentence(marks=1)}")
    return "\n".join(rows)


def _md_wide_table(m: Maker) -> str:
    """Return a table without outer signs, with empty cells, code and escaped signs."""
    cells: list[Callable[[Maker], str]] = [
        lambda m: m.few(),
        lambda m: m.kept("`a\\|§`"),
        lambda m: "   ",
        lambda m: f"{m.words()} \\| {m.words()}",
        lambda m: f"**{m.words()}**<br>{m.words(2)}",
        lambda m: "12,5",
    ]
    rows = "\n".join("| " + " | ".join(_choice(m, cells, 3)) + " |" for _ in range(m.rng.randint(1, 4)))
    return f"| {m.few()} | {m.few()} | |\n|:--|:-:|--:|\n{rows}"


def _md_table(m: Maker) -> str:
    rows = "".join(f"| {m.few()} | {m.sentence('', marks=1)} |\n" for _ in range(m.rng.randint(1, 3)))
    rows = re.sub(r"(\[\[[^\[\]|]+)\|", r"\1\\|", rows)  # a link of Obsidian has its sign escaped in a table
    return f"| {m.few()} | {m.few()} |\n| --- | ---: |\n{rows}".rstrip()


_MD_BLOCKS: list[Callable[[Maker], str]] = [
    lambda m: f"## {m.sentence('')}",
    lambda m: f"### {m.few()} {m.kept('{#titre-§}')}",
    lambda m: m.text(),
    lambda m: m.text(),
    lambda m: m.text().replace(". ", ".\n"),
    _md_list,
    lambda m: f"1. {m.text()}\n2. {m.text()}",
    lambda m: f"> {m.text()}",
    _md_table,
    lambda m: m.kept("```python\nx§ = 'garde é'  # « oui »\n```"),
    lambda m: m.kept("<!-- remarque § -->"),
    lambda m: f"<details>\n<summary>{m.few()}</summary>\n\n{m.text()}\n\n</details>",
    lambda m: f'<p align="center">{m.words(4).capitalize()} <b>{m.few()}</b> {m.words()}.</p>',
    lambda m: f"{m.few()}\n===" if m.rng.random() < 0.1 else f"{m.few()}\n---",
    lambda m: f"- {m.text()}\n\n  {m.text()}\n\n  {m.kept('```sh§')}\n  x\n  ```\n  - {m.text()}",
    lambda m: f"1. {m.text()}\n   > {m.text()}\n   >\n   > - {m.text()}",
    lambda m: f"{m.text()}  \n{m.text()}\\\n{m.text()}",
    lambda m: (
        f"{m.words(2)} [{m.few()}][{(n := m.number())}r] {m.words()}.\n\n" + m.kept(f"[{n}r]: https://example.org/{n}")
    ),
    lambda m: f"{m.words(2)} \\*{m.words()}\\* {m.words()} {m.kept('a_§_b')} {m.words()}.",
    lambda m: m.kept("<!-- remarque §\n\nsuite -->"),
    lambda m: m.kept("$$\nx_§ = \\frac{1}{2}\n$$"),
    lambda m: f'<div class="d{m.number()}">\n\n{m.text()}\n\n</div>',
    lambda m: f"[^{m.number() + 900}]: {m.text()}",
    lambda m: "* * *",
    _md_tree,
    _md_tree,
    _md_wide_table,
    lambda m: f"## {m.few()} ##",
    lambda m: f"{m.sentence('', marks=1)}\n======",
    lambda m: f"#### {m.sentence('', marks=2)}",
    lambda m: f"> {m.text()}\n>\n> > {m.text()}\n>\n> 1. {m.text()}\n> 2. {m.text()}",
    lambda m: m.kept('~~~js title="garde§.js" {1,3}\nconst a = `é`;\n\nf();\n~~~'),
    lambda m: f"- {m.text()}\n\n      {m.kept('code§ é')}\n\n- {m.text()}",
    lambda m: f"- [x] {m.text()}\n- [ ] {m.text()}\n  - [ ] {m.text()}",
    lambda m: f"-   {m.text()}\n\n    | {m.few()} | {m.few()} |\n    |---|---|\n    | {m.few()} | {m.few()} |",
    lambda m: f"{m.text()}\n{m.text()}\n{m.text()}",
    lambda m: f"![{m.few()}]({m.kept('seule§.png')})",
    lambda m: f'<img src="{m.kept("s§.png")}" alt="{m.few()}" />',
    lambda m: m.kept('<a name="ancre§"></a>'),
    lambda m: f'<div align="center">\n  <h1>{m.few()}</h1>\n  <p>{m.plain()}</p>\n</div>',
    lambda m: (
        f"<table>\n  <thead><tr><th>{m.few()}</th></tr></thead>\n  <tbody>\n    <tr><td>{m.plain()}</td></tr>\n"
        f"  </tbody>\n</table>"
    ),
    lambda m: f"<ul>\n  <li>{m.plain()}</li>\n  <li>{m.few()}</li>\n</ul>",
    lambda m: f"[^{m.number() + 900}]: {m.text()}\n\n    {m.text()}",
    lambda m: (
        f'{m.words(2)} [{m.few()}][r{(n := m.number())}] {m.words()}.\n\n[r{n}]: {m.kept(f"https://example.org/r{n}")} "{m.few()}"'
    ),
    lambda m: "[TOC]",
    lambda m: f"*[{m.kept('ABR§')}]: {m.few()}",
    lambda m: "___",
    lambda m: f"   {m.text()}",
    lambda m: f"{m.sentence()[:-1]} :\n\n- {m.few()} ;\n- {m.few()} ;\n- {m.few()}.",
    lambda m: f"**{m.few()}** : {m.text()}\n\n**{m.few()}**\n{m.text()}",
    lambda m: f"{m.words(2)} **{m.words()}\n{m.words()}** {m.words()} [{m.words()}\n{m.words()}]({m.kept('p§.md')}).",
]
_MD_FLAVOURS: dict[str, tuple[list[Mark], list[Callable[[Maker], str]]]] = {
    "plain": ([], []),
    "docusaurus": (
        [],
        [
            lambda m: f":::note\n\n{m.text()}\n\n:::",
            lambda m: f":::tip[{m.few()}]\n\n{m.text()}\n\n:::",
            lambda m: f"::::info {m.few()}\n\n{m.text()}\n\n:::danger\n\n{m.text()}\n\n:::\n\n::::",
        ],
    ),
    "mkdocs": (
        [],
        [
            lambda m: f'!!! note "{m.few()}"\n\n    {m.text()}',
            lambda m: f"??? tip\n    {m.text()}",
            lambda m: f'=== "{m.few()}"\n\n    {m.text()}\n\n=== "{m.few()}"\n\n    {m.text()}',
            lambda m: m.kept('--8<-- "partie§.md"'),
            lambda m: f"{m.text()}\n{{: .classe{m.number()} }}",
        ],
    ),
    "github": ([], [lambda m: f"> [!NOTE]\n> {m.text()}", lambda m: f"> [!WARNING]\n> {m.text()}\n>\n> {m.text()}"]),
    "obsidian": (
        [lambda m: f"[[{m.kept('Fiche §')}|{m.few()}]]"],
        [lambda m: f"> [!tip]- {m.few()}\n> {m.text()}", lambda m: m.kept("%% caché § %%")],
    ),
    "liquid": (
        _LIQUID,
        [
            lambda m: f"{{% if page.a{m.number()} %}}\n{m.text()}\n{{% else %}}\n{m.text()}\n{{% endif %}}",
            lambda m: f"{{% for x in y{m.number()} %}}\n- {m.text()}\n{{% endfor %}}",
            lambda m: m.kept("{% include carte.html numero=§ %}"),
            lambda m: f"{m.text()}\n{{: .classe{m.number()} #id }}",
        ],
    ),
    "hugo": (
        _HUGO,
        [
            lambda m: f'{{{{% boite id="{m.number()}" %}}}}\n{m.text()}\n{{{{% /boite %}}}}',
            lambda m: f"{{{{< onglets >}}}}\n\n{m.text()}\n\n{{{{< /onglets >}}}}",
            lambda m: f'{{{{< figure src="{m.kept("f§.jpg")}" caption="{m.few()}" >}}}}',
        ],
    ),
    "myst": (
        _MYST,
        [
            lambda m: f"```{{note}}\n{m.text()}\n```",
            lambda m: f":::{{tip}} {m.few()}\n{m.text()}\n:::",
            lambda m: m.kept("(cible-§)="),
            lambda m: f"```{{figure}} {m.kept('f§.png')}\n:width: 300px\n\n{m.text()}\n```",
        ],
    ),
    "deflist": (
        [],
        [
            lambda m: f"{m.few()}\n: {m.text()}",
            lambda m: f"{m.few()}\n:   {m.text()}\n\n    {m.text()}\n:   {m.text()}",
        ],
    ),
    "vitepress": (
        [lambda m: m.kept("{{ nom§ }}"), lambda m: f'<Badge type="tip" text="{m.few()}" />'],
        [
            lambda m: f"::: tip {m.few()}\n{m.text()}\n:::",
            lambda m: f"::: details {m.few()}\n\n{m.text()}\n\n- {m.text()}\n\n:::",
            lambda m: f"::: warning\n{m.text()}\n:::",
            lambda m: m.kept("::: code-group\n\n```sh [npm]\nnpm add garde§\n```\n\n:::"),
            lambda m: "[[toc]]",
            lambda m: m.kept("<<< @/extraits/garde§.js"),
            lambda m: f"## {m.few()} {m.kept('{#titre-§}')}",
        ],
    ),
    "pandoc": (
        [
            lambda m: f"[{m.few()}]{m.kept('{.classe§}')}",
            lambda m: m.kept("[@auteur§, p. 3]"),
            lambda m: m.kept("@auteur§"),
            lambda m: f"H~2~O {m.words()}",
        ],
        [
            lambda m: f"::: {{.note #n{m.number()}}}\n{m.text()}\n:::",
            lambda m: f':::: {{.colonnes}}\n::: {{.colonne width="50%"}}\n{m.text()}\n:::\n::::',
            lambda m: f"::: {{.callout-note}}\n## {m.few()}\n\n{m.text()}\n:::",
            lambda m: f"## {m.few()} {m.kept('{#sec-§ .unnumbered}')}",
            lambda m: f"![{m.few()}]({m.kept('f§.png')}){{width=50%}}",
        ],
    ),
    "gitbook": (
        [],
        [
            lambda m: f'{{% hint style="info" %}}\n{m.text()}\n{{% endhint %}}',
            lambda m: f'{{% tabs %}}\n{{% tab title="{m.few()}" %}}\n{m.text()}\n{{% endtab %}}\n{{% endtabs %}}',
            lambda m: m.kept('{% embed url="https://example.org/§" %}'),
        ],
    ),
    "jekyll": (
        [
            *_LIQUID,
            lambda m: f"[{m.few()}]({m.kept('{% post_url 2024-05-01-page§ %}')})",
            lambda m: m.kept('{{ "/p§" | relative_url }}'),
        ],
        [
            lambda m: m.kept("{% highlight ruby %}\nputs 'garde §'\n{% endhighlight %}"),
            lambda m: m.kept("{% raw %}{{ garde§ }}{% endraw %}"),
            lambda m: m.kept("{%- assign a§ = 'garde' -%}"),
            lambda m: m.kept("{% comment %}garde § é{% endcomment %}"),
            lambda m: f"* TOC\n{{:toc}}\n\n{m.text()}",
            lambda m: f"{{: .note }}\n{m.text()}",
            lambda m: f"## {m.few()}\n{m.kept('{: #titre-§ .no_toc }')}",
            lambda m: f"{{% unless a{m.number()} %}}{m.text()}{{% endunless %}}",
            lambda m: (
                f"| {m.few()} | {m.few()} |\n|---|---|\n{{% for x in y{m.number()} %}}| {m.few()} | {m.few()} |\n{{% endfor %}}"
            ),
        ],
    ),
    "hugo_nested": (
        _HUGO,
        [
            lambda m: (
                f'{{{{< tabs >}}}}\n{{{{< tab name="{m.kept("t§")}" >}}}}\n{m.text()}\n{{{{< /tab >}}}}\n'
                f'{{{{< tab name="{m.kept("t§")}" >}}}}\n{m.text()}\n{{{{< /tab >}}}}\n{{{{< /tabs >}}}}'
            ),
            lambda m: m.kept('{{< highlight go "linenos=table" >}}\nfmt.Println("garde §")\n{{< /highlight >}}'),
            lambda m: m.kept("{{</* garde§ */>}}"),
            lambda m: m.kept("{{< youtube abc§ >}}"),
            lambda m: f"{{{{% notice info %}}}}\n- {m.text()}\n- {m.text()}\n{{{{% /notice %}}}}",
        ],
    ),
}


_FRONTS: list[Callable[[Maker], str]] = [
    lambda m: f"---\ntitle: {m.few()}\nlayout: {m.kept('modele§')}\ndate: 2024-05-01\n---\n\n",
    lambda m: (
        f'---\ntitle: "{m.few()}\u00a0: {m.few()}"\ndescription: >-\n  {m.words(4)}\n  {m.words(3)}.\n'
        f"tags: [{m.kept('garde§')}]\nseo:\n  title: '{m.few()}'\n  image: {m.kept('/i§.png')}\n---\n\n"
    ),
    lambda m: f'+++\ntitle = "{m.few()}"\ndraft = false\n[params]\n  cle = "{m.kept("garde§")}"\n+++\n\n',
    lambda m: f'{{\n  "title": "{m.few()}",\n  "weight": 3,\n  "slug": "{m.kept("garde-§")}"\n}}\n\n',
]


def markdown(rng: random.Random) -> Made:
    marks, blocks = _MD_FLAVOURS[rng.choice(list(_MD_FLAVOURS))]
    maker = Maker(rng, _MD + marks * 3)
    body = _choice(maker, _MD_BLOCKS + blocks * 5, rng.randint(2, 8))
    front = rng.choice(_FRONTS)(maker) if rng.random() < 0.4 else ""
    return maker.written("guide.md", front + f"# {maker.sentence('', marks=1)}\n\n" + "\n\n".join(body) + "\n")


_MDX: list[Mark] = [
    *_MD[:10],
    lambda m: m.kept("{props.nom§ ?? 'inconnu'}"),
    lambda m: m.spaced('<Icone nom="clef§" />'),
    lambda m: f"<Note>{m.few()}</Note>",
    lambda m: m.kept("{/* caché § */}"),
]


_MDX_BLOCKS: list[Callable[[Maker], str]] = [
    _md_tree,
    lambda m: f"<Etapes>\n\n1. {m.text()}\n\n   {m.text()}\n\n2. {m.text()}\n\n</Etapes>",
    lambda m: f'<Aside type="tip" title="{m.few()}">\n{m.text()}\n</Aside>',
    lambda m: f"<Cartes>\n  <Carte>{m.text()}</Carte>\n  <Carte>\n    **{m.few()}.** {m.text()}\n  </Carte>\n</Cartes>",
    lambda m: m.kept("{[1, 2, §].map((x) => (\n  <Garde key={x}>{x}</Garde>\n))}"),
    lambda m: m.kept("export const garde§ = (x) => {\n  return `é ${x}`;\n};"),
    lambda m: f"<>\n\n{m.text()}\n\n</>",
    lambda m: f"<Boite icone={{<Icone nom='a{m.number()}' />}}>\n\n- {m.text()}\n- {m.text()}\n\n</Boite>",
    lambda m: f"<details>\n  <summary>{m.few()}</summary>\n\n  {m.text()}\n\n</details>",
    lambda m: m.kept("```jsx live\n<Garde a={§}>\n  {é}\n</Garde>\n```"),
    lambda m: f"| {m.few()} | {m.few()} |\n|---|---|\n| {m.few()} {m.kept('{props.a§}')} | <Code>{m.few()}</Code> |",
    lambda m: f"> {m.text()}\n>\n> <Note>{m.few()}</Note>",
]


def mdx(rng: random.Random) -> Made:
    maker = Maker(rng, _MDX)
    kinds: list[Callable[[Maker], str]] = [
        *_MD_BLOCKS[:10],
        lambda m: f'<Carte titre="{m.few()}" href="{m.kept("/p§")}">\n\n{m.text()}\n\n</Carte>',
        lambda m: f'<TabItem value="v{m.number()}" label="{m.few()}">\n\n{m.text()}\n\n</TabItem>',
        lambda m: m.kept("{/* remarque § */}"),
        lambda m: m.kept("<Demo taille={§} style={{a: 'é'}} />"),
        lambda m: (
            f'<Tabs>\n  <TabItem value="v{m.number()}">\n    {m.text()}\n\n    - {m.text()}\n    - {m.text()}\n  </TabItem>\n</Tabs>'
        ),
        lambda m: f"<Note>\n  {m.text()}\n</Note>",
        lambda m: m.kept("<Carte onClick={() => { if (a > §) { f('garde'); } }} {...props} />"),
        lambda m: f":::note[{m.few()}]\n\n{m.text()}\n\n:::",
        lambda m: m.kept("{n§ > 1 ? `${n} garde` : 'garde'}"),
        lambda m: f"## {m.few()} {m.kept('{/*titre-§*/}')}",
        *_MDX_BLOCKS,
    ]
    body = _choice(maker, kinds, rng.randint(2, 7))
    head = maker.kept("import Carte§ from '@site/Carte';\n\nexport const a = {\n  nom: 'garde',\n\n  b: ['é'],\n};\n\n")
    return maker.written("guide.mdx", head + "\n\n".join(body) + "\n")


# HTML and templates

_HTML: list[Mark] = [
    lambda m: f"<b>{m.few()}</b>",
    lambda m: f"<em>{m.words()} <strong>{m.few()}</strong></em>",
    lambda m: f'<a href="{m.kept("page§.html?a=1&amp;b=2")}" title="{m.few()}">{m.few()}</a>',
    lambda m: m.kept("<code>garde§ = « 1 000 »</code>"),
    lambda m: m.kept("<kbd>Ctrl+§</kbd>"),
    lambda m: m.kept('<span translate="no">Nom « § », 1,50 €</span>'),
    lambda m: m.kept('<span lang="en">name § of 5:30 p.m.</span>'),
    lambda m: m.spaced('<img src="i§.png" alt="">'),
    lambda m: f'<img src="{m.kept("j§.png")}" alt="{m.few()}">',
    lambda m: m.spaced('<i class="icone§"></i>'),
    lambda m: m.kept("<!-- remarque § -->"),
    lambda m: "\b" + m.hanging('<sup><a href="#n§">§</a></sup>'),
    lambda m: "CO<sub>2</sub>",
    lambda m: f"<mark>{m.few()}</mark>",
    lambda m: f"<span>{m.few()}</span><br>{m.few()}",
]
_HTML += [
    *SCRIPTS,
    lambda m: f'<abbr title="{m.few()}">{m.words()}</abbr>',
    lambda m: f'<time datetime="2024-05-01">{m.few()}</time>',
    lambda m: f"<q>{m.few()}</q>",
    lambda m: f"<del>{m.words()}</del> <ins>{m.few()}</ins>",
    lambda m: f"{m.words()}&nbsp;: {m.words()} &amp; {m.words()}",
    lambda m: f"{m.words()} &lt; {m.words()}",
    lambda m: f"<A HREF='{m.kept('p§.html')}' class=lien>{m.few()}</A>",
    lambda m: f"<span class='{m.kept('c§')}'><b><i>{m.few()}</i></b> {m.words()}</span>",
    lambda m: m.spaced('<svg class="icone§"><use href="#a"/></svg>'),
    lambda m: f"<br/>{m.words(2)}",
    lambda m: f"<small>({m.few()})</small>",
    lambda m: m.kept("<var>x§</var>"),
    lambda m: f'<a href="{m.kept("p§.html")}"><img src="{m.kept("k§.png")}" alt="{m.few()}"></a>',
    lambda m: f"<!--[if IE]>garde<![endif]--> {m.words()}",
    lambda m: f"«\u00a0{m.few()}\u00a0»",
    lambda m: f'<span lang="fr">{m.few()}</span>',
]
_TEMPLATES: dict[str, tuple[list[Mark], list[Callable[[Maker], str]]]] = {
    "none": ([], []),
    "jinja": (
        [
            lambda m: m.kept("{{ nom§|e }}"),
            lambda m: f"{{% if a{m.number()} %}}{m.few()}{{% else %}}{m.few()}{{% endif %}}",
            lambda m: '<a href="' + m.kept("{% url 'p§' %}") + f'">{m.few()}</a>',
        ],
        [
            lambda m: f"{{% for x in y{m.number()} %}}<li>{m.text()}</li>{{% endfor %}}",
            lambda m: (
                f"<ul>{{%- if a{m.number()} -%}}<li>{m.text()}{{% if b %}}{m.few()}{{% endif %}}</li>{{%- endif -%}}</ul>"
            ),
            lambda m: m.kept("{# remarque § #}"),
            lambda m: f'<p {{% if a{m.number()} %}}class="b"{{% endif %}}>{m.text()}</p>',
            lambda m: f'<p class="{m.kept("{{ classe§ }}")}">{m.text()}</p>',
            lambda m: (
                f"{{% if a{m.number()} %}}<p>{m.text()}</p>{{% elif b %}}{m.text()}{{% else %}}{m.text()}{{% endif %}}"
            ),
        ],
    ),
    "twig": (
        [
            lambda m: m.kept("{{ nom§|default('é')|upper }}"),
            lambda m: f"{{% if a{m.number()} is defined %}}{m.few()}{{% endif %}}",
            lambda m: m.kept("{# é § #}"),
        ],
        [
            lambda m: f"{{% block b{m.number()} %}}<p>{m.text()}</p>{{% endblock %}}",
            lambda m: f"{{% for x in y{m.number()} %}}<p>{m.text()}</p>{{% else %}}<p>{m.text()}</p>{{% endfor %}}",
            lambda m: m.kept("{% set a§ = 'garde' %}"),
            lambda m: m.kept("{% include 'a§.html.twig' with {'b': 'c'} only %}"),
            lambda m: f'<p><a {{% if a{m.number()} %}}href="#"{{% else %}}class="b"{{% endif %}}>{m.few()}</a></p>',
        ],
    ),
    "vue": (
        [lambda m: m.kept("{{ nom§ }}"), lambda m: f'<span v-if="a > {m.number()}">{m.few()}</span>'],
        [
            lambda m: f'<p v-for="x in {m.kept("y§")}" :key="x.id" @click="f(x)">{m.text()}</p>',
            lambda m: f'<MonBouton :a="{m.kept("b§")}" label="{m.few()}">{m.few()}</MonBouton>',
        ],
    ),
    "ejs": (
        [lambda m: m.kept("<%= nom§ %>"), lambda m: m.kept("<%- brut§ %>")],
        [
            lambda m: f"<% if (a{m.number()}) {{ %>\n<p>{m.text()}</p>\n<% }} else {{ %>\n<p>{m.text()}</p>\n<% }} %>",
            lambda m: f"<% y{m.number()}.forEach(function(x) {{ %><li>{m.text()}</li><% }}) %>",
        ],
    ),
    "mustache": (
        [lambda m: m.kept("{{nom§}}"), lambda m: f"{{{{#a{(n := m.number())}}}}}{m.few()}{{{{/a{n}}}}}"],
        [
            lambda m: f"{{{{^vide{(n := m.number())}}}}}<p>{m.text()}</p>{{{{/vide{n}}}}}",
            lambda m: m.kept("{{> partie§}}"),
        ],
    ),
    "handlebars": (
        [
            lambda m: m.kept("{{ nom§ }}"),
            lambda m: m.kept("{{{ brut§ }}}"),
            lambda m: f"{{{{#if a{m.number()}}}}}{m.few()}{{{{else}}}}{m.few()}{{{{/if}}}}",
        ],
        [lambda m: f"{{{{#each y{m.number()}}}}}<p>{m.text()}</p>{{{{/each}}}}"],
    ),
    "erb": (
        [
            lambda m: m.kept("<%= nom§ %>"),
            lambda m: f"<% if a{m.number()} %>{m.few()}<% else %>{m.few()}<% end %>",
        ],
        [lambda m: f"<% y{m.number()}.each do |x| %><p>{m.text()}</p><% end %>"],
    ),
    "php": (
        [lambda m: m.kept("<?php echo $nom§; ?>"), lambda m: m.kept("<?= $prix§ ?>")],
        [
            lambda m: f"<?php if ($a{m.number()}): ?><p>{m.text()}</p><?php else: ?><p>{m.text()}</p><?php endif; ?>",
            lambda m: f"<?php foreach ($y{m.number()} as $x): ?><li>{m.text()}</li><?php endforeach; ?>",
        ],
    ),
    "go": (
        [
            lambda m: m.kept("{{ .Nom§ }}"),
            lambda m: f"{{{{ if .A{m.number()} }}}}{m.few()}{{{{ else }}}}{m.few()}{{{{ end }}}}",
        ],
        [lambda m: f"{{{{ range .Y{m.number()} }}}}<p>{m.text()}</p>{{{{ end }}}}"],
    ),
}
_HTML_BLOCKS: list[Callable[[Maker], str]] = [
    lambda m: f"<p>{m.text()}</p>",
    lambda m: f"<p>{m.text()}</p>",
    lambda m: f"<h2>{m.sentence('', marks=1)}</h2>",
    lambda m: f"<ul><li>{m.text()}</li><li>{m.text()}</li></ul>",
    lambda m: f"<table><tr><th>{m.few()}</th><td>{m.sentence('')}</td></tr></table>",
    lambda m: f'<figure><img src="{m.kept("f§.png")}" alt="{m.few()}"><figcaption>{m.text()}</figcaption></figure>',
    lambda m: (
        f'<input placeholder="{m.few()}" name="{m.kept("nom§")}"><button aria-label="{m.few()}">{m.few()}</button>'
    ),
    lambda m: m.kept("<pre>garde § «é»</pre>"),
    lambda m: m.kept("<script>var a§ = 'garde é';</script>"),
    lambda m: f"<details><summary>{m.few()}</summary>{m.text()}</details>",
    lambda m: f"<blockquote><p>{m.text()}<br>{m.text()}</p></blockquote>",
    lambda m: f'<select><option value="{m.kept("o§")}">{m.few()}</option><option>{m.few()}</option></select>',
    lambda m: f"<noscript><p>{m.text()}</p></noscript>",
    lambda m: f"<dl><dt>{m.few()}</dt><dd>{m.text()}</dd></dl>",
    lambda m: f'<iframe src="{m.kept("v§.html")}" title="{m.few()}"></iframe>',
    lambda m: f'<p data-x="{m.kept("garde§")}" {m.kept("hidden")}>{m.text()}</p>',
    lambda m: f"<div>{m.text()}<p>{m.text()}</p>{m.text()}</div>",
    lambda m: f'<p>{m.words(2)} <input type="checkbox" id="{m.kept("c§")}"> <label for="c">{m.few()}</label>.</p>',
    lambda m: m.kept("<style>.garde§ { content: 'é' }</style>"),
    lambda m: f"<ol><li><p>{m.text()}</p><ul><li>{m.text()}</li></ul></li></ol>",
    lambda m: f'<svg><title>{m.few()}</title><path d="{m.kept("M§ 1")}"/></svg>',
    lambda m: (
        f"<table><caption>{m.few()}</caption><thead><tr><th scope=col>{m.few()}<th>{m.few()}</thead>"
        f"<tbody><tr><td colspan=2>{m.text()}<tr><td>{m.few()}<td>12,5</tbody></table>"
    ),
    lambda m: f"<ul>\n<li>{m.text()}\n<li>{m.few()}\n<ul><li>{m.text()}</ul>\n</ul>",
    lambda m: f"<p>{m.text()}\n<p>{m.text()}",
    lambda m: f"<P ALIGN=CENTER>{m.text()}</P>",
    lambda m: f'<video controls><track src="{m.kept("t§.vtt")}" label="{m.few()}">{m.few()}</video>',
    lambda m: f'<select><optgroup label="{m.few()}"><option>{m.few()}</optgroup></select>',
    lambda m: m.kept("<textarea>garde §</textarea>"),
    lambda m: f"<template><p>{m.text()}</p></template>",
    lambda m: f"<p>{m.text()}<br><br>{m.text()}</p>",
    lambda m: f'<mon-element titre="{m.kept("garde§")}"><p>{m.text()}</p></mon-element>',
    lambda m: f'<div aria-label="{m.few()}" role="note">{m.text()} <p>{m.few()}</p></div>',
    lambda m: f'<input type="submit" value="{m.few()}"> <input type="hidden" value="{m.kept("garde§")}">',
    lambda m: f"<center><font color=red>{m.text()}</font></center>",
    lambda m: f"<p>\n  {m.text()}\n  {m.text()}\n</p>\n<hr>",
    lambda m: f"<a href='{m.kept('p§.html')}'><h3>{m.few()}</h3><p>{m.plain()}</p></a>",
    lambda m: m.kept('<script type="text/template"><p>garde §</p></script>'),
    lambda m: m.kept('<p translate="no">Garde § é</p>'),
    lambda m: m.kept('<div class="notranslate"><p>Garde §</p></div>'),
    lambda m: f'<meta itemprop="name" content="{m.kept("garde§")}"><p>{m.text()}</p>',
]


def html(rng: random.Random) -> Made:
    marks, blocks = _TEMPLATES[rng.choice(list(_TEMPLATES))]
    maker = Maker(rng, _HTML + marks * 3)
    body = "\n".join(_choice(maker, _HTML_BLOCKS + blocks * 4, rng.randint(2, 7)))
    title = f"<title>{maker.few()}</title>"
    if rng.random() < 0.5:
        title += f'<meta name="description" content="{maker.sentence(marks=0)}"><meta property="og:title" content="{maker.few()}">'
    page = (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">{title}</head>\n<body>\n{body}\n</body></html>\n'
    )
    return maker.written("page.html", page if rng.random() < 0.8 else f"{body}\n")


# Catalogues of messages

_PLACEHOLDERS: dict[str, list[str]] = {
    "c-format": ["%d", "%s", "%5.1f%%", "%lu"],
    "python-format": ["%(nom§)s", "%(nb§)d", "%(pct)s%%"],
    "python-brace-format": ["{nom§}", "{nom§!r:>10}"],
    "php-format": ["%1$s", "%2$.2f"],
    "ruby-format": ["%{nom§}", "%<nom§>s"],
    "qt-format": ["%1", "%L2"],
    "": ["{nom§}", "<b>§</b>", "<a href='p§.html'></a>", "&nbsp;"],
}


def _po_lines(text: str) -> str:
    """Return a text over several lines of a catalogue."""
    return '""\n' + "\n".join(_po_text(part) for part in re.findall(r".{1,30}(?:\s|$)|.+", text, re.DOTALL))


def _po_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_PO_ENDS = ["", ".", "\n", " :", "\u00a0!", "\t", "...", " "]
_PO_REMARKS = ["# remarque garde\n", "#. extrait garde\n", '#| msgid "vieux garde"\n', ""]


def po(rng: random.Random) -> Made:
    made = Made()
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'
    head += '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    text = head
    for number in range(rng.randint(2, 6)):
        flag = rng.choice(list(_PLACEHOLDERS))
        maker = Maker(rng, _flagged(rng, flag), str)
        text += rng.choice(_PO_REMARKS[:2] + _PO_REMARKS[3:])
        text += f"#: src/a{number}.c:{number}\n"
        text += f"#, {flag}\n" if flag else ""
        end = rng.choice(_PO_ENDS)
        message = maker.sentence(end) if rng.random() < 0.9 else f"{maker.plain()}\n\n{maker.plain()}{end}"
        if rng.random() < 0.3 and end != "\n":
            at = rng.randrange(3)
            message = f"{'&_~'[at]}{message}" if message[0].isalpha() else message
        used = list(maker.made.kept)
        text += f'msgctxt "c{number}"\nmsgid {_po_lines(message) if rng.random() < 0.2 else _po_text(message)}\n'
        if flag == "c-format" and rng.random() < 0.5 and used:
            text = text[: text.rindex("msgid ")]
            plain = Maker(rng, [])
            one = f"%d {plain.words(3)}"
            many = f"%d {plain.words(3)}"
            text += f'msgid "{one}"\nmsgid_plural "{many}"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
            continue
        text += 'msgstr ""\n\n'
        made.kept += [_po_text(each)[1:-1] for each in used]
    if rng.random() < 0.2:
        text += '#~ msgid "vieux garde"\n#~ msgstr "old"\n'
    made.path, made.data = "locale/fr.po", text.encode()
    return made


def _flagged(rng: random.Random, flag: str) -> list[Mark]:
    """Marks that give the placeholders of a notation, each at most once in a message, unnumbered ones in their order."""
    order = list(_PLACEHOLDERS[flag])[: rng.randint(1, 2)]

    def one(maker: Maker) -> str:
        return maker.kept(order.pop(0)) if order else maker.words()

    return [one]


_ICU: list[Mark] = [
    *SCRIPTS,
    lambda m: f"l''{m.words()}",
    lambda m: f"<b>{m.few()}</b>",
    lambda m: f"<0>{m.few()}</0>",
    lambda m: m.kept("{nom§}"),
    lambda m: m.kept("{jour§, date, long}"),
    lambda m: m.kept("{prix§, number, ::currency/EUR}"),
]


def _icu_message(maker: Maker) -> str:
    kind = maker.rng.randrange(5)
    if kind == 0:
        return (
            f"{{n{maker.number()}, plural, =0 {{{maker.sentence(marks=1)}}} one {{# {maker.words(3)}}} "
            f"other {{# {maker.words(3)} {maker.kept('{nom§}')}}}}}"
        )
    if kind == 1 and maker.rng.random() < 0.5:
        return (
            f"{{g{maker.number()}, select, homme {{{{n{maker.number()}, plural, offset:1 one {{# {maker.words(2)}}} other {{# {maker.words(2)}}}}}}} "
            f"other {{{maker.sentence()}}}}}"
        )
    if kind == 2 and maker.rng.random() < 0.3:
        return f"{maker.words(2)} {{n{maker.number()}, selectordinal, one {{#er {maker.words()}}} other {{#e {maker.words()}}}}} {maker.words(2)}."
    if kind == 1:
        return f"{{g{maker.number()}, select, homme {{{maker.sentence()}}} other {{{maker.sentence()}}}}}"
    return maker.text()


def _json(rng: random.Random, path: str, extra: dict[str, object]) -> Made:
    maker = Maker(rng, _ICU)
    data: dict[str, object] = dict(extra)
    for number in range(rng.randint(2, 6)):
        text = _icu_message(maker)
        data[f"cle{number}"] = text if rng.random() < 0.7 else {"a": text, "n": number}
        if path.endswith("arb"):
            data[f"cle{number}"] = text
            data[f"@cle{number}"] = {"description": maker.kept("garde § é")}
    return maker.finished(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def i18n(rng: random.Random) -> Made:
    return _json(rng, "locales/fr.json", {})


def arb(rng: random.Random) -> Made:
    return _json(rng, "app_fr.arb", {"@@locale": "fr"})


_TEXT_MARKS: list[Mark] = [
    *SCRIPTS,
    lambda m: f"({m.few()})",
    lambda m: f"«\u00a0{m.few()}\u00a0»",
    lambda m: f"l’{m.words()}",
    lambda m: f"{m.words()} — {m.words()}",
    lambda m: m.kept("https://example.org/a-§_b"),
]
"""What any message may have."""
_APPLE: list[Mark] = [*_TEXT_MARKS, lambda m: m.kept("%1$@"), lambda m: m.kept("%2$lld"), lambda m: f"<b>{m.few()}</b>"]


def xcstrings(rng: random.Random) -> Made:
    maker = Maker(rng, _APPLE)
    strings: dict[str, object] = {}
    for number in range(rng.randint(1, 5)):
        kind = rng.randrange(4)
        if kind == 0:
            forms = {
                form: {"stringUnit": {"state": "translated", "value": f"%lld {maker.words(3)}"}}
                for form in ("one", "other")
            }
            own: dict[str, object] = {"variations": {"plural": forms}}
        else:
            own = {"stringUnit": {"state": "translated", "value": maker.sentence()}}
        others = {"ja": {"stringUnit": {"state": "translated", "value": "古"}}} if rng.random() < 0.3 else {}
        strings[f"cle.{number}"] = {"comment": maker.kept("garde § é"), "localizations": {**others, "fr": own}}
        if kind == 1:
            strings[f"garde.{number}"] = {"shouldTranslate": False}
    data = {"sourceLanguage": "fr", "strings": strings, "version": "1.0"}
    return maker.finished(
        "Localizable.xcstrings", json.dumps(data, ensure_ascii=False, indent=2, separators=(",", " : "))
    )


def yaml(rng: random.Random) -> Made:
    marks = [lambda m: m.kept("%{nom§}"), lambda m: f"<b>{m.few()}</b>", lambda m: f"**{m.few()}**", *_TEXT_MARKS]
    maker = Maker(
        rng, [*marks, lambda m: m.kept("{{nom§}}"), lambda m: f"[{m.few()}]({m.kept('https://example.org/§')})"]
    )
    rows = "fr:\n"
    for number in range(rng.randint(2, 6)):
        kind = rng.randrange(4)
        if kind == 0:
            rows += f'  b{number}:\n    one: "{maker.sentence()}"\n    other: "{maker.sentence()}"\n'
        elif kind == 1:
            rows += f"  # remarque\n  c{number}: '{maker.sentence()}'\n"
        elif kind == 2:
            rows += f"  d{number}: |\n    {maker.text()}\n    {maker.text()}\n"
        elif rng.random() < 0.5:
            rows += f"  f{number}: >-\n    {maker.text()}\n    {maker.text()}\n  g{number}: &a{number} {maker.few()}\n  h{number}: *a{number}\n"
        else:
            rows += f"  e{number}:\n    - {maker.few()}\n    - :jour\n"
    return maker.finished("config/locales/fr.yml", rows)


def _xml_quote(text: str) -> str:
    return escape(text, quote=False)


def android(rng: random.Random) -> Made:
    marks: list[Mark] = [
        lambda m: m.kept("%1$s"),
        lambda m: f"<b>{m.few()}</b>",
        lambda m: m.kept('<xliff:g id="n§" example="Jeanne">%2$s</xliff:g>'),
        lambda m: f"\\n{m.words()}",
        lambda m: f"l\\'{m.words()}",
        lambda m: f'<a href="{m.kept("https://example.org/§")}">{m.few()}</a>',
        lambda m: f"{m.words()} &amp; {m.words()}",
        lambda m: f"«\u00a0{m.few()}\u00a0»",
        *SCRIPTS,
    ]
    maker = Maker(rng, marks)
    rows = '<?xml version="1.0" encoding="utf-8"?>\n<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">\n'
    for number in range(rng.randint(2, 6)):
        kind = rng.randrange(4)
        if kind == 0:
            rows += f'    <string name="k{number}" translatable="false">{maker.kept("Garde §")}</string>\n'
        elif kind == 1:
            rows += f'    <plurals name="p{number}">\n        <item quantity="one">%d {maker.words(2)}</item>\n'
            rows += f'        <item quantity="other">%d {maker.words(2)}</item>\n    </plurals>\n'
        elif kind == 2:
            rows += f'    <string-array name="a{number}">\n        <item>{maker.few()}</item>\n    </string-array>\n'
        else:
            rows += f'    <!-- remarque -->\n    <string name="s{number}">{maker.text()}</string>\n'
    return maker.finished("res/values-fr/strings.xml", rows + "</resources>\n")


def strings(rng: random.Random) -> Made:
    maker = Maker(rng, [*_APPLE, lambda m: f'\\"{m.words()}\\"', lambda m: f"\\n{m.words()}", lambda m: m.kept("%%")])
    rows = "".join(
        f'/* remarque {number} */\n"cle.{number}" = "{maker.sentence()}";\n\n' for number in range(rng.randint(1, 6))
    )
    return maker.finished("fr.lproj/Localizable.strings", rows)


def properties(rng: random.Random) -> Made:
    maker = Maker(
        rng,
        [
            *_TEXT_MARKS[:3],  # an emoji becomes an escape
            *_TEXT_MARKS[5:],
            lambda m: m.kept("{§}"),
            lambda m: m.kept("{§,number,integer}"),
            lambda m: f"\\\n    {m.words()}",
            lambda m: f"<b>{m.few()}</b>",
        ],
    )
    rows = "# remarque\n"
    for number in range(rng.randint(1, 6)):
        rows += f"cle.{number}{rng.choice(['=', ' = ', ': '])}{maker.sentence()}\n"
    return maker.finished("messages_fr.properties", rows)


def resx(rng: random.Random) -> Made:
    maker = Maker(
        rng,
        [*_TEXT_MARKS, lambda m: m.kept("{§}"), lambda m: m.kept("{§:N0}"), lambda m: f"{m.words()} &amp; {m.words()}"],
        _xml_quote,
    )
    rows = '<?xml version="1.0" encoding="utf-8"?>\n<root>\n'
    rows += '  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>\n'
    for number in range(rng.randint(1, 6)):
        rows += f'  <data name="cle{number}" xml:space="preserve">\n    <value>{maker.sentence()}</value>\n'
        rows += f"    <comment>{maker.kept('garde §')}</comment>\n  </data>\n"
    return maker.finished("textes.fr.resx", rows + "</root>\n")


def ts(rng: random.Random) -> Made:
    maker = Maker(
        rng, [lambda m: m.kept("%1"), lambda m: m.kept("%L2"), lambda m: m.kept("&amp;lt;b&amp;gt;")], _xml_quote
    )
    maker.marks = maker.marks[:2]
    rows = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" sourcelanguage="fr" language="fr">\n'
    )
    rows += "<context>\n    <name>Fenetre</name>\n"
    for number in range(rng.randint(1, 5)):
        rows += f'    <message>\n        <location filename="a.cpp" line="{number}"/>\n'
        rows += f'        <source>{maker.sentence()}</source>\n        <translation type="unfinished"></translation>\n    </message>\n'
    return maker.finished("app_fr.ts", rows + "</context>\n</TS>\n")


_XLIFF: list[Mark] = [
    lambda m: m.spaced('<x id="INTERPOLATION_§" equiv-text="{{ é }}"/>'),
    lambda m: f'<g id="{m.number()}">{m.few()}</g>',
    lambda m: m.kept('<mrk mtype="protected">« Nom § » : 1,50 €</mrk>'),
    lambda m: (
        f'<x id="START_LINK_{(n := m.number())}" ctype="x-a" equiv-text="&lt;a>"/>{m.few()}'
        f'<x id="CLOSE_LINK_{n}" ctype="x-a" equiv-text="&lt;/a>"/>'
    ),
    lambda m: f'<bpt id="{(n := m.number())}">&lt;i&gt;</bpt>{m.few()}<ept id="{n}">&lt;/i&gt;</ept>',
]


_XLIFF += [
    *SCRIPTS,
    lambda m: f'<g id="{m.number()}">{m.words()} <g id="{m.number()}">{m.few()}</g></g>',
    lambda m: m.kept('<ph id="§">%s</ph>'),
    lambda m: m.kept("<ph id='p§' ctype=\"x-code\">&lt;br/&gt;</ph>"),
    lambda m: f'<it id="{m.number()}" pos="open">&lt;b&gt;</it>{m.words()}',
    lambda m: f'<mrk mid="{m.number()}" mtype="term">{m.few()}</mrk>',
    lambda m: f"{m.words()} &amp; {m.words()}",
    lambda m: m.kept("{{nom§}}"),
    lambda m: m.kept("%1$s"),
]
_UNITS = ["", "", ' xml:space="preserve"', ' resname="titre" approved="no"']
_BEHIND = ["", "", '\n        <note from="dev">garde é</note>', "<target/>", '<target state="new"></target>']


def xliff(rng: random.Random) -> Made:
    maker = Maker(rng, _XLIFF)
    rows = "".join(
        f'      <trans-unit id="u{number}"{rng.choice(_UNITS)}><source>{maker.text()}</source>{rng.choice(_BEHIND)}</trans-unit>\n'
        for number in range(rng.randint(1, 5))
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    )
    head += '  <file source-language="fr" target-language="en" datatype="html" original="a.html">\n    <body>\n'
    return maker.written("messages.xlf", head + rows + "    </body>\n  </file>\n</xliff>\n")


# Subtitles


def _times(number: int) -> tuple[int, int]:
    return number * 5 + 1, number * 5 + 4


_SUBTITLE: list[Mark] = [lambda m: f"<i>{m.few()}</i>", lambda m: f"<b>{m.few()}</b>", lambda m: m.words(3)]


_CUES: list[Callable[[Maker], str]] = [
    lambda m: m.kept(r"{\an8}") + m.plain(),
    lambda m: f'<font color="{m.kept("#FF§")}">{m.plain()}</font>',
    lambda m: f"♪ {m.few()} ♪",
    lambda m: f"– {m.plain()}\n– {m.plain()}",
    lambda m: f"— {m.plain()}",
    lambda m: f"[{m.few().upper()}]\n{m.plain()}",
    lambda m: f"({m.few()})",
    lambda m: f"<i>– {m.plain()}</i>\n– {m.plain()}",
    lambda m: f"{m.words(3).capitalize()}...\n...{m.words(3)}.",
    lambda m: f"<b><i>{m.plain()}</i></b>",
    lambda m: f"{m.words(4).capitalize()}\n{m.words(4)}.",
    lambda m: f"{m.kept('MARIE')} : {m.plain()}",
]


def srt(rng: random.Random) -> Made:
    maker = Maker(rng, _SUBTITLE)
    rows = ""
    for number in range(rng.randint(2, 6)):
        start, end = _times(number)
        text = maker.sentence(marks=1)
        if rng.random() < 0.3:
            text = f"- {maker.sentence(marks=1)}\n- {maker.sentence(marks=1)}"
        elif rng.random() < 0.2:
            text = f"<i>{maker.sentence(marks=0)}\n{maker.sentence(marks=0)}</i>"
        elif rng.random() < 0.4:
            text = rng.choice(_CUES)(maker)
        rows += f"{number + 1}\n00:00:{start:02},000 --> 00:00:{end:02},000\n{text}\n\n"
    return maker.written("film.srt", rows)


def sbv(rng: random.Random) -> Made:
    made = srt(rng)
    rows = re.sub(r"^(\ufeff?)\d+\r?\n(?=\d\d:)", r"\1", made.data.decode(), flags=re.M)
    rows = re.sub(r"0(\d:\d\d:\d\d),(\d{3}) --> 0(\d:\d\d:\d\d),(\d{3})", r"\1.\2,\3.\4", rows)
    made.path, made.data = "film.sbv", rows.encode()
    return made


_VTT_CUES: list[Callable[[Maker], str]] = [
    lambda m: f"<v {m.kept('Jeanne')}>{m.plain()}</v>",
    lambda m: f"<v.fort {m.kept('Jeanne')}>{m.plain()}",
    lambda m: f"- {m.plain()}\n- {m.plain()}",
    lambda m: f"<c.fort.fond>{m.words(3).capitalize()}</c> {m.few()}.",
    lambda m: f"<lang fr>{m.plain()}</lang>",
    lambda m: f"{m.words(2).capitalize()} &amp; {m.few()}\n{m.words(2)}.",
    lambda m: f"<i>{m.words(3).capitalize()}\n{m.words(2)}.</i>",
    lambda m: f"♪ {m.few()} ♪",
]


def vtt(rng: random.Random) -> Made:
    maker = Maker(rng, [*_SUBTITLE, lambda m: f"<c.garde>{m.few()}</c>"])
    rows = "WEBVTT\n\n" + rng.choice(["", "NOTE garde\n\n", "STYLE\n::cue(b) { color: red }\n\n"])
    for number in range(rng.randint(2, 6)):
        start, end = _times(number)
        text = maker.sentence(marks=1)
        if rng.random() < 0.3:
            first, *others = text.split(" ")
            text = first + "".join(
                f" <00:00:{start:02}.{step:03}>{word}" if "<" not in word and ">" not in word else f" {word}"
                for step, word in enumerate(others, 100)
            )
        elif rng.random() < 0.4:
            text = rng.choice(_VTT_CUES)(maker)
        name = f"{rng.choice(['cue-', ''])}{number}\n" if rng.random() < 0.3 else ""
        rows += f"{name}00:00:{start:02}.000 --> 00:00:{end:02}.900 align:start\n{text}\n\n"
        if rng.random() < 0.1:
            rows += f"{maker.kept('NOTE garde §')}\nsuite gardée\n\n"
    return maker.written("film.vtt", rows)


def ass(rng: random.Random) -> Made:
    maker = Maker(rng, [lambda m: f"{{\\i1}}{m.few()}{{\\i0}}", lambda m: f"\\N{m.words()}"])
    rows = "[Script Info]\nTitle: garde\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n"
    rows += "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    for number in range(rng.randint(2, 6)):
        start, end = _times(number)
        head = rng.choice(["", "{\\pos(320,40)}", "{\\an8}"])
        rows += f"Dialogue: 0,0:00:{start:02}.00,0:00:{end:02}.00,Default,,0,0,0,,{head}{maker.sentence(marks=1)}\n"
    return maker.finished("film.ass", rows)


# Documentation

_ADOC: list[Mark] = [
    lambda m: m.kept("`garde§`"),
    lambda m: f"*{m.few()}*",
    lambda m: f"_{m.few()}_",
    lambda m: f"{m.kept('https://example.org/§')}[{m.few()}]",
    lambda m: f"<<{m.kept('cible-§')},{m.few()}>>",
    lambda m: m.kept("{attribut§}"),
    lambda m: m.kept("kbd:[Ctrl+§]"),
    lambda m: m.kept("image:i§.png[]"),
    lambda m: f"{m.words()}footnote:[{m.words(3)}.]",
    lambda m: f"link:{m.kept('p§.html')}[{m.few()}]",
    lambda m: m.kept("pass:[<u>§</u>]"),
    lambda m: f"#{m.few()}#",
]
_ADOC_BLOCKS: list[Callable[[Maker], str]] = [
    lambda m: m.text(),
    lambda m: f"== {m.few()}",
    lambda m: f"* {m.text()}\n** {m.text()}",
    lambda m: f". {m.text()}\n. {m.text()}",
    lambda m: f"NOTE: {m.text()}",
    lambda m: f".{m.few()}\n[TIP]\n====\n{m.text()}\n====",
    lambda m: f"[source,ruby]\n----\n{m.kept('puts § # garde')}\n----",
    lambda m: f"|===\n|{m.few()} |{m.few()}\n\n|{m.few()} |{m.sentence(marks=1)}\n|===",
    lambda m: f"[[{m.kept('cible-§')}]]\n{m.text()}",
    lambda m: m.kept("// remarque §"),
    lambda m: f"ifdef::web{m.number()}[]\n{m.text()}\nendif::[]",
    lambda m: m.kept("include::partie§.adoc[]"),
    lambda m: f"{m.few()}:: {m.text()}",
    lambda m: f"* {m.text()}\n+\n{m.text()}",
    lambda m: f"[quote, {m.kept('Jeanne §')}]\n____\n{m.text()}\n____",
    lambda m: f'[cols="1,2"]\n|===\n|{m.few()} |{m.few()}\n\n|{m.few()}\na|\n* {m.text()}\n|===',
    lambda m: f"image::{m.kept('f§.png')}[{m.few()},300]",
]


def adoc(rng: random.Random) -> Made:
    maker = Maker(rng, _ADOC)
    body = "\n\n".join(_choice(maker, _ADOC_BLOCKS, rng.randint(2, 7)))
    return maker.finished("guide.adoc", f"= {maker.few()}\n:toc: left\n\n{body}\n")


_RST: list[Mark] = [
    lambda m: m.kept("``garde§ = 1``"),
    lambda m: f"**{m.few()}**",
    lambda m: f"*{m.few()}*",
    lambda m: f"`{m.few()} <{m.kept('https://example.org/§')}>`__",
    lambda m: f":ref:`{m.few()} <{m.kept('cible-§')}>`",
    lambda m: m.kept(":class:`~paquet.Autre§`"),
    lambda m: m.kept("|version|"),
]


def _title(m: Maker, sign: str) -> str:
    title = m.sentence("", marks=0)
    return f"{title}\n{sign * len(title)}"


def _grid(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    edge = f"+{'+'.join('-' * (width + 2) for width in widths)}+"
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([edge, *(line for row in lines for line in (row, edge))])


_RST_BLOCKS: list[Callable[[Maker], str]] = [
    lambda m: m.text(),
    lambda m: m.text(),
    lambda m: _title(m, "-"),
    lambda m: f"* {m.text()}\n* {m.text()}",
    lambda m: f"#. {m.text()}\n#. {m.text()}",
    lambda m: f".. note:: {m.text()}",
    lambda m: f".. warning::\n\n   {m.text()}\n\n   {m.text()}",
    lambda m: f".. code-block:: python\n\n   {m.kept('print(§)  # garde')}",
    lambda m: f"{m.sentence(' ::')}\n\n    {m.kept('garde § é')}",
    lambda m: f".. _{m.kept('cible-§')}:\n\n{m.text()}",
    lambda m: m.kept(".. remarque §"),
    lambda m: f".. figure:: {m.kept('f§.png')}\n   :width: 300px\n   :alt: {m.few()}\n\n   {m.text()}",
    lambda m: f"{m.few()}\n   {m.text()}",
    lambda m: f"| {m.words(2)}\n| {m.words(3)}",
    lambda m: f":{m.kept('zone§')}: {m.text()}",
    lambda m: f"#. {m.text()}\n\n   {m.text()}\n\n   * {m.text()}",
    lambda m: _grid([[m.few() for _ in range(2)] for _ in range(m.rng.randint(1, 3))]),
    lambda m: f".. list-table::\n\n   * - {m.few()}\n     - {m.text()}",
    lambda m: (
        f'.. csv-table:: {m.few()}\n   :header: "{m.few()}", "{m.few()}"\n\n   "{m.text()}", {m.few()}\n   "{m.words()} ""{m.few()}""", 12'
    ),
]


def rst(rng: random.Random) -> Made:
    maker = Maker(rng, _RST)
    body = "\n\n".join(_choice(maker, _RST_BLOCKS, rng.randint(2, 7)))
    version = ".. |version| replace:: 2.0\n"
    return maker.finished("guide.rst", f"{_title(maker, '=')}\n\n{body}\n\n{version}")


def ipynb(rng: random.Random) -> Made:
    maker = Maker(rng, [*_MD[:10], lambda m: m.kept("$x_§ = 1$")])
    cells: list[dict[str, object]] = []
    for number in range(rng.randint(1, 5)):
        if rng.random() < 0.3:
            source = [maker.kept("garde§ = 1  # é"), "\\n"][:1]
            cells.append(
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "id": f"c{number}",
                    "metadata": {},
                    "outputs": [],
                    "source": source,
                }
            )
            continue
        text = "\n\n".join(_choice(maker, _MD_BLOCKS[:8], rng.randint(1, 3)))
        lines = text.splitlines(keepends=True)
        cells.append({"cell_type": "markdown", "id": f"m{number}", "metadata": {}, "source": lines})
    meta = {"language_info": {"name": "python"}}
    data = {"cells": cells, "metadata": meta, "nbformat": 4, "nbformat_minor": 5}
    made = maker.finished("cours.ipynb", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    made.kept = [json.dumps(each, ensure_ascii=False)[1:-1] for each in made.kept]
    return made


# Archives of sites


def wxr(rng: random.Random) -> Made:
    maker = Maker(rng, _HTML)
    items = ""
    for number in range(rng.randint(1, 3)):
        body = "\n\n".join(
            f"<!-- wp:paragraph -->\n<p>{maker.text()}</p>\n<!-- /wp:paragraph -->" for _ in range(rng.randint(1, 3))
        )
        items += (
            f"<item><title><![CDATA[{maker.few()}]]></title><link>{maker.kept('https://example.org/a§/')}</link>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
            "<wp:post_type><![CDATA[post]]></wp:post_type></item>\n"
        )
    head = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n<title>'
    )
    page = f"{head}{maker.few()}</title>\n<language>fr-FR</language>\n<wp:wxr_version>1.2</wp:wxr_version>\n{items}</channel>\n</rss>\n"
    return maker.finished("export.wxr.xml", page)


def rss(rng: random.Random) -> Made:
    maker = Maker(rng, [])
    items = "".join(
        f'<item><title>{maker.few()}</title><guid isPermaLink="false">{maker.kept("abc-§")}</guid>'
        f"<description>&lt;p&gt;{maker.sentence()} &lt;b&gt;{maker.few()}&lt;/b&gt;&lt;/p&gt;</description></item>\n"
        for _ in range(rng.randint(1, 4))
    )
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{maker.few()}</title>\n'
    return maker.finished("actualites.rss", f"{page}<language>fr</language>\n{items}</channel></rss>\n")


# Packages


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of these parts, in order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), text, way)
    return made.getvalue()


_TYPES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>'
_RELS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _rel(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'


def _run(text: str, look: str = "") -> str:
    style = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(m: Maker, code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {m.kept(code)} </w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_DOCX_RUNS: list[Callable[[Maker], str]] = [
    lambda m: _run(m.few() + " ", '<w:rFonts w:ascii="Arial"/><w:i/><w:sz w:val="24"/>'),
    lambda m: f'<w:ins w:id="{m.number()}" w:author="A">{_run(m.few() + " ")}</w:ins>',
    lambda m: (
        f'<w:del w:id="{m.number()}" w:author="A"><w:r><w:delText xml:space="preserve">{m.kept("garde§")} </w:delText></w:r></w:del>'
    ),
    lambda m: (
        f'<w:proofErr w:type="spellStart"/>{_run(m.words() + " ")}<w:proofErr w:type="spellEnd"/>{_run(m.words() + " ")}'
    ),
    lambda m: f'<w:smartTag w:uri="u" w:element="{m.kept("e§")}">{_run(m.few())}</w:smartTag>{_run(" ")}',
    lambda m: (
        f'<w:sdt><w:sdtPr><w:tag w:val="{m.kept("t§")}"/></w:sdtPr><w:sdtContent>{_run(m.few() + " ")}</w:sdtContent></w:sdt>'
    ),
    lambda m: _field(m, "REF repere§ \\h", _run(m.few())) + _run(" "),
    lambda m: _field(m, 'HYPERLINK "https://example.org/§"', _run(m.few(), '<w:rStyle w:val="Lien"/>')) + _run(" "),
    lambda m: (
        f'<w:fldSimple w:instr=" {m.kept("PAGE§")} "><w:r><w:t>{m.kept("1§")}</w:t></w:r></w:fldSimple>{_run(" ")}'
    ),
    lambda m: _run(m.words()) + '<w:r><w:footnoteReference w:id="2"/></w:r>' + _run(" "),
    lambda m: '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>' + _run(" " + m.words() + " "),
    lambda m: (
        f'<w:r><w:t xml:space="preserve">{m.words()} </w:t><w:lastRenderedPageBreak/><w:t xml:space="preserve">{m.words()} </w:t></w:r>'
    ),
    lambda m: (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}"><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="{m.number()}" name="{m.kept("Image§")}" descr="{m.few()}"/></wp:inline></w:drawing></w:r>{_run(" ")}'
    ),
    lambda m: f'<w:r><w:br w:type="page"/></w:r>{_run(m.words(2).capitalize() + " ")}',
    lambda m: _run("«\u00a0" + m.few() + "\u00a0» "),
    lambda m: _run("12,5\u00a0% " + m.words() + " "),
    lambda m: (
        f'<w:bookmarkStart w:id="{(n := m.number())}" w:name="b{n}"/>{_run(m.words() + " ")}<w:bookmarkEnd w:id="{n}"/>'
    ),
    lambda m: f'<w:commentRangeStart w:id="1"/>{_run(m.few() + " ")}<w:commentRangeEnd w:id="1"/>',
    lambda m: (
        f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{m.kept("x§+1")}</m:t></m:r></m:oMath>{_run(" ")}'
    ),
]
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DOCX_STYLES = [
    "",
    "",
    '<w:pPr><w:pStyle w:val="Titre1"/></w:pPr>',
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>',
]


def _docx_sentence(m: Maker) -> str:
    """Return the runs of a paragraph."""
    runs = [_run(m.words(2).capitalize() + " ")]
    for _ in range(m.rng.randint(1, 4)):
        kind = m.rng.randrange(14)
        if kind > 7:
            runs.append(m.rng.choice(_DOCX_RUNS)(m))
        elif kind == 0:
            runs.append(_run(m.few() + " ", "<w:b/>"))
        elif kind == 1:
            runs.append(f'<w:hyperlink w:anchor="{m.kept("lien§")}">{_run(m.few())}</w:hyperlink>{_run(" ")}')
        elif kind == 2:
            field = m.kept("MERGEFIELD Nom§")
            value = m.kept("«Nom§»")
            runs.append(
                f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {field} </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{value}</w:t></w:r>'
                f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{_run(" ")}'
            )
        elif kind == 3:
            runs.append(f"<w:r><w:tab/></w:r>{_run(m.words(2))}<w:r><w:br/></w:r>{_run(m.words(2) + ' ')}")
        elif kind == 4:
            runs.append(
                f'{_run(m.words())}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>{_run(" ")}'
            )
        elif kind == 5:
            m.number()
            runs.append(
                f'<w:bookmarkStart w:id="{m.number()}" w:name="{m.kept("repere§")}"/>{_run(m.few() + " ", "<w:i/>")}'
            )
        else:
            runs.append(_run(m.words(2) + " "))
    return "".join(runs) + _run(m.words() + ".")


_WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX_PARTS = {
    "footnotes.xml": ("footnotes", "footnotes", '<w:footnote w:id="2">{}</w:footnote>'),
    "header1.xml": ("header", "hdr", "{}"),
    "footer1.xml": ("footer", "ftr", "{}"),
    "comments.xml": ("comments", "comments", '<w:comment w:id="1" w:author="A">{}</w:comment>'),
}


def docx(rng: random.Random) -> Made:
    maker = Maker(rng, [])
    body = ""
    for _ in range(rng.randint(1, 5)):
        if rng.random() < 0.2:
            cells = "".join(f"<w:tc><w:p>{_docx_sentence(maker)}</w:p></w:tc>" for _ in range(2))
            if rng.random() < 0.3:
                cells += f"<w:tc><w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/></w:tc>"
            body += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        body += f"<w:p>{rng.choice(_DOCX_STYLES)}{_docx_sentence(maker)}</w:p>"
        maker._pool = []
    page = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    kinds = _override("word/document.xml", "wordprocessingml.document.main")
    parts = {"[Content_Types].xml": "", "_rels/.rels": _RELS % _rel(1, "officeDocument", "word/document.xml")}
    parts["word/document.xml"] = page
    rels = ""
    for number, (name, (kind, root, frame)) in enumerate(_DOCX_PARTS.items(), 1):
        if "footnotes" in name or rng.random() < 0.2:
            maker._pool = []
            inner = frame.format(f"<w:p>{_docx_sentence(maker)}</w:p>")
            parts[f"word/{name}"] = (
                f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} xmlns:w="{_WORD_SPACE}">{inner}</w:{root}>'
            )
            kinds += _override(f"word/{name}", f"wordprocessingml.{kind}")
            rels += _rel(number, kind, name)
    parts["word/_rels/document.xml.rels"] = _RELS % rels
    parts["[Content_Types].xml"] = _TYPES % kinds
    return maker.finished("lettre.docx", zipped(parts))


def _drawing_paragraph(m: Maker) -> str:
    runs = f'<a:r><a:rPr lang="fr-FR"/><a:t>{m.words(3).capitalize()} </a:t></a:r>'
    if m.rng.random() < 0.5:
        runs += f'<a:r><a:rPr lang="fr-FR" b="1"/><a:t>{m.few()}</a:t></a:r><a:r><a:rPr lang="fr-FR"/><a:t> {m.few()}</a:t></a:r>'
    if m.rng.random() < 0.3:
        runs += f'<a:br/><a:r><a:rPr lang="fr-FR"/><a:t>{m.words(2)}</a:t></a:r>'
    if m.rng.random() < 0.3:
        runs += '<a:fld id="{00000000-0000-0000-0000-000000000000}" type="slidenum"><a:t>3</a:t></a:fld>'
    return f"<a:p>{runs}</a:p>"


def pptx(rng: random.Random) -> Made:
    maker = Maker(rng, [])
    names = ['xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"', f'xmlns:r="{_OFFICE}"']
    names.append('xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"')
    space = " ".join(names)
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    count = rng.randint(1, 3)
    parts = {"[Content_Types].xml": "", "_rels/.rels": _RELS % _rel(1, "officeDocument", "ppt/presentation.xml")}
    slides = "".join(f'<p:sldId id="{256 + number}" r:id="rId{number + 2}"/>' for number in range(count))
    parts["ppt/presentation.xml"] = (
        f'<?xml version="1.0"?>\n<p:presentation {space}><p:sldIdLst>{slides}</p:sldIdLst></p:presentation>'
    )
    parts["ppt/_rels/presentation.xml.rels"] = _RELS % "".join(
        _rel(number + 2, "slide", f"slides/slide{number + 1}.xml") for number in range(count)
    )
    kinds = _override("ppt/presentation.xml", "presentationml.presentation.main")
    for number in range(count):
        shapes = ""
        for shape in range(rng.randint(1, 3)):
            body = "".join(_drawing_paragraph(maker) for _ in range(rng.randint(1, 3)))
            maker._pool = []
            shapes += f'<p:sp><p:nvSpPr><p:cNvPr id="{shape + 2}" name="{maker.kept("Titre §")}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            shapes += f"<p:spPr/><p:txBody><a:bodyPr/>{body}</p:txBody></p:sp>"
        tree = f"<p:cSld><p:spTree>{group}{shapes}</p:spTree></p:cSld>"
        parts[f"ppt/slides/slide{number + 1}.xml"] = f'<?xml version="1.0"?>\n<p:sld {space}>{tree}</p:sld>'
        kinds += _override(f"ppt/slides/slide{number + 1}.xml", "presentationml.slide")
    parts["[Content_Types].xml"] = _TYPES % kinds
    return maker.finished("exposé.pptx", zipped(parts))


def xlsx(rng: random.Random) -> Made:
    maker = Maker(rng, [])
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    count = rng.randint(2, 6)
    items, rows = "", ""
    for number in range(count):
        maker._pool = []
        rich = rng.random() < 0.3
        text = f'<r><rPr><b/></rPr><t>{maker.words(2)}</t></r><r><t xml:space="preserve"> {maker.words(2)}</t></r>'
        items += f"<si>{text}</si>" if rich else f"<si><t>{maker.sentence()}</t></si>"
        rows += (
            f'<row r="{number + 1}"><c r="A{number + 1}" t="s"><v>{number}</v></c>'
            f'<c r="B{number + 1}"><f>SUM(C1:C{number + 1})</f><v>{number}.5</v></c></row>'
        )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": _TYPES
        % (
            _override("xl/workbook.xml", "spreadsheetml.sheet.main")
            + _override("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")
            + _override("xl/sharedStrings.xml", "spreadsheetml.sharedStrings")
        ),
        "_rels/.rels": _RELS % _rel(1, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'{head}<workbook xmlns="{space}" xmlns:r="{_OFFICE}"><sheets><sheet name="Stock" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELS
        % (_rel(1, "worksheet", "worksheets/sheet1.xml") + _rel(2, "sharedStrings", "sharedStrings.xml")),
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{space}" count="{count}" uniqueCount="{count}">{items}</sst>',
    }
    return maker.finished("stock.xlsx", zipped(parts))


_ODF: list[Mark] = [
    lambda m: f'<text:span text:style-name="T{m.number()}">{m.few()}</text:span>',
    lambda m: f'<text:a xlink:href="{m.kept("https://example.org/§")}">{m.few()}</text:a>',
    lambda m: f"<text:line-break/>{m.words(2)}",
    lambda m: f"<text:tab/>{m.words(2)}",
    lambda m: (
        f'\b<text:note text:id="{m.kept("ftn§")}" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{m.words(3)}.</text:p></text:note-body></text:note>"
    ),
]
_ODF_SPACE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"'
)


def odt(rng: random.Random) -> Made:
    maker = Maker(rng, _ODF)
    kinds: list[Callable[[Maker], str]] = [
        lambda m: f"<text:p>{m.text()}</text:p>",
        lambda m: f"<text:p>{m.text()}</text:p>",
        lambda m: f'<text:h text:outline-level="1">{m.few()}</text:h>',
        lambda m: f"<text:list><text:list-item><text:p>{m.text()}</text:p></text:list-item></text:list>",
        lambda m: (
            f"<table:table><table:table-row><table:table-cell><text:p>{m.text()}</text:p></table:table-cell></table:table-row></table:table>"
        ),
    ]
    body = "".join(_choice(maker, kinds, rng.randint(1, 5)))
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_ODF_SPACE}><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    return maker.finished(
        "lettre.odt", zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})
    )


def epub(rng: random.Random) -> Made:
    maker = Maker(rng, list(_HTML[:7]))
    maker.marks.append(lambda m: m.spaced('<img src="i§.png" alt=""/>'))
    count = rng.randint(1, 3)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr"><head><title>'
    chapters = {}
    for number in range(count):
        body = "".join(f"<p>{maker.text()}</p>\n" for _ in range(rng.randint(1, 3)))
        chapters[f"OEBPS/c{number}.xhtml"] = (
            f"{head}{maker.few()}</title></head><body>\n<h1>{maker.few()}</h1>\n{body}</body></html>"
        )
    links = "".join(f'<li><a href="c{number}.xhtml">{maker.few()}</a></li>' for number in range(count))
    nav = f'{head}{maker.few()}</title></head><body><nav epub:type="toc"><ol>{links}</ol></nav></body></html>'
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(count))
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(count))
    opf = (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="fr">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:1</dc:identifier>'
        f"<dc:title>{maker.few()}</dc:title><dc:language>fr</dc:language>"
        '<meta property="dcterms:modified">2024-05-01T00:00:00Z</meta></metadata><manifest>'
        f'<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>{items}</manifest><spine>{refs}</spine></package>'
    )
    container = '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/livre.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/livre.opf": opf}
    return maker.finished("livre.epub", zipped({**parts, "OEBPS/nav.xhtml": nav, **chapters}))


FORMATS: dict[str, Callable[[random.Random], Made]] = {
    made.__name__: made
    for made in (
        *(markdown, mdx, html, po, i18n, arb, xcstrings, yaml, android, strings, properties, resx, ts, xliff),
        *(srt, sbv, vtt, ass, adoc, rst, ipynb, wxr, rss, docx, pptx, xlsx, odt, epub),
    )
}
"""The generators by name."""
