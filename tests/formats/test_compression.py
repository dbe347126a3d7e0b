import gzip
import io
import subprocess
from pathlib import Path

import pytest
import zstandard

from babelpress.document import Article, Block, Record, from_json, to_json
from babelpress.errors import RunStopped, UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.compression import open_archive, packer
from babelpress.formats.tables.jsonl import JsonlReader, JsonlReaderOptions, JsonlWriter, JsonlWriterOptions

LINES = b"".join(b'{"id": "%d", "text": "Une phrase qui dure %d."}\n' % (n, n * 7919) for n in range(4000))


def unpacked(name: str, data: bytes, folder: Path) -> bytes:
    (folder / name).write_bytes(data)
    with open_archive(folder / name) as stream:
        return stream.read()


@pytest.mark.parametrize("suffix", [".gz", ".zst", ""])
def test_what_was_packed_piece_by_piece_unpacks(suffix, tmp_path):
    made = packer(tmp_path / f"a{suffix}")
    pieces = [LINES[start : start + 7000] for start in range(0, len(LINES), 7000)]

    data = b"".join(map(made.pack, pieces)) + made.tail

    assert unpacked(f"a{suffix}", data, tmp_path) == LINES


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_nothing_packs_to_a_whole_file_of_nothing(suffix, tmp_path):
    data = packer(tmp_path / f"a{suffix}").nothing

    assert data
    assert unpacked(f"a{suffix}", data, tmp_path) == b""


def test_other_tools_read_what_we_pack(tmp_path):
    packed = {suffix: packer(tmp_path / f"a{suffix}") for suffix in (".gz", ".zst")}
    data = {suffix: made.pack(b"un\n") + made.pack(b"deux\n") + made.tail for suffix, made in packed.items()}
    (tmp_path / "a.gz").write_bytes(data[".gz"])

    first_frame = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data[".zst"]), read_across_frames=False)
    assert first_frame.read() == b"un\ndeux\n"
    assert subprocess.run(["gzip", "-dc", tmp_path / "a.gz"], capture_output=True, check=True).stdout == b"un\ndeux\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("members.gz", gzip.compress(b"un\n") + gzip.compress(b"deux\n")),
        ("padded.gz", gzip.compress(b"un\ndeux\n") + bytes(512)),
        ("frames.zst", zstandard.compress(b"un\n") + zstandard.compress(b"deux\n")),
    ],
)
def test_several_members_and_padding_are_read(name, data, tmp_path):
    assert unpacked(name, data, tmp_path) == b"un\ndeux\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cut.jsonl.gz", gzip.compress(LINES)[:-5], "is incomplete"),
        ("cut.jsonl.zst", zstandard.compress(LINES)[:-5], "is incomplete"),
        ("half.jsonl.gz", gzip.compress(LINES)[:4000], "is incomplete"),
        ("odd.jsonl.gz", gzip.compress(LINES) + b"odd", "cannot be decompressed"),
        ("odd.jsonl.zst", zstandard.compress(LINES) + b"odd", "cannot be decompressed"),
    ],
)
def test_of_a_truncated_file_what_is_whole_is_read_and_the_cut_told(name, data, said, tmp_path):
    (tmp_path / name).write_bytes(data)

    *articles, last = JsonlReader(JsonlReaderOptions()).read(tmp_path / name)

    assert len(articles) > (400 if name.startswith("half") else 1200)
    assert all(isinstance(item, Article) for item in articles)
    assert isinstance(last, ReadError)
    assert said in str(last.error)
    assert name in str(last.error)


@pytest.mark.parametrize(("name", "data"), [("a.jsonl.gz", b"plain"), ("a.jsonl.zst", b"plain text")])
def test_a_file_that_is_not_packed_is_told(name, data, tmp_path):
    with pytest.raises(UnreadableInput, match=r"cannot be decompressed.*-t "):
        unpacked(name, data, tmp_path)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_record_is_on_disk_when_write_returns(suffix, tmp_path):
    record = Record(article=Article(id="a", blocks=(Block(kind="paragraph", text="Un."),)))
    path = tmp_path / f"out.jsonl{suffix}"

    with JsonlWriter(path, JsonlWriterOptions()) as writer:
        writer.write(record)
        part = (tmp_path / f"out.jsonl{suffix}.part").read_bytes()
        writer.write(record)

    assert unpacked(f"part{suffix}", part, tmp_path) == f"{to_json(record)}\n".encode()
    with open_archive(path) as stream:
        assert [from_json(line.decode()) for line in stream] == [record, record]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_full_disk_leaves_a_packed_file_of_whole_records(suffix, no_room, tmp_path):
    path = tmp_path / f"out.jsonl{suffix}"
    noise = io.BytesIO(bytes(range(256)) * 4)

    with pytest.raises(RunStopped, match="File too large"):  # noqa: SIM117
        with no_room(256_000), JsonlWriter(path, JsonlWriterOptions()) as writer:
            for n in range(100_000):
                text = f"{n * 7919} {hash(str(n))} {noise.getvalue()[n % 200 : n % 200 + 50]!r}" * 20
                writer.write(Record(article=Article(id=str(n), blocks=(Block(kind="paragraph", text=text),))))

    with open_archive(path) as stream:
        ids = [from_json(line.decode()).article.id for line in stream]
    assert len(ids) > 100
    assert ids == [str(n) for n in range(len(ids))]
