"""Random documents, translated with the permuting backend, against what must hold of every translation.

    python benchmarks/documents/random_documents.py                  # 100 of each format
    python benchmarks/documents/random_documents.py md po --count 10000

Prints for each format how many documents break which rule, and the smallest of each.

With `--verify` each translation that breaks no rule is given to `babelpress verify`, whose checks of markup and
placeholders must be silent; then without one of the texts that it has to keep, of which they must say something.

With `--damage` signs and lines of every document are removed, doubled or moved first. A damaged document is refused
with a plain message, or no word of it is lost; nothing else is asked.
"""

import argparse
import random
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generators import BRANCHES, CONTROL, FORMATS, PAIRS, WORDS, Made, zipped
from respelling import image
from running import Translated, pipeline, translated
from structure import cases, differences

from babelpress.errors import ConfigError
from babelpress.qa.files import verify_files

LANGUAGES = ("en", "de", "nl", "es", "pt")
BILINGUAL = frozenset({".po", ".xlf", ".ts", ".xcstrings"})
"""Files that hold the source beside the translation."""
AT_ONCE = 500
KNOWN = frozenset(WORDS)
IMAGES = {image(word): word for word in WORDS}
_WORD = re.compile(r"(?<!\\)[^\W\d_]+|(?<=\\[nNt])[^\W\d_]+")
"""A word; not the letter of `\\n`."""
Fault = tuple[str, str]


def words(text: str, *, both: bool = True) -> Counter[str]:
    """Count the words of prose, translated or (`both`) not."""
    made: Counter[str] = Counter()
    for found in _WORD.findall(text):
        word = found.lower()
        if word in IMAGES:
            made[IMAGES[word]] += 1
        elif both and word in KNOWN:
            made[word] += 1
    return made


def french(text: str) -> Counter[str]:
    """Count the words of prose that are not translated."""
    return Counter(word for found in _WORD.findall(text) if (word := found.lower()) in KNOWN)


def faults(made: Made, result: Translated) -> Iterator[Fault]:
    """Yield the rules that a translation breaks, with what was found."""
    suffix = Path(made.path).suffix
    if result.out is None:
        if french(cases.readable(made.data)):
            yield "failed", result.said
        return
    if result.suffix != suffix:
        yield "ending", f"{suffix} became {result.suffix}"
    before, after = cases.readable(made.data), cases.readable(result.out)
    yield from (
        ("structure", each) for each in differences(made.data, result.out, suffix=suffix, language=result.language)
    )
    yield from _marks(made, before, after)
    yield from _controls(before, after)
    yield from _words(before, after, bilingual=suffix in BILINGUAL, severe=bool(result.severe))


def _marks(made: Made, before: str, after: str) -> Iterator[Fault]:
    for text in made.kept:
        if after.count(text) < before.count(text):
            yield "kept", f"{text!r}: {before.count(text)} became {after.count(text)}"
    for text in made.spaced:
        if re.search(rf"\w{re.escape(text)}|{re.escape(text)}\w", after):
            yield "space", f"{text!r} is glued to a word"
    for text in made.hanging:
        if re.search(rf"(?:^|\s){re.escape(text)}", after) and not re.search(rf"(?:^|\s){re.escape(text)}", before):
            yield "space", f"{text!r} lost its word"


def _controls(before: str, after: str) -> Iterator[Fault]:
    one, other = (re.findall(CONTROL, text) for text in (before, after))
    if one != other:
        yield "control", f"{one} became {other}"
        return
    around, still = (
        {found[1]: words(found[2]) for found in re.finditer(PAIRS, text, re.S)} for text in (before, after)
    )
    if around.keys() != still.keys() or any(not still[each] or still[each] - around[each] for each in around):
        yield "control", f"{around} became {still}"
    if re.search(BRANCHES, before):
        pieces = zip(re.split(BRANCHES, before), re.split(BRANCHES, after), strict=True)
        for old, new in pieces:
            if words(old) != words(new):
                yield "control", f"{old!r} became {new!r}"
                return


def _words(before: str, after: str, *, bilingual: bool, severe: bool) -> Iterator[Fault]:
    if bilingual:
        before, after = (re.sub(r"(?<!\w)([_&~])(?=\w)|(?<=\w)([_&~])(?=\w)", "", text) for text in (before, after))
    wanted = french(before)
    kind = " (reported)" if severe else ""
    left = french(after) - (wanted if bilingual else Counter())
    if left:
        yield f"french{kind}", f"{sorted(left)}"
    found = words(after) - (wanted if bilingual else Counter())
    if lost := wanted - found:
        yield f"lost{kind}", f"{sorted(lost)}"
    if (more := found - wanted) and not bilingual:
        yield f"invented{kind}", f"{sorted(more.elements())}"


def damaged(made: Made, rng: random.Random) -> Made:
    """Return a document with a few signs or lines removed, doubled or moved; in a package those of one part."""
    data = made.data
    if data.startswith(b"PK"):
        parts = cases.parts(data)
        name = rng.choice([name for name in parts if name.endswith((".xml", ".xhtml", ".opf"))])
        parts[name] = _hurt(parts[name].decode(), rng).encode()
        return replace(made, data=zipped(parts))
    return replace(made, data=_hurt(data.decode(), rng).encode())


