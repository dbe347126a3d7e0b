"""A summarizer's recipe: articles in, weights and a card out; and what is wrong with articles is said."""

import json
import lzma
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
import torch
import yaml

from babelpress.config.resources import CARDS, EMBEDDED
from babelpress.errors import ConfigError
from babelpress.models.backends.checkpoint import quiet
from babelpress.models.cards import ModelCard, read_card
from babelpress.stages.assembly import build as build_flow
from babelpress.stages.profiles import check
from recipe import articles
from recipe.batches import read_ids
from recipe.candidates import read_candidates
from recipe.gap_sentences import gaps, likeness
from recipe.model import build, read_pieces, read_start
from recipe.summary_config import SUMMARY, TITLE, GapSentences, read_summarizer
from recipe.summary_examples import with_pieces
from recipe.summary_scores import Figures, Scores, lead, record, summaries
from recipes.commands import load as load_command

command = load_command("summarize")

WHO = ("Le conseil", "La ministre", "Le maire", "La ville", "Mon voisin")
DOES = ("annonce", "refuse", "prépare", "demande")
WHAT = ("une réforme", "le budget", "une fête")
REST = (
    "Le débat a duré toute la nuit dans la grande salle.",
    "Personne ne sait encore ce que cela va changer.",
    "Les journaux en parlent depuis plusieurs jours déjà.",
    "Un vote est attendu avant la fin du mois.",
)
TRAINING = {
    "minutes": 10,
    "steps": 360,
    "learning_rate": 0.005,
    "warmup_steps": 20,
    "batch_tokens": 1500,
    "precision": "float32",
    "device": "cpu",
    "threads": 1,
}
RECIPE = {
    "id": "toy",
    "start": "start",
    "gap_sentences": {"share": 0.2, "words": [4, 60]},
    "model": {
        "dim": 32, "ffn": 64, "heads": 2, "encoder_layers": 1, "decoder_layers": 1, "max_position_embeddings": 256,
    },
    "pretraining": TRAINING | {"steps": 40},
    "training": TRAINING,
    "testset": "toy-news",
    "card": {
        "licence": "CC0-1.0", "commercial_use": True, "max_tokens": 256, "beam": 2,
        "golden": [{"target": "fr", "text": f"{' '.join(REST)} Le maire refuse le budget."}],
    },
}  # fmt: skip


def line(number: int, **changes: object) -> dict[str, object]:
    """An article of the toy; every tenth is of the test split, another tenth of the valid one."""
    fact = f"{WHO[number % 5]} {DOES[number % 4]} {WHAT[number % 3]}"
    text = f"{fact} ce matin à la presse. {' '.join(REST)}Hier encore, il en allait autrement ici."
    part = {0: "test", 1: "valid"}.get(number % 10, "train")
    return {
        "id": str(number), "date": "2020-01-01", "title": f"en bref {fact.lower()}", "abstract": f"{fact}.",
        "text": text, "split_abstract": part, "split_title": part,
    } | changes  # fmt: skip


@dataclass(frozen=True)
class Toy:
    """Articles, a translation model to start from that has learnt nothing, and a recipe."""

    root: Path

    def arguments(self, *more: str, **changes: object) -> list[str]:
        """Those of the command, with some keys of the recipe changed."""
        recipe = self.root / "recipe.yaml"
        recipe.write_text(yaml.safe_dump(RECIPE | changes), encoding="utf-8")
        return [str(recipe), "--articles", str(self.root / "articles.jsonl"), "--out", str(self.root / "out"), *more]

    def articles(self, *lines: object) -> Path:
        """Write them, one a line."""
        path = self.root / "articles.jsonl"
        text = "".join(f"{one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)}\n" for one in lines)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)  # whatever ran before
    folder = tmp_path_factory.mktemp("start")
    text = [str(one["text"]) for one in map(line, range(60))]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text), model_prefix=str(folder / "source"), vocab_size=400, hard_vocab_limit=False,
        pad_id=-1, bos_id=-1, eos_id=0, unk_id=1, user_defined_symbols=[">>eng<<"], minloglevel=2,
    )  # fmt: skip
    (folder / "source.model").rename(folder / "source.spm")
    sizes = {
        "d_model": 32, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "encoder_layers": 1, "decoder_layers": 1,
        "encoder_attention_heads": 2, "decoder_attention_heads": 2, "max_position_embeddings": 64,
    }  # fmt: skip
    with quiet():
        build(sizes, pieces=len(read_pieces(folder / "source.spm"))).save_pretrained(folder)
    return folder


