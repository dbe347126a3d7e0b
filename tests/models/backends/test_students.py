"""The students backend on a tiny student: what `generate` promises, and which files are refused."""

import struct
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import tiny_students
from babelpress.config.schema import Component
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models import loading
from babelpress.models.backends.base import Decoding, Output, Scoring
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.backends.students.files import BadFile, read_shortlist, read_weights
from babelpress.models.backends.students.search import search
from babelpress.models.cards import ModelCard
from tiny_models import SENTENCES

GREEDY = Decoding(beam=1, max_tokens=12)
BEAMS = Decoding(beam=4, max_tokens=12)
MODEL, VOCABULARY, SHORTLIST = "model.fren.intgemm.alphas.bin", "vocab.fren.spm", "lex.50.50.fren.s2t.bin"


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    return tiny_students.build(tmp_path_factory.mktemp("student") / "files")


@pytest.fixture(scope="module", params=["int8", "float32"])
def model(request, card: ModelCard) -> StudentsBackend:
    return load(card, compute=request.param)


def load(card: ModelCard, **options) -> StudentsBackend:
    return StudentsBackend(card, Path(card.origin.folder), StudentsBackend.Options(**options))


def translate(model, texts, decoding: Decoding = GREEDY, **more) -> list[Output]:
    return model.generate(texts, decoding, source="fr", target="en", **more)


@pytest.fixture
def copy(card: ModelCard, tmp_path: Path) -> Path:
    """A folder with the same files, to be damaged."""
    for path in Path(card.origin.folder).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n", "\u200b"])
def test_nothing_gives_nothing(model, text: str):
    assert translate(model, [text]) == [Output(text="", score=0.0, tokens=0)]


def test_no_texts_give_no_outputs(model):
    assert translate(model, []) == []


@pytest.mark.parametrize("decoding", [GREEDY, BEAMS])
def test_batching_changes_nothing(model, decoding: Decoding):
    texts = [*SENTENCES, "", *reversed(SENTENCES), "Oui."] * 4

    alone = [translate(model, [text], decoding)[0] for text in texts]
    small = translate(model, texts, decoding.model_copy(update={"batch_tokens": 30}))
    large = translate(model, texts, decoding)

    assert [o.text for o in small] == [o.text for o in large] == [o.text for o in alone]
    assert [o.score for o in large] == pytest.approx([o.score for o in alone], abs=1e-4)


def test_independent_batches_give_the_same_to_the_last_bit(card: ModelCard):
    model = load(card, independent=True)

    alone = [translate(model, [text], BEAMS)[0] for text in SENTENCES]
    together = translate(model, [*SENTENCES, *SENTENCES, "Oui."], BEAMS)

    assert together[: len(SENTENCES)] == alone


def test_a_beam_is_at_least_as_good_as_greedy_search(card: ModelCard):
    flat = {"max_tokens": 12, "length_penalty": 0.0}
    model = load(card)
    total = [o.score * o.tokens for o in translate(model, SENTENCES, Decoding(beam=1, **flat))]
    wide = [o.score * o.tokens for o in translate(model, SENTENCES, Decoding(beam=16, **flat))]

    assert all(b >= a - 1e-4 for a, b in zip(total, wide, strict=True))
    assert sum(wide) > sum(total) + 1e-3


def test_scores_are_those_of_the_model_itself(card: ModelCard):
    model = load(card.model_copy(update={"suppress_unknown": False}), shortlist=False)
    assert isinstance(model, Scoring)
    made = translate(model, SENTENCES, BEAMS)

    scores = model.score(SENTENCES, [o.text for o in made], source="fr", target="en")

    sources = [model._encode(model._adapter.encode(text, source="fr", target="en")) for text in SENTENCES]
    every = [np.arange(len(model._names))] * len(sources)
    found = search(model._network, sources, every, BEAMS, suppress_unknown=False, attend=False)
    cut = [[*model._encode(model._adapter.encode_target(o.text)), 0] for o in made]
    same = [i for i, one in enumerate(found) if list(one.pieces) == cut[i]]
    assert same  # else every text is cut into other pieces than the model made it of
    for i in same:
        assert sum(scores[i]) / len(scores[i]) == pytest.approx(made[i].score, abs=1e-4)
    assert model.score(["", "Oui."], ["Yes.", " "], source="fr", target="en") == [(), ()]


def test_limits_are_kept(model):
    cut = translate(model, SENTENCES, Decoding(beam=2, max_tokens=1))
    short = translate(model, SENTENCES, Decoding(beam=2, max_tokens=2))
    long = translate(model, SENTENCES, Decoding(beam=2, max_tokens=12, min_tokens=9))

    assert all(output.tokens <= 2 for output in short)
    assert not any(output.finished for output in cut)
    assert all(output.tokens >= 9 for output in long)


