import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.base import ReadError
from babelpress.formats.inline import faults
from babelpress.formats.subtitles.cues import divided, in_lines
from babelpress.formats.subtitles.format import AssFormat, SrtFormat, VttFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, read_any, refused, render, texts, translated

FIRST = "1\n00:00:01,000 --> 00:00:04,000\n"
SRT = FIRST + "Bonjour à tous,\nmes amis.\n\n2\n00:00:03,500 --> 00:00:05,000 X1:0 X2:9\n<i>Partez !</i>\n"


def one(text: str, kind=SrtFormat) -> str:
    return (FIRST if kind is SrtFormat else "WEBVTT\n\n00:01.000 --> 00:04.000\n") + text + "\n"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("Bonjour.", ["Bonjour."]),
        ("Bonjour à tous,\nmes amis.", ["Bonjour à tous, mes amis."]),
        ("- Oui.\n- Non !", ["Oui.", "Non !"]),
        ("Oui.\n-Non !", ["Oui.", "Non !"]),
        ("-5 degrés\nce matin", ["-5 degrés ce matin"]),
        ("– Il part,\nje crois.\n– Ah.", ["Il part, je crois.", "Ah."]),
        ("Une ligne.\n\nEt une autre.", ["Une ligne.", "Et une autre."]),
        ("{\\an8}<i>Là-haut</i>", ["Là-haut"]),
        ("Une ide\u0301e\u200b", ["Une idée"]),
    ],
)
def test_a_cue_is_its_text_without_line_ends_dashes_and_tags(payload, expected):
    assert texts(read(SrtFormat, one(payload))) == expected


def test_tags_are_marks_as_they_are_spelt():
    article = read(SrtFormat, one('{\\an8}<font color="#fff">Un <b>mot</b></font>.'))

    (block,) = prose_blocks(article)
    inline = [(m.open, m.close, block.text[m.start : m.end], m.depth) for m in block.markup if m.inline]
    assert inline == [
        ("{\\an8}", "", "", 0),
        ('<font color="#fff">', "</font>", "Un mot", 0),
        ("<b>", "</b>", "mot", 1),
    ]


@pytest.mark.parametrize("payload", ["<i>ouvert", "fermé</i>", "<i>un <b>deux</i> trois</b>", "a </b></i> <i><b>"])
def test_unclosed_and_crossed_tags_come_back_in_their_order(payload):
    article = read(SrtFormat, one(payload))

    (block,) = prose_blocks(article)
    assert faults(block.text, block.markup) == []
    assert render(SrtFormat, translated(article, str.upper)) == one(payload.replace("ouvert", "OUVERT")).replace(
        payload, payload.upper().replace("<I>", "<i>").replace("</I>", "</i>").replace("B>", "b>")
    )


def test_10_000_nested_tags_are_a_tree():
    article = read(SrtFormat, one("<i>" * 10_000 + "mot" + "</i>" * 10_000))

    (block,) = prose_blocks(article)
    assert faults(block.text, block.markup) == []
    assert render(SrtFormat, translated(article, str.upper)) == one("<i>" * 10_000 + "MOT" + "</i>" * 10_000)


def test_a_sentence_over_two_cues_is_one_text_and_is_divided_again():
    source = one("Je ne peux pas") + "\n2\n00:00:04,100 --> 00:00:06,000\npartir sans toi.\n"
    article = read(SrtFormat, source)

    rendered = render(SrtFormat, translated(article, lambda text: "Ik kan niet weg zonder jou."))

    assert texts(article) == ["Je ne peux pas partir sans toi."]
    assert rendered == one("Ik kan niet") + "\n2\n00:00:04,100 --> 00:00:06,000\nweg zonder jou.\n"
    assert texts(read(SrtFormat, source, join_sentences=False)) == ["Je ne peux pas", "partir sans toi."]


