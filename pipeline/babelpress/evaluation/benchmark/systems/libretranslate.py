"""Any endpoint that speaks as LibreTranslate does: `POST /translate` with an array of texts."""

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
"""How often a request is made before it is given up."""

_LONGEST_WAIT = 60.0


class LibreTranslate(Adapter):
    """`libretranslate:URL`."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._url = spec.argument.rstrip("/")
        self._again = 0
        if not self._url.startswith(("http://", "https://")):
            raise ConfigError("no endpoint", [Fault(spec.name, f"'{self._url}' is no http:// or https:// address")])

    def load(self, *, source: str, target: str) -> None:
        """See that the server is up and has the direction."""
        languages = self._ask("/languages")
        try:
            targets = {one["code"]: one["targets"] for one in languages}
        except (KeyError, TypeError) as error:
            raise SystemFailed(f"{self._url}/languages is not LibreTranslate's: {str(languages)[:300]}") from error
        if target not in targets.get(source, ()):
            raise SystemFailed(f"{self._url} does not translate from {source} to {target}")

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Ask batch by batch."""
        made: list[str] = []
        for start in range(0, len(texts), self.spec.batch):
            batch = list(texts[start : start + self.spec.batch])
            asked = {"q": batch, "source": source, "target": target, "format": "text"}
            answer = self._ask("/translate", asked | ({"api_key": self.spec.api_key} if self.spec.api_key else {}))
            given = answer.get("translatedText") if isinstance(answer, dict) else None
            if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
                raise SystemFailed(f"{self._url}/translate gave no array 'translatedText': {str(answer)[:300]}")
            if len(given) != len(batch):
                raise SystemFailed(f"{self._url}/translate gave {len(given)} texts for {len(batch)}")
            made += given
        return made

    def facts(self) -> Facts:
        """How often it had to be asked again: that time is in its seconds."""
        return Facts(described={"requests made again": str(self._again)})

    def _ask(self, path: str, asked: Mapping[str, object] | None = None) -> Any:
        """One request, made again while the server is busy."""
        data = None if asked is None else json.dumps(asked).encode()
        request = Request(f"{self._url}{path}", data=data, headers={"Content-Type": "application/json"})
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with urlopen(request, timeout=self.spec.seconds) as answer:
                    body = answer.read()
                return json.loads(body)
            except HTTPError as error:
                if (error.code < 500 and error.code != 429) or attempt == ATTEMPTS:
                    said = error.read().decode(errors="replace")[:500]
                    times = f" {attempt} times" if attempt > 1 else ""
                    raise SystemFailed(f"{self._url}{path} answered {error.code}{times}: {said}") from error
                time.sleep(_wait(error.headers.get("Retry-After"), attempt))
                self._again += 1
            except (OSError, HTTPException) as error:
                raise SystemFailed(f"{self._url}{path} cannot be reached: {error}") from error
            except ValueError as error:
                raise SystemFailed(f"{self._url}{path} gave no JSON: {body[:300]!r}") from error
        raise AssertionError("the last attempt returns or raises")


def _wait(retry_after: str | None, attempt: int) -> float:
    """Seconds to wait: as many as the server says, else 1, 2, 4, ..."""
    try:
        return min(max(0.0, float(retry_after or "")), _LONGEST_WAIT)
    except ValueError:  # it says nothing, or a date
        return 2.0 ** (attempt - 1)