@pytest.fixture
def toy(tmp_path, start) -> Toy:
    (tmp_path / "start").symlink_to(start)
    made = Toy(tmp_path)
    made.articles(*map(line, range(60)))
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, start) -> Toy:
    """The toy after a whole run."""
    toy = Toy(tmp_path_factory.mktemp("made"))
    (toy.root / "start").symlink_to(start)
    toy.articles(*map(line, range(60)))
    assert command.main(toy.arguments()) == 0
    return toy


@pytest.fixture(scope="module")
def card(made) -> ModelCard:
    return read_card(made.root / "out" / "toy.yaml")


def said(toy: Toy, capsys: pytest.CaptureFixture[str], *more: str, **changes: object) -> str:
    """Run it to its refusal and give the message."""
    assert command.main(toy.arguments(*more, **changes)) == 2
    return capsys.readouterr().err


def test_toy_run_summarizes_through_the_pipeline(made, card):
    article = articles.Article.model_validate(line(0))
    [(text, checks)] = summaries(card, [record(article, "0", language="fr")], beam=2)
    assert text and not {"empty", "repeated", "unfinished"} & set(checks)


def test_toy_run_learns_what_an_abstract_is(made):
    scores = json.loads((made.root / "out" / "scores.json").read_text(encoding="utf-8"))
    names = [one["system"] for one in scores["systems"]]
    assert names == ["toy", "lead-1", "lead-3", "extractive-3"]
    assert scores["articles"] == 6
    assert all(set(one["beaten"]) == {"rouge1", "rouge2", "rougel"} for one in scores["systems"][1:])
    assert scores["systems"][0]["unsupported"] == 0


def test_toy_run_writes_headlines_by_their_own_token(made, card):
    profile = {
        "name": "toy", "targets": [], "cards": [str(made.root / "out")], "translation": {"models": []},
        "summary": {"strategy": "translate-then-summarize", "models": ["toy"], "kinds": ["summary", "headline"]},
    }  # fmt: skip
    stage = build_flow(check(profile, name="toy")).stages[-1]
    article = articles.Article.model_validate(line(0, title=""))
    [done] = stage.run([record(article, "0", language="fr")])
    assert done.summary("fr").model == done.summary("fr", "headline").model == "toy"
    ways = stage.strategy.condensers["fr"], stage.strategy.titles["fr"]
    texts = [articles.Article.model_validate(line(number)).sentences("fr") for number in range(20)]
    begun = [[draft.sentences[:1] for draft in way.condense(texts)] for way in ways]
    # What so small a model has learnt differs from machine to machine; that the two tokens ask for two things does not.
    summaries, headlines = [sum(text[0].startswith("en bref") for text in way if text) for way in begun]
    assert headlines > summaries


def test_toy_run_writes_hub_weights_that_transformers_loads(made):
    from transformers import MarianMTModel, MarianTokenizer

    hub = made.root / "out" / "toy" / "hf"
    with quiet():
        tokenizer = MarianTokenizer.from_pretrained(hub)
    model = MarianMTModel.from_pretrained(hub, dtype="float32").eval()
    batch = tokenizer([f"{SUMMARY} {line(0)['text']}"], return_tensors="pt")
    assert batch["input_ids"][0, 0] == tokenizer.convert_tokens_to_ids(SUMMARY)
    assert model.config.max_position_embeddings == 256
    out = tokenizer.batch_decode(model.generate(**batch, num_beams=1, max_length=40), skip_special_tokens=True)
    assert len(out[0].split()) > 2


def test_toy_run_writes_a_card_of_what_was_measured(card):
    assert card.task == "summarization" and card.tokens == "source"
    assert {(score.metric, score.testset) for score in card.scores} == {
        ("rouge1", "toy-news"), ("rouge2", "toy-news"), ("rougeL", "toy-news"),
    }  # fmt: skip
    assert card.golden[0].expected and {"ct2/model.bin", "hf/model.safetensors"} <= card.files.keys()
    assert "gave way to extractive ones" in card.description