@pytest.mark.parametrize(
    ("first", "second", "begins"),
    [
        ("Il part.", "puis revient", "00:00:04,100"),
        ("Il part", "Puis revient", "00:00:04,100"),
        ("Il part", "puis revient", "00:00:08,000"),
        ("Il part", "puis revient", "00:00:03,000"),
        ("<i>Il part</i>", "puis revient", "00:00:04,100"),
        ("Il part", "- puis revient", "00:00:04,100"),
    ],
)
def test_cues_that_do_not_share_a_sentence_stay_apart(first, second, begins):
    source = one(first) + f"\n2\n{begins} --> 00:00:09,000\n{second}\n"

    assert len(texts(read(SrtFormat, source))) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Kort.", "Kort."),
        ("De nachttrein naar Wenen vertrekt vanavond om acht.", "De nachttrein naar Wenen\nvertrekt vanavond om acht."),
        ("x" * 60, "x" * 60),
        (" ".join(["woord"] * 20), " ".join(["woord"] * 10) + "\n" + " ".join(["woord"] * 10)),
        ("prix\u00a0: " + "5\u202f000\u00a0euros " * 4, None),
    ],
)
def test_lines_are_short_balanced_and_never_lose_a_word(text, expected):
    broken = in_lines(text, width=42, lines=2)

    assert broken.replace("\n", " ") == text
    assert expected is None or broken == expected


@given(st.lists(st.sampled_from(["-", "–", "—", "-ci", "—Oui", "mot", "long mot", "-5"]), min_size=2, max_size=30))
def test_no_line_begins_with_a_dash_that_stood_inside_the_text(pieces: list[str]):
    text = f"Il {' '.join(pieces)}."

    lines = [*in_lines(text, width=12, lines=4).split("\n"), *divided(text, [3, 9, 5])]

    assert [line for line in lines if line[:1] in "-–—" and line[:2] != "-5" and line] == []


def test_a_sentence_of_fewer_words_than_cues_leaves_the_last_empty():
    assert divided("Ja.", [3, 4, 5]) == ["Ja.", "", ""]


def test_a_line_that_cannot_be_short_enough_is_kept_and_found():
    kind = SrtFormat(SrtFormat.Options())
    blocks = translated(read(SrtFormat, SRT), lambda text: "lang " * 30 if "amis" in text else "Ga weg!")

    assert kind.overlong(read(SrtFormat, SRT).blocks) == []
    assert [blocks[index].text for index in kind.overlong(blocks)] == ["lang " * 30]
    assert (
        render(SrtFormat, blocks).split()
        == SRT.replace("Partez !", "Ga weg!").replace("Bonjour à tous,\nmes amis.", "lang " * 30).split()
    )


def test_a_source_of_three_lines_may_have_three_again():
    source = one("\n".join(["Une ligne de sous-titre assez longue ici,"] * 3))
    rendered = render(SrtFormat, translated(read(SrtFormat, source), lambda text: " ".join(["woorden"] * 14)))

    assert [len(line) for line in rendered.split("\n")[2:5]] == [39, 39, 31]


def test_two_speakers_share_the_lines_of_their_cue():
    source = one("- Oui.\n- Non.")
    blocks = translated(read(SrtFormat, source), lambda text: "woord " * 9 + "eind")

    assert render(SrtFormat, blocks) == one(f"- {'woord ' * 9}eind\n- {'woord ' * 9}eind")
    assert len(SrtFormat(SrtFormat.Options()).overlong(blocks)) == 2
    assert render(SrtFormat, blocks, max_lines=4).count("\n") == 6


def test_an_arrow_in_a_translation_begins_no_cue():
    assert render(SrtFormat, translated(read(SrtFormat, SRT), lambda text: "a --> b")).count("-->") == 2
    vtt = one("Bonjour.", VttFormat)
    assert "a --&gt; b" in render(VttFormat, translated(read(VttFormat, vtt), lambda text: "a --> b"))


