"""The public functions: what they give for what, what they refuse, threads, forks, and files beside the script."""

import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import babelpress
from babelpress import Article, Block, ConfigError, Translation, UnreadableInput, UnsupportedLanguage
from babelpress.config.schema import Profile
from babelpress.models import loading

ENGLISH = "The government announced yesterday that the new railway line would be opened to the public in spring."
FRENCH = "Le gouvernement a annoncé hier que la nouvelle ligne de train ouvrirait au public dès le printemps."
ITALIAN = "Il governo ha annunciato ieri che la nuova linea ferroviaria sarà aperta al pubblico in primavera."
ARTICLE = Article(
    id="train",
    language="fr",
    blocks=(Block(kind="title", text="Le train"), Block(kind="paragraph", text="Il part à 14 h 30. Il pleut.")),
)


@pytest.fixture(scope="module")
def bp() -> babelpress.Pipeline:
    return babelpress.load("fake", targets=["en", "nl"])


@pytest.fixture(scope="module")
def several() -> babelpress.Pipeline:
    models = "translation.models=[fr-mul-tiny, opus-mt-en-nl]"
    return babelpress.load("fake", targets=["nl"], overrides=["sources=[fr, en]", models])


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that have been loaded since."""
    names: list[str] = []
    load = loading.load

    def counting(card, *arguments, **options):
        names.append(card.id)
        return load(card, *arguments, **options)

    monkeypatch.setattr(loading, "load", counting)
    return names


# Shapes.


def test_a_string_gives_a_string(bp):
    assert bp.translate("Il pleut.", to="nl") == "[nl] Il pleut."


def test_a_list_gives_a_list_of_the_same_length_and_order(bp):
    assert bp.translate(["Oui.", "", "Non.", "Oui."], to="nl") == ["[nl] Oui.", "", "[nl] Non.", "[nl] Oui."]
    assert bp.translate([], to="nl") == []
    assert bp.translate((), to=["nl"]) == {"nl": []}


def test_several_targets_give_a_dict_in_their_order(bp):
    assert bp.translate("Oui.", to=["nl", "en"]) == {"nl": "[nl] Oui.", "en": "[en] Oui."}
    assert list(bp.translate("Oui.", to=["nl", "en"])) == ["nl", "en"]
    assert bp.translate(["Oui."], to=["nl"]) == {"nl": ["[nl] Oui."]}


def test_no_target_is_all_targets(bp):
    assert set(bp.translate("Oui.")) == set(bp.targets) == {"en", "nl"}


def test_an_article_gives_a_translation_with_its_segments(bp):
    made = bp.translate(ARTICLE, to="nl")

    assert isinstance(made, Translation)
    assert [block.kind for block in made.blocks] == ["title", "paragraph"]
    assert [segment.source for segment in made.segments] == ["Le train", "Il part à 14 h 30.", "Il pleut."]
    assert bp.translate([ARTICLE], to="nl") == [made]


def test_what_is_in_the_target_language_comes_back(bp):
    assert bp.translate("Oui.", to="fr") == "Oui."
    assert bp.translate(ARTICLE, to="fr").blocks == ARTICLE.blocks


def test_a_record_has_segments_and_findings(bp):
    record = bp.record("Il a 12 ans.\nIl pleut.", to="nl")

    assert record.language == "fr"
    assert len(record.translation("nl").segments) == 2
    assert isinstance(record.findings, tuple)


# White space.

SPACE = st.text(alphabet=" \n\t\r\v\f\x1c\x85\u00a0\u2028\u202f", max_size=8)
WORDS = st.sampled_from(["Il pleut.", "Le train part demain.", "Oui", "« Non »", "12 %", "a"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(SPACE, WORDS), max_size=6), SPACE)
def test_line_breaks_and_outer_white_space_are_kept(bp, parts, end):
    text = "\n".join(space + words for space, words in parts) + end

    made = bp.translate(text, to="nl")

    kept = [character for character in text if character in "\n\t\r\v\f\x1c\x85\u2028"]
    assert [character for character in made if character in "\n\t\r\v\f\x1c\x85\u2028"] == kept
    assert made[: len(made) - len(made.lstrip())] == text[: len(text) - len(text.lstrip())]
    assert made[len(made.rstrip()) :] == text[len(text.rstrip()) :]
    assert len(made.split("\n")) == len(text.split("\n"))


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\t\r\n", "\u00a0", "\u2028 "])
def test_blank_texts_come_back_as_they_are(bp, blank):
    assert bp.translate(blank, to="nl") == blank
    assert bp.translate(blank) == {"en": blank, "nl": blank}


def test_paragraphs_are_kept(bp):
    assert bp.translate("Oui.\n\n\tNon.  Si.\r\n", to="nl") == "[nl] Oui.\n\n\t[nl] Non.  [nl] Si.\r\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH} " * 10_000,  # one line
        f"{FRENCH}\n" * 10_000,
        "a" + " " * 1_000_000 + "b",
        " \n" * 500_000,
    ],
    ids=["line", "lines", "spaces", "blank"],
)
def test_a_megabyte_works(bp, text):
    made = bp.translate(text, to="nl")

    assert made.replace("[nl] ", "") == text


@pytest.mark.parametrize("text", ["le chat noir  " * 2000 + "dort", "Il pleut. " + "a" * 30_000 + " Oui."])
def test_a_sentence_without_end_is_cut_at_spaces(bp, text):
    made = bp.translate(text, to="nl")

    assert made.replace("[nl] ", "") == text
    assert max(len(segment.source) for segment in bp.record(text, to="nl").translation("nl").segments) <= 5000


# What is refused.


@pytest.mark.parametrize("value", [None, 1, 1.5, True, object(), {"a": 1}, {"a"}, (text for text in "ab")])
@pytest.mark.parametrize("name", ["translate", "summarize", "detect", "record"])
def test_no_text_is_a_type_error_that_names_the_argument(bp, name, value):
    with pytest.raises(TypeError, match=rf"^text: a str or an Article.* is accepted, not {type(value).__name__}"):
        getattr(bp, name)(value)


def test_bytes_are_told_to_be_decoded(bp):
    with pytest.raises(TypeError, match=r"text: .* not bytes; decode it first"):
        bp.translate(b"Oui.", to="nl")


def test_a_wrong_item_is_named_by_its_index(bp):
    with pytest.raises(TypeError, match=r"text\[2\]: .* not NoneType"):
        bp.translate(["Oui.", "Non.", None], to="nl")


def test_half_a_surrogate_pair_is_refused(bp):
    with pytest.raises(UnreadableInput, match=r"text\[1\]: character 3 is an unpaired surrogate"):
        bp.translate(["Oui.", "Oui\ud800"], to="nl")


CALLS = {
    "translate to": lambda bp, code: bp.translate("Oui.", to=code),
    "translate to several": lambda bp, code: bp.translate("Oui.", to=["nl", code]),
    "translate source": lambda bp, code: bp.translate("Oui.", to="nl", source=code),
    "record to": lambda bp, code: bp.record("Oui.", to=code),
    "record source": lambda bp, code: bp.record("Oui.", source=code),
    "summarize to": lambda bp, code: bp.summarize("Oui.", to=code),
    "summarize source": lambda bp, code: bp.summarize("Oui.", source=code),
    "verify source": lambda bp, code: bp.verify("a", "b", source_language=code, target_language="nl"),
    "verify target": lambda bp, code: bp.verify("a", "b", source_language="fr", target_language=code),
    "run to": lambda bp, code: bp.run(["a.txt"], to=code),
    "run source": lambda bp, code: bp.run(["a.txt"], source=code),
    "batch source": lambda bp, code: bp.batch(["a.txt"], "nowhere", source=code),
    "load targets": lambda bp, code: babelpress.load("fake", targets=[code]),
    "article": lambda bp, code: bp.translate(Article(id="a", blocks=ARTICLE.blocks, language=code), to="nl"),
    "module translate": lambda bp, code: babelpress.translate("Oui.", to=code, profile="fake"),
    "module summarize": lambda bp, code: babelpress.summarize("Oui.", to=code, profile="fake"),
    "module run": lambda bp, code: babelpress.run([], to=code, profile="fake"),
    "module batch": lambda bp, code: babelpress.batch([], "nowhere", source=code, profile="fake"),
    "module verify": lambda bp, code: babelpress.verify("a", "b", source_language=code, target_language="nl"),
}


@pytest.mark.parametrize(("code", "hint"), [("fra", "'fr'"), ("Dutch", "'nl'"), ("pt-B", "'pt'"), ("klingon", "known")])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_unknown_language_is_refused_with_the_nearest(bp, call, code, hint):
    with pytest.raises(ConfigError, match=f"'{code}' is not a supported language; .*{hint}"):
        call(bp, code)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_language_that_is_no_string_is_a_type_error(bp, call):
    with pytest.raises(TypeError, match="not int"):
        call(bp, 1) if call is not CALLS["article"] else bp.translate("a", to=1)


def test_a_pair_without_a_route_says_which_models_would_help():
    bp = babelpress.load("embedded", targets=["nl"])

    with pytest.raises(ConfigError) as caught:
        bp.translate("Hallo.", source="nl", to="en")
    said = str(caught.value)
    assert "no route from nl to en in the profile 'embedded'" in said
    assert "translates from fr" in said and "targets=[..., 'en']" in said
    assert "babelpress models routes nl en --all" in said

    with pytest.raises(ConfigError, match=r"no route from fr to de.*\n.*targets=\[..., 'de'\]"):
        bp.translate("Bonjour.", to="de")


def test_unknown_kinds_and_profiles_are_refused(bp):
    with pytest.raises(ConfigError, match="did you mean 'headline'"):
        bp.summarize("Oui.", kinds="headlin")
    with pytest.raises(ConfigError, match="did you mean 'embedded'"):
        babelpress.translate("Oui.", profile="embeded")
    with pytest.raises(TypeError, match=r"profile: .* not int"):
        babelpress.load(1)  # type: ignore[arg-type]


# Languages.


def test_a_short_text_is_in_the_only_source(bp):
    assert bp.translate("Oui, non.", to="nl") == "[nl] Oui, non."
    assert bp.translate("12 %", to="nl")


def test_a_text_that_is_surely_in_another_language_is_refused_with_its_index(bp):
    with pytest.raises(UnsupportedLanguage, match=r"^text\[1\] is in Italian \(it\)"):
        bp.translate([FRENCH, ITALIAN], to="nl")
    with pytest.raises(UnsupportedLanguage, match=r"^text is in English \(en\)"):
        bp.translate(ENGLISH, to="nl")

    assert bp.translate(ENGLISH, to="nl", source="fr") == ENGLISH  # a sentence in another language stays as it is


def test_mixed_languages_are_translated_item_by_item(several):
    assert several.translate([FRENCH, ENGLISH, "12"], to="nl") == [f"[nl] {FRENCH}", f"[nl] {ENGLISH}", "12"]
    with pytest.raises(UnsupportedLanguage, match=r"^text\[1\] is in Italian \(it\)"):
        several.translate([FRENCH, ITALIAN], to="nl")


def test_detect_tells_any_language(bp):
    assert [found.language for found in bp.detect([FRENCH, ITALIAN])] == ["fr", "it"]
    assert bp.detect("12 %") is None


# Summaries, comparisons, files.


def test_summaries_of_each_shape(bp):
    text = "Le train\n\nIl part à 14 h 30. Il pleut."

    assert bp.summarize("") == ""
    assert "Il pleut." in bp.summarize(text)
    assert list(bp.summarize(text, to=["fr", "nl"])) == ["fr", "nl"]
    assert len(bp.summarize([text, text], to="nl")) == 2
    assert bp.summarize(ARTICLE, to="nl").kind == "summary"
    assert {one.kind for one in bp.summarize(text, kinds=["headline", "standfirst"])} == {"headline", "standfirst"}


def test_no_summaries_by_this_profile():
    bp = babelpress.load("fake", targets=["nl"], overrides=["summary.strategy=none"])

    with pytest.raises(ConfigError, match="makes no summaries in fr"):
        bp.summarize("Oui.")


def test_verify_compares_strings_lists_and_articles(bp):
    languages = {"source_language": "fr", "target_language": "en"}

    assert babelpress.verify("Il a 12 ans.", "He is 12 years old.", **languages).ok
    listed = babelpress.verify(
        ["Il a 12 ans.", "Il a 3 ans."], ["He is 12 years old.", "He is 4 years old."], **languages
    )
    assert [finding.segment for finding in listed.findings if finding.severity == "severe"] == [1]
    assert not listed.ok and listed.segments == 2
    assert bp.verify(ARTICLE, bp.translate(ARTICLE, to="nl")).segments >= 2


def test_verify_refuses_what_does_not_fit():
    with pytest.raises(ConfigError, match="source has 2 segments and target has 1"):
        babelpress.verify(["a", "b"], ["a"], source_language="fr", target_language="nl")
    with pytest.raises(TypeError, match="both must be lists"):
        babelpress.verify(["a"], "a", source_language="fr", target_language="nl")
    with pytest.raises(ConfigError, match=r"cannot detect the language.*; pass source_language"):
        babelpress.verify("a", "b", target_language="nl")
    with pytest.raises(ConfigError, match="did you mean 'numbers'"):
        babelpress.verify("a", "b", source_language="fr", target_language="nl", checks=["number"])


def test_run_takes_files_and_articles_and_targets(bp, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(FRENCH, encoding="utf-8")

    records = list(bp.run([path, ARTICLE], to="nl"))

    assert [record.article.id for record in records] == ["a", "train"]
    assert all([one.language for one in record.translations] == ["nl"] for record in records)
    assert len(list(bp.run(path))) == 1


def test_batch_goes_on_where_it_was(bp, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(FRENCH, encoding="utf-8")
    seen: list[int] = []

    first = bp.batch(path, tmp_path / "out", progress=lambda counts: seen.append(counts.articles))
    again = bp.batch([path], tmp_path / "out")

    assert (first.state, first.articles, first.kept) == ("finished", 1, 0)
    assert (again.articles, again.kept) == (1, 1)
    assert seen and Path(first.output).is_file()


def test_evaluate_scores_what_the_pipeline_makes(bp):
    corpus = babelpress.Corpus(
        name="set", source_language="fr", target_language="nl", ids=("1", "2"), documents=("d", "d"),
        sources=("Oui.", "Non."), references=(("[nl] Oui.",), ("[nl] Non.",)),
    )  # fmt: skip
    from babelpress.evaluation.evaluate import Settings

    made = bp.evaluate(corpus, Settings(metrics=("bleu", "chrf"), checks=(), samples=40, trials=0))

    assert [result.system for result in made.directions[0].results] == [bp.profile.name]
    assert made.directions[0].results[0].score("chrf").value == pytest.approx(100)


# Loading, threads, processes.


def test_a_second_call_loads_nothing(loaded):
    bp = babelpress.load("embedded", targets=["en"])
    once = list(loaded)
    bp.translate("Bonjour.", to="en")
    bp.summarize(FRENCH, to="en")
    list(bp.run([ARTICLE]))

    assert once == loaded == ["fr-mul-tiny"]


def test_the_functions_share_one_pipeline_of_a_profile(loaded):
    threads = [threading.Thread(target=babelpress.translate, args=("Bonjour.",), kwargs={"to": "en"}) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    babelpress.translate("Bonsoir.", to="nl")

    assert len(loaded) <= 1


def test_threads_give_what_one_gives():
    lines = [f"Le train numéro {n} part à {n} h 15 pour Lyon." for n in range(1, 13)]
    alone = babelpress.load("embedded", targets=["en"]).translate(lines, to="en")
    shared = babelpress.load("embedded", targets=["en"])
    made: dict[int, list[str]] = {}

    def work(part: int) -> None:
        made[part] = [shared.translate(line, to="en") for line in lines[part::3]]

    threads = [threading.Thread(target=work, args=(part,)) for part in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [made[n % 3][n // 3] for n in range(12)] == alone


def _python(code: str, *, cwd: Path, **environment: str) -> str:
    arguments = ["-c", code] if "\n" in code else [code]
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_of_a_loaded_process_translates(tmp_path: Path):
    code = """
