"""What a user would do today against `babelpress batch`: the same articles, the same weights, one thread each.

    python benchmarks/batch/compare.py ARCHIVE.jsonl [--articles 30] [--target nl]

Every contestant runs in a process of its own and gets sentences already cut, long ones at clauses, as batch cuts them:
without that the engine fails. Batch reads the archive itself, detects, cuts, protects, mends, checks, summarizes and
writes. Prints source words a second of processor time and peak memory, and both times against the bare engine's; on the
clock the text of one window costs nothing while the engine is at another, where there is a core for it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODEL = Path(__file__).parents[2] / "models" / "embedded" / "fr-mul-tiny"
TOKENS = {"en": ">>eng<<", "de": ">>deu<<", "es": ">>spa<<", "nl": ">>nld<<", "pt": ">>por<<"}
LOOPS = {
    "transformers": "a loop over `generate` of transformers, an article a call",
    "datasets": "`datasets.map(batched=True)` over sentences with transformers, 32 a call",
    "ctranslate2": "CTranslate2, an article a call",
    "whole": "CTranslate2, all sentences in one call",
    "engine": "the bare engine: the same, each sentence once, choosing among the pieces of the target",
}
BATCH = {
    "babelpress batch": (),
    "babelpress batch, nothing protected, mended or checked": ("constraints.postedit=false", "constraints.checks=[]"),
}


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in LOOPS:
        loop(*sys.argv[1:])
        return
    from babelpress.config import resources
    from babelpress.models import conversion
    from babelpress.models.cards import read_cards

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--target", default="nl")
    parser.add_argument("--loops", nargs="*", choices=LOOPS, default=list(LOOPS), help="All, unless named.")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    rows = whole(options.archive, options.articles)
    few = work / "few.jsonl"
    few.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    card = read_cards([resources.CARDS])[MODEL.name]
    checkpoint = str(conversion.export(card, work / "checkpoint"))
    words = sum(len(row["text"].split()) for row in rows)
    nothing = spent([sys.executable, "-c", "import ctranslate2"])

    print(f"{len(rows)} articles, {words:,} words, into {options.target}\n")
    print("| what | words a CPU second | of the bare engine | on the clock | peak MB |\n|---|---|---|---|---|")
    names = [name for name in LOOPS if name in {*options.loops, "engine"}]
    found = {
        LOOPS[name]: spent([sys.executable, __file__, name, str(few), options.target, checkpoint]) for name in names
    }
    for said, overrides in BATCH.items():
        command = [sys.executable, "-m", "babelpress.cli", "batch", str(few), "-o", str(work / said), "-q"]
        sets = [f"--set={one}" for one in ("translation.backend.threads=1", *overrides)]
        found[said] = spent([*command, "-t", options.target, *sets])
    engine = found[LOOPS["engine"]]
    for said, (seconds, clock, peak) in found.items():
        ratios = f"{engine[0] / seconds:.2f} | {engine[1] / clock:.2f}"
        print(f"| {said} | {words / seconds:.0f} | {ratios} | {peak / 1e6:.0f} |")
    print(f"\nof which to start Python and import the engine: {nothing[0]:.1f} s")


def whole(path: Path, most: int) -> list[dict[str, str]]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if "text" in row and "governo" not in row["text"]:
            rows.append(row)
    return rows[:most]


def spent(command: list[str]) -> tuple[float, float, int]:
    """Give the seconds of processor time and on the clock, and the peak in bytes."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)[:120]} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss * 1024


def loop(name: str, path: str, target: str, checkpoint: str) -> None:
    from sentencepiece import SentencePieceProcessor

    from babelpress.nlp.chunking import clauses
    from babelpress.nlp.segmentation import split

    pieces = SentencePieceProcessor(model_file=str(MODEL / "ct2/source.spm"))
    articles = [
        [
            part
            for text in split(row["text"], "fr").sentences
            for part in clauses(text, lambda t: len(pieces.encode(t)), 60)
        ]
        for row in whole(Path(path), 1_000_000)
    ]
    token = TOKENS[target]
    if name in ("ctranslate2", "whole", "engine"):
        from ctranslate2 import Translator

        engine = Translator(str(MODEL / "ct2"), device="cpu", compute_type="int8", intra_threads=1)
        calls = articles if name == "ctranslate2" else [[text for article in articles for text in article]]
        if name == "engine":  # batch translates what comes twice once
            calls = [list(dict.fromkeys(calls[0]))]
        for texts in calls:
            rows = [[token, *pieces.encode(text, out_type=str), "</s>"] for text in texts]
            engine.translate_batch(
                rows, beam_size=4, max_batch_size=2048, batch_type="tokens", use_vmap=name == "engine"
            )
        return
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(checkpoint, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(checkpoint, local_files_only=True).eval()

    def generate(texts: list[str]) -> list[str]:
        batch = tokenizer([f"{token} {text}" for text in texts], return_tensors="pt", padding=True, truncation=True)
        return tokenizer.batch_decode(
            model.generate(**batch, num_beams=4, max_new_tokens=256), skip_special_tokens=True
        )

    if name == "transformers":
        for texts in articles:
            generate(texts)
        return
    from datasets import Dataset, disable_caching

    disable_caching()
    data = Dataset.from_dict({"text": [text for article in articles for text in article]})
    data.map(lambda rows: {"made": generate(rows["text"])}, batched=True, batch_size=32)


if __name__ == "__main__":
    main()
