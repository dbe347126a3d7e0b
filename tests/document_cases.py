"""Judges translations of whole documents by what the format itself says, with parsers that the package does not use.

`tests/data/documents/README.md` describes the cases. `python tests/document_cases.py SET ...` runs them through
`babelpress` and prints what is wrong; with `--renew` it writes the list of the cases that are known to be wrong.
"""

import argparse
import fnmatch
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

DATA = Path(__file__).parent / "data" / "documents"
LANGUAGES = ("en", "de", "nl", "es", "pt")
CASES = "cases.yaml"
KNOWN = DATA / "known_wrong.yaml"
SETS = ("dev", "held_out")


@dataclass(frozen=True)
class Case:
    """One document: `file` below the folder of its set, and what must hold of its translations."""

    id: str
    file: str
    kind: int
    checks: dict[str, Any]
    how: str = "run"
    options: tuple[str, ...] = ()
    source: str = ""
    targets: dict[str, str] = field(default_factory=dict)


def read(name: str) -> list[Case]:
    """Return the cases of a set: `dev` or `held_out`."""
    rows = yaml.safe_load((DATA / name / CASES).read_text(encoding="utf-8"))
    return [Case(**{**row, "options": tuple(row.get("options", ()))}) for row in rows]


# What a document holds


def packed(folder: Path) -> bytes:
    """Return the package (docx, epub, ...) whose parts are the files of a folder, `mimetype` stored first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for path in sorted(folder.rglob("*"), key=lambda path: (path.name != "mimetype", str(path))):
            if path.is_file():
                stored = zipfile.ZIP_STORED if path.name == "mimetype" else zipfile.ZIP_DEFLATED
                when = (2024, 5, 1, 0, 0, 0)
                package.writestr(zipfile.ZipInfo(str(path.relative_to(folder)), when), path.read_bytes(), stored)
    return made.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def readable(data: bytes) -> str:
    """Return the text of a document; of a package that of all its XML parts, each after a line with its name."""
    if not data.startswith(b"PK"):
        return _decoded(data)
    written = (f"== {name}\n{_decoded(part)}\n" for name, part in parts(data).items() if _is_xml(name))
    return "".join(written)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".xhtml", ".opf", ".rels", ".ncx"))


# Checks: each gives what is wrong with `out`, the translation of `source` into `language`


@dataclass(frozen=True)
class Pair:
    """A document and its translation."""

    source: bytes
    out: bytes
    language: str
    name: str

    @property
    def before(self) -> str:
        return readable(self.source)

    @property
    def after(self) -> str:
        return readable(self.out)


def _of(pattern: str, language: str) -> str:
    return pattern.replace("%L%", language)


def has(pair: Pair, wanted: list[str]) -> Iterator[str]:
    """Every text stands in the translation."""
    yield from (f"lacks {part!r}" for part in wanted if _of(part, pair.language) not in pair.after)


def lacks(pair: Pair, patterns: list[str]) -> Iterator[str]:
    """No pattern is found."""
    for pattern in patterns:
        if found := re.search(_of(pattern, pair.language), pair.after, re.M):
            yield f"has {found[0]!r}"


def lines(pair: Pair, patterns: list[str]) -> Iterator[str]:
    """Every pattern is found, `^` and `$` being those of a line."""
    yield from (f"no {part!r}" for part in patterns if not re.search(_of(part, pair.language), pair.after, re.M))


def same(pair: Pair, patterns: list[str]) -> Iterator[str]:
    """What a pattern finds is the same as in the source, in the same order."""
    for pattern in patterns:
        before, after = (re.findall(pattern, text, re.M) for text in (pair.before, pair.after))
        if not before:
            raise ValueError(f"{pattern!r} is not in the source")
        if before != after:
            yield f"{before} became {after}"


def same_bag(pair: Pair, patterns: list[str]) -> Iterator[str]:
    """What a pattern finds is the same as in the source, in any order."""
    for pattern in patterns:
        before, after = (Counter(re.findall(pattern, text, re.M)) for text in (pair.before, pair.after))
        if not before:
            raise ValueError(f"{pattern!r} is not in the source")
        if before != after:
            yield f"{sorted(before.elements())} became {sorted(after.elements())}"


def same_head(pair: Pair, mark: str) -> Iterator[str]:
    """Everything up to and including a mark is the source's."""
    if not pair.after.startswith(pair.before[: pair.before.index(mark) + len(mark)]):
        yield f"what stands before {mark!r} is changed"


