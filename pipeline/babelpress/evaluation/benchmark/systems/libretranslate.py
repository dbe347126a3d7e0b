"""Any server with the API of LibreTranslate: `POST /translate` with an array of texts."""

import json
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.benchmark.systems.base import Adapter, Facts, Spec, SystemFailed

ATTEMPTS = 6
"""How often a request is tried."""

_LONGEST_WAIT = 60.0


class LibreTranslate(Adapter):
    """`libretranslate:URL`."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._url = spec.argument.rstrip("/")
        self._retries = 0
        if not self._url.startswith(("http://", "https://")):
            fault = Fault(spec.name, f"'{self._url}' is not an http:// or https:// address")
            raise ConfigError("there is no server", [fault])

    def load(self, *, source: str, target: str) -> None:
        """Check that the server is up and has the direction."""
        languages = self._ask("/languages")
        try:
            targets = {one["code"]: one["targets"] for one in languages}
        except (KeyError, TypeError) as error:
            message = f"{self._url}/languages did not answer as LibreTranslate does: {str(languages)[:300]}"
            raise SystemFailed(message) from error
        if target not in targets.get(source, ()):
            raise SystemFailed(f"{self._url} does not translate from {source} to {target}")

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Translate batch by batch."""
        made: list[str] = []
        for start in range(0, len(texts), self.spec.batch):
            batch = list(texts[start : start + self.spec.batch])
            fields = {"q": batch, "source": source, "target": target, "format": "text"}
            answer = self._ask("/translate", fields | ({"api_key": self.spec.api_key} if self.spec.api_key else {}))
            translated = answer.get("translatedText") if isinstance(answer, dict) else None
            if not isinstance(translated, list) or not all(isinstance(text, str) for text in translated):
                raise SystemFailed(f"{self._url}/translate returned no array 'translatedText': {str(answer)[:300]}")
            if len(translated) != len(batch):
                raise SystemFailed(f"{self._url}/translate returned {len(translated)} texts for {len(batch)}")
            made += translated
        return made

    def facts(self) -> Facts:
        """Return how often requests were repeated: that time is part of its seconds."""
        return Facts(described={"requests made again": str(self._retries)})

    def _ask(self, path: str, fields: Mapping[str, object] | None = None) -> Any:
        """Send one request, repeated while the server is busy."""
        data = None if fields is None else json.dumps(fields).encode()
        request = Request(f"{self._url}{path}", data=data, headers={"Content-Type": "application/json"})
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with urlopen(request, timeout=self.spec.seconds) as answer:
                    body = answer.read()
                return json.loads(body)
            except HTTPError as error:
                if (error.code < 500 and error.code != 429) or attempt == ATTEMPTS:
                    body = error.read().decode(errors="replace")[:500]
                    times = f" {attempt} times" if attempt > 1 else ""
                    raise SystemFailed(f"{self._url}{path} answered {error.code}{times}: {body}") from error
                time.sleep(_wait(error.headers.get("Retry-After"), attempt))
                self._retries += 1
            except (OSError, HTTPException) as error:
                raise SystemFailed(f"{self._url}{path} cannot be reached: {error}") from error
            except ValueError as error:
                raise SystemFailed(f"{self._url}{path} did not return JSON: {body[:300]!r}") from error
        raise AssertionError("the last attempt returns or raises")


def _wait(retry_after: str | None, attempt: int) -> float:
    """Return the seconds to wait: as many as the server says, else 1, 2, 4, ..."""
    try:
        return min(max(0.0, float(retry_after or "")), _LONGEST_WAIT)
    except ValueError:  # the header is missing, or a date
        return 2.0 ** (attempt - 1)
