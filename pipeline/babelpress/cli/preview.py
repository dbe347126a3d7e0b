"""The command that shows a site in the browser: preview."""

import errno
import webbrowser
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from babelpress.cli.console import err
from babelpress.errors import ConfigError, Fault

HOST = "127.0.0.1"
"""The address that only this machine reaches."""

PORT = 8000
"""The port that is tried first if none is named."""


def preview(
    site: Annotated[Path, typer.Argument(help="The folder of a site, as `babelpress run -o` writes it.")],
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help=f"The port; by default {PORT}, or a free one if that is taken."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
) -> None:
    """Serve a site to the browser on this machine, and print its address.

    Ctrl-C ends it.

    Example: `babelpress preview build/site --open`
    """
    folder = _folder(site)
    with _server(folder, port) as server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        typer.echo(address)
        err.print(escape(f"serving {folder}; Ctrl-C ends it"))
        if open_ and not _opened(address):
            err.print("no browser was found; type the address into one")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            err.print("ended")


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of a site as they are now; lists no folders and logs nothing."""

    def list_directory(self, path: Any) -> None:
        """Refuse a folder without a first page, as the web server of a published site would."""
        self.send_error(HTTPStatus.NOT_FOUND, "there is no index.html in this folder")

    def end_headers(self) -> None:
        """Let the browser ask again each time, because the next run changes the pages."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


def _folder(site: Path) -> Path:
    """The folder to serve. Raises `ConfigError` if it has no first page."""
    folder = site.parent if site.name == "index.html" else site
    if not folder.is_dir():
        raise ConfigError(
            "preview", [Fault(str(site), "there is no such folder; babelpress run FILE -o FOLDER makes it")]
        )
    if not (folder / "index.html").is_file():
        fault = Fault(
            str(folder), "is no site, it has no index.html; babelpress run FILE --to site -o FOLDER makes one"
        )
        raise ConfigError("preview", [fault])
    return folder


def _server(folder: Path, port: int | None) -> ThreadingHTTPServer:
    """A server of a folder. Raises `ConfigError` if the named port cannot be used."""
    handler = partial(_Handler, directory=str(folder))
    try:
        return ThreadingHTTPServer((HOST, PORT if port is None else port), handler)
    except OSError as error:
        if port is None:
            return ThreadingHTTPServer((HOST, 0), handler)
        taken = error.errno == errno.EADDRINUSE
        why = "is taken" if taken else f"cannot be used: {error.strerror}"
        raise ConfigError(
            "preview", [Fault("--port", f"{port} {why}; name another one, or 0 for a free one")]
        ) from error


def _opened(address: str) -> bool:
    """Whether a browser was opened."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
