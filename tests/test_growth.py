"""The measure of growth tells linear from quadratic, whatever the garbage collector does."""

from growth import LINEAR, growth


def test_what_looks_at_each_part_once_is_linear():
    assert growth(lambda parts: [part + 1 for part in parts], lambda count: list(range(count)), 200_000) < LINEAR


def test_what_looks_at_each_part_for_each_part_is_not():
    assert growth(lambda parts: [part in parts for part in parts], lambda count: list(range(count)), 1_000) > LINEAR


def test_what_is_too_fast_to_measure_is_linear():
    assert growth(len, lambda count: "a" * count, 10) == 0
