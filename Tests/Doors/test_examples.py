"""The examples in the pages of the doors: what is copied from there runs and answers as it says."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from shop import CHECKOUT, PROGRAM

BINDINGS = CHECKOUT / "Sources/Bindings"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize("door", ["python", "nginx"])
def test_the_example_runs(door: str, tmp_path: Path) -> None:
    if door == "nginx" and not Path("/usr/lib/nginx/modules/ngx_http_lua_module.so").exists():
        pytest.skip("there is no nginx with Lua (Debian: nginx-light libnginx-mod-http-lua)")
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    page = (BINDINGS / door / "README.md").read_text()
    script, answer = (re.search(rf"```{kind}\n(.*?)```", page, re.S) for kind in ("sh", "text"))
    assert script and answer
    text = script[1]
    for port in ("8123", "8124"):
        text = text.replace(port, str(free_port()))
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "bitting").symlink_to(PROGRAM)
    (programs / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (programs / "python").chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    outcome = run(text, work, f"{programs}:{os.environ['PATH']}")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert outcome.stdout.endswith(answer[1]), outcome.stdout + outcome.stderr


def run(script: str, work: Path, path: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script, and ends what it left running."""
    environment = {
        **os.environ, "PATH": path, "BITTING_LUA": str(BINDINGS / "nginx"), "no_proxy": "127.0.0.1",
        "BITTING_LIBRARY": str(CHECKOUT / ".build-lib/library/libbitting.so.0"),
    }  # fmt: skip
    output, errors = work.parent / "output", work.parent / "errors"
    with output.open("wb") as out, errors.open("wb") as err:
        shell = subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", script], cwd=work, stdout=out, stderr=err, env=environment,
            start_new_session=True,
        )  # fmt: skip
        try:
            status = shell.wait(timeout=120)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
            if (work / "nginx.pid").exists():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int((work / "nginx.pid").read_text()), signal.SIGTERM)
    return subprocess.CompletedProcess([], status, output.read_text(), errors.read_text())