def test_repetition_is_penalized_and_forbidden(model):
    plain = translate(model, SENTENCES)
    assert plain != translate(model, SENTENCES, GREEDY.model_copy(update={"repetition_penalty": 1.8}))
    once = translate(model, SENTENCES, Decoding(beam=1, max_tokens=40, no_repeat_ngram=1), align=range(9))
    assert all(output.tokens <= 40 for output in once)


def test_a_text_that_is_too_long_is_refused_not_cut(model):
    with pytest.raises(ValueError, match="takes 100"):
        translate(model, ["Il fait beau.", "Il fait beau. " * 40])


def test_a_language_the_card_lacks_is_refused(model):
    with pytest.raises(ValueError, match="'nl'"):
        model.generate(["Il fait beau."], GREEDY, source="fr", target="nl")


def test_a_sentence_is_made_of_its_own_shortlist_whatever_the_others_of_the_batch_allow(card: ModelCard):
    model = load(card)
    sources = [model._encode(model._adapter.encode(text, source="fr", target="en")) for text in SENTENCES]
    allowed = [model._shortlist.of(source) for source in sources]

    for decoding in (GREEDY, BEAMS):
        found = search(model._network, sources, allowed, decoding, suppress_unknown=True, attend=False)
        assert all(set(one.pieces) <= set(pieces) for one, pieces in zip(found, allowed, strict=True))
    assert all(set(source) <= set(pieces) for source, pieces in zip(sources, allowed, strict=True))


def test_alignment_has_a_row_for_each_word(model):
    text = "Le conseil a voté le budget."
    (output, other) = translate(model, [text, SENTENCES[1]], BEAMS, align=[0])

    assert other.alignment is None
    assert output.alignment.weights.shape == (len(output.alignment.target), len(output.alignment.source))
    assert [text[a:b] for a, b in output.alignment.source][:3] == ["Le", "conseil", "a"]
    assert output.alignment.weights.sum(axis=1) == pytest.approx(np.ones(len(output.alignment.target)), abs=1e-3)
    assert replace(output, alignment=None) == translate(model, [text], BEAMS)[0]


def test_unknown_names_the_characters_the_vocabulary_lacks(model):
    assert model.unknown("") == frozenset()
    assert model.unknown("Le conseil\u00a0a voté") == frozenset()
    assert model.unknown("Le ☃ a voté 漢字") == frozenset("☃漢字")


def refused(card: ModelCard, folder: Path) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        StudentsBackend(card, folder, StudentsBackend.Options())
    assert "to repair: put the files" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", [MODEL, VOCABULARY, SHORTLIST])
@pytest.mark.parametrize("share", [0, 0.001, 0.2, 0.5, 0.9, 0.9999])
def test_a_truncated_file_is_named(card: ModelCard, copy: Path, name: str, share: float):
    path = copy / name
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])

    assert name in refused(card, copy)


@pytest.mark.parametrize("name", [MODEL, SHORTLIST])
def test_any_damage_gives_a_message_or_a_model(card: ModelCard, copy: Path, name: str):
    """No damaged byte of a header may end in another exception, or take memory without limit."""
    path = copy / name
    whole = path.read_bytes()
    read = {MODEL: read_weights, SHORTLIST: lambda file: read_shortlist(file, pieces=load(card)._names)}[name]
    random = np.random.default_rng(1)
    for place in [*range(64), *random.integers(0, len(whole), 60)]:
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        with suppress(BadFile):
            read(path)


def test_a_missing_model_or_vocabulary_is_named(card: ModelCard, copy: Path):
    (copy / VOCABULARY).unlink()
    assert "needs one file vocab" in refused(card, copy)
    (copy / "srcvocab.fren.spm").write_bytes(b"")
    assert "two vocabularies" in refused(card, copy)


def test_a_model_without_a_shortlist_works(card: ModelCard, copy: Path):
    (copy / SHORTLIST).unlink()
    model = StudentsBackend(card, copy, StudentsBackend.Options())

    assert translate(model, SENTENCES) == translate(load(card, shortlist=False), SENTENCES)


def test_two_models_in_a_folder_are_refused(card: ModelCard, copy: Path):
    (copy / "model.enpt.intgemm.alphas.bin").write_bytes(b"")
    assert "model.enpt.intgemm.alphas.bin, model.fren" in refused(card, copy)


