"""Faithful translation: what the model must not touch it does not see, what it breaks is mended or tried again."""

from collections.abc import Callable, Collection, Sequence

import numpy as np
import pytest

from babelpress._internal.lru import LRUCache
from babelpress.config.schema import ConstraintSettings
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.cards import ModelCard, Origin
from babelpress.models.routing import Hop, Route
from babelpress.nlp.terminology import Glossary, Term
from babelpress.nlp.word_alignment import Alignment, of_pieces
from babelpress.qa.engine import load_check
from babelpress.translation.constrained import RETRIES, RETRY_CHECKS, ConstrainedTranslator, Rendering, Sentence
from babelpress.translation.translator import Translator


class Scripted:
    """A plug-in model that says what a function of the text, the search and the number of the call tells it to."""

    def __init__(self, say: Callable[[str, Decoding], str]) -> None:
        self.say = say
        self.asked: list[str] = []

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        self.asked += texts
        said = [self.say(text, decoding) for text in texts]
        return [
            Output(text=out, score=-1.0, tokens=4, alignment=same(text, out))
            for text, out in zip(texts, said, strict=True)
        ]

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def unknown(self, text: str) -> frozenset[str]:
        return frozenset()


def same(text: str, out: str) -> Alignment:
    """Words aligned where they are equal."""
    nothing = np.zeros((0, 0), dtype=np.float32)
    return of_pieces(text, out, source_pieces=[], target_pieces=[], attention=nothing)


def route(model: str = "main", *, target: str = "en") -> Route:
    leg = Hop(model=model, source="fr", target=target)
    return Route(source="fr", target=target, legs=(leg,), score=None, figure="")


def faithful(
    models: dict[str, Scripted], *, others: Sequence[Route] = (), glossary: Glossary | None = None, **settings: object
) -> ConstrainedTranslator:
    cards = {
        name: ModelCard(
            id=name,
            task="translation",
            architecture="marian",
            sources=("fr",),
            targets=("en", "nl", "de"),
            max_tokens=100,
            origin=Origin(folder="/nowhere"),
            licence="Apache-2.0",
            commercial_use=True,
        )
        for name in models
    }
    return ConstrainedTranslator(
        translator=Translator(models=models.__getitem__, cards=cards, decoding=Decoding(), cache=LRUCache(0)),
        settings=ConstraintSettings.model_validate(settings),
        checks=[load_check(name) for name in RETRY_CHECKS],
        glossaries={("fr", glossary.target): glossary} if glossary else {},
        others=lambda _: others,
    )


def one(text: str, say: Callable[[str, Decoding], str], **settings: object) -> tuple[Rendering, Scripted]:
    model = Scripted(say)
    (made,) = faithful({"main": model}, **settings).translate([Sentence(text=text)], route())
    return made, model


def test_translate_hides_what_it_keeps_from_the_model():
    made, model = one("Écrivez à a@b.fr demain.", lambda text, _: text.replace("Écrivez à", "Write to"))

    assert model.asked == ["Écrivez à X1 demain."]
    assert made.text == "Write to a@b.fr demain."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Appelez le 514 555-0199 avant lundi.", "Appelez le X1 avant lundi."),
        ("Le SIRET est 732 829 320 00074, dit-on.", "Le SIRET est X1, dit-on."),
        ("L'article L. 121-1 et la loi n° 2019-1147.", "L'article X1 et la loi n° X2."),
        ("L'article 5 et le n° 12 de la ligne 13.", "L'article 5 et le n° 12 de la ligne 13."),
        ("Il a 12 000 euros, 3-1, en 2019-2020, à 07h05.", "Il a 12 000 euros, 3-1, en 2019-2020, à 07h05."),
    ],
)
def test_translate_hides_identifiers_but_no_short_ones_and_no_quantities(text: str, asked: str):
    made, model = one(text, lambda text, _: text, attempts=0)

    assert model.asked[0] == asked
    assert not any(char in made.text for char in "X")


@pytest.mark.parametrize(
    ("text", "said", "made"),
    [
        ("2) payer le loyer ;", "2) pay the rent.", "2) pay the rent;"),
        ("2) payer le loyer ;", "2) pay the rent", "2) pay the rent;"),
        ("Il faut :", "We need:", "We need:"),
        ("les écoles, etc. ;", "schools, a.s.o.", "schools, a.s.o.;"),
        ("Il faut payer.", "We must pay.", "We must pay."),
        ("Voir www.exemple.fr ;", "See X1.", "See www.exemple.fr;"),
    ],
)
def test_translate_ends_the_item_of_a_list_with_its_own_mark(text: str, said: str, made: str):
    assert one(text, lambda *_: said, attempts=0)[0].text == made


def test_translate_keeps_names_of_the_profile():
    made, model = one(
        "La Redoute ouvre.", lambda text, _: text.replace("ouvre", "opens"), do_not_translate=["La Redoute"]
    )

    assert model.asked == ["X1 ouvre."]
    assert made.text == "La Redoute opens."


