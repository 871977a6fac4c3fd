"""Tests of the doors: `make doors`."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support"))

from shop import Shop, make_shop  # noqa: E402
from vectors import Scenario, prepare  # noqa: E402


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop that nothing is changed in."""
    return make_shop(tmp_path_factory.mktemp("shop") / "shop")


@pytest.fixture(scope="session")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> list[Scenario]:
    """The conformance vectors."""
    scenarios = prepare(tmp_path_factory.mktemp("vectors") / "v1")
    if scenarios is None:
        pytest.skip("`swift build --product prepare-vectors` builds what this needs")
    return scenarios
