"""The middleware in a real Hummingbird server, asked by a real client.

What holds for the servers that the Python package is put before holds for this one, so those tests run here too.
"""

import os
import re
import time
from pathlib import Path

import pytest
from serving_hummingbird import Server
from shop import ISSUED, TENANT_ORDERS, Shop, bitting
from test_servers import (  # noqa: F401
    bearer,
    test_claims_of_an_identity_are_dropped,
    test_denials_of_a_credential_look_the_same,
    test_head_is_a_method_of_its_own,
    test_lets_through_what_may_go_on,
    test_new_bundles_are_put_in_force,
    test_nobody_else_is_believed_about_the_address,
    test_paths_are_taken_as_they_came,
    test_proxies_are_believed_about_the_address,
    test_public_routes_need_no_key,
    test_tells_a_caller_with_a_key_what_is_wrong,
    test_tokens_in_the_query_are_none,
    test_too_many_requests_are_told_when_to_come_back,
)


def status(server: Server, token: str, path: str = TENANT_ORDERS) -> int:
    return server.client.get(path, headers=bearer(token)).status_code


def wait_for(server: Server, token: str, wanted: int) -> None:
    deadline = time.monotonic() + 60
    while status(server, token) != wanted:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def wait_for_log(server: Server, text: str) -> None:
    deadline = time.monotonic() + 60
    while text not in server.log.read_text():
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.01)


def replace(path: Path, content: bytes) -> None:
    fresh = path.with_name("fresh")
    fresh.write_bytes(content)
    os.replace(fresh, path)


def test_errors_of_a_handler_tell_what_is_left_too(server: Server, shop: Shop) -> None:
    response = server.client.get(TENANT_ORDERS + "/missing", headers=bearer(shop.tokens["zenith-pickup"]))
    assert response.status_code == 404
    assert response.headers["ratelimit"].startswith('"rate";r=')