ONE = ("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}c", "1")
"""What a blank of OpenDocument has, or not."""
_WORDED = """
    alt title aria-label aria-description placeholder content label value lang srclang hreflang abbr caption summary
    descr prompt promptTitle displayText val state standard href src target target-language trgLang charset
    language country
"""
WORDED = frozenset(_WORDED.split())
"""Attributes that may change with the language."""


def _signature(element: Any, path: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    if not isinstance(element.tag, str):
        return
    name = element.tag.rpartition("}")[2]
    kept = tuple(
        sorted((k, v) for k, v in element.attrib.items() if k.rpartition("}")[2] not in WORDED and (k, v) != ONE)
    )
    here = f"{path}/{name}"
    yield here, kept
    for child in element:
        yield from _signature(child, here)


def _html_tree(text: str) -> Counter[Any]:
    return Counter(_signature(html5lib.parse(text, namespaceHTMLElements=False), ""))


def html(pair: Pair, _: Any) -> Iterator[str]:
    """As html5lib reads it: the same elements, each in an element as before, with the same attributes."""
    yield from _differences(_html_tree(pair.before), _html_tree(pair.after))


def _differences(before: Counter[Any], after: Counter[Any]) -> Iterator[str]:
    if lost := before - after:
        yield f"lost {list(lost.elements())[:3]}"
    if more := after - before:
        yield f"more {list(more.elements())[:3]}"


def xml(pair: Pair, _: Any) -> Iterator[str]:
    """Well-formed XML with the elements of the source."""
    yield from _xml(pair.source, pair.out)


def _xml(
    before: bytes, after: bytes, added: tuple[str, ...] = ("target", "lang", "rPr", "t", "r", "proofErr")
) -> Iterator[str]:
    if before == after:
        return
    try:
        trees = [Counter(_signature(ElementTree.fromstring(data), "")) for data in (before, after)]
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    free = re.compile(rf"/(?:{'|'.join(added)})(?:/|$)")
    yield from _differences(*(Counter({k: n for k, n in tree.items() if not free.search(k[0])}) for tree in trees))


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKDOWN.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)


_TAGS = {
    f"<{end}{tag}>": f"{kind}_{'close' if end else 'open'} "
    for tag, kind in (("strong", "strong"), ("em", "em"), ("del", "s"), ("s", "s"))
    for end in ("", "/")
} | {"<br>": "hardbreak ", "<br/>": "hardbreak ", "<br />": "hardbreak "}
"""Tags that stand for a mark where its signs would not be read as one."""


_TEXT_ATTRIBUTE = re.compile(r"""\s(?:title|alt|aria-label|label|placeholder|text)=(?:"[^"]*"|'[^']*')""")
_INDENTED = re.compile(r"^ *(?:!!!|\?\?\?\+?|===) ", re.M)
"""A line of MkDocs, below which text is indented, which reads as code elsewhere."""


def _shape(text: str) -> tuple[list[str], Counter[str]]:
    """Return the blocks of Markdown in order, and what stands inside them."""
    blocks: list[str] = []
    marks: Counter[str] = Counter()
    indented = _INDENTED.search(text) is not None
    for token in MARKDOWN.parse(text):
        if token.type in ("fence", "code_block"):
            prose = token.info.startswith("{") and not token.info.startswith("{code")  # a directive of MyST
            prose = prose or (token.type == "code_block" and indented)
            blocks.append(f"{token.type} {token.info.split(' ')[0]} {'' if prose else token.content}")
        elif token.type not in ("inline", "html_block", "front_matter"):
            blocks.append(f"{token.type} {token.tag} {token.markup}")
        marks.update(_marks(token.children or ()))
    return blocks, marks


