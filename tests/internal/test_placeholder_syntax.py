"""The placeholders of messages, by their dialect."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress._internal.placeholder_syntax import ANY, NOTATIONS, PROSE, lost, numbered, placeholders, unnumbered

DIALECTS = sorted({dialect for row in NOTATIONS for dialect in row.dialects})


def found(text: str, *dialects: str) -> list[str]:
    return [text[one.start : one.end] for one in placeholders(text, dialects or (ANY,))]


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("c", "à %d%% et %lu octets, %5.2f %-10s %*s %.*s %<PRIu64>", "%d%% %lu %5.2f %-10s %*s %.*s %<PRIu64>"),
        ("c", "%1$s %2$*3$d %%", "%1$s %2$*3$d %%"),
        ("c", "plein à 100%% en tout", "100%%"),
        ("php", "numéro %'.08d de %-10s", "%'.08d %-10s"),
        ("python", "%(nb)s%% des %(a b).2f, %s %r", "%(nb)s%% %(a b).2f %s %r"),
        ("ruby", "%{prenom} et %<nom>s, %<n>.2f, %-10<x>s", "%{prenom} %<nom>s %<n>.2f %-10<x>s"),
        (ANY, "20 % <b>de remise</b>, 20 %<b>de</b>, 20 % {nom} et %{nom}, %<nom>s", "{nom} %{nom} %<nom>s"),
        ("qt", "%1 de %L2, %n pages", "%1 %L2 %n"),
        ("brace", "{} {0} {nom!r:>10} {0:C2} {{", "{} {0} {nom!r:>10} {0:C2} {{"),
        ("icu", "'{'brut'}' {n, number, ::currency/EUR} {x}", "'{' '}' {n, number, ::currency/EUR} {x}"),
        ("objc", "%@ dans %#@fichiers@ %1$@", "%@ %#@fichiers@ %1$@"),
        (ANY, "Bonjour :nom, il reste :nombre places (:a).", ":nom :nombre :a"),
        (ANY, "Bonjour %nom%, $t(accueil.titre), @:accueil.bouton", "%nom% $t(accueil.titre) @:accueil.bouton"),
        (ANY, "le %d/%m/%Y à %Hh%M", "%d %m %Y %Hh%M"),
        (ANY, "{{ nom | majuscules }} &amp; {{{brut}}}", "{{ nom | majuscules }} &amp; {{{brut}}}"),
        ("vue", "jean{'@'}exemple.fr", "{'@'}"),
        (ANY, "80 % des gens, 100% de plus, 50%d'impôt, 10 %, à 5:30 : oui", ""),
        (ANY, "Note : voir a:b, 3:abc, jean@exemple.fr, R&D, 5 $", ""),
        (PROSE, "Bonjour :nom, %s et %(x)s", "%s %(x)s"),
        (PROSE, "%%Nom%%, %%=Upper(Nom)=%% et %NOM%, [%nom%]", "%%Nom%% %%=Upper(Nom)=%% %NOM% %nom%"),
        (PROSE, "@@nom@@, ##NOM##, ###nom### et {*nom*}, |*nom*|", "@@nom@@ ##NOM## ###nom### {*nom*} |*nom*|"),
        (
            PROSE,
            "[site:name], [node:champ_a:b], {loadposition menu-a}",
            "[site:name] [node:champ_a:b] {loadposition menu-a}",
        ),
        (PROSE, "20 % et 30 %, [note : oui], [sic], a##b##, 5@@2@@, {*}, [Oui:non], 100%bio%", ""),
    ],
)
def test_what_a_dialect_takes_for_a_placeholder(dialect, text, expected):
    parts, rest = [], expected
    for one in found(text, dialect):
        assert rest.startswith(one), (one, rest)
        parts.append(one)
        rest = rest[len(one) :].lstrip(" ")
    assert rest == ""


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("%s sur %d", "%s of %d", ""),
        ("%s sur %d", "%d of %s", "another order"),
        ("%1$s sur %2$d", "%2$d of %1$s", ""),
        ("%d%%", "%d %", "lacks %d%%"),
        ("un", "%s", "has %s of its own"),
    ],
)
def test_a_translation_that_lost_or_reordered_placeholders_is_told(source, target, said):
    assert said in lost(source, target, ["c"])
    assert bool(lost(source, target, ["c"])) is bool(said)


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("vache %2$lld bleu %% calme", "cow blue %% %2$lld calm", True),
        ("vache %2$lld bleu %% calme", "cow %2$lld %% blue", True),
        ("%s et %d", "%s%d", True),
        ("%s et %d", "%d%s", False),
        ("%2$lld et %%", "%% and", False),
    ],
)
def test_placeholders_that_come_to_touch_are_the_same(source: str, target: str, right: bool):
    assert bool(lost(source, target, ["objc"])) is not right


def test_placeholders_without_a_number_get_one_and_lose_it_where_they_stayed_in_order():
    source = "%s sur %%%-5d, {}"
    edits = numbered(source, ["c", "brace"])

    assert [new for _, _, new in edits] == ["%1$s", "%%%2$-5d", "{2}"]
    names = {new: source[start:end] for start, end, new in edits}
    assert unnumbered("%1$s of %%%2$-5d, {2}", names) == "%s of %%%-5d, {}"
    assert unnumbered("%%%2$-5d of %1$s, {2}", names) == "%%%2$-5d of %1$s, {2}"
    assert numbered("%*s et %s", ["c"]) == numbered("un %s", ["c"]) == []


@settings(deadline=None)
@given(st.text(st.sampled_from("%{}$@#:'<>()sdn1*. &;[]|,a"), max_size=40), st.sampled_from(DIALECTS))
def test_placeholders_of_any_text_are_apart_and_in_order(text, dialect):
    places = placeholders(text, [dialect])

    assert all(0 <= one.start < one.end <= len(text) for one in places)
    assert all(first.end < second.start for first, second in pairwise(places))


@pytest.mark.parametrize(
    "part",
    [
        "%",
        "{",
        "%(",
        "'",
        "$t(",
        "{n, ",
        "@:",
        ":a",
        "%'",
        "{{",
        "%-",
        "&a",
        "[1,",
        "%|",
        "%%a",
        "%%=",
        "@@a",
        "##a",
        "{*a",
        "[a:b",
        "{loada",
    ],
)
def test_a_text_made_to_be_slow_is_not(part):
    started = time.process_time()
    for dialect in DIALECTS:
        placeholders(part * 20_000, [dialect])

    assert time.process_time() - started < 20