def test_a_host_that_does_the_routing_asks_for_a_scope(server: Server, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    response = server.client.get("/scoped/zenith/anything", headers=bearer(token))
    assert response.status_code == 200
    # Credentials are passed on where the host wants that.
    assert response.json()["headers"]["authorization"] == f"Bearer {token}"
    assert status(server, token, "/scoped/acme/anything") == 403
    assert status(server, shop.tokens["zenith-lost"], "/scoped/zenith/anything") == 401
    assert server.client.get("/scoped/zenith/anything").status_code == 401


def test_routes_that_nobody_has_look_like_all_others(server: Server, shop: Shop) -> None:
    assert server.client.get("/no/such/route").status_code == 401
    response = server.client.get("/no/such/route", headers=bearer(shop.tokens["zenith-pickup"]))
    assert (response.status_code, response.json()["reason"]) == (403, "route")


def test_bodies_go_through(server: Server, shop: Shop) -> None:
    headers = bearer(shop.tokens["zenith-pickup"])
    response = server.client.post("/scoped/zenith/anything", content=b"x" * 100_000, headers=headers)
    assert response.text == "100000 bytes"
    # The body of a request that is denied is nobody's, and the connection goes on.
    response = server.client.post(TENANT_ORDERS, content=b"x" * 100_000, headers=headers)
    assert response.json()["reason"] == "scope"
    assert status(server, shop.tokens["zenith-pickup"]) == 200


def test_whoever_connects_by_a_unix_socket_may_be_a_proxy(shop: Shop, tmp_path: Path) -> None:
    headers = bearer(shop.tokens["zenith-pickup"])
    for proxies, wanted in (([], [403, 403, 403]), (["unix"], [403, 200, 403])):
        server = Server(shop, proxies, socket=str(tmp_path / "socket"))
        try:
            told = [{}, {"X-Forwarded-For": "192.0.2.7"}, {"X-Forwarded-For": "192.0.2.7, 198.51.100.1"}]
            assert [
                server.client.get(TENANT_ORDERS, headers={**headers, **more}).status_code for more in told
            ] == wanted
        finally:
            server.stop()
            (tmp_path / "socket").unlink(missing_ok=True)


# More than a thousand lines make a state of more than a megabyte.
@pytest.mark.parametrize("others", [0, 17_000])
def test_revocation_lists_are_put_in_force(server: Server, shop: Shop, others: int) -> None:
    token = shop.tokens["zenith-pickup"]
    assert status(server, token) == 200
    list_file = shop.revoke("zenith-pickup", ISSUED + 60, others)
    wait_for(server, token, 401)
    # What was revoked once stays revoked, by a server that is started anew without the list too.
    server.stop()
    list_file.unlink()
    again = Server(shop, [])
    try:
        assert status(again, token) == 401
        assert status(again, shop.tokens["zenith-slow"]) == 200
    finally:
        again.stop()


def quota_left(server: Server, shop: Shop) -> int:
    limits = server.client.get(TENANT_ORDERS, headers=bearer(shop.tokens["zenith-slow"])).headers["ratelimit"]
    return int(re.search(r'"quota";r=(\d+)', limits)[1])  # type: ignore[index]


def test_quotas_go_on_in_the_next_process(server: Server, shop: Shop) -> None:
    assert quota_left(server, shop) == 99_999
    server.stop()
    again = Server(shop, [])
    try:
        assert quota_left(again, shop) == 99_998
    finally:
        again.stop()
    # What is damaged does not pass for nothing used.
    quotas = shop.folder / "quotas"
    quotas.write_bytes(quotas.read_bytes().replace(b" 2\n", b" 1\n"))
    with pytest.raises(AssertionError, match="what was used of quotas: malformed"):
        Server(shop, [])


def test_what_cannot_be_opened_changes_nothing(server: Server, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    bundle, old = shop.folder / "storefront.live.bitting", shop.bundle.read_bytes()
    # A later bundle is put in force, and the older one does not come back.
    bitting(shop.folder / "root", "revoke", "zenith-slow", "--reason", "lost", at=ISSUED + 60)
    shop.build(ISSUED + 60)
    wait_for(server, shop.tokens["zenith-slow"], 401)
    replace(bundle, old)
    wait_for_log(server, "rolled-back")
    replace(bundle, old[:-100])
    wait_for_log(server, "bad-signature")
    bundle.unlink()
    wait_for_log(server, "No such file")
    assert status(server, token) == 200
    assert status(server, shop.tokens["zenith-slow"]) == 401
    # Once each, not at every look.
    assert server.log.read_text().count("rolled-back") == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda shop: shop.bundle.unlink(), "No such file or directory"),
        (lambda shop: shop.bundle.write_bytes(b"nothing"), "malformed"),
        (lambda shop: shop.identity.write_text("AGE-SECRET-KEY-1NONE\n"), "is no file of age identities"),
        (lambda shop: setattr(shop, "signer", "RWnonsense"), "the signers are no minisign public keys"),
        (lambda shop: (shop.folder / "state").write_text("bitting-state 1\n"), "is no state"),
        # A link that leads nowhere, because what it leads to is not mounted, is no first start.
        (lambda shop: (shop.folder / "state").symlink_to(shop.folder / "gone/state"), "No such file or directory"),
        (lambda shop: (shop.folder / "state.new").mkdir(), "state-unwritable"),
    ],
)  # fmt: skip
def test_nothing_is_served_without_a_bundle(shop: Shop, change: object, told: str) -> None:
    change(shop)  # type: ignore[operator]
    with pytest.raises(AssertionError) as caught:
        Server(shop, []).stop()
    assert told in str(caught.value)
    assert "AGE-SECRET-KEY" not in str(caught.value)


def test_shows_no_identity_that_is_given_for_its_path(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_IDENTITY", shop.identity.read_text())
    with pytest.raises(AssertionError, match="the path of its file is wanted") as caught:
        Server(shop, []).stop()
    assert "AGE-SECRET-KEY" not in str(caught.value)
