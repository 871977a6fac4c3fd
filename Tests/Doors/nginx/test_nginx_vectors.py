"""The conformance vectors through nginx: one verdict, for all that an HTTP request can say."""

import contextlib
import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

import http_vectors
from http_vectors import BY_THE_SERVER, REFUSALS, credentials
from running import MODULES, NGINX, free_port
from shop import CHECKOUT
from vectors import Scenario, Step

CONFIGURATION = """
load_module {modules}/ndk_http_module.so;
load_module {modules}/ngx_http_lua_module.so;
{user}
worker_processes 1;
daemon off;
pid nginx.pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  large_client_header_buffers 4 64k;
  lua_shared_dict clock 64k;
  lua_package_path "{checkout}/Sources/Bindings/nginx/?.lua;;";
  init_by_lua_block {{
    ngx.shared.clock:set("utc", {utc})
    ngx.shared.clock:set("steady", {steady})
    local signers = {{}}
    for line in io.lines("{scenario}/signers") do signers[#signers + 1] = line end
    require("bitting").setup({{
      service = "{service}", environment = "{environment}", threshold = {threshold}, signers = signers,
      library = "{library}", identity = "{scenario}/identity", every = 3600,
      bundle = "{folder}/bundle", state = "{folder}/state",
      -- Most scenarios have no list, and in the others it comes later.
      revocations = "{folder}/list", awaits_revocations = true,
      clock = function() return ngx.shared.clock:get("utc"), ngx.shared.clock:get("steady") end,
    }})
  }}
  init_worker_by_lua_block {{ require("bitting").start() }}
  server {{
    listen 127.0.0.1:{port} reuseport;
    set_real_ip_from 127.0.0.0/8;
    real_ip_header X-Real-IP;
    location /control/ {{
      content_by_lua_block {{
        ngx.shared.clock:set("utc", tonumber(ngx.var.arg_utc))
        ngx.shared.clock:set("steady", tonumber(ngx.var.arg_steady))
        ngx.print(ngx.var.arg_reload and require("bitting").reload() or "")
      }}
    }}
    location / {{
      access_by_lua_block {{ require("bitting").access() }}
      header_filter_by_lua_block {{ ngx.header["X-Reason"] = ngx.ctx.bitting_reason }}
      content_by_lua_block {{
        local told = ngx.req.get_headers(0)
        for _, name in ipairs({{ "Key", "Type", "Owner", "Tenant", "Handle" }}) do
          ngx.header["X-Told-" .. name] = told["X-Bitting-" .. name]
        end
        ngx.header["X-Allowed"] = "yes"
        ngx.say("allow")
      }}
    }}
  }}
}}
"""


class Door(http_vectors.Door):
    """nginx, with a scenario's files in place."""

    process: subprocess.Popen[bytes] | None = None

    def start(self, step: Step) -> None:
        self.port = free_port()
        (self.folder / "nginx.conf").write_text(
            CONFIGURATION.format(
                modules=MODULES, user="user root root;" if os.geteuid() == 0 else "", checkout=CHECKOUT,
                utc=step.at, steady=step.steady, scenario=self.scenario.folder, folder=self.folder, port=self.port,
                library=CHECKOUT / ".build-lib/library/libbitting.so.0", **self.scenario.validator,
            )
        )  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(NGINX), "-p", str(self.folder), "-c", "nginx.conf", "-e", "stderr"], stdout=log, stderr=log
            )
        deadline = time.monotonic() + 30
        while True:
            assert self.process.poll() is None and time.monotonic() < deadline, (self.folder / "log").read_text()
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            time.sleep(0.005)

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
            self.process = None

    def ask(self, step: Step) -> str:
        headers = [("X-Real-IP", step.words["from"]), *credentials(step)]
        method, path = (step.bytes(name).decode("latin-1") for name in ("method", "path"))  # type: ignore[union-attr]
        status, fields, body = http_vectors.request(self.port, method, path, headers)
        if status == 200 and fields.get("x-allowed") == "yes":
            for name, value in step.facts.items():
                if name != "route" and value != "*":
                    assert fields.get(f"x-told-{name}", "") == value, (self.scenario.folder.name, name)
            return "allow"
        if "x-reason" not in fields:
            # nginx takes no request like that from anybody.
            assert status in REFUSALS, (status, body)
            return BY_THE_SERVER
        assert str(status) == step.words.get("status", str(status)), (self.scenario.folder.name, status)
        return f"deny {fields['x-reason']}"

    def can(self, step: Step) -> bool:
        with contextlib.suppress(ValueError):
            ipaddress.ip_address(step.words.get("from", "::"))
            return super().can(step)
        return False


def test_gives_the_one_verdict(scenarios: list[Scenario]) -> None:
    wrong, count = [], Counter[str]()
    for scenario in scenarios:
        folder = Path(tempfile.mkdtemp(prefix="bitting-vector-"))
        try:
            wrong += http_vectors.run(Door(scenario, folder), scenario.steps, count)
        finally:
            shutil.rmtree(folder)
    print(dict(count))
    assert not wrong, "\n".join(wrong)
    assert count["the same"] > 100
