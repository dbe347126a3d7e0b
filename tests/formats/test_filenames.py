import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.filenames import Names, safe_name, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "article"),
        ("!!!", "article"),
        ("Article.fr", "article-fr"),
        ("L'été à Liège", "l-ete-a-liege"),
        ("œuvre_№1", "œuvre-no1"),
        ("статья", "статья"),
    ],
)
def test_slug_is_lower_case_words_and_hyphens(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("id", ["a", "2025-03-01.budget", "Été", "статья"])
def test_a_safe_id_is_its_own_name(id):
    assert safe_name(id) == id


@pytest.mark.parametrize(
    "id",
    [
        "",
        ".",
        "..",
        "../a",
        "/etc/passwd",
        "a/b",
        "a\\b",
        ".hidden",
        "a.",
        "a b",
        "a\nb",
        "a\0b",
        "con",
        "NUL.txt",
        "index",
    ],
)
def test_an_unsafe_id_gets_a_hash(id):
    name = safe_name(id)

    assert name != id
    assert not set(name) & set('/\\:*?"<>| \n\0')
    assert not name.startswith(".")


@given(st.text())
def test_every_name_fits_and_stays_below_its_folder(id):
    name = safe_name(id)

    assert 0 < len(name.encode()) <= 140
    assert not name.startswith((".", "-"))
    assert "/" not in name


@given(st.lists(st.sampled_from(["a", "A", "a/b", "a-b", "", "x" * 300, "x" * 301]), max_size=12))
def test_names_of_one_run_never_collide(ids):
    names = Names({})

    claimed = [names.claim(id).casefold() for id in ids]

    assert len(set(claimed)) == len(ids)


@given(st.lists(st.sampled_from(["a", "A", "b/c"]), max_size=6))
def test_a_second_run_gives_the_same_names(ids):
    first = Names({})
    claimed = {first.claim(id): id for id in ids}

    second = Names(claimed)

    assert [second.claim(id) for id in ids] == list(claimed)
