"""What a translation must hold to whoever made it: pure functions from source and output to what is wrong.

Independent of the package's own checks: nothing of `pipeline` is imported here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from torture_markup import html_faults, markdown_faults, shown
from torture_numbers import foreign, found

Each = str | Mapping[str, str]
"""A regular expression for all languages, or one by language."""

PAIRS = {"«": "»", "“": "”", "„": "“”", '"': '"', "‹": "›", "»": "«"}
QUOTES = re.compile(r"[«“„»\"”]")


def judge(  # noqa: C901  (a flat table of cases)
    source: str, output: str, *, language: str, form: str, expected: Mapping[str, Any]
) -> list[str]:
    """Give what is wrong with the output of one case, in words; nothing where it is right."""
    if not output.strip():
        return ["empty"]
    text = shown(output) if form == "html" else output
    plain = shown(source) if form == "html" else source
    faults: list[str] = []
    for key, value in expected.items():
        match key:
            case "markup":
                faults += (html_faults if form == "html" else markdown_faults)(source, output)
            case "within":
                faults += within(output, value, language)
            case "most":
                faults += most(output, value)
            case "keep":
                faults += kept(source, output, value)
            case "numbers":
                faults += numbers(text, value, language, keep=expected.get("keep", ()))
            case "quotes":
                faults += quotations(text, value, expected, language)
            case "capitals":
                faults += capitals(plain, text, names=value)
            case "loops":
                faults += loops(plain, text)
            case "says":
                faults += [f"nothing says {one}" for one in patterns(value, language) if not re.search(one, text)]
            case "never":
                faults += [f"says {one}" for one in patterns(value, language) if re.search(one, text)]
            case "translated":
                faults += copied(plain, text)
            case "sentences":
                faults += sentences(text, value)
            case "lines":
                faults += lines(source, output)
            case "inside" | "outside":
                pass  # of quotes
            case _:
                raise ValueError(f"no judge for {key}")
    return faults


def pattern(one: Each, language: str) -> str:
    """The regular expression for a language."""
    return one if isinstance(one, str) else one[language]


def patterns(wanted: Sequence[Each], language: str) -> list[str]:
    """The regular expressions for a language."""
    return [pattern(one, language) for one in wanted]


def kept(source: str, output: str, texts: Sequence[str]) -> Iterator[str]:
    """What must stand in the output as often as in the source."""
    for text in texts:
        wanted, there = source.count(text), output.count(text)
        if wanted == 0:
            raise ValueError(f"{text} is not in the source {source}")
        if there != wanted:
            yield f"{text} stands {there} times, not {wanted}"


def within(output: str, wanted: Sequence[Sequence[Each]], language: str) -> Iterator[str]:
    """What a tag must cover: pairs of the tag's name and what its text matches."""
    for tag, one in wanted:
        covered = [shown(part) for part in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}\s*>", output, re.DOTALL)]
        if not any(re.search(pattern(one, language), part) for part in covered):
            yield f"<{tag}> covers {covered}, not {pattern(one, language)}"


def most(output: str, wanted: Sequence[tuple[str, int]]) -> Iterator[str]:
    """How many characters a tag may cover at most: it must not swallow the sentence around it."""
    for tag, limit in wanted:
        for part in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}\s*>", output, re.DOTALL):
            if len(shown(part)) > limit:
                yield f"<{tag}> covers {len(shown(part))} characters: {shown(part)}"


def numbers(text: str, specs: Sequence[Each], language: str, *, keep: Sequence[str]) -> Iterator[str]:
    """Each number must be there with its value, and none that is not the source's."""
    rest = text
    for one in keep:
        rest = rest.replace(one, " ")
    spans = []
    for spec in specs:
        spots = found(spec, rest, language)
        spans += spots
        if not spots:
            yield f"nothing says {pattern(spec, language)}"
    left = "".join(" " if any(a <= i < b for a, b in spans) else c for i, c in enumerate(rest))
    if other := foreign(left):
        yield f"has numbers of its own: {', '.join(other)}"