def test_vtt_notes_styles_settings_and_voices_stay():
    source = (
        "WEBVTT - Titre\nLanguage: fr\n\nNOTE pour vous\nrien\n\nSTYLE\n::cue(.c) { color: red }\n\nREGION\nid:r\n\n"
        "intro\n00:01.000 --> 00:04.000 line:0 align:start\n<v.loud Anna Roux>R&amp;D <00:02.000>d&eacute;j&agrave;\n"
    )
    article = read(VttFormat, source)

    rendered = render(VttFormat, translated(article, lambda text: "O&O <al>"), "nl")

    assert (texts(article), article.language) == (["R&D déjà"], "fr")
    assert rendered.startswith(source[: source.index("intro")].replace("Language: fr", "Language: nl"))
    assert rendered.endswith("align:start\n<v.loud Anna Roux>O&amp;O <00:02.000>&lt;al&gt;\n")


def test_times_that_overlap_are_read_as_they_are():
    source = one("Un.") + "\n7\n00:00:00,500 --> 00:00:09,000\nDeux.\n\n7\n00:00:05,000 --> 00:00:02,000\nTrois.\n"

    article = read(SrtFormat, source)

    assert texts(article) == ["Un.", "Deux.", "Trois."]
    assert render(SrtFormat, article.blocks) == source


@pytest.mark.parametrize("data", [SRT.replace("\n", "\r\n"), SRT.replace("\n", "\r"), "\ufeff" + SRT, "\n\n" + SRT])
def test_line_ends_and_byte_order_mark_come_back(data):
    article = read(SrtFormat, data)

    assert texts(article) == ["Bonjour à tous, mes amis.", "Partez !"]
    assert render(SrtFormat, article.blocks) == data
    new = render(SrtFormat, translated(article, lambda text: "mot " * 15))
    assert set(new) - set(data) <= {"o", "t", "m"}
    assert new.count("\r\n") in (0, new.count("\n"))


def test_utf_16_comes_back_as_it_was():
    data = SRT.encode("utf-16")
    article = read(SrtFormat, data)

    assert SrtFormat(SrtFormat.Options()).render(article.blocks, language="fr") == data


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (SrtFormat, "", "in/file: is empty"),
        (SrtFormat, " \n", "holds only white space"),
        (SrtFormat, "Bonjour.\n", "line 1: a text before the first timing line: 'Bonjour.'"),
        (SrtFormat, "1\nBonjour.\n", "line 1: a cue without a timing line"),
        (SrtFormat, one("A.") + "\n2\n00:00:05,000 -> 00:00:06,000\nB.\n", "line 6: a broken timing line"),
        (SrtFormat, one("A.") + "\n2\n00:00:05,000 --> \nB.\n", "line 6: a broken timing line"),
        (SrtFormat, one("A.") + "\n2\n00:00:05,000 --> 00:0x:06,000\nB.\n", "line 6: a broken timing line"),
        (SrtFormat, one("A.") + "\n2\nB.\n", "line 5: a cue without a timing line"),
        (SrtFormat, one("♪ ♪"), "holds no cue with a text"),
        (SrtFormat, one("Été").encode("cp1252"), "is not UTF-8: byte 32, line 3"),
        (SrtFormat, one("Ça a été là").encode() + "Été".encode("cp1252"), "UTF-8 with 2 damaged bytes"),
        (VttFormat, SRT, "line 1: expected WEBVTT"),
        (VttFormat, "WEBVTT\n\n00:01 --> 00:02\nA.\n", "line 3: a broken timing line"),
        (VttFormat, "WEBVTT\n\n00:01.000 -> 00:02.000\nA.\n", "line 3: a broken timing line"),
        (VttFormat, "WEBVTT\n\nNOTE rien\n", "holds no cue with a text"),
    ],
)
def test_what_is_no_subtitle_is_refused_with_its_line(kind, data, said):
    assert said in refused(kind, data)


def test_a_document_that_is_too_long_is_refused_with_the_option():
    assert "option max_characters" in refused(SrtFormat, SRT, max_characters=20)


def test_1_mb_in_one_cue_is_read_and_translated():
    article = read(SrtFormat, one("mot " * 250_000))

    assert render(SrtFormat, translated(article, str.upper)).count("MOT") == 250_000


