"""The page on adding a check, followed: its function, installed as a plug-in, finds what it says."""

import re
from pathlib import Path

from babelpress.document import Finding
from babelpress.qa import findings
from plug_ins import installed
from qa.pairs import pair

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
(MODULE,) = re.findall(r"```python\n(.*?)```", PAGE.partition("## A check\n")[2].partition("\n## ")[0], re.DOTALL)


def test_the_check_of_the_page_is_a_plug_in_whose_findings_know_their_place(tmp_path: Path):
    pairs = [pair("Oui.", "Yes."), pair("Le prix monte.", "The price TODO.")]

    with installed(
        tmp_path, "unfinished", {"checks": {"todo": "unfinished_texts:check"}}, {"unfinished_texts": MODULE}
    ):
        found = findings(pairs, checks=["todo"])

    message = "is not finished"
    assert found == (
        Finding(check="todo", severity="severe", language="en", message=message, segment=1, target="TODO"),
    )
