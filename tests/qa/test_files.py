"""Documents in, findings out; and the command that prints them."""

import json
import sys
from pathlib import Path

import pytest

from babelpress.cli import main
from babelpress.document import Block, Finding, InlineTag
from babelpress.errors import ConfigError
from babelpress.qa.base import SegmentPair
from babelpress.qa.documents import verify
from babelpress.qa.engine import findings, select_checks
from babelpress.qa.files import verify_files

FRENCH = """Le train de nuit revient
La ligne rouvre en mars. Elle reliera Paris à Nice, a annoncé la ministre.
Les billets coûteront 39 euros. Les associations de voyageurs saluent la décision.
"""
ENGLISH = """The night train is back
The line reopens in March. It will link Paris and Nice, the minister announced.
Tickets will cost 39 euros. Passenger associations welcome the decision.
"""


def blocks(text: str) -> list[Block]:
    return [Block(kind="paragraph", text=line) for line in text.splitlines()]


def check(source: list[Block], target: list[Block], **more: object) -> tuple[Finding, ...]:
    return verify(source, target, source_language="fr", target_language="en", **more)


def call(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["babelpress", "verify", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "fr.txt", tmp_path / "en.txt"
    for path, text in zip(paths, (FRENCH, ENGLISH), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_verify_finds_nothing_in_a_right_translation():
    assert check(blocks(FRENCH), blocks(ENGLISH)) == ()
    assert check([], []) == ()


def test_verify_says_where_a_number_changed():
    (found,) = check(blocks(FRENCH), blocks(ENGLISH.replace("39", "93")), checks=["numbers"])

    assert (found.check, found.severity, found.language) == ("numbers", "severe", "en")
    assert (found.block, found.segment) == (2, 3)
    assert "39" in found.message
    assert "93" in found.message


def test_verify_finds_a_sentence_that_is_gone():
    (found,) = check(blocks(FRENCH), blocks(ENGLISH.replace(" Passenger associations welcome the decision.", "")))

    assert (found.check, found.severity, found.block, found.segment) == ("omission", "severe", 2, 4)
    assert found.message == "is not translated: Les associations de voyageurs saluent la décision."


def test_verify_finds_a_paragraph_that_is_gone():
    found = check(blocks(FRENCH), blocks(ENGLISH)[:2])

    assert {(finding.check, finding.severity, finding.block) for finding in found} == {("omission", "severe", 2)}


def test_verify_finds_a_paragraph_of_the_translation_only():
    extra = Block(kind="paragraph", text="Nobody had asked for this remark, and it says a lot about trains.")

    found = check(blocks(FRENCH), [*blocks(ENGLISH), extra])

    assert [(finding.check, finding.severity) for finding in found] == [("omission", "severe")]
    assert "is not in the source" in found[0].message


def test_verify_aligns_paragraphs_that_were_cut_elsewhere():
    target = blocks(ENGLISH.replace("March. It", "March.\nIt"))

    assert check(blocks(FRENCH), target) == ()


def test_verify_takes_an_empty_translation():
    found = check(blocks(FRENCH), [])

    assert len(found) == 3
    assert {finding.check for finding in found} == {"omission"}


def test_verify_compares_tags_whatever_their_order():
    bold, link = ("<b>", "</b>"), ('<a href="x">', "</a>")

    def marked(text: str, *tags: tuple[str, str]) -> list[Block]:
        marks = (
            InlineTag(start=i, end=i + 1, tag="x", open=opens, close=closes) for i, (opens, closes) in enumerate(tags)
        )
        return [Block(kind="paragraph", text=text, markup=tuple(marks))]

    source = marked("Le train part.", bold, link)

    assert check(source, marked("The train leaves.", link, bold)) == ()
    assert [finding.message for finding in check(source, marked("The train leaves.", bold))] == [
        'lost the tag <a href="x">',
        "lost the tag </a>",
    ]


def test_verify_compares_code_and_syntax_byte_for_byte():
    code, syntax = Block(kind="code", text="git pull"), Block(kind="skeleton", text="<hr>")
    language = Block(kind="skeleton", text="fr", markup=(InlineTag(start=0, end=0, tag="language"),))
    other = Block(kind="skeleton", text="en", markup=(InlineTag(start=0, end=0, tag="language"),))

    found = check([language, code, syntax], [other, syntax, Block(kind="code", text="git draw")])

    assert [(finding.check, finding.message) for finding in found] == [
        ("markup", "lost the code git pull"),
        ("markup", "has, unlike its source, the code git draw"),
    ]


def test_findings_count_the_pairs():
    pairs = [
        SegmentPair(source=source, target=target, source_language="fr", target_language="en")
        for source, target in [("Bonjour.", "Hello."), ("Il ne dort pas.", ""), ("De plus en plus", "more " * 90)]
    ]

    found = findings(pairs)

    assert [finding.segment for finding in found if finding.severity == "severe"] == [1, 2, 2]


def test_chosen_refuses_a_check_there_is_not():
    with pytest.raises(ConfigError, match="no check 'nmbers'; did you mean 'numbers'"):
        select_checks(["nmbers"])


def test_verify_files_pairs_lines_where_they_are_as_many(files: tuple[Path, Path]):
    report = verify_files(*files)

    assert (report.source_language, report.target_language, report.segments) == ("fr", "en", 3)
    assert report.findings == ()


def test_command_prints_findings_and_exits_with_1(files: tuple[Path, Path], monkeypatch, capsys):
    change(files[1], "39 euros", "93 euros")

    status = call(*files, monkeypatch=monkeypatch)

    output, messages = capsys.readouterr()
    assert status == 1
    assert "numbers" in output
    assert "3 segments, 1 findings, 1 severe" in messages


def test_command_is_silent_and_exits_with_0_where_all_is_right(files: tuple[Path, Path], monkeypatch, capsys):
    status = call(*files, monkeypatch=monkeypatch)

    assert status == 0
    assert capsys.readouterr().out == ""


def test_command_prints_json(files: tuple[Path, Path], monkeypatch, capsys):
    change(files[1], "Paris", "Berlin")

    status = call(*files, "--json", "--checks", "names", monkeypatch=monkeypatch)

    report = json.loads(capsys.readouterr().out)
    assert status == 1
    assert report["severe"] == 1
    assert [(found["check"], found["message"]) for found in report["findings"]] == [("names", "Paris became Berlin")]
    assert "Paris" in report["findings"][0]["source"]


def test_command_keeps_names(files: tuple[Path, Path], monkeypatch, capsys):
    status = call(*files, "--keep", "Nice,billets", monkeypatch=monkeypatch)

    assert status == 1
    assert "lost billets" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{fr}", "{tmp}/none.txt"], "there is no such file"),
        (["{fr}", "{en}", "--checks", "qotes"], "no check 'qotes'; did you mean 'quotes'?"),
        (["{fr}", "{en}", "--target", "xx"], "'xx' is not a supported language"),
        (["{fr}", "{fr}"], "both files are in French"),
        (["{fr}", "{tmp}/empty.txt"], "is empty"),
        (["{fr}", "{tmp}/short.txt", "--lines"], "omit --lines to align the texts"),
        (["{fr}", "{tmp}/latin.txt"], "latin.txt"),
        (["{fr}", "{tmp}"], "is a folder"),
        (["{fr}", "{tmp}/digits.txt"], "its language cannot be detected; give --target"),
    ],
)
def test_command_says_what_to_mend(
    files: tuple[Path, Path], tmp_path: Path, arguments: list[str], message: str, monkeypatch, capsys
):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "digits.txt").write_text("12 34\n")
    (tmp_path / "short.txt").write_text("The night train is back.\n")
    (tmp_path / "latin.txt").write_bytes("caf\xe9 \xff\n".encode("latin-1"))
    names = {"fr": files[0], "en": files[1], "tmp": tmp_path}

    status = call(*(argument.format(**names) for argument in arguments), monkeypatch=monkeypatch)

    output, messages = capsys.readouterr()
    assert status == 2
    assert message in " ".join(messages.split())
    assert output == ""


