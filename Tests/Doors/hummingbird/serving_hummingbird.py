"""The servers with the middleware for Hummingbird, as `make hummingbird` has built them."""

import json
import os
import subprocess
import time
from pathlib import Path

import httpx
from shop import CHECKOUT, NOW, Shop

PROGRAMS = Path(os.environ.get("HUMMINGBIRD_SERVERS", CHECKOUT / ".build-hummingbird/debug"))


class Process:
    """A server in a process of its own, which writes its port to a folder once it listens."""

    def __init__(self, name: str, folder: Path, *arguments: str, **environment: str) -> None:
        self.log = folder / f"{name}.log"
        port = folder / "port"
        port.unlink(missing_ok=True)
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(PROGRAMS / name), *arguments], stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env={**os.environ, **environment},
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while not port.exists():
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.01)
        self.port = int(port.read_text())

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Server(Process):
    """The shop's storefront."""

    name = "hummingbird"
    log_is_ours = True

    def __init__(self, shop: Shop, proxies: list[str], socket: str | None = None) -> None:
        more = {"SHOP_SOCKET": socket} if socket else {}
        super().__init__(
            "shop-server", shop.folder,
            SHOP=str(shop.folder), SHOP_SIGNER=shop.signer, SHOP_NOW=str(NOW), SHOP_PROXIES=json.dumps(proxies), **more,
        )  # fmt: skip
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False,
            transport=httpx.HTTPTransport(uds=socket) if socket else None,
        )  # fmt: skip

    def stop(self) -> None:
        self.client.close()
        super().stop()
