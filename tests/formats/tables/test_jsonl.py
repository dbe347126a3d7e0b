import io
import json

import pytest

from babelpress.document import Article, Block, Record, from_json, to_json
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.formats.base import ReadError
from babelpress.formats.tables.jsonl import JsonlReader, JsonlReaderOptions, JsonlWriter, JsonlWriterOptions

OPTIONS = JsonlWriterOptions()


def read(data: str | bytes, max_characters: int = 1000) -> list[Article | ReadError]:
    reader = JsonlReader(JsonlReaderOptions(max_characters=max_characters))
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(reader.read_stream(stream, name="in/file.jsonl"))


def read_one(**fields: object) -> Article | ReadError:
    (item,) = read(json.dumps(fields))
    return item


def test_an_article_keeps_all_that_its_line_says():
    article = read_one(
        id="a/1",
        title="Titre",
        text="Corps.\nSuite.\nEnglish\nDeutsch",
        language="fr",
        date="2025-03-01",
        url="u",
        tags=["é"],
    )

    assert isinstance(article, Article)
    assert (article.id, article.language, article.format) == ("a/1", "fr", "jsonl")
    assert [(b.kind, b.text) for b in article.blocks] == [
        ("title", "Titre"),
        ("paragraph", "Corps."),
        ("paragraph", "Suite."),
    ]
    assert (article.meta.date, article.meta.url, article.meta.menu) == ("2025-03-01", "u", ("English", "Deutsch"))
    assert article.meta.extra == (("tags", '["é"]'),)


def test_blocks_are_taken_as_they_are():
    article = read_one(id=7, title="Titre", blocks=[{"kind": "quote", "text": "« A »"}])

    assert isinstance(article, Article)
    assert article.id == "7"
    assert article.blocks == (Block(kind="title", text="Titre"), Block(kind="quote", text="« A »"))


@pytest.mark.parametrize(
    ("stated", "language"),
    [("fr-FR", "fr"), ("fr_FR", "fr"), ("FR", "fr"), ("fra", "fr"), ("pt-BR", "pt"), ("xx", "xx"), ("", None),
     (" ", None), (None, None), (float("nan"), None)],
)  # fmt: skip
def test_the_language_is_read_however_it_is_spelled(stated, language):
    article = read_one(text="A.", language=stated)

    assert isinstance(article, Article)
    assert article.language == language


ODD = [float("nan"), float("inf"), None, "", " ", 0, 7, 7.5, 1e300, True, [], ["a"], {}, {"a": [float("nan")]}]


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("field", ["id", "title", "date", "url", "score"])
def test_an_odd_value_fails_no_row_and_is_lost_nowhere(field, value):
    article = read_one(text="A.", **{field: value})

    assert isinstance(article, Article)
    assert article.id
    kept = dict(article.meta.extra).get(field)
    if kept is not None:
        json.loads(kept, parse_constant=pytest.fail)
    elif isinstance(value, int | float) and value == value:
        held = {"id": article.id, "title": article.blocks[0].text, "date": article.meta.date, "url": article.meta.url}
        assert float({"true": "1"}.get(held[field], held[field])) == value
    else:
        assert value != value or value in (None, "", " ")


