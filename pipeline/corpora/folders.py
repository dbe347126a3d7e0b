"""Folders with a file a language: `nl.txt`, NTREX-128's `newstest2019-ref.nld.txt`, FLORES-200's `nld_Latn.devtest`."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.corpora.codes import code, language_of
from pipeline.corpora.parts import unreadable
from pipeline.languages import LANGUAGES

_SUFFIXES = frozenset({".txt", ".devtest", ".dev", ".test"})
DOCUMENTS = ("document_ids.tsv", "DOCUMENT_IDS.tsv", "documents.txt")
"""What the file with the document of each line is called."""


def by_language(folder: Path) -> dict[str, Path]:
    """Give the file of each language in a folder. Raises `ConfigError` where a language has two, or none is there."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        language = of_name(path.name)
        if language is None or not path.is_file() or not _is_text(path):
            continue
        if language in found:
            raise unreadable(folder, f"holds two files of '{language}': {found[language].name} and {path.name}")
        found[language] = path
    if not found:
        raise unreadable(folder, "holds no file named by a language, such as nl.txt or nld_Latn.devtest")
    return found


def of_name(name: str) -> str | None:
    """Give the language that a file's name tells, or None.

    >>> of_name("newstest2019-ref.nld.txt"), of_name("por_Latn.devtest"), of_name("ours.txt")
    ('nl', 'pt', None)
    """
    for part in reversed(name.split(".")):
        said = code(part)
        if said is not None and language_of(said) in LANGUAGES:
            return said
    return None


def document_ids(folder: Path) -> Path | None:
    """Give the file of document ids of a folder, if there is one."""
    return next((folder / name for name in DOCUMENTS if (folder / name).is_file()), None)


def pick(files: dict[str, Path], wanted: Iterable[str | None], folder: Path) -> tuple[str, Path]:
    """Give the language and file of the first wanted language that is there. Raises `ConfigError`."""
    names = [name for name in wanted if name]
    for name in names:
        if name in files:
            return name, files[name]
    said = f"holds no file of '{names[0]}'" if names else "holds several languages; say which is the source's"
    raise unreadable(folder, f"{said}; it has {', '.join(files)}")


def _is_text(path: Path) -> bool:
    return path.suffix in _SUFFIXES or (code(path.suffix.removeprefix(".")) is not None and path.suffix != ".json")
