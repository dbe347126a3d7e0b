"""Check pulled models on contact with the hub: `first_contact.py [--profile opus] [--only CHECK,...] [MODEL ...]`.

Prints each check as pass, fail or not tried, with a table at the end, and exits with 1 where one failed. It needs the
extras `hub` and `hf` and, for a whole profile, some gigabytes; `--endpoint` names another hub. With `--test-set FOLDER`
(NTREX-128, FLORES-200; the extra `eval`) the BLEU of 100 lines is compared with the published figure, with
`--stored FOLDER` ten sentences in each direction with those of the first run.
"""

import argparse
import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babelpress import lang
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component
from babelpress.errors import BabelpressError
from babelpress.evaluation.datasets.load import by_language
from babelpress.models import addresses, conversion, hub, loading
from babelpress.models.backends.base import Decoding, Seq2Seq
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.backends.tokenizers import SPACE, read_pieces, read_vocabulary
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import ModelCard, read_cards
from babelpress.models.store import Store
from babelpress.nlp.chunking import clauses
from babelpress.nlp.lexrank import Limit
from babelpress.nlp.segmentation import split
from babelpress.stages.profiles import all_cards, load_profile
from babelpress.summarization.condenser import Condenser

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples/article.fr.txt"
TEST_SET = ROOT / "examples/evaluation/test-set"
LOSS = 0.1
"""How much of the mean log-probability of a token int8 may cost, judged by float32."""

BLEU = 2.0
"""How far the BLEU of some lines may be from the published one of the whole set, besides chance."""

SAME = 0.8
"""How much of a stored sentence must be found again (difflib's ratio, 0 to 1): other processors change a word."""

LINES = 100
"""Lines of a test set that are translated."""

UNKNOWN = 0.02
"""Share of the subword tokens of French lines that may be outside of a vocabulary."""


class Wrong(Exception):
    """A check found a fault."""


