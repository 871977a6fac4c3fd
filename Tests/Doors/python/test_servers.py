"""Real applications behind real servers, asked by a real client."""

import asyncio
import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import websockets
from serving import Server
from shop import ISSUED, TENANT_ORDERS, Shop

SERVERS = {
    "uvicorn-h11": ["-m", "uvicorn", "--factory", "applications:starlette", "--fd", "{fd}", "--no-proxy-headers"],
    "gunicorn": ["-m", "gunicorn", "--bind", "fd://{fd}", "--workers", "2", "--threads", "2", "applications:wsgi()"],
    "waitress": ["-B", "applications.py", "waitress", "{fd}"],
    "werkzeug": ["-B", "applications.py", "werkzeug", "{fd}"],
}
TELLS_RAW_PATH = {"uvicorn-h11", "gunicorn", "werkzeug", "waitress", "hummingbird"}


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, shop: Shop, tmp_path: Path) -> Iterator[Server]:
    environment = {"SHOP_PROXIES": json.dumps(getattr(request.function, "proxies", []))}
    with Server(SERVERS[request.param], shop, tmp_path / "log", **environment) as server:
        server.name = request.param
        yield server
    if server.log_is_ours:
        log = server.log.read_text()
        assert not any(token in log for token in shop.tokens.values())


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def outside(response: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    """All that a caller can see, but for the time."""
    return response.status_code, [(k, v) for k, v in response.headers.items() if k != "date"], response.content


def test_lets_through_what_may_go_on(server: Server, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    for headers in (bearer(token), {"X-API-Key": token}, {"authorization": f"bearer   {token}"}):
        response = server.client.get(TENANT_ORDERS + "?page=2", headers=headers)
        assert response.status_code == 200, response.text
        told = response.json()
        assert (told["key"], told["tenant"], told["path"]) == ("zenith-pickup", "zenith", TENANT_ORDERS)
        # The application has no use for the token.
        assert token not in response.text
        assert response.headers["ratelimit-policy"] == '"rate";q=60;w=60, "quota";q=100000'
        assert response.headers["ratelimit"].startswith('"rate";r=')


def test_public_routes_need_no_key(server: Server) -> None:
    response = server.client.get("/v1/status", headers={"Authorization": "Basic c29tZTpib2R5"})
    assert response.status_code == 200 and response.json()["public"] and response.json()["key"] is None
    assert response.json()["headers"]["authorization"] == "Basic c29tZTpib2R5"
    assert "ratelimit" not in response.headers


def test_denials_of_a_credential_look_the_same(server: Server, shop: Shop) -> None:
    good, lost = shop.tokens["zenith-pickup"], shop.tokens["zenith-lost"]
    responses = [
        server.client.get(path, headers=headers)
        for path in (TENANT_ORDERS, "/v1/nothing", "/v1/tenants/zenith//orders")
        for headers in (
            {},
            bearer("nonsense"),
            bearer(lost),
            bearer(good[:-1] + ("0" if good[-1] != "0" else "1")),
            {"Authorization": f"Basic {good}"},
            {"Authorization": good},
            {"Authorization": "Bearer"},
            {"X-API-Key": ""},
            {**bearer(good), "X-API-Key": good},
            [("X-API-Key", good), ("X-API-Key", good)],
            [("Authorization", f"Bearer {good}"), ("Authorization", f"Bearer {good}")],
        )
    ]
    assert len({repr(outside(response)) for response in responses}) == 1
    status, headers, body = outside(responses[0])
    fields = dict(headers)
    assert status == 401 and fields["www-authenticate"] == 'Bearer realm="api"'
    assert fields["content-type"] == "application/problem+json" and fields["cache-control"] == "no-store"
    assert json.loads(body) == {"type": "about:blank", "title": "Unauthorized", "status": 401}
    # The host knows better.
    reasons = (shop.folder / "audit").read_text().split()
    assert set(reasons) == {"missing", "malformed", "unknown", "revoked", "ambiguous"}


def test_tokens_in_the_query_are_none(server: Server, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    query = {"token": token, "api_key": token, "access_token": token}
    assert server.client.get(TENANT_ORDERS, params=query).status_code == 401
    assert (shop.folder / "audit").read_text().split() == ["missing"]
    # What servers log of a query is theirs.
    server.log_is_ours = False


def test_tells_a_caller_with_a_key_what_is_wrong(server: Server, shop: Shop) -> None:
    def get(path: str, name: str = "zenith-pickup") -> tuple[int, str]:
        response = server.client.get(path, headers=bearer(shop.tokens[name]))
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code
        return response.status_code, response.json()["reason"]

    assert get("/v1/tenants/acme/orders") == (403, "tenant")
    assert get("/v1/tenants/zenith/invoices") == (403, "scope")
    assert get("/v1/other") == (403, "route")
    assert get("/V1/tenants/zenith/orders") == (403, "route")
    assert get("/v1/tenants/zenith/orders/") == (403, "route")
    assert get("/v1/tenants/zenith//orders") == (400, "path")
    assert get("/v1/tenants/zenith/orders/%2e%2e") == (400, "path")


def test_paths_are_taken_as_they_came(server: Server, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]

    def status(target: str) -> int:
        # No client but this one leaves such paths alone.
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.putrequest("GET", target, skip_host=False)
        connection.putheader("Authorization", f"Bearer {token}")
        connection.endheaders()
        try:
            return connection.getresponse().status
        finally:
            connection.close()

    assert status("/v1/tenants/zenith/orders/4711") == 200
    assert status("/v1/tenants/zenith/orders/a%20b?x=/../y") == (200 if server.name in TELLS_RAW_PATH else 400)
    for target in (
        "/v1/tenants/acme/../zenith/orders",
        "/v1/tenants/zenith/./orders",
        "/v1/tenants/zenith/orders/a;b",
        "/v1/tenants/zenith/orders/%3Fx",
        "/v1/tenants/zenith/orders/%25",
        "/v1/tenants/zenith/orders/a%5Cb",
        "//v1/tenants/zenith/orders",
        "http://shop.example/v1/tenants/zenith/orders",
    ):
        wanted = 200 if server.name in TELLS_RAW_PATH and target.endswith(("%3Fx", "%25")) else 400
        if server.name == "werkzeug" and target.startswith("//"):
            # http.server makes one slash of those before anybody sees them, so the application gets what is decided about.
            wanted = 200
        if server.name == "hummingbird" and target.startswith("http:"):
            # SwiftNIO takes the path out of a whole URL, so the handlers get what is decided about.
            wanted = 200
        assert status(target) == wanted, target
    if server.name in TELLS_RAW_PATH:
        for target in ("/v1/tenants/zenith%2Forders", "/v1/tenants/zenit%68/orders", "/v1/tenants/zenith/orders/a%2Fb"):
            assert status(target) == 400, target


def test_head_is_a_method_of_its_own(server: Server, shop: Shop) -> None:
    response = server.client.head(TENANT_ORDERS, headers=bearer(shop.tokens["zenith-pickup"]))
    assert response.status_code == 403 and response.content == b""
    assert server.client.get("/v1/status").status_code == 200


def test_claims_of_an_identity_are_dropped(server: Server, shop: Shop) -> None:
    claims = {"X-Bitting-Key": "root", "X_Bitting_Tenant": "acme", "x-bitting-anything": "1"}
    response = server.client.get(TENANT_ORDERS, headers={**bearer(shop.tokens["zenith-pickup"]), **claims})
    assert response.status_code == 200
    assert not [name for name in response.json()["headers"] if "bitting" in name]


def test_too_many_requests_are_told_when_to_come_back(server: Server, shop: Shop) -> None:
    statuses = []
    # With several processes, each counts for itself.
    for _ in range(60):
        response = server.client.get(TENANT_ORDERS, headers=bearer(shop.tokens["zenith-slow"]))
        statuses.append(response.status_code)
        if response.status_code == 429:
            break
    assert statuses[0] == 200 and statuses[-1] == 429
    assert response.json()["reason"] == "rate" and 1 <= int(response.headers["retry-after"]) <= 60


def test_nobody_else_is_believed_about_the_address(server: Server, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    for forwarded in ("198.51.100.1", "nonsense"):
        headers = {**bearer(token), "X-Forwarded-For": forwarded, "Forwarded": f"for={forwarded}"}
        assert server.client.get(TENANT_ORDERS, headers=headers).status_code == 200


def test_proxies_are_believed_about_the_address(server: Server, shop: Shop) -> None:
    def status(*forwarded: str) -> int:
        headers = [*bearer(shop.tokens["zenith-pickup"]).items(), *(("X-Forwarded-For", value) for value in forwarded)]
        return server.client.get(TENANT_ORDERS, headers=headers).status_code

    assert status("192.0.2.7") == 200
    assert status("198.51.100.1, 192.0.2.7, 127.0.0.3") == 200
    assert status("198.51.100.1", "192.0.2.7") == 200
    assert status("192.0.2.7, 198.51.100.1") == 403
    assert status("192.0.2.7, nonsense") == 403
    assert status("127.0.0.1") == 403
    assert status() == 403


test_proxies_are_believed_about_the_address.proxies = ["127.0.0.0/8"]  # type: ignore[attr-defined]


def test_new_bundles_are_put_in_force(server: Server, shop: Shop) -> None:
    from shop import bitting

    token = shop.tokens["zenith-pickup"]
    assert server.client.get(TENANT_ORDERS, headers=bearer(token)).status_code == 200
    bitting(shop.folder / "root", "revoke", "zenith-pickup", "--reason", "lost", at=ISSUED + 60)
    shop.build(ISSUED + 60)
    deadline = time.monotonic() + 60
    denials = 0
    # Each of its processes has to have seen it.
    while denials < 30:
        assert time.monotonic() < deadline
        code = server.client.get(TENANT_ORDERS, headers=bearer(token)).status_code
        denials = denials + 1 if code == 401 else 0
        time.sleep(0.02)


def test_websockets_begin_as_requests(shop: Shop, tmp_path: Path) -> None:
    async def talk(port: int, token: str | None) -> str:
        headers = bearer(token) if token else {}
        uri = f"ws://127.0.0.1:{port}{TENANT_ORDERS}"
        async with websockets.connect(uri, additional_headers=headers, proxy=None, open_timeout=30) as connection:
            return str(await connection.recv())

    with Server(SERVERS["uvicorn-h11"], shop, tmp_path / "log", SHOP_PROXIES="[]") as server:
        assert asyncio.run(talk(server.port, shop.tokens["zenith-pickup"])) == "zenith-pickup"
        for token in (None, shop.tokens["zenith-lost"]):
            with pytest.raises(websockets.InvalidStatus) as caught:
                asyncio.run(talk(server.port, token))
            response = caught.value.response
            assert response.status_code == 401 and response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