def _marks(children: Iterable[Token]) -> Iterator[str]:
    """Yield what stands inside a block, tags for signs of Markdown as these signs."""
    code: list[str] | None = None
    for child in children:
        goal = str(child.attrs.get("href") or child.attrs.get("src") or "").partition("#")[0]
        if child.content == "<code>":
            code = []
        elif child.content == "</code>" and code is not None:
            yield f"code_inline {''.join(code)}"
            code = None
        elif code is not None:
            code.append(child.content)
        elif child.content in _TAGS:
            yield _TAGS[child.content]
        elif child.type == "html_inline":
            yield f"html_inline {_TEXT_ATTRIBUTE.sub('', child.content)}"
        elif child.type in ("code_inline", "footnote_ref"):
            yield f"{child.type} {child.content or child.meta.get('label')}"
        elif child.type not in ("text", "softbreak", "text_special"):
            yield f"{child.type} {goal}"


def markdown(pair: Pair, _: Any) -> Iterator[str]:
    """As markdown-it reads it: the same blocks in the same order, code as it was, as many links, images and marks."""
    (before, inside), (after, marks) = _shape(pair.before), _shape(pair.after)
    for number, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            yield f"block {number}: {one!r} became {other!r}"
            break
    if len(before) != len(after):
        yield f"{len(before)} blocks became {len(after)}"
    yield from _differences(inside, marks)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield path, "{}"
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        yield path, "[]"
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


def _same_data(before: Any, after: Any, free: list[str]) -> Iterator[str]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    allowed = [re.compile(pattern) for pattern in free]
    names = [path for path in (old.keys() ^ new.keys()) if not any(p.search(path) for p in allowed)]
    if names:
        yield f"other keys: {sorted(names)[:4]}"
    for path in old.keys() & new.keys():
        one, other = old[path], new[path]
        texts = isinstance(one, str) and isinstance(other, str)
        if (texts and bool(one.strip()) != bool(other.strip())) or (not texts and one != other):
            yield f"{path}: {one!r} became {other!r}"


def same_json(pair: Pair, free: list[str]) -> Iterator[str]:
    """Valid JSON with the keys, numbers and order of the source; `free` are patterns of keys that may come or go."""
    try:
        after = json.loads(pair.after)
    except ValueError as error:
        yield f"not JSON: {error}"
        return
    yield from _same_data(json.loads(pair.before), after, free)


class _Loader(yaml.SafeLoader):
    """Reads `:day` of Ruby as a text, and a date as it is written."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def same_yaml(pair: Pair, free: list[str]) -> Iterator[str]:
    """Valid YAML with the keys and types of the source; the language at the root may change."""
    try:
        before, after = (_without_root(yaml.load(text, _Loader)) for text in (pair.before, pair.after))
    except yaml.YAMLError as error:
        yield f"not YAML: {str(error)[:80]}"
        return
    yield from _same_data(before, after, free)


def _without_root(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1 and next(iter(value)) in ("fr", *LANGUAGES):
        return next(iter(value.values()))
    return value


def msgfmt(pair: Pair, _: Any) -> Iterator[str]:
    """gettext accepts the catalogue with all its checks."""
    if shutil.which("msgfmt") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.po"
        path.write_bytes(pair.out)
        words = ["msgfmt", "-c", "-o", os.devnull, str(path)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            said = [line for line in done.stderr.replace(str(path), "").splitlines() if "warning:" not in line]
            yield f"msgfmt: {' '.join(said)[:160]}"


def package(pair: Pair, free: list[str]) -> Iterator[str]:
    """A sound package: the parts of the source in order, XML with the same elements, everything else byte for byte."""
    try:
        before, after = parts(pair.source), parts(pair.out)
    except zipfile.BadZipFile as error:
        yield f"no package: {error}"
        return
    if [name for name in after if name in before] != list(before):
        yield f"parts {list(before)} became {list(after)}"
    for name, data in before.items():
        if any(fnmatch.fnmatch(name, pattern) for pattern in free):
            continue
        if _is_xml(name):
            yield from (f"{name}: {fault}" for fault in _xml(data, after.get(name, b"")))
        elif data != after.get(name):
            yield f"{name} is changed"
    if "mimetype" in before and (next(iter(after)) != "mimetype" or b"mimetypeapplication/" not in pair.out[:80]):
        yield "mimetype is not stored first"


ARGUMENT = re.compile(r"[^{}]*\{\s*(\w+)\s*(?:,\s*(\w+)\s*(?:,(.*))?)?\}", re.S)
CATEGORIES = {"en": {"one", "other"}, "de": {"one", "other"}, "nl": {"one", "other"}} | {
    language: {"one", "many", "other"} for language in ("es", "pt", "fr")
}


def _icu(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the arguments of a message: name, kind, and its branches; raises ValueError where it does not parse."""
    position = 0
    while position < len(text):
        sign = text[position]
        if sign == "'":
            if text[position + 1 : position + 2] in ("{", "}", "#", "|"):
                end = text.find("'", position + 1)
                position = len(text) if end < 0 else end
            elif text[position + 1 : position + 2] == "'":
                position += 1
            position += 1
        elif sign == "}":
            raise ValueError("a closing brace without an opening one")
        elif sign == "{":
            end = _closing(text, position)
            yield from _argument(text[position + 1 : end])
            position = end + 1
        else:
            position += 1


