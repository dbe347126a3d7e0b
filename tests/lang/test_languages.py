"""A language is one file: Italian added as the documentation says, and languages of which nothing is known."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from babelpress import lang, run
from babelpress.cli import app
from babelpress.config import plugins
from babelpress.config.schema import parse
from babelpress.errors import ConfigError
from babelpress.lang.base import Language
from babelpress.nlp.chunking import main_clause
from babelpress.nlp.lexrank import faults
from babelpress.nlp.names.exonyms import own_name
from babelpress.nlp.numbers.parse import find
from babelpress.nlp.placeholders import find as find_placeholders
from babelpress.nlp.quotes.parse import find as find_quotes
from babelpress.nlp.segmentation import split
from babelpress.nlp.terminology import Glossary, Term, is_form
from babelpress.nlp.truecasing import recase, style
from babelpress.qa.files import verify_files
from babelpress.translation.postedit.numbers import format_edits
from babelpress.translation.postedit.place_names import edits as place_name_edits
from plug_ins import installed
from translation.postedit.contexts import context

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "add-a-language.md"
ARTICLE = ROOT / "examples" / "article.fr.txt"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def italian(tmp_path: Path) -> Iterator[Path]:
    """The page followed to its end: a package with the language, a card and a profile in a folder."""
    (module,), (card, profile) = blocks("python"), blocks("yaml")
    name, target = re.findall(r'^(\w+) = "(.*)"$', blocks("toml")[0], re.MULTILINE)[0]
    package, work = tmp_path / "package", tmp_path / "work"
    package.mkdir()
    (work / "cards").mkdir(parents=True)
    (work / "cards" / "opus-mt-fr-it.yaml").write_text(card, encoding="utf-8")
    (work / "italian.yaml").write_text(profile, encoding="utf-8")
    (work / "article.fr.txt").write_text(ARTICLE.read_text(encoding="utf-8"), encoding="utf-8")
    with installed(package, "babelpress-italian", {"languages": {name: target}}, {target.partition(":")[0]: module}):
        yield work


def command(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert not done.exception or isinstance(done.exception, SystemExit), done.output
    return f"{done.exit_code}\n{done.output}"


def test_the_page_shows_the_whole_file():
    assert blocks("python") == [(ROOT / "tests" / "lang" / "italian.py").read_text(encoding="utf-8")]


def test_italian_is_known_by_its_entry_point(italian):
    assert "it" in lang.known()
    assert lang.get("it").endonym == "Italiano"


def test_the_commands_of_the_page_do_what_it_says(italian, monkeypatch):
    monkeypatch.chdir(italian)
    said = [command(*line.removeprefix("$ babelpress ").split()) for line in blocks("console")[0].splitlines()]

    assert all(text.startswith("0\n") for text in said), said
    assert "translate.it" in said[0]
    page = next(path for path in (italian / "site" / "it").glob("*.html") if path.name != "index.html")
    text = page.read_text(encoding="utf-8")
    assert all(label in text for label in ("In breve", "Traduzione automatica, non riveduta.", "Testo originale"))
    assert '<html lang="it"' in text


def test_italian_summaries_and_translations_are_on_the_record(italian, monkeypatch):
    monkeypatch.chdir(italian)
    (record,) = run(["article.fr.txt"], profile="italian.yaml")

    assert not record.failures
    assert record.translation("it").segments
    assert record.summary("it").text


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Il y a vingt et un blessés.", "Ci sono ventidue feriti.", "numbers"),
        ("Il a payé 3 millions d'euros.", "Ha pagato 4 milioni di euro.", "numbers"),
        ("Le 3 mars 2025, il pleut.", "Il 3 maggio 2025 piove.", "dates"),
        ("Il n'est pas venu hier.", "È venuto ieri.", "negation"),
        (
            "« Nous allons tous partir demain », a dit le maire.",
            "Partiremo tutti domani, ha detto il sindaco.",
            "quotes",
        ),
        ("Il est né à Varsovie et vit à Londres.", "È nato a Varsovie e vive a Londra.", "names"),
    ],
)
def test_faults_into_italian_are_found(italian, tmp_path, source, target, check):
    assert check in findings(tmp_path, source, target, "fr", "it")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ci sono duecentocinquanta feriti.", "Il y a deux cent cinquante blessés."),
        ("Il 3 marzo 2025 ha pagato 3 milioni di euro.", "Le 3 mars 2025, il a payé 3 millions d'euros."),
        ("Non è mai venuto a Varsavia.", "Il n'est jamais venu à Varsovie."),
        ("«Partiremo tutti domani», ha detto il sindaco.", "« Nous partirons tous demain », a dit le maire."),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_right_translations_from_and_into_italian_pass(italian, tmp_path, source, target, turned):
    texts, codes = ((target, source), ("fr", "it")) if turned else ((source, target), ("it", "fr"))

    assert findings(tmp_path, *texts, *codes) == {}


def test_numbers_and_places_are_written_the_italian_way(italian):
    edits = format_edits(context("Il y a 1 234,5 tonnes.", "Ci sono 1 234,5 tonnellate.", "fr-it"))

    assert [edit.new for edit in place_name_edits(context("Il vit à Varsovie.", "Vive a Varsovie.", "fr-it"))] == [
        "Varsavia"
    ]
    assert own_name("Thaïlande", "Il va en Thaïlande.", source="fr", target="it") == "Thailandia"
    assert [edit.new for edit in edits] == ["1.234,5"]


@pytest.mark.parametrize("number", [1, 21, 33, 100, 107, 250, 1000, 1999, 2300, 21_000, 345_678])
def test_numbers_in_italian_words_are_read(italian, number):
    from num2words import num2words

    found = [int(item.value) for item in find(f"Sono {num2words(number, lang='it')} persone.", "it")]

    assert found == ([number] if number > 1 else [])


# A language of which nothing is known but its code.

NOTHING = ("xx", "cy")
TEXT = "Ar 3 Mawrth 2025 roedd 250 o bobl yno. « Dim o gwbl », meddai hi wrth Ana Gomes yn 14h30!"


def findings(folder: Path, source: str, target: str, source_language: str, target_language: str) -> dict[str, str]:
    """The checks of `babelpress verify` that tell something, and what."""
    files = []
    for name, text in (("source.txt", source), ("target.txt", target)):
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    report = verify_files(*files, source_language=source_language, target_language=target_language)
    return {placed.finding.check: placed.finding.message for placed in report.placed}


@pytest.mark.parametrize("code", NOTHING)
def test_every_rule_takes_a_language_of_which_nothing_is_known(code):
    assert lang.get(code).numbers is None
    assert lang.variant(code) is None
    assert [item.written for item in find(TEXT, code)] == ["3", "2025", "250", "14h30"]
    assert len(split(TEXT, code).sentences) == 2
    assert main_clause(TEXT, language=code) is None
    assert faults(TEXT, language=code) >= 0
    assert len(find_quotes(TEXT, code).pairs) == 1
    assert own_name("Paris", TEXT, source=code, target="nl") is None
    assert style(TEXT, code) == "sentence"
    assert recase(TEXT, "title", code) == TEXT
    assert is_form("terms", "term", code)
    assert Glossary([Term(source="bobl", target="x")], source=code, target=code).find(TEXT)
    assert find_placeholders(TEXT) is not None


@pytest.mark.parametrize("code", NOTHING)
@pytest.mark.parametrize("turned", [False, True])
def test_nothing_is_found_for_want_of_a_table(add_language, tmp_path, code, turned):
    add_language(Language(code=code))
    french = "Le 3 mars 2025, 250 personnes étaient là. « Pas du tout », a-t-elle dit à Ana Gomes à 14h30."
    texts, codes = ((TEXT, french), (code, "fr")) if turned else ((french, TEXT), ("fr", code))

    assert findings(tmp_path, *texts, *codes) == {}


@pytest.mark.parametrize("code", NOTHING)
def test_what_needs_no_table_is_still_found(add_language, tmp_path, code):
    add_language(Language(code=code))

    assert "numbers" in findings(tmp_path, "Il a 250 euros.", "mae 350 gyda hi", "fr", code)


@pytest.mark.parametrize("code", NOTHING)
@pytest.mark.parametrize("writer", ["site", "text", "records.jsonl"])
def test_a_run_into_a_language_of_which_nothing_is_known_ends_well(add_language, tmp_path, monkeypatch, code, writer):
    add_language(Language(code=code))
    folder = bare_profile(tmp_path, code)
    monkeypatch.chdir(folder)
    to = ("--to", writer) if "." not in writer else ()
    done = command("run", str(ARTICLE), "--profile", "bare.yaml", "-o", writer, *to)

    assert done.startswith("0\n"), done
    assert Path(writer).exists()


@pytest.mark.parametrize("code", NOTHING)
def test_batches_and_evaluations_take_it_as_well(add_language, tmp_path, monkeypatch, code):
    add_language(Language(code=code))
    monkeypatch.chdir(bare_profile(tmp_path, code))
    lines = [json.dumps({"id": f"a{i}", "text": ARTICLE.read_text(encoding="utf-8")}) for i in range(2)]
    Path("in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name, text in (("s", "Il a 3 euros."), ("r", "Mae ganddo 3 ewro."), ("h", "Mae 3 ewro ganddo.")):
        Path(f"{name}.txt").write_text(f"{text}\n" * 3, encoding="utf-8")

    assert command("batch", "in.jsonl", "--profile", "bare.yaml", "-o", "out").startswith("0\n")
    where = ("-s", "s.txt", "-r", "r.txt", "--source", "fr", "--targets", code, "-o", "report")
    assert command("evaluate", "ours=h.txt", *where).startswith("0\n")


def bare_profile(folder: Path, code: str) -> Path:
    card = blocks("yaml")[0].replace("targets: [it]", f"targets: [{code}]")
    (folder / "cards").mkdir()
    (folder / "cards" / "card.yaml").write_text(card, encoding="utf-8")
    profile = blocks("yaml")[1].replace("targets: [it]", f"targets: [{code}]")
    (folder / "bare.yaml").write_text(profile, encoding="utf-8")
    return folder


# What a profile accepts, and entry points that cannot be used.


def profile(**languages: list[str]) -> dict[str, object]:
    return {"name": "p", "sources": ["fr"], "targets": ["nl"], "translation": {"models": ["m"]}} | languages


def test_a_profile_takes_any_known_language(add_language):
    add_language(Language(code="cy"))
    made, faults = parse(profile(sources=["cy"], targets=["cy", "nl"]))

    assert faults == []
    assert made.targets == ("cy", "nl")


@pytest.mark.parametrize("side", ["sources", "targets"])
def test_a_profile_names_the_nearest_of_an_unknown_language(side):
    _, faults = parse(profile(**{side: ["nll"]}))

    assert "'nll' is not a supported language; did you mean 'nl'?" in str(faults)


WRITTEN = "from babelpress.lang.base import Language\nLANGUAGE = Language(code='{}')"


@pytest.mark.parametrize(
    ("name", "module", "said"),
    [
        ("it", "LANGUAGE = 3", "it must be a Language, but is of type int"),
        ("it", "1 / 0", "ZeroDivisionError"),
        ("fr", WRITTEN.format("fr"), "there is already a language with the code 'fr'; uninstall one"),
        ("ita", WRITTEN.format("it"), "its code is 'it'"),
    ],
)
def test_an_entry_point_that_cannot_be_used_is_named(tmp_path, request, name, module, said):
    own = f"broken_{abs(hash(request.node.name))}"
    point = {"languages": {name: f"{own}:LANGUAGE"}}
    with (
        installed(tmp_path, "broken-language", point, {own: module}),
        pytest.raises(ConfigError, match=re.escape(said)) as caught,
    ):
        lang.known()
    assert "broken-language" in str(caught.value)


# The languages stand in their files and nowhere else.

ALLOWED = {
    ("config/schema.py", "en"): "the default of `pivots`",
    ("config/schema.py", "fr"): "the default of `sources`",
    ("stages/profiles.py", "fr"): "the default of `sources`",
    ("models/routing.py", "en"): "the default of `pivots`",
    ("nlp/terminology.py", "es"): "an ending",
    ("qa/checks/names.py", "es"): "two endings",
    ("cli/benches.py", "fr"): "the default of `--source`",
    ("cli/memory.py", "fr"): "the default of `--source`",
    ("memory/exchange/codes.py", "it"): "a tag of TMX",
    ("qa/rules.py", "fr"): "the examples of the documentation",
    ("qa/rules.py", "en"): "the examples of the documentation",
    ("evaluation/datasets/tmx.py", "it"): "a tag of TMX",
    ("formats/subtitles/speakers.py", "de"): "a word inside names",
    ("serve/deepl.py", "en"): "a language that DeepL asks to be named with its region",
    ("serve/deepl.py", "pt"): "a language that DeepL asks to be named with its region",
    ("models/backends/weights.py", "pt"): "the name that safetensors has for PyTorch",
    ("serve/libretranslate.py", "en"): "the answer for the pair that Weblate tries",
    ("serve/service.py", "de"): "the pair that Weblate tries",
    ("serve/service.py", "en"): "the pair that Weblate tries",
    ("serve/service.py", "pt"): "a language of which LibreTranslate has another name",
}


def test_no_code_of_a_language_is_written_outside_its_file():
    package = ROOT / "pipeline" / "babelpress"
    codes = {*lang.known(), "it"}
    found = {
        (str(path.relative_to(package)), node.value)
        for path in package.rglob("*.py")
        if path.parent != package / "lang"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in codes
    }

    assert found - {*ALLOWED} == set()
    assert {*ALLOWED} - found == set()
    assert plugins.CHECKS  # the package was found


@pytest.mark.parametrize("code", [*lang.known()])
def test_every_word_for_percent_is_read_as_percent(code: str):
    words = lang.get(code).units.percent.split("|")

    read = {word: [item.unit for item in find(f"69 {word} ", code)] for word in words}

    assert {word: units for word, units in read.items() if units != ["%"]} == {}


@pytest.mark.parametrize("code", [*lang.known()])
def test_every_word_for_a_unit_is_read_as_one(code: str):
    units = lang.get(code).units

    def unit(word: str) -> list[str]:
        return [item.unit for item in find(f"17 {word} ", code)]

    assert [word for word in (*units.units, *units.currencies) if not any(unit(word))] == []