def quotations(text: str, count: int, expected: Mapping[str, Any], language: str) -> Iterator[str]:
    """How many pairs of marks, and what stands inside and outside of them."""
    pairs, odd = paired(text)
    if odd or len(pairs) != count:
        yield f"{len(pairs)} quotations{' and an odd mark' if odd else ''}, not {count}"
    inner = " | ".join(text[a:b] for a, b in pairs)
    outer = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in pairs))
    for key, where in (("inside", inner), ("outside", outer)):
        for one in expected.get(key, ()):
            if not re.search(pattern(one, language), where):
                yield f"{pattern(one, language)} is not {key} the marks"


def paired(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Spans inside quotation marks of any convention, and whether a mark is left over."""
    pairs, open_at, close = [], -1, ""
    odd = False
    for match in QUOTES.finditer(text):
        mark, at = match.group(), match.start()
        if close and mark in close:
            pairs.append((open_at, at))
            close = ""
        elif not close and mark in PAIRS:
            open_at, close = at + 1, PAIRS[mark]
        else:
            odd = odd or not close or mark not in PAIRS  # an inner pair is no fault
    return pairs, odd or bool(close)


def capitals(source: str, output: str, *, names: Sequence[str]) -> Iterator[str]:
    """A headline in capitals: in capitals again, in another language, nothing said twice."""
    rest = output
    for name in names:
        rest = rest.replace(name, " ")
    small = re.findall(r"\w*[^\W\d_A-ZÀ-Þ]\w*", rest.replace("ß", "SS"))
    if any(any(c.islower() for c in word) for word in small):
        yield f"not in capitals: {' '.join(word for word in small if any(c.islower() for c in word))}"
    known = {word.casefold() for name in names for word in re.findall(r"\w+", name)}
    ours = {word for word in words(source) if len(word) > 3 and word not in known and not word.isdigit()}
    if same := sorted(ours & set(words(output))):
        yield f"left in French: {' '.join(same)}"
    yield from loops(source, output)


def loops(source: str, output: str) -> Iterator[str]:
    """Words said again and again, or far more words than the source has."""
    if len(output) > 4 * len(source) + 10:
        yield f"{len(output)} characters for {len(source)}"
    for size in (1, 2, 3, 4):
        most, gram = repeated(words(output), size)
        least, _ = repeated(words(source), size)
        if most > max(least, 2 if size == 1 else 1) and len(gram) > 2:
            yield f"{most} times in a row: {gram}"
            return


def repeated(tokens: Sequence[str], size: int) -> tuple[int, str]:
    """The longest run of one n-gram after itself, and the n-gram."""
    best, gram = 1, ""
    for start in range(len(tokens) - size):
        run = 1
        first = tokens[start : start + size]
        while tokens[start + run * size : start + (run + 1) * size] == first:
            run += 1
        if run > best:
            best, gram = run, " ".join(first)
    return best, gram


def copied(source: str, output: str) -> Iterator[str]:
    """Four words in a row as they stand in the source, two of them at least no names: not translated."""
    ours = re.findall(r"[\w'’-]+", source)
    there = " ".join(re.findall(r"[\w'’-]+", output))
    for i in range(len(ours) - 3):
        part = ours[i : i + 4]
        if sum(word[0].islower() for word in part) >= 2 and f" {' '.join(part)} " in f" {there} ":
            yield f"left in French: {' '.join(part)}"
            return


def sentences(output: str, least: int) -> Iterator[str]:
    """How many sentences the output has at least."""
    ends = [part for part in re.split(r"[.!?…]+[\s)»”\"']*", output) if re.search(r"\w", part)]
    if len(ends) < least:
        yield f"{len(ends)} sentences, not {least}"


def lines(source: str, output: str) -> Iterator[str]:
    """Line ends where they were, as many, and the marker that a list item has."""
    before, after = (re.findall(r"\n+", text.strip("\n")) for text in (source, output))
    if before != after:
        yield f"line ends {[len(run) for run in after]}, not {[len(run) for run in before]}"
    marker = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s", re.MULTILINE)
    ours, theirs = (list(map(str.strip, marker.findall(text))) for text in (source, output))
    if ours != theirs:
        yield f"list markers {theirs}, not {ours}"


def words(text: str) -> list[str]:
    """The words of a text, case folded."""
    return [word.casefold() for word in re.findall(r"\w+", text)]
