"""What `/v1` answers: operations with their models, problems, and the description made of both."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from babelpress._version import __version__
from babelpress.serve.access import Access, Account
from babelpress.serve.answering import Handler, answering
from babelpress.serve.parameters import Parameters, parameters
from babelpress.serve.refusal import Refusal

JSON = "application/json"
PROBLEM = "application/problem+json"
EVENTS = "text/event-stream"


class Model(BaseModel):
    """The base of requests and answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FaultAnswer(Model):
    """A fault of a request: where (a JSON pointer), and what."""

    pointer: str
    detail: str


class ProblemAnswer(Model):
    """Why a request is not answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultAnswer]


@dataclass(frozen=True, slots=True)
class Given:
    """A request, its parameters, its body as the model of the operation (None where it has none), and whose it is."""

    request: Request
    parameters: Parameters
    body: Any
    account: Account


Work = Callable[[Given], Awaitable[BaseModel | Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What is answered at a path.

    Attributes:
        method: `GET`, `POST` or `DELETE`.
        path: The path, with names of its variable parts in braces.
        work: Makes the answer.
        summary: What it does, for the description.
        asked: The model of a JSON body.
        answer: The model of the answer.
        media_types: The types that an answer may have, beside that of its model.
        status: The status of the answer.
        query: Descriptions of the parameters of the address, by name.
        headers: Descriptions of headers of the request, by name.
        form: Descriptions of the fields of a multipart body, which may come instead of JSON; `file` is a file.
        public: Whether it is answered without a key.
        omits: Whether members that are null are left out of the answer.
    """

    method: str
    path: str
    work: Work
    summary: str
    asked: type[BaseModel] | None = None
    answer: type[BaseModel] | None = None
    media_types: Sequence[str] = ()
    status: int = 200
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    public: bool = False
    omits: bool = False


class Faulty(Refusal):
    """A refusal with the place of the fault."""

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(400, detail)
        self.fault = FaultAnswer(pointer=pointer, detail=detail)


def routes(operations: Sequence[Operation], access: Access) -> list[Route]:
    """Return the routes of operations; every error is a problem."""
    return [
        Route(one.path, answering(_answer(one, access), refused, bug="internal error"), methods=[one.method])
        for one in operations
    ]


def _answer(operation: Operation, access: Access) -> Handler:
    """Return a handler that validates a request."""
    asked = operation.asked

    async def answer(request: Request) -> Response:
        given = await parameters(request)
        account = Account("") if operation.public else access.account(request)
        is_form = bool(operation.form) and not given.json and bool(given.files or given.values)
        if asked and not given.json and not is_form:
            raise Refusal(415, "the body must be JSON: application/json")
        try:
            body = asked.model_validate(given.body) if asked and not is_form else None
            made = await operation.work(Given(request, given, body, account))
        except ValidationError as error:
            faults = [
                FaultAnswer(pointer="".join(f"/{part}" for part in one["loc"]), detail=one["msg"])
                for one in error.errors(include_url=False, include_context=False, include_input=False)
            ]
            return problem(422, "the request is not as it is described in /openapi.json", faults)
        if isinstance(made, Response):
            return made
        return JSONResponse(made.model_dump(mode="json", exclude_none=operation.omits), status_code=operation.status)

    return answer


def refused(refusal: Refusal) -> Response:
    """Return the problem of a refusal."""
    faults = [refusal.fault] if isinstance(refusal, Faulty) else []
    return problem(refusal.status, refusal.message, faults, headers=refusal.headers)


def problem(
    status: int, detail: str, faults: Sequence[FaultAnswer] = (), *, headers: dict[str, str] | None = None
) -> Response:
    """Return an answer with a problem."""
    known = {one.value: one.phrase for one in HTTPStatus}
    body = ProblemAnswer(
        type="about:blank", title=known.get(status, "Cancelled"), status=status, detail=detail, errors=list(faults)
    )
    return JSONResponse(body.model_dump(mode="json"), status_code=status, headers=headers, media_type=PROBLEM)


def description(operations: Sequence[Operation], *, server: str) -> dict[str, Any]:
    """Describe operations in OpenAPI 3.1; `server` is the path before theirs."""
    models = {model for one in operations for model in (one.asked, one.answer) if model} | {ProblemAnswer}
    refs, schema = models_json_schema(
        [(one, "validation") for one in sorted(models, key=lambda model: model.__name__)],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(re.sub(":path}", "}", one.path), {})[one.method.lower()] = _described(
            one, lambda model: refs[model, "validation"]
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Babelpress", "version": __version__},
        "servers": [{"url": server or "/"}],
        "paths": paths,
        "components": {
            "schemas": schema.get("$defs", {}),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _described(one: Operation, reference: Callable[[type[BaseModel]], dict[str, Any]]) -> dict[str, Any]:
    bodies: dict[str, Any] = {}
    if one.asked:
        bodies[JSON] = {"schema": reference(one.asked)}
    if one.form:
        fields = {name: _field(name, about) for name, about in one.form.items()}
        bodies["multipart/form-data"] = {
            "schema": {"type": "object", "properties": fields, "required": ["file", "targets"]}
        }
    # OpenAPI 3.1 has no schema for the events of a stream.
    content = {JSON: {"schema": reference(one.answer)}} if one.answer else {}
    done = {"description": "Done", "content": {**content, **{kind: {} for kind in one.media_types}}}
    found: dict[str, Any] = {
        "summary": one.summary,
        "operationId": f"{one.method.lower()}_{re.sub(r'[^a-z]+', '_', one.path.removeprefix('/v1')).strip('_')}",
        "parameters": [
            *(_parameter("path", name, "") for name in re.findall(r"{(\w+)", one.path)),
            *(_parameter("query", name, about) for name, about in one.query.items()),
            *(_parameter("header", name, about) for name, about in one.headers.items()),
        ],
        "responses": {
            str(one.status): done,
            **({"206": {**done, "description": "The part that `Range` names"}} if "Range" in one.headers else {}),
            **({"304": {"description": "It is as it was"}} if "If-None-Match" in one.headers else {}),
            "default": {"description": "Not done", "content": {PROBLEM: {"schema": reference(ProblemAnswer)}}},
        },
    }
    return found | ({"requestBody": {"required": True, "content": bodies}} if bodies else {})


def _parameter(place: str, name: str, about: str) -> dict[str, Any]:
    return {
        "in": place,
        "name": name,
        "required": place == "path",
        "schema": {"type": "string"},
        **({"description": about} if about else {}),
    }


def _field(name: str, about: str) -> dict[str, str]:
    kind = {"type": "string", "format": "binary"} if name == "file" else {"type": "string"}
    return {**kind, "description": about}
