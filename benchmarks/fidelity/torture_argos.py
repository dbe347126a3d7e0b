"""Argos Translate and LibreTranslate with other weights, run by the interpreter of their own environment.

Reads JSON from standard input (`system`, `model`, `token`, `texts`, `form`), writes the translations as JSON. Sentence
splitting, batching, decoding, tags and the finishing touches are theirs; only the tokenizer and the weights are given.
Their sentence models have to be downloaded; without them spaCy's rule of punctuation, which they have as an option
(`SpacySentencizerSmall`), takes their place. Stanza, another option, is never called and need not be installed.
"""

import importlib.machinery
import json
import sys
import tempfile
import types
from html import unescape
from pathlib import Path


def main() -> None:
    asked = json.load(sys.stdin)
    without_stanza()
    translation = around(Path(asked["model"]), asked["token"])
    make = {"argos": _argos, "libretranslate": _libretranslate}[asked["system"]]
    json.dump([make(translation, text, asked["form"]) for text in asked["texts"]], sys.stdout)


def without_stanza():
    """Let Argos Translate be imported where stanza is not installed."""
    sys.modules.setdefault("stanza", types.ModuleType("stanza"))


def _argos(translation, text, form):
    if form == "html":
        from translatehtml import translate_html

        return str(translate_html(translation, text))
    return translation.translate(text)


def _libretranslate(translation, text, form):
    """The lines of its `/translate` endpoint for one text, with its defaults."""
    if form == "html":
        _without_imports("argostranslatefiles")
        from argostranslatefiles.translatehtml import translate_html

        return unescape(str(translate_html(translation, text)))
    _without_imports("libretranslate")
    from libretranslate.language import improve_translation_formatting

    return unescape(improve_translation_formatting(text, translation.hypotheses(text, 1)[0].value))


def _without_imports(name):
    """Let modules of a package be imported without what the package itself imports first: a web server, formats."""
    package = types.ModuleType(name)
    package.__path__ = importlib.machinery.PathFinder.find_spec(name).submodule_search_locations
    sys.modules.setdefault(name, package)


def around(model: Path, token: str):
    """Their translation of one direction with the weights of a folder; `token` is what these want before a source."""
    import spacy
    from argostranslate import sbd, settings
    from argostranslate.package import Package
    from argostranslate.tokenizer import SentencePieceTokenizer
    from argostranslate.translate import Language, PackageTranslation

    class Tokenizer(SentencePieceTokenizer):
        """Adds what these weights expect: the token of the target language and the end of the sentence."""

        def encode(self, sentence):
            return [token, *super().encode(sentence), "</s>"]

    folder = Path(tempfile.mkdtemp())
    names = {"from_code": "fr", "to_code": "xx", "from_name": "French", "to_name": "X", "package_version": "1"}
    (folder / "metadata.json").write_text(json.dumps({**names, "argos_version": "1"}))
    (folder / "model").symlink_to(model.resolve())
    spacy.blank("xx").to_disk(folder / "spacy")
    settings.device, settings.intra_threads = "cpu", 1
    package = Package(folder)
    package.tokenizer = Tokenizer(model / "source.spm")
    translation = PackageTranslation(Language("fr", "French"), Language("xx", "X"), package)
    translation.sentencizer = sbd.SpacySentencizerSmall(package)
    return translation


if __name__ == "__main__":
    main()
