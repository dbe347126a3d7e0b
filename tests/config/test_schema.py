"""Profiles: every fault at once, with its path and the nearest known name."""

import pytest

from babelpress.config.schema import Profile, fingerprint, override, parse
from babelpress.config.strict_yaml import parse_document
from babelpress.errors import ConfigError

GOOD = {"name": "mine", "translation": {"models": ["fr-mul-tiny"]}}


def messages(raw: object) -> list[str]:
    return [str(fault) for fault in parse(raw)[1]]


@pytest.mark.parametrize("raw", [None, [], "embedded", 3])
def test_parse_refuses_what_is_no_mapping(raw: object):
    assert messages(raw) == [f"a profile is a mapping of keys, not {type(raw).__name__}"]


def test_parse_lists_all_faults_together_with_their_paths():
    found = messages(
        {
            "nme": "x",
            "sources": ["fr", "frr"],
            "targets": ["nl", "klingon"],
            "translation": {"models": ["a"], "decoding": {"bem": 3, "max_tokens": "many"}},
            "summary": {"strategy": "extractiv"},
        }
    )

    assert len(found) == 7
    assert "name: Field required" in found
    assert "nme: no such key; did you mean 'name'?" in found
    assert "sources: 'frr' is not a supported language; did you mean 'fr'?" in found
    assert "targets: 'klingon' is not a supported language; known: de, en, es, fr, nl, pt" in found
    assert "translation.decoding.bem: no such key; did you mean 'beam'?" in found
    assert any(line.startswith("translation.decoding.max_tokens: Input should be a valid integer") for line in found)
    assert any(line.startswith("summary.strategy: ") for line in found)


def test_parse_refuses_summaries_without_a_limit():
    found = messages({**GOOD, "summary": {"sentences": None, "words": None}})

    assert found == ["summary: a summary needs a limit: set sentences, words or both"]


def test_parse_gives_a_profile_with_its_defaults():
    profile, faults = parse(GOOD)

    assert faults == []
    assert isinstance(profile, Profile)
    assert (profile.sources, profile.targets) == (("fr",), "menu")
    assert profile.translation.decoding.beam == 4


def test_fingerprint_is_equal_for_equal_profiles_and_changes_with_a_key():
    first, _ = parse(GOOD)
    again, _ = parse(dict(reversed(GOOD.items())))
    other, _ = parse(override(GOOD, ["translation.decoding.beam=1"]))

    assert first and again and other
    assert fingerprint(first) == fingerprint(again)
    assert fingerprint(first) != fingerprint(other)


def test_override_leaves_its_argument_alone():
    changed = override(GOOD, ["summary.sentences=2", "targets=[nl, en]"])

    assert changed["summary"] == {"sentences": 2}
    assert changed["targets"] == ["nl", "en"]
    assert GOOD == {"name": "mine", "translation": {"models": ["fr-mul-tiny"]}}


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("beam", "'beam' does not have the form key=value"),
        ("name.first=1", "'name.first': 'name' is a value and has no keys below it"),
        ("targets=[nl", "the value of targets is not YAML"),
    ],
)
def test_override_says_what_is_wrong_with_an_assignment(assignment: str, message: str):
    with pytest.raises(ConfigError) as caught:
        override(GOOD, [assignment])

    assert message in str(caught.value)


def test_parse_document_names_the_file_and_line():
    with pytest.raises(ConfigError, match=r"mine\.yaml is not YAML(.|\n)*line 2"):
        parse_document("name: x\n targets: [", name="mine.yaml")


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        ([], "summary.kinds: must contain 'summary'; other kinds can be added to it but not replace it"),
        (["headline"], "summary.kinds: must contain 'summary'; other kinds can be added to it but not replace it"),
        (
            ["summary", "teaser"],
            "summary.kinds.1: Input should be 'summary', 'standfirst', 'headline' or 'description'",
        ),
    ],
)
def test_parse_refuses_kinds_of_summaries_that_are_none(kinds: list[str], message: str):
    assert messages({**GOOD, "summary": {"kinds": kinds}}) == [message]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("detection.detector", "langid"),
        ("translation.backend", "hf"),
        ("summary.backend", "hf"),
        ("writer", "jsonl"),
        ("runner", "process"),
    ],
)
def test_the_name_of_a_plug_in_stands_for_one_without_options(path: str, kind: str):
    by_name = override(GOOD, [f"{path}={kind}"])
    written_out = override(GOOD, [f"{path}={{kind: {kind}}}"])

    (short, faults), (full, _) = parse(by_name), parse(written_out)

    assert faults == []
    assert short == full
    assert fingerprint(short) == fingerprint(full)
    assert override(by_name, [f"{path}.own=1"]) == override(written_out, [f"{path}.own=1"])


def test_readers_may_be_named():
    profile, faults = parse(GOOD | {"readers": ["html", {"kind": "csv", "delimiter": ";"}]})

    assert faults == []
    assert [(part.kind, part.options) for part in profile.readers] == [("html", {}), ("csv", {"delimiter": ";"})]


def test_a_plug_in_is_no_number():
    assert messages(override(GOOD, ["translation.backend=3"]))[0].startswith("translation.backend: Input should be")
