"""The authorizer: decisions, files, and what goes wrong."""

import fcntl
import gc
import importlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any, get_args

import bitting
import pytest
from bitting._files import locked
from serving import Clock, open_shop
from shop import ADDRESS, ISSUED, NOW, PROGRAM, TENANT_ORDERS, Shop


def ask(authorizer: bitting.Authorizer, token: str | bytes | None, path: str = TENANT_ORDERS) -> bitting.Decision:
    return authorizer.authorize(token, method="GET", path=path, address=ADDRESS)


def test_allows_what_the_key_may_do(authorizer: bitting.Authorizer, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    decision = ask(authorizer, token)
    assert decision and decision.allowed and decision.reason is None and decision.http_status == 200
    assert decision.key == "zenith-pickup" and decision.type == "client" and decision.owner == "care@shop.example"
    assert decision.tenant == "zenith" and decision.reach == "one" and not decision.is_public
    assert decision.route == "GET /v1/tenants/{tenant}/orders"
    assert decision.handle == token.split("_")[2][:8]
    assert decision.sequence == ISSUED and decision.ends is not None and decision.ends > NOW
    assert repr(decision) == "<bitting.Decision allow zenith-pickup>"


def test_says_why_not(authorizer: bitting.Authorizer, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    ask_path = lambda path: ask(authorizer, token, path).reason  # noqa: E731
    assert ask(authorizer, None).reason == "missing"
    assert ask(authorizer, "").reason == "malformed"
    assert ask(authorizer, token[:-1]).reason == "malformed"
    assert ask(authorizer, shop.tokens["zenith-lost"]).reason == "revoked"
    assert ask_path("/v1/tenants/acme/orders") == "tenant"
    assert ask_path("/v1/tenants/zenith/../acme/orders") == "path"
    assert ask_path("") == "path"
    assert ask_path("/v1/other") == "route"
    assert ask_path("/v1/tenants/zenith/invoices") == "scope"
    assert authorizer.authorize(token, method="GET", path=TENANT_ORDERS, address="198.51.100.1").reason == "network"
    assert authorizer.authorize(token, method="GET", path=TENANT_ORDERS).reason == "network"
    assert authorizer.authorize(token, several=True, method="GET", path=TENANT_ORDERS).reason == "ambiguous"
    assert authorizer.authorize(token, scope="orders:read", address=ADDRESS)
    assert authorizer.authorize(token, scope="orders:read", tenant="acme", address=ADDRESS).reason == "tenant"
    assert authorizer.authorize(None, method="GET", path="/v1/status").is_public
    denied = ask(authorizer, None)
    assert not denied and denied.key is None and repr(denied) == "<bitting.Decision deny missing>"


def test_takes_bytes_and_text_that_is_no_unicode(authorizer: bitting.Authorizer, shop: Shop) -> None:
    token = shop.tokens["zenith-pickup"]
    assert authorizer.authorize(token.encode(), method=b"GET", path=TENANT_ORDERS.encode(), address=b"127.0.0.1")
    assert ask(authorizer, "\udc80").reason == "malformed"
    assert ask(authorizer, "é\0").reason == "malformed"
    assert ask(authorizer, token + "\0").reason == "malformed"
    assert ask(authorizer, token, "/v1/tenants/zen\ud800ith/orders").reason == "path"
    assert authorizer.authorize(token, method="GET", path=TENANT_ORDERS, address="\ud800").reason == "network"


def test_refuses_what_makes_no_sense(authorizer: bitting.Authorizer) -> None:
    with pytest.raises(bitting.ArgumentError, match="^invalid-argument: give `method` and `path`, or `scope` instead;"):
        authorizer.authorize("x")
    with pytest.raises(bitting.ArgumentError):
        authorizer.authorize("x", method="GET", path="/", scope="orders:read")
    with pytest.raises(TypeError, match=r"^authorize\(\): `token` is str or bytes, not int$"):
        authorizer.authorize(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="`address` is str or bytes, not IPv4Address$"):
        authorizer.authorize("x", scope="orders:read", address=ip_address("127.0.0.1"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        authorizer.authorize("x", "GET")  # type: ignore[misc]
    with pytest.raises(TypeError):
        authorizer.authorize("x", token="y")  # type: ignore[misc]
    with pytest.raises(TypeError):
        authorizer.authorize("x", nonsense=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        authorizer.authorize("x", scope="orders:read", utc=1)
    with pytest.raises(OverflowError):
        authorizer.authorize("x", scope="orders:read", utc=1 << 70, steady=1)


def test_counts(authorizer: bitting.Authorizer, shop: Shop, clock: Clock) -> None:
    token = shop.tokens["zenith-slow"]
    first = ask(authorizer, token)
    assert first and first.rate and first.quota and first.retry_after is None
    assert (first.rate.requests, first.rate.period) == (1, 60) and first.rate.left == first.rate.burst - 1
    assert (first.quota.requests, first.quota.window) == (100_000, "month")
    assert first.quota.left == 99_999 and first.quota.resets > NOW
    while decision := ask(authorizer, token):
        pass
    assert decision.reason == "rate" and decision.http_status == 429
    assert decision.retry_after is not None and 1 <= decision.retry_after <= 60
    clock.go(decision.retry_after)
    assert ask(authorizer, token)


def left(authorizer: bitting.Authorizer, shop: Shop) -> int:
    """Asks once, and tells how many requests of the quota are left then."""
    decision = ask(authorizer, shop.tokens["zenith-slow"])
    assert decision.quota
    return decision.quota.left


def test_keeps_quotas_in_a_file(shop: Shop, clock: Clock) -> None:
    quotas = shop.folder / "quotas"
    with open_shop(shop, clock, quotas=quotas) as authorizer:
        assert left(authorizer, shop) == 99_999 and not quotas.exists()
    assert b"\nzenith-slow month 2026-" in quotas.read_bytes() and b" 1\nsum=" in quotas.read_bytes()
    assert quotas.stat().st_mode & 0o777 == 0o600
    with open_shop(shop, clock, quotas=quotas) as authorizer:
        assert left(authorizer, shop) == 99_998
        shop.build(ISSUED + 60)
        assert authorizer.reload()
        clock.go(60)
        assert left(authorizer, shop) == 99_997
    # Without the file they begin anew.
    with open_shop(shop, clock) as authorizer:
        assert left(authorizer, shop) == 99_999


@pytest.mark.parametrize("damage", [b"", b"bitting-quotas 1\n", b"x"])
def test_takes_damaged_quotas_for_no_unused_ones(shop: Shop, clock: Clock, damage: bytes) -> None:
    quotas = shop.folder / "quotas"
    quotas.write_bytes(damage)
    with pytest.raises(bitting.StateError, match=r"/quotas: invalid-state: it is not what was written$"):
        open_shop(shop, clock, quotas=quotas)
    assert quotas.read_bytes() == damage
    # What could not be opened has let it go.
    quotas.unlink()
    quotas.symlink_to(shop.folder / "elsewhere/quotas")
    with pytest.raises(FileNotFoundError):
        open_shop(shop, clock, quotas=quotas)


def test_keeps_others_away_from_its_quotas(shop: Shop, clock: Clock) -> None:
    quotas = shop.folder / "quotas"
    with open_shop(shop, clock, quotas=quotas) as authorizer:
        left(authorizer, shop)
        with pytest.raises(bitting.ArgumentError, match="another process, or another authorizer, counts in"):
            open_shop(shop, clock, quotas=quotas)
        # A child counts for itself: it writes nothing, and keeps nobody away.
        child = os.fork()
        if child == 0:
            left(authorizer, shop)
            authorizer.close()
            os._exit(0 if not quotas.exists() else 1)
        assert os.waitpid(child, 0)[1] == 0
        with pytest.raises(bitting.ArgumentError):
            open_shop(shop, clock, quotas=quotas)
    open_shop(shop, clock, quotas=quotas).close()


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_finds_its_quotas_by_whatever_name(shop: Shop, clock: Clock, link: Callable[[Path, Path], None]) -> None:
    quotas, other = shop.folder / "quotas", shop.folder / "other"
    with open_shop(shop, clock, quotas=quotas) as authorizer:
        left(authorizer, shop)
    with open_shop(shop, clock, quotas=quotas) as authorizer:
        link(quotas, other)
        with pytest.raises(bitting.ArgumentError, match="^quotas: "):
            open_shop(shop, clock, quotas=other)
        left(authorizer, shop)
    if link is os.symlink:
        with open_shop(shop, clock, quotas=other) as authorizer:
            assert left(authorizer, shop) == 99_997
        assert other.is_symlink() and not quotas.is_symlink()
    # The state by another name is no place for them, and nobody waits for himself.
    for name in (f"/{shop.folder}/state", str(shop.folder / "to/state")):
        (shop.folder / "to").exists() or (shop.folder / "to").symlink_to(shop.folder)
        with pytest.raises(bitting.ArgumentError, match="^`state` and `quotas` are one file$"):
            open_shop(shop, clock, quotas=name)


def test_writes_quotas_again_that_somebody_spoiled(shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.folder)
    for spoil in (os.unlink, lambda path: Path(path).write_bytes(b"x")):
        authorizer = open_shop(shop, clock, quotas="quotas")
        left(authorizer, shop)
        authorizer.close()
        before = Path("quotas").read_bytes()
        authorizer = open_shop(shop, clock, quotas="quotas")
        spoil("quotas")
        # A path is that of where the process was then.
        monkeypatch.chdir("/")
        authorizer.close()
        monkeypatch.chdir(shop.folder)
        assert Path("quotas").read_bytes() == before


def test_writes_quotas_when_it_is_let_go(shop: Shop, clock: Clock) -> None:
    quotas = shop.folder / "quotas"
    for expected in (99_999, 99_998):
        authorizer = open_shop(shop, clock, quotas=quotas, watch=0.01)
        assert left(authorizer, shop) == expected
        del authorizer
        # Its threads may hold it for a moment.
        wait(lambda: gc.collect() >= 0 and is_free(quotas))
    assert b" 2\n" in quotas.read_bytes()


def is_free(quotas: Path) -> bool:
    try:
        with open(f"{quotas}.lock", "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_children_of_multiprocessing_write_their_quotas(shop: Shop, clock: Clock, method: str) -> None:
    process = multiprocessing.get_context(method).Process(target=use_quotas, args=(shop,))
    process.start()
    process.join()
    assert process.exitcode == 0
    with open_shop(shop, clock, quotas=shop.folder / "quotas") as authorizer:
        assert left(authorizer, shop) == 99_998


def use_quotas(shop: Shop) -> None:
    global kept  # so that it lives until the process ends
    kept = open_shop(shop, Clock(), quotas=shop.folder / "quotas")
    left(kept, shop)


@pytest.mark.parametrize("watch", [0, -1, float("inf"), float("nan"), "x", True])
def test_looks_every_so_many_seconds(shop: Shop, clock: Clock, watch: Any) -> None:
    with pytest.raises(bitting.ArgumentError, match="^`watch` is a number of seconds, or None$"):
        open_shop(shop, clock, watch=watch)


def test_writes_quotas_when_the_interpreter_ends(shop: Shop, clock: Clock) -> None:
    program = (
        "import sys, os; sys.path[:0] = os.environ['WHERE'].split(':')\n"
        "from pathlib import Path; from serving import Clock, open_shop; from shop import Shop, TENANT_ORDERS, ADDRESS\n"
        "shop = Shop(Path(os.environ['SHOP']), os.environ['SIGNER'], {})\n"
        "authorizer = open_shop(shop, Clock(), quotas=shop.folder / 'quotas')\n"
        "assert authorizer.authorize(os.environ['TOKEN'], method='GET', path=TENANT_ORDERS, address=ADDRESS)\n"
    )
    where = {"WHERE": ":".join(sys.path), "SHOP": str(shop.folder), "SIGNER": shop.signer}
    environment = {**os.environ, **where, "TOKEN": shop.tokens["zenith-slow"]}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    with open_shop(shop, clock, quotas=shop.folder / "quotas") as authorizer:
        assert left(authorizer, shop) == 99_998


def test_writes_quotas_while_it_runs(shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bitting._authorizer.PAUSE", 0.01)
    quotas = shop.folder / "quotas"
    with open_shop(shop, clock, quotas=quotas) as authorizer:
        left(authorizer, shop)
        wait(lambda: quotas.exists() and b"zenith-slow" in quotas.read_bytes())


def test_goes_on_with_quotas_by_hand(shop: Shop, clock: Clock) -> None:
    identities, content = shop.identity.read_bytes(), shop.bundle.read_bytes()
    texts = []
    for expected in (99_999, 99_998):
        authorizer = bitting.Authorizer(
            service="storefront", environment="live", identities=identities, signers=[shop.signer], clock=clock
        )
        with pytest.raises(bitting.NotReadyError):
            authorizer.quota_state()
        update = authorizer.load(content, state=None)
        for text in texts:
            authorizer.restore_quotas(update, text)
        with pytest.raises(TypeError, match=r"^restore_quotas\(\) takes an update"):
            authorizer.restore_quotas(update, "text")  # type: ignore[arg-type]
        authorizer.replace(update, written=update.next_state)
        assert left(authorizer, shop) == expected
        texts.append(authorizer.quota_state())
        with pytest.raises(bitting.OpenError, match="^wrong-audience"):
            bitting.Authorizer(
                service="storefront", environment="live", identities=identities, signers=[shop.signer]
            ).restore_quotas(update, texts[-1])
        later = authorizer.load(content, state=update.next_state)
        with pytest.raises(bitting.StateError, match="^outdated"):
            authorizer.restore_quotas(later, texts[-1])
        authorizer.close()
        with pytest.raises(bitting.ClosedError):
            authorizer.quota_state()


def test_tells_about_the_bundle(authorizer: bitting.Authorizer) -> None:
    bundle = authorizer.bundle
    assert (bundle.project, bundle.service, bundle.environment) == ("shop", "storefront", "live")
    assert (bundle.sequence, bundle.issued, bundle.age) == (ISSUED, ISSUED, NOW - ISSUED)
    assert bundle.expires == ISSUED + 7 * 86_400 and not bundle.is_expired
    assert bundle.key_count > 3 and len(bundle.content) == 32 and isinstance(bundle.is_dirty, bool)


def test_writes_the_state_before_a_bundle_is_in_force(shop: Shop, clock: Clock) -> None:
    state = shop.folder / "state"
    with open_shop(shop, clock):
        assert state.read_bytes().startswith(b"bitting-state 1\n")
        assert state.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in shop.folder.glob("state*")) == ["state", "state.lock"]


def test_never_goes_back(shop: Shop, clock: Clock) -> None:
    old = shop.bundle.read_bytes()
    with open_shop(shop, clock) as authorizer:
        assert not authorizer.reload()
        shop.build(ISSUED + 60)
        assert authorizer.reload()
        assert authorizer.bundle.sequence == ISSUED + 60
        shop.bundle.write_bytes(old)
        with pytest.raises(bitting.OpenError) as caught:
            authorizer.reload()
        assert caught.value.failure == "rolled-back" and authorizer.last_failure is caught.value
        assert authorizer.bundle.sequence == ISSUED + 60
    with pytest.raises(bitting.OpenError, match="rolled-back"):
        open_shop(shop, clock)


@pytest.mark.parametrize("cut", [0, 100, -1])
def test_never_uses_a_half_written_file(shop: Shop, clock: Clock, cut: int) -> None:
    with open_shop(shop, clock) as authorizer:
        whole = shop.build(ISSUED + 60, to=shop.folder / "next").read_bytes()
        shop.bundle.write_bytes(whole[:cut])
        with pytest.raises(bitting.OpenError):
            authorizer.reload()
        assert authorizer.bundle.sequence == ISSUED
        shop.bundle.write_bytes(whole)
        assert authorizer.reload() and authorizer.last_failure is None
        assert authorizer.bundle.sequence == ISSUED + 60


def test_does_not_put_in_force_what_it_could_not_write(shop: Shop, clock: Clock) -> None:
    with open_shop(shop, clock) as authorizer:
        shop.build(ISSUED + 60)
        (shop.folder / "state.new").mkdir()
        with pytest.raises(bitting.OpenError, match="state-unwritable"):
            authorizer.reload()
        assert authorizer.bundle.sequence == ISSUED


def test_takes_a_damaged_state_for_no_first_start(shop: Shop, clock: Clock) -> None:
    (shop.folder / "state").write_bytes(b"")
    with pytest.raises(bitting.StateError):
        open_shop(shop, clock)


def test_takes_a_link_that_leads_nowhere_for_no_first_start(shop: Shop, clock: Clock) -> None:
    (shop.folder / "state").symlink_to(shop.folder / "elsewhere/state")
    with pytest.raises(FileNotFoundError):
        open_shop(shop, clock)


def test_fails_for_files_that_are_not_there_or_none(shop: Shop, clock: Clock) -> None:
    shop.bundle.unlink()
    with pytest.raises(FileNotFoundError):
        open_shop(shop, clock)
    os.mkfifo(shop.bundle)
    with pytest.raises(OSError, match="is no file"):
        open_shop(shop, clock)


def test_refuses_what_is_too_large_without_reading_it(shop: Shop, clock: Clock) -> None:
    os.truncate(shop.bundle, 1 << 40)
    with pytest.raises(bitting.OpenError, match="too-large"):
        open_shop(shop, clock)


def test_opens_by_hand(shop: Shop, clock: Clock) -> None:
    authorizer = bitting.Authorizer(
        service="storefront", environment="live", identities=shop.identity.read_bytes(), signers=[shop.signer],
        clock=clock,
    )  # fmt: skip
    with pytest.raises(bitting.NotReadyError):
        ask(authorizer, None)
    update = authorizer.load(shop.bundle.read_bytes(), state=None)
    with pytest.raises(bitting.OpenError, match="state-unwritable"):
        authorizer.replace(update, written=b"something else")
    authorizer.replace(update, written=update.next_state)
    with pytest.raises(bitting.ClosedError):
        authorizer.replace(update, written=update.next_state)
    assert ask(authorizer, shop.tokens["zenith-pickup"])
    with pytest.raises(TypeError):
        authorizer.load(bytearray(shop.bundle.read_bytes()), state=None)  # type: ignore[arg-type]


def test_is_for_one_service(shop: Shop, clock: Clock) -> None:
    with pytest.raises(bitting.OpenError, match="wrong-audience"):
        bitting.Authorizer.open(
            shop.bundle, state=shop.folder / "state", service="operations", environment="live",
            identity=shop.identity, signers=[shop.signer], clock=clock,
        )  # fmt: skip
    assert not (shop.folder / "state").exists()


@pytest.mark.parametrize("failure", get_args(bitting.OpenFailure))
def test_says_of_failures_what_the_program_does(failure: bitting.OpenFailure) -> None:
    error = bitting.OpenError(failure)
    pages = subprocess.run([PROGRAM, "explain", failure], capture_output=True, text=True, check=True).stdout.splitlines()
    explained = pages[pages.index(f"{failure} (why a bundle does not open)") + 1]
    assert str(error) == f"{failure}: {explained}"
    assert pickle.loads(pickle.dumps(error)).failure == error.failure == failure


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"signers": ["RWnonsense"]}, "invalid-signers: `signers` are minisign public keys"),
        ({"threshold": 0}, "invalid-signers: .* `threshold` is from 1 to as many"),
        ({"threshold": 2}, "invalid-signers: .* `threshold` is from 1 to as many"),
        ({"identities": b"nonsense"}, "invalid-identity: `identities` is the text of a file"),
        ({"service": "Two words"}, "invalid-argument: `service` or `environment` is not the name of one$"),
        ({"environment": ""}, "invalid-argument: `service` or `environment` is not the name of one$"),
    ],
)
def test_says_which_argument_is_wrong(shop: Shop, given: dict[str, Any], said: str) -> None:
    right = {
        "service": "storefront", "environment": "live", "identities": shop.identity.read_bytes(), "signers": [shop.signer],
    }  # fmt: skip
    with pytest.raises(bitting.ArgumentError, match=f"^{said}"):
        bitting.Authorizer(**{**right, **given})


def test_names_the_file_that_is_wrong(shop: Shop, clock: Clock) -> None:
    nonsense = shop.folder / "nonsense"
    nonsense.write_bytes(b"nonsense")
    with pytest.raises(bitting.OpenError, match=f"^{nonsense}: malformed: ") as caught:
        open_shop(shop, clock, revocations=nonsense)
    assert (caught.value.failure, caught.value.file) == ("malformed", str(nonsense))
    (shop.folder / "state").write_bytes(b"nonsense")
    with pytest.raises(bitting.StateError, match="/state: invalid-state: "):
        open_shop(shop, clock)
    for given, said in (
        ({"revocations": shop.bundle}, "^`bundle` and `revocations` are one file$"),
        ({"quotas": shop.folder / "x/../state"}, "^`state` and `quotas` are one file$"),
    ):
        with pytest.raises(bitting.ArgumentError, match=said):
            open_shop(shop, clock, **given)
    shop.identity.write_bytes(b"nonsense")
    with pytest.raises(bitting.ArgumentError, match=f"^invalid-identity: {shop.identity} is no file of age identities$"):
        open_shop(shop, clock)


def test_takes_paths_and_no_contents(shop: Shop, clock: Clock) -> None:
    with pytest.raises(TypeError, match="^`revocations` is the path of a file, not its content$"):
        open_shop(shop, clock, revocations=b"content")
    with pytest.raises(TypeError, match="^`signers` are minisign public keys as text"):
        bitting.Authorizer(
            service="storefront", environment="live", identities=b"", signers=[Path("signer.pub")]  # type: ignore[list-item]
        )


@pytest.mark.parametrize("module", ["asgi", "wsgi"])
def test_middleware_looks_at_what_it_is_given(authorizer: bitting.Authorizer, module: str) -> None:
    make = importlib.import_module(f"bitting.{module}").Middleware
    with pytest.raises(TypeError, match="^`authorizer` is a bitting.Authorizer, not function$"):
        make(authorizer, lambda: None)
    with pytest.raises(TypeError, match="^`on_decision` is called with each decision, and int cannot be$"):
        make(None, authorizer, on_decision=5)
    with pytest.raises(TypeError, match=r"^`proxies` is a list of networks"):
        make(None, authorizer, proxies="10.0.0.0/8")


def test_closes(shop: Shop, clock: Clock) -> None:
    with open_shop(shop, clock) as authorizer:
        pass
    with pytest.raises(bitting.ClosedError):
        ask(authorizer, shop.tokens["zenith-pickup"])
    with pytest.raises(bitting.ClosedError):
        authorizer.bundle  # noqa: B018
    authorizer.close()


def test_shows_no_secret(authorizer: bitting.Authorizer, shop: Shop) -> None:
    shown = repr(authorizer) + str(authorizer) + repr(authorizer.__dict__)
    assert "<redacted>" in shown and "AGE-SECRET-KEY" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(authorizer)
    assert shop.tokens["zenith-pickup"] not in repr(ask(authorizer, shop.tokens["zenith-pickup"]))


@pytest.mark.parametrize("change", [str, str.lower, str.encode])
def test_shows_no_identity_that_is_given_for_its_path(shop: Shop, change: Callable[[str], str | bytes]) -> None:
    with pytest.raises(bitting.ArgumentError, match="the path of its file is wanted") as caught:
        bitting.Authorizer.open(
            shop.bundle, state=shop.folder / "state", service="storefront", environment="live",
            identity=change(shop.identity.read_text()), signers=[shop.signer],  # type: ignore[arg-type]
        )  # fmt: skip
    assert "age-secret-key" not in "".join(traceback.format_exception(caught.value)).lower()


def test_gives_back_all_handles(shop: Shop, clock: Clock) -> None:
    # There are 1024 at most.
    for _ in range(1100):
        bitting.Authorizer(
            service="storefront", environment="live", identities=shop.identity.read_bytes(), signers=[shop.signer]
        )
    with open_shop(shop, clock) as authorizer:
        for _ in range(1100):
            authorizer.load(shop.bundle.read_bytes(), state=(shop.folder / "state").read_bytes())
    gc.collect()


def test_reloads_by_itself(shop: Shop, clock: Clock) -> None:
    with open_shop(shop, clock, watch=0.01) as authorizer:
        shop.build(ISSUED + 60)
        wait(lambda: authorizer.bundle.sequence == ISSUED + 60)
        shop.bundle.write_bytes(b"nonsense")
        wait(lambda: authorizer.last_failure is not None)
        assert ask(authorizer, shop.tokens["zenith-pickup"])


def test_goes_on_in_children(shop: Shop, clock: Clock) -> None:
    with open_shop(shop, clock, watch=0.01) as authorizer:
        child = os.fork()
        if child == 0:
            # A new bundle is put in force there too, although the parent's threads are not there.
            try:
                shop.build(ISSUED + 60)
                wait(lambda: authorizer.bundle.sequence == ISSUED + 60)
                os._exit(0 if ask(authorizer, shop.tokens["zenith-pickup"]) else 1)
            finally:
                os._exit(2)
        assert os.waitpid(child, 0)[1] == 0
        wait(lambda: authorizer.bundle.sequence == ISSUED + 60)


def test_a_child_keeps_nobody_away_from_the_state(shop: Shop) -> None:
    state = str(shop.folder / "state")
    here, there = os.pipe()
    with locked(state):
        child = os.fork()
        if child == 0:
            os.close(there)
            # Until the parent has looked.
            os.read(here, 1)
            os._exit(0)
    try:
        with open(state + ".lock", "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(there)
        os.close(here)
        assert os.waitpid(child, 0)[1] == 0


def test_a_child_reloads_though_a_thread_of_the_parent_did(shop: Shop, clock: Clock) -> None:
    with open_shop(shop, clock) as authorizer:
        sources, is_held, may_go = authorizer._sources, threading.Event(), threading.Event()
        assert sources is not None

        def hold() -> None:
            with sources._lock:
                is_held.set()
                may_go.wait()

        thread = threading.Thread(target=hold)
        thread.start()
        is_held.wait()
        child = os.fork()
        if child == 0:
            try:
                # Ends a child that waits for nobody.
                signal.alarm(20)
                shop.build(ISSUED + 60)
                os._exit(0 if authorizer.reload() else 1)
            finally:
                os._exit(2)
        assert os.waitpid(child, 0)[1] == 0
        may_go.set()
        thread.join()


def test_a_signal_while_it_reloads_does_not_stop_it(shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_shop(shop, clock) as authorizer:
        answers = []
        before = signal.signal(signal.SIGUSR1, lambda *_: answers.append(authorizer.reload()))
        try:
            load = authorizer.load

            def interrupted(bundle: bytes, *, state: bytes | None) -> object:
                signal.raise_signal(signal.SIGUSR1)
                return load(bundle, state=state)

            monkeypatch.setattr(type(authorizer), "load", lambda _, *given, **named: interrupted(*given, **named))
            shop.build(ISSUED + 60)
            assert authorizer.reload()
        finally:
            signal.signal(signal.SIGUSR1, before)
        assert answers == [False] and authorizer.bundle.sequence == ISSUED + 60


def test_serves_many_threads_while_bundles_are_replaced(shop: Shop, clock: Clock) -> None:
    bundles = [shop.build(ISSUED + 60 * number, to=shop.folder / str(number)) for number in range(4)]
    token, stop, wrong = shop.tokens["zenith-pickup"], threading.Event(), []

    def serve(authorizer: bitting.Authorizer) -> None:
        while not stop.is_set():
            decision = ask(authorizer, token)
            # The rate is the only limit that they can come to.
            if decision.reason not in (None, "rate") or decision.key != "zenith-pickup":
                wrong.append(decision)

    with open_shop(shop, clock) as authorizer:
        threads = [threading.Thread(target=serve, args=[authorizer]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for bundle in bundles[1:]:
            os.replace(bundle, shop.bundle)
            assert authorizer.reload()
        stop.set()
        for thread in threads:
            thread.join()
    assert not wrong


def wait(condition) -> None:  # type: ignore[no-untyped-def]
    """Until it holds; a test that waits for ever is stopped as failed."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("others", [0, 17_000])
def test_revocation_lists_last(shop: Shop, clock: Clock, others: int) -> None:
    path = shop.revoke("zenith-pickup", ISSUED + 60, others)
    for options in ({"revocations": path}, {}):
        # Also after a start without the list, from a state that has a line for each secret that was revoked.
        with open_shop(shop, clock, **options) as authorizer:
            assert ask(authorizer, shop.tokens["zenith-pickup"]).reason == "revoked"
            assert ask(authorizer, shop.tokens["zenith-slow"])