def _hurt(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 3)):
        places = [found.span() for found in re.finditer(r"[^\w\s]+|\n[^\n]*", text) if not _WORD.search(found[0])]
        if not places:
            break
        start, end = rng.choice(places)
        part = text[start:end]
        way = rng.randrange(4)
        if way == 0:
            text = text[:start] + text[end:]
        elif way == 1:
            text = text[:end] + part + text[end:]
        elif way == 2:
            text = text[:start] + part[::-1] + text[end:]
        else:
            other = rng.choice(places)[0]
            text = text[:other] + part + text[other:]
    return text


def unsafe(made: Made, result: Translated) -> Iterator[Fault]:
    """Yield what must not happen to a damaged document."""
    if result.out is None:
        if "traceback" in result.said:
            yield "bug", result.said
        return
    before, after = words(cases.readable(made.data)), words(cases.readable(result.out))
    if lost := before - after:
        yield f"lost{' (reported)' if result.severe else ''}", f"{sorted(lost)}"


VERIFIED = ("markup", "verbatim")
"""The checks that do not depend on words, which a backend without weights respells."""


def verified(made: Made, result: Translated, rng: random.Random) -> Iterator[Fault]:
    """Yield what `verify` says of a right translation, and that it says nothing of one without a text that is kept."""
    if result.out is None or result.severe:
        return
    target = result.path.parent / f"_{result.language}{result.path.name}"
    if (said := _said(result, target, result.out)) and not re.search(
        "[—–]", said
    ):  # begins a dialogue where it moved to a start
        yield "alarm", said
        return
    if made.data.startswith(b"PK"):
        return
    text = result.out.decode("utf-8-sig")
    kept = [
        each for each in made.kept if text.count(each) == 1 and re.search(r"\w", each) and re.search(r"[^\w\s]", each)
    ]
    if kept and not _said(result, target, text.replace(gone := rng.choice(kept), "").encode()):
        yield "silent", f"about {gone!r}, which is missing"


def _said(result: Translated, target: Path, data: bytes) -> str:
    target.write_bytes(data)
    try:
        report = verify_files(
            result.path, target, source_language="fr", target_language=result.language, checks=VERIFIED
        )
    except ConfigError as error:
        return str(error)
    return "; ".join(f"{one.check}: {one.message}" for one in report.findings if one.severity != "info")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("formats", nargs="*", metavar="FORMAT", help=f"Of: {', '.join(FORMATS)}; all by default.")
    options.add_argument("--count", type=int, default=100, help="Documents of each format.")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=1, help="How many of the smallest documents to print for a rule.")
    options.add_argument("--damage", action="store_true", help="Damage the documents first.")
    options.add_argument("--verify", action="store_true", help="Give the translations to `verify`.")
    options.add_argument("--work", type=Path, default=Path("build/random"))
    given = options.parse_args()
    press = pipeline("permuting")
    broken = 0
    for name in given.formats or FORMATS:
        started = time.perf_counter()
        way = "damage" if given.damage else "verify" if given.verify else ""
        rows = list(_run(name, given.count, given.seed, given.work, press, way=way))
        rules = Counter(rule for _, _, found in rows for rule in {rule for rule, _ in found})
        wrong = sum(any("reported" not in rule for rule, _ in found) for _, _, found in rows)
        broken += wrong
        took = time.perf_counter() - started
        print(f"## {name}: {wrong} of {given.count} documents break a rule; {dict(rules)}; {took:.0f} s", flush=True)
        for rule in rules:
            _show(rule, rows, given.show)
    sys.exit(1 if broken else 0)


Row = tuple[Made, Translated, list[Fault]]


def _run(name: str, count: int, seed: int, work: Path, press: object, *, way: str) -> Iterator[Row]:
    for number, start in enumerate(range(0, count, AT_ONCE)):
        batch = range(start, min(start + AT_ONCE, count))
        shutil.rmtree(work / name, ignore_errors=True)
        documents = [FORMATS[name](random.Random(f"{name} {seed} {each}")) for each in batch]
        if way == "damage":
            documents = [damaged(made, random.Random(f"{seed} {place}")) for place, made in enumerate(documents)]
        paths = []
        for place, made in zip(batch, documents, strict=True):
            path = work / name / str(place) / made.path
            path.parent.mkdir(parents=True)
            path.write_bytes(made.data)
            paths.append(path)
        for made, result in zip(documents, translated(press, paths, LANGUAGES[number % 5]), strict=True):
            found = list((unsafe if way == "damage" else faults)(made, result))
            if way == "verify":
                found = [] if found else list(verified(made, result, random.Random(len(made.data))))
            yield made, result, found


def _show(rule: str, rows: list[Row], count: int) -> None:
    found = [
        (len(made.data), place, said)
        for place, (made, _, all_) in enumerate(rows)
        for each, said in all_
        if each == rule
    ]
    for _, place, said in sorted(found)[:count]:
        made, result, _ = rows[place]
        print(f"--- {rule} ({result.language}, document {place}): {said[:400]}")
        print(cases.readable(made.data)[-1500:])
        print(">>>", result.severe[:3])
        print(cases.readable(result.out)[-1500:] if result.out else "")


if __name__ == "__main__":
    main()
