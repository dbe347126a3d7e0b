import io
import os

import pytest

from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import open_input, read_text


def read(data: bytes, max_characters: int = 1000) -> str:
    return read_text(io.BytesIO(data), name="article.txt", max_characters=max_characters)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(encoding):
    assert read("L'été à Liège 🎉\n".encode(encoding)) == "L'été à Liège 🎉\n"


def test_utf16_big_endian_is_read():
    assert read(b"\xfe\xff" + "été".encode("utf-16-be")) == "été"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Un\nété".encode("latin-1"), ["byte 3,", "line 2", "ISO-8859-1", "iconv -f ISO-8859-1 -t UTF-8 article.txt"]),
        ("« L’été »".encode("cp1252"), ["byte 0,", "line 1", "WINDOWS-1252", "iconv -f WINDOWS-1252"]),
        ("é".encode() * 9 + b"\xe9 a", ["byte 18,", "UTF-8 with 1 damaged byte;"]),
        (b"\xff\xfea\x00\x00\xd8", ["damaged UTF-16", "byte 4"]),
        ("ete".encode("utf-16-le"), ["UTF-16LE without a byte order mark", "iconv -f UTF-16LE"]),
        ("ete".encode("utf-32"), ["UTF-32", "iconv -f UTF-32"]),
        (b"texte\x00suite", ["binary", "byte 5"]),
        (b"PK\x03\x04\x14\x00", ["Word", "ZIP"]),
        (b"%PDF-1.7\n", ["a PDF"]),
        (bytes(range(1, 9)) * 40 + b"abc", ["binary", "control characters"]),
    ],
)
def test_what_is_not_unicode_is_refused_with_place_and_remedy(data, said):
    with pytest.raises(UnreadableInput) as caught:
        read(data)

    assert "article.txt" in str(caught.value)
    assert [part for part in said if part not in str(caught.value)] == []


def test_a_few_control_characters_are_no_binary():
    assert read(b"a\x07b") == "ab"


def test_a_text_at_the_limit_is_read():
    assert read("é".encode() * 10, max_characters=10) == "é" * 10


def test_a_text_over_the_limit_names_size_limit_and_option():
    with pytest.raises(UnreadableInput, match=r"11 characters, the limit is 10 characters.*max_characters"):
        read(b"a" * 11, max_characters=10)


def test_a_long_line_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 20_000_000)

    with path.open("rb") as stream:
        with pytest.raises(UnreadableInput, match="the file has 20,000,000"):
            read_text(stream, name=str(path), max_characters=100_000)
        assert stream.tell() < 1_000_000


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(UnreadableInput, match="no such file"):
        open_input(tmp_path / "none.txt")


def test_a_folder_is_refused_with_how_to_name_its_files(tmp_path):
    with pytest.raises(UnreadableInput, match=r"is a folder; name the files in it, e\.g\. .*/\*\.txt"):
        open_input(tmp_path)


def test_a_file_that_may_not_be_read_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("a")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root may read everything")

    with pytest.raises(UnreadableInput, match="chmod"):
        open_input(path)
