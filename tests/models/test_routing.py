"""Routes: the best score wins, a pivot pays for its second leg, and the choice is explained."""

import pytest

from babelpress.config.schema import Profile, TranslationSettings
from babelpress.errors import ConfigError
from babelpress.models.cards import ModelCard, Origin, Score
from babelpress.models.routing import candidates, explain, plan, plan_profile


def card(name: str, sources: str, targets: str, **scores: float) -> ModelCard:
    """A card whose scores are given as `fr_nl=20.0`: BLEU on NTREX."""
    return ModelCard(
        id=name,
        task="translation",
        architecture="marian",
        sources=tuple(sources.split()),
        targets=tuple(targets.split()),
        max_tokens=512,
        origin=Origin(folder="/nowhere"),
        licence="Apache-2.0",
        commercial_use=True,
        scores=tuple(
            Score(source=pair[:2], target=pair[3:], metric="bleu", testset="ntrex", value=value, origin="measured")
            for pair, value in scores.items()
        ),
    )


def cards(*found: ModelCard) -> dict[str, ModelCard]:
    return {item.id: item for item in found}


def test_candidates_are_none_without_cards():
    assert candidates("fr", "nl", {}) == ()


def test_plan_says_what_the_models_do_reach():
    with pytest.raises(
        ConfigError, match=r"no route from nl to fr\n  translation\.models: these models translate fr->nl"
    ):
        plan("nl", "fr", cards(card("a", "fr", "nl")))


def test_plan_takes_the_better_of_two_direct_models():
    found = plan("fr", "nl", cards(card("weak", "fr", "nl", fr_nl=10), card("strong", "fr", "nl en", fr_nl=20)))

    assert (found.models, found.kind, found.score) == (("strong",), "direct", 20)


def test_plan_takes_a_pivot_only_where_its_weaker_leg_pays_for_the_loss():
    legs = (card("fr-en", "fr", "en", fr_en=40), card("en-nl", "en", "nl", en_nl=25))

    strong = plan("fr", "nl", cards(card("direct", "fr", "nl", fr_nl=23), *legs))
    weak = plan("fr", "nl", cards(card("direct", "fr", "nl", fr_nl=22), *legs))

    assert strong.models == ("direct",)
    assert (weak.models, weak.kind, weak.score) == (("fr-en", "en-nl"), "pivot via en", 22.5)


def test_candidates_without_a_figure_come_last_in_the_order_of_the_cards():
    found = candidates("fr", "nl", cards(card("b", "fr", "nl"), card("a", "fr", "nl"), card("c", "fr", "nl", fr_nl=1)))

    assert [route.models for route in found] == [("c",), ("b",), ("a",)]


def test_plan_compares_by_the_figure_that_most_candidates_have():
    def scored(name: str, **values: float) -> ModelCard:
        scores = tuple(
            Score(source="fr", target="en", metric="bleu", testset=testset, value=value, origin="published")
            for testset, value in values.items()
        )
        return card(name, "fr", "en").model_copy(update={"scores": scores})

    found = plan("fr", "en", cards(scored("a", ntrex=36, flores200=44), scored("b", flores200=46)))

    assert (found.models, found.figure) == (("b",), "bleu on flores200")


def test_candidates_do_not_go_through_the_source_or_the_target():
    found = candidates("fr", "en", cards(card("a", "fr en", "en fr")), pivots=("en", "fr"))

    assert [route.models for route in found] == [("a",)]


def test_explain_says_why_one_won():
    found = candidates(
        "fr",
        "nl",
        cards(card("best", "fr", "nl", fr_nl=20), card("next", "fr", "nl", fr_nl=15), card("dark", "fr", "nl")),
    )

    assert explain(found) == [
        "* best (direct, 20.0 bleu on ntrex): the best score",
        "  next (direct, 15.0 bleu on ntrex): 5.0 below the best",
        "  and 1 without a score for bleu on ntrex",
    ]