def test_toy_run_keeps_held_out_articles_out_of_both_trainings(made):
    for phase, pairs in (("pretraining", 48), ("training", 96)):
        assert len(read_ids(made.root / "out" / phase / "data").repeat) == pairs


def test_second_run_does_nothing(made):
    out = made.root / "out"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert command.main(made.arguments()) == 0
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_run_without_time_says_so_by_its_status(toy):
    assert command.main(toy.arguments("--minutes", "0")) == 1
    assert (toy.root / "out" / "pretraining" / "data" / "repeat.npy").is_file()


def test_toy_learns_to_rank_from_the_translation_model(toy):
    training = {"minutes": 10, "steps": 3, "precision": "float32", "device": "cpu", "threads": 1, "batch_tokens": 1500}
    more = {"pretraining": None, "ranking": {"words": [3, 60]}, "passes": {"summary": 1, "title": 0}}
    for step in ("prepare", "pretrain", "train", "export"):
        assert command.main(toy.arguments("--step", step, training=training, **more)) == 0
    out = toy.root / "out"
    found = read_candidates(out / "training" / "data")
    assert found and len(found.offsets) == 49 and found.gains.max() > 0.5
    assert json.loads((out / "training" / "training" / "progress.json").read_text(encoding="utf-8"))["steps"] == 3
    assert (out / "toy" / "ct2" / "model.bin").is_file() and not (out / "pretraining").exists()


def test_ids_are_of_whole_sentences_within_the_positions(toy):
    model = RECIPE["model"] | {"max_position_embeddings": 60}
    card = RECIPE["card"] | {"max_tokens": 60}
    few = {"words": [4, 60], "fewest": 2}
    assert command.main(toy.arguments("--step", "prepare", model=model, card=card, gap_sentences=few)) == 0
    data = toy.root / "out" / "training" / "data"
    ids = read_ids(data)
    assert np.diff(ids.source_offsets).max() <= 60
    pieces = sentencepiece.SentencePieceProcessor(str(data / "joint.model"))
    sources = [ids.source[a:b].tolist() for a, b in zip(ids.source_offsets, ids.source_offsets[1:], strict=False)]
    assert {pieces.id_to_piece(one[0]) for one in sources} == {SUMMARY, TITLE}
    assert json.loads((data / "report.json").read_text(encoding="utf-8"))["cut"] == 48
    assert all(one[-1] == 0 and pieces.decode(one[1:-1]).endswith(".") for one in sources)


def test_each_training_reads_as_much_of_an_article_as_it_is_told(toy):
    most = {"pretraining": 60, "training": 40}
    few = {"words": [4, 60], "fewest": 2}
    assert command.main(toy.arguments("--step", "prepare", most_source_pieces=most, gap_sentences=few)) == 0
    for phase, pieces in most.items():
        ids = read_ids(toy.root / "out" / phase / "data")
        assert pieces - 30 < np.diff(ids.source_offsets).max() <= pieces


def test_abstract_that_is_held_out_keeps_its_title_out_too(toy):
    toy.articles(*(line(i) for i in range(60)), line(60, split_title="train"), line(62, split_title="test"))
    assert command.main(toy.arguments("--step", "prepare")) == 0
    report = json.loads((toy.root / "out" / "training" / "data" / "report.json").read_text(encoding="utf-8"))
    assert (report[f"examples, {SUMMARY}"], report[f"examples, {TITLE}"]) == (49, 48)
    assert len(read_ids(toy.root / "out" / "pretraining" / "data").repeat) == 48


@pytest.mark.parametrize(("instead", "often"), [(None, 3), (2, 2), (0, None)])
def test_answer_that_its_article_does_not_support_is_seen_as_often_as_asked_for(toy, instead, often):
    toy.articles(*(line(i) for i in range(10)), line(12, abstract="Le maire offre 25 euros.", split_title=None))
    passes = {"summary": 3, "unsupported": instead}
    assert command.main(toy.arguments("--step", "prepare", passes=passes)) == 0
    repeat = read_ids(toy.root / "out" / "training" / "data").repeat.tolist()
    assert repeat == [3, 1] * 8 + ([often] if often else [])


