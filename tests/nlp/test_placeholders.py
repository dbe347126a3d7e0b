"""What is the same in every language is found, masked, and found again in what a model made of the masks."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.nlp.placeholders import SCHEMES, Scheme, find, mask, unmask

EXAMPLES = int(os.environ.get("BABELPRESS_EXAMPLES", "150"))


def kinds(text: str, **options) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.kind) for span in find(text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n", []),
        ("Le 12.10.2024 à 14h30, 5 000 milliards, 2.200.112 et 3,5 %.", []),
        ("On a perdu 80 % de nos plants, 80%de plus, 100 %. 50 %d'impôt.", []),
        ("M. Macron et/ou J.-C. Dusse, à 90 km/h, 24/7, auteur(e)s, étudiantEs, 12 kWh, 1/2, l'A380, R&D.", []),
        ("a < b > c, {une liste}, -- dit-il --, #1, +5 000 000, +1 000 000 000, fin.Le début", []),
        ("Lire https://www.exemple.fr/a_(b)?x=1&y=2.", [("https://www.exemple.fr/a_(b)?x=1&y=2", "url")]),
        ("(voir www.lemonde.fr/une)", [("www.lemonde.fr/une", "url")]),
        ("Sur lemonde.fr, bbc.co.uk", [("lemonde.fr", "url"), ("bbc.co.uk", "url")]),
        ("à jean.dupont+x@exemple.co.uk.", [("jean.dupont+x@exemple.co.uk", "email")]),
        ("@le_monde_, @x@mastodon.social", [("@le_monde_", "handle"), ("@x@mastodon.social", "handle")]),
        ("#MeToo #Été2024", [("#MeToo", "hashtag"), ("#Été2024", "hashtag")]),
        ("{{ page.titre }} {% if x %}", [("{{ page.titre }}", "template"), ("{% if x %}", "template")]),
        ('{{< figure\n src="a" >}}', [('{{< figure\n src="a" >}}', "template")]),
        ("%1$s a %d %(nom)s", [("%1$s", "format"), ("%d", "format"), ("%(nom)s", "format")]),
        ("{nom} ${nom} $HOME", [("{nom}", "variable"), ("${nom}", "variable"), ("$HOME", "variable")]),
        ('<b>oui</b> <a href="x y">', [("<b>", "tag"), ("</b>", "tag"), ('<a href="x y">', "tag")]),
        ("&lt;script&gt;", [("&lt;", "entity"), ("&gt;", "entity")]),
        ("rapport.pdf, src/app.py", [("rapport.pdf", "file"), ("src/app.py", "file")]),
        ("/usr/local/bin ~/x C:\\Temp\\a", [("/usr/local/bin", "path"), ("~/x", "path"), ("C:\\Temp\\a", "path")]),
        ("snake_case() et innerHTML", [("snake_case()", "code"), ("innerHTML", "code")]),
        ("iPhone --sans-cache `x = 1`", [("iPhone", "code"), ("--sans-cache", "option"), ("`x = 1`", "code")]),
        ("0.85.x, v2.1.3 et 3.11.2.", [("0.85.x", "version"), ("v2.1.3", "version"), ("3.11.2", "version")]),
        ("France 2, France\u00a0Inter", [("France 2", "medium"), ("France\u00a0Inter", "medium")]),
        ("Radio France et Europe 1", [("Radio France", "medium"), ("Europe 1", "medium")]),
        ("d'Europe Écologie-Les Verts (EELV)", [("Europe Écologie-Les Verts", "medium")]),
        ("L’Équipe, Le Monde et 20 Minutes", [(name, "medium") for name in ("L’Équipe", "Le Monde", "20 Minutes")]),
        ("Le monde, l'équipe, la Croix-Rouge, La Croix Rouge, dans 20 minutes, le Point", []),
        ("Le Monde du 3 mai, France 2 à 20 heures", [("Le Monde", "medium"), ("France 2", "medium")]),
        ("La France 2 fois, France 3-0, France 4 - 1, France 2 Italie 1, en Europe 1,5", []),
        ("On a $E = mc^2$, $f(x)$ et $m$.", [("$E = mc^2$", "math"), ("$f(x)$", "math"), ("$m$", "math")]),
        ("\\(\\alpha\\) et \\[ \\frac{a}{b} \\]", [("\\(\\alpha\\)", "math"), ("\\[ \\frac{a}{b} \\]", "math")]),
        ("$$x$$ \\begin{align} a \\end{align}", [("$$x$$", "math"), ("\\begin{align} a \\end{align}", "math")]),
        ("un angle \\theta, voir \\ref{fig:1}", [("\\theta", "math"), ("\\ref{fig:1}", "math")]),
        ("$5 and $6, 5$ à 6$, $5-$6, ($5) ou ($6), $5 = 4€ et $6, 10 $ et 20 $, $5-10 (US$)", []),
        ("ISBN 978-2-07-036822-8", [("978-2-07-036822-8", "isbn")]),
        ("au 01 23 45 67 89, +33 1 23 45 67 89", [("01 23 45 67 89", "phone"), ("+33 1 23 45 67 89", "phone")]),
        ("FR76 3000 6000 0112 3456 7890 189", [("FR76 3000 6000 0112 3456 7890 189", "iban")]),
        ("à 1'24\", 3′05″ et 1 h 02'13''5", [(one, "duration") for one in ("1'24\"", "3′05″", "1 h 02'13''5")]),
        ("par 48°51'24\" N, en 3'30.", [("48°51'24\"", "duration"), ("3'30", "duration")]),
        ('"Il finit en 1\'24", "dit-il"', [("1'24", "duration")]),
        ("1'240 francs, la 90'+3, l'1'24, aujourd'hui 12', 14h30", []),
        ("Bravo :tada: \ue000 a1b2c3d4e5", [(":tada:", "emoji"), ("\ue000", "private"), ("a1b2c3d4e5", "hash")]),
    ],
)
def test_find_gives_what_is_the_same_in_every_language(text: str, found: list[tuple[str, str]]):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "keep", "found"),
    [
        ("Orange", [], []),
        ("Orange", ["", " "], []),
        ("L’Orange et l'orange, Oranges", ["Orange"], ["Orange"]),
        ("New\u00a0York Times, New York", ["New York", "New York Times"], ["New\u00a0York Times", "New York"]),
        ("L’Express", ["L'Express"], ["L’Express"]),
        ("C++ et C", ["C++"], ["C++"]),
        ("Prix (Goncourt) Goncourts", ["Goncourt"], ["Goncourt"]),
    ],
)
def test_keep_terms_are_whole_words_in_their_own_case(text: str, keep: list[str], found: list[str]):
    assert [words for words, _ in kinds(text, keep=keep)] == found


def test_spans_that_are_given_are_kept_and_overlaps_become_one():
    text = "Lire https://a.fr/b maintenant"

    found = find(text, spans=[(3, 3), (0, 8), (20, 900), (-5, 2)])

    assert [(span.start, span.end, span.kind) for span in found] == [(0, 19, "given"), (20, 30, "given")]


def test_quantities_are_found_when_asked_for():
    found = kinds("Le 2, à 14h30, 5 000 milliards et 3,5 % sur 12 km.", quantities=True)

    assert [words for words, _ in found] == ["2", "14h30", "5 000", "3,5", "12"]


PIECES = st.lists(
    st.sampled_from(
        [
            *"aXxZz1 2-_[]{}<>%@#.:/\n\u00a0é\u0301²🎉",
            "X1",
            "z 2",
            "XX3",
            "[X1]",
            "B1",
            "a@b.fr",
            "{n}",
            "https://a.fr/x)",
        ]
    ),
    max_size=25,
).map("".join)
TEXTS = st.one_of(st.text(max_size=60), PIECES)


@settings(max_examples=EXAMPLES, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=4), st.sampled_from(SCHEMES))
def test_unmask_gives_back_what_was_masked(text: str, spans: list[tuple[int, int]], scheme: Scheme):
    found = find(text, spans=spans, keep=["X1", "é"], quantities=len(text) % 2 == 0)
    masked = mask(text, found, scheme)

    again = unmask(masked.text, masked)

    assert again.text == text
    assert (again.lost, again.repeated, again.strange) == ((), (), ())
    assert again.places == tuple((span.start, span.end) for span in found)
    assert [masked.text[start:end] for start, end in masked.places] == list(masked.masks)


@settings(max_examples=EXAMPLES, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=6))
def test_find_gives_ordered_disjoint_spans(text: str, spans: list[tuple[int, int]]):
    found = find(text, spans=spans, keep=["a", "X1", "1 2"], quantities=True)

    bounds = [bound for span in found for bound in (span.start, span.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= span.start < span.end <= len(text) for span in found)


@settings(max_examples=EXAMPLES, deadline=None)
@given(TEXTS, TEXTS)
def test_unmask_never_fails_on_any_output(text: str, output: str):
    masked = mask(text, find(text))

    again = unmask(output, masked)

    assert [again.text[a:b] for a, b in filter(None, again.places)] == [
        original for original, place in zip(masked.originals, again.places, strict=True) if place
    ]


@pytest.mark.parametrize(
    ("output", "text", "lost", "repeated", "strange"),
    [
        ("", "", (0, 1), (), ()),
        ("See X1 or X2.", "See a@b.fr or {n}.", (), (), ()),
        ("See X2 or X1.", "See {n} or a@b.fr.", (), (), ()),
        ("See x 1 or X-2.", "See a@b.fr or {n}.", (), (), ()),
        ("The X1s, the X2er.", "The a@b.fr, the {n}.", (), (), ()),
        ("Die X1-Seite und X2", "Die a@b.fr-Seite und {n}", (), (), ()),
        ("Only X1.", "Only a@b.fr.", (1,), (), ()),
        ("X1, X1 and X2", "a@b.fr, a@b.fr and {n}", (), (0,), ()),
        ("X1, X2, X3 and X12", "a@b.fr, {n}, X3 and X12", (), (), ("X3", "X12")),
        ("X1 is 2 x 1 metre, X2", "a@b.fr is 2 x 1 metre, {n}", (), (), ()),
        ("MAX1 X2", "MAX1 {n}", (0,), (), ()),
        ("X1 " + "X" * 30 + "9" * 30, "a@b.fr " + "X" * 30 + "9" * 30, (1,), (), ()),
    ],
)
def test_unmask_finds_damaged_masks_and_says_what_is_lost(
    output: str, text: str, lost: tuple, repeated: tuple, strange: tuple
):
    source = "Voir a@b.fr ou {n}."
    masked = mask(source, find(source))

    found = unmask(output, masked)

    assert (found.text, found.lost, found.repeated, found.strange) == (text, lost, repeated, strange)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("{n}", "X"),
        ("{n} X1", "B"),
        ("{n} x-1, la B 2 et z3", "K"),
        ("{n} X1 Z1 B1 K1", "XX"),
        ("{n} XX1 Z1 B1 K1", "XB"),
    ],
)
def test_mask_takes_a_letter_that_the_text_has_before_no_number(text: str, letter: str):
    masked = mask(text, find(text))

    assert masked.masks[0] == f"{letter}1"


def test_masks_stand_apart_from_letters_that_touch_them():
    text = "mot12mot"
    masked = mask(text, find(text, spans=[(3, 5)]))

    assert masked.text == "mot X1 mot"
    assert unmask("word X1 word", masked).text == "word12word"


@pytest.mark.parametrize(
    "piece",
    ["a", "{{ ", "{% ", "<!--", "<a ", "http://", "a.", "@a", "../", "a_", "+1 ", "X1 ", "a@b.fr ", "1,", "]", "....a"],
)
def test_what_could_begin_anywhere_takes_linear_time(piece: str):
    """In quadratic time this would not end."""
    text = piece * (200_000 // len(piece))

    masked = mask(text, find(text, keep=["X1", "a"], quantities=True))

    assert unmask(masked.text, masked).text == text


def test_a_megabyte_in_one_paragraph_is_masked_and_unmasked():
    text = "Le président a publié {n} photos sur lemonde.fr, « 80 % » de plus. " * 15_000
    masked = mask(text, find(text))

    assert len(masked.masks) == 30_000
    assert unmask(masked.text, masked).text == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le package [[2]] pèse.", "[[2]]"),
        ("Le prix est __PRIX__ euros.", "__PRIX__"),
        ("Dans ${HOME}/documents, tout.", "${HOME}/documents"),
        ('Il y a ${n > 1 ? "x" : `${a} y`} ici.', '${n > 1 ? "x" : `${a} y`}'),
        ("Les balises ⟦0⟧ restent.", "⟦0⟧"),
        ("Les balises <0> restent.", "<0>"),
        (
            "Il a {n, plural, one {# article} other {# articles}} ici.",
            "{n, plural, one {# article} other {# articles}}",
        ),
        ("Il fait 27 500 m² en tout.", "m²"),
        ("Le CO₂ monte.", "CO₂"),
    ],
)
def test_find_knows_the_placeholders_of_other_systems(text: str, found: str):
    assert [text[span.start : span.end] for span in find(text)] == [found]