def test_an_article_without_an_id_is_named_after_file_and_line():
    articles = read('\n{"text": "A."}\n\n{"text": "B."}')

    assert [article.id for article in articles] == ["file-2", "file-4"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "A."', "line 1, column 13: is not JSON: EOF"),
        ("[1, 2]", "is not a JSON object but [1, 2]"),
        ('{"text": NaN}', "text is empty"),
        ('{"text": "", "title": "Un train"}', "text is empty; for titles alone, name their column: --text title"),
        ('{"text": null, "title": "Un train"}', "text is empty; for titles alone, name their column: --text title"),
        ('{"text": "\\ud800"}', "is not JSON"),
        ("[" * 10_000, "recursion"),
        ('{"title": "T"}', "has neither text nor blocks"),
        ('{"text": "A.", "blocks": []}', "gives both text and blocks"),
        ('{"text": ""}', "text is empty"),
        ('{"text": "\\n \\u200b"}', "text holds only white space"),
        ('{"text": "English\\nDeutsch", "title": "T"}', "text holds only a language menu"),
        ('{"blocks": [{"kind": "paragraph", "text": " "}]}', "blocks hold no text"),
        ('{"text": 5}', "text: "),
        ('{"text": "A.", "language": "../x"}', "language: "),
        ('{"blocks": [{"kind": "chapter", "text": "A"}]}', "blocks.0.kind: "),
        ('{"article": {"id": "a"}}', "article.blocks: "),
        ('{"schema": 2, "article": {"id": "a", "blocks": []}}', "schema: the record has version 2"),
        ('{"text": "' + "a" * 1001 + '"}', "1,001 characters, the limit is 1,000 (option max_characters)"),
        ('{"text": "' + "a" * 100_000 + '"}', "too long for one article: 100,013 bytes"),
    ],
)
def test_a_line_that_is_no_article_is_named_and_the_next_is_read(line, said):
    broken, good = read(line + '\n{"text": "B."}\n')

    assert isinstance(broken, ReadError)
    assert broken.id == "in/file.jsonl:1"
    assert "in/file.jsonl: line 1" in str(broken.error)
    assert said in str(broken.error)
    assert isinstance(good, Article)
    assert good.id == "file-2"


def test_a_broken_line_7_is_named_and_the_others_go_on():
    lines = [json.dumps({"id": str(n), "text": "Une phrase."}) for n in range(1, 11)]
    lines[6] = lines[6][:-1]

    found = read("\n".join(lines))

    assert [item.id for item in found] == ["1", "2", "3", "4", "5", "6", "in/file.jsonl:7", "8", "9", "10"]


def test_a_second_use_of_an_id_names_both_lines():
    _, second, _ = read('{"id": "a", "text": "A."}\n{"id": "a", "text": "B."}\n{"id": "b", "text": "C."}')

    assert isinstance(second, ReadError)
    assert str(second.error) == "in/file.jsonl: line 2: the id 'a' is already that of line 1"


def test_bytes_that_are_not_utf8_are_named_by_their_place_in_the_file():
    _, broken, good = read(b'{"text": "A."}\n{"text": "\xe9"}\n{"text": "C."}')

    assert isinstance(broken, ReadError)
    assert "in/file.jsonl: is not UTF-8: byte 25, line 2" in str(broken.error)
    assert isinstance(good, Article)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "only white space"),
        (b"PK\x03\x04\nx\ny", "ZIP"),
        ('{"text": "A."}'.encode("utf-16"), "is UTF-16; convert it with: iconv -f UTF-16"),
    ],
)
def test_a_file_without_lines_to_read_is_refused_once(data, said):
    (unread,) = read(data)

    assert isinstance(unread, ReadError)
    assert unread.id == "in/file.jsonl"
    assert said in str(unread.error)


def test_a_byte_order_mark_is_passed_by():
    assert [item.id for item in read(b'\xef\xbb\xbf{"id": "a", "text": "A."}')] == ["a"]


def test_what_a_run_wrote_another_can_read(record):
    assert read(to_json(record)) == [record.article]


def test_records_are_written_one_a_line(tmp_path, record):
    path = tmp_path / "new" / "out.jsonl"

    with JsonlWriter(path, OPTIONS) as writer:
        writer.write(record)
        writer.write(record)

    assert [from_json(line) for line in path.read_text(encoding="utf-8").splitlines()] == [record, record]
    assert [item.name for item in path.parent.iterdir()] == ["out.jsonl"]


def test_records_go_to_a_stream_as_they_come(record):
    stream = io.StringIO()

    with JsonlWriter(stream, OPTIONS) as writer:
        writer.write(record)
        assert from_json(stream.getvalue()) == record