def test_more_pieces_stand_at_the_end_and_are_taken_whole(tmp_path):
    old = EMBEDDED / "fr-mul-tiny" / "ct2" / "source.spm"
    path = tmp_path / "joint.model"
    path.write_bytes(with_pieces(old, (SUMMARY, TITLE)))
    assert read_pieces(path) == [*read_pieces(old), SUMMARY, TITLE]
    before, after = (sentencepiece.SentencePieceProcessor(str(one)) for one in (old, path))
    text = "Le gouvernement veut réduire le nombre de voitures dans la ville."
    assert before.encode(text) == after.encode(text)
    assert [after.encode(token, out_type=str)[1:] for token in (SUMMARY, TITLE)] == [[SUMMARY], [TITLE]]
    read_start(EMBEDDED / "fr-mul-tiny" / "ct2", data=tmp_path)
    assert with_pieces(path, (SUMMARY, TITLE)) == path.read_bytes()


@pytest.mark.parametrize(
    ("abstract", "kept"),
    [
        ("", ""), ("7 août", ""), ("1er mai 2020", ""), ("Lundi 3 février.", ""), ("  ", ""),
        ("7 août, une date.", "7 août, une date."), ("Le 7 août a été long.", "Le 7 août a été long."),
    ],
)  # fmt: skip
def test_abstract_that_is_a_date_is_none(abstract, kept):
    assert articles.Article.model_validate(line(0, abstract=abstract)).abstract == kept


def test_title_loses_the_rubric_of_its_site():
    title = "US Motor Show à Linas-Montlhéry : actualité automobile, infos, scoop"
    assert articles.Article.model_validate(line(0, title=title)).title == "US Motor Show à Linas-Montlhéry"


def test_articles_are_read_from_plain_and_packed_files(toy, tmp_path):
    plain = toy.articles(line(0), line(1))
    packed = tmp_path / "articles.jsonl.xz"
    packed.write_bytes(lzma.compress(plain.read_bytes()))
    assert list(articles.read(plain)) == list(articles.read(packed))


def test_glued_paragraphs_come_apart_into_their_sentences():
    assert articles.Article.model_validate(line(0)).sentences("fr")[-2:] == [
        "Un vote est attendu avant la fin du mois.", "Hier encore, il en allait autrement ici.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "places"), [(0, []), (1, []), (4, []), (5, [2]), (9, [2])], ids=["none", "one", "few", "five", "nine"]
)
def test_gap_sentence_is_the_one_most_like_the_rest(count, places):
    sentences = [
        "Un vote aura lieu demain.", "Il pleut.", "Le maire et un vote sur la pluie de demain.", "Le maire a parlé.",
        "Sur la place, rien.", "Six ?", "Sept ?", "Huit ?", "Neuf ?",
    ][:count]  # fmt: skip
    assert gaps(sentences, GapSentences(words=(3, 60)), language="fr") == places


def test_gap_sentences_are_at_most_as_many_as_asked_for_and_in_their_order():
    sentences = [f"Le maire a parlé de la place numéro {i}." for i in range(30)]
    found = gaps(sentences, GapSentences(share=0.5, most=3), language="fr")
    assert len(found) == 3 and found == sorted(found)
    assert gaps(["Oui."] * 30, GapSentences(), language="fr") == []


def test_gap_sentence_says_nothing_that_the_rest_lacks_where_that_is_asked_for():
    sentences = [
        "Le maire a parlé du budget de la ville.", "Le budget de la ville a été voté hier.",
        "Le maire a donc voté le budget de 12 millions de la ville hier.", "Hier, tout le monde a voté.", "Il pleut.",
    ]  # fmt: skip
    assert gaps(sentences, GapSentences(), language="fr") == [2]
    assert gaps(sentences, GapSentences(supported=True), language="fr") == [1]


def test_likeness_is_rouge_1_against_the_rest():
    from rouge_score.rouge_scorer import RougeScorer

    sentences = ["the cat sat", "the cat and the dog", "a dog sat"]
    whole = Counter(" ".join(sentences).split())
    scorer = RougeScorer(["rouge1"])
    for i, text in enumerate(sentences):
        rest = " ".join(sentences[:i] + sentences[i + 1 :])
        assert likeness(text.split(), whole) == pytest.approx(scorer.score(rest, text)["rouge1"].fmeasure)


