"""The page on adding a check, followed: its function, installed as a plug-in, finds what it says."""

import re
from pathlib import Path

from babelpress.document import Finding
from babelpress.qa import findings
from plug_ins import installed
from qa.pairs import pair

PAGE = (Path(__file__).parents[2] / "docs" / "add-a-check.md").read_text(encoding="utf-8")
(MODULE,) = re.findall(r'```python title="newsroom_checks.py"\n(.*?)```', PAGE, re.DOTALL)


def test_the_check_of_the_page_is_a_plug_in_whose_findings_know_their_place(tmp_path: Path):
    pairs = [pair("Oui.", "Yes."), pair("Vient-il ?", "He is coming.")]

    with installed(
        tmp_path, "newsroom", {"checks": {"question": "newsroom_checks:question"}}, {"newsroom_checks": MODULE}
    ):
        found = findings(pairs, checks=["question"])

    message = "the question is a statement"
    assert found == (Finding(check="question", severity="warning", language="en", message=message, segment=1),)
