"""Segmentation by a model's own files, compared with SentencePiece itself."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer, sentencepiece_model_pb2

from babelpress.errors import ModelUnavailable
from babelpress.models.backends.tokenizers import JsonPieces, SentencePieces, read_pieces, read_vocabulary
from tiny_models import SENTENCES

SHIPPED = Path(__file__).parents[3] / "models/embedded/fr-mul-tiny/ct2"
ODD = (
    "Le conseil\u00a0municipal a dit\u202f: « oui »… à ½ heure, l’office ﬁnal\u2009! 12\u00a0% ①",
    "  deux  espaces\tet\nlignes  ",
    "zéro\u200blargeur, trait\u2011d’union, e\u0301te\u0301",
    "",
    "▁",
)


def train(folder: Path, name: str = "source.spm", **settings) -> Path:
    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_writer=model,
        vocab_size=400,
        hard_vocab_limit=False,
        minloglevel=2,
        **settings,
    )
    (folder / name).write_bytes(model.getvalue())
    return folder / name


def vocabulary(path: Path) -> list[str]:
    processor = SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(i) for i in range(len(processor))]


@pytest.fixture(scope="module")
def shipped() -> SentencePieces:
    return SentencePieces(SHIPPED / "source.spm", SHIPPED / "target.spm", vocabulary=read_vocabulary(SHIPPED))


@given(st.one_of(st.sampled_from(ODD), st.text("abéà ’.,\u00a0\u202f…½ﬁ\t-", max_size=40)))
def test_segmentation_and_text_are_those_of_sentencepiece(shipped: SentencePieces, text: str):
    processor = SentencePieceProcessor(model_file=str(SHIPPED / "source.spm"))
    pieces = processor.encode(text, out_type=str)

    assert shipped.split(text) == pieces
    assert shipped.join(pieces) == processor.decode(pieces)


def test_tokens_that_the_target_file_lacks_are_written(tmp_path: Path):
    """Of the OPUS-MT models of 2020, `target.spm` lacks tokens that the shared vocabulary has."""
    source = train(tmp_path)
    reduced = sentencepiece_model_pb2.ModelProto()
    reduced.ParseFromString(source.read_bytes())
    whole = vocabulary(source)
    kept = [piece for i, piece in enumerate(reduced.pieces) if i < 20]
    del reduced.pieces[:]
    reduced.pieces.extend(kept)
    (tmp_path / "target.spm").write_bytes(reduced.SerializeToString())

    pieces = read_pieces(tmp_path, vocabulary=whole)

    for text in SENTENCES:
        assert pieces.join(pieces.split(text)) == text


def test_bytes_are_joined_to_characters_and_halves_of_them_left_out(tmp_path: Path):
    path = train(tmp_path, "spiece.model", byte_fallback=True)
    pieces = SentencePieces(path, vocabulary=vocabulary(path))
    processor = SentencePieceProcessor(model_file=str(path))

    text = "Il fait 漢 beau ☃."
    split = pieces.split(text)

    assert "<0xE2>" in split
    assert pieces.join(split) == processor.decode(split) == text
    assert pieces.join(["▁Il", "<0xE2>", "<0x98>", "▁beau"]) == "Il beau"


@pytest.mark.parametrize(
    "token", ["<s>", "</s>", "<unk>", "<pad>", "<mask>", ">>deu<<", "__de__", "de_DE", "<extra_id_7>", "<gap_3>"]
)
def test_special_tokens_never_reach_the_text(tmp_path: Path, token: str):
    path = train(tmp_path, "spiece.model")
    pieces = SentencePieces(path, vocabulary=[*vocabulary(path), token])

    assert pieces.join(["▁Il", token, "▁fait"]) == "Il fait"


def test_a_json_file_is_read_as_it_lies_there(tmp_path: Path):
    """Also without a decoder, and with the no-break spaces of its own normalization."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    known = vocabulary(train(tmp_path))
    tokenizer = Tokenizer(models.Unigram([(piece, -float(i)) for i, piece in enumerate(known)], unk_id=0))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(["<unk>", "</s>"])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "source.spm").unlink()

    pieces = read_pieces(tmp_path, vocabulary=())

    assert isinstance(pieces, JsonPieces)
    assert pieces.split("Il\u00a0fait beau.") == pieces.split("Il fait beau.")
    assert pieces.join(pieces.split("Il fait beau.")) == "Il fait beau."
    assert pieces.join(["<unk>", "</s>", *pieces.split("Il fait"), "<unk>"]) == "Il fait"


def test_a_folder_without_a_tokenizer_is_refused(tmp_path: Path):
    with pytest.raises(ModelUnavailable, match=r"there is no tokenizer .* source\.spm"):
        read_pieces(tmp_path, vocabulary=())


@pytest.mark.parametrize("name", ["spiece.model", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\xff"])
def test_a_damaged_tokenizer_is_named(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ModelUnavailable, match=name):
        read_pieces(tmp_path, vocabulary=())
