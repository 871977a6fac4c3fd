"""A real nginx with the module, in a folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from shop import CHECKOUT, NOW, Shop

MODULES = Path("/usr/lib/nginx/modules")
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")

CONFIGURATION = """
load_module {modules}/ndk_http_module.so;
load_module {modules}/ngx_http_lua_module.so;
{user}
worker_processes {workers};
daemon off;
pid nginx.pid;
error_log stderr notice;
events {{ worker_connections 256; }}
http {{
  access_log off;
  underscores_in_headers on;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  lua_package_path "{checkout}/Sources/Bindings/nginx/?.lua;;";
  init_by_lua_block {{
    require("bitting").setup({{
      service = "storefront", environment = "live", library = "{library}",
      identity = {identity}, signers = {{ "{signer}" }},
      bundle = "{folder}/storefront.live.bitting", state = "{folder}/state/state", every = 0.05,
      -- A shop that has a list has one from the start.
      revocations = io.open("{folder}/shop.revocations") and "{folder}/shop.revocations",
      {clock}
      {setup}
    }})
  }}
  {start}
  server {{
    listen 127.0.0.1:{port};
    {more}
    location / {{
      access_by_lua_block {{ require("bitting").access() }}
      proxy_pass http://127.0.0.1:{upstream};
    }}
    log_by_lua_block {{
      if ngx.ctx.bitting_reason then ngx.log(ngx.NOTICE, "reason=", ngx.ctx.bitting_reason, ";") end
    }}
  }}
}}
"""


class Upstream:
    """Answers with what it was asked."""

    def __init__(self) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = [[name.lower(), value] for name, value in self.headers.items()]
                body = json.dumps({"path": self.path, "headers": headers}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_PUT = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Nginx:
    """nginx in front of an upstream, started from a copy of a shop."""

    def __init__(self, shop: Shop, upstream: Upstream, **options: str) -> None:
        # Its workers are nobody in particular, so they must get to the folder.
        self.folder = Path(tempfile.mkdtemp(prefix="bitting-nginx-"))
        self.folder.chmod(0o755)
        shutil.copytree(shop.folder, self.folder, dirs_exist_ok=True)
        self.shop = Shop(self.folder, shop.signer, shop.tokens)
        state = self.folder / "state"
        state.mkdir()
        if os.geteuid() == 0:
            shutil.chown(state, "nobody", "nogroup")
        self.port = free_port()
        (self.folder / "nginx.conf").write_text(
            CONFIGURATION.format(
                **{
                    "modules": MODULES, "checkout": CHECKOUT, "folder": self.folder, "signer": shop.signer,
                    "library": CHECKOUT / ".build-lib/library/libbitting.so.0", "port": self.port,
                    "upstream": upstream.port, "user": "user nobody nogroup;" if os.geteuid() == 0 else "",
                    "identity": f'"{self.folder}/storefront.identity"', "workers": "1", "more": "", "setup": "", "start": 'init_worker_by_lua_block { require("bitting").start() }',
                    "clock": f"clock = function() return {NOW}, 1000000000000ull end,",
                    **options,
                }
            )
        )  # fmt: skip
        self.log = self.folder / "log"
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(NGINX), "-p", str(self.folder), "-c", "nginx.conf", "-e", "stderr"],
                stdout=output, stderr=output, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False)

    def wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + 30
        while True:
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return
            except OSError:
                time.sleep(0.02)

    def __enter__(self) -> "Nginx":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder)

    def reasons(self) -> list[str]:
        """Why requests were denied, as the log has it."""
        return [part.split(";")[0] for part in self.log.read_text().split("reason=")[1:]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
