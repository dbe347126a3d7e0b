"""Requests to `/v1` of a Babelpress service."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import requests
from django.core.exceptions import ImproperlyConfigured


class BabelpressError(Exception):
    """The service does not answer, or refuses; the message says what to do."""


@dataclass(frozen=True)
class Translated:
    """A fragment of HTML in one language, and what is severely wrong with it, in sentences for an editor."""

    html: str
    severe: tuple[str, ...] = ()


class Client:
    """A service, by the `OPTIONS` of `WAGTAILLOCALIZE_MACHINE_TRANSLATOR`.

    `URL` is its address; `API_KEY` one of its keys, if it has keys; `TIMEOUT` (60) the seconds to wait for an answer.
    """

    CHARACTERS = 4000
    """The most characters in a request: a service answers short requests first, and at full quality."""

    def __init__(self, options: dict[str, Any]) -> None:
        if not options.get("URL"):
            raise ImproperlyConfigured(
                "WAGTAILLOCALIZE_MACHINE_TRANSLATOR has no URL in its OPTIONS: the address of the Babelpress service, "
                'such as "http://127.0.0.1:5000"'
            )
        self.url = str(options["URL"]).rstrip("/")
        self._key = options.get("API_KEY") or ""
        self._timeout = options.get("TIMEOUT", 60)

    def languages(self) -> dict[str, list[str]]:
        """Return the codes of the target languages of each source language."""
        found = self._ask("GET", "/v1/languages", timeout=min(5, self._timeout))
        return {one["code"]: one["targets"] for one in found["languages"]}

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[Translated]:
        """Translate fragments of HTML; as many as there are texts, in their order."""
        made: list[Translated] = []
        for part in _parts(texts, self.CHARACTERS):
            asked = {"texts": part, "source": source, "targets": [target], "format": "html", "detail": "segments"}
            answer = self._ask("POST", "/v1/translations", asked)["translations"][target]
            if len(answer) != len(part):
                raise BabelpressError(f"{self.url} answered {len(answer)} texts for {len(part)}")
            made += map(_translated, answer)
        return made

    def _ask(self, method: str, path: str, body: object = None, *, timeout: float | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            answer = requests.request(
                method, self.url + path, json=body, headers=headers, timeout=timeout or self._timeout
            )
            found = answer.json()
        except requests.Timeout as error:
            raise BabelpressError(
                f"{self.url} did not answer within {timeout or self._timeout} seconds; see TIMEOUT in the settings"
            ) from error
        except requests.JSONDecodeError as error:
            raise BabelpressError(
                f"{self.url}{path} answered {answer.status_code} without JSON; is it a Babelpress service?"
            ) from error
        except requests.RequestException as error:
            raise BabelpressError(f"{self.url} cannot be reached; is `babelpress serve` running?") from error
        if not answer.ok:
            raise BabelpressError(f"{self.url} refused ({answer.status_code}): {_reason(found)}")
        return found


def _parts(texts: Sequence[str], most: int) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for text in texts:
        if part and size + len(text) > most:
            yield part
            part, size = [], 0
        part.append(text)
        size += len(text)
    if part:
        yield part


def _translated(answer: dict[str, Any]) -> Translated:
    found = [*(answer.get("findings") or ()), *(f for one in answer.get("segments") or () for f in one["findings"])]
    severe = (f"{one['check']}: {one['message']}" for one in found if one["severity"] == "severe")
    return Translated(answer["text"], tuple(dict.fromkeys(severe)))


def _reason(problem: Any) -> str:
    if not isinstance(problem, dict):
        return str(problem)[:200]
    errors = "; ".join(f"{one['pointer']}: {one['detail']}" for one in problem.get("errors") or ())
    return errors or str(problem.get("detail") or problem.get("title") or problem)[:200]
