"""The page on adding a post-editor, followed: what it says to write is written, and does what it says."""

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from babelpress.translation import postedit as package
from babelpress.translation.postedit.base import PostEditor
from babelpress.translation.postedit.loop import POST_EDITORS, postedit
from translation.postedit.contexts import context

PAGE = (Path(__file__).parents[3] / "docs" / "add-a-post-editor.md").read_text(encoding="utf-8")
MODULE, ROW, TEST = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of the page, as if it lay among the others."""
    file = tmp_path / "question_marks.py"
    file.write_text(MODULE, encoding="utf-8")
    name = f"{package.__name__}.question_marks"
    spec = spec_from_file_location(name, file)
    assert spec and spec.loader
    made = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, made)
    monkeypatch.setattr(package, "question_marks", made, raising=False)
    spec.loader.exec_module(made)
    return made


def test_the_tests_of_the_page_pass(module: ModuleType):
    names: dict[str, object] = {}
    exec(TEST, names)  # the page is ours

    tests = [value for name, value in names.items() if name.startswith("test_") and callable(value)]
    assert len(tests) == 2
    for test in tests:
        test()


def test_the_row_of_the_page_runs_among_the_others_and_reaches_into_nothing_kept(module: ModuleType):
    row = eval(ROW, {"PostEditor": PostEditor, "question_marks": module})  # the page is ours

    made = postedit(context("Vient-il ici : a ?", "Does he come here?? {a??}"), (*POST_EDITORS, row))

    assert made.context.target == "Does he come here? a??"
    assert [change.editor for change in made.refused] == ["question marks"]
    assert made.flags == ()
