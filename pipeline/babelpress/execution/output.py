"""Where records go: a writer, and what becomes of a record that it cannot write."""

from typing import Self

from babelpress.document import Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.execution.scheduler import WINDOW, FailFast
from babelpress.failures import failed, stops, unexpected
from babelpress.formats.base import Writer

STAGE = "write"
"""What stands for the writer in a `Failure`."""


class Output:
    """A writer whose bugs stay with the article they concern: no record is lost to one that cannot be written.

    A context manager as the writer is. What the writer itself knows to be the end of the output (a full disk: a
    `RunStopped`) goes through.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._outlook = FailFast()

    def __enter__(self) -> Self:
        try:
            self._writer.__enter__()
        except Exception as error:
            if stops(error):
                raise
            raise OutputUnavailable(unexpected(self._name, error)) from error
        return self

    def put(self, record: Record) -> Record:
        """Write a record and give it back, with a `Failure` where the writer raised.

        Raises `RunStopped` as the writer does, and when it raised for each of the first records.
        """
        try:
            self._writer.write(record)
        except Exception as error:  # noqa: BLE001  (a bug of the writer: the other articles are written)
            record = failed(record, STAGE, error)
        self._outlook.see([record])
        if self._outlook.hopeless_in(STAGE, least=WINDOW):
            raise self._outlook.stopped()
        return record

    def __exit__(self, *exception: object) -> None:
        try:
            self._writer.__exit__(*exception)
        except Exception as error:
            if stops(error):
                raise
            message = unexpected(self._name, error)
            if not any(exception):  # a second fault must not hide the first
                raise RunStopped(message) from error

    @property
    def _name(self) -> str:
        return f"the writer {type(self._writer).__name__}"