def test_translate_goes_around_what_the_model_loses():
    made, _ = one("Voir https://a.example/b demain matin.", lambda text, _: "See it" if "X" in text else f"({text})")

    assert made.text == "(Voir) https://a.example/b (demain matin.)"
    assert "retried" in made.flags


def test_translate_does_not_ask_the_model_about_an_address():
    made, model = one("https://a.example/b", lambda text, _: "nonsense")

    assert model.asked == []
    assert made.text == "https://a.example/b"


def test_translate_mends_numbers_and_typesets_them():
    made, _ = one("Cela vaut 830 milliards de dollars.", lambda *_: "It is worth 830 million dollars.")

    assert made.text == "It is worth 830 billion dollars."
    assert made.flags == ("mended",)


def test_translate_gives_quotations_the_marks_of_the_variant():
    made, _ = one("« Oui », dit-il.", lambda *_: '"Yes", he said.')

    assert made.text == "“Yes”, he said."


def test_translate_shows_the_model_a_headline_in_small_letters():
    made, model = one("LE GOUVERNEMENT RÉFORME LA SANTÉ", lambda *_: "The government reforms health")

    assert model.asked == ["Le gouvernement réforme la santé"]
    assert made.text == "THE GOVERNMENT REFORMS HEALTH"


def test_translate_tries_a_loop_again_and_takes_what_is_right():
    def say(text: str, decoding: Decoding) -> str:
        return "More and more people leave." if decoding.no_repeat_ngram else "more and more and " * 20

    made, model = one("De plus en plus de gens partent.", say)

    assert made.text == "More and more people leave."
    assert made.flags == ("retried",)
    assert len(model.asked) == 2


def test_translate_hides_a_name_that_the_model_mangles():
    def say(text: str, _: Decoding) -> str:
        return text.replace("Hier Dieter Kempf a vu", "Goter Kempf saw").replace("Hier X1 a vu", "X1 saw")

    made, model = one("Hier Dieter Kempf a vu Rushden.", say)

    assert model.asked == ["Hier Dieter Kempf a vu Rushden.", "Hier X1 a vu Rushden."]
    assert made.text == "Dieter Kempf saw Rushden."
    assert made.flags == ("retried",)


def test_translate_hides_every_name_that_is_lost_where_it_stands():
    made, model = one(
        "À Northamptonshire, Bellenglise joue contre Northamptonshire.",
        lambda text, _: "At X1, X2 plays X3." if "X1" in text else "At Nordhampton, Bilglish plays Nordhampton.",
    )

    assert model.asked[1] == "À X1, X2 joue contre X3."
    assert made.text == "At Northamptonshire, Bellenglise plays Northamptonshire."


def test_translate_calls_what_stayed_as_it_was_what_the_language_calls_it():
    made, model = one("Le PDG vote à Pékin.", lambda *_: "The PDG votes in Pékin.")

    assert made.text == "The CEO votes in Beijing."
    assert made.flags == ("mended",) and len(model.asked) == 1
    assert [(one.check, one.before, one.after) for one in made.findings] == [
        ("postedit.place-names", "PDG", "CEO"),
        ("postedit.place-names", "Pékin", "Beijing"),
    ]


def test_translate_says_no_word_twice_and_writes_a_name_as_one():
    made, model = one("OpenAI aide les villes.", lambda *_: "Open AI is helping helping the cities.")

    assert made.text == "OpenAI is helping the cities."
    assert len(model.asked) == 1


def test_translate_calls_nothing_in_an_address_or_to_be_kept_otherwise():
    made, _ = one("Le PDG est à Pékin : https://a.example/Pékin", lambda text, _: text, do_not_translate=["PDG"])

    assert made.text == "Le PDG est à Beijing: https://a.example/Pékin"


def test_translate_calls_a_place_that_was_lost_what_the_language_calls_it():
    made, model = one(
        "Le ministre est à Pékin.",
        lambda text, _: "The minister is in X1." if "X1" in text else "The minister is there.",
    )

    assert model.asked == ["Le ministre est à Pékin.", "Le ministre est à X1."]
    assert made.text == "The minister is in Beijing."


def test_translate_leaves_a_person_who_is_called_as_a_place_is():
    made, model = one("Virginie a refusé.", lambda text, _: "Virginie refused.")

    assert model.asked == ["Virginie a refusé."]
    assert made.text == "Virginie refused."


def test_translate_keeps_the_name_of_a_person_who_became_a_place():
    made, _ = one(
        "Hier, Virginie, 35 ans, a gagné.",
        lambda text, _: "Yesterday X1, 35, won." if "X1" in text else "Yesterday Virginia, 35, won.",
    )

    assert made.text == "Yesterday Virginie, 35, won."


