"""Half of a surrogate pair, which JSON, YAML and XML can state by an escape, fails no output and stops no batch."""

import json
from pathlib import Path

import pytest

from babelpress.cli import main
from babelpress.document import Article, Block, Meta, Record, from_json, to_json

BODY = "Le train part demain matin de Paris. La grève continue à Lyon."
HALF = "\\ud800"  # as an escape
FILES = {
    "yaml.md": f'---\ntitle: "Un train {HALF}"\nauthor: "A{HALF}"\ntags: ["{HALF}"]\n---\n\n{BODY}\n',
    "keys.md": f'---\n"a{HALF}": un\ndate: "{HALF}"\nid: "{HALF}"\nurl: "http://a.b/{HALF}"\n---\n\n{BODY}\n',
    "toml.md": f'+++\ntitle = "Un train {HALF}"\n+++\n\n{BODY}\n',
    "json.md": f'{{\n"title": "Un train {HALF}", "a": "{HALF}"\n}}\n\n{BODY}\n',
    "text.md": f"# Un train &#xD800;\n\n{BODY} &#55296;\n",
    "meta.html": f'<html lang=fr><head><script type="application/ld+json">{{"@type": "NewsArticle", "author": '
    f'"{HALF}", "keywords": ["{HALF}"]}}</script></head><body><article>'
    f"<h1>Un train</h1><p>{BODY}</p></article></body></html>",
    "a.yaml": f'titre: "Un train {HALF}"\ntexte: {BODY}\n',
    "a.jsonl": f'{{"title": "Un train {HALF}", "text": "{BODY}"}}\n',
    "a.xcstrings": json.dumps(
        {
            "sourceLanguage": "fr",
            "version": "1.0",
            "strings": {
                "a\ud800": {"localizations": {"fr": {"stringUnit": {"state": "translated", "value": f"{BODY}\ud800"}}}}
            },
        }
    ),
    "values/strings.xml": f'<resources><string name="a">Le train {HALF} part demain.</string></resources>',
}
FAKE = Path(__file__).parents[2] / "configs" / "fake.yaml"
REFUSED = {"toml.md", "a.jsonl"}
"""Those whose own syntax forbids it: a message names the file and the line."""


@pytest.mark.parametrize("name", FILES)
def test_half_of_a_pair_is_a_clear_result(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    source, good = tmp_path / name, tmp_path / "good.fr.md"
    source.parent.mkdir(exist_ok=True)
    source.write_text(FILES[name])
    good.write_text(f"# Un titre\n\n{BODY}\n")
    common = (str(source), str(good), "--profile", str(FAKE), "--targets", "nl", "-o")

    for command in ("run --to site", "run --to document", "run --to jsonl", "run --to csv", "batch"):
        output = f"{tmp_path / command.split()[-1]}{'.out' if command[-1] in 'lv' else ''}"
        monkeypatch.setattr("sys.argv", ["babelpress", *command.split(), *common, output])
        try:
            main()
        except SystemExit as end:
            assert end.code in (0, None) or (end.code == 1 and name in REFUSED)
        told = capsys.readouterr().err

        assert Path(output).exists()
        assert not any(word in told for word in ("codec", "bug", "the traceback is in"))
        assert ("line" in told and Path(name).name in told) or name not in REFUSED


def test_a_record_with_half_of_a_pair_has_json_without_it():
    record = Record(
        article=Article(
            id="a\ud800", blocks=(Block(kind="title", text="é\udfff"),), meta=Meta(extra=(("b\ud800", "\udc00"),))
        )
    )

    found = from_json(to_json(record))

    assert found.article.id == "a\ufffd"
    assert found.article.blocks[0].text == "é\ufffd"
    assert found.article.meta.extra == (("b\ufffd", "\ufffd"),)
