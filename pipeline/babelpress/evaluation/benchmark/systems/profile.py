"""A profile of Babelpress, through the whole pipeline (splitting, translation, post-editing, checks); one block per
text.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from babelpress._internal.process_memory import own_peak_bytes
from babelpress.config.code_identity import code_identity
from babelpress.config.plugins import resolve
from babelpress.config.schema import fingerprint
from babelpress.document import Article, Block, Record
from babelpress.evaluation.benchmark.systems.base import Adapter, Facts, Spec, SystemFailed, words
from babelpress.models.loading import runtime
from babelpress.models.routing import plan_profile
from babelpress.models.store import Store
from babelpress.stages.assembly import build
from babelpress.stages.profiles import all_cards, load_profile

_OVERRIDES = ("summary.strategy=none", "translation.cache_size=0")
"""Only translations are scored, and a repeated sentence has to be translated again to be measured."""


class ProfileSystem(Adapter):
    """`profile:NAME_OR_PATH [KEY=VALUE ...]`."""

    loads: ClassVar[bool] = True

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._name, *self._overrides = words(spec)
        self._overrides += _OVERRIDES
        self._profile = load_profile(self._name, overrides=self._overrides)
        self._store = Store(spec.models_dir)

    def settings(self) -> Mapping[str, str]:
        """Return the profile, the version of the code, and the checksums of the weights."""
        cards = all_cards(self._profile)
        found = {"version": code_identity(), "profile": fingerprint(self._profile)}
        for name in self._profile.translation.models:
            lock = self._store.lock(cards[name])
            found[name] = repr(sorted({**(lock.files if lock else {}), **cards[name].files}.items()))
        return found

    def load(self, *, source: str, target: str) -> None:
        """Build the flow of one direction."""
        profile = load_profile(self._name, overrides=self._overrides, targets=[target])
        cards = all_cards(profile)
        route = plan_profile(profile, cards).get(target, {}).get(source)
        if route is None:
            raise SystemFailed(f"the profile '{self._name}' does not translate from {source} to {target}")
        self._cards = [cards[model] for model in route.models]
        self._flow = build(profile, models_dir=self.spec.models_dir)

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Translate one article of all texts."""
        blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
        (record,) = self._flow.run([Record(article=Article(id="bench", blocks=blocks, language=source))])
        version = record.translation(target)
        if version is None:
            message = "; ".join(failure.message for failure in record.failures) or "it returned no translation"
            raise SystemFailed(message)
        return [block.text for block in version.blocks]

    def facts(self) -> Facts:
        """Return the size of the files of the route's models for the profile's backend; versions and licences."""
        chosen = self._profile.translation.backend
        layouts = [(card, resolve("backends", runtime(card, chosen).kind).layout) for card in self._cards]
        folders = {self._store.folder(card, self._store.usable(card, layout)) for card, layout in layouts if layout}
        return Facts(
            peak_bytes=own_peak_bytes(),
            size_bytes=sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file()),
            described={
                "version": f"babelpress {code_identity()}",
                "models": ", ".join(card.id for card in self._cards),
                "licence": ", ".join(dict.fromkeys(card.licence for card in self._cards)),
            },
        )
