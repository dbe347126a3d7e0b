"""What a summary says that its source lacks."""

import pytest

from babelpress.summarization.consistency import unsupported

SOURCE = (
    "Le maire de Nantes, Paul Roux, a promis 3,5 millions d'euros le 12 mars. « L'école ouvrira à temps », "
    "a-t-il dit. Deux autres villes attendent une réponse de l'État."
)


def french(text: str) -> tuple[str, ...]:
    return unsupported(text, language="fr", source=SOURCE, source_language="fr")


@pytest.mark.parametrize("text", ["", " ", "Il pleut.", SOURCE, "🎉"])
def test_unsupported_finds_nothing_in_what_says_nothing_new(text: str):
    assert french(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Paul Roux promet 3,5 millions d'euros.",
        "« L’école ouvrira à temps », dit le maire.",
        'Le maire : "l\'école ouvrira à temps".',
        "À Nantes, une école ouvrira.",
    ],
)
def test_unsupported_takes_what_is_written_otherwise_for_the_same(text: str):
    assert french(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le maire promet 5 millions d'euros.", ("unsupported_number",)),
        ("Le maire de Nantes parle le 14 mars.", ("unsupported_number",)),
        ("Trois villes attendent l'État.", ("unsupported_number",)),
        ("Le maire de Nantes, Paul Blanc, promet une école.", ("unsupported_name",)),
        ("Le maire de la ville de Lyon promet une école.", ("unsupported_name",)),
        ("« L'école n'ouvrira pas », dit le maire.", ("unsupported_quotation",)),
        ("« Deux autres villes attendent », dit Paul Roux.", ("unsupported_quotation",)),
        (
            "À Lyon, « tout va bien » pour 9 écoles.",
            ("unsupported_number", "unsupported_name", "unsupported_quotation"),
        ),
    ],
)
def test_unsupported_names_what_the_source_lacks(text: str, expected: tuple[str, ...]):
    assert french(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor has promised 3.5 million euros.", ()),
        ("The mayor has promised 35 million euros.", ("unsupported_number",)),
        ("The mayor has promised much.", ("unsupported_number",)),
    ],
)
def test_unsupported_holds_a_translation_to_the_checks_of_translations(text: str, expected: tuple[str, ...]):
    source = "Le maire a promis 3,5 millions d'euros."

    assert unsupported(text, language="en", source=source, source_language="fr") == expected


def test_unsupported_tells_a_name_in_place_of_another():
    found = unsupported(
        "The mayor, Jensen Chen, spoke.", language="en", source="Le maire, Jensen Huang, a parlé.", source_language="fr"
    )

    assert found == ("unsupported_name",)


def test_unsupported_holds_a_long_source_to_the_same():
    filling = "Le train part demain matin de la gare du Nord. " * 500

    def long(text: str) -> tuple[str, ...]:
        return unsupported(text, language="fr", source=f"{SOURCE} {filling}", source_language="fr")

    assert long("Paul Roux, le maire de Nantes, promet 3,5 millions d'euros.") == ()
    assert long("Jean Bernard, le maire de Nantes, promet.") == ("unsupported_name",)


def test_unsupported_takes_people_whom_other_languages_spell_otherwise():
    source = "Vladimir Poutine est venu. Poutine a parlé à Pékin avec Xi Jinping. Volodymyr Zelensky l'a dit."
    for text in source.split(". "):
        assert unsupported(text + ", a dit un témoin.", language="fr", source=source, source_language="fr") == ()
