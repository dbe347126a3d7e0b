"""`verify` for documents: by structure, by key and by unit; wrong ones are told, right ones are not."""

from pathlib import Path

import pytest

from babelpress.qa.files import verify_files

MARKDOWN = (
    """---
title: Le guide du voyageur
url: /fr/guide/
---

# Le guide

- Un mot
  - Un autre mot
- La fin

Voir [la page](../fr/page.md#prérequis), [ici](#prérequis) et `code`.

{% if a %}Oui, merci bien.{% elsif b %}Peut-être demain.{% else %}Non, merci.{% endif %}

## Prérequis

Un {{< button href="x" >}}bouton{{< /button >}} et {{< icon "velo" >}} ici.
""",
    """---
title: De gids van de reiziger
url: /nl/guide/
---

# De gids

- Een woord
  - Een ander woord
- Het einde

Zie [de pagina](../nl/page.md#vereisten), [hier](#vereisten) en `code`.

{% if a %}Ja, bedankt.{% elsif b %}Misschien morgen.{% else %}Nee, bedankt.{% endif %}

## Vereisten

Hier {{< icon "velo" >}} en een {{< button href="x" >}}knop{{< /button >}}.
""",
)
HTML = (
    '<html lang="fr"><body><h1>Le guide</h1><ul><li>Un mot <b>très gras</b></li><li>La fin</li></ul>'
    '<p>Voir <a href="/fr/x/">la page</a> et <img src="a.png" alt="Un pont">.</p>'
    "<p>{{#if a}}Merci de venir.{{else}}Merci de rester.{{/if}}</p></body></html>",
    '<html lang="nl"><body><h1>De gids</h1><ul><li>Een <b>heel vet</b> woord</li><li>Het einde</li></ul>'
    '<p>Zie <a href="/nl/x/">de pagina</a> en <img src="a.png" alt="Een brug">.</p>'
    "<p>{{#if a}}Bedankt voor uw komst.{{else}}Bedankt dat u blijft.{{/if}}</p></body></html>",
)
JSON = (
    '{"menu": {"home": "Accueil", "save": "Enregistrer", "n_other": "{n} mots"}, "ok": "OK", "size": "12px"}',
    '{"menu": {"home": "Start", "save": "Opslaan", "n_other": "{n} woorden"}, "ok": "OK", "size": "12px"}',
)
YAML = (
    "fr:\n  menu:\n    home: Accueil\n    bye: Au revoir et à bientôt\n    mots:\n      one: un mot\n"
    "      many: des mots\n      other: '%{count} mots'\n",
    "nl:\n  menu:\n    home: Startpagina\n    bye: Tot ziens en tot gauw\n    mots:\n      one: een woord\n"
    "      other: '%{count} woorden'\n",
)
PROPERTIES = ("home=Accueil\nbye=Au revoir {0}\n", "home=Start\nbye=Tot ziens {0}\n")
HEADER = 'msgid ""\nmsgstr ""\n"Language: nl\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
PO = (
    HEADER,
    HEADER + '#, c-format\nmsgid "Il reste %s sur %d.\\n"\nmsgstr "Nog %s van %d over.\\n"\n\n'
    'msgid "Cliquez <b>ici</b> pour <i>partir</i>."\nmsgstr "Klik <b>hier</b> om te <i>vertrekken</i>."\n\n'
    'msgid "Un fichier"\nmsgid_plural "%d fichiers"\nmsgstr[0] "Een bestand"\nmsgstr[1] "%d bestanden"\n',
)
XLIFF_HEAD = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" '
    'target-language="nl" datatype="plaintext" original="a"><body><trans-unit id="1"><source>'
)
SOURCE = 'Bonjour <x id="N"/>, voici <x id="START_LINK"/>un lien<x id="CLOSE_LINK"/> <g id="1">utile</g>.'
TARGET = 'Hallo <x id="N"/>, hier is een <g id="1">nuttige</g> <x id="START_LINK"/>link<x id="CLOSE_LINK"/>.'
END = "</target></trans-unit></body></file></xliff>"
XLIFF = (f"{XLIFF_HEAD}{SOURCE}</source><target>{END}", f"{XLIFF_HEAD}{SOURCE}</source><target>{TARGET}{END}")

