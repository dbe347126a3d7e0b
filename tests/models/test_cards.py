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


COMMITS = {
    "barthez-orangesum-abstract": "d297ebaa84d61a069a0cd6922271c4a47ba2554e",
    "barthez-orangesum-title": "fd22caa1241c590ad069153815d7d1cec63f7f25",
    "distilbart-cnn-12-6": "a4f8f3e",
    "opus-mt-en-de": "0012d6d6ff4b4dd06bee042d3294295f0e587abd",
    "opus-mt-en-de-ct2": "8ccfcb7",
    "opus-mt-en-es": "fdaddf76f50fcc1583ba42f95965862a7ab30f97",
    "opus-mt-en-es-ct2": "76ec296588e2234f9b7dfad5254219a0f5ecb7af",
    "opus-mt-en-nl": "cb106147f56946f00045d2f9768539949e660489",
    "opus-mt-en-nl-ct2": "637f190a263c603bbd8f0bfc7ab47fb5ada1c3f0",
    "opus-mt-fr-de": "296d885917f0438f9430f4d6d7a7d93a7272c827",
    "opus-mt-fr-en": "c4aed37b318c763fd177aa449b44e3b783cc6c02",
    "opus-mt-fr-en-ct2": "cb3b2d680bf35591a508d8479e2c99c44e281ef3",
    "opus-mt-fr-es": "e0f70c779ffa03c04362ab982b5f2daf9f884f7e",
    "opus-mt-tc-bible-big-deu_eng_fra_por_spa-gmw": "0a10a154b1d057720d03d8227bc59ea9633c590b",
    "opus-mt-tc-bible-big-roa-deu_eng_fra_por_spa": "f6a7cbbe8133d495a5e9542a3cb234b783bec752",
    "opus-mt-tc-big-en-pt": "9f2863d807ecf91a374bdbecb8d01e402e90622e",
    "opus-mt-tc-big-fr-en": "5fa3b3c9fa3bcd65fbf31206c3ec7419c9d9cd7d",
    "opus-mt-tc-big-itc-itc": "e6bcff516a7c7639f28041388d55c7e9976063cc",
    "ptt5-base-summ-xlsum": "9480f1e7e5921c4af8ca2238766bf04e4f68da8f",
    "quickmt-en-pt": "3b4cf7a68fa57a195486da65e112b431b54360de",
    "quickmt-fr-en": "d00d112fd4d5bc1943339bdbe8eee752964d8d71",
    "t5-v1.1-base-dutch-cnn-test": "d2e8830",
}
"""The commits on the pages of the hub (2026-11-30): with safetensors, where there is one."""


def test_every_model_of_the_hub_is_pinned_to_the_commit_of_its_page():
    assert {name: card.origin.revision for name, card in SHIPPED.items() if card.origin.repo} == COMMITS


ON_HUB = {name: card for name, card in SHIPPED.items() if card.origin.repo and not name.endswith("-ct2")}


@pytest.mark.parametrize("card", ON_HUB.values(), ids=ON_HUB)
def test_a_card_of_a_checkpoint_states_its_special_tokens_and_languages(card: ModelCard):
    assert card.prompt is not None
    if card.architecture == "marian":
        assert card.prompt.before == (("{target}",) if card.tokens == "source" else ())
        assert (card.prompt.after, card.prompt.start) == (("</s>",), "<pad>")
    if card.architecture == "t5":
        assert (card.prompt.before, card.prompt.after, card.prompt.start) == ((), ("</s>",), "<pad>")


@pytest.mark.parametrize("card", [c for c in SHIPPED.values() if c.architecture == "marian" and not c.origin.embedded])
def test_models_of_opus_are_described_as_they_were_trained(card: ModelCard):
    """Of 2020: guided alignment, long sentences, apache-2.0 but for en-de. The big ones: sentences of 100 tokens."""
    big = "-tc-" in card.id

    assert card.max_tokens == (100 if big else 500)
    assert card.alignment_heads == (None if big else 1)
    assert card.normalize == ("opus",)
    assert card.suppress_unknown
    if not big:
        assert card.licence == ("CC-BY-4.0" if "en-de" in card.id else "Apache-2.0")
    assert set(card.targets) <= set(card.target_tokens) or card.tokens == "none"


def test_what_is_known_of_single_models_is_in_their_cards():
    big = SHIPPED["opus-mt-tc-big-fr-en"]
    dutch, portuguese = SHIPPED["t5-v1.1-base-dutch-cnn-test"], SHIPPED["ptt5-base-summ-xlsum"]

    assert big.files == {"hf/model.safetensors": "1e9d73c1af19660aad2e0733e12f8d06745eb54c77f48bae4831e377ccaf6d6e"}
    assert big.size_mb == pytest.approx(461.429130, abs=1)
    assert dutch.decoding.model_dump(exclude_none=True) == {
        "beam": 6, "min_tokens": 75, "max_tokens": 142, "length_penalty": 1.5, "no_repeat_ngram": 3
    }  # fmt: skip
    assert (portuguese.decoding.beam, portuguese.decoding.min_tokens, portuguese.decoding.max_tokens) == (5, 32, 256)
    assert [SHIPPED[f"firefox-{pair}"].scores[0].value for pair in ("fr-en", "en-de", "en-nl", "en-es", "en-pt")] == [
        44.3, 40.0, 26.9, 27.7, 50.0
    ]  # fmt: skip
    assert {SHIPPED[f"firefox-{pair}"].licence for pair in ("fr-en", "en-de", "en-nl", "en-es", "en-pt")} == {"MPL-2.0"}