@pytest.mark.parametrize(
    "part", [" ", "<i>a", "</b>", "<a ", "{\\", "- ", "x. ", "&lt", "1 ", "{\\k2}", "A: ", "<00:01.000>a", "a\\Nb"]
)
@pytest.mark.parametrize("kind", [SrtFormat, VttFormat, AssFormat])
def test_a_cue_made_to_be_slow_is_not(kind, part):
    payload = "x" + part * 20_000 + "y"
    source = dialogue(payload) if kind is AssFormat else one(payload, kind)

    assert render(kind, read(kind, source).blocks) == source


@pytest.mark.parametrize(
    ("payload", "expected", "rendered"),
    [
        ("Paul : Tu viens ?\nMarie : Oui.", ["Tu viens ?", "Oui."], "Paul: TU VIENS ?\nMarie: OUI."),
        ("MARIE DUPONT: Bonsoir,\nmes amis.", ["Bonsoir, mes amis."], "MARIE DUPONT: BONSOIR, MES AMIS."),
        ("- PAUL : Oui.\n- ANNE : Non.", ["Oui.", "Non."], "- PAUL: OUI.\n- ANNE: NON."),
        ("<i>- Oui.</i>\n<i>- Non.</i>", ["Oui.", "Non."], "<i>- OUI.</i>\n<i>- NON.</i>"),
        (
            '<font color="#f00">- Oui.</font>\n<font color="#0f0">- Non.</font>',
            ["Oui.", "Non."],
            '<font color="#f00">- OUI.</font>\n<font color="#0f0">- NON.</font>',
        ),
        ("Attention : il pleut.", ["Attention : il pleut."], "ATTENTION : IL PLEUT."),
        ("La mère : Tu viens ?", ["La mère : Tu viens ?"], "LA MÈRE : TU VIENS ?"),
    ],
)
def test_who_speaks_is_a_name_and_begins_a_line(payload, expected, rendered):
    article = read(SrtFormat, one(payload))

    assert texts(article) == expected
    assert render(SrtFormat, translated(article, str.upper), "nl") == one(rendered)


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("[RIRES]\nBonjour à tous.", ["[RIRES]", "Bonjour à tous."]),
        ("Bonjour\n(un chien aboie)\nà tous.", ["Bonjour", "(un chien aboie)", "à tous."]),
        ("[un bruit\nde porte]\nQui est là ?", ["[un bruit de porte]", "Qui est là ?"]),
        ("<i>♪ une chanson ♪</i>\nTu entends ?", ["♪ une chanson ♪", "Tu entends ?"]),
        ("♪ Il était un petit\n♪ navire", ["♪ Il était un petit ♪ navire"]),
        ("Il a dit (hier)\nqu'il venait.", ["Il a dit (hier) qu'il venait."]),
    ],
)
def test_a_sound_with_its_own_lines_is_a_text_of_its_own(payload, expected):
    assert texts(read(SrtFormat, one(payload))) == expected


def test_a_colon_behind_a_name_is_that_of_the_language():
    article = read(SrtFormat, one("Paul: Oui."))

    assert render(SrtFormat, article.blocks, "fr") == one("Paul: Oui.")
    assert render(SrtFormat, translated(article, str.upper), "fr") == one("Paul\u00a0: OUI.")


def test_names_that_are_not_known_are_counted():
    lines = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nZorblax : Oui, {n}.\n\n" for n in (1, 2, 3))

    article = read(SrtFormat, lines)

    assert texts(article) == ["Oui, 1.", "Oui, 2.", "Oui, 3."]
    assert message(article.blocks) == "stays as it is: words before a colon, taken for names (3)"


SUNG = "bon<00:01.480><c> soir</c><00:01.640><c> à</c><00:01.880><c> tous</c>"


@pytest.mark.parametrize("said", ["goedenavond", "goedenavond allemaal", "een goede avond aan u allemaal", "x" * 90])
def test_times_of_single_words_rise_over_any_translation(said):
    article = read(VttFormat, one(SUNG, VttFormat))

    rendered = render(VttFormat, translated(article, lambda text: said), "nl")

    assert texts(article) == ["bon soir à tous"]
    assert re.findall(r"<[\d:.]+>", rendered) == ["<00:01.480>", "<00:01.640>", "<00:01.880>"]
    assert re.sub(r"<[^<>]*>", "", rendered.split("\n")[-2]) == said