ICU = (
    '{"n": "Vous avez {n, plural, =0 {aucun message} one {# message} many {# de messages} other {# messages}} ici.", '
    '"g": "{g, select, f {Une amie} other {Un ami}}"}',
    '{"n": "U hebt hier {n, plural, =0 {geen berichten} one {# bericht} other {# berichten}}.", '
    '"g": "{g, select, f {Een vriendin} other {Een vriend}}"}',
)
RIGHT = {"arb": ICU,
    "md": MARKDOWN, "html": HTML, "json": JSON, "yml": YAML, "properties": PROPERTIES, "po": PO, "xlf": XLIFF
}  # fmt: skip

WRONG = [
    ("md", "  - Een ander", "- Een ander", "at level 1, at level 2 in the source"),
    ("md", "`code`", "`kode`", "lost the code code"),
    ("md", "page.md", "pagina.md", 'lost the tag <a href="page.md#">'),
    ("md", "{% if a %}Ja, bedankt.{% elsif b %}", "{% elsif b %}Ja, bedankt.{% if a %}", "nested in another way"),
    ("md", '{{< button href="x" >}}knop{{< /button >}}', '{{< /button >}}knop{{< button href="x" >}}', "nested in an"),
    ("md", "## Vereisten", "### Vereisten", "the heading is at level 3, at"),
    ("md", '{{< icon "velo" >}}', "", "lost the tag {{< icon"),
    ("html", "{{#if a}}Bedankt voor uw komst.{{else}}", "{{else}}Bedankt voor uw komst.{{#if a}}", "nested in another"),
    ("html", "<b>heel vet</b>", "heel vet", "lost the tag <b>"),
    ("html", "/nl/x/", "/nl/y/", 'lost the tag <a href="/x/">'),
    ("json", '"save": "Opslaan", ', "", "lost the key menu.save"),
    ("json", '"ok": "OK"', '"okay": "OK"', "has, unlike its source, the key okay"),
    ("json", "{n} woorden", "woorden", "lost the placeholder {n}"),
    ("arb", "=0 {geen berichten} ", "", "lost the branch =0 of n"),
    ("arb", "select, f {", "select, v {", "lost the branch f of g"),
    ("arb", "{n, plural", "{x, plural", "lost the placeholder {n, plural}"),
    ("arb", "Een vriendin}", "Een vriendin", "is not a message of ICU"),
    ("yml", "    bye: Tot ziens en tot gauw\n", "", "lost the key menu.bye"),
    ("yml", "%{count} woorden", "woorden", "lost the placeholder %{count}"),
    ("properties", "{0}", "{1}", "lost the placeholder {0}"),
    ("po", "%s van %d", "%d van %s", "stand in another order"),
    ("po", 'over.\\n"', 'over."', "does not end as the source does"),
    ("po", "<b>hier</b>", "hier", "lost the tag <b>"),
    ("po", "<b>hier</b> om te <i>vertrekken</i>", "<b>hier <i>om</b> te vertrekken</i>", "cross or close before"),
    ("po", "%d bestanden", "bestanden", "lost the placeholder %d"),
    ("po", 'msgstr[1] "%d bestanden"\n', "", "has 1 plural forms, the header says 2"),
    ("xlf", 'Hallo <x id="N"/>', "Hallo", 'lost the tag <x id="N">'),
    ("xlf", '<x id="START_LINK"/>link<x id="CLOSE_LINK"/>', '<x id="CLOSE_LINK"/>link<x id="START_LINK"/>', "cross or"),
    ("xlf", '<g id="1">nuttige</g>', "nuttige", 'lost the tag <g id="1">'),
]


def messages(folder: Path, ending: str, source: str, target: str) -> list[str]:
    for name, text in (("bron", source), ("doel", target)):
        (folder / f"{name}.{ending}").write_text(text, encoding="utf-8")
    report = verify_files(
        folder / f"bron.{ending}", folder / f"doel.{ending}", source_language="fr", target_language="nl"
    )
    return [finding.message for finding in report.findings if finding.severity == "severe"]


