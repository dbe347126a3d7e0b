"""Damaged files: made, read, and written again, and what none of them may cause."""

import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from mutations import mutate

from babelpress._internal.process_memory import own_peak_bytes
from babelpress.config.plugins import kinds, make, resolve
from babelpress.document import VERBATIM, Article, Block, Detection, Record, Segment, Translation
from babelpress.errors import BabelpressError

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "contract" / "documents"
FOLDERS = (ROOT / "examples", ROOT / "tests" / "data" / "documents" / "dev")
SECONDS = 30
MEMORY = 1_000_000_000
TABLES = {
    "csv": b'id;title;text\n1;Le train;"Il part, ""demain""."\n2;;Il pleut.\n',
    "jsonl": '{"title": "Le train", "text": "Il part demain.", "x": [1, null]}\n{"text": "Été"}\n'.encode(),
    "text": "Le train\n\nIl part « demain » à 14 h.\n\nFR EN NL\n".encode(),
}
WRITERS = {
    "site": "",
    "text": "",
    "markdown": "",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "parquet": ".parquet",
}


class Hang(BaseException):
    """A file takes too long; no handler of exceptions takes it."""


@cache
def seeds(kind: str) -> list[bytes]:
    """Return the undamaged files of a format."""
    suffixes = resolve("readers", kind).suffixes
    files = [path for path in sorted((DOCUMENTS / kind).glob("*")) if path.suffix != ".normal"]
    files += [path for folder in FOLDERS for path in sorted(folder.glob("*")) if path.suffix in suffixes]
    found = [path.read_bytes() for path in files if path.is_file() and path.stat().st_size < 300_000]
    return found + ([TABLES[kind]] if kind in TABLES else [])


def formats() -> list[str]:
    """Return the kinds of readers that have files to damage."""
    return [kind for kind in kinds("readers") if kind not in ("parquet", "arrow", "datasets") and seeds(kind)]


def damaged(kind: str, number: int) -> bytes:
    """Return the file of a number."""
    random = Random(f"{kind} {number}")
    return mutate(random, random.choice(seeds(kind)), random.choice(seeds(kind)))


def attempt(kind: str, data: bytes, *, write: bool = False) -> None:
    """Read a file, change its texts, and write it; errors of ours are as they should be."""
    reader = make("readers", kind, options={})
    for article in reader.read_stream(BytesIO(data), name=f"a{reader.suffixes[0]}"):
        if not isinstance(article, Article):
            str(article.error)
            continue
        blocks = tuple(_changed(block) for block in article.blocks)
        with suppress(BabelpressError):
            if hasattr(reader, "render"):
                reader.render(article.blocks, language="")
                reader.render(blocks, language="nl")
        if write:
            _write(_record(article, blocks))


def _changed(block: Block) -> Block:
    if block.kind in VERBATIM:
        return block
    text = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in block.text)
    return replace(block, text=text)


def _record(article: Article, blocks: tuple[Block, ...]) -> Record:
    segments = tuple(
        Segment(block=i, source=old.text, target=new.text, model="m", score=-1.0)
        for i, (old, new) in enumerate(zip(article.blocks, blocks, strict=True))
        if old.kind not in VERBATIM and old.text.strip()
    )
    version = Translation(language="nl", blocks=blocks, segments=segments, route=("m",))
    return Record(article=article, detection=Detection(language="fr", confidence=1.0), translations=(version,))


def _write(record: Record) -> None:
    for kind, suffix in WRITERS.items():
        made = resolve("writers", kind)
        with (
            TemporaryDirectory() as folder,
            suppress(BabelpressError),
            made(Path(folder) / f"out{suffix}", made.Options()) as writer,
        ):
            writer.write(record)


def faults(kind: str, numbers: range) -> Iterator[tuple[int, str]]:
    """Yield the number of each file that causes what none may, and what it is."""

    def stop(*_: object) -> None:
        raise Hang(f"more than {SECONDS} s")

    if hasattr(signal, "SIGVTALRM"):
        signal.signal(signal.SIGVTALRM, stop)
    most = MEMORY
    for number in numbers:
        try:
            data = damaged(kind, number)
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            attempt(kind, data, write=number % 20 == 0)
            if (peak := own_peak_bytes() or 0) > most:
                most = peak
                yield number, f"{peak // 1_000_000} MB of memory"
        except (Exception, Hang) as error:  # noqa: BLE001  (whatever a file causes)
            if not isinstance(error, BabelpressError):
                place = traceback.extract_tb(error.__traceback__)[-1]
                ours = [one for one in traceback.extract_tb(error.__traceback__) if "babelpress" in one.filename]
                at = ours[-1] if ours else place
                yield number, f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}: {str(error)[:120]}"
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
