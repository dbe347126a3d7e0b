from babelpress.evaluation.report.leaderboard import main_score
from babelpress.evaluation.report.segments import MOST, cards, choose
from evaluation.report.examples import QUICK, REFERENCES, SCORES_ONLY, SOURCES, WORSE, corpus, evaluated


def cards_of(given, settings=QUICK, directions=1):
    direction = evaluated(given, settings=settings).directions[0]
    return cards(direction, given, main_score(direction), directions=directions)


def long_corpus(count, length=12):
    """A hundred systems' worth of one text after the other, every other word lost by the second."""
    texts = [" ".join(f"w{n}x{k}" for k in range(length)) for n in range(count)]
    dropped = [" ".join(word for k, word in enumerate(text.split()) if (n + k) % 3) for n, text in enumerate(texts)]
    return corpus((("good", texts), ("worse", dropped)), sources=texts, references=texts)


def test_choose_takes_the_worst_of_every_system_in_turn():
    direction = evaluated(corpus((("x", (*WORSE[:2], *REFERENCES[2:])), ("y", (*REFERENCES[:3], ""))))).directions[0]

    chosen = choose(direction, main_score(direction), directions=1)

    assert "x" in next(item for item in chosen if item.segment == 0).systems
    assert "y" in next(item for item in chosen if item.segment == 3).systems


def test_choose_holds_at_most_so_many_of_each_list():
    direction = evaluated(long_corpus(120), settings=SCORES_ONLY).directions[0]

    chosen = choose(direction, main_score(direction), directions=1)

    assert sum(item.worst for item in chosen) == MOST
    assert sum(item.changed for item in chosen) <= MOST


def test_choose_takes_fewer_of_each_direction_where_there_are_many():
    direction = evaluated(long_corpus(60), settings=SCORES_ONLY).directions[0]

    assert sum(item.worst for item in choose(direction, main_score(direction), directions=20)) == 10


def test_choose_without_a_metric_takes_those_with_the_gravest_findings():
    given = corpus(references=())
    direction = evaluated(given).directions[0]

    chosen = choose(direction, None, directions=1)

    assert chosen
    assert all(any(index == item.segment for r in direction.results for index, *_ in r.findings) for item in chosen)


def test_cards_mark_what_changed_against_the_baseline():
    card = next(card for card in cards_of(corpus()) if card.number == 2)

    assert ("del", "1.500") in card.hypotheses[1].changes
    assert ("ins", "1.700") in card.hypotheses[1].changes


def test_cards_tell_the_findings_of_each_hypothesis():
    card = next(card for card in cards_of(corpus()) if card.number == 2)

    assert [chip.check for chip in card.hypotheses[0].findings] == []
    assert "numbers" in [chip.check for chip in card.hypotheses[1].findings]


def test_cards_tell_equal_hypotheses_once():
    card = cards_of(corpus((("x", WORSE), ("y", WORSE))))[0]

    assert card.hypotheses[1].same == "x"


def test_cards_of_an_empty_hypothesis_show_no_diff():
    card = next(card for card in cards_of(corpus()) if card.number == 4)

    assert (card.hypotheses[1].changes, card.hypotheses[1].rewritten) == (None, False)


def test_cards_cut_a_long_text_and_say_by_how_much():
    given = corpus((("x", ["woord " * 1000] * 2),), sources=["mot " * 1000] * 2, references=["woord " * 1000] * 2)

    card = cards_of(given, settings=SCORES_ONLY)[0]

    assert (len(card.source.text), card.source.more) == (2500, 1500)


def test_cards_of_long_segments_show_the_baseline_and_few_others():
    systems = [(f"s{n}", [f"tekst{n} " * 60] * 3) for n in range(8)]
    given = corpus(systems, sources=SOURCES[:3], references=REFERENCES[:3])

    card = cards_of(given, settings=SCORES_ONLY)[0]

    assert (len(card.hypotheses), card.hidden, card.hypotheses[0].system) == (4, 4, "s0")


def test_cards_of_many_directions_keep_to_the_room_of_the_page():
    given = long_corpus(30, length=500)
    direction = evaluated(given, settings=SCORES_ONLY).directions[0]

    shown = cards(direction, given, main_score(direction), directions=20)

    assert 0 < len(shown) < len(choose(direction, main_score(direction), directions=20))
