"""What is the same in the answers of every API: refusals, bugs, files, and what was saved to be in time."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response

from babelpress.errors import OutputUnavailable
from babelpress.serve.logs import told
from babelpress.serve.refusal import Refusal

Handler = Callable[[Request], Awaitable[Response]]
"""What answers a request."""


def answering(handler: Handler, refused: Callable[[Refusal], Response], *, bug: str) -> Handler:
    """Return a handler whose refusals, and bugs, are answered in the shape of an API.

    Args:
        handler: Answers a request, or raises `Refusal`.
        refused: Returns the answer for a refusal.
        bug: What a client is told of an exception that is no refusal; the log says where it was.
    """

    async def answer(request: Request) -> Response:
        made = await answered(request)
        if rates := getattr(request.state, "rates", None):
            made.headers.update(rates())
        return made

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except ClientDisconnect:
            return Response(status_code=499)
        except Refusal as refusal:
            return refused(refusal)
        except OutputUnavailable as error:
            told(error)
            return refused(Refusal(503, "The database cannot be used; try again later", {"Retry-After": "5"}))
        except Exception as error:  # noqa: BLE001  (a bug: this request fails)
            told(error)
            return refused(Refusal(500, bug))

    return answer


def attachment(path: Path, name: str) -> Response:
    """Return the answer with a file, under the name that its client gave it."""
    headers = {"Content-Disposition": disposition(name)}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


def disposition(name: str) -> str:
    """Return the header with which a browser keeps a file under a name."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def timestamp(seconds: float) -> str:
    """Return a time as ISO 8601 (UTC)."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def degraded_headers(degraded: Sequence[str]) -> dict[str, str] | None:
    """Return the header that says what was saved to be in time; None if nothing was."""
    return {"Babelpress-Degraded": ", ".join(degraded)} if degraded else None