class NotTried(Exception):
    """A check does not apply, or lacks what it compares with."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A model in the folder of models, and what it is compared with."""

    card: ModelCard
    models_dir: Path
    scratch: Path
    endpoint: str | None
    cards: Path | None
    sentences: Path | None = None
    test_set: Path | None = None
    stored: Path | None = None

    @cached_property
    def remote(self) -> hub.Remote:
        if self.card.origin.repo is None:
            raise NotTried("it is not on the hub")
        return hub.find(self.card, revision=self.card.origin.revision, endpoint=self.endpoint)

    @cached_property
    def folder(self) -> Path:
        if self.card.origin.address:
            return addresses.pull(self.card, models_dir=self.models_dir)
        return hub.pull(self.card, models_dir=self.models_dir, endpoint=self.endpoint)

    @cached_property
    def float32(self) -> CTranslate2Backend | StudentsBackend:
        """The model for CTranslate2 in float32; a student as it is."""
        if self.folder.name == "student":
            return StudentsBackend(self.card, self.folder, StudentsBackend.Options())
        return self._ct2(self.converted("float32"), "float32")

    @cached_property
    def int8(self) -> CTranslate2Backend:
        if self.folder.name == "student":
            raise NotTried("it is a student: it has 8 bits only")
        return self._ct2(self.converted("int8"), "int8")

    def converted(self, quantization: conversion.Quantization) -> Path:
        """The model for CTranslate2: converted here, or as the repository has it."""
        if self.folder.name == "ct2":
            return self.folder
        place = self.scratch / self.card.id / quantization
        if not place.is_dir():
            conversion.convert_folder(self.card, self.folder, place, quantization=quantization)
        return place

    @cached_property
    def hf(self) -> TransformersBackend:
        if self.folder.name != "hf":
            raise NotTried("it is no checkpoint of transformers")
        return TransformersBackend(self.card, self.folder, TransformersBackend.Options(device="cpu", dtype="float32"))

    @property
    def source(self) -> str:
        return self.card.sources[0]

    @property
    def target(self) -> str:
        return next((code for code in self.card.targets if code != self.source), self.source)

    @cached_property
    def lines(self) -> list[str]:
        """Sentences in the model's first source language."""
        path = self.sentences or TEST_SET / f"{self.source}.txt"
        found = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [lang.get(self.source).sample]
        if self.source == "fr" and not self.sentences:
            found += split(ARTICLE.read_text(encoding="utf-8"), "fr").sentences
        return [line for line in found if line.strip() and self.float32.count(line) <= self.card.max_tokens]

    def texts(self, model: Seq2Seq, lines: list[str], **decoding: Any) -> list[str]:
        settings = self.card.decoded(Decoding(**decoding))
        return [one.text for one in model.generate(lines, settings, source=self.source, target=self.target)]

    def command(self, *words: str, models_dir: Path | None = None, **environment: str) -> subprocess.Popen[str]:
        """Start the command line, with a profile that has this model."""
        profile = self.scratch / "contact.yaml"
        cards = f"cards: ['{self.cards.resolve()}']\n" if self.cards else ""
        profile.write_text(f"name: contact\n{cards}translation: {{models: [fr-mul-tiny]}}\n", encoding="utf-8")
        place = str(models_dir or self.models_dir)
        call = [sys.executable, "-m", "babelpress", "models", *words, self.card.id, "--models-dir", place]
        given = {"HF_ENDPOINT": self.endpoint} if self.endpoint else {}
        return subprocess.Popen(
            [*call, "--profile", str(profile)],
            env={**os.environ, **given, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def _ct2(self, folder: Path, compute: str) -> CTranslate2Backend:
        options = CTranslate2Backend.Options.model_validate({"device": "cpu", "compute": compute, "shortlist": False})
        return CTranslate2Backend(self.card, folder, options)


def commit(contact: Contact) -> str:
    pinned, found = contact.card.origin.revision, contact.remote.commit
    if pinned is None:
        raise NotTried(f"the card names no commit; the newest is {found}")
    if not found.startswith(pinned):
        raise Wrong(f"the hub answers {found}, the card says {pinned}")
    return found


def checksums(contact: Contact) -> str:
    layout: Any = contact.folder.name  # pulled, and compared with what the hub states
    store = Store(contact.models_dir)
    store.verify(contact.card, layout)
    if contact.card.origin.address:
        raise NotTried(f"it is not on the hub; its own: {contact.card.origin.downloads}")
    stated = [file for file in contact.remote.files if file.sha256]
    own = sum(name.startswith(f"{layout}/") for name in contact.card.files)
    large = "; ".join(f"{layout}/{file.name}: {file.sha256}" for file in stated)
    return f"{len(stated)} checked with the hub, {own} with the card; {large}"


def licence(contact: Contact) -> str:
    stated = contact.remote.licence
    if stated is None:
        raise NotTried("the hub states none")
    if fault := hub.licence_fault(contact.card, stated):
        raise Wrong(fault)
    return stated


def size(contact: Contact) -> str:
    found, said = contact.remote.size / 1e6, contact.card.size_mb
    if not found or said is None:
        raise NotTried(f"{found:,.0f} MB by the hub; the card says nothing" if found else "the hub states none")
    if abs(found - said) > 0.05 * said:
        raise Wrong(f"{found:,.0f} MB by the hub, {said:,.0f} MB by the card")
    return f"{found:,.0f} MB"


def tensors(contact: Contact) -> str:
    contact.hf  # noqa: B018  (loading refuses missing and misshapen tensors)
    return "complete"


def tokenizer(contact: Contact) -> str:
    """Compare the segmentation with SentencePiece itself."""
    from sentencepiece import SentencePieceProcessor

    folder = contact.folder
    if folder.name == "student":
        raise NotTried("it is a student: its backend runs SentencePiece itself")
    own = [path for name in ("source.spm", "src.spm.model", "*.model") for path in sorted(folder.glob(name))]
    if not own:
        raise NotTried("the repository has no SentencePiece file")
    hf = folder.name == "hf"
    vocabulary = list(contact.hf._checkpoint.ids) if hf else read_vocabulary(contact.converted("float32"))
    reference = SentencePieceProcessor(model_file=str(own[0]))
    pieces = read_pieces(folder, vocabulary=vocabulary)
    lines = [written(line) for line in contact.lines for written in _WRITTEN] + ["½ … ﬁn\u202f?"]
    plain = set(contact.lines)
    total = unknown = 0
    for line in lines:
        expected = reference.encode(line, out_type=str)
        strange = [number == reference.unk_id() for number in reference.encode(line)]
        found = pieces.split(line)
        known = [pieces.knows(piece) for piece in found]
        if _marked(expected, strange) != _marked(found, [not one for one in known]) and expected != found:
            raise Wrong(f"'{line}' becomes {found}, but {expected} by SentencePiece")
        if line in plain:  # a small vocabulary may lack capitals
            total += len(found)
            unknown += known.count(False)
    if unknown > UNKNOWN * total + 5:
        raise Wrong(f"{unknown} of {total} subword tokens are not in the vocabulary")
    return f"{len(lines)} lines, {unknown} of {total} tokens unknown"


_WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    lambda line: line.replace(" ", "\u00a0", 1),
    lambda line: line.replace(" ", "\u202f", 2).replace("'", "’"),
    str.upper,
)
"""The ways in which a line is written: more than 200 lines of the French examples."""


def _marked(pieces: list[str], unknown: list[bool]) -> list[str]:
    """The pieces, with one mark for each run of unknown ones."""
    marked = ["?" if strange else piece for piece, strange in zip(pieces, unknown, strict=True)]
    return [piece for i, piece in enumerate(marked) if piece != "?" or marked[i - 1 : i] != ["?"]]


def golden(contact: Contact) -> str:
    part = loading.runtime(contact.card, Component.model_validate({"kind": "ct2", "device": "cpu"}))
    backend = resolve("backends", part.kind)
    if contact.folder.name not in ("ct2", "student"):
        conversion.convert(contact.card, models_dir=contact.models_dir, quantization="int8")
    options = backend.Options(**part.options)
    found = loading.verify(contact.card, backend, options, models_dir=contact.models_dir)
    said = "; ".join(f"{one.source}-{one.target}: {one.expected}" for one in found.tried)
    if not found.golden:
        raise NotTried(f"the card has no golden sentences; nothing is visibly wrong in: {said}")
    return f"{found.golden} golden sentences right; {said}"


def stored(contact: Contact) -> str:
    """Compare ten sentences in each direction with the text that an earlier run stored, and store what is new."""
    folder = contact.stored
    if folder is None:
        raise NotTried("no --stored was given")
    folder.mkdir(parents=True, exist_ok=True)
    settings, fresh, same = contact.card.decoded(Decoding()), 0, 0
    for target in (code for code in contact.card.targets if code != contact.source or len(contact.card.targets) == 1):
        outputs = contact.float32.generate(contact.lines[:10], settings, source=contact.source, target=target)
        made = [one.text.replace("\n", " ") for one in outputs]
        path = folder / f"{contact.card.id}.{contact.source}-{target}.txt"
        if not path.is_file():
            path.write_text("\n".join(made) + "\n", encoding="utf-8")
            fresh += len(made)
            continue
        before = path.read_text(encoding="utf-8").splitlines()
        other = [(a, b) for a, b in zip_longest(before, made, fillvalue="") if loading.likeness(a, b) < SAME]
        if other:
            raise Wrong(
                f"{len(other)} of {len(made)} sentences differ from {path}: '{other[0][1]}', not '{other[0][0]}'"
            )
        same += len(made)
    if not same:
        raise NotTried(f"{fresh} sentences were stored in {folder}; read them")
    return f"{same} sentences are the same, {fresh} were stored"


def parity(contact: Contact) -> str:
    lines = contact.lines[:10]
    pairs = list(zip(*(contact.texts(model, lines, beam=1) for model in (contact.float32, contact.hf)), strict=True))
    other = [f"'{one}' by ct2, '{two}' by hf" for one, two in pairs if one != two]
    if len(other) > len(lines) // 10:  # a tie of two tokens may fall either way
        raise Wrong(f"{len(other)} of {len(lines)} outputs differ: {other[0]}")
    return f"{len(lines) - len(other)} of {len(lines)} outputs are the same"


def int8(contact: Contact) -> str:
    lines = contact.lines[:10]
    means = []
    for model in (contact.float32, contact.int8):
        made = contact.texts(model, lines)
        rows = contact.float32.score(lines, made, source=contact.source, target=contact.target)
        each = [value for row in rows for value in row]
        means.append(sum(each) / max(1, len(each)))
    loss = means[0] - means[1]
    if loss > LOSS:
        raise Wrong(f"it costs {loss:.3f} of {means[0]:.3f} a token, judged by float32")
    return f"it costs {loss:.3f} of {means[0]:.3f} a token"


def published(contact: Contact) -> str:
    """Compare the BLEU of 100 lines, spread evenly over a test set, with the published figure."""
    card, folder = contact.card, contact.test_set
    if folder is None:
        raise NotTried("no --test-set was given; NTREX-128 is at https://github.com/MicrosoftTranslator/NTREX")
    files = by_language(folder)
    name = "ntrex" if any("newstest2019" in path.name for path in files.values()) else "flores200"
    said = []
    for target in card.targets:
        figure = card.score(contact.source, target, metric="bleu", testset=name)
        if figure is None or not {contact.source, target} <= set(files):
            continue
        bleu, chance, lines = _bleu(contact, target, files)
        found = f"{target}: {bleu:.1f} ± {chance:.1f} BLEU on {lines} lines of {name}, {figure:.1f} published"
        if abs(bleu - figure) > BLEU + chance:
            raise Wrong(found)
        said.append(found)
    if not said:
        raise NotTried(f"the card has no published BLEU on {name} for the languages of {folder}")
    return "; ".join(said)


def _bleu(contact: Contact, target: str, files: dict[str, Path]) -> tuple[float, float, int]:
    """The BLEU of lines of a test set, half of its 95 % interval (1,000 samples), and the number of lines."""
    from sacrebleu.metrics.bleu import BLEU as Bleu

    sides = [files[code].read_text(encoding="utf-8").split("\n") for code in (contact.source, target)]
    pairs = [(one, other) for one, other in zip(*sides, strict=True) if one.strip() and other.strip()]
    fitting = [pair for pair in pairs if contact.float32.count(pair[0]) <= contact.card.max_tokens]
    chosen = fitting[:: max(1, len(fitting) // LINES)][:LINES]
    settings = contact.card.decoded(Decoding())
    sources, references = [one for one, _ in chosen], [other for _, other in chosen]
    made = contact.float32.generate(sources, settings, source=contact.source, target=target)
    score: Any = Bleu().corpus_score([one.text for one in made], [references], n_bootstrap=1000)
    return score.score, score._ci, len(chosen)


def long_sentences(contact: Contact) -> str:
    """Compare a sentence of nearly as many tokens as the card allows, whole, with the same in parts."""
    if contact.card.task != "translation":
        raise NotTried("it is a summarizer")
    count, room = contact.float32.count, contact.card.max_tokens
    text = ""
    for line in contact.lines:
        longer = f"{text}, {line.rstrip('.')}" if text else line.rstrip(".")
        if count(longer) > room:
            break
        text = longer
    parts = [part.strip() for part in clauses(text, count, max(8, room // 3)) if part.strip()]
    whole, *split = contact.texts(contact.float32, [text, *parts], max_tokens=2 * room)
    words, expected = len(whole.split()), sum(len(part.split()) for part in split)
    if words < 0.6 * expected:
        raise Wrong(f"{count(text)} tokens: whole it gives {words} words, in {len(parts)} parts {expected}")
    return f"{count(text)} tokens: whole {words} words, in {len(parts)} parts {expected}"


def alignment(contact: Contact) -> str:
    """Place the tag of `<b>...</b>` around one word in the middle of a sentence."""
    if contact.card.task != "translation":
        raise NotTried("it is a summarizer")
    text = lang.get(contact.source).sample
    words = text.split()
    bold = max(words[1:-1], key=len)
    settings = contact.card.decoded(Decoding())
    output = contact.float32.generate([text], settings, source=contact.source, target=contact.target, align=[0])[0]
    start = text.index(bold)
    span = output.alignment.span(start, start + len(bold)) if output.alignment else None
    if span is None or not output.text[slice(*span)].strip():
        raise Wrong(f"no place for '{bold}' in '{output.text}'")
    found = output.text[slice(*span)]
    if len(found.split()) > max(2, len(words) // 2):
        raise Wrong(f"'{bold}' is placed over '{found}' in '{output.text}'")
    return f"'{bold}' is over '{found}'"


def long_articles(contact: Contact) -> str:
    """Summarize 1,500 words with no-break spaces."""
    card = contact.card
    if card.task != "summarization":
        raise NotTried("it is no summarizer")
    path = TEST_SET / f"{contact.source}.txt"
    text = ARTICLE.read_text(encoding="utf-8") if contact.source == "fr" else ""
    text = text or (path.read_text(encoding="utf-8") if path.is_file() else lang.get(contact.source).sample)
    sentences = list(split(text, contact.source).sentences)
    many = [one.replace(" ", "\u00a0", 2) for one in sentences * (1 + 1500 // len(text.split()))]
    if unknown := contact.float32.unknown("a\u00a0b\u202fc"):
        raise Wrong(f"no-break spaces are unknown to it: {sorted(unknown)}")
    condenser = Condenser(
        model=card.id, language=contact.source, seq2seq=lambda: contact.float32, max_tokens=card.max_tokens,
        decoding=card.decoded(Decoding()), limit=Limit(sentences=3),
        target="" if contact.target == contact.source else contact.target,
    )  # fmt: skip
    draft = condenser.condense([many])[0]
    summary = " ".join(draft.sentences)
    if not summary or "<unk>" in summary or SPACE in summary:
        raise Wrong(f"the summary is '{summary}' ({', '.join(draft.checks)})")
    return f"{sum(len(one.split()) for one in many)} words: {summary}"


def offline(contact: Contact) -> str:
    """Verify again in a process that cannot reach any host."""
    golden_or_sample(contact)
    dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return _finished(contact.command("verify", HF_HUB_OFFLINE="1", **dead))


def golden_or_sample(contact: Contact) -> None:
    """Convert the model and make sure that it can be used."""
    try:
        golden(contact)
    except NotTried:
        return


def killed(contact: Contact) -> str:
    """Pull into an empty folder, kill the process in the middle, pull again and compare."""
    place = contact.scratch / f"killed-{contact.card.id}"
    partial = place / contact.card.id / f".{contact.remote.layout}.partial"
    running = contact.command("pull", models_dir=place)
    deadline = time.monotonic() + 600
    while running.poll() is None and time.monotonic() < deadline:
        if _bytes(partial) > contact.remote.size // 3:
            running.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            break
        time.sleep(0.01)
    running.communicate()
    left = _bytes(partial)
    folder = hub.pull(contact.card, models_dir=place, endpoint=contact.endpoint)
    for path in contact.folder.iterdir():
        if path.read_bytes() != (folder / path.name).read_bytes():
            raise Wrong(f"{path.name} differs after a killed pull")
    if not left:
        raise NotTried("the pull was over before it could be killed")
    return f"killed after {left:,} bytes, finished, the same files"


def proxy(contact: Contact) -> str:
    """Pull through a proxy that refuses the storage host of Xet."""
    place = contact.scratch / f"proxy-{contact.card.id}"
    with _proxy() as (address, seen):
        names = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), address)
        _finished(contact.command("pull", models_dir=place, no_proxy="", NO_PROXY="", **names))
    if not seen:
        raise Wrong("the proxy was not used")
    return f"through the proxy: {', '.join(sorted(seen))}"


CHECKS: dict[str, Callable[[Contact], str]] = {
    "commit": commit,
    "licence": licence,
    "size": size,
    "checksums": checksums,
    "tensors": tensors,
    "tokenizer": tokenizer,
    "golden": golden,
    "stored": stored,
    "parity": parity,
    "int8": int8,
    "published": published,
    "long-sentences": long_sentences,
    "alignment": alignment,
    "long-articles": long_articles,
    "offline": offline,
    "killed": killed,
    "proxy": proxy,
}


def tried(check: Callable[[Contact], str], contact: Contact) -> tuple[str, str]:
    """Return the result of a check and what it says."""
    try:
        return "pass", check(contact)
    except NotTried as reason:
        return "not tried", str(reason)
    except (Wrong, BabelpressError) as fault:
        return "fail", str(fault)
    except Exception as error:  # noqa: BLE001  (one check must not end the others)
        return "fail", f"{type(error).__name__}: {error}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="by default all models of the profile")
    parser.add_argument("--profile", default="opus")
    parser.add_argument("--cards", type=Path, help="a folder with more cards")
    parser.add_argument("--only", help=f"names of checks: {', '.join(CHECKS)}")
    parser.add_argument("--lines", type=Path, help="a file of sentences; by default those of the examples")
    parser.add_argument("--test-set", type=Path, help="a folder with a file of lines for each language")
    parser.add_argument("--stored", type=Path, help="a folder of translations that an earlier run stored")
    parser.add_argument("--endpoint", help="another hub")
    parser.add_argument("--models-dir", type=Path, help="by default a temporary folder")
    chosen = parser.parse_args(arguments)
    names = chosen.only.split(",") if chosen.only else list(CHECKS)
    if unknown := [name for name in names if name not in CHECKS]:
        parser.error(f"there is no check {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    profile = load_profile(chosen.profile)
    cards = {**all_cards(profile), **(read_cards([chosen.cards]) if chosen.cards else {})}
    models = chosen.models or [*profile.translation.models, *profile.summary.models]
    if unknown := [name for name in models if name not in cards]:
        parser.error(f"there is no card {', '.join(unknown)}")
    with tempfile.TemporaryDirectory() as scratch:
        results = {}
        for name in models:
            contact = Contact(
                card=cards[name], models_dir=chosen.models_dir or Path(scratch) / "models", scratch=Path(scratch),
                endpoint=chosen.endpoint, cards=chosen.cards, sentences=chosen.lines,
                test_set=chosen.test_set, stored=chosen.stored,
            )  # fmt: skip
            for check in names:
                results[name, check], said = tried(CHECKS[check], contact)
                print(f"{name} {check}: {results[name, check]}: {said}", flush=True)
    print(f"\n| check | {' | '.join(models)} |\n|---|{'---|' * len(models)}")
    for check in names:
        print(f"| {check} | {' | '.join(results[name, check] for name in models)} |")
    return 1 if "fail" in results.values() else 0


def _bytes(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.iterdir())
    except FileNotFoundError:  # not yet there, or a file was renamed meanwhile
        return 0


def _finished(running: subprocess.Popen[str]) -> str:
    said, _ = running.communicate(timeout=3600)
    if running.returncode:
        raise Wrong(said.strip())
    return said.strip().splitlines()[-1].strip() if said.strip() else ""


@contextmanager
def _proxy() -> Iterator[tuple[str, set[str]]]:
    """Run a proxy that refuses hosts of Xet's own protocol; yield its address and the hosts that it connected."""
    seen: set[str] = set()

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            host, _, port = self.path.rpartition(":")
            if not self._allowed(host):
                return
            with socket.create_connection((host, int(port)), timeout=60) as upstream:
                self.send_response(200)
                self.end_headers()
                pair = {self.connection: upstream, upstream: self.connection}
                while ready := select.select(list(pair), [], [], 60)[0]:
                    for one in ready:
                        if not (data := one.recv(1 << 16)):
                            return
                        pair[one].sendall(data)

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if not self._allowed(address.hostname or ""):
                return
            connection = http.client.HTTPConnection(address.netloc, timeout=60)
            place = f"{address.path}?{address.query}" if address.query else address.path
            connection.request(self.command, place, headers=dict(self.headers.items()))
            answer = connection.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                self.send_header(name, value)
            self.end_headers()
            while data := answer.read(1 << 16):
                self.wfile.write(data)
            connection.close()

        do_HEAD = do_GET

        def _allowed(self, host: str) -> bool:
            if host.startswith("cas-server"):
                self.send_error(403)
                return False
            seen.add(host)
            return True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
