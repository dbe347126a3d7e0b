"""Glossaries of clients: through DeepL's own library (v2 and v3), and in `/v1`."""

from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.serve.database import Database
from babelpress.serve.glossaries import MOST_ENTRIES, Glossaries, checked, read, written
from babelpress.serve.refusal import Refusal
from serve.conftest import Running, Start
from serve.test_process import FAKE, command

deepl = pytest.importorskip("deepl")

TEXT = "Le train part demain."
"""A sentence whose noun the shipped weights translate by `trein`."""

TERM = {"train": "spoorvoertuig"}


@pytest.fixture
def client(server: Running):
    made = deepl.DeepLClient("key", server_url=server.url)
    yield made
    made.close()


def test_a_glossary_of_one_pair_is_made_used_listed_and_deleted(client: Any, tmp_path: Path):
    made = client.create_glossary("trains", "FR", "NL", TERM)

    with_it = client.translate_text(TEXT, source_lang="FR", target_lang="NL", glossary=made).text
    without = client.translate_text(TEXT, source_lang="FR", target_lang="NL").text
    assert "spoorvoertuig" in with_it and "trein" in without
    assert (made.name, made.source_lang, made.target_lang) == ("trains", "FR", "NL")
    assert made.ready and made.entry_count == 1
    assert client.get_glossary(made.glossary_id).creation_time == made.creation_time
    assert client.get_glossary_entries(made) == TERM
    assert made.glossary_id in [one.glossary_id for one in client.list_glossaries()]
    (tmp_path / "a.txt").write_text(TEXT)
    with (tmp_path / "a.txt").open("rb") as source, (tmp_path / "b.txt").open("wb") as target:
        client.translate_document(source, target, source_lang="FR", target_lang="NL", glossary=made)
    assert "spoorvoertuig" in (tmp_path / "b.txt").read_text()
    client.delete_glossary(made)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(made.glossary_id)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.delete_glossary(made)


def test_a_glossary_from_csv_and_the_pairs(client: Any):
    made = client.create_glossary_from_csv("csv", "FR", "NL", '"gare, grande",groot station,fr,nl\ntrain,trein\n')

    assert client.get_glossary_entries(made) == {"gare, grande": "groot station", "train": "trein"}
    pairs = [(one.source_lang, one.target_lang) for one in client.get_glossary_languages()]
    assert ("FR", "NL") in [(a.upper(), b.upper()) for a, b in pairs] and len(set(pairs)) == len(pairs) == 5
    client.delete_glossary(made)


def test_a_glossary_of_several_pairs(client: Any):
    entries = deepl.api_data.MultilingualGlossaryDictionaryEntries
    made = client.create_multilingual_glossary(
        "both", [entries("FR", "NL", TERM), entries("FR", "EN", {"train": "railcar"})]
    )

    def held(target: str) -> Any:
        return client.get_multilingual_glossary_entries(made, "FR", target).dictionaries[0].entries

    ask = {"source_lang": "FR", "glossary": made}
    assert "spoorvoertuig" in client.translate_text(TEXT, target_lang="NL", **ask).text
    assert "railcar" in client.translate_text(TEXT, target_lang="EN-GB", **ask).text.lower()
    with pytest.raises(deepl.DeepLException, match="no dictionary"):
        client.translate_text(TEXT, target_lang="DE", source_lang="FR", glossary=made.glossary_id)
    assert [(one.target_lang, one.entry_count) for one in made.dictionaries] == [("NL", 1), ("EN", 1)]
    assert held("EN") == "train\trailcar"

    renamed = client.update_multilingual_glossary_name(made, "other")
    more = client.update_multilingual_glossary_dictionary(made, entries("FR", "NL", {"gare": "halte"}))
    assert renamed.name == more.name == "other"
    assert held("NL") == "train\tspoorvoertuig\ngare\thalte"
    whole = client.replace_multilingual_glossary_dictionary(made, entries("FR", "NL", {"gare": "halte"}))
    assert whole.entry_count == 1
    client.delete_multilingual_glossary_dictionary(made, source_lang="FR", target_lang="NL")
    [left] = client.get_multilingual_glossary(made.glossary_id).dictionaries
    assert (left.source_lang, left.target_lang) == ("FR", "EN")
    assert made.glossary_id in [one.glossary_id for one in client.list_multilingual_glossaries()]
    client.delete_multilingual_glossary(made)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_multilingual_glossary(made.glossary_id)