def _closing(text: str, start: int) -> int:
    depth, quoted = 0, False
    for position in range(start, len(text)):
        sign = text[position]
        if sign == "'" and (quoted or text[position + 1 : position + 2] in ("{", "}", "#")):
            quoted = not quoted
        elif not quoted and sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth == 0:
                return position
    raise ValueError("an opening brace without a closing one")


def _argument(inner: str) -> Iterator[tuple[str, ...]]:
    name, _, rest = inner.partition(",")
    kind, _, style = rest.partition(",")
    if kind.strip() not in ("plural", "select", "selectordinal"):
        yield (name.strip(), kind.strip(), style.strip())
        return
    names: list[str] = []
    position = 0
    while (start := style.find("{", position)) >= 0:
        end = _closing(style, start)
        names.append(style[position:start].split()[-1])
        branch = style[start + 1 : end]
        if kind.strip() != "select":
            yield ("#" if "#" in branch else "", "in", names[-1])
        yield from _icu(branch)
        position = end + 1
    if kind.strip() != "select":
        names = [name for name in names if name.startswith("=") or name == "other"]
    yield (name.strip(), kind.strip(), *names)


def icu(pair: Pair, _: Any) -> Iterator[str]:
    """Every message of a JSON file has the arguments and branches of the source; plural categories may be added."""
    old, new = (dict(_leaves(json.loads(text))) for text in (pair.before, pair.after))
    for path, text in old.items():
        if not isinstance(text, str) or "{" not in text or path not in new:
            continue
        try:
            before, after = ({row for row in _icu(value) if row[1] != "in"} for value in (text, new[path]))
        except ValueError as error:
            yield f"{path}: {error}: {new[path]!r}"
            continue
        if before != after:
            yield f"{path}: {sorted(before ^ after)} in {new[path]!r}"


def times(pair: Pair, pattern: str) -> Iterator[str]:
    """Times inside cues are those of the source, and rise."""
    before, after = (re.findall(pattern, text) for text in (pair.before, pair.after))
    if before != after:
        yield f"times {before} became {after}"


def anchors(pair: Pair, _: Any) -> Iterator[str]:
    """Every link to `#x` of a Markdown page leads to a heading or an element of it."""
    text = pair.after
    slugs = {_slug(title) for title in re.findall(r"^#+ (.+?)\s*$", text, re.M)}
    names = slugs | set(re.findall(r"\{#([\w-]+)", text)) | set(re.findall(r'\b(?:id|name)="([^"]+)"', text))
    yield from (f"#{goal} leads nowhere" for goal in re.findall(r"\]\(#([^)\s]+)", text) if goal not in names)


def _slug(title: str) -> str:
    bare = re.sub(r"\{#.*|<[^>]+>|[^\w\- ]", "", title)
    return bare.strip().lower().replace(" ", "-")


CHECKS: dict[str, Callable[[Pair, Any], Iterator[str]]] = {
    check.__name__: check
    for check in (
        *(has, lacks, lines, same, same_bag, same_head, html, xml, markdown, same_json, same_yaml, msgfmt),
        *(package, icu, times, anchors),
    )
}


def judge(case: Case, pair: Pair) -> list[str]:
    """Return what is wrong with a translation."""
    faults: list[str] = []
    for name, wanted in case.checks.items():
        if name in CHECKS:
            try:
                faults += CHECKS[name](pair, wanted)
            except (ValueError, KeyError, ElementTree.ParseError) as error:
                faults.append(f"{name} cannot be checked: {type(error).__name__}: {error}")
    return faults