def test_translate_keeps_a_lost_name_that_may_be_a_person_as_it_is():
    made, _ = one("Luc a vu Florence hier.", lambda text, _: "Luc saw X1 yesterday." if "X1" in text else "Luc saw.")

    assert made.text == "Luc saw Florence yesterday."


def test_translate_hides_no_name_that_each_language_writes_in_its_own_way():
    made, model = one("Il vole avec Air Pologne ce lundi.", lambda *_: "He flies with that on Monday.")

    assert model.asked == ["Il vole avec Air Pologne ce lundi."]
    assert made.text == "He flies with that on Monday."


def test_translate_keeps_what_it_had_where_hiding_a_name_is_worse():
    made, model = one("Le maire de Bellenglise vote.", lambda text, _: "It." if "X" in text else "The Bilglish mayor.")

    assert model.asked[:2] == ["Le maire de Bellenglise vote.", "Le maire de X1 vote."]
    assert made.text == "The Bilglish mayor."


def test_translate_of_a_right_sentence_asks_once():
    _, model = one("Il pleut.", lambda *_: "It rains.")

    assert model.asked == ["Il pleut."]


def test_translate_takes_another_route_where_nothing_else_helps():
    models = {"main": Scripted(lambda *_: "ha " * 50), "second": Scripted(lambda *_: "It rains.")}
    made = faithful(models, others=[route("second")]).translate([Sentence(text="Il pleut.")], route())

    assert [rendering.text for rendering in made] == ["It rains."]


def test_translate_keeps_the_best_attempt_where_none_is_right():
    made, model = one("Il pleut sur la ville.", lambda *_: "ha " * 50)

    assert made.text.strip()
    assert "retried" in made.flags
    assert len(model.asked) <= 1 + 3 * len(RETRIES)


@pytest.mark.parametrize("attempts", [0, 1])
def test_translate_tries_no_more_often_than_it_is_told(attempts: int):
    _, model = one("Il pleut.", lambda *_: "ha " * 50, attempts=attempts)

    assert len(model.asked) == 1 + attempts


def test_translate_without_repair_gives_the_words_of_the_model():
    made, model = one("Écrivez à a@b.fr.", lambda text, _: '"no"', postedit=False)

    assert model.asked == ["Écrivez à a@b.fr."]
    assert made.text == '"no"'


def test_translate_keeps_terms_that_translate_to_themselves():
    model = Scripted(lambda text, _: text.replace("Une", "A"))
    terms = Glossary([Term(source="mise en abyme", target="mise en abyme")], source="fr", target="en")

    faithful({"main": model}, glossary=terms).translate([Sentence(text="Une mise en abyme.")], route())

    assert model.asked == ["Une X1."]


def test_translate_gives_one_rendering_per_sentence_in_order():
    sentences = [Sentence(text=text) for text in ("Un.", "Deux.", "Un.", "")]

    made = faithful({"main": Scripted(lambda text, _: f"({text})")}).translate(sentences, route())

    assert [rendering.text for rendering in made] == ["(Un.)", "(Deux.)", "(Un.)", ""]


def test_translate_puts_no_quotation_mark_into_a_placeholder():
    made, _ = one("%1$s a lu votre article « %2$s ».", lambda *_: "X1 read your article X2.")

    assert made.text == "%1$s read your article “%2$s”."


def test_translate_typesets_nothing_in_code():
    text = 'Écrire print("a  b") ici.'
    start = text.index("print")
    model = Scripted(lambda text, _: text.replace("Écrire", "Write").replace("ici", "here"))

    (made,) = faithful({"main": model}).translate([Sentence(text=text, keep=((start, start + 13),))], route())

    assert made.text == 'Write print("a  b") here.'


def test_translate_writes_no_number_anew_in_a_name_of_the_profile():
    made, _ = one(
        "Jouer aux 1 000 Bornes.",
        lambda text, _: text.replace("Jouer aux", "Play"),
        do_not_translate=["1 000 Bornes"],
    )

    assert made.text == "Play 1 000 Bornes."


def test_translate_keeps_a_place_that_a_glossary_keeps():
    model = Scripted(lambda text, _: text.replace("Il est à", "He is in"))
    terms = Glossary([Term(source="Pékin", target="Pékin")], source="fr", target="en")

    (made,) = faithful({"main": model}, glossary=terms).translate([Sentence(text="Il est à Pékin.")], route())

    assert made.text == "He is in Pékin."


def test_translate_keeps_the_case_of_what_the_model_never_sees_in_a_headline():
    made, model = one(
        "LE GOUVERNEMENT RÉFORME LA SANTÉ DEMAIN MATIN AVEC eBay",
        lambda text, _: "nothing" if "X" in text else "The government reforms health with",
        do_not_translate=["eBay"],
    )

    assert model.asked[-1] == "Le gouvernement réforme la santé demain matin avec"
    assert made.text == "THE GOVERNMENT REFORMS HEALTH WITH eBay"
