"""How the report says things: names of languages and directions, lists, counts and figures."""

from collections.abc import Iterable, Sequence

from babelpress import lang
from babelpress.evaluation.results import Direction, Evaluation

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_SMALL = 2.0
"""Scores that never reach this are shares: they are told with three digits."""


def listed(items: Sequence[str], *, most: int = 12) -> str:
    """Join items as a sentence has them; beyond `most`, the rest is counted.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and two more'
    """
    if len(items) > most:
        items = [*items[:most], f"{counted(len(items) - most)} more"]
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def counted(number: int) -> str:
    """Give a count as a word up to twelve."""
    return _COUNTS[number] if number < len(_COUNTS) else f"{number:,}"


def language_name(code: str) -> str:
    """Give the English name of a language, its code where there is no row for it.

    >>> language_name("nl"), language_name("pt-BR"), language_name("xx")
    ('Dutch', 'Portuguese (pt-BR)', 'xx')
    """
    known = lang.known()
    if code in known:
        return known[code].english or code
    base = lang.get(code.split("-")[0])
    return f"{base.english} ({code})" if base.english else code


def heading(direction: Direction, evaluation: Evaluation) -> str:
    """Give what a direction is called at the head of a table: `French to Dutch`."""
    source, target = direction.source_language, language_name(direction.target_language)
    if direction.task == "summary":
        name = f"Summaries in {target}"
    elif source in (None, direction.target_language):
        name = f"Into {target}"
    else:
        name = f"{language_name(source or '')} to {target}"
    return f"{name} ({direction.corpus})" if _many_corpora(evaluation) else name


def short(direction: Direction, evaluation: Evaluation) -> str:
    """Give what a direction is called at the head of a column: `Dutch` where all come from one language."""
    if len({item.source_language for item in evaluation.directions}) > 1 or _many_corpora(evaluation):
        return heading(direction, evaluation)
    return language_name(direction.target_language)


def into(direction: Direction, evaluation: Evaluation) -> str:
    """Give a direction as it stands within a sentence: `into Dutch`."""
    source, target = direction.source_language, language_name(direction.target_language)
    if direction.task == "summary":
        name = f"on summaries in {target}"
    elif source in (None, direction.target_language) or len({d.source_language for d in evaluation.directions}) == 1:
        name = f"into {target}"
    else:
        name = f"from {language_name(source or '')} into {target}"
    return f"{name} ({direction.corpus})" if _many_corpora(evaluation) else name


def figure(value: float, digits: int) -> str:
    """Give a number with a true minus; what rounds to nothing has no sign.

    >>> figure(-1.26, 1), figure(-0.01, 1)
    ('−1.3', '0.0')
    """
    text = f"{value:,.{digits}f}"
    return (text if float(text.replace(",", "")) else text.lstrip("-")).replace("-", "−")


def signed(value: float, digits: int) -> str:
    """Give a change: always with its sign, unless it rounds to nothing."""
    text = figure(value, digits)
    return text if text.startswith("−") or not float(text.replace(",", "")) else f"+{text}"


def between(low: float, high: float, digits: int) -> str:
    """Give an interval."""
    return f"{figure(low, digits)}{'–' if low >= 0 else ' to '}{figure(high, digits)}"


def digits_of(values: Iterable[float], *, fine: bool = False) -> int:
    """Tell how many digits figures of a metric are told with: one, two where `fine`, three for shares."""
    return 3 if max((abs(value) for value in values), default=0.0) <= _SMALL else 2 if fine else 1


def probability(value: float) -> str:
    """Give a p-value.

    >>> probability(0.0234), probability(0.00001)
    ('p = 0.023', 'p < 0.001')
    """
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"


def _many_corpora(evaluation: Evaluation) -> bool:
    return len({direction.corpus for direction in evaluation.directions}) > 1