@pytest.mark.parametrize("ending", RIGHT)
def test_a_right_translation_has_no_finding(tmp_path: Path, ending: str):
    assert messages(tmp_path, ending, *RIGHT[ending]) == []


@pytest.mark.parametrize(("ending", "right", "wrong", "said"), WRONG)
def test_what_is_wrong_is_told(tmp_path: Path, ending: str, right: str, wrong: str, said: str):
    source, target = RIGHT[ending]
    assert right in target

    found = messages(tmp_path, ending, source, target.replace(right, wrong))

    assert [message for message in found if said in message], found


@pytest.mark.parametrize("tags", ["{% endif %}{% if a %}", "{% if a %}" * 300, "{{#a}}{{/b}}", "{{ end }}{{ if x }}"])
def test_templates_that_are_broken_already_are_no_finding(tmp_path: Path, tags: str):
    assert messages(tmp_path, "md", f"Un mot {tags} ici.\n", f"Een woord {tags} hier.\n") == []


@pytest.mark.parametrize("label", ["Jürgen: W", "Jürgen: w"])
def test_the_name_of_a_speaker_is_text_whether_it_reads_as_a_label_or_not(tmp_path: Path, label: str):
    cue = "WEBVTT\n\n00:00.000 --> 00:02.000\n"

    assert messages(tmp_path, "vtt", f"{cue}Jürgen : nous sommes là.\n", f"{cue}{label}ij zijn er.\n") == []
    assert messages(tmp_path, "vtt", f"{cue}Jürgen : Nous sommes là.\n", f"{cue}{label}ij zijn er.\n") == []


def test_the_name_of_a_speaker_that_was_lost_is_told(tmp_path: Path):
    cue = "WEBVTT\n\n00:00.000 --> 00:02.000\n"

    (message,) = messages(tmp_path, "vtt", f"{cue}Jürgen : Nous sommes là.\n", f"{cue}Wij zijn er.\n")

    assert message.startswith("lost the name of a speaker")


MOVED = [
    ("md", "Voir [ici](images/a.png).\n", "Zie [hier](../../guide/images/a.png).\n"),
    ("md", "Voir [ici](page.md).\n", "Zie [hier](../page.nl.md).\n"),
    ("md", "Voir [ici](/contact/).\n", "Zie [hier](/nl/contact/).\n"),
    ("md", "![Un pont](images/a.png)\n\n# Un titre\n", "![Een brug](../images/a.png)\n\n# Een titel\n"),
    ("md", "---\ntitle: Un mot\nn: 1\n---\nUn mot.\n", "---\nlang: nl\ntitle: Een woord\nn: 1\n---\nEen woord.\n"),
    ("mdx", 'Un <Icone url="/a.png" alt="un pont"/> ici.\n', 'Een <Icone url="/a.png" alt="een brug"/> hier.\n'),
    (
        "html",
        '<p><img src="../a/b.png" alt="Un pont"> ici</p>',
        '<p><img src="../../x/a/b.png" alt="Een brug"> hier</p>',
    ),
]


@pytest.mark.parametrize(("ending", "source", "target"), MOVED)
def test_a_document_that_went_elsewhere_is_right(tmp_path: Path, ending: str, source: str, target: str):
    assert messages(tmp_path, ending, source, target) == []


def test_a_translation_without_any_syntax_lost_it(tmp_path: Path):
    (message,) = messages(tmp_path, "md", 'Un vélo {{< a "x" >}} pour vous tous.\n', "Een fiets voor u allemaal.\n")

    assert message == 'lost the tag {{< a "x" >}}'


def test_a_branch_that_left_its_condition_is_told(tmp_path: Path):
    source = "<p>Un {% if a %}mot{% else %}nom{% endif %} ici.</p>"
    target = "<p>Een {% if a %}woord{% endif %} of naam.{% else %}</p>"

    assert any("nested in another way" in message for message in messages(tmp_path, "html", source, target))
