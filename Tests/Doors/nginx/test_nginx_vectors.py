"""The conformance vectors through nginx: one verdict, for all that an HTTP request can say."""

import contextlib
import http.client
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

from running import MODULES, NGINX, free_port
from shop import CHECKOUT
from vectors import Scenario, Step

# What no request to a server can say.
IMPOSSIBLE = {"scope", "given-tenant", "no-address", "bytes"}

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
      bundle = "{folder}/bundle", revocations = "{folder}/list", state = "{folder}/state",
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


class Door:
    """nginx, with a scenario's files in place."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self.scenario, self.folder = scenario, folder
        self.last: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

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

    def ask_for(self, method: str, path: str, headers: list[tuple[str, str]]) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            # The client refuses what no client should send; the door has to.
            connection._encode_request = lambda line: line.encode("latin-1")  # type: ignore[attr-defined]
            connection._validate_path = lambda path: None  # type: ignore[attr-defined]
            connection.putrequest(method, path)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read().decode()
        finally:
            connection.close()

    def outcome(self, step: Step) -> str:
        first = step.words["state"] == "none"
        if not self.process or first or step.words["restart"] == "1":
            self.stop()
            if first:
                (self.folder / "state").unlink(missing_ok=True)
                (self.folder / "bundle").unlink(missing_ok=True)
            elif self.last:
                self.place(self.last, "bundle")
            self.start(step)
        self.ask_for("GET", f"/control/?utc={step.at}&steady={step.steady}", [])
        return self.ask(step) if step.action == "ask" else self.open(step)

    def place(self, file: Path, name: str) -> None:
        (self.folder / "fresh").symlink_to(file)
        os.replace(self.folder / "fresh", self.folder / name)

    def open(self, step: Step) -> str:
        name = "bundle" if step.action == "open" else "list"
        file = self.scenario.folder / step.words["file"]
        self.place(file, name)
        obstacle = self.folder / "state.new"
        if step.words["state"] == "unwritable":
            obstacle.mkdir()
        _, _, text = self.ask_for("GET", f"/control/?utc={step.at}&steady={step.steady}&reload=1", [])
        if obstacle.exists():
            obstacle.rmdir()
        failures = [line.removeprefix(f"{self.folder / name}: ") for line in text.splitlines()]
        failures = [failure for failure in failures if not failure.startswith(str(self.folder))]
        if failures:
            return failures[0].split(":")[0]
        if name == "bundle":
            self.last = file
        return "opens" if name == "bundle" else "accepted"

    def ask(self, step: Step) -> str:
        headers = [("X-Real-IP", step.words["from"])]
        tokens = [token.decode("latin-1") for token in step.tokens]
        if tokens:
            headers.append(("Authorization", f"Bearer {tokens[0]}"))
        headers += [("X-API-Key", token) for token in tokens[1:]]
        method, path = (step.bytes(name).decode("latin-1") for name in ("method", "path"))  # type: ignore[union-attr]
        status, fields, body = self.ask_for(method, path, headers)
        if status == 200 and fields.get("x-allowed") == "yes":
            for name, value in step.facts.items():
                if name != "route" and value != "*":
                    assert fields.get(f"x-told-{name}", "") == value, (self.scenario.folder.name, name)
            return "allow"
        if "x-reason" not in fields:
            # nginx takes no request like that from anybody.
            assert status in (400, 405, 414, 501, 505), (status, body)
            return "deny by nginx"
        reason = fields["x-reason"]
        return f"deny {reason}"


def possible(step: Step) -> bool:
    if step.action != "ask":
        return True
    if b"://" in (step.bytes("path") or b"").partition(b"/v1")[0]:
        # A request may name the whole URL; nginx takes the path out of it, for everybody behind it too.
        return False
    if step.bytes("path") == b"" or any(byte <= 0x20 for name in ("method", "path") for byte in step.bytes(name) or b""):
        # A request line ends there, and has to name something.
        return False
    if any(set(token) & set(b"\r\n\0") or token.strip(b" \t") != token for token in step.tokens):
        # No header carries this: HTTP takes the white space around a value for none of it.
        return False
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(step.words.get("from", ""))
        return not step.needs & IMPOSSIBLE
    return False


def test_gives_the_one_verdict(scenarios: list[Scenario]) -> None:
    wrong, count = [], Counter[str]()
    for scenario in scenarios:
        folder = Path(tempfile.mkdtemp(prefix="bitting-vector-"))
        door = Door(scenario, folder)
        try:
            for number, step in enumerate(scenario.steps):
                if not possible(step):
                    count["left out"] += 1
                    # What would have been used up is missing from here on.
                    if step.expected == "allow":
                        count["left out"] += len(scenario.steps) - number - 1
                        break
                    continue
                for _ in range(int(step.words["times"])):
                    outcome = door.outcome(step)
                if outcome == "deny by nginx" and step.expected.startswith("deny "):
                    count["denied by nginx itself"] += 1
                elif outcome != step.expected:
                    wrong.append(f"{scenario.folder.name} step {number}: {outcome} instead of {step.expected}")
                else:
                    count["the same"] += 1
        finally:
            door.stop()
            shutil.rmtree(folder)
    print(dict(count))
    assert not wrong, "\n".join(wrong)
    assert count["the same"] > 100
