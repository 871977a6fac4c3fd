"""The conformance vectors through libbitting, as it is installed, from a program in C: one verdict, and no step left out."""

import os
import subprocess
from pathlib import Path

import pytest
from shop import CHECKOUT
from vectors import Scenario, Step

HERE = Path(__file__).parent
SOURCES = [str(path) for path in sorted(HERE.glob("*.c"))]


def run(*arguments: str, **environment: str) -> str:
    outcome = subprocess.run(
        arguments, capture_output=True, text=True, timeout=300, env={**os.environ, **environment}
    )
    assert outcome.returncode == 0, outcome.stderr
    # Neither a compiler nor the program has anything to say but what was asked.
    assert outcome.stderr == ""
    return outcome.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The program, with the environment that it needs to find the release library."""
    folder = tmp_path_factory.mktemp("c")
    run("make", "--no-print-directory", "-C", str(CHECKOUT), "install", f"DESTDIR={folder}", "PREFIX=/opt/bitting")
    installed = folder / "opt/bitting/lib"
    flags = run(
        "pkg-config", "--cflags", "--libs", "libbitting",
        PKG_CONFIG_SYSROOT_DIR=str(folder), PKG_CONFIG_PATH=str(installed / "pkgconfig"),
    ).split()  # fmt: skip
    path = str(folder / "vectors")
    run("cc", "-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-o", path, *SOURCES, *flags)
    return ["env", f"LD_LIBRARY_PATH={installed}", path]


def test_needs_the_c_library_and_libbitting(program: list[str]) -> None:
    lines = run("readelf", "--dynamic", "--wide", program[-1]).splitlines()
    assert [line.split("[")[1].rstrip("]") for line in lines if "(NEEDED)" in line] == ["libbitting.so.0", "libc.so.6"]


def difference(said: Step, step: Step) -> str | None:
    """How what the program said differs from what a step expects."""
    if said.expected != step.expected:
        return f"{said.expected} instead of {step.expected}"
    if step.action == "ask" and said.words["status"] != step.words.get("status", "200"):
        return f"status {said.words['status']} instead of {step.words.get('status', '200')}"
    wrong = [name for name, value in step.facts.items() if said.facts[name] != value]
    return f"another {wrong[0]}: {said.facts[wrong[0]]}" if wrong else None


def test_gives_the_one_verdict(program: list[str], scenarios: list[Scenario]) -> None:
    expected = [
        (scenario, number, step)
        for scenario in scenarios
        for number, step in enumerate(scenario.steps)
        for _ in range(int(step.words["times"]))
    ]
    output = run(*program, *(str(scenario.folder) for scenario in scenarios))
    verdicts = [Step.read(line) for line in output.splitlines()]
    wrong = []
    for said, (scenario, number, step) in zip(verdicts, expected, strict=True):
        place = (said.action, said.words["folder"], said.words["step"])
        assert place == (step.action, str(scenario.folder), str(number))
        if how := difference(said, step):
            wrong.append(f"{scenario.folder.name} step {number}: {how}")
    print({"scenarios": len(scenarios), "the same": len(verdicts) - len(wrong), "left out": 0})
    assert not wrong, "\n".join(wrong)
    assert len(scenarios) > 300
