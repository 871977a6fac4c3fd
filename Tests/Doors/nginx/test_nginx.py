"""The module in a real nginx, asked by a real client."""

import fcntl
import http.client
import json
import signal
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from running import Nginx, Upstream
from shop import CHECKOUT, ISSUED, TENANT_ORDERS, Shop, bitting

IDENTITY = ["x-bitting-key", "x-bitting-type", "x-bitting-owner", "x-bitting-tenant", "x-bitting-handle"]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def outside(response: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    return response.status_code, [(k, v) for k, v in response.headers.items() if k != "date"], response.content


def told(response: httpx.Response) -> dict[str, list[str]]:
    """The headers that the upstream got."""
    headers: dict[str, list[str]] = {}
    for name, value in response.json()["headers"]:
        headers.setdefault(name, []).append(value)
    return headers


def test_lets_through_what_may_go_on(nginx: Nginx) -> None:
    token = nginx.shop.tokens["zenith-pickup"]
    for headers in (bearer(token), {"X-API-Key": token}, {"authorization": f"bearer   {token}"}):
        response = nginx.client.get(TENANT_ORDERS + "?page=2", headers=headers)
        assert response.status_code == 200, response.text
        assert response.json()["path"] == TENANT_ORDERS + "?page=2"
        headers_there = told(response)
        wanted = ["zenith-pickup", "client", "care@shop.example", "zenith", token.split("_")[2][:8]]
        assert [headers_there[name] for name in IDENTITY] == [[value] for value in wanted]
        assert token not in response.text
        assert response.headers["ratelimit-policy"] == '"rate";q=60;w=60, "quota";q=100000'
        assert response.headers["ratelimit"].startswith('"rate";r=')


def test_claims_of_an_identity_are_dropped(nginx: Nginx) -> None:
    claims = [(name.title(), "root") for name in IDENTITY] * 2
    claims += [("X_Bitting_Key", "root"), ("x-bitting_key", "root"), ("X-Bitting-Anything", "root")]
    for path, headers in (
        ("/v1/status", {}),
        (TENANT_ORDERS, bearer(nginx.shop.tokens["zenith-pickup"])),
    ):
        response = nginx.client.get(path, headers=[*claims, *headers.items()])
        assert response.status_code == 200
        headers_there = {name: values for name, values in told(response).items() if "bitting" in name.replace("_", "-")}
        # nginx has no way to pass an empty header on.
        assert sorted(headers_there) == (sorted(IDENTITY) if headers else [])
        assert "root" not in str(headers_there)


@pytest.mark.parametrize("passed", [[], ["key"], ["tenant", "handle"]])
def test_passes_on_what_is_asked_for_alone(template: Shop, upstream: Upstream, passed: list[str]) -> None:
    names = ", ".join(f'"{name}"' for name in passed)
    setup = f"pass_identity = {{ {names} }}, tell_limits = false,"
    with Nginx(template, upstream, setup=setup) as nginx:
        nginx.wait_until_it_listens()
        claims = [(name.title(), "root") for name in IDENTITY]
        token = nginx.shop.tokens["zenith-pickup"]
        response = nginx.client.get(TENANT_ORDERS, headers=[*claims, *bearer(token).items()])
        assert response.status_code == 200
        there = told(response)
        assert sorted(name for name in there if "bitting" in name) == sorted(f"x-bitting-{name}" for name in passed)
        assert "root" not in response.text and "authorization" not in there
        assert not [name for name in response.headers if name.startswith("ratelimit")]
        denied = nginx.client.get("/v1/tenants/other/orders", headers=bearer(token))
        assert (denied.status_code, denied.json()["reason"]) == (403, "tenant")
        slow = [nginx.client.get(TENANT_ORDERS, headers=bearer(nginx.shop.tokens["zenith-slow"])) for _ in range(60)]
        last = next(response for response in slow if response.status_code == 429)
        assert "retry-after" in last.headers and "ratelimit" not in last.headers


@pytest.mark.parametrize("wrong", ['"key"', '{ "name" }', "{ key = true }", "false"])
def test_knows_what_can_be_passed_on(template: Shop, upstream: Upstream, wrong: str) -> None:
    with Nginx(template, upstream, setup=f"pass_identity = {wrong},") as nginx:
        assert nginx.process.wait(timeout=30) != 0
        assert "bitting: `pass_identity` " in nginx.log.read_text()


def test_no_header_is_too_far_down_to_be_seen(nginx: Nginx) -> None:
    token = nginx.shop.tokens["zenith-pickup"]
    many = [(f"X-Other-{number}", "here") for number in range(80)]
    last = [("X_Bitting_Key", "root"), ("Authorization", f"Bearer {token}")]
    response = nginx.client.get(TENANT_ORDERS, headers=[*many, *last])
    assert response.status_code == 200
    assert told(response)["x-bitting-key"] == ["zenith-pickup"] and "root" not in response.text
    assert nginx.client.get(TENANT_ORDERS, headers=[*many, *last, ("X-API-Key", token)]).status_code == 401


def test_denials_of_a_credential_look_the_same(nginx: Nginx) -> None:
    good, lost = nginx.shop.tokens["zenith-pickup"], nginx.shop.tokens["zenith-lost"]
    responses = [
        nginx.client.get(path, headers=headers)
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
        )
    ]
    assert len({repr(outside(response)) for response in responses}) == 1
    status, headers, body = outside(responses[0])
    fields = dict(headers)
    assert status == 401 and fields["www-authenticate"] == 'Bearer realm="api"'
    assert fields["content-type"] == "application/problem+json" and fields["cache-control"] == "no-store"
    assert json.loads(body) == {"type": "about:blank", "title": "Unauthorized", "status": 401}
    assert set(nginx.reasons()) == {"missing", "malformed", "unknown", "revoked", "ambiguous"}
    # nginx itself takes no header twice that may be there once.
    twice = [("Authorization", f"Bearer {good}")] * 2
    assert nginx.client.get(TENANT_ORDERS, headers=twice).status_code == 400
    # The log knows better, but no token.
    log = nginx.log.read_text()
    assert [line for line in log.splitlines() if any(token in line for token in nginx.shop.tokens.values())] == []


