"""What both engines have to know of GPUs: their numbers, and the models that overflow in float16."""

from babelpress.errors import ModelUnavailable

OVERFLOWING = ("t5", "mt5")
"""Architectures whose activations leave the range of float16; bfloat16 has that of float32."""


def check_index(index: int | tuple[int, ...], devices: int) -> None:
    """Raise `ModelUnavailable` for a GPU that is not there."""
    wanted = index if isinstance(index, tuple) else (index,)
    absent = [number for number in wanted if not 0 <= number < devices]
    if absent or not wanted:
        named = ", ".join(map(str, absent)) or "empty"
        has = "1 GPU: 0" if devices == 1 else f"{devices} GPUs: 0 to {devices - 1}"
        raise ModelUnavailable(f"device_index is {named}, but this machine has {has}")
