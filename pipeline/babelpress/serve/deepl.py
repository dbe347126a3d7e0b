"""The API of DeepL, as its client libraries use it: texts, documents, languages, usage."""

import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from babelpress import lang
from babelpress.serve.access import Access, Account
from babelpress.serve.answering import answering, degraded_headers, disposition
from babelpress.serve.database import Connection
from babelpress.serve.deepl_glossaries import DeepLGlossaries
from babelpress.serve.documents import refuse_unknown
from babelpress.serve.glossaries import Glossaries
from babelpress.serve.jobs.store import Job, State, Store
from babelpress.serve.keys import count
from babelpress.serve.parameters import Parameters, parameters
from babelpress.serve.refusal import QuotaExceeded, Refusal
from babelpress.serve.service import AUTO, Service, Tags, name_of, read_file
from babelpress.serve.wishes import Wishes

_UNLIMITED = 1_000_000_000_000
"""The limit that is told where there is none."""

_STATES: Mapping[State, str] = {"queued": "queued", "running": "translating", "succeeded": "done"}
"""The states of a document by those of its job; all others are `error`."""

_NAMES = re.compile(r"[\w:.-]+")


class DeepL:
    """The routes of DeepL's API over a service."""

    def __init__(
        self, service: Service, access: Access, store: Store, glossaries: Glossaries, *, woken: Callable[[], None]
    ) -> None:
        self._service = service
        self._glossaries = DeepLGlossaries(service, glossaries, self._given)
        self._access = access
        self._store = store
        self._woken = woken

    def routes(self) -> list[Route]:
        """Return the routes; every error is a JSON object with `message`."""
        made = [
            ("/v2/translate", self.translate, ["POST", "GET"]),
            ("/v2/languages", self.languages, ["GET", "POST"]),
            ("/v2/usage", self.usage, ["GET", "POST"]),
            ("/v2/document", self.upload, ["POST"]),
            ("/v2/document/{id}", self.status, ["POST", "GET"]),
            ("/v2/document/{id}/result", self.result, ["POST", "GET"]),
            *self._glossaries.routes(),
        ]
        bug = "Internal server error"
        return [Route(path, answering(handler, _refused, bug=bug), methods=methods) for path, handler, methods in made]

    async def translate(self, request: Request) -> Response:
        """Translate texts."""
        given, account = await self._given(request)
        texts = self._texts(given)
        stated = self._stated(given)
        if known := await self._service.handshake(texts, *stated):
            return JSONResponse({"translations": [{"detected_source_language": "EN", "text": known}]})
        source, target = await self._languages(*stated)
        _refuse_unsupported(given)
        own = await self._glossaries.wanted(given, account, (source, target))
        wishes = Wishes(own, self._service.variant(given.text("target_lang")))
        handling = given.text("tag_handling").lower()
        if handling not in ("", "html", "xml"):
            raise Refusal(400, "Value for 'tag_handling' not supported.")
        tags = Tags(
            xml=handling == "xml",
            ignored=tuple(_listed(given, "ignore_tags")),
            splitting=tuple(_listed(given, "splitting_tags")),
        )
        self._access.use(account, sum(map(len, texts)))
        made = await self._service.translate(
            request,
            texts,
            source=source,
            target=target,
            html=bool(handling),
            account=account.share,
            tags=tags if handling else None,
            wishes=wishes,
        )
        self._access.refund(account, sum(map(len, texts)), made.recalled)
        billed = given.first("show_billed_characters") in (True, "1", "true", "True")
        translations = [
            {"detected_source_language": one.language.upper(), "text": text}
            | ({"billed_characters": len(texts[index])} if billed else {})
            for index, (text, one) in enumerate(zip(made.texts, made.sources, strict=True))
        ]
        return JSONResponse({"translations": translations}, headers=degraded_headers(made.degraded))

    async def languages(self, request: Request) -> Response:
        """List the languages of sources or of targets."""
        given, _ = await self._given(request)
        kind = given.text("type") or "source"
        if kind not in ("source", "target"):
            raise Refusal(400, "Value for 'type' not supported.")
        routes = await self._service.languages()
        if kind == "source":
            sources = [code for code, targets in routes.items() if targets]
            return JSONResponse([{"language": code.upper(), "name": name_of(code)} for code in sources])
        targets = dict.fromkeys(code for own in routes.values() for code in own)
        found = [(self._tag(code), code) for code in targets]
        return JSONResponse(
            [{"language": tag.upper(), "name": name_of(code), "supports_formality": False} for tag, code in found]
        )

    async def usage(self, request: Request) -> Response:
        """Tell how many characters a key has used today, and how many it may."""
        _, account = await self._given(request)
        used = self._access.keys.used(account.key).characters if account.key else 0
        limit = account.key.characters if account.key else 0
        return JSONResponse({"character_count": used, "character_limit": limit or _UNLIMITED})

    async def upload(self, request: Request) -> Response:
        """Take a document, and begin to translate it."""
        given, account = await self._given(request)
        files = given.files.get("file", [])
        if len(files) != 1:
            raise Refusal(400, "Invalid file data." if files else "Parameter 'file' not specified.")
        source, target = await self._languages(*self._stated(given))
        _refuse_unsupported(given)
        own = await self._glossaries.wanted(given, account, (source, target))
        wishes = Wishes(own, self._service.variant(given.text("target_lang")))
        data, name = await read_file(files[0], given.text("filename"))
        refuse_unknown(await self._service.pipeline(), data, name)
        secret = secrets.token_hex(32).upper()
        digest = sha256(secret.encode()).hexdigest()
        params = {"source": source, "targets": [target], "name": name, "key": digest, "characters": len(data)}
        params |= wishes.stored()
        key = account.key

        def counted(open_: Connection) -> None:
            if key:
                count(open_, key, len(data), jobs=1)

        job, _ = await to_thread.run_sync(
            lambda: self._store.add(account.name, "document", params, data, count=counted, most=key.jobs if key else 0)
        )
        self._woken()
        return JSONResponse({"document_id": job.id, "document_key": secret})

    async def status(self, request: Request) -> Response:
        """Tell how far a document is."""
        job = await self._job(request)
        state = _STATES.get(job.state, "error")
        answer: dict[str, Any] = {"document_id": job.id, "status": state}
        if state == "done":
            answer["billed_characters"] = job.params["characters"]
        elif state == "error":
            answer["error_message"] = job.problem or job.state
        else:
            answer["seconds_remaining"] = 1
        return JSONResponse(answer)

    async def result(self, request: Request) -> Response:
        """Give a document that is done."""
        job = await self._job(request)
        found = await to_thread.run_sync(self._store.result, job.id, job.targets[0])
        if found is None:
            raise Refusal(503, "Document translation is not done")
        headers = {"Content-Disposition": disposition(found[0].name)}
        return Response(found[1], media_type=found[0].media_type, headers=headers)

    async def _given(self, request: Request) -> tuple[Parameters, Account]:
        given = await parameters(request)
        return given, self._access.account(request, given.text("auth_key"))

    async def _job(self, request: Request) -> Job:
        given, _ = await self._given(request)
        job = await to_thread.run_sync(self._store.find, request.path_params["id"])
        asked = sha256(given.text("document_key").encode()).hexdigest()
        genuine = hmac.compare_digest(asked, str(job.params.get("key", "")) if job else "")
        if job is None or not genuine:
            raise Refusal(404, "Document not found")
        return job

    def _stated(self, given: Parameters) -> tuple[str, str]:
        """Return the codes of the source, or `auto`, and of the target. Raises `Refusal` if there is no target."""
        source = given.text("source_lang")
        if not given.text("target_lang"):
            raise Refusal(400, "Parameter 'target_lang' not specified.")
        return self._service.code(source) if source else AUTO, self._service.code(given.text("target_lang"))

    async def _languages(self, source: str, target: str) -> tuple[str, str]:
        """Return the codes of languages that there is a route between. Raises `Refusal` for others."""
        routes = await self._service.languages()
        if source != AUTO and source not in routes:
            raise Refusal(400, "Value for 'source_lang' not supported.")
        if target not in routes or (source not in (AUTO, target) and target not in routes[source]):
            raise Refusal(400, "Value for 'target_lang' not supported.")
        return source, target

    def _texts(self, given: Parameters) -> list[str]:
        values = given.values.get("text", [])
        texts = values[0] if len(values) == 1 and isinstance(values[0], list) else values
        if not texts:
            raise Refusal(400, "Parameter 'text' not specified.")
        if not all(isinstance(text, str) for text in texts):
            raise Refusal(400, "Value for 'text' not supported.")
        limits = self._service.limits
        if len(texts) > limits.texts or sum(map(len, texts)) > limits.characters:
            raise Refusal(413, f"Request size exceeded: at most {limits.texts} texts, {limits.characters} characters.")
        return list(texts)

    def _tag(self, code: str) -> str:
        """Return a language as DeepL names it as a target: with its region, where the profile has one."""
        variants = self._service.variants()
        return variants.get(code) or (lang.default_variant(code) if code in ("en", "pt") else code)


