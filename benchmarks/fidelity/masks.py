"""Which masks a model copies: spellings of a placeholder, 1 to 3 a sentence, counted in what comes out.

    python benchmarks/fidelity/masks.py SENTENCES [--model fr-mul-tiny] [--first 40] [--only X1 '[X1]'] [--show]

SENTENCES is a file of French sentences, one a line (NTREX-128: `fr.txt`). The masks stand where news has them: instead
of a name or noun, after « à l'adresse », « sur », « selon le fichier », as a subject. A sentence survives when each of
its masks is there exactly once and unaltered. `rest` is the chrF of what stands around them against the translation
with the names of towns in the same places. Prints a Markdown table.
"""

import argparse
import random
import re
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

from sacrebleu.metrics import CHRF

from babelpress.config import resources
from babelpress.models import loading
from babelpress.models.backends.base import Decoding, Seq2Seq
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.cards import ModelCard, read_card
from babelpress.nlp import placeholders

SLOT = "\0"
TOWNS = ("Lyon", "Lille", "Nantes")
NUMBERS = ("9174", "3856", "6283")
FAMOUS = ("Wikipedia", "Nvidia", "Toyota")
AS_IS = ("https://www.exemple.fr/a?id=3", "redaction@exemple.fr", "rapport-2024.pdf")

FORMS: dict[str, Callable[[int], str]] = {
    "towns (Lyon)": lambda n: TOWNS[n - 1],
    "as is (URL, e-mail, file)": lambda n: AS_IS[n - 1],
    "X1": lambda n: f"X{n}",
    "[X1]": lambda n: f"[X{n}]",
    "#X1": lambda n: f"#X{n}",
    "X1.0": lambda n: f"X{n}.0",
    "X1.com": lambda n: f"X{n}.com",
    "X-1": lambda n: f"X-{n}",
    "XX1": lambda n: f"XX{n}",
    "B1": lambda n: f"B{n}",
    "Z1": lambda n: f"Z{n}",
    "X, Y, Z": lambda n: "XYZ"[n - 1],
    "ID1": lambda n: f"ID{n}",
    "REF1": lambda n: f"REF{n}",
    "Z1.txt": lambda n: f"Z{n}.txt",
    "9174 (numbers)": lambda n: NUMBERS[n - 1],
    "7421, 7422": lambda n: f"742{n}",
    "1.0.1": lambda n: f"1.0.{n}",
    "1_1": lambda n: f"{n}_{n}",
    "#1": lambda n: f"#{n}",
    "[1]": lambda n: f"[{n}]",
    "(1)": lambda n: f"({n})",
    "%1": lambda n: f"%{n}",
    "$1": lambda n: f"${n}",
    "_1_": lambda n: f"_{n}_",
    "__1__": lambda n: f"__{n}__",
    "{1}": lambda n: f"{{{n}}}",
    "<1>": lambda n: f"<{n}>",
    "@1@": lambda n: f"@{n}@",
    '"X1"': lambda n: f'"X{n}"',
    "« X1 »": lambda n: f"« X{n} »",
    "`X1`": lambda n: f"`X{n}`",
    "=1=": lambda n: f"={n}=",
    "Wikipedia, Nvidia": lambda n: FAMOUS[n - 1],
    "private use": lambda n: chr(0xE000 + n),
}

_NOUN = re.compile(r"(?<=\s)(?:le|la|un|une|du|au|ce|cette|son|sa) ([a-zé]{5,})(?=[\s,.])")
_NAME = re.compile(r"(?<=[a-zé,] )([A-Z][a-zé]+(?: [A-Z][a-zé]+)*)(?=[ ,.])")
_ENDS = (" à l'adresse \0.", " sur \0.", ", selon le fichier \0.", " (voir \0).")
_STARTS = ("Selon \0, ", "\0 annonce que ", "Sur \0, ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--model", default="fr-mul-tiny")
    parser.add_argument("--targets", default="en,de,es,nl,pt")
    parser.add_argument("--first", type=int, default=40, help="only so many sentences, each with 1, 2 and 3 masks")
    parser.add_argument("--only", nargs="+", choices=FORMS, metavar="FORM", help="only these forms")
    parser.add_argument("--show", action="store_true", help="print what did not survive")
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()

    card = read_card(resources.CARDS / f"{options.model}.yaml")
    model = loading.load(card, CTranslate2Backend, CTranslate2Backend.Options(device="cpu"))
    targets = options.targets.split(",")
    samples = templates(options.sentences, first=options.first, seed=options.seed)
    towns = {target: translated(model, card, samples, FORMS["towns (Lyon)"], target) for target in targets}
    forms = options.only or list(FORMS)
    print(f"| mask | pieces | {' | '.join(targets)} | mean | recognised | in order | rest |")
    print("|---|---|" + "---|" * (len(targets) + 4))
    for name in forms:
        form = FORMS[name]
        rows = [
            judged(samples, translated(model, card, samples, form, target), towns[target], form, show=options.show)
            for target in targets
        ]
        exact = " | ".join(f"{row[0]:.0f}" for row in rows)
        lacking = " (not in the vocabulary)" if model.unknown(form(1)) else ""
        means = " | ".join(f"{fmean(row[i] for row in rows):.1f}" for i in range(4))
        print(f"| {name}{lacking} | {model.count(form(1)) - model.count('')} | {exact} | {means} |", flush=True)


