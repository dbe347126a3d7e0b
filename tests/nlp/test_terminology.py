"""Glossaries are read or refused with every fault, found in any form, and put into translations where they belong."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.errors import ConfigError
from babelpress.nlp import terminology
from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.terminology import Glossary, Term
from babelpress.translation.postedit.terms import term_edits


def written(folder: Path, content: str | bytes, name: str = "termes.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: str | bytes, name: str = "termes.csv") -> list[tuple[str, str, int]]:
    found = terminology.read(written(folder, content, name), source="fr", target="nl")
    return [(term.source, term.target, term.line) for term in found.terms]


def made(*pairs: tuple[str, str], target: str = "nl") -> Glossary:
    return Glossary([Term(source=a, target=b) for a, b in pairs], source="fr", target=target)


@pytest.mark.parametrize(
    ("content", "terms"),
    [
        ("", []),
        ("\n \n", []),
        ("source,target\n", []),
        ("grève,staking", [("grève", "staking", 1)]),
        ("\ufeffsource;target;note\ngrève;staking;vu\n\nonu;vn\n", [("grève", "staking", 2), ("onu", "vn", 4)]),
        ("Source\tTarget\ngrève, la\tstaking\n", [("grève, la", "staking", 2)]),
        ('"a, b","c ""d"""\n', [("a, b", 'c "d"', 1)]),
        ('"a\nb",c\nd,e', [("a\nb", "c", 1), ("d", "e", 3)]),
        ("nl,en,fr\nstaking,strike,grève\n", [("grève", "staking", 2)]),
        ("grève,staking\ngrève,staking\n", [("grève", "staking", 1)]),
        ("Nvidia,Nvidia\n", [("Nvidia", "Nvidia", 1)]),
        ("grève,staking\r\nfin,einde\r\n", [("grève", "staking", 1), ("fin", "einde", 2)]),
        ("grève,staking".encode("utf-16"), [("grève", "staking", 1)]),
    ],
)
def test_csv_is_read_with_its_lines(content: str | bytes, terms: list, tmp_path: Path):
    assert read(tmp_path, content) == terms