def test_a_record_is_on_disk_when_write_returns(tmp_path, record):
    with JsonlWriter(tmp_path / "out.jsonl", OPTIONS) as writer:
        writer.write(record)
        assert (tmp_path / "out.jsonl.part").read_text(encoding="utf-8") == to_json(record) + "\n"
        assert not (tmp_path / "out.jsonl").exists()


def test_what_is_done_before_an_interruption_is_kept(tmp_path, record):
    with pytest.raises(KeyboardInterrupt), JsonlWriter(tmp_path / "out.jsonl", OPTIONS) as writer:
        writer.write(record)
        raise KeyboardInterrupt

    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == to_json(record) + "\n"


def test_an_older_file_survives_a_run_that_fails_before_its_first_record(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    with pytest.raises(KeyboardInterrupt), JsonlWriter(path, JsonlWriterOptions(overwrite=True)):
        raise KeyboardInterrupt

    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["out.jsonl"]


def test_no_records_give_an_empty_file(tmp_path):
    with JsonlWriter(tmp_path / "out.jsonl", OPTIONS):
        pass

    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_an_existing_file_is_replaced_only_when_told(tmp_path, record):
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    with pytest.raises(OutputUnavailable, match="exists"), JsonlWriter(path, OPTIONS):
        pass
    assert path.read_text() == "old"

    with JsonlWriter(path, JsonlWriterOptions(overwrite=True)) as writer:
        writer.write(record)
    assert path.read_text(encoding="utf-8") == to_json(record) + "\n"


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(OutputUnavailable, match="is a folder"), JsonlWriter(tmp_path, OPTIONS):
        pass


def test_a_second_writer_of_one_file_is_refused(tmp_path, record):
    path = tmp_path / "out.jsonl"

    with JsonlWriter(path, OPTIONS) as writer:
        with pytest.raises(OutputUnavailable, match="another run"), JsonlWriter(path, OPTIONS):
            pass
        writer.write(record)

    assert path.read_text(encoding="utf-8") == to_json(record) + "\n"


class Full(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_stream_that_fails_stops_the_run(record):
    with pytest.raises(RunStopped, match="No space left"), JsonlWriter(Full(), OPTIONS) as writer:
        writer.write(record)


def test_a_full_disk_leaves_whole_records(no_room, tmp_path, record):
    path = tmp_path / "out.jsonl"
    small = Record(article=Article(id="a", blocks=(Block(kind="paragraph", text="a" * 1000),)))

    with pytest.raises(RunStopped, match=r"out\.jsonl: cannot be written: File too large"):  # noqa: SIM117
        with no_room(256_000), JsonlWriter(path, OPTIONS) as writer:
            while True:
                writer.write(small)

    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 10
    assert {from_json(line) for line in lines} == {small}


@pytest.mark.parametrize(
    ("title", "fields", "expected"),
    [
        ("Le pont rouvre | Le Monde", {"url": "https://www.lemonde.fr/a"}, "Le pont rouvre"),
        ("Le pont rouvre - Ouest-France", {"site_name": "Ouest-France"}, "Le pont rouvre"),
        ("Le Monde | Le pont rouvre", {"publisher": "Le Monde"}, "Le pont rouvre"),
        ("Le pont rouvre – La Dépêche", {"hostname": "ladepeche.fr"}, "Le pont rouvre"),
        ("Le pont rouvre | Le Monde", {}, "Le pont rouvre | Le Monde"),
        ("Lille - Rennes", {"url": "https://www.lemonde.fr/a"}, "Lille - Rennes"),
        ("Le Monde", {"url": "https://www.lemonde.fr/a"}, "Le Monde"),
        ("Le pont rouvre | Le Monde", {"url": "http://[", "site": None}, "Le pont rouvre | Le Monde"),
    ],
)
def test_a_title_is_without_the_name_of_its_site_where_the_row_tells_it(title: str, fields: dict, expected: str):
    article = read_one(title=title, text="Le pont rouvre lundi.", **fields)

    assert isinstance(article, Article)
    assert [block.text for block in article.blocks if block.kind == "title"] == [expected]
