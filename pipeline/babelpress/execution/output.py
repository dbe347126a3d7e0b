"""The output of a run: a writer whose exceptions are confined to single records."""

from typing import Self

from babelpress.document import Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.execution.scheduler import WINDOW, FailFast
from babelpress.failures import failed, stops, unexpected
from babelpress.formats.base import Writer

STAGE = "write"
"""Name of the writer in a `Failure`."""


class Output:
    """A writer for which an exception fails only the record concerned: the other records are written.

    Like the writer it is a context manager. An error that ends the run (`RunStopped`: a full disk) is raised.

    Args:
        writer: Writes the records.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._fail_fast = FailFast()

    def __enter__(self) -> Self:
        try:
            self._writer.__enter__()
        except Exception as error:
            if stops(error):
                raise
            raise OutputUnavailable(unexpected(self._name, error)) from error
        return self

    def put(self, record: Record) -> Record:
        """Write a record.

        Args:
            record: The record.

        Returns:
            The record, with a `Failure` if the writer raised an exception.

        Raises:
            RunStopped: The writer raised it, or an exception for each of the first records.
        """
        try:
            self._writer.write(record)
        except Exception as error:  # noqa: BLE001  (a bug of the writer: the other articles are written)
            record = failed(record, STAGE, error)
        self._fail_fast.add([record])
        if self._fail_fast.should_stop_in(STAGE, least=WINDOW):
            raise self._fail_fast.error()
        return record

    def __exit__(self, *exception: object) -> None:
        try:
            self._writer.__exit__(*exception)
        except Exception as error:
            if stops(error):
                raise
            message = unexpected(self._name, error)
            if not any(exception):  # it must not hide the first exception
                raise RunStopped(message) from error

    @property
    def _name(self) -> str:
        return f"the writer {type(self._writer).__name__}"