TBX_2008 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="1"><langSet xml:lang="fr"><tig><term>centrale <hi>nucléaire</hi></term></tig>
<ntig><termGrp><term>centrale atomique</term></termGrp></ntig></langSet>
<langSet xml:lang="nl"><tig><term>atoomcentrale</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>kerncentrale</term></tig><tig><term>kernreactor</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="fr"><tig><term>seul</term></tig></langSet></termEntry>
</body></text></martif>"""
TBX_2019 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic"><text><body><conceptEntry id="1">
<langSec xml:lang="fr-BE"><termSec><term>bourgmestre &amp; co</term></termSec></langSec>
<langSec xml:lang="nl"><termSec><term>burgemeester</term></termSec></langSec></conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize(
    ("content", "terms"),
    [
        (TBX_2008, [("centrale nucléaire", "kerncentrale", 4), ("centrale atomique", "kerncentrale", 4)]),
        (TBX_2019, [("bourgmestre & co", "burgemeester", 1)]),
    ],
)
def test_tbx_is_read_without_deprecated_terms(content: str, terms: list, tmp_path: Path):
    assert read(tmp_path, content, "termes.tbx") == terms


def test_tbx_takes_further_terms_of_the_target_for_right(tmp_path: Path):
    found = terminology.read(written(tmp_path, TBX_2008, "t.tbx"), source="fr", target="nl")

    assert found.terms[0].also == ("kernreactor",)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("grève,staking\nfin,\n,einde\n", "t.csv", ["line 2: the target of 'fin'", "line 3: the source of 'einde'"]),
        ("grève,staking\nfin\n", "t.csv", ["line 2: 1 cell", "fin"]),
        ("a,b\nc,d\nA,e\nc,f\n", "t.csv", ["'a' has several", "'b' (line 1)", "'e' (line 3)", "'c' has several"]),
        ("chien,hond\nhond,chien\n", "t.csv", ["line 2: a cycle: 'chien' -> 'hond' -> 'chien' (lines 1, 2)"]),
        ("a,b\nb,c\nc,a\nd,a\n", "t.csv", ["a cycle: 'a' -> 'b' -> 'c' -> 'a' (lines 1, 2, 3)"]),
        ("...,staking\n", "t.csv", ["line 1: '...' contains no letter"]),
        ('a,b\n"c,d\n', "t.csv", ["line 2: not CSV"]),
        (
            "a,b\nc" + "d" * 200_000 + ",e\n",
            "t.csv",
            ["line 2: a cell of 200,001 characters is no term; is a quotation mark missing?"],
        ),
        (b"gr\xc3\xa8ve,staking\nfa\xe7ade,gevel\n", "t.csv", ["line 2: not UTF-8 (byte 0xe7)", "save it as UTF-8"]),
        ("<tbx>\n<text>", "t.tbx", ["line 2: not TBX"]),
        ("pas du XML", "t.tbx", ["line 1: not TBX"]),
        ('<!DOCTYPE x [\n<!ENTITY a "b">]><x>&a;</x>', "t.tbx", ["line 2", "entity 'a'", "not expanded"]),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "t.xml", ["entity 'a'"]),
        ("<x>&autre;</x>", "t.tbx", ["line 1: not TBX: undefined entity"]),
    ],
)
def test_a_glossary_that_is_wrong_is_refused_with_every_line(
    content: str | bytes, name: str, said: list[str], tmp_path: Path
):
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, content, name)

    assert [words for words in said if words not in str(caught.value)] == []


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"absent\.csv cannot be read"):
        terminology.read(tmp_path / "absent.csv", source="fr", target="nl")


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        ([], "Une grève.", []),
        (["grève"], "", []),
        (["grève"], "La Grève, les grèves, dégrèvement.", ["Grève", "grèves"]),
        (["énergie"], "l'énergie, d’énergies", ["énergie", "énergies"]),
        (["président"], "la présidente et les présidentes", ["présidente", "présidentes"]),
        (["port"], "une porte, des ports", ["ports"]),
        (["canal", "jeu"], "des canaux, des jeux", ["canaux", "jeux"]),
        (["centrale nucléaire"], "les centrales\u00a0nucléaires", ["centrales\u00a0nucléaires"]),
        (
            ["centrale", "centrale nucléaire"],
            "une centrale nucléaire, une centrale",
            ["centrale nucléaire", "centrale"],
        ),
        (["union", "union européenne"], "l’union des unions européennes", ["union", "unions européennes"]),
        (["parole"], "porte-parole, parole-clé, parole", ["parole"]),
        (["Le Monde"], "le monde lit Le Monde", ["Le Monde"]),
        (["ONU"], "onu, ONU", ["ONU"]),
        (["eBay"], "EBay vend, eBay aussi", ["EBay", "eBay"]),
        (["aujourd'hui"], "Aujourd’hui", ["Aujourd’hui"]),
        (["C++"], "du C++ et du C", ["C++"]),
        (["COVID_19"], "COVID_19", ["COVID_19"]),
    ],
)
def test_terms_are_found_as_whole_words_in_their_forms(terms: list[str], text: str, found: list[str]):
    matches = made(*((term, "x") for term in terms)).find(text)

    assert [text[match.start : match.end] for match in matches] == found


def test_terms_that_stay_are_given_to_protect():
    assert made(("Nvidia", "Nvidia"), ("grève", "staking")).keep == ("Nvidia",)


@pytest.mark.parametrize(
    ("language", "term", "text", "there"),
    [
        ("de", "Gesetz", "Das Klimagesetz kommt.", True),
        ("de", "Haus", "In den Häusern", True),
        ("de", "erneuerbare Energie", "erneuerbaren Energien", True),
        ("de", "Regel", "Im Regen", False),
        ("nl", "school", "De scholen", True),
        ("nl", "brief", "Twee brieven", True),
        ("nl", "staking", "Stakingsrecht", True),
        ("es", "nación", "Las naciones", True),
        ("es", "luz", "Las luces", True),
        ("pt", "eleição", "As eleições", True),
        ("pt", "animal", "Os animais", True),
        ("en", "company", "Two companies", True),
        ("en", "nuclear plant", "a nuclear power plant", True),
        ("en", "war", "warm and warning", False),
        ("en", "UN", "under the sun", False),
        ("en", "", "text", False),
        ("en", "...", "text", False),
    ],
)
def test_a_term_is_there_in_any_of_its_forms(language: str, term: str, text: str, there: bool):
    assert bool(terminology.occurrences(text, term, language=language)) == there


@pytest.mark.parametrize(
    ("language", "term", "source", "target", "aligned", "expected"),
    [
        ("nl", ("grève", "staking"), "La grève finit.", "De actie eindigt.", "actie", "De staking eindigt."),
        ("nl", ("grève", "staking"), "La grève finit.", "De actie eindigt.", "De actie", "De staking eindigt."),
        ("nl", ("grève", "staking"), "La grève finit.", "De stakingen stoppen.", "stakingen", "De stakingen stoppen."),
        ("nl", ("grève", "staking"), "La grève finit.", "De actie eindigt.", None, "De actie eindigt."),
        ("nl", ("grève", "staking"), "Grève finie.", "Actie voorbij.", "Actie", "Staking voorbij."),
        ("nl", ("grève", "staking"), "LA GRÈVE", "DE ACTIE", "ACTIE", "DE STAKING"),
        ("en", ("grève", "action"), "Une grève.", "A strike.", "strike", "An action."),
        ("en", ("grève", "strike"), "Une grève.", "It is an action.", "action", "It is a strike."),
        ("en", ("grève", "the Strike"), "La grève.", "See the action.", "the action", "See the Strike."),
        ("en", ("grève", "strike"), "La grève.", "Yes. Two, three and four words.", "Two, three and four", None),
        ("en", ("grève", "strike"), "La grève.", "Yes. No.", "Yes. No", None),
        ("en", ("téléphone", "iPhone"), "Téléphone.", "Phone.", "Phone", "iPhone."),
    ],
)
def test_edits_put_a_missing_term_at_the_aligned_words(
    language: str, term: tuple[str, str], source: str, target: str, aligned: str | None, expected: str | None
):
    where = target.find(aligned) if aligned else 0
    span = (where, where + len(aligned)) if aligned else None
    matches = made(term, target=language).find(source)

    edits = term_edits(source, target, matches, align=lambda start, end: span, language=language)

    assert apply(target, edits) == (target if expected is None else expected)


def test_edits_of_terms_on_the_same_words_are_made_once():
    terms = made(("grève", "staking"), ("arrêt", "stop"))
    source = "Grève et arrêt."

    edits = term_edits(source, "De actie.", terms.find(source), align=lambda a, b: (3, 8), language="nl")

    assert edits == (Edit(3, 8, "staking"),)


@given(
    st.text(max_size=80),
    st.text(max_size=40),
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=5),
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_no_text_makes_it_fail(text: str, target: str, pairs: list[tuple[str, str]], span: tuple[int, int]):
    terms = made(*pairs)
    matches = terms.find(text)

    edits = term_edits(text, target, matches, align=lambda start, end: span, language="nl")

    apply(target, edits)
    assert all(a.end <= b.start for a, b in pairwise(matches))
    assert terminology.conflicts(terms.terms) is not None


@given(st.lists(st.sampled_from([*"a,;\t\"'\n\r\0é<>&", "source,target\n", "a,b\n"]), max_size=25).map("".join))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: str):
    folder = tmp_path_factory.mktemp("glossary")
    for name in ("t.csv", "t.tbx"):
        try:
            read(folder, content, name)
        except ConfigError as error:
            assert str(folder) in str(error)


def test_a_megabyte_and_a_thousand_terms_take_linear_time():
    terms = made(*((f"mot{i} clé", f"sleutel{i}") for i in range(1000)))

    assert len(terms.find("Un mot7 clé, des mots et une clé. " * 30_000)) == 30_000
