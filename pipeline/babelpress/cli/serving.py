"""The commands of the service: serve, keys."""

import logging
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from platformdirs import user_state_path
from rich.markup import escape

from babelpress._internal.optional import need
from babelpress.api import load
from babelpress.cli.console import (
    ModelOption,
    ModelsDirOption,
    ProfileOption,
    SetOption,
    TargetsOption,
    err,
    out,
    table,
)
from babelpress.cli.console import codes as _codes
from babelpress.errors import ConfigError

if TYPE_CHECKING:
    from babelpress.serve.access import Network
    from babelpress.serve.database import Database

StateOption = Annotated[
    Path | None,
    typer.Option("--state", help="The folder of keys and suggestions; by default in the user's folder of state."),
]

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database", help="`sqlite:///PATH` or `postgresql://USER@HOST/NAME`; by default serve.sqlite in that folder."
    ),
]

_PACKAGES = ("starlette", "uvicorn", "python_multipart")


def serve(
    profile: ProfileOption = "embedded",
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0: a free one, which is printed.")] = 5000,
    state: StateOption = None,
    database: DatabaseOption = None,
    role: Annotated[
        str, typer.Option(help="`web` answers requests, `worker` works on jobs, `all` does both.", metavar="ROLE")
    ] = "all",
    targets: TargetsOption = None,
    model: ModelOption = None,
    set_: SetOption = None,
    models_dir: ModelsDirOption = None,
    prefix: Annotated[str, typer.Option(help="A path before every route, e.g. `/babel`.")] = "",
    open_: Annotated[bool, typer.Option("--open", help="Serve other machines although there is no key.")] = False,
    requests: Annotated[int, typer.Option(min=0, help="Requests of one client in a minute; 0: any number.")] = 0,
    characters: Annotated[int, typer.Option(min=1, help="Most characters of one request.")] = 500_000,
    texts: Annotated[int, typer.Option(min=1, help="Most texts of one request.")] = 5_000,
    patience: Annotated[
        float, typer.Option(min=0.1, help="Seconds within which the headers of a request, and its body, arrive.")
    ] = 30.0,
    seconds: Annotated[
        float,
        typer.Option(min=0.1, help="Seconds within which clients want a translation; search is cheaper if it must be."),
    ] = 9.0,
    lease: Annotated[
        float, typer.Option(min=1, help="Seconds after which another worker takes the job of one that is gone.")
    ] = 60.0,
    hosts: Annotated[
        list[str] | None,
        typer.Option(
            "--webhook-host", help="A host that may receive the end of jobs (webhooks), `*` for any; by default none."
        ),
    ] = None,
    networks: Annotated[
        list[str] | None,
        typer.Option(
            "--webhook-network",
            help="A network (`10.0.0.0/8`) whose machines may receive them, though it is not public.",
        ),
    ] = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Keep the translations that clients suggest, in suggestions.jsonl.")
    ] = False,
    origins: Annotated[
        list[str] | None,
        typer.Option(
            "--cors-origin",
            help="An origin whose web pages may call the service, `*` for all; by default all without keys, else none.",
        ),
    ] = None,
    proxies: Annotated[
        list[str] | None,
        typer.Option("--trusted-proxy", help="A network (`10.0.0.0/8`) of proxies whose X-Forwarded headers are true."),
    ] = None,
) -> None:
    """Translate over HTTP, for programs that speak the API of LibreTranslate or DeepL.

    The address is printed. SIGTERM and Ctrl-C end it when the requests in hand are answered.

    Example: `babelpress serve --port 5000`
    """
    for package in _PACKAGES:
        need(package, where="babelpress serve", extra="serve")
    from babelpress.serve.app import Site
    from babelpress.serve.jobs.webhooks import Hooks
    from babelpress.serve.keys import Keys
    from babelpress.serve.limits import Limits
    from babelpress.serve.server import leave, listening, refuse_open, run
    from babelpress.serve.service import Service

    for name in ("babelpress.failures", "python_multipart"):  # their messages have words of requests
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    folder = _state(state)
    tables = _database(database, state)
    known = Keys(tables)
    if role not in ("all", "web", "worker"):
        raise ConfigError(f"--role is all, web or worker, not '{role}'")
    refuse_open(host, known, open_=open_)
    allowed = origins if origins is not None else [] if known.are_needed() else ["*"]
    site = Site(
        state=folder,
        database=tables,
        role=role,  # type: ignore[arg-type]  # one of the three
        lease=lease,
        hooks=Hooks(
            hosts=[one.lower() for one in hosts or []], networks=_networks(networks or [], "--webhook-network")
        ),
        prefix=prefix,
        origins=allowed,
        proxies=_networks(proxies or [], "--trusted-proxy"),
        suggestions=suggestions,
    )
    limits = Limits(
        characters=characters,
        texts=texts,
        requests=requests,
        sync_seconds=seconds,
        header_seconds=patience,
        body_seconds=patience,
    )
    named = _codes(targets)

    def pipeline() -> object:
        return load(profile, targets=named, models_dir=models_dir, overrides=set_ or (), model=model)

    with listening(host, port) as where:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{where.getsockname()[1]}{'/' + prefix.strip('/') if prefix.strip('/') else ''}"
        run(
            lambda: Service(pipeline, limits),  # type: ignore[arg-type]  # a `Pipeline`
            site,
            where=where,
            ready=lambda: typer.echo(address),
        )
    err.print("ended")
    leave()


