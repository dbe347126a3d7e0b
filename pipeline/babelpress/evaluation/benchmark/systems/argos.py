"""Argos Translate with its installed packages, where it is installed beside Babelpress."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, ClassVar

from babelpress._internal.process_memory import own_peak_bytes
from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.benchmark.systems.base import Adapter, Facts, Spec, SystemFailed


class Argos(Adapter):
    """`argos`."""

    loads: ClassVar[bool] = True

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        try:
            self._version = version("argostranslate")
        except PackageNotFoundError as error:
            remedy = "pip install argostranslate, or run it as a command: benchmarks/systems/README.md"
            fault = Fault(spec.name, f"argostranslate is not installed; {remedy}")
            raise ConfigError("Argos Translate is missing", [fault]) from error

    def settings(self) -> Mapping[str, str]:
        """Return the version."""
        return {"version": self._version}

    def load(self, *, source: str, target: str) -> None:
        """Load the weights, by translating a first short text."""
        installed = import_module("argostranslate.translate").get_installed_languages()
        languages: dict[str, Any] = {language.code: language for language in installed}
        self._translation: Any = None
        if source in languages and target in languages:
            self._translation = languages[source].get_translation(languages[target])
        if self._translation is None:
            packages = f"translate-{source}_{target}, or translate-{source}_en and translate-en_{target}"
            message = f"Argos Translate cannot translate from {source} to {target}; run: argospm install {packages}"
            raise SystemFailed(message)
        self._translation.translate("1.")

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Translate text by text, as its own command line does."""
        return [self._translation.translate(text) for text in texts]

    def facts(self) -> Facts:
        """Return the packages of the route, and their size."""
        folders = [Path(package.package_path) for package in _packages(self._translation)]
        return Facts(
            peak_bytes=own_peak_bytes(),
            size_bytes=sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file()),
            described={"version": self._version, "packages": ", ".join(folder.name for folder in folders)},
        )


def _packages(translation: Any) -> list[Any]:
    """Return the packages of a translation: it may be wrapped by a cache, or go through a third language."""
    if hasattr(translation, "pkg"):
        return [translation.pkg]
    parts = [getattr(translation, name) for name in ("underlying", "t1", "t2") if hasattr(translation, name)]
    return [package for part in parts for package in _packages(part)]
