"""The API of LibreTranslate: its routes, its shapes and, letter by letter, its errors."""

import re
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from babelpress._version import __version__
from babelpress.serve.access import Access
from babelpress.serve.answering import answering, attachment, degraded_headers
from babelpress.serve.documents import suffixes, translate_document
from babelpress.serve.downloads import Downloads
from babelpress.serve.parameters import Parameters, parameters
from babelpress.serve.refusal import Refusal, shown
from babelpress.serve.service import AUTO, Service, detected, name_of, read_file
from babelpress.serve.suggestions import Suggestions


class LibreTranslate:
    """The routes of LibreTranslate's API over a service."""

    def __init__(
        self, service: Service, access: Access, downloads: Downloads, suggestions: Suggestions | None = None
    ) -> None:
        self._service = service
        self._access = access
        self._downloads = downloads
        self._suggestions = suggestions

    def routes(self) -> list[Route]:
        """Return the routes; `GET` may have a body, and every error is a JSON object with `error`."""
        made = [
            ("/translate", self.translate, "POST"),
            ("/detect", self.detect, "POST"),
            ("/languages", self.languages, "GET"),
            ("/translate_file", self.translate_file, "POST"),
            ("/download_file/{name:path}", self.download_file, "GET"),
            ("/suggest", self.suggest, "POST"),
            ("/cancel", self.cancel, "POST"),
            ("/translate/cancel", self.cancel, "POST"),
            ("/frontend/settings", self.settings, "GET"),
            ("/spec", self.spec, "GET"),
            ("/health", self.health, "GET"),
            ("/health/live", self.live, "GET"),
            ("/health/ready", self.health, "GET"),
        ]
        bug = "Cannot translate text: internal error"
        return [Route(path, answering(handler, _refused, bug=bug), methods=[method]) for path, handler, method in made]

    async def translate(self, request: Request) -> Response:
        """Translate one text or several."""
        given = await parameters(request)
        account = self._access.account(request, given.text("api_key"))
        texts, several = self._texts(given)
        source, target = _needed(given, "source"), _needed(given, "target")
        alternatives = self._alternatives(given)
        kind = given.text("format") or "text"
        if kind not in ("text", "html"):
            raise Refusal(400, f"{shown(kind)} format is not supported")
        html = kind == "html"
        if known := await self._service.handshake(texts, source, target):
            return JSONResponse(_answer([known], several, [_detection("en", 1.0)]))
        codes = await self._codes(source, target)
        self._access.use(account, sum(map(len, texts)))
        made = await self._service.translate(
            request,
            texts,
            source=codes[0],
            target=codes[1],
            html=html,
            account=account.share,
            alternatives=0 if html else alternatives,
            job=f"{account.name} {job}" if (job := given.first("job_id")) else "",
        )
        self._access.refund(account, sum(map(len, texts)), made.recalled)
        found = [_detection(one.language, one.confidence) for one in made.sources]
        answer = _answer(made.texts, several, found)
        if alternatives and not html:
            answer["alternatives"] = made.alternatives if several else made.alternatives[0]
        return JSONResponse(answer, headers=degraded_headers(made.degraded))

    async def cancel(self, request: Request) -> Response:
        """Give up translations by the `job_id` that their requests had, as FreedomTranslate asks for it."""
        given = await parameters(request)
        account = self._access.account(request, given.text("api_key"))
        jobs = [one for name in ("job_id", "job_ids") for one in _listed(given.first(name))]
        self._service.cancel(f"{account.name} {job}" for job in jobs)
        return JSONResponse({"success": True})

    async def detect(self, request: Request) -> Response:
        """Detect the language of a text, of a list of texts that of the whole."""
        given = await parameters(request)
        self._access.account(request, given.text("api_key"))
        texts, _ = self._texts(given)
        pipeline = await self._service.pipeline()
        caller = self._service.caller("", 0)
        seen = await self._service.work(request, caller, partial(detected, pipeline, "\n".join(texts)))
        return JSONResponse([_detection(seen.language, seen.confidence)])

    async def languages(self, request: Request) -> Response:
        """List the languages with those that each is translated into."""
        found = await self._service.languages()
        return JSONResponse([{"code": code, "name": name_of(code), "targets": to} for code, to in found.items()])

    async def translate_file(self, request: Request) -> Response:
        """Translate a file, and say where the result is."""
        given = await parameters(request)
        account = self._access.account(request, given.text("api_key"))
        files = given.files.get("file", [])
        if not files:
            raise Refusal(400, "Invalid request: missing file parameter")
        if len(files) > 1:
            raise Refusal(400, "Invalid request: more than one file")
        source, target = await self._codes(_needed(given, "source"), _needed(given, "target"))
        data, name = await read_file(files[0])
        pipeline = await self._service.pipeline()
        self._access.use(account, len(data))
        caller = self._service.caller(account.share, len(data))
        made = await self._service.work(
            request, caller, partial(translate_document, pipeline, data, name, source=source, target=target)
        )
        place = self._downloads.add(made, name)
        return JSONResponse({"translatedFileUrl": f"{self._access.base(request)}/download_file/{place}"})

    async def download_file(self, request: Request) -> Response:
        """Give a file that was translated, under the name that its client gave it."""
        found = self._downloads.find(request.path_params["name"])
        if found is None:
            raise Refusal(404, "There is no such file, or it has expired")
        return attachment(found.path, found.name)

    async def suggest(self, request: Request) -> Response:
        """Keep a better translation that somebody suggests."""
        if self._suggestions is None:
            raise Refusal(403, "Suggestions are disabled on this server.")
        given = await parameters(request)
        self._access.account(request, given.text("api_key"))
        text, better = _needed(given, "q"), _needed(given, "s")
        source, target = await self._codes(_needed(given, "source"), _needed(given, "target"))
        self._within(len(text) + len(better))
        self._suggestions.add(text, better, source=source, target=target)
        return JSONResponse({"success": True})

    async def settings(self, request: Request) -> Response:
        """Tell a web page what it may offer."""
        pipeline = await self._service.pipeline()
        languages = await self._service.languages()
        source = pipeline.sources[0]
        target = (languages[source] or [source])[0]
        return JSONResponse(
            {
                "charLimit": self._service.limits.characters,
                "frontendTimeout": 500,
                "apiKeys": self._access.keys.are_needed(),
                "keyRequired": self._access.keys.are_needed(),
                "suggestions": self._suggestions is not None,
                "filesTranslation": True,
                "supportedFilesFormat": suffixes(pipeline),
                "language": {
                    "source": {"code": source, "name": name_of(source)},
                    "target": {"code": target, "name": name_of(target)},
                },
            }
        )

    async def spec(self, request: Request) -> Response:
        """Describe the API (Swagger 2.0)."""
        return JSONResponse(_spec(request.scope.get("babelpress.prefix", "")))

    async def health(self, request: Request) -> Response:
        """Tell whether translations are answered at once."""
        if self._service.is_ready:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "not ready"}, status_code=503, headers={"Retry-After": "5"})

    async def live(self, request: Request) -> Response:
        """Tell that the process is alive."""
        return JSONResponse({"status": "ok"})

    async def _codes(self, source: str, target: str) -> tuple[str, str]:
        """Return the codes of a pair of languages that there is a route for. Raises `Refusal`."""
        routes = await self._service.languages()
        from_, to = source if source == AUTO else self._service.code(source), self._service.code(target)
        if from_ != AUTO and from_ not in routes:
            raise Refusal(400, f"{shown(source)} is not supported")
        if to not in routes:
            raise Refusal(400, f"{shown(target)} is not supported")
        if from_ not in (AUTO, to) and to not in routes[from_]:
            raise Refusal(
                400,
                f"{name_of(to)} ({to}) is not available as a target language from {name_of(from_)} ({from_})",
            )
        return from_, to

    def _texts(self, given: Parameters) -> tuple[list[str], bool]:
        """Return the texts, and whether they are a list. Raises `Refusal`."""
        value = given.first("q")
        if not value:
            raise Refusal(400, "Invalid request: missing q parameter")
        texts = value if isinstance(value, list) else [value]
        limits = self._service.limits
        if len(texts) > limits.texts:
            raise Refusal(400, f"Invalid request: request ({len(texts)}) exceeds text limit ({limits.texts})")
        if not all(isinstance(text, str) for text in texts):
            raise Refusal(400, "Invalid request: q parameter is not a string or a list of strings")
        if not given.json:  # forms have line ends of their own
            texts = [text.replace("\r\n", "\n") for text in texts]
        self._within(sum(map(len, texts)))
        return texts, isinstance(value, list)

    def _within(self, characters: int) -> None:
        most = self._service.limits.characters
        if characters > most:
            raise Refusal(400, f"Invalid request: request ({characters}) exceeds text limit ({most})")

    def _alternatives(self, given: Parameters) -> int:
        value = given.first("alternatives")
        if value is None or value == "":
            return 0
        is_number = isinstance(value, int | str) and not isinstance(value, bool)
        if not is_number or not re.fullmatch(r"[+-]?[0-9]{1,20}", str(value)):
            raise Refusal(400, "Invalid request: alternatives parameter is not a number")
        most = self._service.limits.alternatives
        if int(value) > most:
            raise Refusal(400, f"Invalid request: alternatives parameter must be <= {most}")
        if int(value) < 0:
            raise Refusal(400, "Invalid request: alternatives parameter must be >= 0")
        return int(value)


