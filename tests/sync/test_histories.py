"""Random histories of an article: the source and its versions are edited, synchronized, resolved, and runs are killed.

After each sync: no word that a person wrote is lost, every human text whose source was changed in a number or a
negation is a conflict, what nobody touched is as it was, and another sync does nothing. `BABELPRESS_HISTORIES=10000
pytest tests/sync/test_histories.py` runs that many histories.
"""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, Phase, settings, stateful
from hypothesis import strategies as st

from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.sync.changes import facets
from babelpress.sync.run import resolve, sync
from babelpress.sync.store import Store
from sync.killing import killed

LANGUAGES = ("nl", "en")
NAMES = [
    f"{first}{last}" for first in ("brav", "card", "dolm", "fent", "garl", "hust") for last in ("on", "el", "ir", "ac")
]
KINDS = {
    "number": "Le {name}ier {variant} de {name} a vu {number} {name}ets dans un {name}age.",
    "negation": "La {name}esse {variant} de {name} {denied} ce {name}ment {name}eux.",
}
"""No two sentences are alike: one could be an edit of the other."""
VARIANTS = ("très ému", "fort surpris", "plutôt content", "assez fatigué")


class Sentence:
    """A sentence of the source, recognized by its name whatever is edited in it."""

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        self.number, self.denied, self.variant = 3, False, 0

    @property
    def text(self) -> str:
        denied = "n'a pas signé" if self.denied else "a signé"
        variant = VARIANTS[self.variant % len(VARIANTS)]
        return KINDS[self.kind].format(name=self.name, number=self.number, denied=denied, variant=variant)


@cache
def profile():
    return load_profile("fake", targets=list(LANGUAGES))


@cache
def flow():
    return build(profile(), load=False)


SKELETON = {
    "md": ("---\ndraft: false\n---\n\n", "\n\n", "\n"),
    "txt": ("", "\n\n", "\n"),
    "html": (
        "<!DOCTYPE html>\n<html><head><title>x</title></head><body><article>\n<p>",
        "</p>\n<p>",
        "</p>\n</article></body></html>\n",
    ),
}


