"""What the runners are held to: the records that `serial` makes of a small archive with the shipped weights."""

from collections.abc import Iterator

import pytest

from babelpress.config.schema import Profile
from babelpress.document import Record
from babelpress.execution.serial import SerialRunner
from babelpress.stages.profiles import load_profile
from runner_archive import archive, deadly_backends

WINDOW = 2


@pytest.fixture(scope="session")
def embedded() -> Profile:
    return load_profile("embedded", targets=["nl", "en"], overrides=["translation.backend.threads=1"])


@pytest.fixture(scope="session")
def expected(embedded: Profile) -> list[Record]:
    return list(SerialRunner(SerialRunner.Options(window=WINDOW)).run(archive(), embedded))


@pytest.fixture(scope="module")
def deadly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have the backends `deadly` and `deadly-fake`."""
    with deadly_backends(tmp_path_factory.mktemp("plugin")):
        yield
