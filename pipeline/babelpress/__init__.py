"""Babelpress: translate, summarize and check articles for a multilingual site.

    from babelpress import run

    for record in run(["examples/article.fr.txt"], targets=["nl", "en"]):
        print(record.translation("nl").text)
        print(record.summary("nl").text)

Names are imported on first use: `import babelpress` loads nothing heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from babelpress._version import __version__ as __version__

if TYPE_CHECKING:
    from babelpress.config.schema import Profile
    from babelpress.document import Article, Block, Record, Segment, Summary, Translation, from_json, to_json
    from babelpress.errors import (
        BabelpressError,
        ConfigError,
        ItemError,
        ModelUnavailable,
        OutputUnavailable,
        SetupError,
    )
    from babelpress.evaluation.datasets.base import Corpus
    from babelpress.evaluation.datasets.load import load_corpora
    from babelpress.evaluation.evaluate import evaluate
    from babelpress.evaluation.results import Evaluation
    from babelpress.execution.runner import run
    from babelpress.stages.profiles import load_profile

_HOME = {
    "Article": "babelpress.document",
    "BabelpressError": "babelpress.errors",
    "Block": "babelpress.document",
    "ConfigError": "babelpress.errors",
    "Corpus": "babelpress.evaluation.datasets.base",
    "Evaluation": "babelpress.evaluation.results",
    "ItemError": "babelpress.errors",
    "ModelUnavailable": "babelpress.errors",
    "OutputUnavailable": "babelpress.errors",
    "Profile": "babelpress.config.schema",
    "Record": "babelpress.document",
    "Segment": "babelpress.document",
    "SetupError": "babelpress.errors",
    "Summary": "babelpress.document",
    "Translation": "babelpress.document",
    "evaluate": "babelpress.evaluation.evaluate",
    "from_json": "babelpress.document",
    "load_corpora": "babelpress.evaluation.datasets.load",
    "load_profile": "babelpress.stages.profiles",
    "run": "babelpress.execution.runner",
    "to_json": "babelpress.document",
}

__all__ = [
    "Article",
    "BabelpressError",
    "Block",
    "ConfigError",
    "Corpus",
    "Evaluation",
    "ItemError",
    "ModelUnavailable",
    "OutputUnavailable",
    "Profile",
    "Record",
    "Segment",
    "SetupError",
    "Summary",
    "Translation",
    "evaluate",
    "from_json",
    "load_corpora",
    "load_profile",
    "run",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'babelpress' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)