def test_a_variant_of_a_language_is_written_as_it_is_asked_for(server: Running):
    """Decimal numbers of Brazil and of Portugal differ in nothing but the blanks of thousands."""
    text = "Le stade a 12 500 places."
    made = {
        tag: server.post("/v2/translate", {"text": text, "source_lang": "FR", "target_lang": tag}).json["translations"][
            0
        ]
        for tag in ("PT-PT", "PT-BR", "PT")
    }

    assert made["PT"] == made["PT-PT"]
    assert "12.500" in made["PT-BR"]["text"] and "12.500" not in made["PT-PT"]["text"]
    several = server.post("/v1/translations", {"texts": [text], "targets": ["pt-BR", "nl"], "source": "fr"}).json
    assert several["translations"]["pt-BR"] == [{"text": made["PT-BR"]["text"]}]
    both = server.post("/v1/translations", {"texts": [text], "targets": ["pt-BR", "pt-PT"], "source": "fr"})
    assert both.status == 400 and both.json["errors"][0]["pointer"] == "/targets/1"


def test_terms_of_a_request(server: Running):
    asked = {"texts": [TEXT], "targets": ["nl", "en"], "source": "fr", "detail": "segments"}

    made = server.post("/v1/translations", {**asked, "glossary": {"nl": TERM}}).json["translations"]
    streamed = server.ask(
        "POST", "/v1/translations", {**asked, "glossary": {"nl": TERM}}, {"Accept": "text/event-stream"}
    ).body.decode()

    assert "spoorvoertuig" in made["nl"][0]["text"] and "spoorvoertuig" in streamed
    assert not [one for one in made["nl"][0]["segments"][0]["findings"] if one["check"] == "terms"]
    assert made["en"] == server.post("/v1/translations", asked).json["translations"]["en"]


@pytest.mark.parametrize(
    ("glossary", "status"),
    [({"de": TERM}, 400), ({"nl": {}}, 400), ({"nl": {"a": " "}}, 400), ({"nl": {"a": 5}}, 422), ({"nl": ["a"]}, 422)],
)
def test_terms_that_cannot_be_used_are_refused_with_their_place(fake: Running, glossary: Any, status: int):
    answer = fake.post("/v1/translations", {"texts": ["x"], "targets": ["nl"], "source": "fr", "glossary": glossary})

    assert answer.status == status and answer.json["errors"][0]["pointer"].startswith("/glossary")


ONE = {"name": "a", "source_lang": "fr", "target_lang": "nl", "entries": "train\ttrein", "entries_format": "tsv"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({**ONE, "name": ""}, "Parameter 'name' not specified."),
        ({**ONE, "name": "x" * 1001}, "The name has more than 1,000 characters."),
        ({**ONE, "source_lang": "nl"}, "Unsupported glossary language pair."),
        ({**ONE, "target_lang": "fr"}, "Unsupported glossary language pair."),
        ({**ONE, "target_lang": None}, "Parameter 'target_lang' not specified."),
        ({**ONE, "source_lang": 5}, "Parameter 'source_lang' not specified."),
        ({**ONE, "entries": ""}, "A dictionary needs at least one entry"),
        ({**ONE, "entries": ["a"]}, "Parameter 'entries' not specified."),
        ({**ONE, "entries_format": None}, "Parameter 'entries_format' not specified."),
        ({**ONE, "entries_format": "tbx"}, "Value for 'entries_format' not supported."),
        ({**ONE, "entries": "train"}, "Entry 1: a term and its translation are expected, 1 found"),
        ({**ONE, "entries": "a\tb\nc\td\te"}, "Entry 2: a term and its translation are expected, 3 found"),
        ({**ONE, "entries": "train\t "}, "Entry 1: the target is empty"),
        ({**ONE, "entries": "...\tb"}, "Entry 1: the source has no letter or digit"),
        ({**ONE, "entries": "a\u0007\tb"}, "Entry 1: a term has a control character"),
        ({**ONE, "entries": "a\tb\na\tc"}, "Entry 2: 'a' has several translations"),
        ({**ONE, "entries": f"{'x' * 1001}\tb"}, "Entry 1: a term has more than 1,000 characters"),
        ({**ONE, "entries": "\n".join(f"mot{n}\tb" for n in range(1001))}, "1,001 entries are more than 1,000"),
        (
            {**ONE, "entries": 'a,"b', "entries_format": "csv"},
            "The entries are no CSV: unexpected end of data",
        ),
    ],
)
def test_faults(fake: Running, body: dict[str, Any], message: str):
    answer = fake.post("/v2/glossaries", body)

    assert (answer.status, answer.json) == (400, {"message": message})
    several = {"name": body["name"], "dictionaries": [{name: body[name] for name in ONE if name != "name"}]}
    assert fake.post("/v3/glossaries", several).json == {"message": message}


