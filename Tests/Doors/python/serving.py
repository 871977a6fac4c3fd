"""Authorizers and servers for the tests of the Python package."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import bitting
import httpx
import shop as shop_module
from shop import Shop


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.utc = shop_module.NOW
        self.steady = 1_000_000_000_000

    def __call__(self) -> tuple[int, int]:
        return self.utc, self.steady

    def go(self, seconds: float) -> None:
        self.utc += int(seconds)
        self.steady += int(seconds * 1e9)


def open_shop(shop: Shop, clock: Clock, **options: object) -> bitting.Authorizer:
    given: dict[str, object] = {"watch": None, **options}
    return bitting.Authorizer.open(
        shop.bundle, state=shop.folder / "state", service="storefront", environment="live", identity=shop.identity,
        signers=[shop.signer], clock=clock, **given,  # type: ignore[arg-type]
    )  # fmt: skip


class Server:
    """A server in a process of its own, on a socket of loopback that is listening already."""

    name = ""
    log_is_ours = True

    def __init__(self, command: list[str], shop: Shop, log: Path, **environment: str) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.set_inheritable(True)
        descriptor = str(self.socket.fileno())
        here = str(Path(__file__).parent)
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *(word.replace("{fd}", descriptor) for word in command)],
                cwd=here, stdout=output, stderr=subprocess.STDOUT, pass_fds=[self.socket.fileno()],
                env={**os.environ, "PYTHONPATH": str(Path(shop_module.__file__).parent), "SHOP": str(shop.folder), "SHOP_SIGNER": shop.signer, **environment},
            )  # fmt: skip
        self.port: int = self.socket.getsockname()[1]
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.socket.close()

    def raw(self, request: bytes) -> bytes:
        """What the server answers to bytes that no client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(request)
            answer = b""
            while part := connection.recv(65_536):
                answer += part
            return answer