def test_verify_lets_the_text_of_an_attribute_be_translated(tmp_path: Path):
    for name, title in (("a.html", "Le site officiel"), ("b.html", "De officiële site")):
        page = f'<p>Un <a href="https://a.example/" title="{title}">lien</a> ici.</p>'
        (tmp_path / name).write_text(page, encoding="utf-8")

    report = verify_files(
        tmp_path / "a.html", tmp_path / "b.html", source_language="fr", target_language="nl", checks=["markup"]
    )

    assert report.findings == ()


SEPARATORS = ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", "\x1d", "\x1e", "\r"]


@pytest.mark.parametrize("sign", SEPARATORS, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_verify_cuts_lines_at_newlines_only(sign: str, end: str, tmp_path: Path):
    texts = (
        [f"Le maire a signé{sign}la loi 12 lundi.", "Le train 34 part mardi.", "Le bus 56 arrive."],
        ["The mayor signed law 12 on Monday.", "Train 34 leaves on Tuesday.", "Bus 57 is arriving."],
    )
    paths = tmp_path / "fr.txt", tmp_path / "en.txt"
    for path, lines in zip(paths, texts, strict=True):
        path.write_bytes("".join(line + end for line in lines).encode())

    report = verify_files(*paths, source_language="fr", target_language="en", lines=True)

    assert report.segments == 3
    assert [(found.check, found.segment) for found in report.findings if found.severity == "severe"] == [("numbers", 2)]


@pytest.mark.parametrize("sign", ["\x02", "\u202e", "\x9f"])
def test_verify_finds_signs_in_a_line_that_the_readers_remove(sign: str, tmp_path: Path):
    paths = tmp_path / "fr.txt", tmp_path / "en.txt"
    for path, text in zip(paths, ("Il pleut.\nBonjour.\n", f"It rains.\nHel{sign}lo.\n"), strict=True):
        path.write_text(text, encoding="utf-8")

    report = verify_files(*paths, source_language="fr", target_language="en", lines=True)

    assert [(found.check, found.severity, found.segment) for found in report.findings] == [("debris", "severe", 1)]


def checked(tmp_path: Path, name: str, before: str | bytes, after: str | bytes, *, to: str = "en") -> list[str]:
    """The severe findings of a translated document, which may hold both languages."""
    paths = [tmp_path / side / name for side in ("fr", to)]
    for path, text in zip(paths, (before, after), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = verify_files(*paths, source_language="fr", target_language=to)
    return [f"{one.check}: {one.message}" for one in report.findings if one.severity == "severe"]


def test_an_accelerator_inside_a_word_is_no_code(tmp_path: Path):
    file = 'msgid "_Ouvrir"\nmsgstr "_Open"\n\nmsgid "Rechercher et re_mplacer"\nmsgstr "{}"\n'

    assert checked(tmp_path, "a.po", file.format(""), file.format("Find and _replace")) == []


def test_the_messages_of_qt_are_compared_with_their_translations(tmp_path: Path):
    file = (
        '<!DOCTYPE TS>\n<TS version="2.1" language="en" sourcelanguage="fr"><context><name>A</name>\n'
        "<message><source>&amp;Ouvrir le fichier %1 de %L2</source><translation>{}</translation></message>\n"
        '<message numerus="yes"><source>%n fichiers</source><translation>'
        "<numerusform>One file</numerusform><numerusform>{}</numerusform></translation></message>\n"
        "</context></TS>\n"
    )
    right = file.format("&amp;Open the file %1 of %L2", "%n files")
    first = file.format("&amp;Open the file %1", "%n files")
    second = file.format("&amp;Open the file %1 of %L2", "files")

    assert checked(tmp_path, "a.ts", right, right) == []
    assert [one for one in checked(tmp_path, "a.ts", right, first) if "%L2" in one]
    assert [one for one in checked(tmp_path, "a.ts", right, second) if "%n" in one]


def test_a_page_in_another_encoding_is_compared_as_it_is_read(tmp_path: Path):
    page = '<html lang="fr"><meta charset="{}"><p>{}</p></html>'
    source = page.format("windows-1252", "Le café coûte 2 €.").encode("cp1252")

    assert checked(tmp_path, "a.html", source, page.format("utf-8", "The coffee costs 2 €.")) == []


def test_the_space_before_a_tag_is_no_part_of_it(tmp_path: Path):
    source = "Voir {ref}`le début <cible>` du guide.\n"

    assert checked(tmp_path, "a.md", source, "{ref}`The beginning <cible>` of the guide, see.\n") == []
    assert checked(tmp_path, "a.md", source, "See {ref}`the beginning <target>` of the guide.\n") != []


def test_the_texts_of_a_string_catalog_are_compared_with_those_of_its_other_language(tmp_path: Path):
    file = (
        '{"sourceLanguage": "fr", "version": "1.0", "strings": {\n"Bonjour %@, il pleut.": {"localizations": {'
        '"en": {"stringUnit": {"state": "translated", "value": "VALUE"}}}},\n'
        '"n": {"localizations": {"fr": {"variations": {"plural": {"one": {"stringUnit": {"value": "%lld fichier"}}, '
        '"other": {"stringUnit": {"value": "%lld fichiers ouverts"}}}}}, "en": {"variations": {"plural": '
        '{"one": {"stringUnit": {"value": "%lld file"}}, "other": {"stringUnit": {"value": "OTHER"}}}}}}}}}\n'
    )
    right = file.replace("VALUE", "Hello %@, it is raining.").replace("OTHER", "%lld open files")

    assert checked(tmp_path, "A.xcstrings", right, right) == []
    assert [one for one in checked(tmp_path, "A.xcstrings", right, right.replace("Hello %@", "Hello")) if "%@" in one]
    lost = checked(tmp_path, "A.xcstrings", right, right.replace("%lld open files", "Open files"))
    assert [one for one in lost if "%lld" in one]
