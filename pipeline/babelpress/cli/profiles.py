"""The commands for profiles: list, check."""

from typing import Annotated

import typer

from babelpress.cli.console import SetOption, TargetsOption, codes, out, table
from babelpress.config import resources
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", help="List and check profiles.")


@app.command("list")
def list_() -> None:
    """List the profiles in the package.

    Example: `babelpress profiles list`
    """
    shown = table("profile", "from", "to", "models", "description")
    for path in sorted(resources.CONFIGS.glob("*.yaml")):
        profile = load_profile(path.stem)
        targets = "menu" if profile.targets == "menu" else " ".join(profile.targets)
        models = str(len(profile.translation.models))
        shown.add_row(path.stem, " ".join(profile.sources), targets, models, profile.description)
    out.print(shown)


@app.command("check")
def check(
    profile: Annotated[str, typer.Argument(help="The name of a profile in the package, or a YAML file.")] = "embedded",
    targets: TargetsOption = None,
    set_: SetOption = None,
) -> None:
    """Print the stages of a profile, or all its errors. No weights are loaded.

    Example: `babelpress profiles check opus`
    """
    settings = load_profile(profile, overrides=set_ or (), targets=codes(targets))
    shown = table("stage", "needs", "fills", "by", title=f"{settings.name}: {settings.description}")
    for stage in build(settings, load=False).stages:
        shown.add_row(stage.name, ", ".join(sorted(stage.needs)), stage.fills, stage.by)
    out.print(shown)
