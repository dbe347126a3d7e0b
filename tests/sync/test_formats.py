"""In every format: a text that somebody edited stays, the sentence that was edited in the source follows."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from babelpress.sync.documents import Document, Item, codec_of
from babelpress.sync.store import Store

ROOT = Path(__file__).parents[2]
FIRST, SECOND, THIRD = "Le maire a vu le parc.", "Le club a vendu 120 billets.", "La fête est finie."
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: nl\\n"\n\n'

SOURCES = {
    "md": f"---\ntitle: {FIRST}\ndraft: true\n---\n\n{SECOND}\n\n- {THIRD}\n",
    "txt": f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n",
    "html": f"<html lang='fr'><body><h1>{FIRST}</h1><p>{SECOND}</p><p class='x'>{THIRD}</p></body></html>",
    "srt": "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{text}\n\n" for n, text in enumerate((FIRST, SECOND, THIRD), 1)
    ),
    "vtt": "WEBVTT\n\n"
    + "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}\n\n" for n, text in enumerate((FIRST, SECOND, THIRD))),
    "json": f'{{\n  "a": "{FIRST}",\n  "b": {{"c": "{SECOND}", "n": 3}},\n  "d": "{THIRD}"\n}}\n',
    "yaml": f"a: {FIRST}\nb:\n  c: {SECOND}\nd: {THIRD}\n",
    "properties": f"a={FIRST}\nb={SECOND}\nc={THIRD}\n",
    "po": PO + "".join(f'msgid "{text}"\nmsgstr ""\n\n' for text in (FIRST, SECOND, THIRD)),
    "rst": f"{FIRST}\n{'=' * len(FIRST)}\n\n{SECOND}\n\n{THIRD}\n",
    "adoc": f"= {FIRST}\n\n{SECOND}\n\n{THIRD}\n",
    "xlf": '<xliff version="1.2"><file source-language="fr" datatype="x" original="y"><body>\n'
    + "".join(
        f'<trans-unit id="{n}">\n<source>{text}</source>\n</trans-unit>\n'
        for n, text in enumerate((FIRST, SECOND, THIRD))
    )
    + "</body></file></xliff>\n",
    "xliff": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr"><file id="f">\n'
    + "".join(
        f'<unit id="{n}"><segment><source>{text}</source></segment></unit>\n'
        for n, text in enumerate((FIRST, SECOND, THIRD))
    )
    + "</file></xliff>\n",
    "ts": '<!DOCTYPE TS>\n<TS version="2.1" sourcelanguage="fr">\n<context>\n    <name>w</name>\n'
    + "".join(
        f'    <message>\n        <source>{text}</source>\n        <translation type="unfinished"></translation>\n'
        "    </message>\n"
        for text in (FIRST, SECOND, THIRD)
    )
    + "</context>\n</TS>\n",
    "xcstrings": '{\n  "sourceLanguage" : "fr",\n  "strings" : {\n'
    + ",\n".join(f'    "{text}" : {{\n    }}' for text in (FIRST, SECOND, THIRD))
    + '\n  },\n  "version" : "1.0"\n}\n',
    "strings": f'"a" = "{FIRST}";\n"b" = "{SECOND}";\n"c" = "{THIRD}";\n',
}  # fmt: skip


def source(folder: Path, ending: str, text: str | None = None) -> Path:
    path = folder / "content" / f"a.{ending}"
    path.write_text(SOURCES[ending] if text is None else text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", SOURCES)
def test_a_hand_edit_stays_and_an_edited_sentence_follows(ending, syncs, tmp_path):
    path = source(tmp_path, ending)
    made = syncs()
    file = tmp_path / "out" / made.articles[0].versions[0].path
    machine = file.read_text(encoding="utf-8")
    assert f"[nl] {FIRST}" in machine

    human = machine.replace(f"[nl] {FIRST}", "De burgemeester zag het park.")
    file.write_text(human, encoding="utf-8")
    path.write_text(SOURCES[ending].replace("120", "130"), encoding="utf-8")
    report = syncs()

    assert [one.state for one in report.articles[0].versions if one.language == "nl"] == ["written"]
    assert report.asked == 1
    assert file.read_text(encoding="utf-8") == human.replace("120", "130")
    assert syncs().written == 0


@pytest.mark.parametrize("ending", SOURCES)
def test_a_human_text_that_is_false_now_waits_for_a_person(ending, syncs, tmp_path):
    path = source(tmp_path, ending)
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    human = file.read_text(encoding="utf-8").replace(f"[nl] {SECOND}", "De club verkocht 120 kaartjes.")
    file.write_text(human, encoding="utf-8")
    path.write_text(SOURCES[ending].replace("120", "130").replace("finie", "terminée"), encoding="utf-8")

    report = syncs()

    assert file.read_text(encoding="utf-8") == human
    (one,) = report.conflicts
    assert (one.facets, one.human, one.merged) == (
        ("number",),
        "De club verkocht 120 kaartjes.",
        "De club verkocht 130 kaartjes.",
    )
    assert not report.fresh
    assert syncs(policy="keep").asked == 0
    now = human.replace("finie", "terminée").replace(
        SECOND, SECOND.replace("120", "130")
    )  # where the source stands too
    assert file.read_text(encoding="utf-8") == now


@pytest.mark.parametrize("ending", ["docx", "html", "md", "txt"])
def test_the_examples(ending, syncs, tmp_path):
    shutil.copy(ROOT / "examples" / f"article.fr.{ending}", tmp_path / "content" / f"a.{ending}")
    report = syncs()
    file = tmp_path / "out" / next(one.path for one in report.articles[0].versions if one.language == "nl")
    before = file.read_bytes()
    codec = codec_of(ending, language="nl", options={})
    document = codec.read(before, name="a")
    edited = Document(
        items=tuple(
            Item(lead=one.lead, block=replace(one.block, text="Een menselijke zin.", markup=whole(one)))
            if index == 8
            else one
            for index, one in enumerate(document.items)
        ),
        tail=document.tail,
    )
    file.write_bytes(codec.render(edited))
    human = file.read_bytes()

    seen = syncs()

    assert (seen.written, seen.asked) == (0, 0)
    assert file.read_bytes() == human
    with Store(tmp_path / "out") as store:
        assert {text for text, _, _ in store.human("a", "nl")} == {"Een menselijke zin."}


def whole(item):
    return tuple(mark for mark in item.block.markup if not mark.inline)


def test_a_document_of_word_keeps_human_texts_when_its_source_is_edited(syncs, tmp_path):
    path = tmp_path / "content" / "a.docx"
    shutil.copy(ROOT / "examples" / "article.fr.docx", path)
    syncs()
    file = tmp_path / "out" / "nl" / "a.docx"
    for place, language, number, text in (
        (file, "nl", 4, "Een menselijke zin."),
        (path, "", 8, "Une phrase nouvelle."),
    ):
        codec = codec_of("docx", language=language, options={})
        document = codec.read(place.read_bytes(), name="a")
        items = list(document.items)
        items[number] = Item(
            lead=items[number].lead, block=replace(items[number].block, text=text, markup=whole(items[number]))
        )
        place.write_bytes(codec.render(Document(items=tuple(items), tail=document.tail)))

    report = syncs()

    texts = codec_of("docx", language="nl", options={}).read(file.read_bytes(), name="a").texts
    assert [one.state for one in report.articles[0].versions if one.language == "nl"] == ["written"]
    assert (texts[4], texts[8]) == ("Een menselijke zin.", "[nl] Une phrase nouvelle.")
    assert report.asked == 1


BILINGUAL = {
    "xlf": (
        '<xliff version="1.2"><file source-language="fr" target-language="nl" datatype="x" original="y"><body>'
        f"<trans-unit id='0' approved='yes'><source>{FIRST}</source><target>De burgemeester.</target></trans-unit>\n"
        "<trans-unit id='1'><source>Le <g id='1'>club</g> a vendu 120 billets.<x id='2'/></source></trans-unit>\n"
        f"<trans-unit id='2' translate='no'><source>{THIRD}</source></trans-unit></body></file></xliff>"
    ),
    "ts": (
        '<!DOCTYPE TS>\n<TS version="2.1" sourcelanguage="fr"><context><name>w</name>\n'
        f"<message><source>{FIRST}</source><translation>De burgemeester.</translation></message>\n"
        '<message numerus="yes"><source>%n club a vendu 120 billets.</source><translation type="unfinished">'
        "<numerusform></numerusform><numerusform></numerusform></translation></message>\n"
        f'<message><source>{THIRD}</source><translation type="vanished">Voorbij.</translation></message>'
        "</context></TS>\n"
    ),
    "xcstrings": (
        '{"sourceLanguage" : "fr", "strings" : {\n'
        f'"{FIRST}" : {{"localizations" : {{"nl" : {{"stringUnit" : '
        '{"state" : "translated", "value" : "De burgemeester."}}}},\n'
        '"%d clubs" : {"localizations" : {"fr" : {"variations" : {"plural" : {\n'
        '"one" : {"stringUnit" : {"state" : "new", "value" : "%d club a vendu 120 billets."}},\n'
        '"other" : {"stringUnit" : {"state" : "new", "value" : "%d clubs ont vendu 120 billets."}}}}}}},\n'
        f'"{THIRD}" : {{"shouldTranslate" : false}}}}, "version" : "1.0"}}\n'
    ),
}  # fmt: skip
"""One text that is translated already, one with tags or plural forms, and one that is not to be translated."""


@pytest.mark.parametrize("ending", BILINGUAL)
@pytest.mark.parametrize("edited", ["De burgemeester.", "120 billets"])
def test_every_translation_in_a_file_with_both_languages_may_be_edited(ending, edited, syncs, tmp_path):
    path = source(tmp_path, ending, BILINGUAL[ending])
    file = tmp_path / "out" / next(one.path for one in syncs().articles[0].versions if one.language == "nl")
    machine = file.read_text(encoding="utf-8")
    at = machine.rindex(edited)
    human = (
        machine[:at]
        + edited.replace("De burg", "Onze burg").replace("billets", "kaartjes")
        + machine[at + len(edited) :]
    )
    file.write_text(human, encoding="utf-8")

    assert syncs().written == 0
    path.write_text(BILINGUAL[ending].replace("120", "130"), encoding="utf-8")
    report = syncs()

    if edited == "De burgemeester.":
        assert report.fresh
        assert file.read_text(encoding="utf-8") == human.replace("120", "130")
    else:
        assert not report.fresh
        assert file.read_text(encoding="utf-8") == human
        assert all(one.severe for one in report.conflicts)


def test_an_approved_translation_does_not_stay_approved_when_its_source_changes(syncs, tmp_path):
    path = source(tmp_path, "xliff")
    file = tmp_path / "out" / next(one.path for one in syncs().articles[0].versions if one.language == "nl")
    human = file.read_text(encoding="utf-8").replace('state="translated"', 'state="final"')
    human = human.replace(f"[nl] {THIRD}", "Het feest is afgelopen.")
    file.write_text(human, encoding="utf-8")
    path.write_text(SOURCES["xliff"].replace("est finie", "est bien finie"), encoding="utf-8")

    report = syncs()

    assert file.read_text(encoding="utf-8") == human
    assert not report.fresh
    assert "structure" in {one.kind for one in report.conflicts}
