"""What is wrong with a recipe, its corpora or a command is said, with exit status 2, before hours are spent."""

import pytest

from babelpress.config.resources import CARDS, EMBEDDED
from babelpress.errors import ConfigError
from babelpress.models.cards import read_card
from recipe.config import read_licences, read_recipe
from recipe.scoring import evaluate
from recipes.commands import load as load_command

command = load_command("run")


def said(toy, capsys, *more: str, recipe=None) -> str:
    """Run it to its refusal and give the message."""
    arguments = [str(recipe or toy.recipe()), "--corpora", str(toy.corpora), "--out", str(toy.root / "out"), *more]
    assert command.main(arguments) == 2
    return capsys.readouterr().err


def test_recipe_with_unknown_keys_lists_all_of_them(toy, capsys):
    message = said(toy, capsys, recipe=toy.recipe(traning={}, model={"dims": 8}))
    assert "recipe.yaml is not right" in message
    assert "traning: " in message
    assert "model.dims: " in message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "nowhere"}, "no MarianMT model in"),
        ({"mixing": {"target_repeat": {"it": 2}}}, "no target of this recipe: it"),
        ({"mixing": {"default": {"cap": 5}}}, "default needs both cap and repeat"),
        ({"augmentation": {"share": 0.5}}, "no kind has a weight"),
        ({"augmentation": {"share": 0.5, "weights": {"typos": 1}}}, "augmentation.weights.typos"),
        ({"training": {"minutes": 0}}, "training.minutes"),
        ({"training": {"minutes": 1, "start_share": 0.25}}, "start_share needs a start"),
        ({"vocabulary": {"size": 70_000}}, "vocabulary.size"),
    ],
)
def test_recipe_that_cannot_work_is_refused(toy, changes, message):
    with pytest.raises(ConfigError, match=message):
        read_recipe(toy.recipe(**changes))


@pytest.mark.parametrize(("text", "message"), [("- a\n", "must be a mapping of keys"), ("a: [", "is not YAML")])
def test_recipe_that_is_no_mapping_is_refused(tmp_path, text, message):
    path = tmp_path / "recipe.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        read_recipe(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_recipe(tmp_path / "none.yaml")


@pytest.mark.parametrize("name", ["tiny", "small"])
def test_recipes_of_the_shipped_models_are_whole(name):
    path = CARDS.parent / "recipes" / f"{name}.yaml"
    recipe = read_recipe(path)
    licences = read_licences(recipe.licences)
    named = {name.removesuffix("-teacher") for name in (*recipe.mixing.corpora, *recipe.joining.corpora)}
    assert named <= licences.keys()
    assert [name for name, one in licences.items() if not one.commercial_use] == ["wmt-newstest2008-2013"]


def test_corpus_without_a_licence_is_named(toy, capsys):
    toy.corpus("fr-en.more.tsv", [("stray", "Un.", "One.")])
    message = said(toy, capsys)
    assert "no licence in" in message
    assert "stray: " in message


def test_corpus_of_two_columns_is_named_with_its_line(toy, capsys):
    toy.corpus("fr-en.tsv", [("news", "Un.", "One."), ("Deux.", "Two.")])
    assert "fr-en.tsv:2 has 2 columns" in said(toy, capsys)


def test_folder_that_is_not_there_is_named(toy, capsys):
    message = said(toy, capsys, "--corpora", str(toy.root / "none"))
    assert f"no folder of corpora {toy.root / 'none'}" in message
    message = said(toy, capsys, "--tests", str(toy.root / "none"))
    assert f"no folder of test sets {toy.root / 'none'}" in message


def test_corpora_without_a_pair_are_refused_by_language(toy, capsys):
    toy.corpus("fr-nl.tsv", [])
    message = said(toy, capsys)
    assert "nothing to learn from" in message
    assert "nl: no pair from fr-nl*.tsv" in message


def test_unknown_step_is_refused_with_the_nearest(toy, capsys):
    assert "no step 'trian'; did you mean 'train'?" in said(toy, capsys, "--step", "trian")


def test_step_without_its_input_says_which_step_makes_it(toy, capsys):
    message = said(toy, capsys, "--step", "export")
    assert "the step export has nothing to start from" in message
    assert "last.pt: is made by the step train" in message


def test_start_without_the_target_tokens_is_refused(toy, capsys):
    recipe = toy.recipe(start=str(EMBEDDED / "fr-mul-tiny" / "ct2"), targets={"en": ">>eng<<", "nl": ">>zea<<"})
    assert "lacks >>zea<<" in said(toy, capsys, recipe=recipe)


def test_vocabulary_that_cannot_be_made_is_refused(toy, capsys):
    assert "SentencePiece cannot make a vocabulary" in said(toy, capsys, recipe=toy.recipe(vocabulary={"size": 5}))


def test_checkpoint_begun_on_other_ids_is_kept(toy, capsys):
    arguments = ["--corpora", str(toy.corpora), "--out", str(toy.root / "out"), "--minutes", "0"]
    assert command.main([str(toy.recipe()), *arguments]) == 1
    message = said(toy, capsys, recipe=toy.recipe(seed=2))
    assert "was begun on other ids or from another start" in message
    assert (toy.root / "out" / "training" / "last.pt").is_file()


def test_test_sets_that_do_not_fit_are_refused(tmp_path):
    card = read_card(CARDS / "fr-mul-tiny.yaml")
    with pytest.raises(ConfigError, match=r"no test set of this model in .*: a folder of text files such as fr.txt"):
        evaluate(card, EMBEDDED / "fr-mul-tiny", tmp_path)
    (tmp_path / "fr.txt").write_text("Un.\nDeux.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("One.\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"en.txt has 1 lines, fr.txt beside it has 2"):
        evaluate(card, EMBEDDED / "fr-mul-tiny", tmp_path)


def test_scores_of_the_shipped_model_come_with_intervals_and_signatures(tmp_path):
    lines = ("Nous avons besoin de plus de temps.", "Le président a annoncé une réforme de la santé.", "Il pleut.")
    (tmp_path / "fr.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text(
        "We need more time.\nThe president announced a reform.\nIt rains.\n", encoding="utf-8"
    )
    figures = evaluate(read_card(CARDS / "fr-mul-tiny.yaml"), EMBEDDED / "fr-mul-tiny", tmp_path)
    assert [figure.metric for figure in figures] == ["chrf++", "chrf", "bleu"]
    assert all(figure.value > 30 and figure.lines == 3 and "version:" in figure.signature for figure in figures)
    assert max(figure.margin for figure in figures) > 0