def _refused(refusal: Refusal) -> Response:
    """Return the answer for a refusal, as LibreTranslate gives it."""
    message = f"Slowdown: {refusal.message}" if refusal.status == 429 else refusal.message
    return JSONResponse({"error": message}, status_code=refusal.status, headers=refusal.headers)


def _needed(given: Parameters, name: str) -> str:
    value = given.text(name)
    if not value:
        raise Refusal(400, f"Invalid request: missing {name} parameter")
    return value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _answer(texts: list[str], several: bool, found: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "translatedText": texts if several else texts[0],
        "detectedLanguage": found if several else found[0],
    }


def _detection(language: str, confidence: float) -> dict[str, Any]:
    return {"confidence": round(100 * confidence, 1), "language": language}


_ERRORS = {
    "400": "Invalid request",
    "403": "Wrong or missing key",
    "413": "The body is too long",
    "429": "Slow down",
}

_SOURCE = ("source", "Source language code, or auto", True)
_TARGET = ("target", "Target language code", True)
_KEY = ("api_key", "API key", False)

_OPERATIONS: dict[tuple[str, str], tuple[str, tuple[tuple[str, str, bool], ...]]] = {
    ("/translate", "post"): (
        "Translate one text or several",
        (
            ("q", "Text, or list of texts, to translate", True),
            _SOURCE,
            _TARGET,
            ("format", "text (default) or html", False),
            ("alternatives", "Number of alternative translations", False),
            _KEY,
        ),
    ),
    ("/detect", "post"): ("Detect the language of a text", (("q", "Text", True), _KEY)),
    ("/languages", "get"): ("List the languages", ()),
    ("/translate_file", "post"): ("Translate a file", (("file", "File", True), _SOURCE, _TARGET, _KEY)),
    ("/suggest", "post"): (
        "Suggest a better translation",
        (("q", "Original text", True), ("s", "Suggested translation", True), _SOURCE, _TARGET, _KEY),
    ),
    ("/frontend/settings", "get"): ("What a web page may offer", ()),
    ("/health", "get"): ("Whether translations are answered at once", ()),
}


def _spec(prefix: str) -> dict[str, Any]:
    """Return the description of the API in Swagger 2.0."""
    paths: dict[str, dict[str, Any]] = {}
    for (path, method), (summary, asked) in _OPERATIONS.items():
        paths.setdefault(path, {})[method] = {
            "summary": summary,
            "parameters": [
                {
                    "in": "formData",
                    "name": name,
                    "description": about,
                    "required": required,
                    "type": "file" if name == "file" else "string",
                }
                for name, about, required in asked
            ],
            "responses": {
                "200": {"description": "Success"},
                **{code: {"description": about} for code, about in (_ERRORS if asked else {}).items()},
            },
        }
    about = {"title": "LibreTranslate", "version": __version__}
    return {"swagger": "2.0", "info": about, "basePath": prefix or "/", "paths": paths}