keys = typer.Typer(no_args_is_help=True, help="Make, list and end the keys of the service.")


@keys.command("create")
def create(
    name: Annotated[str, typer.Argument(help="For whom it is.")],
    state: StateOption = None,
    database: DatabaseOption = None,
    characters: Annotated[
        int, typer.Option(min=0, help="Characters that it may translate in a day (UTC); 0: any number.")
    ] = 0,
    minute: Annotated[
        int,
        typer.Option(
            "--characters-a-minute", min=0, help="Characters that it may translate in a minute, jobs apart; 0: any."
        ),
    ] = 0,
    requests: Annotated[
        int, typer.Option(min=0, help="Requests that it may make in a minute; 0: those of `babelpress serve`.")
    ] = 0,
    jobs: Annotated[int, typer.Option(min=0, help="Jobs of it that may wait or run at a time; 0: 1,000.")] = 0,
) -> None:
    """Make a key and print it; it is shown only now. From then on every request needs a key.

    Example: `babelpress keys create weblate`
    """
    from babelpress.serve.keys import Keys

    if not name.strip():
        raise ConfigError("a key needs a name")
    typer.echo(
        Keys(_database(database, state)).create(
            name, characters=characters, requests=requests, minute=minute, jobs=jobs
        )
    )


@keys.command("list")
def list_(state: StateOption = None, database: DatabaseOption = None) -> None:
    """List the keys, without what is secret of them.

    Example: `babelpress keys list`
    """
    from babelpress.serve.keys import Keys

    shown = table("name", "begins with", "created", "ended", "characters a day", "used today")
    known = Keys(_database(database, state))
    for key in known.all():
        limit = f"{key.characters:,}" if key.characters else "-"
        shown.add_row(
            escape(key.name),
            f"{key.prefix}...",
            key.created,
            key.revoked or "-",
            limit,
            f"{known.used(key).characters:,}",
        )
    out.print(shown)


@keys.command("revoke")
def revoke(
    name: Annotated[str, typer.Argument(help="The name of the key.")],
    state: StateOption = None,
    database: DatabaseOption = None,
) -> None:
    """End a key at once.

    Example: `babelpress keys revoke weblate`
    """
    from babelpress.serve.keys import Keys

    Keys(_database(database, state)).revoke(name)


def _state(state: Path | None) -> Path:
    return state or user_state_path("babelpress") / "serve"


def _database(url: str | None, state: Path | None) -> "Database":
    from babelpress.serve.database import Database

    return Database(url or f"sqlite:///{(_state(state) / 'serve.sqlite').absolute()}")


def _networks(names: list[str], option: str) -> "list[Network]":
    try:
        return [ip_network(name) for name in names]
    except ValueError as error:
        raise ConfigError(f"{option}: {error}; a network is written as 10.0.0.0/8") from error