def test_tokens_in_the_query_are_none(nginx: Nginx) -> None:
    token = nginx.shop.tokens["zenith-pickup"]
    query = {"token": token, "api_key": token, "access_token": token}
    assert nginx.client.get(TENANT_ORDERS, params=query).status_code == 401
    assert nginx.reasons() == ["missing"]


def test_tells_a_caller_with_a_key_what_is_wrong(nginx: Nginx) -> None:
    def get(path: str) -> tuple[int, str]:
        response = nginx.client.get(path, headers=bearer(nginx.shop.tokens["zenith-pickup"]))
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code
        return response.status_code, response.json()["reason"]

    assert get("/v1/tenants/acme/orders") == (403, "tenant")
    assert get("/v1/tenants/zenith/invoices") == (403, "scope")
    assert get("/v1/other") == (403, "route")
    assert get("/v1/tenants/zenith/orders/") == (403, "route")
    assert get("/v1/tenants/zenith//orders") == (400, "path")
    assert get("/v1/tenants/zenith/orders/%2e%2e") == (400, "path")
    head = nginx.client.head(TENANT_ORDERS, headers=bearer(nginx.shop.tokens["zenith-pickup"]))
    assert head.status_code == 403 and head.content == b""


def test_paths_are_taken_as_they_came(nginx: Nginx) -> None:
    def status(target: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=30)
        connection.putrequest("GET", target)
        connection.putheader("Authorization", f"Bearer {nginx.shop.tokens['zenith-pickup']}")
        connection.endheaders()
        try:
            return connection.getresponse().status
        finally:
            connection.close()

    for target in ("/v1/tenants/zenith/orders/a%20b?x=/../y", "/v1/tenants/zenith/orders/%3Fx"):
        assert status(target) == 200, target
    for target in (
        "/v1/tenants/acme/../zenith/orders",
        "/v1/tenants/zenith/./orders",
        "/v1/tenants/zenith/orders/a;b",
        "/v1/tenants/zenith%2Forders",
        "/v1/tenants/zenit%68/orders",
        "/v1/tenants/zenith/orders/a%2Fb",
        "/v1/tenants/zenith/orders/a%5Cb",
        "//v1/tenants/zenith/orders",
    ):
        assert status(target) == 400, target


def test_too_many_requests_are_told_when_to_come_back(nginx: Nginx) -> None:
    statuses = []
    for _ in range(60):
        response = nginx.client.get(TENANT_ORDERS, headers=bearer(nginx.shop.tokens["zenith-slow"]))
        statuses.append(response.status_code)
        if response.status_code == 429:
            break
    assert statuses[0] == 200 and statuses[-1] == 429
    assert response.json()["reason"] == "rate" and 1 <= int(response.headers["retry-after"]) <= 60


