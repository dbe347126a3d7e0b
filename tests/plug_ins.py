"""Plug-ins as installed by another package: modules on the path with entry points."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from babelpress import failures, lang
from babelpress.config import plugins
from babelpress.qa import engine


@contextmanager
def installed(
    folder: Path, name: str, entry_points: Mapping[str, Mapping[str, str]], modules: Mapping[str, str]
) -> Iterator[None]:
    """Install the package `name` 1.0 for this process and its workers.

    Args:
        folder: The folder for its files.
        name: The name of the package.
        entry_points: Targets (`module:object`) by kind, by family.
        modules: Source texts by module name.
    """
    for module, source in modules.items():
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    groups = [
        "\n".join([f"[babelpress.{family}]", *(f"{kind} = {target}" for kind, target in kinds.items())])
        for family, kinds in entry_points.items()
    ]
    (info / "entry_points.txt").write_text("\n\n".join(groups) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setenv("PYTHONPATH", str(folder), prepend=":")  # the workers of Ray do not inherit sys.path
        _forget()
        yield
    _forget()


def _forget() -> None:
    for known in (plugins.kinds, plugins._load, failures.plug_ins, engine.load_check):
        known.cache_clear()
    lang._forget()


FAULTY = '''
from pydantic import BaseModel, ConfigDict
from babelpress.models.backends.fake import FakeBackend, FakeOptions
from babelpress.formats.text.plain import TextReader
from babelpress.document import Detection

def recurse(text):
    return recurse(text)

def fall(text):
    """Raise the exception that a text names."""
    if "ValueError" in text:
        raise ValueError("no such value")
    if "KeyError" in text:
        {}["title"]
    if "AssertionError" in text:
        assert not text
    if "RecursionError" in text:
        recurse(text)

class Options(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

class Detector:
    Options = Options
    def __init__(self, options): ...
    def detect(self, text):
        fall(text)
        return Detection(language="fr", confidence=1.0)

class Backend(FakeBackend):
    Options = FakeOptions
    def generate(self, texts, *args, **kwargs):
        for text in texts:
            fall(text)
        return super().generate(texts, *args, **kwargs)

class Short(FakeBackend):
    Options = FakeOptions
    def generate(self, texts, *args, **kwargs):
        made = super().generate(texts, *args, **kwargs)
        return made[:-1] if any("Error" in text for text in texts) else made

def check(pair):
    fall(pair.source)
    return ()

class Reader:
    Options = Options
    suffixes = (".faulty",)
    def __init__(self, options):
        self._text = TextReader(TextReader.Options())
    def claims(self, path):
        fall(path.stem if path.suffix == ".claimed" else "")
        return path.suffix == ".claimed"
    def ready(self, path):
        fall(path.stem if path.name.startswith("ready") else "")
    def read(self, path):
        yield from self._text.read(path)
        fall(path.read_text())

class Writer:
    Options = Options
    expects = "folder"
    def __init__(self, output, options):
        self._path = output
    def __enter__(self):
        fall(self._path.stem)
        self._path.mkdir(exist_ok=True)
        return self
    def write(self, record):
        fall(record.article.text)
        (self._path / record.article.id).write_text(record.translation("nl").text)
    def __exit__(self, *exception):
        fall(self._path.suffix)
'''
"""A module with a plug-in of each kind that raises the exception named in the text of an article."""


@contextmanager
def faulty(folder: Path) -> Iterator[None]:
    """Install `FAULTY` as the kind `faulty`, and a backend `short`, which drops an output."""
    points = {
        "detectors": {"faulty": "faulty_parts:Detector"},
        "backends": {"faulty": "faulty_parts:Backend", "short": "faulty_parts:Short"},
        "readers": {"faulty": "faulty_parts:Reader"},
        "writers": {"faulty": "faulty_parts:Writer"},
        "checks": {"faulty": "faulty_parts:check"},
    }
    with installed(folder, "faulty-parts", points, {"faulty_parts": FAULTY}):
        yield
