"""What `models verify` finds of a model, and how its card decodes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from babelpress import lang
from babelpress.config import resources
from babelpress.errors import ModelUnavailable
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import CardDecoding, Golden, ModelCard, Origin, read_card
from babelpress.models.conversion import convert_folder, export
from babelpress.models.loading import verify
from tiny_models import sentencepiece

LANGUAGES = sorted(code for code, language in lang.known().items() if language.sample)


class Says:
    """A backend that says the same of every text; `{text}` is the text."""

    class Options(BaseModel):
        says: str

    layout = None

    def __init__(self, _card: ModelCard, _folder: Path, options: Any) -> None:
        self._says = options.says

    def generate(self, texts, _decoding, *, source: str, target: str, align=()) -> list[Output]:
        return [Output(text=self._says.format(text=text), score=-1.0, tokens=9) for text in texts]


@pytest.fixture
def card(tiny) -> ModelCard:
    return tiny("marian").card.model_copy(update={"targets": ("en", "nl"), "golden": ()})


def test_directions_without_a_golden_sentence_are_tried(card: ModelCard):
    golden = Golden(source="fr", target="en", text="Oui.", expected="The council approved the budget.")
    card = card.model_copy(update={"golden": (golden,), "sources": ("fr", "ja")})

    dutch = "De gemeenteraad keurde gisteravond de begroting goed."
    card = card.model_copy(update={"golden": (golden.model_copy(update={"expected": dutch}),)})

    found = verify(card, Says, Says.Options(says=dutch))

    assert (found.golden, found.untried) == (1, ("ja-en", "ja-nl"))
    assert [(one.source, one.target, one.expected) for one in found.tried] == [("fr", "nl", dutch)]


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ("", "says nothing"),
        ("  ", "says nothing"),
        ("{text}", "copies its source"),
        ("The▁council approved the budget.", "writes tokens that are no text"),
        ("The <unk> approved", "writes tokens that are no text"),
        ("the council of " * 20, "repeats itself"),
        ("Ragged thirty of pillow oxides, the Mars under lets inform a ski.", "writes nonsense"),
        ("De gemeenteraad keurde gisteravond de begroting voor volgend jaar goed.", "writes Dutch"),
    ],
)
def test_what_is_visibly_wrong_is_refused(card: ModelCard, says: str, fault: str):
    with pytest.raises(ModelUnavailable, match=rf"tiny-marian {fault}(?s:.*)to repair"):
        verify(card, Says, Says.Options(says=says))


def test_the_profile_comes_before_the_card_and_the_card_before_the_defaults(card: ModelCard):
    card = card.model_copy(update={"decoding": CardDecoding(beam=6, length_penalty=1.5)})

    assert card.decoded(Decoding()) == Decoding(beam=6, length_penalty=1.5)
    assert card.decoded(Decoding(beam=4)) == Decoding(beam=4, length_penalty=1.5)
    assert card.decoded(Decoding().model_copy(update={"beam": 1})).beam == 1


def test_a_card_that_promises_more_positions_than_there_are_is_refused(tiny):
    model = tiny("marian")
    card = model.card.model_copy(update={"max_tokens": 600})

    with pytest.raises(ModelUnavailable, match="512 positions"):
        TransformersBackend(card, model.folder / "hf", TransformersBackend.Options(device="cpu"))


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in LANGUAGES for b in LANGUAGES if a != b])
def test_the_sample_of_the_target_is_a_right_translation_and_no_other_is(card: ModelCard, source: str, target: str):
    card = card.model_copy(
        update={"sources": (source,), "targets": (target,), "target_tokens": {target: ">>eng<<"}, "golden": ()}
    )

    assert len(verify(card, Says, Says.Options(says=lang.get(target).sample)).tried) == 1
    for other in set(LANGUAGES) - {source, target}:
        with pytest.raises(ModelUnavailable, match="tiny-marian writes"):
            verify(card, Says, Says.Options(says=lang.get(other).sample))


@pytest.mark.parametrize(
    ("says", "fault"),
    [("Le conseil a voté le budget.", ""), ("Des pommes de terre à la crème fraîche.", "writes nonsense")],
)
def test_a_summary_has_words_of_its_text(card: ModelCard, says: str, fault: str):
    card = card.model_copy(update={"task": "summarization", "targets": ("fr",), "tokens": "none", "golden": ()})

    if fault:
        with pytest.raises(ModelUnavailable, match=rf"tiny-marian {fault}(?s:.*)to repair"):
            verify(card, Says, Says.Options(says=says))
    else:
        assert verify(card, Says, Says.Options(says=says)).tried


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped weights as the hub has models."""
    card = read_card(resources.CARDS / "fr-mul-tiny.yaml")
    return export(card, tmp_path_factory.mktemp("exported") / "checkpoint")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, checkpoint: Path) -> Path:
    """Another model of the same size: the shipped weights with other numbers for all tokens of text, as right as they.

    Its `source.spm` and `target.spm` are of another text.
    """
    import random

    import torch
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(checkpoint, tmp_path_factory.mktemp("other") / "hf"))
    numbers: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    fixed = {number for token, number in numbers.items() if token.startswith(("<", ">>"))}
    free = [number for number in range(len(numbers)) if number not in fixed]
    new = dict(zip(free, random.Random(3).sample(free, len(free)), strict=True)) | {number: number for number in fixed}
    order = torch.tensor(sorted(range(len(numbers)), key=new.__getitem__))
    tensors = load_file(folder / "model.safetensors")
    for name in ("model.shared.weight", "final_logits_bias"):
        tensors[name] = tensors[name].index_select(0 if name.endswith("weight") else 1, order).contiguous()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    moved = {token: new[number] for token, number in numbers.items()}
    (folder / "vocab.json").write_text(json.dumps(moved, ensure_ascii=False), encoding="utf-8")
    sentencepiece(folder / "source.spm")
    shutil.copyfile(folder / "source.spm", folder / "target.spm")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "names", "fault"),
    [
        ("hf", ("vocab.json",), "writes"),
        ("ct2", ("vocab.json",), "writes"),
        ("hf", ("model.safetensors",), "writes"),
        ("hf", ("model.safetensors", "vocab.json"), ""),
        ("hf", ("source.spm",), "writes"),
        ("ct2", ("target.spm",), ""),  # its pieces are in the vocabulary, which alone says what a token is
        ("hf", ("source.spm", "target.spm"), "tokens of the vocabulary are in the SentencePiece files"),
    ],
)
def test_files_of_another_model_of_the_same_size_are_found(
    names: tuple[str, ...], fault: str, layout: Any, other: Path, checkpoint: Path, tmp_path: Path
):
    shipped = read_card(resources.CARDS / "fr-mul-tiny.yaml")
    folder = Path(shutil.copytree(checkpoint, tmp_path / "hf"))
    origin = Origin(folder=str(tmp_path))
    card = shipped.model_copy(update={"origin": origin, "golden": (), "files": {}, "targets": ("en",)})
    for name in names:
        shutil.copyfile(other / name, folder / name)

    def found() -> None:
        backend: Any = TransformersBackend if layout == "hf" else CTranslate2Backend
        if layout == "ct2":
            convert_folder(card, folder, tmp_path / "ct2", quantization="int8")
        verify(card, backend, backend.Options(device="cpu"), models_dir=tmp_path / "models")

    if fault:
        with pytest.raises(ModelUnavailable, match=fault):
            found()
    else:
        found()


