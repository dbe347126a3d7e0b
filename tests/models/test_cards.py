"""Cards are read strictly, and all that ship are right."""

from pathlib import Path

import pytest

from babelpress.config import resources
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models.cards import ModelCard, checksum, read_card, read_cards, verify_files

MINIMAL = """\
id: small
task: translation
architecture: marian
sources: [fr]
targets: [nl, en]
max_tokens: 512
origin: {repo: someone/small}
licence: MIT
commercial_use: true
"""


def written(tmp_path: Path, text: str, name: str = "card.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_card_minimal_is_read(tmp_path: Path):
    card = read_card(written(tmp_path, MINIMAL))

    assert (card.id, card.targets, card.tokens, card.remedy) == (
        "small",
        ("nl", "en"),
        "none",
        "babelpress models pull small",
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("colour: red", "colour"),
        ("tokens: source", "target_tokens has none for nl, en"),
        ("tokens: decoder\ntarget_tokens: {nl: nl_XX, en: en_XX}", "source_tokens has none for fr"),
        ("golden: [{source: fr, target: de, text: a, expected: b}]", "fr-de"),
        ("max_tokens: 0", "max_tokens"),
        ("id: ../../etc", "id"),
        ("origin: {repo: a/b, folder: c}", "exactly one"),
        ("origin: {}", "exactly one"),
    ],
)
def test_card_faults_are_named_with_the_file(line: str, fault: str, tmp_path: Path):
    key = line.partition(":")[0]
    kept = "".join(one + "\n" for one in MINIMAL.splitlines() if not one.startswith(f"{key}:"))

    with pytest.raises(ConfigError, match=r"card\.yaml") as caught:
        read_card(written(tmp_path, kept + line + "\n"))
    assert fault in str(caught.value)


def test_card_that_is_no_yaml_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match="not YAML"):
        read_card(written(tmp_path, "id: [unclosed"))


def test_cards_of_later_folders_win(tmp_path: Path):
    for name, licence in (("a", "MIT"), ("b", "Apache-2.0")):
        (tmp_path / name).mkdir()
        written(tmp_path / name, MINIMAL.replace("MIT", licence))

    assert read_cards([tmp_path / "a", tmp_path / "b"])["small"].licence == "Apache-2.0"


def test_score_of_another_direction_or_test_set_is_none(tmp_path: Path):
    score = "scores: [{source: fr, target: nl, metric: bleu, testset: ntrex, value: 25.9, origin: published}]\n"
    card = read_card(written(tmp_path, MINIMAL + score))

    assert card.score("fr", "nl", metric="bleu", testset="ntrex") == 25.9
    assert card.score("fr", "en", metric="bleu", testset="ntrex") is None
    assert card.score("fr", "nl", metric="bleu", testset="flores200") is None


def test_files_missing_and_altered_are_all_named_with_the_remedy(tmp_path: Path):
    good, bad = written(tmp_path, "good", "good.bin"), written(tmp_path, "bad", "bad.bin")
    files = {"good.bin": checksum(good), "bad.bin": "0" * 64, "gone.bin": "1" * 64}

    with pytest.raises(ModelUnavailable) as caught:
        verify_files(tmp_path, files, remedy="do this")

    message = str(caught.value)
    assert "good.bin" not in message
    assert checksum(bad) in message
    assert "0" * 64 in message
    assert "gone.bin is missing" in message
    assert "do this" in message


SHIPPED = read_cards([resources.CARDS])


@pytest.mark.parametrize("card", SHIPPED.values(), ids=SHIPPED)
def test_shipped_card_allows_commercial_use_and_names_itself(card: ModelCard):
    assert card.commercial_use
    assert (resources.CARDS / f"{card.id}.yaml").is_file()


@pytest.mark.parametrize("card", [c for c in SHIPPED.values() if c.origin.embedded], ids=lambda card: card.id)
def test_embedded_card_has_checksums_of_every_file_and_golden_sentences(card: ModelCard):
    folder = resources.EMBEDDED / str(card.origin.embedded)

    assert {str(path.relative_to(folder)) for path in folder.glob("*/*")} == set(card.files)
    assert len(card.golden) >= 3
    assert card.notice
    assert card.licence