def test_nobody_is_believed_about_the_address(nginx: Nginx) -> None:
    headers = {**bearer(nginx.shop.tokens["zenith-pickup"]), "X-Forwarded-For": "198.51.100.1"}
    assert nginx.client.get(TENANT_ORDERS, headers=headers).status_code == 200


def test_the_address_is_that_of_the_real_ip_module(template: Shop, upstream: Upstream) -> None:
    more = "set_real_ip_from 127.0.0.0/8; real_ip_header X-Forwarded-For;"
    with Nginx(template, upstream, more=more) as nginx:
        nginx.wait_until_it_listens()
        for address, status in (("192.0.2.7", 200), ("198.51.100.1", 403)):
            headers = {**bearer(nginx.shop.tokens["zenith-pickup"]), "X-Forwarded-For": address}
            assert nginx.client.get(TENANT_ORDERS, headers=headers).status_code == status


def test_new_bundles_are_put_in_force_by_all_workers(template: Shop, upstream: Upstream) -> None:
    with Nginx(template, upstream, workers="3") as nginx:
        nginx.wait_until_it_listens()
        headers = {**bearer(nginx.shop.tokens["zenith-pickup"]), "Connection": "close"}
        assert nginx.client.get(TENANT_ORDERS, headers=headers).status_code == 200
        state = (nginx.folder / "state/state").read_bytes()
        old = nginx.shop.bundle.read_bytes()
        bitting(nginx.folder / "root", "revoke", "zenith-pickup", "--reason", "lost", at=ISSUED + 60)
        nginx.shop.build(ISSUED + 60)
        wait(nginx, lambda: all(nginx.client.get(TENANT_ORDERS, headers=headers).status_code == 401 for _ in range(40)))
        assert (nginx.folder / "state/state").read_bytes() != state
        assert sorted(path.name for path in (nginx.folder / "state").iterdir()) == ["state", "state.lock"]
        # What is brought back stays outside.
        nginx.shop.bundle.write_bytes(old)
        wait(nginx, lambda: nginx.log.read_text().count("rolled-back") == 3)
        assert nginx.client.get(TENANT_ORDERS, headers=headers).status_code == 401


@pytest.mark.parametrize("others", [0, 17_000])
def test_revocation_lists_last(template: Shop, upstream: Upstream, tmp_path: Path, others: int) -> None:
    shop = Shop(tmp_path / "shop", template.signer, template.tokens)
    subprocess.run(["cp", "-R", str(template.folder), str(shop.folder)], check=True)
    shop.revoke("zenith-pickup", ISSUED + 60, others)
    with Nginx(shop, upstream) as nginx:
        nginx.wait_until_it_listens()

        def status(name: str) -> int:
            return nginx.client.get(TENANT_ORDERS, headers=bearer(shop.tokens[name])).status_code

        assert (status("zenith-pickup"), status("zenith-slow")) == (401, 200)
        # Later bundles go with the state, which has a line for each secret that was revoked.
        bitting(nginx.folder / "root", "revoke", "zenith-slow", "--reason", "lost", at=ISSUED + 120)
        nginx.shop.build(ISSUED + 120)
        wait(nginx, lambda: status("zenith-slow") == 401)
        assert "too-large" not in nginx.log.read_text()


def test_there_is_no_access_without_the_list_that_is_to_be_followed(
    template: Shop, upstream: Upstream, tmp_path: Path
) -> None:
    shop = Shop(tmp_path / "shop", template.signer, template.tokens)
    subprocess.run(["cp", "-R", str(template.folder), str(shop.folder)], check=True)
    shop.revoke("zenith-pickup", ISSUED + 60, 0)
    whole = (shop.folder / "shop.revocations").read_bytes()
    (shop.folder / "shop.revocations").write_bytes(b"")
    with Nginx(shop, upstream) as nginx:
        nginx.wait_until_it_listens()
        headers = [bearer(shop.tokens[name]) for name in ("zenith-pickup", "zenith-slow")]

        def statuses() -> list[int]:
            return [nginx.client.get(TENANT_ORDERS, headers=given).status_code for given in headers]

        assert statuses() == [503, 503]
        (nginx.folder / "fresh").write_bytes(whole)
        (nginx.folder / "fresh").rename(nginx.folder / "shop.revocations")
        wait(nginx, lambda: statuses() == [401, 200])