def test_a_line_of_blanks_before_the_first_text_of_a_cue_is_part_of_it():
    assert texts(read(VttFormat, one(f" \n{SUNG}", VttFormat))) == ["bon soir à tous"]


def test_times_between_words_rise_wherever_the_marks_go():
    article = read(VttFormat, one("a <00:01.000>b <00:02.000>c <00:03.000>d", VttFormat))
    (block,) = prose_blocks(article)
    turned = replace(
        block,
        text="D C B A",
        markup=(block.markup[0], *(replace(m, start=6 - m.start, end=6 - m.end) for m in block.markup[:0:-1])),
    )

    rendered = render(VttFormat, tuple(turned if b is block else b for b in article.blocks))

    assert re.findall(r"<[\d:.]+>", rendered) == ["<00:01.000>", "<00:02.000>", "<00:03.000>"]


ASS = (
    "[Script Info]\nTitle: Film\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


def dialogue(text: str) -> str:
    return f"{ASS}Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,{text}\n"


@pytest.mark.parametrize(
    ("payload", "expected", "rendered"),
    [
        ("Bonjour,\\Nmes amis.", ["Bonjour, mes amis."], "BONJOUR, MES AMIS."),
        ("Bonjour {\\i1}à tous{\\i0}.", ["Bonjour à tous."], "BONJOUR {\\i1}À TOUS{\\i0}."),
        ("{\\pos(1,2)}- Oui.\\N- Non.", ["Oui.", "Non."], "{\\pos(1,2)}- OUI.\\N- NON."),
        ("Cinq\\heuros", ["Cinq\u00a0euros"], "CINQ\\hEUROS"),
        ("{\\k20}bon{\\k30}soir {\\k9}à tous", ["bonsoir à tous"], "{\\k20}BONSOIR{\\k30} À{\\k9} TOUS"),
    ],
)
def test_a_dialogue_of_ass_is_its_text_without_tags_and_breaks(payload, expected, rendered):
    article = read(AssFormat, dialogue(payload))

    assert texts(article) == expected
    assert render(AssFormat, article.blocks) == dialogue(payload)
    assert render(AssFormat, translated(article, str.upper)) == dialogue(rendered)


def test_drawings_and_comments_of_ass_stay_and_comments_are_counted():
    source = dialogue("Bonjour.") + dialogue("{\\p1}m 0 0 l 1 1{\\p0}{note pour nous}")[len(ASS) :]
    source += "Comment: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,une note, pour nous\n"

    article = read(AssFormat, source)

    assert texts(article) == ["Bonjour."]
    assert message(article.blocks) == "stays as it is: comments (2)"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("[Script Info]\nTitle: Film\n", "has no section [Events]"),
        (ASS, "holds no cue with a text"),
        (ASS + "Dialogue: 0,0:00:01.00\n", "line 6: a broken line Dialogue:"),
        (ASS + "Dialogue: 0,x,0:00:01.00,Default,,0,0,0,,Bonjour.\n", "line 6: a broken line Dialogue:"),
        ("[Events]\nFormat: Text, Start\nDialogue: a,b\n", "line 2: its line Format:"),
    ],
)
def test_what_is_no_ass_is_refused_with_its_line(data, said):
    assert said in refused(AssFormat, data)


PIECE = st.sampled_from(
    ["{\\i1}", "{\\i0}", "{\\an8}", "{\\k20}", "{\\b1\\fs2}", "{note}", "\\N", "\\n", "\\h", "- ", ", "]
)
CUE = st.lists(st.one_of(st.text("abéà", min_size=1, max_size=6), PIECE, st.just(" ")), max_size=9).map("".join)


@given(cues=st.lists(CUE, min_size=1, max_size=4), words=st.lists(st.text("XY", min_size=1, max_size=9), min_size=1))
@EXAMPLES
def test_random_dialogues_keep_their_bytes_and_with_other_texts_their_fields_and_tags(cues, words):
    source = dialogue("x") + "".join(dialogue(cue)[len(ASS) :] for cue in cues)
    article = read(AssFormat, source)

    assert render(AssFormat, article.blocks) == source

    rendered = render(AssFormat, translated(article, lambda text: " ".join(words)))
    fields = [line.split(",", 9)[:9] for line in source.splitlines() if line.startswith("Dialogue")]
    assert [line.split(",", 9)[:9] for line in rendered.splitlines() if line.startswith("Dialogue")] == fields
    assert re.findall(r"\{[^{}]*\}", rendered) == re.findall(r"\{[^{}]*\}", source)


