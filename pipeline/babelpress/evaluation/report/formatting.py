"""How the report writes languages, directions, lists, counts and numbers."""

from collections.abc import Iterable, Sequence

from babelpress import lang
from babelpress.evaluation.results import Direction, Evaluation

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_SMALL = 2.0
"""Scores that never exceed this are ratios: they are written with three digits."""


def listed(items: Sequence[str], *, most: int = 12) -> str:
    """Join items as in a sentence; beyond `most`, the rest is counted.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and two more'
    """
    if len(items) > most:
        items = [*items[:most], f"{counted(len(items) - most)} more"]
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def counted(number: int) -> str:
    """Return a count, as a word up to twelve."""
    return _COUNTS[number] if number < len(_COUNTS) else f"{number:,}"


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where it is unknown.

    >>> language_name("nl"), language_name("pt-BR"), language_name("xx")
    ('Dutch', 'Portuguese (pt-BR)', 'xx')
    """
    known = lang.known()
    if code in known:
        return known[code].english or code
    base = lang.get(code.split("-")[0])
    return f"{base.english} ({code})" if base.english else code


def heading(direction: Direction, evaluation: Evaluation) -> str:
    """Return the name of a direction in the heading of a table: `French to Dutch`."""
    source, target = direction.source_language, language_name(direction.target_language)
    if direction.task == "summary":
        name = f"Summaries in {target}"
    elif source in (None, direction.target_language):
        name = f"Into {target}"
    else:
        name = f"{language_name(source or '')} to {target}"
    return f"{name} ({direction.corpus})" if _many_corpora(evaluation) else name


def short(direction: Direction, evaluation: Evaluation) -> str:
    """Return the name of a direction in the head of a column: `Dutch` where all have one source language."""
    if len({item.source_language for item in evaluation.directions}) > 1 or _many_corpora(evaluation):
        return heading(direction, evaluation)
    return language_name(direction.target_language)


def into(direction: Direction, evaluation: Evaluation) -> str:
    """Return a direction as part of a sentence: `into Dutch`."""
    source, target = direction.source_language, language_name(direction.target_language)
    if direction.task == "summary":
        name = f"on summaries in {target}"
    elif source in (None, direction.target_language) or len({d.source_language for d in evaluation.directions}) == 1:
        name = f"into {target}"
    else:
        name = f"from {language_name(source or '')} into {target}"
    return f"{name} ({direction.corpus})" if _many_corpora(evaluation) else name


def figure(value: float, digits: int) -> str:
    """Return a number with a minus sign (U+2212) where it is negative; what rounds to zero has no sign.

    >>> figure(-1.26, 1), figure(-0.01, 1)
    ('−1.3', '0.0')
    """
    text = f"{value:,.{digits}f}"
    return (text if float(text.replace(",", "")) else text.lstrip("-")).replace("-", "−")


def signed(value: float, digits: int) -> str:
    """Return a change: always with its sign, unless it rounds to zero."""
    text = figure(value, digits)
    return text if text.startswith("−") or not float(text.replace(",", "")) else f"+{text}"


def between(low: float, high: float, digits: int) -> str:
    """Return an interval."""
    return f"{figure(low, digits)}{'–' if low >= 0 else ' to '}{figure(high, digits)}"


def digits_of(values: Iterable[float], *, fine: bool = False) -> int:
    """Return the number of decimal digits of a metric's values: one, two if `fine`, three for ratios."""
    return 3 if max((abs(value) for value in values), default=0.0) <= _SMALL else 2 if fine else 1


def probability(value: float) -> str:
    """Return a p-value.

    >>> probability(0.0234), probability(0.00001)
    ('p = 0.023', 'p < 0.001')
    """
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"


def _many_corpora(evaluation: Evaluation) -> bool:
    return len({direction.corpus for direction in evaluation.directions}) > 1