class Histories(stateful.RuleBasedStateMachine):
    """An article in a folder, and everything that may happen to it."""

    @stateful.initialize(
        kind=st.sampled_from(sorted(SKELETON)), sizes=st.lists(st.integers(1, 3), min_size=1, max_size=4)
    )
    def begin(self, kind, sizes):
        self.root = Path(tempfile.mkdtemp(prefix="history"))
        self.kind = kind
        self.free = list(NAMES)
        self.paragraphs = [[self.sentence(i) for i in range(size)] for size in sizes]
        self.tokens = {}  # token: (language, name of its sentence or None, source that it translates)
        self.released = set()  # tokens that a person gave up
        self.seen = set()
        self.count = 0
        self.deleted = {language: set() for language in LANGUAGES}
        self.published = {language: {} for language in LANGUAGES}
        self.synced = {}
        self.write_source()
        self.sync("hold")

    def teardown(self):
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    # The source

    def sentence(self, seed):
        return Sentence(self.free.pop(0), sorted(KINDS)[seed % 2])

    @property
    def sentences(self):
        return {one.name: one for paragraph in self.paragraphs for one in paragraph}

    def write_source(self):
        start, between, end = SKELETON[self.kind]
        text = start + between.join(" ".join(one.text for one in own) for own in self.paragraphs if own) + end
        (self.root / f"a.{self.kind}").write_text(text, encoding="utf-8")

    @stateful.rule(data=st.data(), what=st.sampled_from(["fact", "fact", "wording"]))
    def edit_sentence(self, data, what):
        one = data.draw(st.sampled_from(sorted(self.sentences.values(), key=lambda one: one.name)))
        if what == "wording":
            one.variant += 1
        elif one.kind == "number":
            one.number += 1
        else:
            one.denied = not one.denied
        self.write_source()

    @stateful.rule(
        data=st.data(), how=st.sampled_from(["paragraph", "sentence", "remove", "move", "split", "join", "drop"])
    )
    def edit_structure(self, data, how):
        at = data.draw(st.integers(0, len(self.paragraphs) - 1))
        own = self.paragraphs[at]
        if how == "paragraph" and self.free:
            self.paragraphs.insert(at, [self.sentence(at)])
        elif how == "sentence" and self.free:
            own.insert(data.draw(st.integers(0, len(own))), self.sentence(at))
        elif how == "remove" and len(own) > 1:
            own.pop(data.draw(st.integers(0, len(own) - 1)))
        elif how == "move":
            self.paragraphs.insert(data.draw(st.integers(0, len(self.paragraphs) - 1)), self.paragraphs.pop(at))
        elif how == "split" and len(own) > 1:
            self.paragraphs[at : at + 1] = [own[:1], own[1:]]
        elif how == "join" and at + 1 < len(self.paragraphs):
            self.paragraphs[at : at + 2] = [own + self.paragraphs[at + 1]]
        elif how == "drop" and len(self.paragraphs) > 1:
            self.paragraphs.pop(at)
        self.write_source()

    # The versions

    def file(self, language):
        return self.root / "out" / language / f"a.{self.kind}"

    def token(self):
        self.count += 1
        return f"mens{self.count}woord"

    @stateful.rule(
        data=st.data(), language=st.sampled_from(LANGUAGES), how=st.sampled_from(["insert", "insert", "rewrite"])
    )
    def edit_by_hand(self, data, language, how):
        text = self.file(language).read_text(encoding="utf-8")
        names = [name for name in sorted(NAMES) if f" {name} " in text]
        if not names:
            return
        name = data.draw(st.sampled_from(names))
        at = text.index(f" {name} ")
        token = self.token()
        if how == "insert":
            text = text[:at] + f" {token}" + text[at:]
        else:
            start = text.rindex(f"[{language}] ", 0, at) if f"[{language}] " in text[:at] else at
            end = text.index(".", at)
            if "." in text[start:at]:
                return  # people wrote this sentence already
            lost = [one for one in self.tokens if one in text[start:end]]
            self.released |= {*lost}  # the same person took them out again
            text = text[:start] + f"Zin {token} over {name} zonder meer" + text[end:]
        self.tokens[token] = (language, name, self.published[language].get(name, ""))
        self.file(language).write_text(text, encoding="utf-8")

    @stateful.rule(language=st.sampled_from(LANGUAGES), data=st.data())
    def add_by_hand(self, language, data):
        token = self.token()
        text = self.file(language).read_text(encoding="utf-8")
        _, between, _ = SKELETON[self.kind]
        places = [at for at in range(len(text)) if text.startswith(between, at)] if self.kind != "html" else []
        places = [at for at in places if not (self.kind == "md" and at < text.index("\n---\n") + 6)]
        if not places:
            return
        at = data.draw(st.sampled_from(places))
        self.file(language).write_text(f"{text[:at]}{between}Alinea {token}.{text[at:]}", encoding="utf-8")
        self.tokens[token] = (language, None, "")

    # What happens to them

    @stateful.rule(policy=st.sampled_from(["hold", "hold", "keep"]))
    def sync(self, policy):
        report = self.run(policy)
        self.check(report, policy)
        before = {path: path.read_bytes() for path in (self.root / "out").rglob(f"*.{self.kind}")}
        again = self.run(policy)
        assert (again.asked, again.written) == (0, 0)
        assert {path: path.read_bytes() for path in before} == before

    @stateful.rule(
        when=st.sampled_from(["before", "after"]), number=st.integers(0, 2), policy=st.sampled_from(["hold", "keep"])
    )
    def killed(self, when, number, policy):
        with killed(when, number):
            self.run(policy)
        self.sync(policy)

    @stateful.rule(data=st.data(), take=st.sampled_from(["human", "machine"]))
    def decide(self, data, take):
        with Store(self.root / "out") as store:
            found = store.conflicts()
        if not found:
            return
        one = data.draw(st.sampled_from(found))
        outcome = resolve(self.root / "out", one.id, take)
        for token in [token for token in self.tokens if token in one.human]:
            if take == "machine":
                self.released.add(token)
            else:
                language, name, _ = self.tokens[token]
                self.tokens[token] = (language, name, one.new_source)
        assert outcome.state != "stopped", outcome
        with Store(self.root / "out") as store:
            if store.version("a", outcome.language, "latest") is None:  # it is published now
                self.published[outcome.language] = dict(self.synced)

    def run(self, policy):
        with mock.patch("babelpress.sync.machine.build", lambda *_, **__: flow()):
            return sync([str(self.root / f"a.{self.kind}")], self.root / "out", profile(), language="fr", policy=policy)

    # What must be so

    def check(self, report, policy):
        assert not [own.messages for own in report.articles if own.state == "failed"]
        states = {one.language: one for own in report.articles for one in own.versions}
        assert not [one.message for one in states.values() if one.state == "stopped"]
        with Store(self.root / "out") as store:
            every = store.conflicts(every=True)
            assert store.broken_at() is None
            histories = {language: store.history("a", language) for language in LANGUAGES}
            held = {language for language in LANGUAGES if store.version("a", language, "latest") is not None}
        self.synced = {name: one.text for name, one in self.sentences.items()}
        for language in LANGUAGES:
            self.check_version(language, every, histories[language], held=language in held)
            if language not in held:
                self.published[language] = dict(self.synced)

    def check_version(self, language, every, history, *, held):
        text = self.file(language).read_text(encoding="utf-8")
        for token, (where, name, source) in self.tokens.items():
            if where != language or token in self.released:
                continue
            assert any(token in said for _, said, origin in history if origin == "human"), f"{token} has no history"
            if token not in text:
                assert name is not None, f"{token}: a paragraph that a person added is gone"
                assert name not in self.sentences, f"{token} is lost"
                self.released.add(token)
                continue
            now = self.sentences.get(name)
            if now is None or not source:
                continue
            if facets(source, now.text, "fr") - {"wording"}:
                mine = [one for one in every if one.language == language and token in one.human]
                decided = [one for one in mine if one.resolved == "human" and now.text in one.new_source]
                if decided:
                    self.tokens[token] = (where, name, now.text)
                    continue
                assert any(one.severe and not one.resolved for one in mine), f"{token} is false and no conflict"
        if held:
            return
        for name, one in self.sentences.items():
            touched = any(
                own[:2] == (language, name) for token, own in self.tokens.items() if token not in self.released
            )
            waits = any(one.text in own.new_source for own in every if own.language == language and not own.resolved)
            if not touched and not waits:
                assert text.count(f"[{language}] {one.text}") == 1, f"{one.text} is not in the version"


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=int(os.environ.get("BABELPRESS_HISTORIES", "15")),
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=(Phase.generate,),
)
