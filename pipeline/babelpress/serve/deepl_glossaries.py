"""Glossaries in the API of DeepL: those of one pair of languages (v2) and of several (v3)."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from babelpress.serve.access import Account
from babelpress.serve.answering import timestamp
from babelpress.serve.glossaries import LONGEST, Entries, Glossaries, Pair, Stored, checked, of_profile, read, written
from babelpress.serve.parameters import Parameters
from babelpress.serve.refusal import Refusal
from babelpress.serve.service import Service

Given = Callable[[Request], Awaitable[tuple[Parameters, Account]]]
"""Returns what a request asks for, and for whom."""

_FIELD = re.compile(r"dictionaries\[(?P<number>[0-9]{1,4})\]\.(?P<name>\w{1,30})")

_TSV = "text/tab-separated-values"


class DeepLGlossaries:
    """The routes of glossaries; `given` reads a request and finds its account."""

    def __init__(self, service: Service, kept: Glossaries, given: Given) -> None:
        self._service = service
        self._kept = kept
        self._given = given

    def routes(self) -> list[tuple[str, Callable[[Request], Awaitable[Response]], list[str]]]:
        """Return paths, their handlers and methods."""
        return [
            ("/v2/glossary-language-pairs", self.pairs, ["GET"]),
            ("/v2/glossaries", self.list_, ["GET"]),
            ("/v2/glossaries", self.create, ["POST"]),
            ("/v2/glossaries/{id}", self.show, ["GET"]),
            ("/v2/glossaries/{id}", self.delete, ["DELETE"]),
            ("/v2/glossaries/{id}/entries", self.entries, ["GET"]),
            ("/v3/glossaries", self.list_several, ["GET"]),
            ("/v3/glossaries", self.create_several, ["POST"]),
            ("/v3/glossaries/{id}", self.show_several, ["GET"]),
            ("/v3/glossaries/{id}", self.change, ["PATCH"]),
            ("/v3/glossaries/{id}", self.delete, ["DELETE"]),
            ("/v3/glossaries/{id}/entries", self.entries_of_pair, ["GET"]),
            ("/v3/glossaries/{id}/dictionaries", self.put, ["PUT"]),
            ("/v3/glossaries/{id}/dictionaries", self.delete_dictionary, ["DELETE"]),
        ]

    async def wanted(self, given: Parameters, account: Account, pair: Pair) -> list[tuple[Pair, Entries]]:
        """Return the dictionaries that a translation asks for by `glossary_id` or `glossary_ids`. Raises `Refusal`."""
        ids = [one for one in (given.first("glossary_id"), *_flat(given.values.get("glossary_ids", []))) if one]
        if len(ids) > 10 or not all(isinstance(one, str) for one in ids):
            raise Refusal(400, "Value for 'glossary_id' not supported.")
        found = []
        for id in ids:
            glossary = await self._found(account, id)
            if not given.text("source_lang"):
                raise Refusal(400, "Parameter 'source_lang' not specified: a glossary needs it.")
            if pair not in glossary.dictionaries:
                raise Refusal(400, f"The glossary has no dictionary from {pair[0].upper()} to {pair[1].upper()}.")
            if not glossary.fixed:  # those of the profile are used anyway
                found.append((pair, glossary.dictionaries[pair]))
        return found

    # One pair of languages.

    async def pairs(self, request: Request) -> Response:
        """List the pairs of languages that glossaries can be made for."""
        await self._given(request)
        routes = await self._service.languages()
        pairs = [{"source_lang": one, "target_lang": other} for one, to in routes.items() for other in to]
        return JSONResponse({"supported_languages": pairs})

    async def list_(self, request: Request) -> Response:
        """List the glossaries of one pair of languages, those of the profile first."""
        _, account = await self._given(request)
        found = [one for one in await self._all(account) if len(one.dictionaries) == 1]
        return JSONResponse({"glossaries": list(map(_single, found))})

    async def create(self, request: Request) -> Response:
        """Make a glossary of one pair of languages."""
        given, account = await self._given(request)
        name = _name(given.first("name"))
        made = await self._added(account, name, dict([await self._dictionary(_values(given))]))
        return JSONResponse(_single(made), status_code=201)

    async def show(self, request: Request) -> Response:
        """Describe a glossary of one pair of languages."""
        return JSONResponse(_single(_one_pair(await self._asked(request))))

    async def entries(self, request: Request) -> Response:
        """Give the entries of a glossary of one pair of languages as TSV."""
        [entries] = _one_pair(await self._asked(request)).dictionaries.values()
        return Response(written(entries), media_type=f"{_TSV}; charset=utf-8")

    async def delete(self, request: Request) -> Response:
        """Delete a glossary."""
        _, account = await self._given(request)
        glossary = _changeable(await self._found(account, request.path_params["id"]))
        await to_thread.run_sync(self._kept.remove, _owner(account), glossary.id)
        return Response(status_code=204)

    # Several pairs of languages.

    async def list_several(self, request: Request) -> Response:
        """List all glossaries, those of the profile first."""
        _, account = await self._given(request)
        return JSONResponse({"glossaries": list(map(_multiple, await self._all(account)))})

    async def create_several(self, request: Request) -> Response:
        """Make a glossary with dictionaries for several pairs of languages."""
        given, account = await self._given(request)
        name, dictionaries = _name(given.first("name")), await self._dictionaries(given)
        if not dictionaries:
            raise Refusal(400, "Parameter 'dictionaries' not specified.")
        return JSONResponse(_multiple(await self._added(account, name, dictionaries)), status_code=201)

    async def show_several(self, request: Request) -> Response:
        """Describe a glossary."""
        return JSONResponse(_multiple(await self._asked(request)))

    async def change(self, request: Request) -> Response:
        """Change the name of a glossary, and add entries to its dictionaries; of equal terms the new one counts."""
        given, account = await self._given(request)
        glossary = _changeable(await self._found(account, request.path_params["id"]))
        name = _name(given.first("name")) if given.first("name") is not None else ""
        put = {
            pair: checked({**glossary.dictionaries.get(pair, {}), **entries}.items())
            for pair, entries in (await self._dictionaries(given)).items()
        }
        await to_thread.run_sync(lambda: self._kept.change(_owner(account), glossary.id, name=name, put=put))
        changed = replace(glossary, name=name or glossary.name, dictionaries={**glossary.dictionaries, **put})
        return JSONResponse(_multiple(changed))

    async def put(self, request: Request) -> Response:
        """Replace a dictionary of a glossary, or add it."""
        given, account = await self._given(request)
        glossary = _changeable(await self._found(account, request.path_params["id"]))
        pair, entries = await self._dictionary(_values(given))
        await to_thread.run_sync(lambda: self._kept.change(_owner(account), glossary.id, put={pair: entries}))
        return JSONResponse(_counted(pair, entries))

    async def delete_dictionary(self, request: Request) -> Response:
        """Delete a dictionary of a glossary."""
        given, account = await self._given(request)
        glossary = _changeable(await self._found(account, request.path_params["id"]))
        pair = await self._pair(given.first("source_lang"), given.first("target_lang"))
        _of_pair(glossary, pair)
        await to_thread.run_sync(self._kept.remove_dictionary, _owner(account), glossary.id, pair)
        return Response(status_code=204)

    async def entries_of_pair(self, request: Request) -> Response:
        """Give the entries of a dictionary."""
        given, account = await self._given(request)
        glossary = await self._found(account, request.path_params["id"])
        pair = await self._pair(given.first("source_lang"), given.first("target_lang"))
        entries = _of_pair(glossary, pair)
        named = {"source_lang": pair[0], "target_lang": pair[1]}
        return JSONResponse({"dictionaries": [{**named, "entries": written(entries), "entries_format": "tsv"}]})

    # What requests have.

    async def _asked(self, request: Request) -> Stored:
        _, account = await self._given(request)
        return await self._found(account, request.path_params["id"])

    async def _all(self, account: Account) -> list[Stored]:
        usual = of_profile(await self._service.pipeline())
        return usual + await to_thread.run_sync(self._kept.all, _owner(account))

    async def _found(self, account: Account, id: str) -> Stored:
        usual = of_profile(await self._service.pipeline())
        known = next((one for one in usual if one.id == id), None)
        found = known or await to_thread.run_sync(self._kept.find, _owner(account), id)
        if found is None:
            raise Refusal(404, "Glossary not found")
        return found

    async def _added(self, account: Account, name: str, dictionaries: Mapping[Pair, Entries]) -> Stored:
        return await to_thread.run_sync(self._kept.add, _owner(account), name, dictionaries)

    async def _dictionaries(self, given: Parameters) -> dict[Pair, Entries]:
        stated = given.first("dictionaries") or _indexed(given)
        if not isinstance(stated, list) or not all(isinstance(one, dict) for one in stated) or len(stated) > 100:
            raise Refusal(400, "Value for 'dictionaries' not supported.")
        made: dict[Pair, Entries] = {}
        for one in stated:
            pair, entries = await self._dictionary(one)
            if pair in made:
                raise Refusal(400, "Two dictionaries have the same pair of languages.")
            made[pair] = entries
        return made

    async def _dictionary(self, stated: Mapping[str, Any]) -> tuple[Pair, Entries]:
        pair = await self._pair(stated.get("source_lang"), stated.get("target_lang"))
        entries, kind = stated.get("entries"), stated.get("entries_format")
        if not isinstance(entries, str) or not isinstance(kind, str):
            missing = "entries_format" if isinstance(entries, str) else "entries"
            raise Refusal(400, f"Parameter '{missing}' not specified.")
        return pair, read(entries, kind)

    async def _pair(self, source: object, target: object) -> Pair:
        if not isinstance(source, str) or not isinstance(target, str):
            missing = "target_lang" if isinstance(source, str) else "source_lang"
            raise Refusal(400, f"Parameter '{missing}' not specified.")
        routes = await self._service.languages()
        pair = self._service.code(source), self._service.code(target)
        if pair[1] not in routes.get(pair[0], []):
            raise Refusal(400, "Unsupported glossary language pair.")
        return pair


def _owner(account: Account) -> str:
    """Return whose glossaries an account has: those of its key; without keys all have the same."""
    return account.name if account.key else ""


def _flat(values: Iterable[Any]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


def _values(given: Parameters) -> Mapping[str, Any]:
    return {name: given.first(name) for name in ("source_lang", "target_lang", "entries", "entries_format")}


def _indexed(given: Parameters) -> list[dict[str, Any]]:
    """Return the dictionaries of a form, whose fields are named `dictionaries[0].entries`, in their order."""
    made: dict[str, dict[str, Any]] = {}
    for name in given.values:
        if found := _FIELD.fullmatch(name):
            made.setdefault(found["number"], {})[found["name"]] = given.first(name)
    return list(made.values())


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refusal(400, "Parameter 'name' not specified.")
    if len(value) > LONGEST:
        raise Refusal(400, f"The name has more than {LONGEST:,} characters.")
    return value.strip()


def _changeable(glossary: Stored) -> Stored:
    if glossary.fixed:
        raise Refusal(400, "This glossary is part of the profile and cannot be changed.")
    return glossary


def _one_pair(glossary: Stored) -> Stored:
    if len(glossary.dictionaries) != 1:
        raise Refusal(400, "This glossary is not of one pair of languages; use /v3/glossaries.")
    return glossary


def _of_pair(glossary: Stored, pair: Pair) -> Entries:
    if pair not in glossary.dictionaries:
        raise Refusal(404, "Dictionary not found")
    return glossary.dictionaries[pair]


def _made(glossary: Stored) -> dict[str, Any]:
    return {"glossary_id": glossary.id, "name": glossary.name, "creation_time": timestamp(glossary.created)}


def _counted(pair: Pair, entries: Sequence[str] | Entries) -> dict[str, Any]:
    return {"source_lang": pair[0], "target_lang": pair[1], "entry_count": len(entries)}


def _single(glossary: Stored) -> dict[str, Any]:
    [(pair, entries)] = glossary.dictionaries.items()
    return {**_made(glossary), "ready": True, **_counted(pair, entries)}


def _multiple(glossary: Stored) -> dict[str, Any]:
    return {**_made(glossary), "dictionaries": [_counted(*one) for one in glossary.dictionaries.items()]}
