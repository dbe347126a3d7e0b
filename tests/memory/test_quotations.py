"""A quotation keeps the words in which it was published first, and an original is never translated back."""

from pathlib import Path

import pytest

from babelpress.errors import UnreadableInput
from babelpress.memory.exchange.files import read_quotations
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.quotations import Quotation, QuotationRegistry, Rendition, quotations_of
from babelpress.memory.store import Added


@pytest.fixture
def registry(memory) -> QuotationRegistry:
    return QuotationRegistry(memory)


def said(text: str, target: str, *, language: str = "nl", original: bool = False, **more: str) -> Quotation:
    rendition = Rendition(text=target, language=language, original=original)
    return Quotation(text=text, language="fr", renditions=(rendition,), **more)


def found(registry: QuotationRegistry, text: str, target: str = "nl") -> tuple[str, str] | None:
    one = registry.lookup(text, source="fr", target=target)
    return one and (one.kind, one.rendition.text)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Il faut partir demain à l'aube", "equal"),
        ("il faut partir demain à l’aube !", "equal"),
        ("Il faut partir demain", "part"),
        ("Il faut partir demain à l'aurore", "similar"),
        ("Il faut", None),
        ("Rien de tel n'a été dit", None),
        ("", None),
    ],
)
def test_equal_quotations_parts_and_similar_ones_are_found(registry, asked, expected):
    registry.register([said("Il faut partir demain à l'aube.", "We moeten morgen vertrekken")])

    one = registry.lookup(asked, source="fr", target="nl")

    assert (one and one.kind) == expected
    assert registry.lookup(asked, source="fr", target="de") is None


def test_a_similar_quotation_that_says_something_else_is_told_so(registry):
    registry.register([said("Nous avons retiré 1 200 soldats du pays hier", "X")])

    one = registry.lookup("Nous n'avons retiré que 120 soldats du pays hier", source="fr", target="nl")
    two = registry.lookup("Nous avons retiré 1 300 soldats du pays hier", source="fr", target="nl")

    assert one is None or "numbers" in one.differences
    assert two is not None
    assert (two.kind, two.differences) == ("similar", ("numbers",))


def test_a_correction_replaces_a_translation_and_an_original_is_not_replaced(registry):
    assert registry.register([said("Il faut partir.", "Men moet gaan")]) == Added(stored=1)
    assert registry.register([said("Il faut partir", "Men moet gaan")]) == Added(duplicates=1)
    assert registry.register([said("Il faut partir", "We moeten gaan")]) == Added(upgraded=1)
    assert found(registry, "Il faut partir") == ("equal", "We moeten gaan")

    registry.register([said("Il faut partir", "We must go", language="en", original=True)])
    registry.register([said("Il faut partir", "One has to leave", language="en")])

    assert found(registry, "Il faut partir", "en") == ("equal", "We must go")
    assert found(registry, "Il faut partir", "nl") == ("equal", "We moeten gaan")


def test_quotations_of_approved_units_are_registered(registry, unit):
    units = [
        unit(
            "« Il faut partir », dit-il.", "„We moeten gaan”, zegt hij.", status="reviewed", article="a", author="Ann"
        ),
        unit("« Il faut rester », dit-il.", "„We moeten blijven”, zegt hij.", status="translated"),
        unit("Le « plan » est « tout à fait prêt ».", "Het plan is „helemaal klaar”.", status="final"),
        unit("Une « réforme » de « tout le système ».", "Een „hervorming” van „het hele stelsel”.", status="final"),
    ]

    added, quoted = registry.add(units, at="2026-05-01")

    assert (added.stored, quoted.stored) == (4, 2)
    assert found(registry, "Il faut partir") == ("equal", "We moeten gaan")
    assert found(registry, "tout le système") == ("equal", "het hele stelsel")
    one = registry.lookup("Il faut partir", source="fr", target="nl")
    assert one and (one.quotation.article, one.quotation.author) == ("a", "Ann")


def test_a_quotation_with_one_mark_is_not_registered(unit):
    assert list(quotations_of(unit("« Il faut partir.", "„We moeten gaan.", status="final"))) == []


def test_quotations_are_pruned_with_their_article_and_author(registry, memory):
    registry.register([said("Il faut partir.", "A b c", article="a", author="Ann", date="2024-01-01")])
    registry.register([said("Il faut rester.", "D e f", article="b", author="Ben", date="2026-01-01")])

    assert memory.prune(author="Ann", before="2025-01-01") == 1
    assert found(registry, "Il faut partir") is None
    assert found(registry, "Il faut rester") == ("equal", "D e f")
    memory.close()
    assert b"partir" not in b"".join(path.read_bytes() for path in memory.path.parent.iterdir())


def test_a_change_of_the_quotations_changes_the_revision(registry, memory):
    before = memory.revision
    registry.register([said("Il faut partir.", "X")])
    after = memory.revision
    registry.register([said("Il faut partir.", "X")])

    assert before != after == memory.revision


def test_a_table_of_quotations_is_read(tmp_path: Path):
    path = tmp_path / "q.tsv"
    rows = [
        "fr\ten\tnl\tspeaker\toriginal\tdate",
        "Il faut partir.\tWe must go.\t\tJane Roe\ten\t2026-05-01",
        "Seul\t\t\t\t\t",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    notes = Notes()

    [one] = read_quotations(path, Asked(), notes)

    assert (one.text, one.speaker, one.date) == ("Il faut partir.", "Jane Roe", "2026-05-01")
    assert one.renditions == (Rendition(text="We must go.", language="en", original=True),)
    assert notes.lines == ["1 left out without a translation, the first at line 3"]


def test_an_original_in_no_column_is_refused(tmp_path: Path):
    path = tmp_path / "q.tsv"
    path.write_text("fr\tnl\toriginal\nIl faut partir.\tX\ten\n", encoding="utf-8")

    with pytest.raises(UnreadableInput, match="line 2: the original is in 'en'"):
        list(read_quotations(path, Asked(), Notes()))
