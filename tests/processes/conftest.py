"""One running house for the tests that leave it in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.processes.house import House, running_house


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house