def test_other_kinds_of_files_are_told_apart(card: ModelCard, copy: Path):
    whole = (copy / MODEL).read_bytes()
    (copy / MODEL).write_bytes(struct.pack("<Q", 7) + whole[8:])
    assert "not a binary model of Marian (version 7" in refused(card, copy)
    (copy / MODEL).write_bytes(whole)
    (copy / SHORTLIST).write_bytes(bytes(8) + (copy / SHORTLIST).read_bytes()[8:])
    assert "not a binary shortlist" in refused(card, copy)
    (copy / SHORTLIST).unlink()
    (copy / VOCABULARY).write_bytes(b"<html>Not found</html>")
    assert f"{VOCABULARY} is not a SentencePiece model" in refused(card, copy)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dec-cell": "gru"}, "dec-cell is 'gru'"),
        ({"transformer-preprocess": "n"}, "transformer-preprocess is 'n'"),
        ({"dim-emb": 30}, "4 heads do not divide the width 30"),
        ({"dim-emb": 64}, "'Wemb' is"),
        ({"dim-vocabs": [10, 20]}, "need one vocabulary"),
        ({"enc-depth": 3}, "'encoder_l3_self_Wq'"),
        ({"enc-depth": None}, "lack a size"),
    ],
)
def test_other_networks_are_refused_with_what_is_different(card: ModelCard, copy: Path, change: dict, message: str):
    import yaml

    size = len(load(card)._names)
    parts = tiny_students.tensors(size)
    text = yaml.safe_dump(tiny_students.settings(size) | change).encode()
    parts["special:model.yml"] = (0x101, (len(text),), text)
    (copy / MODEL).write_bytes(tiny_students.binary(parts))

    assert message in refused(card, copy)


def test_a_model_without_alphas_is_refused_unless_nothing_is_rounded(card: ModelCard, copy: Path):
    parts = {k: v for k, v in tiny_students.tensors(len(load(card)._names)).items() if not k.endswith("QuantMultA")}
    (copy / MODEL).write_bytes(tiny_students.binary(parts))

    assert "take the model whose name ends in .intgemm.alphas.bin" in refused(card, copy)
    model = StudentsBackend(card, copy, StudentsBackend.Options(compute="float32"))
    assert translate(model, SENTENCES) == translate(load(card, compute="float32"), SENTENCES)


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_numbers_that_cannot_be_are_refused(card: ModelCard, copy: Path, value: float):
    parts = tiny_students.tensors(len(load(card)._names))
    kind, shape, data = parts["encoder_l1_self_Wq"]
    parts["encoder_l1_self_Wq"] = (kind, shape, data[:-4] + struct.pack("<f", value))
    (copy / MODEL).write_bytes(tiny_students.binary(parts))

    assert "the scale of 'encoder_l1_self_Wq'" in refused(card, copy)


@pytest.mark.parametrize("damage", ["missing", "shape", "nan", "infinite", "zeros", "alpha"])
def test_a_tensor_that_cannot_be_is_named_whichever_it_is(card: ModelCard, copy: Path, damage: str):
    whole = tiny_students.tensors(len(load(card)._names))
    for name, (kind, shape, data) in whole.items():
        matrix, alpha, norm = kind == tiny_students.INTGEMM8, name.endswith("_QuantMultA"), name.endswith("_ln_scale")
        if not damaging(damage, matrix=matrix, alpha=alpha, norm=norm) or name.startswith("special:"):
            continue
        changed = {
            "missing": None,
            "shape": (kind, (shape[0], shape[1] - 1), data),
            "zeros": (kind, shape, bytes(len(data) - 4 * matrix) + data[len(data) - 4 * matrix :]),
            "nan": (kind, shape, data[:-4] + struct.pack("<f", float("nan"))),
            "infinite": (kind, shape, data[:-4] + struct.pack("<f", float("inf"))),
            "alpha": (kind, shape, struct.pack("<f", -1.0)),
        }[damage]
        parts = {key: value for key, value in ({**whole, name: changed}).items() if value is not None}
        (copy / MODEL).write_bytes(tiny_students.binary(parts))

        assert name in refused(card, copy)


def damaging(damage: str, *, matrix: bool, alpha: bool, norm: bool) -> bool:
    """Whether a tensor that is changed so is none of a student; biases may be zeros, and an alpha is one number."""
    return {"zeros": matrix or norm, "alpha": alpha, "shape": not alpha}.get(damage, True)


def test_a_shortlist_of_another_vocabulary_is_refused(card: ModelCard, copy: Path):
    names = load(card)._names
    (copy / SHORTLIST).write_bytes(tiny_students.shortlist(names[:-5]))
    assert "is for another vocabulary" in refused(card, copy)


def test_a_folder_of_the_user_is_found_and_loaded(card: ModelCard, tmp_path: Path):
    model = loading.load(card, StudentsBackend, StudentsBackend.Options(), models_dir=tmp_path)

    assert translate(model, SENTENCES) == translate(load(card), SENTENCES)


def test_a_student_has_its_own_backend_whatever_the_profile_names(card: ModelCard):
    chosen = Component.model_validate({"kind": "ct2", "independent": True, "threads": 2, "compute": "int16"})

    part = loading.runtime(card, chosen)
    assert (part.kind, part.options) == ("students", {"independent": True})
    assert loading.runtime(card, Component(kind="hf")).kind == "students"
    own = Component.model_validate({"kind": "students", "compute": "float32"})
    assert loading.runtime(card, own) == own
    assert loading.runtime(card, Component(kind="fake")).kind == "fake"


def test_the_students_backend_refuses_other_models_by_name(card: ModelCard):
    other = card.model_copy(update={"architecture": "marian"})

    with pytest.raises(ConfigError, match="tiny-student is not a student"):
        loading.runtime(other, Component(kind="students"))