# Running them


def source_of(folder: Path, case: Case) -> bytes:
    """Return the bytes of a case's document."""
    path = folder / case.file
    return packed(path) if path.is_dir() else path.read_bytes()


def lay(folder: Path, case: Case, goal: Path) -> Path:
    """Write the input of a case below `goal`: its document, or its whole folder."""
    path = folder / case.file
    if case.how in ("tree", "verify"):
        top = goal / Path(case.file).parts[0]
        shutil.copytree(folder / Path(case.file).parts[0], top, dirs_exist_ok=True)
        return top
    made = goal / case.file
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(packed(path) if path.is_dir() else path.read_bytes())
    return made


def found(out: Path, case: Case, language: str) -> Path | None:
    """Return the translation of a case's document: the file of its name, or of its name as a slug, in its language."""
    name = Path(case.file).name
    stem, _, ending = name.rpartition(".")
    wanted = {name, name.replace("fr.", f"{language}."), f"{language}.{ending}"}
    slugs = {_letters(each) for each in (stem, name, re.sub(r"\bfr\b", language, stem))}
    for path in sorted(out.rglob("*"), key=lambda path: (path.name not in wanted, path)):
        places = re.split(r"[/._-]|values-", str(path.relative_to(out)))
        if (
            path.is_file()
            and language in places
            and (
                path.name in wanted
                or (_letters(path.stem) in slugs and path.suffix == f".{ending}")
                or _letters(path.stem.removesuffix(f".{language}")) in slugs
            )
        ):
            return path
    return None


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


Command = Callable[[list[str]], "subprocess.CompletedProcess[str]"]


def command(words: list[str], *, prefix: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*prefix, *words], capture_output=True, text=True, check=False)


def run(name: str, work: Path, babelpress: Command, options: tuple[str, ...] = ()) -> dict[str, dict[str, list[str]]]:
    """Translate the documents of a set; return what is wrong by case and language (`*` for the command itself)."""
    folder, cases = DATA / name, read(name)
    shutil.rmtree(work, ignore_errors=True)
    faults: dict[str, dict[str, list[str]]] = {case.id: {} for case in cases}
    ordinary = [case for case in cases if case.how == "run"]
    inputs = [str(lay(folder, case, work / "in")) for case in ordinary]
    out = work / "out"
    done = babelpress(["run", *inputs, "--to", "document", "-o", str(out), "--source", "fr", "--force", "-q", *options])
    if "Traceback" in done.stderr:
        raise RuntimeError(done.stderr)
    for case in ordinary:
        faults[case.id] = _judged(case, folder, out)
    for case in cases:
        if case.how != "run":
            faults[case.id] = ALONE[case.how](case, folder, work / "alone" / case.id, babelpress)
    return {case: {language: said for language, said in rows.items() if said} for case, rows in faults.items()}


def _judged(case: Case, folder: Path, out: Path, *, place: str = "") -> dict[str, list[str]]:
    source = source_of(folder, case)
    rows: dict[str, list[str]] = {}
    for language in LANGUAGES:
        path = out / _of(place, language) if place else found(out, case, language)
        if path is None or not path.is_file():
            rows[language] = [f"no output {place}".strip()]
            continue
        rows[language] = judge(case, Pair(source, path.read_bytes(), language, path.name))
        if (ending := Path(case.file).suffix) != path.suffix:
            rows[language].append(f"{ending} became {path.suffix}")
    return rows


def _tree(case: Case, folder: Path, work: Path, babelpress: Command) -> dict[str, list[str]]:
    """Translate a folder with the options of the case: each file of `files` is there, and what it holds is right."""
    top, out = lay(folder, case, work / "in"), work / "out"
    start = top / case.checks.get("start", "")
    done = babelpress(
        ["run", str(start), "--to", "document", "-o", str(out), "--source", "fr", "--force", "-q", *case.options]
    )
    rows: dict[str, list[str]] = {}
    for language in LANGUAGES:
        names = [str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()]
        said = []
        for place in case.checks["files"]:
            pattern = _of(place, language)
            if not any(fnmatch.fnmatch(name, f"*{pattern}") for name in names):
                said.append(f"no {pattern} among {names[:6]}")
        path = next((out / n for n in names if fnmatch.fnmatch(n, f"*{_of(case.checks['files'][0], language)}")), None)
        if path is not None:
            pair = Pair(source_of(folder, case), path.read_bytes(), language, path.name)
            said += judge(case, pair)
        rows[language] = said
    if done.returncode:
        rows["*"] = [f"exit status {done.returncode}: {done.stderr.strip()[-160:]}"]
    return rows


