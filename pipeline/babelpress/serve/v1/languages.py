"""Languages as requests name them, with the place of what is not known."""

from collections.abc import Mapping, Sequence

from babelpress.serve.refusal import shown
from babelpress.serve.service import AUTO, Service
from babelpress.serve.v1.operations import Faulty


def source_code(service: Service, stated: str, routes: Mapping[str, Sequence[str]]) -> str:
    """Return the code of a source language, or `auto`. Raises `Faulty`."""
    source = stated if stated == AUTO else service.code(stated)
    if source != AUTO and source not in routes:
        raise Faulty("/source", f"{shown(stated)} is not supported")
    return source


def target_code(service: Service, stated: str, source: str, routes: Mapping[str, Sequence[str]], pointer: str) -> str:
    """Return the code of a target language that there is a route to. Raises `Faulty`."""
    target = service.code(stated)
    if target not in routes:
        raise Faulty(pointer, f"{shown(stated)} is not supported")
    if source not in (AUTO, target) and target not in routes[source]:
        raise Faulty(pointer, f"there is no route from {source} to {target}")
    return target
