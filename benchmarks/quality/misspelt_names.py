"""Misspelt names: how many names of a test set the post-editor `misspelt names` corrects, and what that changes.

    python benchmarks/quality/misspelt_names.py NTREX --lines 500

The lines are translated by the shipped weights without post-editing, then only this editor is applied. An edit is as in
the reference if the human translation has the name as the editor writes it.
"""

import argparse
from pathlib import Path

import sacrebleu

import babelpress
from babelpress.config.resources import EMBEDDED
from babelpress.models.lexicon import Lexicon, read
from babelpress.stages.profiles import load_profile
from babelpress.translation.postedit.base import Context
from babelpress.translation.postedit.names import edits

MODEL = EMBEDDED / "fr-mul-tiny" / "ct2"
TARGETS = ("en", "de", "es", "nl")


def corrected(source: str, target: str, language: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """Give a translation with the names of its source, and those names."""
    context = Context(
        source=source, target=target, source_language="fr", target_language=language, variant=None, lexicon=lexicon
    )
    found = edits(context)
    for edit in reversed(found):
        target = target[: edit.start] + edit.new + target[edit.end :]
    return target, [edit.new for edit in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a test set: fr.txt, en.txt, ...")
    parser.add_argument("--lines", type=int, help="only the first lines")
    arguments = parser.parse_args()
    sides = {
        code: (arguments.folder / f"{code}.txt").read_text(encoding="utf-8").splitlines()[: arguments.lines]
        for code in ("fr", *TARGETS)
    }
    press = babelpress.load(load_profile("embedded", overrides=["constraints.postedit=false"]))
    print("| direction | edits | as in the reference | chrF++ without | with |\n|---|---|---|---|---|")
    for target in TARGETS:
        lexicon = read(MODEL, target)
        assert lexicon is not None
        plain = press.translate(sides["fr"], to=target, source="fr")
        pairs = [corrected(a, b, target, lexicon) for a, b in zip(sides["fr"], plain, strict=True)]
        right = sum(name in side for (_, names), side in zip(pairs, sides[target], strict=True) for name in names)
        scores = [
            sacrebleu.corpus_chrf(side, [sides[target]], word_order=2).score
            for side in (plain, [text for text, _ in pairs])
        ]
        count = sum(len(names) for _, names in pairs)
        print(f"| fr→{target} | {count} | {right} | {scores[0]:.2f} | {scores[1]:.2f} |", flush=True)


if __name__ == "__main__":
    main()
