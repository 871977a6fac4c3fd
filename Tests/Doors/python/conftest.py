"""What the tests of the Python package share."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import bitting
import pytest
from serving import Clock, open_shop
from shop import Shop


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop(template: Shop, tmp_path: Path) -> Shop:
    """A shop of the test's own."""
    copy = tmp_path / "shop"
    subprocess.run(["cp", "-R", str(template.folder), str(copy)], check=True)
    return Shop(copy, template.signer, template.tokens)


@pytest.fixture
def authorizer(shop: Shop, clock: Clock) -> Iterator[bitting.Authorizer]:
    with open_shop(shop, clock) as authorizer:
        yield authorizer