def test_lead_leaves_the_title_out():
    article = articles.Article.model_validate(line(0))
    assert lead(record(article, "0", language="fr"), 1) == "Le conseil annonce une réforme ce matin à la presse."


@pytest.mark.parametrize(
    ("unsupported", "rouge1", "rougel", "best"),
    [(0.0, True, True, True), (0.02, True, True, True), (0.021, True, True, False), (0.0, True, False, False)],
)
def test_model_is_best_where_it_beats_all_others_and_invents_next_to_nothing(unsupported, rouge1, rougel, best):
    def figures(name: str, beaten: dict[str, tuple[bool, float]]) -> Figures:
        return Figures(system=name, scores={}, words=20.0, unsupported=unsupported, beaten=beaten)

    always = dict.fromkeys(("rouge1", "rougel"), (True, 0.001))
    others = figures("lead-1", always), figures("lead-3", {"rouge1": (rouge1, 0.01), "rougel": (rougel, 0.2)})
    scores = Scores(testset="", articles=1, signature="", systems=(figures("toy", {}), *others), checks={})
    assert scores.best is best


def test_recipe_of_the_shipped_size_is_whole():
    recipe = read_summarizer(CARDS.parent / "recipes" / "summarizer.yaml")
    assert recipe.most_source_pieces.training == recipe.card.max_tokens <= recipe.model.max_position_embeddings == 1024


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{"title": "Un', "articles.jsonl:2 is no article"),
        (line(1, text=" . "), "text: holds no word"),
        (line(1, text=None), "text: "),
        (line(1, split_abstract="dev"), "split_abstract: Input should be 'train', 'valid' or 'test'"),
        ({"title": "Un", "text": "Deux."}, "abstract: Field required"),
        ("", "articles.jsonl:2 is no article"),
    ],
    ids=["broken", "wordless", "no text", "unknown split", "keys missing", "empty line"],
)
def test_bad_line_is_named_by_file_and_number(toy, capsys, bad, message):
    toy.articles(line(0), bad, line(2))
    found = said(toy, capsys)
    assert "articles.jsonl:2 is no article" in found
    assert message in found


def test_articles_without_a_test_split_are_refused(toy, capsys):
    toy.articles(*(line(i, split_abstract="train", split_title="train") for i in range(10)))
    assert "test: no article" in said(toy, capsys)


def test_articles_without_a_train_split_are_refused(toy, capsys):
    toy.articles(*(line(i, split_abstract="test") for i in range(10)))
    message = said(toy, capsys)
    assert "train: no article" in message and "training: no example" in message


def test_file_that_is_not_there_or_damaged_is_named(toy, capsys, tmp_path):
    (toy.root / "articles.jsonl").unlink()
    assert f"no file of articles {toy.root / 'articles.jsonl'}" in said(toy, capsys)
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(b"{}")[:-9])
    with pytest.raises(ConfigError, match=r"a.jsonl.xz"):
        list(articles.read(tmp_path / "a.jsonl.xz"))
    with pytest.raises(ConfigError, match="cannot be read"):
        list(articles.read(tmp_path / "none.jsonl"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "nowhere"}, "no MarianMT model in"),
        ({"traning": {}}, "traning: "),
        ({"card": RECIPE["card"] | {"max_tokens": 257}}, "card.max_tokens is more than"),
        ({"card": RECIPE["card"] | {"golden": [{"target": "en", "text": "One."}]}}, "no golden text can be for en"),
    ],
)
def test_recipe_that_cannot_work_is_refused(toy, capsys, changes, message):
    assert message in said(toy, capsys, **changes)


def test_unknown_step_is_refused_with_the_nearest(toy, capsys):
    assert "no step 'pretrian'; did you mean 'pretrain'?" in said(toy, capsys, "--step", "pretrian")


def test_step_without_its_input_says_which_step_makes_it(toy, capsys):
    message = said(toy, capsys, "--step", "export")
    assert "the step export has nothing to start from" in message
    assert "is made by the step train" in message
