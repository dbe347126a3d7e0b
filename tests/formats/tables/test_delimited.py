import io

import pytest

from babelpress.document import Article
from babelpress.formats.base import ReadError
from babelpress.formats.tables.delimited import DelimitedReader, DelimitedReaderOptions


def read(data: str | bytes, **options: object) -> list[Article | ReadError]:
    reader = DelimitedReader(DelimitedReaderOptions(**options))
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(reader.read_stream(stream, name="in/a.csv"))


def shown(items: list[Article | ReadError]) -> list[str]:
    return [item.id if isinstance(item, Article) else f"! {item.error}" for item in items]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_shows_the_delimiter(delimiter):
    (article,) = read(delimiter.join(["id", "text"]) + "\r\n" + delimiter.join(["a", '"Un; deux, trois"']) + "\r\n")

    assert isinstance(article, Article)
    assert (article.id, article.text) == ("a", "Un; deux, trois")


def test_a_delimiter_can_be_said():
    assert shown(read("id#text\na#Un.", delimiter="#")) == ["a"]


def test_a_cell_may_hold_lines_and_quotation_marks():
    (article,) = read('\ufeffid,text\na,"Un ""mot"".\r\n\r\nDeux."\n')

    assert isinstance(article, Article)
    assert article.text == 'Un "mot".\nDeux.'


def test_an_empty_cell_is_a_missing_value_and_blank_lines_are_passed_by():
    found = read("id,title,text,tags\n\n,,Un.,\n\n,,Deux.,x\n")

    assert [item.id for item in found] == ["a-3", "a-5"]
    assert [item.meta.extra for item in found if isinstance(item, Article)] == [
        (("tags", "null"),),
        (("tags", '"x"'),),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "|", "\t"])
@pytest.mark.parametrize("line", ["sep={}\n", "\ufeffsep={}\r\n", '"sep={}"\n', "SEP={}\n"])
def test_the_line_that_states_the_delimiter_is_no_header(line, delimiter):
    rows = delimiter.join(["id", "text"]) + "\n" + delimiter.join(["a", '"Un, deux ; trois."']) + "\n"

    (article,) = read(line.format(delimiter) + rows)

    assert isinstance(article, Article)
    assert (article.id, article.text) == ("a", "Un, deux ; trois.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("id,text\n", "holds no row"),
        ("id,text,text\na,b,c\n", "line 1: the column 'text' comes twice"),
        ("a;b\n1;2\n", "has no column 'text' for the text. It has: a, b."),
        (b"PK\x03\x04\nx", "ZIP"),
        ("id,text\na,b\n".encode("utf-16"), "is UTF-16; convert it with: iconv"),
    ],
)
def test_a_file_without_articles_is_told_once(data, said):
    (unread,) = read(data)

    assert isinstance(unread, ReadError)
    assert unread.id == "in/a.csv"
    assert said in str(unread.error)


def test_rows_with_too_many_or_too_few_cells_are_told():
    found = shown(read("id,text\na,Un.\nb,Deux, trois.\nc\nd,Quatre.,,\n"))

    assert found == [
        "a",
        "! in/a.csv: line 3: has 3 cells, the header has 2; a cell with the delimiter in it has to be quoted",
        "! in/a.csv: line 4: has 1 cells, the header has 2; a cell with the delimiter in it has to be quoted",
        "d",
    ]


def test_a_quotation_mark_too_many_costs_only_its_own_row():
    rows = 'id,text\na,"Un."\nb,"Deux.\n\nEncore deux, et.\nc,"Trois.\n\nEncore."\nd,"Quatre."\n'

    found = shown(read(rows))

    assert [item if item[0] != "!" else "!" for item in found] == ["a", "!", "c", "d"]
    assert "line 3: is not a row of cells" in found[1]
    assert "reading goes on at line 6" in found[1]


def test_a_quotation_mark_that_is_never_closed_is_told():
    found = shown(read('id,text\na,"Un."\nb,"Deux.\nc,Trois.\nd,"Quatre'))

    assert [item[0] for item in found] == ["a", "!", "c", "!"]


def test_a_cell_without_end_is_bounded():
    rows = 'id,text\na,"' + "mot mot mot\n" * 20_000 + "b,Deux.\n"

    found = shown(read(rows, max_characters=1000))

    assert len(found) == 2
    assert "line 2: is not ended within 66,536 characters" in found[0]
    assert found[1] == "b"


def test_bytes_that_are_not_utf8_cost_one_row():
    found = shown(read(b"id,text\na,Un.\nb,\xe9t\xe9\nc,Trois.\n"))

    assert [item[0] for item in found] == ["a", "!", "c"]
    assert "is not UTF-8: byte 16, line 3; it seems to be ISO-8859-1" in found[1]


def test_a_long_text_is_refused_by_its_own_limit():
    found = shown(read(f"id,text\na,{'mot ' * 500}\nb,Deux.\n", max_characters=1000))

    assert "is too long for one article: 1,999 characters" in found[0]
    assert found[1] == "b"
