"""What holds for every format whose files are ZIP packages: the checks that its tests share."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from xml.dom import minidom

from babelpress.document import VERBATIM, Article, Block, Record, from_json, to_json
from babelpress.formats.inline import faults
from babelpress.formats.xml.tree import parse
from document_changes import read, refused, translated_block
from formats.docx_files import zipped

OPC_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def opc(members: dict[str, str | bytes], types: dict[str, str]) -> bytes:
    """An Office package with its members, and its table of content types."""
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in types.items() if path in members
    )
    table = (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="rels" ContentType="{OPC_RELATIONS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return zipped({"[Content_Types].xml": table} | members)


def relations(**targets: str) -> str:
    """A member with the relations of another one."""
    items = "".join(f'<Relationship Id="{id}" Type="x" Target="{target}"/>' for id, target in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def rendered(kind: Any, blocks: Iterable[Block], language: str = "fr") -> bytes:
    return kind(kind.Options()).render(tuple(blocks), language=language)


def shouted(article: Article) -> list[Block]:
    return [b if b.kind in VERBATIM else replace(b, text=b.text.upper()) for b in article.blocks]


def masked(block: Block) -> Block:
    """A block with other words of the same length, so that its tags stay where they are."""
    return block if block.kind in VERBATIM else replace(block, text=re.sub(r"[^\W\d_]", "x", block.text))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def seen(data: bytes) -> list[tuple[object, ...]]:
    """What stays of every member, in the order of the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(m.filename, m.date_time, m.compress_type, m.external_attr) for m in archive.infolist()]


def elements(xml: bytes, *, free: Iterable[str] = (), values: Iterable[str] = ()) -> Counter[str]:
    """The elements of a member, without those in `free` and without the values of the attributes in `values`."""
    root = parse(xml, name="a part", doctype=True).root
    return Counter(
        f"{node.name} {sorted((key, key in values or value) for key, value in node.attributes.items())}"
        for node in root.walk()
        if node.name not in free
    )


def check_unchanged(kind: Any, data: bytes) -> Article:
    """An article that was not changed is the very file, also after it was stored; its marks are trees."""
    article = read(kind, data)
    assert [fault for block in article.blocks for fault in faults(block.text, block.markup)] == []
    assert rendered(kind, article.blocks) == data
    again = from_json(to_json(Record(article=article))).article
    assert again == article
    return article


def check_changed(
    kind: Any, data: bytes, *, change: Callable[[Block], Block] = masked, same_order: bool = True
) -> dict[str, bytes]:
    """Another text in every place reads back, in members that are well-formed, in the order of the source."""
    article = read(kind, data)
    blocks = [change(block) for block in article.blocks]
    new = rendered(kind, blocks)
    assert seen(new) == seen(data)
    for name, content in members(new).items():
        if name.endswith((".xml", ".rels", ".xhtml", ".opf", ".ncx")):
            minidom.parseString(content)
    again = [(b.kind, b.text.split()) for b in read(kind, new).blocks if b.kind not in VERBATIM]
    want = [(b.kind, b.text.split()) for b in blocks if b.kind not in VERBATIM]
    assert again == want if same_order else sorted(again) == sorted(want)
    return members(new)


def check_each_alone(kind: Any, data: bytes) -> None:
    """A text that is changed alone changes no other text and no other member."""
    article = read(kind, data)
    before = members(data)
    prose = [index for index, block in enumerate(article.blocks) if block.kind not in VERBATIM]
    for index in prose:
        blocks = [translated_block(b, lambda _: "Zyx") if n == index else b for n, b in enumerate(article.blocks)]
        after = members(rendered(kind, blocks))
        assert sum(before[name] != after[name] for name in before) == 1
        texts = [block.text for block in read(kind, rendered(kind, blocks)).blocks if block.kind not in VERBATIM]
        assert texts == ["Zyx" if n == index else article.blocks[n].text for n in prose]


BAD_ARCHIVES = [
    (lambda data: b"", "not a ZIP archive"),
    (lambda data: b"Bonjour", "not a ZIP archive"),
    (lambda data: data[: len(data) // 2], "truncated or damaged"),
    (lambda data: data[:-10], "truncated or damaged"),
    (lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old"),
    (
        lambda data: b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password",
    ),
    (lambda data: with_members(data, {"../../etc/passwd": b"x"}), "outside of its folder"),
    (lambda data: with_members(data, {"/etc/passwd": b"x"}), "unsafe name"),
    (lambda data: with_members(data, {"bomb.bin": bytes(20_000_000)}), "like a ZIP bomb"),
    (lambda data: zipped({"a.txt": "Bonjour"}), "is a ZIP archive but not"),
]
"""Files that every format refuses, and what it says."""


def with_members(data: bytes, more: dict[str, bytes]) -> bytes:
    """A package with further members."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return target.getvalue()


def check_refused(kind: Any, data: bytes, said: str) -> None:
    message = refused(kind, data)
    assert said in message
    assert message.startswith("in/file: ")
