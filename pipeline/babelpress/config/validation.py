"""What a pydantic model finds wrong with raw settings, as faults with their keys."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from babelpress.errors import Fault, nearest


class KeyFault(ValueError):
    """Raised by a validator of a whole model that knows which `key` is at fault."""

    def __init__(self, key: str, message: str) -> None:
        self.key = key
        super().__init__(message)


def merged(found: Sequence[Fault], later: Sequence[Fault]) -> list[Fault]:
    """Put what a model finds after what is wrong in the file itself, without saying of one key the same twice."""
    known = {fault.path for fault in found}

    def told(path: str) -> bool:
        steps = path.split(".")
        return any(".".join(steps[:end]) in known for end in range(len(steps) + 1))

    return [*found, *(fault for fault in later if not told(fault.path))]


def validation_faults(model: type[BaseModel], raw: object, *, at: str = "") -> list[Fault]:
    """Give every fault that a pydantic model finds in `raw`, unknown keys with the nearest known one.

    `at` is the path of `raw` itself, put before each fault's.
    """
    try:
        model.model_validate(raw)
    except ValidationError as error:
        return [_fault(model, item, at) for item in error.errors()]
    return []


def _fault(model: type[BaseModel], found: Mapping[str, Any], at: str) -> Fault:
    """Name the key, and for an unknown one the nearest that its place has."""
    location, cause = found["loc"], found.get("ctx", {}).get("error")
    if isinstance(cause, KeyFault):
        location = (*location, cause.key)
    steps = [str(step) or "''" for step in location if not str(step).startswith(("tuple[", "literal["))]
    path = ".".join([at, *steps] if at else steps)
    if found["type"] == "extra_forbidden":
        known = _keys(model, location[:-1])
        return Fault(path, f"no such key; {nearest(str(location[-1]), known)}" if known else "no such key")
    return Fault(path, found["msg"].removeprefix("Value error, "))


def _keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at a place of a model; steps that name no field are those of a list, dict or union."""
    models = [model]
    for step in location:
        fields = [field for one in models for name, field in one.model_fields.items() if name == step]
        if fields:
            models = [inner for field in fields for inner in _models(field.annotation)]
    return sorted({key for one in models for key in one.model_fields})


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models within an annotation: `tuple[Model, ...]`, `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]
