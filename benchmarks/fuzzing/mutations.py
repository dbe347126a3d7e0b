"""Damage to files: bytes flipped, cut, doubled and joined; packages with other members, compressions and names."""

from collections.abc import Callable
from io import BytesIO
from random import Random
from warnings import catch_warnings, simplefilter
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile

TOKENS = (
    b"\xed\xa0\x80",
    b"\\ud800",
    b"&#xD800;",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"\x1b",
    b"\r",
    b"<",
    b">",
    b"</",
    b"<b>",
    b"</p>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&amp;",
    b"&#0;",
    b"<?x?>",
    b"<!DOCTYPE a>",
    b'"',
    b"'",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"{{",
    b"%}",
    b"${",
    b"\n\n",
    b"\n---\n",
    b"\n+++\n",
    b"```",
    b"| a |",
    b": |\n",
    b"\t",
    b"*",
    b"**_",
    b"](",
    b"![",
    b"> ",
    b"1. ",
    b"=== ",
    b"::",
    b"|===",
    b"..",
    b"%s",
    b"%1$s",
    b"\xc2\xad",
    b"\xee\x80\x80",
    b"99999999999999999999",
    b"-1",
    b"1e999",
    b"NaN",
    b"null",
    b"true",
    b"&anchor ",
    b"*anchor",
    b"!!python/object:a ",
    b"<<: ",
)
"""What is inserted: parts of syntax, half characters, surrogates, signs that no text has."""

NESTED = (
    b"<b>",
    b"<div>",
    b"<g id='1'>",
    b"[",
    b"{",
    b'{"a":',
    b"(",
    b"> ",
    b"- ",
    b"*",
    b"**",
    b"[a](",
    b"![",
    b"<a:r>",
    b"{{",
    b"`",
    b"\xc2\xab ",
)
"""What is repeated thousands of times."""

Mutation = Callable[[Random, bytes, bytes], bytes]
"""Takes the source of chance, the bytes of a file and those of another one of its format; gives other bytes."""


def _span(random: Random, data: bytes, *, most: int = 400) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(most))


def flip(random: Random, data: bytes, other: bytes) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def cut(random: Random, data: bytes, other: bytes) -> bytes:
    """Leave out a part, or all behind a place."""
    start, end = _span(random, data)
    return data[:start] + (data[end:] if random.random() < 0.6 else b"")


def double(random: Random, data: bytes, other: bytes) -> bytes:
    """Repeat a part somewhere."""
    start, end = _span(random, data)
    at = random.randrange(len(data) + 1)
    return data[:at] + data[start:end] * random.choice((1, 2, 30)) + data[at:]


def splice(random: Random, data: bytes, other: bytes) -> bytes:
    """Put a part of another file in place of a part."""
    start, end = _span(random, data)
    first, last = _span(random, other)
    return data[:start] + other[first:last] + data[end:]


def insert(random: Random, data: bytes, other: bytes) -> bytes:
    """Insert parts of syntax and broken characters."""
    for _ in range(random.choice((1, 1, 3))):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(TOKENS) + data[at:]
    return data


def nest(random: Random, data: bytes, other: bytes) -> bytes:
    """Insert an opening sign thousands of times."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(NESTED) * random.choice((100, 2_000, 10_000)) + data[at:]


def shuffle(random: Random, data: bytes, other: bytes) -> bytes:
    """Exchange two lines, or two elements."""
    sign = random.choice((b"\n", b">"))
    parts = data.split(sign)
    i, j = random.randrange(len(parts)), random.randrange(len(parts))
    parts[i], parts[j] = parts[j], parts[i]
    return sign.join(parts)


def recode(random: Random, data: bytes, other: bytes) -> bytes:
    """Write the text in another encoding."""
    text = data.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7")), "replace")


PLAIN: tuple[Mutation, ...] = (
    flip,
    flip,
    cut,
    cut,
    double,
    splice,
    insert,
    insert,
    insert,
    nest,
    shuffle,
    shuffle,
    recode,
)


def mutate(random: Random, data: bytes, other: bytes) -> bytes:
    """Return a damaged copy of a file; of a package mostly of its members."""
    if data[:2] == b"PK" and random.random() < 0.85:
        return _package(random, data, other)
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(PLAIN)(random, data, other)
    return data


def _package(random: Random, data: bytes, other: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as package:
            members = [(one.filename, package.read(one)) for one in package.infolist()]
    except BadZipFile:
        return data
    for _ in range(random.choice((1, 1, 1, 2))):
        at = random.randrange(len(members))
        name, text = members[at]
        match random.choice(("damage",) * 8 + ("drop", "double", "rename", "swap", "grow")):
            case "damage":
                texts = [i for i, (one, _) in enumerate(members) if one.endswith((".xml", ".rels", ".xhtml", ".opf"))]
                at = random.choice(texts or [at])
                name, text = members[at]
                members[at] = name, random.choice(PLAIN)(random, text, members[random.randrange(len(members))][1])
            case "drop":
                del members[at]
            case "double":
                members.insert(random.randrange(len(members)), (name, text))
            case "rename":
                members[at] = random.choice(("../a.xml", "/a.xml", name.upper(), f"{name}/", "é\\x.xml")), text
            case "swap":
                to = random.randrange(len(members))
                members[at], members[to] = (name, members[to][1]), (members[to][0], text)
            case "grow":
                members[at] = name, text + b" " * 3_000_000
        if not members:
            break
    made = BytesIO()
    kinds = (ZIP_DEFLATED, ZIP_DEFLATED, ZIP_STORED, ZIP_LZMA, ZIP_BZIP2)
    with catch_warnings(), ZipFile(made, "w", random.choice(kinds)) as package:
        simplefilter("ignore")  # names that come twice
        for name, text in members:
            package.writestr(name, text)
    return made.getvalue()
