"""What the middleware reads from requests that servers could hand over, and what it answers."""

import asyncio
from typing import Any

import bitting
import bitting.asgi
import bitting.wsgi
import pytest
from bitting._requests import Proxies, read_credential
from serving import Clock, open_shop
from shop import TENANT_ORDERS, Shop

ORDER = TENANT_ORDERS + "/1"
MOUNT = "/v1/tenants/zenith"


def test_a_credential_shows_nothing() -> None:
    assert repr(read_credential([b"Bearer secret"], [])) == "<redacted>"
    assert str(read_credential([], [b"secret"])) == "<redacted>"


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"),
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4, unknown"], None),
        ("10.0.0.1", ["1.2.3.4, "], None),
        ("10.0.0.1", ["203.0.113.9:80"], None),
        ("10.0.0.1", [], None),
        ("10.0.0.1", ["10.0.0.2"], None),
        (None, ["203.0.113.9"], None),
        ("", ["203.0.113.9"], ""),
    ],
)
def test_the_address_is_what_a_proxy_says_last(peer: str | None, forwarded: list[str], client: str | None) -> None:
    assert Proxies(["10.0.0.0/8"]).client_address(peer, forwarded) == client


def test_a_unix_socket_can_be_a_proxy() -> None:
    assert Proxies(["unix"]).client_address(None, ["203.0.113.9"]) == "203.0.113.9"
    assert Proxies(["unix"]).client_address("192.0.2.1", ["203.0.113.9"]) == "192.0.2.1"


def asgi(authorizer: bitting.Authorizer, shop: Shop, **scope: Any) -> int:
    """The status of a request as a server hands it over."""
    statuses = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        statuses.append(message.get("status"))

    async def receive() -> Any:
        raise AssertionError

    headers = [(b"authorization", f"Bearer {shop.tokens['zenith-pickup']}".encode())]
    whole = {"type": "http", "method": "GET", "headers": headers, "client": ("127.0.0.1", 1), "root_path": "", **scope}
    asyncio.run(bitting.asgi.Middleware(app, authorizer, mounted_at=whole.pop("mounted_at", ""))(whole, receive, send))
    return int(statuses[0])


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"path": ORDER, "raw_path": ORDER.encode()}, 200),
        ({"path": ORDER, "raw_path": ORDER.encode() + b"?x=%2e"}, 200),
        ({"path": ORDER, "raw_path": None}, 200),
        ({"path": ORDER}, 200),
        ({"path": "/orders/1", "root_path": MOUNT, "raw_path": ORDER.encode(), "mounted_at": MOUNT}, 200),
        ({"path": ORDER, "root_path": MOUNT, "raw_path": ORDER.encode(), "mounted_at": MOUNT}, 200),
        # Whoever asks does not say where the path begins that the application routes by.
        ({"path": "/orders/1", "root_path": MOUNT, "raw_path": ORDER.encode()}, 400),
        ({"path": ORDER, "root_path": MOUNT, "raw_path": ORDER.encode()}, 400),
        ({"path": ORDER, "root_path": "", "raw_path": ORDER.encode(), "mounted_at": MOUNT}, 400),
        ({"path": TENANT_ORDERS + "/é", "raw_path": TENANT_ORDERS.encode() + b"/%C3%A9"}, 200),
        # The application would read another path.
        ({"path": "/v1/tenants/acme/orders", "raw_path": ORDER.encode()}, 400),
        ({"path": ORDER, "raw_path": b"/v1/status"}, 400),
        ({"path": ORDER, "raw_path": b""}, 400),
        # Nobody knows what these were before they were decoded.
        ({"path": TENANT_ORDERS + "/?"}, 400),
        ({"path": TENANT_ORDERS + "/%"}, 400),
        ({"path": TENANT_ORDERS + "/é"}, 400),
        ({"path": TENANT_ORDERS + "/a;b"}, 400),
        ({"path": TENANT_ORDERS + "/\ud800"}, 400),
        ({"path": "/v1/tenants/zenith/../acme/orders"}, 400),
        ({"path": ""}, 400),
    ],
)
def test_asgi_paths(authorizer: bitting.Authorizer, shop: Shop, scope: dict[str, Any], status: int) -> None:
    assert asgi(authorizer, shop, **scope) == status


