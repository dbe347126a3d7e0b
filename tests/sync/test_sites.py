"""Random histories of a small site: everything that people do to sources and versions between two syncs.

Articles are Markdown, HTML, PO, JSON and plain texts, with hand edits in titles, front matter, list items, cells and
alternative texts; they are renamed, removed and restored; files get other line ends and a byte order mark, are deleted
and put back; languages come and go; texts are joined, split, moved and deleted by hand; conflicts are decided in each
way, and edited again; runs are killed, and the database is lost.

After each sync: no word that a person wrote is lost, every human text whose source was changed in a fact is a conflict,
nothing is there twice, what nobody touched is what the machine makes of it, and another sync does nothing.
`BABELPRESS_HISTORIES=1000 BABELPRESS_SEED=1 pytest tests/sync/test_sites.py` runs a thousand, from this seed on.
"""

import json
import os
import random
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from unittest import mock

from babelpress.errors import ConfigError
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.sync.changes import facets
from babelpress.sync.run import plan, resolve, sync
from babelpress.sync.store import Store
from sync.killing import killed

LANGUAGES = ("nl", "en")
STEPS = 14
NAMES = [
    f"{first}{last}"
    for first in ("brav", "card", "dolm", "fent", "garl", "hust", "jolb", "kerv", "lurn", "morv")
    for last in ("on", "el", "ir", "ac", "um", "ep")
]
VARIANTS = ("très ému", "fort surpris", "plutôt content", "assez fatigué")
FACTS = {
    "number": ("Le {n}ier {v} de {n} a vu {f} {n}ets dans un {n}age.", [str(one) for one in range(3, 90)]),
    "negation": ("La {n}esse {v} de {n} {f} ce {n}ment {n}eux.", ["a signé", "n'a pas signé"]),
    "name": ("Un {n}eur {v} de {n} parle à {f} du {n}is.", ["Paul Durand", "Marie Lefort", "Jean Morel"]),
    "percent": ("Le {n}ard {v} de {n} perd {f} % de son {n}ain.", [str(one) for one in range(3, 90)]),
}
"""No two sentences are alike: one could be an edit of the other."""
TABLE = "| A | B |\n|---|---|\n"


class Sentence:
    """A sentence of the source, recognized by its name whatever is edited in it."""

    def __init__(self, name, kind):
        self.name, self.kind, self.fact, self.variant = name, kind, 0, 0

    @property
    def text(self):
        pattern, facts = FACTS[self.kind]
        return pattern.format(n=self.name, v=VARIANTS[self.variant % 4], f=facts[self.fact % len(facts)])


class Article:
    """An article: its blocks, each a role and sentences."""

    def __init__(self, id, kind, blocks):
        self.id, self.kind, self.blocks = id, kind, blocks
        self.crlf = self.bom = self.removed = self.reordered = False
        self.published = {language: {} for language in LANGUAGES}
        self.synced = {}
        self.touched = {language: set() for language in LANGUAGES}

    @property
    def sentences(self):
        return {one.name: one for _, own in self.blocks for one in own}

    def data(self):
        text = getattr(self, self.kind)()
        text = text.replace("\n", "\r\n") if self.crlf else text
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode()

    def lines(self):
        return [(role, " ".join(one.text for one in own)) for role, own in self.blocks if own]

    def md(self):
        front = [f"{role}: {text}" for role, text in self.lines() if role in ("title", "description")]
        front.insert(0 if self.reordered else len(front), "draft: false")
        shapes = {"heading": "## {}", "item": "- {}", "cell": TABLE + "| Un | {} |", "alt": "![{}](a.jpg)"}
        body = [
            shapes.get(role, "{}").format(text) for role, text in self.lines() if role not in ("title", "description")
        ]
        return "\n".join(["---", *front, "---", ""]) + "\n" + "\n\n".join(body) + "\n"

    def html(self):
        shapes = {
            "heading": "<h2>{}</h2>",
            "item": "<ul><li>{}</li></ul>",
            "cell": "<table><tr><td>{}</td></tr></table>",
            "alt": '<figure><img src="a.jpg" alt="{}"></figure>',
            "title": "<h1>{}</h1>",
        }
        body = "\n".join(shapes.get(role, "<p>{}</p>").format(text) for role, text in self.lines())
        return f'<!DOCTYPE html>\n<html lang="fr"><head><title>x</title></head><body>\n{body}\n</body></html>\n'

    def txt(self):
        return "\n\n".join(text for _, text in self.lines()) + "\n"

    def json(self):
        content = {own[0].name: " ".join(one.text for one in own) for _, own in self.blocks if own}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def po(self):
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: nl\\n"\n'
        return head + "".join(f'\nmsgid "{text}"\nmsgstr ""\n' for _, text in self.lines())