@pytest.mark.parametrize("shortlist", [True, False])
def test_a_student_with_the_vocabulary_of_another_is_found(shortlist: bool, tmp_path: Path):
    import random

    from sentencepiece import sentencepiece_model_pb2 as layout

    card = read_card(resources.CARDS / "en-pt-tiny.yaml")
    folder = Path(shutil.copytree(resources.EMBEDDED / "en-pt-tiny/student", tmp_path / "student"))
    card = card.model_copy(update={"origin": Origin(folder=str(tmp_path)), "golden": (), "files": {}})
    if not shortlist:
        next(folder.glob("lex.*")).unlink()
    options = StudentsBackend.Options()
    assert verify(card, StudentsBackend, options, models_dir=tmp_path / "models").tried

    path = next(folder.glob("vocab.*.spm"))
    model = layout.ModelProto()
    model.ParseFromString(path.read_bytes())
    texts = [piece.piece for piece in model.pieces if piece.type == piece.NORMAL]
    random.Random(3).shuffle(texts)
    for piece in model.pieces:
        if piece.type == piece.NORMAL:
            piece.piece = texts.pop()
    path.write_bytes(model.SerializeToString())

    with pytest.raises(ModelUnavailable, match=r"another model|writes|repeats|says nothing"):
        verify(card, StudentsBackend, options, models_dir=tmp_path / "models")
