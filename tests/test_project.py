"""The files around the code agree: the version, the Pythons, the schemas, the documentation site."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

import babelpress

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SECTIONS = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
SCHEMAS = {
    "github-workflows": ".github/workflows/*.yml",
    "github-issue-forms": ".github/ISSUE_TEMPLATE/[!c]*.yml",
    "github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "dependabot": ".github/dependabot.yml",
    "citation-file-format": "CITATION.cff",
}


def test_version_is_in_one_place():
    released = re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", SECTIONS[1])

    assert "version" not in PROJECT and "version" in PROJECT["dynamic"]
    assert released is not None
    assert babelpress.__version__.split("+")[0] == str(CITATION["version"]) == released[1]
    assert str(CITATION["date-released"]) == released[2]


def test_changelog_has_dated_sections_newest_first():
    head, *released = SECTIONS
    dates = [date.fromisoformat(section.rpartition(" - ")[2]) for section in released]

    assert head == "[Unreleased]"
    assert dates == sorted(dates, reverse=True)


def test_pythons_that_are_named_are_those_that_are_tested():
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))

    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == named
    assert PROJECT["requires-python"] == f">={named[0]}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_has_the_least_rights_and_calls_what_exists(path: Path):
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    targets = re.findall(r"\bmake (\w+)", text)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job or "uses" in job for job in workflow["jobs"].values())
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
def test_file_of_a_service_fits_its_schema(schema: str):
    paths = sorted(ROOT.glob(SCHEMAS[schema]))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert paths
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_have_the_right_form():
    done = subprocess.run([sys.executable, ROOT / "scripts/hygiene.py"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.md", b"x", "does not end with a line break"),
        ("a.md", b"x\n\n", "ends with empty lines"),
        ("a.py", b"x \n", "a.py:1: ends with white space"),
        ("a.py", b"x\r\n", "a.py:1: ends with CR LF; write LF"),
        ("a.txt", b"\xff\n", "is not UTF-8"),
        ("a.md", b"a\n<<<<<<< b\n", "a.md:2: is a conflict marker"),
        ("a.yaml", b"a: [\n", "does not parse"),
        ("a.toml", b"a = \n", "does not parse"),
        ("a.json", b"{a}\n", "does not parse"),
        ("a.bin", bytes(1_000_001), "has 1,000,001 bytes"),
    ],
)
def test_hygiene_names_the_fault(name: str, data: bytes, fault: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from hygiene import faults

    assert [said for said in faults(name, data) if fault in said]


@pytest.mark.parametrize(
    ("name", "data"), [("a.md", b""), ("a.md", b"a\n"), ("a.bin", b"\0 \n"), ("tests/a.txt", b"x ")]
)
def test_hygiene_is_content_with_good_files(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from hygiene import faults

    assert list(faults(name, data)) == []


def test_slow_tests_that_are_named_exist():
    from quick import entries

    names = [entry.partition("::") for entry in entries()]
    gone = [
        path + separator + function
        for path, separator, function in names
        if not (ROOT / path).exists()
        or (function and f"def {function}(" not in (ROOT / path).read_text(encoding="utf-8"))
    ]

    assert gone == [], "remove these lines from tests/slow.txt"


@pytest.mark.slow
@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not installed")
def test_site_builds_and_every_public_name_is_in_it(tmp_path: Path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    reference = (tmp_path / "site/api.html").read_text(encoding="utf-8")
    assert [name for name in babelpress.__all__ if f'id="babelpress.{name}"' not in reference] == []
    pages = {page: page.read_text(encoding="utf-8") for page in (tmp_path / "site").rglob("*.html")}
    assert [
        page for page, text in pages.items() if re.search(r'<(script|link)[^>]*(src|href)="(https?:)?//', text)
    ] == []
    links = [(page, link) for page, text in pages.items() for link in re.findall(r'href="(?!\w+:|#|/)([^"#?]+)', text)]
    assert len(links) > 100
    assert [(page.name, link) for page, link in links if not (page.parent / unquote(link)).exists()] == []


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not installed")
def test_links_are_rewritten_for_the_site_and_code_is_left(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from mkdocs.exceptions import PluginError
    from site_hooks import rewritten

    assert rewritten("README.md", "[a](docs/cli.md#x) ![b](docs/site.png)") == "[a](cli.md#x) ![b](site.png)"
    assert rewritten("docs/cli.md", "[a](../configs/README.md)") == "[a](configs/README.md)"
    assert rewritten("models/README.md", "[a](../docs/cli.md) [b](../README.md)") == "[a](../cli.md) [b](../index.md)"
    assert rewritten("README.md", "[a](benchmarks)") == "[a](benchmarks/README.md)"
    assert rewritten("README.md", "[a](https://x.org/docs) [b](#c)") == "[a](https://x.org/docs) [b](#c)"
    assert rewritten("README.md", "```\n[a](docs/cli.md)\n```") == "```\n[a](docs/cli.md)\n```"
    with pytest.raises(PluginError, match=r"README\.md: links to docs/none\.md"):
        rewritten("README.md", "[a](docs/none.md)")


def test_targets_of_the_makefile_call_scripts_and_benchmarks_that_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    bench = (ROOT / "scripts/bench").read_text(encoding="utf-8")

    called = {ROOT / name for name in re.findall(r"scripts/\w+", makefile)}
    assert {path.name for path in called if not os.access(path, os.X_OK)} == set()
    assert [name for name in re.findall(r"\w+/\w+\.py", bench) if not (ROOT / "benchmarks" / name).is_file()] == []


OTHER_SYSTEMS = {"argostranslate", "argostranslatefiles", "libretranslate", "mdpo", "translatehtml"}
"""What only the interpreter of a system that is compared has; its requirements contradict ours."""
DISTRIBUTIONS = {
    "docx": "python-docx",
    "lingua": "lingua-language-detector",
    "markdown_it": "markdown-it-py",
    "pptx": "python-pptx",
    "webvtt": "webvtt-py",
    "yaml": "pyyaml",
}
"""The distributions of modules that have another name."""


def imported(path: Path) -> set[str]:
    """The modules that a file imports or asks for, without their submodules."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_everything_that_a_benchmark_imports_can_be_installed_with_an_extra():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = chain(project["dependencies"], *project["optional-dependencies"].values())
    named = {re.match(r"[\w.-]+", each)[0].lower() for each in required}
    files = [*(ROOT / "benchmarks").rglob("*.py")]
    ours = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in ("benchmarks", "tests", "models", "scripts"))
    own = {name for path in ours for name in (path.stem, path.parent.name)}

    for path in files:
        others = imported(path) - own - OTHER_SYSTEMS - sys.stdlib_module_names - {"babelpress"}
        missing = {module for module in others if DISTRIBUTIONS.get(module, module.replace("_", "-")) not in named}
        assert missing == set(), f"{path}: in no extra of pyproject.toml"
