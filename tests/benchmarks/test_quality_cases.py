"""The cases of the quality benchmark are well formed, and good translations of them hold where bad ones don't."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "quality"))

import compare  # noqa: E402
from cases import run, table  # noqa: E402
from judged import TARGETS, Case, faults, read  # noqa: E402
from weights import found, with_weights  # noqa: E402

from babelpress.config.resources import EMBEDDED  # noqa: E402
from babelpress.stages.profiles import all_cards  # noqa: E402

CASES = {case.id: case for case in read()}


def test_there_are_enough_cases_in_every_group():
    groups = [case.group for case in read()]

    assert len(CASES) == len(groups) >= 120
    assert all(groups.count(group) >= 12 for group in set(groups)) and len(set(groups)) >= 10


def test_the_cases_hold_the_spaces_that_french_is_typeset_with():
    sources = "".join(case.source for case in CASES.values())

    assert "\u00a0" in sources and "\u202f" in sources


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.id)
def test_every_case_can_be_judged_and_nothing_holds_by_saying_nothing(case: Case):
    for target in TARGETS:
        faults(case, case.source, target)
        assert "empty" in faults(case, "", target)


@pytest.mark.parametrize(
    ("case", "target", "output"),
    [
        ("quotations/nbsp", "en", "“We have nothing to hide”, the minister answered on Monday."),
        ("quotations/nested", "en", "“The president told me ‘thank you’, then he left again”, says Nadia Belkacem."),
        ("quotations/interrupted", "de", "„Der Krieg“, fügte er hinzu, „löst nichts.“"),
        ("headlines/strike", "nl", "Staking bij de SNCF: één op de twee treinen geschrapt op zaterdag"),
        ("headlines/football", "es", "Fútbol: Rennes gana 2-1 a Nantes y se coloca en cabeza"),
        ("capitals/figure", "en", "PRICES RISE BY 12% IN ONE YEAR"),
        ("capitals/label", "pt", "INVESTIGAÇÃO - As crianças esquecidas da guerra"),
        ("accents/no-apostrophe", "en", "Today, the state of the budget worries the government."),
        ("figures/long-scale", "es", "La deuda mundial supera los 5 billones de euros."),
        ("figures/million-euros", "en", "The club paid €1.2 million for this player."),
        ("figures/speed", "nl", "De snelheid wordt vanaf 2027 beperkt tot 80 km/u."),
        ("times/half-past", "en", "The match will start on Saturday at 2:30 p.m."),
        ("times/range", "de", "Das Museum ist von 9.30 Uhr bis 18 Uhr geöffnet, außer am Dienstag."),
        ("times/duration", "pt", "Correu a maratona em 2h07, um recorde."),
        ("names/un", "nl", "De VN vragen de opening van de grenzen."),
        ("addresses/phone", "en", "Families can call 01 23 45 67 89 day and night."),
        ("short/dead", "de", "Drei Tote und 18 Verletzte"),
        ("short/comments", "nl", "12 reacties"),
    ],
)
def test_good_translations_hold(case: str, target: str, output: str):
    assert faults(CASES[case], output, target) == []


@pytest.mark.parametrize(
    ("case", "target", "output", "fault"),
    [
        ("quotations/two", "en", "“The hospital is full”, says one. We lack doctors, answers the other.", "quotations"),
        ("headlines/no-verb", "en", "New rise in electricity prices.", "full stop"),
        ("headlines/strike", "en", "Strike at the SNCF: one train in two cancelled", "nothing says Saturday"),
        ("capitals/law", "en", "Parliament votes climate law", "not in capitals"),
        ("accents/hospital", "es", "L'hopital a recu deja plus de blesses que prevu.", "nothing says"),
        ("figures/thousands", "en", "Some 12 people have left the city.", "nothing says 12300"),
        ("figures/decimal-percent", "de", "Die Inflation erreicht 12.5 % in einem Jahr.", "nothing says 12.5%"),
        ("times/half-past", "en", "The match will start on Saturday at 4:30 p.m.", "has numbers of its own: 4, 30"),
        ("times/duration", "es", "Corrió el maratón en 2:0007, un récord.", "has numbers of its own"),
        ("names/acronym-kept", "en", "According to the CNR, SWOT measures the level of the sea.", "CNRS stands 0"),
        ("addresses/email", "en", "Write to us at editor@example.com before Friday.", "redaction@exemple-journal.fr"),
        ("short/comments", "en", "12 comments comments comments comments", "in a row"),
        ("long/school", "en", "In this school of Lille, teachers like children.", "length"),
    ],
)
def test_bad_translations_do_not(case: str, target: str, output: str, fault: str):
    assert any(fault in one for one in faults(CASES[case], output, target))


def test_weights_of_a_folder_stand_for_the_profiles_own(tmp_path: Path):
    profile = with_weights(
        "embedded",
        EMBEDDED / "fr-mul-tiny",
        targets=["en"],
        overrides=["summary.strategy=none"],
        scratch=tmp_path,
    )
    card = all_cards(profile)["fr-mul-tiny"]
    judged = run(profile, [CASES["short/comments"], CASES["capitals/acronym"]], ["en"])

    assert (card.origin.folder, card.files) == (str(EMBEDDED / "fr-mul-tiny" / "ct2"), {})
    assert [one.case.id for one in judged] == ["short/comments", "capitals/acronym"]
    assert "| short (1) | 100 | 100 |" in table({"whole": judged}, ["en"])


def test_a_folder_without_weights_is_refused(tmp_path: Path):
    with pytest.raises(SystemExit, match="holds no weights"):
        found(tmp_path)


def test_the_same_weights_differ_by_nothing(tmp_path: Path, monkeypatch, capsys):
    (tmp_path / "fr.txt").write_text("Le vote aura lieu lundi.\nLa ville a peur.\nMerci.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The vote is on Monday.\nThe city is afraid.\nThank you.\n", encoding="utf-8")
    monkeypatch.setattr(
        sys, "argv", ["compare.py", str(tmp_path), "--after", str(EMBEDDED / "fr-mul-tiny"), "--targets", "en"]
    )

    compare.main()

    row = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(
        r"\| fr→en( \| \d+\.\d ± \d+\.\d \| \d+\.\d ± \d+\.\d \| \+0\.0 \(\+0\.0 to \+0\.0\), 1\.0000){2} \| no \|", row
    )
