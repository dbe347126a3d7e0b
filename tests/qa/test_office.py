"""`verify` of office documents: what programs write anew when they save is no difference, what a reader misses is."""

import re
from pathlib import Path

import pytest

from babelpress.qa.files import verify_files
from formats.docx_files import HEAD, NAMESPACES, package

FRENCH = (
    "Le maire a annoncé ",
    "une hausse",
    " du budget",
    "Bonjour ",
    ", voici la commande.",
    "Voir ",
    "la page",
    "Note.",
)
ENGLISH = (
    "The mayor announced ",
    "an increase",
    " of the budget",
    "Hello ",
    ", here is the order.",
    "See ",
    "the page",
    "Note.",
)
NOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
LINK = '<w:hyperlink r:id="rId9">'


def run(text: str, properties: str = "") -> str:
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> {instruction} </w:instrText></w:r>{separate}{run(shown)}{end}"


def body(texts: tuple[str, ...]) -> str:
    first = run(texts[0]) + run(texts[1], "<w:b/>") + run(texts[2]) + NOTE + run(".")
    second = run(texts[3]) + field("MERGEFIELD Nom", "«Nom»") + run(texts[4])
    third = run(texts[5]) + f"{LINK}{run(texts[6])}</w:hyperlink>" + run(".")
    return "".join(f"<w:p>{one}</w:p>" for one in (first, second, third))


def severe(tmp_path: Path, target: str) -> list[str]:
    for name, text, note in (("fr", body(FRENCH), FRENCH[-1]), ("en", target, ENGLISH[-1])):
        notes = (
            f'{HEAD}<w:footnotes {NAMESPACES}><w:footnote w:id="2"><w:p>{run(note)}</w:p></w:footnote></w:footnotes>'
        )
        (tmp_path / f"{name}.docx").write_bytes(package(text, parts={"word/footnotes.xml": notes}))
    report = verify_files(tmp_path / "fr.docx", tmp_path / "en.docx", source_language="fr", target_language="en")
    return [one.message for one in report.findings if one.severity == "severe"]


SAVED = {
    "as it was": lambda text: text,
    "revision": lambda text: text.replace("<w:r>", '<w:r w:rsidR="00A1B2C3" w:rsidRPr="00D4E5F6">'),
    "proofing": lambda text: text.replace("<w:b/>", '<w:b/><w:bCs/><w:noProof/><w:lang w:val="en-GB"/>'),
    "ids": lambda text: text.replace("rId9", "rId14").replace('w:id="2"', 'w:id="2" w:customMarkFollows="0"'),
    "history": lambda text: text.replace(LINK, '<w:hyperlink r:id="rId9" w:history="1">'),
    "bookmark": lambda text: text.replace(
        run("Hello "),
        f'<w:proofErr w:type="spellStart"/>{run("Hel")}{run("lo ")}<w:proofErr w:type="spellEnd"/>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>',
    ),
    "edge": lambda text: text.replace(
        run("Hello ") + field("MERGEFIELD Nom", "«Nom»"), field("MERGEFIELD Nom", "«Nom»") + run("Hello ")
    ),
    "field": lambda text: text.replace(" MERGEFIELD Nom ", " MERGEFIELD  Nom  \\* MERGEFORMAT "),
}


@pytest.mark.parametrize("change", SAVED.values(), ids=SAVED)
def test_a_document_that_word_saved_is_right(tmp_path: Path, change):
    assert severe(tmp_path, change(body(ENGLISH))) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("<w:b/>", "<w:i/>"), "bold"),
        (lambda text: text.replace("MERGEFIELD Nom", "MERGEFIELD Name"), "MERGEFIELD Nom"),
        (lambda text: text.replace(field("MERGEFIELD Nom", "«Nom»"), run("Name")), "MERGEFIELD Nom"),
        (lambda text: text.replace(NOTE, ""), "note"),
        (lambda text: re.sub(r"</?w:hyperlink[^>]*>", "", text), "link"),
    ],
    ids=["bold", "other field", "field", "note", "link"],
)
def test_what_a_reader_misses_is_told(tmp_path: Path, change, said: str):
    assert [one for one in severe(tmp_path, change(body(ENGLISH))) if said in one]
