"""Validation errors of pydantic models, converted to faults with the path of their key."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from babelpress.errors import Fault, nearest


class KeyFault(ValueError):
    """Raised by a validator of a whole model to name the `key` that is at fault."""

    def __init__(self, key: str, message: str) -> None:
        self.key = key
        super().__init__(message)


def merged(found: Sequence[Fault], later: Sequence[Fault]) -> list[Fault]:
    """Return the faults of a file, then those of the model for keys that have no fault yet."""
    known = {fault.path for fault in found}

    def reported(path: str) -> bool:
        steps = path.split(".")
        return any(".".join(steps[:end]) in known for end in range(len(steps) + 1))

    return [*found, *(fault for fault in later if not reported(fault.path))]


def validation_faults(model: type[BaseModel], raw: object, *, at: str = "") -> list[Fault]:
    """Validate raw settings.

    Args:
        model: The pydantic model to validate against.
        raw: The settings as they were read.
        at: The path of `raw` in the whole configuration; it is prepended to the path of each fault.

    Returns:
        All faults; for an unknown key with the most similar known key.
    """
    try:
        model.model_validate(raw)
    except ValidationError as error:
        return [_fault(model, item, at) for item in error.errors()]
    return []


def _fault(model: type[BaseModel], found: Mapping[str, Any], at: str) -> Fault:
    """Return one error of pydantic as a fault; for an unknown key, with the most similar key of the same model."""
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
    """Return the keys allowed at a location; steps that are not a field belong to a list, dict or union."""
    models = [model]
    for step in location:
        fields = [field for one in models for name, field in one.model_fields.items() if name == step]
        if fields:
            models = [inner for field in fields for inner in _models(field.annotation)]
    return sorted({key for one in models for key in one.model_fields})


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models within an annotation: `tuple[Model, ...]`, `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]