@cache
def profile(targets):
    return load_profile("fake", targets=list(targets))


@cache
def flow(targets):
    return build(profile(targets), load=False)


class Site:
    """A site in a folder, and everything that may happen to it."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.root = Path(tempfile.mkdtemp(prefix="site"))
        (self.root / "content").mkdir()
        self.log = []
        self.free = list(NAMES)
        self.rng.shuffle(self.free)
        self.state = self.rng.choice(["sqlite", "sqlite", "xliff"])
        self.articles = []
        self.tokens = {}  # token: [article, language, name of its sentence or None, the source that it translates]
        self.released = set()
        self.fresh = set()  # tokens that no sync has seen
        self.copies = {}
        self.count = 0
        for id in ("a", "b")[: self.rng.choice([1, 1, 2])]:
            kind = self.rng.choice(["md", "md", "md", "html", "html", "txt", "json", "po"])
            self.articles.append(Article(id, kind, self.blocks(kind)))
            self.write(self.articles[-1])

    def blocks(self, kind):
        roles = ["para"] * self.rng.randint(1, 3)
        if kind in ("md", "html"):
            roles += self.rng.sample(["heading", "item", "item", "cell", "alt"], self.rng.randint(0, 4))
        self.rng.shuffle(roles)
        head = {"md": ["title", "description"], "html": ["title"]}.get(kind, [])
        return [(role, self.some(role)) for role in head[: self.rng.randint(0, 2)] + roles]

    def some(self, role):
        return [self.sentence() for _ in range(self.rng.randint(1, 3) if role == "para" else 1)]

    def sentence(self):
        return Sentence(self.free.pop(), self.rng.choice(sorted(FACTS)))

    def path(self, article):
        return self.root / "content" / f"{article.id}.{article.kind}"

    def write(self, article):
        if not article.removed:
            self.path(article).write_bytes(article.data())

    def run(self):
        self.sync("hold")
        for _ in range(STEPS):
            ops = [name for name, weight in OPS.items() for _ in range(weight)]
            name = self.rng.choice(ops)
            self.log.append(name)
            getattr(self, name)()
        self.sync("hold")
        shutil.rmtree(self.root)

    def any(self):
        return self.rng.choice(self.articles)

    # The sources

    def edit_fact(self):
        article = self.any()
        one = self.rng.choice(list(article.sentences.values()))
        one.fact += 1
        self.log[-1] += f" {one.name}"
        self.write(article)

    def edit_wording(self):
        article = self.any()
        one = self.rng.choice(list(article.sentences.values()))
        one.variant += 1
        self.log[-1] += f" {one.name}"
        self.write(article)

    def edit_structure(self):
        article = self.any()
        plain = [i for i, (role, _) in enumerate(article.blocks) if role == "para"]
        if not plain or len(self.free) < 5:
            return
        at, how = self.rng.choice(plain), self.rng.choice(["add", "grow", "cut", "move", "split", "join", "drop"])
        own = article.blocks[at][1]
        self.log[-1] += f" {how} {[one.name for one in own]}"
        if how == "add":
            article.blocks.insert(at + self.rng.randint(0, 1), ("para", self.some("para")))
        elif how == "grow":
            own.insert(self.rng.randint(0, len(own)), self.sentence())
        elif how == "cut" and len(own) > 1:
            own.pop(self.rng.randrange(len(own)))
        elif how == "move":
            article.blocks.insert(self.rng.choice(plain), article.blocks.pop(at))
        elif how == "split" and len(own) > 1:
            article.blocks[at : at + 1] = [("para", own[:1]), ("para", own[1:])]
        elif how == "join" and at + 1 in plain:
            article.blocks[at : at + 2] = [("para", own + article.blocks[at + 1][1])]
        elif how == "drop" and len(plain) > 1:
            article.blocks.pop(at)
        self.write(article)

    def retype_source(self):
        article = self.any()
        what = self.rng.choice(["crlf", "bom", "reordered"])
        if not (what == "bom" and article.kind in ("json", "po")):
            setattr(article, what, not getattr(article, what))
        self.write(article)

    def rename(self):
        article = self.any()
        if article.removed:
            return
        before = self.path(article)
        self.count += 1
        article.old = getattr(article, "old", article.id)
        article.id = f"r{self.count}"
        before.rename(self.path(article))

    def remove(self):
        article = self.any()
        article.removed = len(self.articles) > 1 and not self.articles[0].removed and not self.articles[1].removed
        if article.removed:
            self.path(article).unlink(missing_ok=True)
        self.write(article)

    # The versions

    def file(self, article, language):
        with Store(self.root / "out", create=False) as store:
            known = store.file(getattr(article, "old", article.id), language)
        return self.root / "out" / known.path if known else None

    def version(self):
        article, language = self.any(), self.rng.choice(LANGUAGES)
        path = self.file(article, language)
        if path is None or not path.exists():
            return None
        return article, language, path, path.read_bytes().decode("utf-8")

    def places(self, text, article):
        """Names of sentences and where they stand in the translation."""
        found = []
        for name in sorted(article.published["nl"].keys() | article.published["en"].keys()):
            places = [one.start() for one in re.finditer(f" {name} ", text)]
            if len(places) > (article.kind == "po"):
                found.append((name, places[-1]))
        return found

    def token(self, article, language, name):
        self.count += 1
        token = f"mens{self.count}woord"
        self.tokens[token] = [article, language, name, article.published[language].get(name, "")]
        self.fresh.add(token)
        self.log[-1] += f" {token} {language} {name}"
        return token

    def insert(self):
        if (found := self.version()) and (places := self.places(found[3], found[0])):
            article, language, path, text = found
            name, at = self.rng.choice(places)
            path.write_bytes(f"{text[:at]} {self.token(article, language, name)}{text[at:]}".encode())

    def rewrite(self):
        if (found := self.version()) and (places := self.places(found[3], found[0])):
            article, language, path, text = found
            name, at = self.rng.choice(places)
            start, end = text.rfind(f"[{language}", 0, at), text.find(".", at)
            if start < 0 or end < 0 or "." in text[start:at]:
                return
            start = text.index(" ", start) + 1
            self.released |= {one for one in self.tokens if one in text[start:end]}
            words = f"Zin {self.token(article, language, name)} over {name} zonder meer"
            path.write_bytes(f"{text[:start]}{words}{text[end:]}".encode())

    def add(self):
        if (found := self.version()) and found[0].kind in ("md", "txt"):
            article, language, path, text = found
            end = "\r\n" if "\r\n" in text else "\n"
            body = text.index("---", 4) + 4 if article.kind == "md" else 0
            places = [one.start() for one in re.finditer(f"(?<=\\.){end}{end}", text) if one.start() > body]
            if places:
                at = self.rng.choice(places)
                token = self.token(article, language, None)
                path.write_bytes(f"{text[:at]}{end}{end}Alinea {token}.{text[at:]}".encode())

    def reshape(self):
        """Join two paragraphs of a version, split one, swap two, or delete a sentence."""
        found = self.version()
        if not found or found[0].kind not in ("md", "txt"):
            return
        article, language, path, text = found
        end = "\r\n" if "\r\n" in text else "\n"
        parts = text.split(end + end)
        plain = [i for i, one in enumerate(parts) if re.match(r"\[|Zin|Alinea", one) and not one.startswith("![")]
        how = self.rng.choice(["join", "split", "swap", "delete"])
        if not plain:
            return
        at = self.rng.choice(plain)
        if how == "join" and at + 1 in plain:
            parts[at : at + 2] = [parts[at].rstrip() + " " + parts[at + 1]]
        elif how == "split":
            parts[at] = parts[at].replace(". [", f".{end}{end}[", 1)
        elif how == "swap" and len(plain) > 1:
            other = self.rng.choice(plain)
            one, two = parts[at].rstrip(), parts[other].rstrip()
            parts[at], parts[other] = (parts[at].replace(one, two), parts[other].replace(two, one))
        elif how == "delete":
            sentences = re.split(r"(?<=\.) ", parts[at])
            if len(sentences) < 2:
                return
            gone = sentences.pop(self.rng.randrange(len(sentences)))
            self.released |= {token for token in self.tokens if token in gone}
            parts[at] = " ".join(sentences) + (end if gone.endswith(end) else "")
        else:
            return
        self.log[-1] += f" {how} {language} {parts[at][:40]!r}"
        article.touched[language] |= set(article.sentences) | set(article.synced)
        path.write_bytes((end + end).join(parts).encode())

    def retype(self):
        if found := self.version():
            _, _, path, text = found
            if self.rng.random() < 0.6:
                text = text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")
            elif found[0].kind not in ("json", "po"):
                text = text.removeprefix("\ufeff") if text.startswith("\ufeff") else "\ufeff" + text
            path.write_bytes(text.encode())

    def delete_file(self):
        if found := self.version():
            _, language, path, text = found
            self.released |= {token for token in self.fresh if token in text}
            path.unlink()
            self.log[-1] += f" {language}"

    def copy(self):
        if found := self.version():
            self.copies[found[0], found[1]] = found[3]

    def put_back(self):
        """Put an earlier copy of a version back, as `git checkout` does."""
        if (found := self.version()) and (old := self.copies.get(found[:2])) is not None:
            article, language, path, _ = found
            for token, own in self.tokens.items():
                if own[:2] == [article, language]:
                    own[3] = ""
                    if token not in old:
                        self.released.add(token)
            article.touched[language] |= set(article.sentences) | set(article.synced)
            path.write_bytes(old.encode())

    # What happens to them

    def sync_hold(self):
        self.sync("hold")

    def sync_keep(self):
        self.sync("keep")

    def sync_machine(self):
        self.sync("machine")

    def sync_one_language(self):
        language = self.rng.choice(LANGUAGES)
        other = {"nl": "en", "en": "nl"}[language]
        files = [path for article in self.articles if (path := self.file(article, other)) and path.exists()]
        before = {path: path.read_bytes() for path in files if not self.renamed()}
        self.sync("hold", (language,))
        assert {path: path.read_bytes() for path in before} == before, "the version of a language not asked for changed"

    def renamed(self):
        return any(hasattr(article, "old") for article in self.articles)

    def killed(self):
        number, when = self.rng.randint(0, 2), self.rng.choice(["before", "after"])
        with killed(when, number):
            self.synced("hold", LANGUAGES)
        self.sync("hold")

    def lose_database(self):
        if self.state == "xliff":
            for path in (self.root / "out" / ".babelpress").glob("sync.sqlite*"):
                path.unlink()

    def decide(self):
        with Store(self.root / "out", create=False) as store:
            found = store.conflicts()
        if not found:
            return
        one, take = self.rng.choice(found), self.rng.choice(["human", "machine", "merged"])
        self.log[-1] += f" {one.id} {take}"
        before = {token for token in self.tokens if token in one.human}
        try:
            outcome = resolve(self.root / "out", one.id, take)
        except ConfigError as error:
            assert take == "merged" and "has no merge" in str(error), error
            return
        for token in before:
            if take == "machine":
                self.released.add(token)
            else:
                self.tokens[token][3] = one.new_source
        for article in self.articles:
            if getattr(article, "old", article.id) == one.article:
                with Store(self.root / "out", create=False) as store:
                    held = store.version(one.article, one.language, "latest") is not None
                if not held and outcome.state != "stopped":
                    article.published[one.language] = dict(article.synced)

    def synced(self, policy, targets):
        setting = profile(targets)
        inputs = [str(self.root / "content")]
        with mock.patch("babelpress.sync.machine.build", lambda *_, **__: flow(targets)):
            return sync(inputs, self.root / "out", setting, language="fr", policy=policy, state=self.state)

    def sync(self, policy, targets=LANGUAGES):
        out = self.root / "out"
        old = {
            (article, language): path
            for article in self.articles
            if hasattr(article, "old") or article.removed
            for language in LANGUAGES
            if (path := self.file(article, language))
        }
        report = self.synced(policy, targets)
        assert not [one.messages for one in report.articles if one.state == "failed"]
        stopped = [one.message for own in report.articles for one in own.versions if one.state == "stopped"]
        assert not stopped, stopped
        moved = {article for article in self.articles if hasattr(article, "old") and not article.removed}
        for article in moved:
            self.follow(article, old)
        self.check(policy, targets)
        before = {
            path: path.read_bytes() for path in out.rglob("*") if path.is_file() and ".babelpress" not in str(path)
        }
        planned = plan([str(self.root / "content")], out, profile(targets), language="fr")
        assert not planned.articles, f"a plan after a sync is not empty: {planned.articles}"
        again = self.synced(policy, targets)
        assert (again.asked, again.written) == (0, 0), "a second sync does something"
        assert {path: path.read_bytes() for path in before} == before

    def follow(self, article, old):
        """A source was renamed: its versions moved along, or it is another article, and they stay where they were."""
        del article.old
        for language in LANGUAGES:
            path = old.get((article, language))
            if path is None or not path.exists():
                continue
            left = path.read_bytes().decode("utf-8")
            for token, own in self.tokens.items():
                if own[:2] == [article, language] and token in left:
                    self.released.add(token)
                    self.fresh.discard(token)
            article.touched[language] = set()
            self.copies.pop((article, language), None)

    # What must be so

    def check(self, policy, targets):
        for article in self.articles:
            if article.removed:
                continue
            article.synced = {name: one.text for name, one in article.sentences.items()}
            with Store(self.root / "out", create=False) as store:
                assert store.broken_at() is None
                every = [one for one in store.conflicts(every=True) if one.article == article.id]
                histories = {language: store.history(article.id, language) for language in targets}
                held = {one for one in targets if store.version(article.id, one, "latest") is not None}
            for language in targets:
                self.check_version(article, language, every, histories[language], language in held, policy)
                if language not in held:
                    article.published[language] = dict(article.synced)
        self.fresh -= {token for token, own in self.tokens.items() if own[1] in targets and not own[0].removed}

    def check_version(self, article, language, every, history, held, policy):
        text = self.file(article, language).read_bytes().decode("utf-8")
        written = " ".join(said for _, said, origin in history if origin == "human")
        mine = {token: own for token, own in self.tokens.items() if own[:2] == [article, language]}
        for token, own in mine.items():
            if token in self.released:
                continue
            name, source = own[2:]
            assert token in written, f"{token} has no history"
            if token not in text:
                assert name not in article.sentences or policy == "machine", f"{token} is lost"
                self.released.add(token)
                continue
            now = article.sentences.get(name)
            if now is None or not source or not facets(source, now.text, "fr") - {"wording"}:
                continue
            about = [one for one in every if one.language == language and token in one.human]
            if any(one.resolved in ("human", "merged") and now.text in one.new_source for one in about):
                own[3] = now.text
                continue
            assert any(one.severe and not one.resolved for one in about), f"{token} is false and no conflict"
        if held:
            return
        touched = {own[2] for token, own in mine.items()} | article.touched[language]
        waiting = [one.new_source for one in every if one.language == language and not one.resolved]
        plain = normal(text)
        for name, one in article.sentences.items():
            times = text.count(f" {name} ") - (article.kind == "po")
            assert times <= 1, f"{name} is there {times} times"
            if name not in touched and not any(one.text in new for new in waiting):
                assert normal(f"[{language}] {one.text}") in plain, f"{one.text} is not in the version"


def normal(text):
    """A text without what typography and the syntax of the formats change."""
    text = re.sub(r'"\r?\n"', "", text)
    text = re.sub(r"\[(nl|en)\\?\]", "", text)  # the backend `fake` may repeat it
    return re.sub(r"[\s\xa0\u202f]+", "", text).replace("\\", "").replace("’", "'").replace("&#x27;", "'")


OPS = {
    "edit_fact": 6,
    "edit_wording": 3,
    "edit_structure": 6,
    "retype_source": 1,
    "rename": 1,
    "remove": 1,
    "insert": 7,
    "rewrite": 4,
    "add": 3,
    "reshape": 4,
    "retype": 1,
    "delete_file": 1,
    "copy": 1,
    "put_back": 1,
    "sync_hold": 6,
    "sync_keep": 3,
    "sync_machine": 1,
    "sync_one_language": 1,
    "killed": 2,
    "lose_database": 1,
    "decide": 5,
}


def test_random_histories_of_a_site():
    first = int(os.environ.get("BABELPRESS_SEED", "1"))
    for seed in range(first, first + int(os.environ.get("BABELPRESS_HISTORIES", "8"))):
        site = Site(seed)
        try:
            site.run()
        except BaseException as error:
            error.add_note(f"seed {seed}, in {site.root}: " + "; ".join(site.log))
            raise