WORD = st.text(st.sampled_from("abcdéœßñA'.,!?…«»&;\u00a0\u202f🙂"), min_size=1, max_size=12).map(lambda t: f"x{t}x")
WORDS = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
TAG = st.sampled_from(
    ["<i>", "</i>", "<b>", "</b>", '<font color="red">', "</font>", "<v Anna>", "{\\an8}", "<00:09.000>"]
)
LINE = st.lists(st.one_of(WORD, WORD, TAG, st.just(" ")), max_size=8).map("".join).map(lambda line: f"x {line}")
DASHED = st.builds("{}{}".format, st.sampled_from(["", "", "- ", "-", "– "]), LINE)
TIME = st.integers(0, 5_000_000).map(
    lambda ms: f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
)
NEXT = st.sampled_from(["\n\n", "\n\n\n", "\n \t\n"])


@st.composite
def subtitles(draw, *, vtt: bool) -> str:
    parts = ["WEBVTT\n\n" if vtt else ""]
    now = 0
    for number in range(draw(st.integers(1, 5))):
        if vtt and draw(st.booleans()):
            parts.append(draw(st.sampled_from(["NOTE x", "STYLE\n::cue {}", "REGION\nid:a", "inconnu"])) + draw(NEXT))
        begins, ends = (
            (draw(TIME), draw(TIME)) if draw(st.booleans()) else (f"00:00:{now:02}.000", f"00:00:{now + 2:02}.9")
        )
        now += 3
        timing = f"{begins} --> {ends.ljust(12, '0')}{draw(st.sampled_from(['', ' line:0']))}\n"
        number_line = draw(st.sampled_from([f"{number + 1}\n", "77\n", ""]))
        lines = "\n".join(draw(st.lists(DASHED, min_size=not number, max_size=3)))
        parts += [number_line, timing if vtt else timing.replace(".", ","), lines, draw(NEXT)]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + "".join(parts).replace("\n", newline)


def timings(text: str) -> list[str]:
    return [line for line in text.splitlines() if "-->" in line]


@pytest.mark.parametrize(("kind", "vtt"), [(SrtFormat, False), (VttFormat, True)])
@given(data=st.data())
@EXAMPLES
def test_random_subtitles_keep_their_bytes_and_with_other_texts_times_tags_and_words(kind, vtt, data):
    source = data.draw(subtitles(vtt=vtt))
    article = read(kind, source)

    assert render(kind, article.blocks) == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    blocks = translated(article, lambda text: data.draw(WORDS))
    rendered = render(kind, blocks)
    again = read(kind, rendered, join_sentences=False)
    assert timings(rendered) == timings(source)
    assert [found[0] for found in kind.tag.finditer(rendered)] == [found[0] for found in kind.tag.finditer(source)]
    assert " ".join(texts(again)).split(" ") == " ".join(b.text for b in blocks if b.kind == "paragraph").split(" ")
    if not kind(kind.Options()).overlong(blocks) and not kind.tag.search(source):
        assert all(
            len(line.rstrip().replace("&amp;", "&")) <= 42 for line in rendered.splitlines() if "-->" not in line
        )


@pytest.mark.parametrize("kind", [SrtFormat, VttFormat, AssFormat])
@given(st.text(st.sampled_from("0123:,.<>->-\n\r ab{}\\/&;éWEBVT"), max_size=80), st.booleans())
@EXAMPLES
def test_any_text_is_refused_or_comes_back(kind, text, begun):
    begin = dialogue("x") if kind is AssFormat else one("x", kind)
    source = (begin if begun else "") + text

    item = read_any(kind, source)

    assert isinstance(item, ReadError) or render(kind, item.blocks) == source
