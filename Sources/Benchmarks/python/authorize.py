"""Prints the nanoseconds of processor time that a decision takes through the package, and beside it what people write by
hand: SHA-256 of the token, and a look-up in a dict of 100,000.

    python authorize.py BUNDLE IDENTITY SIGNER SERVICE TOKEN [ROUNDS]
"""

import hashlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bitting

KEYS = 100_000
CALLS = 20_000


def by_hand(token: str) -> Callable[[], None]:
    """One round of the floor, over as many tokens as there are keys."""
    tokens = [f"{token[:-6]}{number:06}" for number in range(KEYS)]
    known = {hashlib.sha256(text.encode()).digest(): {"key": text[10:18]} for text in tokens}
    used = tokens[:: KEYS // CALLS]

    def run() -> None:
        sha256 = hashlib.sha256
        for text in used:
            if known.get(sha256(text.encode()).digest()) is None:
                raise AssertionError

    return run


def through_package(authorizer: bitting.Authorizer, token: str) -> Callable[[], None]:
    def run() -> None:
        authorize = authorizer.authorize
        for _ in range(CALLS):
            if not authorize(token, method="GET", path="/v1/tenants/zenith/orders", address="127.0.0.1"):
                raise AssertionError

    return run


def through_package_and_read(authorizer: bitting.Authorizer, token: str) -> Callable[[], None]:
    def run() -> None:
        authorize = authorizer.authorize
        for _ in range(CALLS):
            decision = authorize(token, method="GET", path="/v1/tenants/zenith/orders", address="127.0.0.1")
            if decision.key is None or decision.owner is None:
                raise AssertionError

    return run


def measure(run: Callable[[], None]) -> float:
    before = time.process_time_ns()
    run()
    return (time.process_time_ns() - before) / CALLS


def main(bundle: str, identity: str, signer: str, service: str, token: str, rounds: str = "9") -> None:

    authorizer = bitting.Authorizer(
        service=service,
        environment="live",
        identities=Path(identity).read_bytes(),
        signers=[signer],

    )
    update = authorizer.load(Path(bundle).read_bytes(), state=None)
    authorizer.replace(update, written=update.next_state)
    rows = {
        "python-by-hand": by_hand(token),
        "python-authorize": through_package(authorizer, token),
        "python-authorize-and-read": through_package_and_read(authorizer, token),
    }
    times: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(int(rounds)):
        for name, run in rows.items():
            times[name].append(measure(run))
    for name, values in times.items():
        print(f"{name}\t{statistics.median(values):.0f}\t{min(values):.0f}\t{max(values):.0f}")


main(*sys.argv[1:])
