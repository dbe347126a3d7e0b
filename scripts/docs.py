"""Write the generated parts of the docs; with `--check`, only list those that are out of date and exit with 1."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel
from typer.testing import CliRunner

from babelpress.cli import app
from babelpress.config import resources
from babelpress.config.plugins import BUILT_IN, resolve
from babelpress.config.schema import Profile
from babelpress.document import json_schema
from babelpress.models.cards import ModelCard, read_cards
from babelpress.qa.rules import CHECK_RULES, EDIT_RULES

ROOT = Path(__file__).parent.parent
COMMANDS = (
    "",
    "translate",
    "run",
    "preview",
    "batch",
    "status",
    "verify",
    "postedit",
    "serve",
    "keys",
    "keys create",
    "keys list",
    "keys revoke",
    "evaluate",
    "calibrate",
    "bench",
    "memory",
    "memory import",
    "memory export",
    "memory search",
    "memory stats",
    "memory prune",
    "profiles",
    "profiles list",
    "profiles check",
    "models",
    "models list",
    "models routes",
    "models verify",
    "models pull",
    "models convert",
)


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Yield one table row for each key of a settings model; nested keys have the path of their parent as a prefix."""
    for name, field in model.model_fields.items():
        annotation = field.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and "kind" not in annotation.model_fields:
            yield from keys(annotation, f"{prefix}{name}.")
            continue
        if field.is_required():
            default = "required"
        else:
            value = field.get_default(call_default_factory=True)
            value = value.kind if isinstance(value, BaseModel) else list(value) if isinstance(value, tuple) else value
            default = "empty" if value in ("", []) else f"`{value}`"
        yield f"| `{prefix}{name}` | {default} | {field.description} |"


def profile_keys() -> str:
    """Return the tables of all keys of a profile and of the options of each plug-in."""
    lines = ["| key | default | meaning |", "|---|---|---|", *keys(Profile)]
    for family, known in BUILT_IN.items():
        for kind in known if family not in ("checks", "metrics") else ():
            rows = list(keys(resolve(family, kind).Options))
            if rows:
                lines += ["", f"Options of the {family.rstrip('s')} `{kind}`:", ""]
                lines += ["| option | default | meaning |", "|---|---|---|", *rows]
    return "\n".join(lines)


def command_line() -> str:
    """Return the help text of each command."""
    runner = CliRunner()
    parts = []
    for command in COMMANDS:
        shown = runner.invoke(
            app, [*command.split(), "--help"], prog_name="babelpress", env={"COLUMNS": "100", "NO_COLOR": "1"}
        ).output
        text = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).strip().splitlines())
        parts.append(f"## babelpress {command}".rstrip() + f"\n\n```\n{text}\n```")
    return "\n\n".join(parts)


def model_table() -> str:
    """Return the table of the shipped model cards."""

    def row(card: ModelCard) -> str:
        scores = ", ".join(
            f"{s.source}→{s.target} {s.value:g}" for s in card.scores if s.testset == "ntrex" and s.metric == "bleu"
        )
        where = card.origin.repo or (urlsplit(card.origin.address).hostname if card.origin.address else "shipped")
        return (
            f"| `{card.id}` | {card.task} | {' '.join(card.sources)} → {' '.join(card.targets)} "
            f"| {scores} | {card.licence} | {where} |"
        )

    head = ["| id | task | languages | BLEU on NTREX-128 | licence | from |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *map(row, read_cards([resources.CARDS]).values())])


def check_sections() -> str:
    """Return a section for each check and each post-editor."""
    parts = ["## Checks", *(f"### {one.name}\n\n{one.markdown}" for one in CHECK_RULES)]
    parts += ["## Edits", *(f"### {one.name}\n\n{one.markdown}" for one in EDIT_RULES)]
    return "\n\n".join(parts)


GENERATED = {
    "docs/cli.md": command_line,
    "docs/checks.md": check_sections,
    "configs/README.md": profile_keys,
    "models/README.md": model_table,
}
"""Files with a generated part, and the function that returns it."""


def record_schema() -> str:
    """Return the JSON Schema of a record as a file."""
    return json.dumps(json_schema(), indent=1) + "\n"


def main() -> int:
    """Write or check all generated files; return the exit status."""
    stale = []
    path = ROOT / "docs/record.schema.json"
    if not path.is_file() or path.read_text(encoding="utf-8") != record_schema():
        stale.append("docs/record.schema.json")
        if "--check" not in sys.argv:
            path.write_text(record_schema(), encoding="utf-8")
    for name, make in GENERATED.items():
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        begin, end = "<!-- generated: make docs -->\n", "\n<!-- end -->"
        before, _, rest = old.partition(begin)
        new = f"{before}{begin}{make()}{end}{rest.partition(end)[2]}"
        if new != old:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{name} is out of date; run: make docs" if "--check" in sys.argv else f"wrote {name}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