import os, sys, threading, time, babelpress
bp = babelpress.load("embedded", targets=["en"])
here = bp.translate("Le train part demain matin.", to="en")
babelpress.translate("Bonjour.", to="en")
lines = ["Il pleut sur la ville %d." % n for n in range(40)]
busy = threading.Thread(target=bp.translate, args=(lines,), kwargs={"to": "en"})
busy.start()
time.sleep(0.05)
read, write = os.pipe()
child = os.fork()
if not child:
    os.write(write, bp.translate("Le train part demain matin.", to="en").encode())
    babelpress.translate("Bonjour.", to="en")
    sys.exit(0)
busy.join()
_, status = os.waitpid(child, 0)
print(status == 0 and os.read(read, 1000).decode() == here)
"""
    assert _python(code, cwd=tmp_path) == "True\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_pool_of_forked_processes_translates(tmp_path: Path):
    code = """
import multiprocessing, babelpress
bp = babelpress.load("embedded", targets=["en"])
lines = ["Le train part.", "Il pleut.", "Oui."]
here = [bp.translate(line, to="en") for line in lines]
def work(line):
    return bp.translate(line, to="en")
with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map(work, lines) == here)
"""
    assert _python(code, cwd=tmp_path) == "True\n"


def test_a_pickled_pipeline_loads_its_own_models():
    bp = babelpress.load("fake", targets=["nl"])

    copied = pickle.loads(pickle.dumps(bp))

    assert copied.translate("Il pleut.", to="nl") == "[nl] Il pleut."
    assert (repr(copied), copied.models_dir) == (repr(bp), bp.models_dir)


def test_a_pipeline_py_beside_the_script_disturbs_nothing(tmp_path: Path):
    for name in ("pipeline.py", "lang.py", "api.py", "models.py", "document.py"):
        (tmp_path / name).write_text("raise RuntimeError('not ours')\n", encoding="utf-8")
    (tmp_path / "script.py").write_text(
        "import babelpress\nprint(babelpress.translate('Il pleut.', to='nl', profile='fake'))\n", encoding="utf-8"
    )

    assert _python("script.py", cwd=tmp_path) == "[nl] Il pleut.\n"


def test_a_babelpress_py_beside_the_script_is_taken_for_the_package_unless_the_path_is_safe(tmp_path: Path):
    (tmp_path / "babelpress.py").write_text("mine = 1\n", encoding="utf-8")
    (tmp_path / "script.py").write_text("import babelpress\nprint(hasattr(babelpress, 'mine'))\n", encoding="utf-8")

    assert _python("script.py", cwd=tmp_path) == "True\n"
    assert _python("script.py", cwd=tmp_path, PYTHONSAFEPATH="1") == "False\n"


def test_nothing_is_written_where_it_is_installed_or_at_home(tmp_path: Path):
    nowhere = "/dev/null/home" if os.name == "posix" else "NUL\\home"  # nothing can be made below a file
    places = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), nowhere)
    package = Path(babelpress.__file__).parent
    before = sorted(path for path in package.rglob("*") if "__pycache__" not in path.parts)
    code = (
        "import babelpress\nbp = babelpress.load('embedded')\nbp.translate('Oui.')\nbp.summarize('Il pleut.')\n"
        "print(bp.verify('a', 'b', source_language='fr', target_language='nl').segments)\n"
    )

    assert _python(code, cwd=tmp_path, PYTHONDONTWRITEBYTECODE="1", **places) == "1\n"
    assert sorted(path for path in package.rglob("*") if "__pycache__" not in path.parts) == before
    assert not list(tmp_path.iterdir())


def test_a_profile_object_is_taken(bp):
    assert isinstance(bp.profile, Profile)
    assert babelpress.load(bp.profile, targets="nl").targets == ("nl",)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: babelpress.load("fake", targets=[]), ConfigError, "targets: names no language"),
        (lambda: babelpress.load("fake", overrides=[1]), TypeError, r"overrides\[0\]: a str is accepted, not int"),
        (lambda: babelpress.load("fake", overrides=None), TypeError, "overrides: a str or a list of str"),
        (lambda: babelpress.run("", profile="fake"), ConfigError, "paths: an empty string names no file"),
        (
            lambda: babelpress.batch([Article(id="a", blocks=())], "out", profile="fake"),
            TypeError,
            "inputs: batch reads",
        ),
        (lambda: verified(checks=[1]), TypeError, r"checks\[0\]: a str is accepted, not int"),
        (lambda: verified(checks=3), TypeError, "checks: a str or a list of str"),
        (lambda: verified(keep=[1]), TypeError, r"keep\[0\]: a str is accepted, not int"),
    ],
)
def test_an_argument_that_would_be_dropped_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_one_check_may_be_named_by_a_string():
    assert {finding.check for finding in verified(checks="numbers").findings} == {"numbers"}


def verified(**options: object):
    languages = {"source_language": "fr", "target_language": "en"}
    return babelpress.verify("Il a 12 ans.", "He is 21 years old.", **languages, **options)


# Post-editing.


def test_postedit_corrects_a_text_and_says_what_and_why():
    made = babelpress.postedit(
        "Cela vaut 830 milliards.\n", "It is worth 830 million.\r\n", source_language="fr", target_language="en"
    )

    assert isinstance(made, babelpress.Postedited)
    assert (made.text, made.texts, made.ok) == ("It is worth 830 billion.\r\n", ("It is worth 830 billion.\r\n",), True)
    assert [(one.line, one.before, one.after) for one in made.changes] == [(1, "830 million", "830 billion")]
    assert [finding.check for finding in made.findings] == ["postedit.numbers"]


def test_postedit_takes_lists_variants_names_and_checks():
    made = babelpress.postedit(
        ["Il est à Pékin.", "Il a vu Paul Roux.", ""], ("He is in Pékin. ", "He saw Paul Blanc.", ""),
        source_language="fr", target_language="en-US", keep=["Pékin"], checks=["length"],
    )  # fmt: skip

    assert made.texts == ("He is in Pékin. ", "He saw Paul Blanc.", "") and made.findings == ()


def test_postedit_uses_the_settings_of_the_pipeline():
    bp = babelpress.load("fake", targets=["en"], overrides=["constraints.do_not_translate=[Pékin]"])

    made = bp.postedit("Il est à Pékin.", "He is in Pékin.", source_language="fr", target_language="en")

    assert made.text == "He is in Pékin."
    assert bp.postedit(
        "Il vient de Pékin.", "He is from Pékin.", source_language="fr", target_language="en", keep=[]
    ).text


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ((1, "x"), TypeError, "source: a str"),
        (("x", ["x"]), TypeError, "both must be lists of texts, or neither"),
        ((["x"], ["x", "y"]), ConfigError, "source has 1 segments and target has 2"),
        (([1], ["x"]), TypeError, "source: a str"),
        ((b"x", "x"), TypeError, "decode it first"),
    ],
)
def test_postedit_refuses_other_arguments(arguments, kind, message):
    with pytest.raises(kind, match=message):
        babelpress.postedit(*arguments, source_language="fr", target_language="en")


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (("fr", "fr"), "both in 'fr'"),
        (("fr", "xx"), "target_language: 'xx' is not a supported language"),
        ((None, "en"), "cannot detect the language; pass source_language"),
    ],
)
def test_postedit_refuses_other_languages(languages, message):
    with pytest.raises(ConfigError, match=message):
        babelpress.postedit("12", "12", source_language=languages[0], target_language=languages[1])


def test_translate_watched_hands_over_records_with_findings():
    bp = babelpress.load("fake", targets=["nl", "en"])
    seen = []

    made = bp.translate_watched(
        ["Il est à Pékin.", "", "Il pleut."], to=["nl", "en"], watch=lambda index, record: seen.append((index, record))
    )

    assert made == bp.translate(["Il est à Pékin.", "", "Il pleut."], to=["nl", "en"])
    assert [(index, record.translations[0].language) for index, record in seen] == [
        (0, "nl"), (2, "nl"), (0, "en"), (2, "en"),
    ]  # fmt: skip
    assert [finding.check for finding in seen[0][1].findings] == ["postedit.place-names"]
