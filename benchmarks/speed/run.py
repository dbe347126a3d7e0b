"""How fast, on the same weights and sentences, in one run: transformers, CTranslate2 and the whole pipeline.

    python benchmarks/speed/run.py [--sentences 400] [--rounds 3] [--ntrex FOLDER] [--device cpu]

Each round runs every contestant once, in turn, so that a machine that slows down slows all of them. Prints medians,
and ratios taken round by round. Without `--ntrex` (a folder with fr.txt, en.txt) the article in examples/ is repeated.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from babelpress.config import resources
from babelpress.config.schema import Decoding
from babelpress.document import Article, Block, Record
from babelpress.models import conversion
from babelpress.models.backends.base import Seq2Seq
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.cards import read_cards
from babelpress.nlp.segmentation import split
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile

MODEL = "fr-mul-tiny"
ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ntrex", type=Path)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--target", default="en")
    options = parser.parse_args()

    import torch

    torch.set_num_threads(options.threads)
    card = read_cards([resources.CARDS])[MODEL]
    folder = resources.EMBEDDED / MODEL

    def engine_of(*, shortlist: bool) -> CTranslate2Backend:
        chosen = CTranslate2Backend.Options(device=options.device, threads=options.threads, shortlist=shortlist)
        return CTranslate2Backend(card, folder / "ct2", chosen)

    ct2, whole_vocabulary = engine_of(shortlist=True), engine_of(shortlist=False)
    lines = texts(options.ntrex, options.sentences)
    fitting = [i for i, line in enumerate(lines) if ct2.count(line) <= card.max_tokens]  # the engine alone cuts none
    sentences = [lines[i] for i in fitting]
    greedy, beam = Decoding(beam=1), Decoding(beam=4)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Plain(conversion.export(card, Path(scratch) / "hf"), card.target_tokens[options.target], options.device)
    articles = [
        Record(article=Article(id=str(i), language="fr", blocks=tuple(Block(kind="paragraph", text=s) for s in part)))
        for i in range(0, len(sentences), 25)
        if (part := sentences[i : i + 25])
    ]
    profile = load_profile(
        "embedded",
        targets=[options.target],
        overrides=[f"translation.backend={{kind: ct2, threads: {options.threads}, device: {options.device}}}"],
    )

    def pipeline() -> int:
        flow = build(profile)
        start = time.perf_counter()
        records = flow.run(articles)
        spent = time.perf_counter() - start
        version = [record.translation(options.target) for record in records]
        tokens = sum(ct2.count(segment.target) for item in version if item for segment in item.segments)
        return tokens, spent

    def engine(decoding: Decoding, model: CTranslate2Backend = ct2) -> Callable[[], tuple[int, float]]:
        def once() -> tuple[int, float]:
            start = time.perf_counter()
            outputs = model.generate(sentences, decoding, source="fr", target=options.target)
            spent = time.perf_counter() - start
            return sum(ct2.count(output.text) for output in outputs), spent

        return once

    contestants = {
        "transformers generate, float32, greedy": lambda: plain(sentences),
        "ct2 int8, greedy": engine(greedy),
        "ct2 int8, beam 4": engine(beam),
        "ct2 int8, beam 4, whole vocabulary": engine(beam, whole_vocabulary),
        "babelpress, whole flow, beam 4": pipeline,
    }
    for once in contestants.values():
        once()  # warm
    rounds = [{name: once() for name, once in contestants.items()} for _ in range(options.rounds)]
    speeds = [{name: tokens / spent for name, (tokens, spent) in found.items()} for found in rounds]
    first = next(iter(contestants))
    print("| on the same sentences | target tokens/s, median | times the first, median (min-max) |\n|---|---|---|")
    for name in contestants:
        ratios = [found[name] / found[first] for found in speeds]
        median = statistics.median(found[name] for found in speeds)
        print(f"| {name} | {median:,.0f} | {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}) |")
    whole = [
        found["ct2 int8, beam 4"][1] / found["babelpress, whole flow, beam 4"][1] for found in rounds
    ]  # same sentences, so the ratio of the times
    print(f"\nwhole flow / bare engine, beam 4: {statistics.median(whole):.2f} ({min(whole):.2f}-{max(whole):.2f})")
    if options.ntrex:
        references = (options.ntrex / f"{options.target}.txt").read_text(encoding="utf-8").splitlines()
        engines = {"ct2 int8": ct2, "ct2 int8, whole vocabulary": whole_vocabulary}
        loss(engines, plain, sentences, options.target, [references[i] for i in fitting])


def loss(
    engines: Mapping[str, Seq2Seq], plain: "Plain", sentences: Sequence[str], target: str, references: Sequence[str]
) -> None:
    """chrF of int8 beside float32 on the same sentences."""
    from sacrebleu import corpus_chrf

    float32 = corpus_chrf(plain.texts(sentences), [references]).score
    print(f"chrF, {len(sentences)} sentences: transformers float32, greedy {float32:.2f}", end="")
    for name, engine in engines.items():
        for beam in (1, 4):
            outputs = engine.generate(sentences, Decoding(beam=beam), source="fr", target=target)
            score = corpus_chrf([output.text for output in outputs], [references]).score
            print(f"; {name}, beam {beam} {score:.2f}", end="")
    print()


def texts(ntrex: Path | None, count: int) -> list[str]:
    if ntrex:
        return (ntrex / "fr.txt").read_text(encoding="utf-8").splitlines()[:count]
    lines = (ROOT / "examples" / "article.fr.txt").read_text(encoding="utf-8").splitlines()[:-6]
    own = [sentence for line in lines for sentence in split(line, "fr").sentences]
    return (own * (count // len(own) + 1))[:count]


class Plain:
    """What one writes without a pipeline, done well: sorted by length, batched by 32, greedy, no gradient."""

    def __init__(self, folder: Path, token: str, device: str) -> None:
        import torch
        from transformers import MarianMTModel, MarianTokenizer

        self.torch, self.token, self.device = torch, token, device
        self.tokenizer = MarianTokenizer.from_pretrained(folder)
        self.model = MarianMTModel.from_pretrained(folder, dtype=torch.float32).to(device).eval()
        self.model.generation_config.max_length = None  # `max_new_tokens` rules

    def generate(self, sentences: Sequence[str]) -> tuple[list[str], int]:
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        found, tokens = [""] * len(sentences), 0
        table = {ord("’"): "'", 0xA0: " ", 0x202F: " "}
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            rows = [f"{self.token} {sentences[i].translate(table)}" for i in batch]
            inputs = self.tokenizer(rows, return_tensors="pt", padding=True).to(self.device)
            with self.torch.inference_mode():
                made = self.model.generate(
                    **inputs,
                    num_beams=1,
                    do_sample=False,
                    max_new_tokens=256,
                    bad_words_ids=[[self.tokenizer.unk_token_id]],
                )
            for i, text in zip(batch, self.tokenizer.batch_decode(made, skip_special_tokens=True), strict=True):
                found[i] = text
                tokens += len(self.tokenizer(text_target=text).input_ids)
        return found, tokens

    def __call__(self, sentences: Sequence[str]) -> tuple[int, float]:
        start = time.perf_counter()
        _, tokens = self.generate(sentences)
        return tokens, time.perf_counter() - start

    def texts(self, sentences: Sequence[str]) -> list[str]:
        return self.generate(sentences)[0]


if __name__ == "__main__":
    main()