def test_plan_profile_gives_each_direction_to_the_model_that_is_best_at_it():
    def scored(name: str, **values: tuple[float, float]) -> ModelCard:
        figures = [
            (target, metric, value)
            for target, both in values.items()
            for metric, value in zip(("chrf++", "bleu"), both, strict=True)
        ]
        scores = tuple(
            Score(source="fr", target=target, metric=metric, testset="ntrex", value=value, origin="measured")
            for target, metric, value in figures
        )
        return card(name, "fr", "de nl").model_copy(update={"scores": scores})

    models = cards(scored("old", de=(40, 12), nl=(39, 13)), scored("new", de=(45, 11), nl=(38, 14)))
    profile = Profile(name="two", translation=TranslationSettings(models=("old", "new")), targets=("de", "nl"))

    routes = plan_profile(profile, models)

    # Both have both figures: chrF++ decides, whatever BLEU says.
    assert [routes[target]["fr"].models for target in ("de", "nl")] == [("new",), ("old",)]
    assert routes["de"]["fr"].figure == "chrf++ on ntrex"


def test_a_measured_route_of_two_models_counts_as_measured():
    legs = (card("fr-en", "fr", "en", fr_en=20), card("en-pt", "en", "pt", en_pt=45))
    direct = card("direct", "fr", "pt", fr_pt=19)
    figure = {"source": "fr", "target": "pt", "metric": "bleu", "testset": "ntrex", "origin": "measured"}
    both = Score(after="fr-en", value=21, **figure)
    other = Score(after="another", value=90, **figure)
    second = legs[1].model_copy(update={"scores": (*legs[1].scores, other, both)})

    assert plan("fr", "pt", cards(direct, *legs)).models == ("direct",)
    found = plan("fr", "pt", cards(direct, legs[0], second))
    assert (found.models, found.score) == (("fr-en", "en-pt"), 21)


def test_a_variant_is_compared_by_its_own_score():
    figure = {"source": "fr", "target": "pt", "metric": "bleu", "testset": "ntrex", "origin": "measured"}
    brazil = card("brazil", "fr", "pt").model_copy(
        update={"scores": (Score(value=15, **figure), Score(value=25, variant="pt-BR", **figure))}
    )
    anywhere = card("anywhere", "fr", "pt", fr_pt=20)

    assert plan("fr", "pt", cards(brazil, anywhere)).models == ("anywhere",)
    assert plan("fr", "pt", cards(brazil, anywhere), variants={"pt": "pt-BR"}).models == ("brazil",)
    assert plan("fr", "pt", cards(brazil, anywhere), variants={"en": "en-US"}).models == ("anywhere",)


def test_a_card_may_have_the_score_of_a_route_of_which_it_is_the_second_leg():
    read = card("en-pt", "en", "pt").model_dump()
    read["scores"] = [{"source": "fr", "target": "pt", "after": "fr-en", "metric": "bleu", "testset": "ntrex"}]
    read["scores"][0] |= {"value": 20, "origin": "measured"}
    assert ModelCard.model_validate(read).scores[0].after == "fr-en"

    del read["scores"][0]["after"]
    with pytest.raises(ValueError, match="fr-pt, a direction that the card does not list"):
        ModelCard.model_validate(read)


def test_explain_says_which_scores_are_estimated():
    legs = (card("fr-en", "fr", "en", fr_en=40), card("en-nl", "en", "nl", en_nl=25))
    whole = Score(source="fr", target="nl", after="fr-en", metric="bleu", testset="ntrex", origin="measured", value=21)
    measured = legs[1].model_copy(update={"scores": (whole,)})
    direct = card("direct", "fr", "nl", fr_nl=30)

    assert "(estimated: 0.9" in explain(candidates("fr", "nl", cards(direct, *legs)))[1]
    assert "estimated" not in explain(candidates("fr", "nl", cards(direct, legs[0], measured)))[1]