@pytest.mark.parametrize("dictionaries", [None, [], "x", [1], [ONE, ONE]])
def test_dictionaries_that_are_none(fake: Running, dictionaries: Any):
    assert fake.post("/v3/glossaries", {"name": "a", "dictionaries": dictionaries}).status == 400


def test_glossaries_of_a_key_are_its_own_and_those_of_the_profile_stay(start: Start, tmp_path: Path):
    state = tmp_path / "state"
    keys = [command("keys", "create", name, "--state", str(state)).stdout.strip() for name in ("a", "b")]
    (tmp_path / "terms.csv").write_text("source,target\ntrain,trein\n")
    usual = f"constraints.glossaries=[{{source: fr, target: nl, path: {tmp_path / 'terms.csv'}}}]"
    running = start(*FAKE, "--set", usual, folder=tmp_path)
    clients = [deepl.DeepLClient(key, server_url=running.url) for key in keys]

    with closing(clients[0]) as one, closing(clients[1]) as other:
        made = one.create_glossary("mine", "FR", "NL", TERM)
        [fixed] = other.list_glossaries()
        assert [each.glossary_id for each in one.list_glossaries()] == [fixed.glossary_id, made.glossary_id]
        assert other.get_glossary_entries(fixed) == {"train": "trein"}
        for work in (other.get_glossary, other.delete_glossary, other.get_glossary_entries):
            with pytest.raises(deepl.GlossaryNotFoundException):
                work(made.glossary_id)
        with pytest.raises(deepl.DeepLException, match="Glossary not found"):
            other.translate_text("Oui.", source_lang="FR", target_lang="NL", glossary=made)
        with pytest.raises(deepl.DeepLException, match="part of the profile"):
            one.delete_glossary(fixed)
        assert one.translate_text("Oui.", source_lang="FR", target_lang="NL", glossary=fixed).text == "[nl] Oui."
        asked = {"text": ["Oui."], "target_lang": "NL", "glossary_id": made.glossary_id}
        answer = running.post("/v2/translate", asked, Authorization=f"DeepL-Auth-Key {keys[0]}")
        assert answer.status == 400 and "source_lang" in answer.json["message"]


# The table, without HTTP.


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=6))
def test_entries_that_are_taken_are_written_and_read_again(entries: dict[str, str]):
    with suppress(Refusal):
        taken = checked(entries.items())
        assert read(written(taken), "tsv") == taken


def test_there_are_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("babelpress.serve.glossaries.MOST_GLOSSARIES", 2)
    kept = Glossaries(Database(f"sqlite:///{tmp_path / 'a.sqlite'}"))
    for name in ("a", "b"):
        kept.add("key 1", name, {("fr", "nl"): TERM})

    with pytest.raises(Refusal, match="delete one"):
        kept.add("key 1", "c", {("fr", "nl"): TERM})
    kept.add("key 2", "c", {("fr", "nl"): TERM})
    assert [one.name for one in kept.all("key 1")] == ["a", "b"]
    with pytest.raises(Refusal):
        checked((f"mot {n}", "x") for n in range(MOST_ENTRIES + 1))
