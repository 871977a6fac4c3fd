"""What the tests of the module for nginx share."""

from collections.abc import Iterator

import pytest
from running import MODULES, NGINX, Nginx, Upstream
from shop import Shop


@pytest.fixture(scope="session")
def upstream() -> Iterator[Upstream]:
    upstream = Upstream()
    yield upstream
    upstream.server.shutdown()


@pytest.fixture(autouse=True, scope="session")
def nginx_is_there() -> None:
    if NGINX is None or not (MODULES / "ngx_http_lua_module.so").exists():
        pytest.skip("there is no nginx with Lua (Debian: nginx-light libnginx-mod-http-lua)")


@pytest.fixture
def nginx(template: Shop, upstream: Upstream) -> Iterator[Nginx]:
    with Nginx(template, upstream) as nginx:
        nginx.wait_until_it_listens()
        yield nginx
