"""What the tests of the middleware for Hummingbird share."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving_hummingbird import PROGRAMS, Server
from shop import Shop

# The tests of the other servers are run with this one too.
sys.path.insert(0, str(Path(__file__).parent.parent / "python"))


@pytest.fixture(autouse=True, scope="session")
def servers_are_there() -> None:
    if not (PROGRAMS / "shop-server").exists():
        pytest.skip("`make hummingbird` builds what this needs")


@pytest.fixture
def shop(template: Shop, tmp_path: Path) -> Shop:
    """A shop of the test's own."""
    copy = tmp_path / "shop"
    subprocess.run(["cp", "-R", str(template.folder), str(copy)], check=True)
    return Shop(copy, template.signer, template.tokens)


@pytest.fixture
def server(request: pytest.FixtureRequest, shop: Shop) -> Iterator[Server]:
    server = Server(shop, getattr(request.function, "proxies", []))
    yield server
    server.stop()
    log = server.log.read_text()
    assert not any(token in log for token in shop.tokens.values())