def templates(path: Path, *, first: int, seed: int) -> list[tuple[int, str]]:
    """Sentences with 1, 2 and 3 slots; a slot is a NUL character."""
    rng = random.Random(seed)
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    plain = [
        s for s in lines if 8 <= len(s.split()) <= 22 and s.endswith(".") and not re.search(r'[\d«»"“”:;()\[\]]', s)
    ]
    return [(slots, placed(s, slots, rng)) for s in rng.sample(plain, first) for slots in (1, 2, 3)]


def placed(sentence: str, slots: int, rng: random.Random) -> str:
    for place in rng.sample(("end", "middle", "start"), slots):
        if place == "end":
            sentence = sentence[:-1] + rng.choice(_ENDS)
        elif place == "start":
            sentence = rng.choice(_STARTS) + sentence[0].lower() + sentence[1:]
        elif found := list(_NAME.finditer(sentence)) or list(_NOUN.finditer(sentence)):
            chosen = rng.choice(found)
            sentence = f"{sentence[: chosen.start(1)]}{SLOT}{sentence[chosen.end(1) :]}"
        else:
            sentence = f"{sentence[:-1]} avec {SLOT}."
    return sentence


def translated(
    model: Seq2Seq, card: ModelCard, samples: list[tuple[int, str]], form: Callable[[int], str], target: str
) -> list[str | None]:
    """The translation of each sample, None where it is too long for the model."""
    texts = [filled(sample, form) for _, sample in samples]
    fitting = [i for i, text in enumerate(texts) if model.count(text) <= card.max_tokens]
    found: list[str | None] = [None] * len(texts)
    outputs = model.generate([texts[i] for i in fitting], Decoding(), source="fr", target=target)
    for i, output in zip(fitting, outputs, strict=True):
        found[i] = output.text
    return found


def filled(sample: str, form: Callable[[int], str]) -> str:
    first, *others = sample.split(SLOT)
    return first + "".join(form(number) + other for number, other in enumerate(others, 1))


def judged(
    samples: list[tuple[int, str]],
    outputs: list[str | None],
    towns: list[str | None],
    form: Callable[[int], str],
    *,
    show: bool,
) -> tuple[float, float, float, float]:
    """Percent of sentences with all masks exactly once, with all recognised, in order; chrF of the rest."""
    whole, seen, ordered, rest, expected = [], [], [], [], []
    for (slots, sample), output, town in zip(samples, outputs, towns, strict=True):
        if output is None or town is None:
            continue
        masks = [form(number) for number in range(1, slots + 1)]
        places = [[match.start() for match in re.finditer(bounded(mask), output)] for mask in masks]
        whole.append(all(len(found) == 1 for found in places))
        seen.append(recognised(output, masks) or whole[-1])
        firsts = [found[0] for found in places if found]
        if len(firsts) == slots > 1:
            ordered.append(firsts == sorted(firsts))
        rest.append(without(output, masks))
        expected.append(without(town, list(TOWNS)))
        if show and not whole[-1]:
            print(f"    {filled(sample, form)}\n    -> {output}")
    return (
        100 * fmean(whole),
        100 * fmean(seen),
        100 * fmean(ordered or [0]),
        CHRF().corpus_score(rest, [expected]).score,
    )


def bounded(mask: str) -> str:
    before = r"(?<!\w)" if mask[0].isalnum() else ""
    after = r"(?!\w)" if mask[-1].isalnum() else ""
    return f"{before}{re.escape(mask)}{after}"


def recognised(output: str, masks: list[str]) -> bool:
    """Whether `protect` finds each mask once, damaged ones included; only what it could have made itself."""
    scheme = next((s for s in SCHEMES if f"{s.before}{s.letters[0]}1{s.after}" == masks[0]), None)
    if not scheme:
        return False
    spans = [placeholders.Span(start=i, end=i + 1, kind="given") for i in range(0, 2 * len(masks), 2)]
    found = placeholders.unmask(output, placeholders.mask("_ " * len(masks), spans, scheme))
    return not found.lost and not found.repeated


SCHEMES = (*placeholders.SCHEMES, placeholders.Scheme("#X1", before="#"), placeholders.Scheme("X1.0", after=".0"))


def without(text: str, masks: list[str]) -> str:
    for mask in masks:
        text = text.replace(mask, "")
    return " ".join(text.split())


if __name__ == "__main__":
    main()
