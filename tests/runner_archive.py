"""A small archive for the tests of runners, and backends that kill their process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babelpress.config.schema import Component, Profile
from babelpress.document import Article, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from plug_ins import installed

TEXTS = (
    "Le conseil municipal a voté le budget lundi soir.",
    "La ligne de tramway rouvre en mars. Les travaux ont duré deux ans.",
    "Le musée accueille une exposition de photographies jusqu'au 12 juin.",
    "Un incendie a détruit une grange près de la rivière.",
    "« Nous n'avons jamais vu autant de visiteurs », dit la directrice.",
    "Le prix du pain augmente de 5 % dans la région.",
    "The council voted on the budget on Monday evening, and nobody in the room was surprised by the result.",
    "Les élèves ont planté quarante arbres dans la cour de l'école.",
    "La gare sera fermée dimanche. Des bus remplaceront les trains.",
    "L'équipe locale a gagné trois matchs de suite.",
    "Le maire a promis une réponse avant la fin de l'année.",
    "Une nouvelle bibliothèque ouvrira ses portes en septembre.",
)


def article(name: str, text: str = "Le train part.", *, language: str | None = "fr") -> Article:
    return Article(id=name, blocks=(Block(kind="paragraph", text=text),), language=language)


def archive() -> list[Article | ReadError]:
    """Twelve articles, one of them in a language that is not translated, and one that could not be read."""
    articles: list[Article | ReadError] = [article(f"a{i}", text, language=None) for i, text in enumerate(TEXTS)]
    return [*articles[:4], ReadError(id="b.txt", error=UnreadableInput("b.txt: is empty")), *articles[4:]]


_PLUGIN = """
import os, signal
from pathlib import Path
from babelpress.models.backends.ctranslate2 import CTranslate2Backend, CTranslate2Options
from babelpress.models.backends.fake import FakeBackend, FakeOptions

def die(texts, options):
    if any(options.die_on in text for text in texts) and not (options.once and Path(options.once).exists()):
        if options.once:
            Path(options.once).touch()
        os.kill(os.getpid(), signal.SIGKILL)

class DeadlyOptions(CTranslate2Options):
    die_on: str
    once: str = ""

class DeadlyBackend(CTranslate2Backend):
    Options = DeadlyOptions
    def generate(self, texts, *args, **kwargs):
        die(texts, self._deadly)
        return super().generate(texts, *args, **kwargs)
    def __init__(self, card, folder, options):
        self._deadly = options
        super().__init__(card, folder, options)

class DeadlyFakeOptions(FakeOptions):
    die_on: str
    once: str = ""

class DeadlyFakeBackend(FakeBackend):
    Options = DeadlyFakeOptions
    def generate(self, texts, *args, **kwargs):
        die(texts, self._options)
        return super().generate(texts, *args, **kwargs)
"""


@contextmanager
def deadly_backends(folder: Path) -> Iterator[None]:
    """Install the backends `deadly` (real weights) and `deadly-fake`, as another package would, for this process.

    They kill it when they are given a text with `die_on`; only once if a path that may be written is given as `once`.
    """
    backends = {"deadly": "deadly:DeadlyBackend", "deadly-fake": "deadly:DeadlyFakeBackend"}
    with installed(folder, "deadly", {"backends": backends}, {"deadly": _PLUGIN}):
        yield


def deadly_once(profile: Profile, mark: Path) -> Profile:
    """Give the profile with a backend that kills the first process that is given the article on the museum."""
    backend = Component.model_validate({"kind": "deadly", "threads": 1, "die_on": "musée", "once": str(mark)})
    translation = profile.translation.model_copy(update={"backend": backend})
    return profile.model_copy(update={"translation": translation})