def wsgi(authorizer: bitting.Authorizer, shop: Shop, **environ: str) -> int:
    statuses = []

    def app(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return []

    whole = {
        "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_AUTHORIZATION": f"Bearer {shop.tokens['zenith-pickup']}", **environ,
    }  # fmt: skip
    middleware = bitting.wsgi.Middleware(app, authorizer, mounted_at=whole.pop("mounted_at", ""))
    middleware(whole, lambda status, headers: statuses.append(status))  # type: ignore[arg-type, return-value]
    return int(statuses[0].split()[0])


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"PATH_INFO": ORDER, "RAW_URI": ORDER + "?x=1"}, 200),
        ({"PATH_INFO": ORDER, "REQUEST_URI": ORDER}, 200),
        ({"PATH_INFO": ORDER}, 200),
        ({"SCRIPT_NAME": MOUNT, "PATH_INFO": "/orders/1", "mounted_at": MOUNT}, 200),
        ({"SCRIPT_NAME": MOUNT, "PATH_INFO": "/orders/1", "RAW_URI": ORDER, "mounted_at": MOUNT}, 200),
        # Whoever asks does not say where the path begins that the application routes by.
        ({"SCRIPT_NAME": MOUNT, "PATH_INFO": "/orders/1"}, 400),
        ({"SCRIPT_NAME": MOUNT, "PATH_INFO": "/orders/1", "RAW_URI": ORDER}, 400),
        ({"PATH_INFO": ORDER, "RAW_URI": ORDER, "mounted_at": MOUNT}, 400),
        ({"PATH_INFO": TENANT_ORDERS + "/\xc3\xa9", "RAW_URI": TENANT_ORDERS + "/%C3%A9"}, 200),
        ({"PATH_INFO": TENANT_ORDERS + "/\xc3\xa9"}, 400),
        ({"PATH_INFO": TENANT_ORDERS + "/?"}, 400),
        ({"PATH_INFO": TENANT_ORDERS + "/%2F"}, 400),
        ({"PATH_INFO": TENANT_ORDERS + "/a b"}, 400),
        ({"PATH_INFO": "/v1/tenants/acme/orders", "RAW_URI": ORDER}, 400),
        ({"PATH_INFO": ORDER, "RAW_URI": ORDER, "REQUEST_URI": "/v1/status"}, 400),
        ({"PATH_INFO": ORDER, "RAW_URI": "http://shop.example" + ORDER}, 400),
        ({"PATH_INFO": ""}, 400),
        ({}, 400),
    ],
)
def test_wsgi_paths(authorizer: bitting.Authorizer, shop: Shop, environ: dict[str, str], status: int) -> None:
    assert wsgi(authorizer, shop, **environ) == status


def test_there_is_no_access_without_a_bundle(shop: Shop, clock: Clock) -> None:
    closed = open_shop(shop, clock)
    closed.close()
    assert asgi(closed, shop, path=ORDER, raw_path=ORDER.encode()) == 503
    assert wsgi(closed, shop, PATH_INFO=ORDER) == 503


def test_other_protocols_are_refused(authorizer: bitting.Authorizer, shop: Shop) -> None:
    with pytest.raises(RuntimeError):
        asgi(authorizer, shop, type="mqtt", path=ORDER)


def test_a_realm_cannot_break_out(authorizer: bitting.Authorizer) -> None:
    for realm in ('a"', "a\\", "a\r\nX: y", "é"):
        with pytest.raises(ValueError, match="realm"):
            bitting.wsgi.Middleware(lambda *_: [], authorizer, realm=realm)
