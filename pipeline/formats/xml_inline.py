"""Collects the text of a block and the inline marks over it while an XML tree is read."""

from dataclasses import replace

from pipeline.formats.normal import normal_form
from pipeline.records import Mark


class Inline:
    """Text in its normal form and a tree of marks, in the order their tags open."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._around: list[int] = []
        self._after_point = False

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._parts)

    @property
    def begun(self) -> bool:
        """Tell whether there is any text."""
        return self._length > 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, the open ones as if they ended here."""
        return tuple(self._marks)

    def add(self, text: str) -> None:
        """Add text."""
        normal = normal_form(text)
        if normal:
            self._parts.append(normal)
            self._length += len(normal)
            self._after_point = False

    def point(self, raw: str, *, tag: str, space: bool = False) -> None:
        """Add what stands between two characters; several in one place are one mark.

        `space` tells that it parts words, as a line break does: a space is put before it where there is none.
        """
        if space and self._parts and not self._parts[-1][-1].isspace():
            self.add(" ")
        if self._after_point:
            self._marks[-1] = replace(self._marks[-1], open=self._marks[-1].open + raw)
            return
        at = self._length
        self._marks.append(Mark(start=at, end=at, tag=tag, open=raw, depth=len(self._around)))
        self._after_point = True

    def open(self, raw: str, *, tag: str, attributes: tuple[tuple[str, str], ...] = (), keep: bool = False) -> None:
        """Begin a mark."""
        at, depth = self._length, len(self._around)
        self._around.append(len(self._marks))
        self._marks.append(Mark(start=at, end=at, tag=tag, attributes=attributes, open=raw, keep=keep, depth=depth))
        self._after_point = False

    def close(self, raw: str) -> None:
        """End the innermost mark."""
        index = self._around.pop()
        self._marks[index] = replace(self._marks[index], end=self._length, close=raw)
        self._after_point = False