def _refuse_unsupported(given: Parameters) -> None:
    """Refuse what would change the translation and cannot be done."""
    formality = given.text("formality").lower()
    if formality in ("more", "less"):
        raise Refusal(400, "'formality' is not supported for given 'target_lang'.")
    if formality not in ("", "default", "prefer_more", "prefer_less"):
        raise Refusal(400, "Value for 'formality' not supported.")


def _listed(given: Parameters, name: str) -> list[str]:
    """Return the names of tags, given as a list or separated by commas. Raises `Refusal`."""
    names: list[str] = []
    for value in given.values.get(name, []):
        for one in value if isinstance(value, list) else [value]:
            if one is None:
                continue
            if not isinstance(one, str):
                raise Refusal(400, f"Value for '{name}' not supported.")
            names += [part.strip() for part in one.split(",") if part.strip()]
    if len(names) > 100 or not all(_NAMES.fullmatch(part) for part in names):
        raise Refusal(400, f"Value for '{name}' not supported.")
    return names


def _refused(refusal: Refusal) -> Response:
    """Return the answer for a refusal, as DeepL gives it."""
    status, message = refusal.status, refusal.message
    if isinstance(refusal, QuotaExceeded):
        status, message = 456, "Quota Exceeded"
    elif status == 429:
        message = "Too many requests"
    return JSONResponse({"message": message}, status_code=status, headers=refusal.headers)
