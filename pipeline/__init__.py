"""Babelpress: translate, summarize and check articles for a multilingual site.

    from pipeline import run

    for record in run(["examples/article.fr.txt"], targets=["nl", "en"]):
        print(record.translation("nl").text)
        print(record.summary("nl").text)

Names are imported on first use: `import pipeline` loads nothing heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.check import load_profile
    from pipeline.corpora.base import Corpus
    from pipeline.corpora.load import load_corpora
    from pipeline.errors import BabelpressError, ConfigError, ItemError, ModelUnavailable, OutputUnavailable, SetupError
    from pipeline.evaluation.evaluation import evaluate
    from pipeline.evaluation.results import Evaluation
    from pipeline.profile import Profile
    from pipeline.records import Article, Block, Record, Segment, Summary, Translation, from_json, to_json
    from pipeline.runners.base import run

_HOME = {
    "Article": "pipeline.records",
    "BabelpressError": "pipeline.errors",
    "Block": "pipeline.records",
    "ConfigError": "pipeline.errors",
    "Corpus": "pipeline.corpora.base",
    "Evaluation": "pipeline.evaluation.results",
    "ItemError": "pipeline.errors",
    "ModelUnavailable": "pipeline.errors",
    "OutputUnavailable": "pipeline.errors",
    "Profile": "pipeline.profile",
    "Record": "pipeline.records",
    "Segment": "pipeline.records",
    "SetupError": "pipeline.errors",
    "Summary": "pipeline.records",
    "Translation": "pipeline.records",
    "evaluate": "pipeline.evaluation.evaluation",
    "from_json": "pipeline.records",
    "load_corpora": "pipeline.corpora.load",
    "load_profile": "pipeline.check",
    "run": "pipeline.runners.base",
    "to_json": "pipeline.records",
}

__version__ = "0.1.0"
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
        raise AttributeError(f"module 'pipeline' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)
