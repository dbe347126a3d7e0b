"""The systems of the torture benchmark: each gives a translation of every text, None for a form it does not take."""

import csv
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from torture_cases import TARGETS, Case

from babelpress.config.plugins import resolve
from babelpress.config.resources import EMBEDDED
from babelpress.document import Article, Finding, Record
from babelpress.formats.base import ReadError
from babelpress.formats.document_writer import document_format
from babelpress.formats.text.plain import render_text
from babelpress.formats.versions import versions
from babelpress.models.conversion import export
from babelpress.stages.assembly import build
from babelpress.stages.profiles import all_cards, load_profile

MODEL = "fr-mul-tiny"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class System(Protocol):
    """Something that translates."""

    name: str

    def translate(self, texts: Sequence[str], target: str, form: str) -> list[str | None]: ...


class Ours:
    """A flow of the package. `findings` is filled by `translate`: by target and text, what the flow says of it."""

    def __init__(self, name: str, cases: Sequence[Case], overrides: Sequence[str] = ()) -> None:
        self.name = name
        self.findings: dict[tuple[str, str], tuple[Finding, ...]] = {}
        stays = sorted({word for case in cases for word in case.stays})
        settings = [
            f"constraints.do_not_translate={json.dumps(stays)}",
            f"constraints.glossaries={json.dumps(_glossaries(cases))}",
        ]
        overrides = [*settings, "summary.strategy=none", "translation.backend.device=cpu", *overrides]
        self._flow = build(load_profile("embedded", targets=list(TARGETS), overrides=overrides))
        self._done: dict[tuple[str, str], Record | ReadError] = {}

    def translate(self, texts: Sequence[str], target: str, form: str) -> list[str | None]:
        """All five versions are made at once, on the first call."""
        new = [text for text in dict.fromkeys(texts) if (form, text) not in self._done]
        items = {text: _read(text, form) for text in new}
        records = [Record(article=item) for item in items.values() if isinstance(item, Article)]
        made = iter(self._flow.run(records))
        for text, item in items.items():
            self._done[form, text] = next(made) if isinstance(item, Article) else item
        return [self._version(text, target, form) for text in texts]

    def _version(self, text: str, target: str, form: str) -> str:
        record = self._done[form, text]
        if isinstance(record, ReadError):
            return text  # nothing to translate: the document stays as it is, and the user is told so
        self.findings[target, text] = tuple(found for found in record.findings if found.language == target)
        for version in versions(record):
            if version.language == target:
                document = document_format(record.article.format)
                if document is None:
                    return render_text(version.blocks).removesuffix("\n")
                rendered = document.render(version.document, language=target)
                return _word_text(rendered) if form == "docx" else rendered.decode()
        return ""


class PlainEngine:
    """The weights in CTranslate2 as a script around it would call them: one text, one sequence, whatever it holds."""

    name = "CTranslate2, plain"

    def __init__(self) -> None:
        import ctranslate2
        from sentencepiece import SentencePieceProcessor

        folder = weights()
        self._engine = ctranslate2.Translator(str(folder), device="cpu", compute_type="int8", intra_threads=1)
        self._source, self._target = (
            SentencePieceProcessor(model_file=str(folder / f"{side}.spm")) for side in ("source", "target")
        )

    def translate(self, texts: Sequence[str], target: str, form: str) -> list[str | None]:
        if form == "docx":
            return [None] * len(texts)
        rows = [[token(target), *self._source.encode(text, out_type=str), "</s>"] for text in texts]
        results = self._engine.translate_batch(rows, beam_size=4, max_batch_size=16)  # in batches to save time only
        return [self._target.decode(result.hypotheses[0]) for result in results]


class PlainTransformers:
    """The weights in Transformers: tokenizer, `generate`, tokenizer, text by text."""

    name = "Transformers, plain"

    def __init__(self) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        torch.set_num_threads(1)  # as quick for one short text, and quicker where the cores are shared
        with tempfile.TemporaryDirectory() as scratch:
            folder = export(_card(), Path(scratch) / "hf")
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            self._model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()

    def translate(self, texts: Sequence[str], target: str, form: str) -> list[str | None]:
        if form == "docx":
            return [None] * len(texts)
        made: list[str | None] = []
        for text in texts:
            batch = self._tokenizer(f"{token(target)} {text}", return_tensors="pt", truncation=True)
            output = self._model.generate(**batch, num_beams=4, max_new_tokens=256)
            made.append(self._tokenizer.decode(output[0], skip_special_tokens=True))
        return made


class Peer:
    """Argos Translate or LibreTranslate in an environment of its own (see `torture_argos.py`), with our weights."""

    def __init__(self, name: str, system: str, python: Path) -> None:
        self.name = name
        self._system = system
        self._python = python

    def translate(self, texts: Sequence[str], target: str, form: str) -> list[str | None]:
        if form == "docx":
            return [None] * len(texts)
        asked = {
            "system": self._system,
            "model": str(weights()),
            "token": token(target),
            "texts": list(texts),
            "form": form,
        }
        script = Path(__file__).with_name("torture_argos.py")
        done = subprocess.run([self._python, script], input=json.dumps(asked), capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{self.name} does not run in {self._python}:\n{done.stderr[-2000:]}")
        return list(json.loads(done.stdout))


def token(target: str) -> str:
    """What these weights want before a source."""
    return _card().target_tokens[target]


def weights() -> Path:
    """The folder of the shipped weights."""
    return EMBEDDED / MODEL / "ct2"


def _card() -> Any:
    return all_cards(load_profile("embedded"))[MODEL]


def _read(text: str, form: str) -> Article | ReadError:
    kind = resolve("readers", form)
    data = _word_file(text) if form == "docx" else text.encode()
    (item,) = kind(kind.Options()).read_stream(BytesIO(data), name=f"case.{form}")
    return item if isinstance(item, ReadError) else _in_french(item)


def _in_french(article: Article) -> Article:
    return replace(article, language="fr")


def _glossaries(cases: Sequence[Case]) -> list[dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    found = []
    for target in TARGETS:
        path = folder / f"{target}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            rows = [(term, told[target]) for case in cases for term, told in case.terms.items()]
            csv.writer(stream).writerows([("source", "target"), *rows])
        found.append({"source": "fr", "target": target, "path": str(path)})
    return found


def _word_file(text: str) -> bytes:
    """A Word document with a paragraph a line."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _word_text(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{{{_WORD}}}t")) for paragraph in root.iter(f"{{{_WORD}}}p")
    )
