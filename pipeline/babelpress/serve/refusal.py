"""What a request is refused with: a status and a sentence, which each API puts into its own shape."""

from collections.abc import Mapping


class Refusal(Exception):
    """A request cannot be answered; nothing is wrong with the service.

    Attributes:
        status: The HTTP status.
        message: One sentence for whoever wrote the request, without any text of it.
        headers: More headers of the answer.
    """

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = dict(headers or {})


class QuotaExceeded(Refusal):
    """The characters of a key are used up for today."""

    def __init__(self, characters: int) -> None:
        super().__init__(429, f"{characters} characters per 1 day", {"Retry-After": "3600"})


def shown(value: object, *, most: int = 50) -> str:
    """Return a value of a request as a message shows it: short, and on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else f"{text[: most - 3]}..."
