"""Writes the nanoseconds of processor time that a decision takes by hand and through the package, a line each round: SHA-256
of the token and a look-up in a dict of 100,000; `authorize`; and `authorize` with facts of the decision read.

    python authorize.py BUNDLE IDENTITY SIGNER SERVICE REQUESTS TIMES ROUNDS

REQUESTS has a token and a path in each line, which the bundle allows.
"""

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bitting

KEYS = 100_000


def by_hand(requests: list[tuple[str, str]]) -> Callable[[], None]:
    known = {hashlib.sha256(b"%d" % number).digest(): {"key": str(number)} for number in range(KEYS - len(requests))}
    for token, path in requests:
        known[hashlib.sha256(token.encode()).digest()] = {"key": path}

    def run() -> None:
        sha256 = hashlib.sha256
        for token, _ in requests:
            if known.get(sha256(token.encode()).digest()) is None:
                raise AssertionError

    return run


def through_package(authorizer: bitting.Authorizer, requests: list[tuple[str, str]]) -> Callable[[], None]:
    def run() -> None:
        authorize = authorizer.authorize
        for token, path in requests:
            if not authorize(token, method="GET", path=path, address="127.0.0.1"):
                raise AssertionError

    return run


def through_package_and_read(authorizer: bitting.Authorizer, requests: list[tuple[str, str]]) -> Callable[[], None]:
    def run() -> None:
        authorize = authorizer.authorize
        for token, path in requests:
            decision = authorize(token, method="GET", path=path, address="127.0.0.1")
            if decision.key is None or decision.owner is None:
                raise AssertionError

    return run


def measure(run: Callable[[], None], count: int) -> float:
    before = time.process_time_ns()
    run()
    return (time.process_time_ns() - before) / count


def main(bundle: str, identity: str, signer: str, service: str, asked: str, times: str, rounds: str) -> None:
    authorizer = bitting.Authorizer(
        service=service, environment="live", identities=Path(identity).read_bytes(), signers=[signer]
    )
    update = authorizer.load(Path(bundle).read_bytes(), state=None)
    authorizer.replace(update, written=update.next_state)
    requests = [(token, path) for token, path in map(str.split, Path(asked).read_text().splitlines())]
    ways = [by_hand(requests), through_package(authorizer, requests), through_package_and_read(authorizer, requests)]
    # The first round only warms caches.
    lines = [[f"{measure(way, len(requests)):.1f}" for way in ways] for _ in range(int(rounds) + 1)]
    Path(times).write_text("".join(" ".join(line) + "\n" for line in lines[1:]))


main(*sys.argv[1:])
