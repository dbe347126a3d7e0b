"""The file handling of other systems with a translator that only respells known words; run by their interpreter.

Reads JSON from standard input (`system`, `words`, `paths`) and writes, for each path, `PATH.out` or nothing, and the
error as JSON. Their models are not loaded: what is compared is what they do with markup.
"""

import json
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from respelling import respelt


def main() -> None:
    asked = json.load(sys.stdin)
    translate = {"libretranslate": _libretranslate, "mdpo": _mdpo}[asked["system"]]
    words = frozenset(asked["words"])
    said = []
    for path in asked["paths"]:
        try:
            translate(Path(path), lambda text: respelt(text, words))
            said.append("")
        except Exception as error:  # noqa: BLE001  (whatever it raises is its answer)
            said.append(f"{type(error).__name__}: {error}"[:200])
    json.dump(said, sys.stdout)


def _without_engine() -> None:
    """Let Argos Translate be imported without its engine, and the files without PDF."""
    translate = types.ModuleType("argostranslate.translate")
    translate.ITranslation = object
    sys.modules.setdefault("argostranslate.translate", translate)
    pdf = types.ModuleType("argostranslatefiles.formats.pdf")
    pdf.Pdf = type("Pdf", (), {"support": lambda self, path: False})
    sys.modules.setdefault("argostranslatefiles.formats.pdf", pdf)


def _libretranslate(path, respell):
    """As its `/translate_file` does: argos-translate-files."""
    _without_engine()
    from argostranslatefiles.argostranslatefiles import translate_file

    class Translation:
        to_lang = types.SimpleNamespace(code="xx")

        def translate(self, text):
            return respell(text)

    made = translate_file(Translation(), str(path))
    if not made:
        raise ValueError("not supported")
    Path(made).rename(f"{path}.out")


def _mdpo(path, respell):
    """Messages of the document, translated, and put into it again."""
    from mdpo.md2po import markdown_to_pofile
    from mdpo.po2md import pofile_to_markdown

    catalogue = markdown_to_pofile(str(path), location=False)
    for entry in catalogue:
        entry.msgstr = respell(entry.msgid)
    saved = f"{path}.po"
    catalogue.save(saved)
    Path(f"{path}.out").write_text(pofile_to_markdown(str(path), [saved]), encoding="utf-8")


if __name__ == "__main__":
    main()