def _refused(case: Case, folder: Path, work: Path, babelpress: Command) -> dict[str, list[str]]:
    """The command says that the file cannot be read, and writes nothing for it."""
    path, out = lay(folder, case, work / "in"), work / "out"
    done = babelpress(["run", str(path), "--to", "document", "-o", str(out), "--source", "fr", "-q"])
    said = done.stderr + done.stdout
    faults = []
    if done.returncode == 0:
        faults.append("exit status 0")
    if "Traceback" in said or "bug" in said.lower():
        faults.append(f"not a plain error: {said.strip()[-200:]}")
    if path.name not in said.replace("\n", "").replace(" ", "") and path.name not in said:
        faults.append(f"the file is not named: {said.strip()[-200:]}")
    if found(out, case, "en"):
        faults.append("written all the same")
    return {"*": faults}


def _verified(case: Case, folder: Path, work: Path, babelpress: Command) -> dict[str, list[str]]:
    """`verify` is silent about a right translation, and not about a wrong one."""
    top = lay(folder, case, work)
    source, target = Path(case.file).name, case.checks["translation"]
    language = Path(target).stem
    done = babelpress(["verify", str(top / source), str(top / target), "--source", "fr", "--target", language])
    said = (done.stdout + done.stderr).strip()
    if case.checks["right"] and done.returncode:
        return {"*": [f"an alarm on a right file: {said[-300:]}"]}
    if not case.checks["right"] and done.returncode != 1:
        return {"*": [f"no severe finding (status {done.returncode}): {said[-200:]}"]}
    return {"*": []}


ALONE = {"tree": _tree, "refuse": _refused, "verify": _verified}


def known() -> dict[str, list[str]]:
    """Return the cases of each set that are known to be wrong."""
    rows: dict[str, list[str]] = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return rows


def wrong(faults: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return the cases in which something is wrong, sorted."""
    return sorted(case for case, rows in faults.items() if rows)


def renew(name: str, faults: dict[str, dict[str, list[str]]]) -> None:
    """Write that the cases of a set that are known to be wrong are those of `faults`."""
    rows = {**(known() if KNOWN.exists() else dict.fromkeys(SETS, ())), name: wrong(faults)}
    command = f"python tests/document_cases.py {' '.join(SETS)} --renew"
    head = f"# Cases that are wrong today. Written by: {command}\n"
    body = "".join(
        f"{each}:\n" + "".join(f"- {case}\n" for case in rows[each]) if rows[each] else f"{each}: []\n" for each in SETS
    )
    KNOWN.write_text(head + body, encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="+", choices=SETS)
    options.add_argument("--work", type=Path, default=Path("build/documents"))
    options.add_argument("--count", action="store_true", help="Print only how many are wrong, by kind.")
    options.add_argument("--option", action="append", default=[], help="An option of `babelpress run`.")
    options.add_argument("--renew", action="store_true", help=f"Write the cases that are wrong to {KNOWN.name}.")
    given = options.parse_args()
    babelpress = partial(command, prefix=[sys.executable, "-m", "babelpress"])
    for name in given.sets:
        cases = read(name)
        faults = run(name, given.work / name, babelpress, tuple(given.option))
        if given.renew:
            renew(name, faults)
        kinds = Counter(case.kind for case in cases if faults[case.id])
        if not given.count:
            for case in cases:
                rows = faults[case.id]
                said = next(iter(rows.values()), [""])
                state = f"WRONG {','.join(rows)}" if rows else "right"
                print(f"{case.kind:2} {case.id:24} {state:22} {'; '.join(said)[:220]}")
        print(f"{name}: {sum(kinds.values())} of {len(cases)} wrong; by kind:", dict(sorted(kinds.items())))


if __name__ == "__main__":
    main()