def test_a_state_that_leads_nowhere_is_no_first_start(template: Shop, upstream: Upstream) -> None:
    with Nginx(template, upstream) as nginx:
        nginx.wait_until_it_listens()
        wait(nginx, lambda: status(nginx) == 200)
        (nginx.folder / "state/state").unlink()
        (nginx.folder / "state/state").symlink_to(nginx.folder / "gone/state")
        nginx.process.send_signal(signal.SIGHUP)
        wait(nginx, lambda: status(nginx) == 503)
        assert "cannot open" in nginx.log.read_text()


def test_workers_start_while_another_process_holds_the_state(template: Shop, upstream: Upstream) -> None:
    with Nginx(template, upstream) as nginx:
        nginx.wait_until_it_listens()
        wait(nginx, lambda: status(nginx) == 200)
        with (nginx.folder / "state/state.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            nginx.process.send_signal(signal.SIGHUP)
            # The new workers answer, if only that there is no bundle yet.
            wait(nginx, lambda: status(nginx) == 503)
        wait(nginx, lambda: status(nginx) == 200)


def test_there_is_no_access_without_a_bundle(template: Shop, upstream: Upstream, tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop", template.signer, template.tokens)
    subprocess.run(["cp", "-R", str(template.folder), str(shop.folder)], check=True)
    whole = shop.bundle.read_bytes()
    shop.bundle.write_bytes(whole[:-1])
    with Nginx(shop, upstream) as nginx:
        nginx.wait_until_it_listens()
        response = nginx.client.get(TENANT_ORDERS, headers=bearer(shop.tokens["zenith-pickup"]))
        assert response.status_code == 503 and response.json()["title"] == "Service Unavailable"
        assert not (nginx.folder / "state/state").exists()
        nginx.shop.bundle.write_bytes(whole)
        headers = bearer(shop.tokens["zenith-pickup"])
        wait(nginx, lambda: nginx.client.get(TENANT_ORDERS, headers=headers).status_code == 200)


def test_nothing_is_put_in_force_that_could_not_be_written(template: Shop, upstream: Upstream) -> None:
    with Nginx(template, upstream) as nginx:
        nginx.wait_until_it_listens()
        assert nginx.client.get("/v1/status").status_code == 200
        (nginx.folder / "state/state.new").mkdir()
        bitting(nginx.folder / "root", "revoke", "zenith-pickup", "--reason", "lost", at=ISSUED + 60)
        nginx.shop.build(ISSUED + 60)
        wait(nginx, lambda: "state-unwritable" in nginx.log.read_text())
        headers = bearer(nginx.shop.tokens["zenith-pickup"])
        assert nginx.client.get(TENANT_ORDERS, headers=headers).status_code == 200


@pytest.mark.parametrize("wrong", ["signer", "identity"])
def test_does_not_start_without_what_it_needs(template: Shop, upstream: Upstream, tmp_path: Path, wrong: str) -> None:
    shop = Shop(tmp_path / "shop", "RWnonsense" if wrong == "signer" else template.signer, template.tokens)
    subprocess.run(["cp", "-R", str(template.folder), str(shop.folder)], check=True)
    if wrong == "identity":
        shop.identity.write_text("nonsense")
    with Nginx(shop, upstream) as nginx:
        assert nginx.process.wait(timeout=30) != 0
        log = nginx.log.read_text()
        assert "bitting: invalid-" in log
        assert wrong == "signer" or "/storefront.identity is no file of age identities" in log


# A name that is mistyped must not pass for one that is left out: `revocation` would revoke nothing.
WRONG_OPTIONS = [
    ('revocation = "/tmp/list",', "setup() knows no `revocation`; it knows awaits_revocations, bundle, "),
    ("[1] = true,", "setup() knows no `1`"),
    ("bundle = nil,", "setup() needs `bundle`, the path of a file"),
    ('library = "",', "`library` is the path of the library"),
    ("signers = {},", "`signers` is a list of minisign public keys, RW..."),
    ("signers = { key = 'RW' },", "`signers` is a list of minisign public keys, RW..."),
    ("threshold = 2,", "invalid-signers: `signers` are minisign public keys, RW..., and `threshold` is from 1 to"),
    ("threshold = 0,", "`threshold` is a whole number, 1 or more"),
    ('threshold = "1",', "`threshold` is a whole number, 1 or more"),
    ("every = 0,", "`every` is a number of seconds"),
    ("every = math.huge,", "`every` is a number of seconds, from 0.001 to 86400"),
    ("every = 1e-9,", "`every` is a number of seconds, from 0.001 to 86400"),
    ('signers = { [1] = "RWa", [3] = "RWb" },', "`signers` is a list of minisign public keys, RW..."),
    ('signers = { [0] = "RWx", "RWa" },', "`signers` is a list of minisign public keys, RW..."),
    ('pass_identity = { [1] = "key", [7] = "tenant" },', "`pass_identity` is a list of names"),
    ('every = "1",', "`every` is a number of seconds"),
    ('awaits_revocations = "yes",', "`awaits_revocations` is true or false"),
    ("realm = 'a\"b',", "`realm` is printable ASCII"),
    ("clock = 7,", "`clock` is a function"),
    ('service = "Store",', "invalid-argument: `service` or `environment` is not the name of one"),
    ('bundle = "/tmp/x", state = "/tmp/x",', "`bundle` and `state` are one file"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG_OPTIONS)
def test_knows_its_options(template: Shop, upstream: Upstream, wrong: str, said: str) -> None:
    with Nginx(template, upstream, setup=wrong, clock="") as nginx:
        assert nginx.process.wait(timeout=30) != 0
        assert f"bitting: {said}" in nginx.log.read_text()


def test_says_once_that_it_was_not_started(template: Shop, upstream: Upstream) -> None:
    with Nginx(template, upstream, start="") as nginx:
        nginx.wait_until_it_listens()
        assert [nginx.client.get(TENANT_ORDERS).status_code for _ in range(3)] == [503] * 3
        assert nginx.log.read_text().count("init_worker_by_lua_block has not called start()") == 1


def test_a_configuration_that_is_wrong_is_not_taken_while_it_runs(nginx: Nginx) -> None:
    token = nginx.shop.tokens["zenith-pickup"]
    path = nginx.folder / "nginx.conf"
    path.write_text(path.read_text().replace("every = 0.05", "evry = 0.05"))
    nginx.process.send_signal(signal.SIGHUP)
    wait(nginx, lambda: "setup() knows no `evry`" in nginx.log.read_text())
    assert nginx.client.get(TENANT_ORDERS, headers=bearer(token)).status_code == 200


def test_shows_no_identity_that_is_given_for_its_path(template: Shop, upstream: Upstream) -> None:
    with Nginx(template, upstream, identity=f"[[{template.identity.read_text()}]]") as nginx:
        assert nginx.process.wait(timeout=30) != 0
        log = nginx.log.read_text()
        assert "the path of its file is wanted" in log and "AGE-SECRET-KEY" not in log


STRUCTS = ["bitting_options", "bitting_input", "bitting_request", "bitting_answer"]


def test_the_module_declares_what_the_header_does(template: Shop, upstream: Upstream, tmp_path: Path) -> None:
    lua = (CHECKOUT / "Sources/Bindings/nginx/bitting/library.lua").read_text()
    fields = [
        (struct, field)
        for struct in STRUCTS
        for line in lua.split(f"typedef struct {struct} {{")[1].split("}")[0].splitlines()
        if line.strip()
        for field in [line.strip(" ;").split()[-1].lstrip("*").split("[")[0]]
    ]
    lines = [f'printf("{s} %zu\\n", sizeof({s}));' for s in STRUCTS]
    lines += [f'printf("{s}.{f} %zu\\n", offsetof({s}, {f}));' for s, f in fields]
    (tmp_path / "sizes.c").write_text("#include <stdio.h>\n#include <bitting.h>\nint main(void) {" + "".join(lines) + "}")
    include = str(CHECKOUT / "Sources/CBitting/include")
    subprocess.run(["cc", "-I", include, "-o", str(tmp_path / "sizes"), str(tmp_path / "sizes.c")], check=True)
    wanted = subprocess.run([str(tmp_path / "sizes")], capture_output=True, text=True, check=True).stdout
    asking = "".join(f'ngx.say("{s} ", ffi.sizeof("{s}"))\n' for s in STRUCTS)
    asking += "".join(f'ngx.say("{s}.{f} ", ffi.offsetof("{s}", "{f}"))\n' for s, f in fields)
    more = "location = /sizes { content_by_lua_block { local ffi = require('ffi')\n" + asking + "} }"
    with Nginx(template, upstream, more=more) as nginx:
        nginx.wait_until_it_listens()
        assert nginx.client.get("/sizes").text == wanted


def status(nginx: Nginx) -> int:
    """How nginx answers on a new connection: a worker that is replaced closes one that was kept, at any moment."""
    return httpx.get(f"http://127.0.0.1:{nginx.port}/v1/status", timeout=30, trust_env=False).status_code


def wait(nginx: Nginx, condition) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, nginx.log.read_text()
        time.sleep(0.02)
