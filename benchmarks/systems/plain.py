"""The shipped weights with nothing around them, greedily: a line in, a line out.

    babelpress bench ... "ctranslate2=command:PYTHON benchmarks/systems/plain.py ctranslate2 {target}"

The other engine is `transformers {target} checkpoint`, on what `babelpress models export fr-mul-tiny checkpoint`
writes. One thread each.
"""

import sys
from pathlib import Path

MODEL = Path(__file__).parents[2] / "models" / "embedded" / "fr-mul-tiny"
TOKENS = {"en": ">>eng<<", "de": ">>deu<<", "es": ">>spa<<", "nl": ">>nld<<", "pt": ">>por<<"}


def ctranslate2(lines: list[str], token: str, folder: Path = MODEL / "ct2") -> list[str]:
    from ctranslate2 import Translator
    from sentencepiece import SentencePieceProcessor

    engine = Translator(str(folder), device="cpu", compute_type="int8", intra_threads=1)
    source, target = (SentencePieceProcessor(model_file=str(folder / f"{side}.spm")) for side in ("source", "target"))
    rows = [[token, *source.encode(line, out_type=str), "</s>"] for line in lines]
    made = engine.translate_batch(rows, beam_size=1, max_batch_size=16)
    return [target.decode(one.hypotheses[0]) for one in made]


def transformers(lines: list[str], token: str, folder: Path) -> list[str]:
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()
    made: list[str] = []
    for start in range(0, len(lines), 16):
        asked = [f"{token} {line}" for line in lines[start : start + 16]]
        batch = tokenizer(asked, return_tensors="pt", padding=True, truncation=True)
        made += tokenizer.batch_decode(
            model.generate(**batch, num_beams=1, max_new_tokens=256), skip_special_tokens=True
        )
    return made


def main() -> None:
    engine, target, *folder = sys.argv[1:]
    lines = sys.stdin.read().removesuffix("\n").split("\n")
    for text in {"ctranslate2": ctranslate2, "transformers": transformers}[engine](
        lines, TOKENS[target], *map(Path, folder)
    ):
        print(text.replace("\n", " "))


if __name__ == "__main__":
    main()
