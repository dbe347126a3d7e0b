"""Segments for the tests of metrics: edge rows first, then some fifty that three systems got more or less wrong."""

import random

from babelpress.evaluation.datasets.base import Corpus, System

# hypotheses of `a` (and `c`) and `b`, references
EDGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("", "The council voted.", ("The council voted the budget.",)),
    ("   ", "", ("Nobody was hurt.", "No one was hurt.")),
    ("It is raining.", "It is raining.", ("It is raining.",)),
    ("Yes", "No", ("Yes",)),
    ("word", "word word word word", ("word",)),
    ("Over 1,200 people came - again.", "1 200 people came again", ("More than 1,200 people came again.", "a", "b c")),
    (
        "L’été à Angoulême coûte 12 €.",
        "Un ete a Angouleme, 12 euros.",
        ("L’été à Angoulême coûte 12 €.", "L'été : 12 €"),
    ),
    ("Η κυβέρνηση παραιτήθηκε.", "Правительство ушло в отставку.", ("Η κυβέρνηση παραιτήθηκε σήμερα.",)),
    ("市議会は予算を可決した。", "市議会 は 可決", ("市議会は昨夜、予算を可決した。",)),
    ("\tTabs\tand  spaces ", "&quot;Quoted&quot; &amp; <skipped>", ('"Quoted" & tabs and spaces',)),
)

_SENTENCES = (
    "The council voted the city budget last night after a debate of four hours .",
    "Residents are asking for more trees in the street, not for a new car park.",
    "One train in ten arrives late, according to a report published on 12 March 2024.",
    "De minister kondigt een hervorming van de openbare school aan.",
    "Die Polizei bestätigte am Dienstag, dass niemand verletzt wurde.",
    "La ministra anunció ayer una reforma de la enseñanza pública en todo el país.",
    "O governo não comentou a notícia; a oposição pediu explicações.",
    "It's the first time since 1998 that the club's members didn't elect a president (again).",
)


def _spoilt(sentence: str, rng: random.Random, *, rate: float) -> str:
    words = sentence.split()
    made = []
    for word in words:
        dice = rng.random()
        if dice < rate / 3:
            continue
        made.append(rng.choice(words) if dice < rate * 2 / 3 else word)
        if dice > 1 - rate / 4:
            made.insert(rng.randrange(len(made)), made.pop())
    return " ".join(made)


def corpus(size: int = 60, *, edges: bool = True, one_reference: bool = False) -> Corpus:
    """Systems `a`, `b` clearly worse, `c` hardly; where not `one_reference`, some segments have two or three."""
    rng = random.Random(7)
    rows = [(a, b, a, references) for a, b, references in EDGES] if edges else []
    while len(rows) < size:
        sentence = rng.choice(_SENTENCES)
        others = [_spoilt(sentence, rng, rate=0.3) for _ in range(rng.choice((0, 0, 1, 2)))]
        made = [_spoilt(sentence, rng, rate=rate) for rate in (0.35, 0.6, 0.38)]
        rows.append((made[0], made[1], made[2], (sentence, *others)))
    names = tuple(str(index) for index in range(size))
    references = tuple(row[3][:1] if one_reference else row[3] for row in rows[:size])
    return Corpus(
        name="literal",
        target_language="en",
        source_language="fr",
        ids=names,
        documents=names,
        sources=tuple(own[0] for own in references),
        references=references,
        systems=tuple(
            System(name=name, hypotheses=tuple(row[column] for row in rows[:size]))
            for column, name in enumerate(("a", "b", "c"))
        ),
    )
