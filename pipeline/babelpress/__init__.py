"""Babelpress: translate, summarize and check articles for a multilingual site.

    import babelpress

    babelpress.translate("Le train part demain matin.", to="en")  # returns a str
    babelpress.translate(["Bonjour à tous.", "Il pleut."], to="es")  # returns a list
    babelpress.translate("Le prix a baissé de 5 %.", to=["en", "nl"])  # returns a dict by language

    bp = babelpress.load("opus", targets=["nl", "en"])
    for record in bp.run(["articles/"]):
        print(record.translation("nl").text)
        print(record.summary("nl").text)

Names are imported at their first use, so that `import babelpress` is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from babelpress._version import __version__ as __version__

if TYPE_CHECKING:
    from babelpress.api import (
        Pipeline,
        Postedited,
        VerifyReport,
        batch,
        detect,
        load,
        postedit,
        run,
        summarize,
        translate,
        verify,
        verify_files,
    )
    from babelpress.config.schema import Profile
    from babelpress.document import (
        Article,
        Block,
        Detection,
        Failure,
        Finding,
        Record,
        Segment,
        Summary,
        Translation,
        from_json,
        to_json,
    )
    from babelpress.errors import (
        BabelpressError,
        ConfigError,
        GenerationFailed,
        ItemError,
        ModelUnavailable,
        OutputUnavailable,
        RunStopped,
        SetupError,
        UnreadableInput,
        UnsupportedLanguage,
    )
    from babelpress.evaluation.datasets.base import Corpus
    from babelpress.evaluation.datasets.load import load_corpora
    from babelpress.evaluation.evaluate import evaluate
    from babelpress.evaluation.results import Evaluation
    from babelpress.execution.manifest import Manifest
    from babelpress.stages.profiles import load_profile

_PLACES = {
    "babelpress.api": (
        "Pipeline Postedited VerifyReport batch detect load postedit run summarize translate verify verify_files"
    ),
    "babelpress.config.schema": "Profile",
    "babelpress.document": (
        "Article Block Detection Failure Finding Record Segment Summary Translation from_json to_json"
    ),
    "babelpress.errors": (
        "BabelpressError ConfigError GenerationFailed ItemError ModelUnavailable OutputUnavailable RunStopped "
        "SetupError UnreadableInput UnsupportedLanguage"
    ),
    "babelpress.evaluation.datasets.base": "Corpus",
    "babelpress.evaluation.datasets.load": "load_corpora",
    "babelpress.evaluation.evaluate": "evaluate",
    "babelpress.evaluation.results": "Evaluation",
    "babelpress.execution.manifest": "Manifest",
    "babelpress.stages.profiles": "load_profile",
}
"""The public names of each module. The module is imported when a name is first used."""

_HOME = {name: module for module, names in _PLACES.items() for name in names.split()}

__all__ = [
    "Article",
    "BabelpressError",
    "Block",
    "ConfigError",
    "Corpus",
    "Detection",
    "Evaluation",
    "Failure",
    "Finding",
    "GenerationFailed",
    "ItemError",
    "Manifest",
    "ModelUnavailable",
    "OutputUnavailable",
    "Pipeline",
    "Postedited",
    "Profile",
    "Record",
    "RunStopped",
    "Segment",
    "SetupError",
    "Summary",
    "Translation",
    "UnreadableInput",
    "UnsupportedLanguage",
    "VerifyReport",
    "batch",
    "detect",
    "evaluate",
    "from_json",
    "load",
    "load_corpora",
    "load_profile",
    "postedit",
    "run",
    "summarize",
    "to_json",
    "translate",
    "verify",
    "verify_files",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'babelpress' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
