from babelpress.evaluation.report.leaderboard import ranking
from evaluation.report.examples import SCORES_ONLY, corpus, evaluated, made, told

WORDS = [f"woord{n} ander{n} derde{n} vierde{n} vijfde{n}" for n in range(60)]


def shortened(every):
    return tuple(text.rsplit(" ", 1)[0] if n % every == 0 else text for n, text in enumerate(WORDS))


def shortened_more():
    """What `shortened(3)` lost, and two words more: paired segments tell them apart, their intervals overlap."""
    return tuple(text.rsplit(" ", 1)[0] if n % 25 == 1 else text for n, text in enumerate(shortened(3)))


def leader(systems, **changes):
    evaluation = evaluated(corpus(systems, sources=(), references=WORDS, **changes), settings=SCORES_ONLY)
    return ranking(evaluation.directions[0], evaluation)


def test_standing_tests_two_systems_that_are_not_the_baseline():
    found = leader((("base", [text[:20] for text in WORDS]), ("most", shortened(3)), ("cut", shortened_more())))

    assert (found.best, found.tied) == ("most", ())


def test_standing_does_not_tell_apart_what_chance_explains():
    first = shortened(5)
    second = tuple(text.rsplit(" ", 1)[0] if n % 5 == 1 or n == 0 else text for n, text in enumerate(WORDS))
    found = leader((("base", [text[:20] for text in WORDS]), ("x", first), ("y", second)))

    assert (found.best, found.tied) == ("x", ("y",))


def test_standing_without_kept_statistics_takes_overlapping_intervals_for_level():
    direction = told("nl", ("base", 40.0, False), ("x", 60.0, True), ("y", 59.0, True), ("z", 50.0, True))

    assert ranking(direction, made(direction)).tied == ("y",)


def test_standing_of_the_baseline_follows_its_own_tests():
    direction = told("nl", ("base", 60.0, False), ("x", 59.0, True), ("y", 50.0, False))

    assert ranking(direction, made(direction)).tied == ("y",)
