"""Programs that open a document and say what is wrong with it; a translation may not have more than its source.

`epubcheck`, `ffprobe` (of FFmpeg) and `soffice` (LibreOffice), where they are installed; `missing` tells which are not.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

_SECONDS = 300
Program = Callable[[Path], Counter[str]]
"""What a program says of a file: complaints, or what has to be the same."""


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False)


def epubcheck(file: Path) -> Counter[str]:
    """The errors of epubcheck, by their numbers."""
    program = Path(shutil.which("epubcheck") or "")
    with program.open("rb") as start:
        is_jar = start.read(2) == b"PK"  # in Debian, which starts it by its kind
    done = _run(*(("java", "-jar") if is_jar else ()), program, file)
    return Counter(re.findall(r"^(?:ERROR|FATAL)\(([\w-]+)\)", done.stdout + done.stderr, re.MULTILINE))


def ffprobe(file: Path) -> Counter[str]:
    """The times of the cues as FFmpeg reads them; a cue without a text is none."""
    entries = "packet=pts_time,duration_time"
    done = _run("ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv=p=0", file)
    return Counter([*done.stdout.split(), *(["refused"] * bool(done.returncode))])


def libreoffice(file: Path) -> Counter[str]:
    """`refused` for a file that LibreOffice cannot open and write as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file)
        made = Path(folder, f"{file.stem}.pdf")
        return Counter(["refused"] * (not made.exists() or made.stat().st_size == 0))


PROGRAMS: dict[str, tuple[Program, tuple[str, ...]]] = {
    "epubcheck": (epubcheck, (".epub",)),
    "ffprobe": (ffprobe, (".srt", ".vtt", ".ass")),
    "soffice": (libreoffice, (".docx", ".pptx", ".xlsx", ".odt", ".odp")),
}


def missing() -> list[str]:
    """Return the programs that are not installed."""
    return [name for name in (*PROGRAMS, "msgfmt") if shutil.which(name) is None]


def complaints(source: bytes, out: bytes, *, suffix: str) -> Iterator[str]:
    """Yield what a program says of a translation and not of its source."""
    for name, (program, suffixes) in PROGRAMS.items():
        if suffix not in suffixes or shutil.which(name) is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            before, after = (Path(folder, f"{side}{suffix}") for side in ("before", "after"))
            before.write_bytes(source)
            after.write_bytes(out)
            one, other = program(before), program(after)
        if program is ffprobe and one != other:
            yield f"{name}: {dict(one - other)} became {dict(other - one)}"
        elif more := other - one:
            yield f"{name}: {dict(more)}"
