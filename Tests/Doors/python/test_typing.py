"""The package is typed, strictly."""

import subprocess
import sys
from pathlib import Path

import bitting
import pytest
from shop import CHECKOUT

SAMPLE = """
import bitting
import bitting.asgi
import bitting.wsgi
from typing import assert_type

def handle(authorizer: bitting.Authorizer, token: str | None) -> str | None:
    decision = authorizer.authorize(token, method="GET", path="/")
    assert_type(decision, bitting.Decision)
    assert_type(decision.allowed, bool)
    assert_type(decision.key, str | None)
    assert_type(decision.rate, bitting.Rate | None)
    if decision.reason == "expired":
        return "expired"
    reason: bitting.Reason | None = decision.reason
    return reason

def wrong(authorizer: bitting.Authorizer) -> None:
    authorizer.authorize("token", path=1)  # type: ignore[arg-type]
    authorizer.authorize("token", "GET")  # type: ignore[call-arg]
"""


def mypy(*arguments: str) -> str:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "/dev/null", *arguments]
    outcome = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=CHECKOUT)
    return outcome.stdout + outcome.stderr


def test_the_package_is_strict() -> None:
    assert "Success" in mypy("Sources/Bindings/python/bitting")


def test_whoever_uses_it_is_checked(tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(SAMPLE)
    outcome = mypy(str(tmp_path / "sample.py"))
    assert "Success" in outcome, outcome


def test_the_stub_and_the_extension_have_the_same() -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "bitting._native", "--mypy-config-file", "/dev/null"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    print(outcome.stdout)
    if outcome.returncode:
        pytest.fail(outcome.stdout)


def test_what_is_public_is_there() -> None:
    assert all(hasattr(bitting, name) for name in bitting.__all__)
    assert (Path(bitting.__file__).parent / "py.typed").exists()
