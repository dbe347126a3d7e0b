"""A small corpus that tests evaluate: 40 segments of French into Dutch, three systems of falling quality."""

from babelpress.evaluation.datasets.base import Corpus, System

NOUNS = ["chat", "chien", "loup", "cheval"], ["kat", "hond", "wolf", "paard"]
SOURCES = tuple(f"Le {NOUNS[0][n % 4]} dort depuis {n + 2} heures dans la maison bleue." for n in range(40))
REFERENCES = tuple(f"De {NOUNS[1][n % 4]} slaapt al {n + 2} uur in het blauwe huis." for n in range(40))
GOOD = tuple(text.replace("blauwe", "grote") if n % 3 == 0 else text for n, text in enumerate(REFERENCES))
FAIR = tuple(text.replace("slaapt al", "slapen al sinds") for text in GOOD)
BAD = tuple(f"De {NOUNS[1][n % 4]} slaapt al {n + 90} uur." for n in range(40))


def corpus(**systems: tuple[str, ...]) -> Corpus:
    chosen = systems or {"good": GOOD, "fair": FAIR, "bad": BAD}
    return Corpus(
        name="small",
        source_language="fr",
        target_language="nl",
        ids=tuple(str(n + 1) for n in range(40)),
        documents=tuple(f"d{n // 10}" for n in range(40)),
        sources=SOURCES,
        references=tuple((text,) for text in REFERENCES),
        systems=tuple(System(name=name, hypotheses=texts) for name, texts in chosen.items()),
    )
