"""How good a model is on test sets: chrF++, chrF and BLEU, with sacreBLEU's bootstrap intervals."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from babelpress._internal.lru import LRUCache
from babelpress.errors import ConfigError
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend, CTranslate2Options
from babelpress.models.cards import ModelCard
from babelpress.models.routing import Hop, Route
from babelpress.translation.translator import Request, Translator

SAMPLES = 1000
"""Of the bootstrap: sacreBLEU's default."""


class Figure(BaseModel):
    """One score of one direction; `margin` is half its 95 % interval, `signature` says how it was computed."""

    model_config = ConfigDict(frozen=True)

    testset: str
    source: str
    target: str
    metric: str
    value: float
    margin: float
    lines: int
    signature: str


def translate(card: ModelCard, folder: Path, texts: Sequence[str], *, target: str, beam: int = 4) -> list[str]:
    """Translate sentences as a run would: what is longer than the card's `max_tokens` clause by clause."""
    model = CTranslate2Backend(card, folder / "ct2", CTranslate2Options())
    decoding = Decoding(beam=beam)
    translator = Translator(models=lambda _: model, cards={card.id: card}, decoding=decoding, cache=LRUCache(0))
    source = card.sources[0]
    leg = Hop(model=card.id, source=source, target=target)
    route = Route(source=source, target=target, legs=(leg,), score=None, figure="")
    return [made.text for made in translator.translate([Request(text=text) for text in texts], route)]


def evaluate(card: ModelCard, folder: Path, tests: Path, *, beam: int = 4) -> list[Figure]:
    """Score the model in `folder` on the test sets in `tests`.

    A test set is a folder of text files, one per language, line by line translations of each other (`fr.txt`,
    `en.txt`); `tests` is one, or holds several. Raises `ConfigError` where there is none.
    """
    found = [figure for one in (tests, *sorted(tests.iterdir())) for figure in _test_set(card, folder, one, beam=beam)]
    if not found:
        wanted = f"{card.sources[0]}.txt and {card.targets[0]}.txt"
        raise ConfigError(f"no test set of this model in {tests}: a folder of text files such as {wanted}")
    return found


def _test_set(card: ModelCard, folder: Path, test_set: Path, *, beam: int) -> Iterator[Figure]:
    source = card.sources[0]
    if not (test_set / f"{source}.txt").is_file():
        return
    lines = _lines(test_set / f"{source}.txt")
    for target in card.targets:
        path = test_set / f"{target}.txt"
        if not path.is_file():
            continue
        references = _lines(path)
        if len(references) != len(lines):
            raise ConfigError(f"{path} has {len(references)} lines, {source}.txt beside it has {len(lines)}")
        made = translate(card, folder, lines, target=target, beam=beam)
        yield from _figures(made, references, testset=test_set.name, source=source, target=target)


def _figures(
    made: Sequence[str], references: Sequence[str], *, testset: str, source: str, target: str
) -> Iterator[Figure]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    for name, metric in (("chrf++", CHRF(word_order=2)), ("chrf", CHRF()), ("bleu", BLEU())):
        score = metric.corpus_score(made, [references], n_bootstrap=SAMPLES)
        signature = str(metric.get_signature())
        said = json.loads(score.format(width=2, signature=signature, is_json=True))
        yield Figure(
            testset=testset,
            source=source,
            target=target,
            metric=name,
            value=round(score.score, 1),
            margin=round(said.get("confidence_var", 0.0), 1),
            lines=len(references),
            signature=signature,
        )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
