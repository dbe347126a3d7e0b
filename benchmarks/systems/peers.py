"""Argos Translate and LibreTranslate around the shipped weights: what is done around weights, not which they are.

    babelpress bench ... "argos=command:PEERS/bin/python benchmarks/systems/peers.py argos {target}"
    PEERS/bin/python benchmarks/systems/peers.py libretranslate 5000 &
    babelpress bench ... libretranslate:http://127.0.0.1:5000

PEERS is an environment made as README.md here says; it never sees Babelpress. `argos` reads a line and writes a line;
`libretranslate` is its own server, whole, that finds these translations installed.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKENS = {"en": ">>eng<<", "de": ">>deu<<", "es": ">>spa<<", "nl": ">>nld<<", "pt": ">>por<<"}


def main() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks" / "fidelity"))
    from torture_argos import around, without_stanza

    without_stanza()
    weights = ROOT / "models" / "embedded" / "fr-mul-tiny" / "ct2"
    system, argument = sys.argv[1:]
    if system == "argos":
        translation = around(weights, TOKENS[argument])
        for line in sys.stdin:
            print(translation.translate(line.removesuffix("\n")).replace("\n", " "))
    else:
        serve({target: around(weights, token) for target, token in TOKENS.items()}, port=argument)


def serve(translations, *, port):
    """Run LibreTranslate with these translations out of French instead of the packages it finds."""
    from argostranslate import translate

    french = translate.Language("fr", "French")
    languages = [french]
    for target, translation in translations.items():
        language = translate.Language(target, target)
        translation.from_lang, translation.to_lang = french, language
        french.translations_from.append(translate.CachedTranslation(translation))
        languages.append(language)
    translate.get_installed_languages = lambda: languages

    from libretranslate import init, main

    init.boot = lambda *said: None  # it would look for packages to download
    sys.argv = ["libretranslate", "--port", port, "--disable-files-translation", "--disable-web-ui"]
    main()


if __name__ == "__main__":
    main()
