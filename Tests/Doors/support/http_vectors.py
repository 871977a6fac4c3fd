"""The conformance vectors through a server: one verdict, for all that an HTTP request can say."""

import http.client
import os
from collections import Counter
from pathlib import Path

from vectors import Scenario, Step

REFUSALS = (400, 405, 414, 501, 505)
"""How a server answers what it takes for no request at all, from anybody."""

BY_THE_SERVER = "deny by the server"


def get(port: int, target: str) -> str:
    """What a server answers to its host."""
    status, _, body = request(port, "GET", target, [])
    assert status == 200, body
    return body


def request(
    port: int, method: str, path: str, headers: list[tuple[str, str]]
) -> tuple[int, dict[str, str], str]:
    """Sends a request as it is, and returns status, fields and body of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
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


class Door:
    """A server with a scenario's files in a folder: the bundle, the list, and the state that it keeps."""

    can_do: frozenset[str] = frozenset({"running", "counting", "several", "raw"})
    """What of the needs of a step it can do; `raw` is tried, as far as a request can carry it."""

    port: int

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self.scenario, self.folder = scenario, folder
        self.is_started = False
        self.last: Path | None = None

    def start(self, step: Step) -> None:
        """Starts the service at the time of a step, with what is in the folder."""
        raise NotImplementedError

    def stop(self) -> None:
        """Ends it, so that nothing is left but the folder."""
        raise NotImplementedError

    def ask(self, step: Step) -> str:
        """What it says to a request."""
        raise NotImplementedError

    def control(self, step: Step, *, reload: bool = False) -> str:
        """Sets the clock, perhaps has the files looked at, and returns what failed, a line for each."""
        more = "&reload=1" if reload else ""
        return get(self.port, f"/control/?utc={step.at}&steady={step.steady}{more}")

    def outcome(self, step: Step) -> str:
        first = step.words["state"] == "none"
        if not self.is_started or first or step.words["restart"] == "1":
            self.stop()
            if first:
                (self.folder / "state").unlink(missing_ok=True)
                (self.folder / "bundle").unlink(missing_ok=True)
                self.last = None
            elif self.last:
                self.place(self.last, "bundle")
            self.start(step)
            self.is_started = True
        self.control(step)
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
        text = self.control(step, reload=True)
        if obstacle.exists():
            obstacle.rmdir()
        failures = [line.removeprefix(f"{self.folder / name}: ") for line in text.splitlines()]
        failures = [failure for failure in failures if not failure.startswith(str(self.folder))]
        if failures:
            return failures[0].split(":")[0]
        if name == "bundle":
            self.last = file
        return "opens" if name == "bundle" else "accepted"

    def can(self, step: Step) -> bool:
        """Whether a step can be put into a request to this server."""
        if step.action != "ask":
            return True
        if b"://" in (step.bytes("path") or b"").partition(b"/v1")[0]:
            # A request may name the whole URL; servers take the path out of it, for everybody behind them too.
            return False
        words = [step.bytes(name) for name in ("method", "path")]
        if words[1] == b"" or any(byte <= 0x20 for word in words for byte in word or b""):
            # A request line ends there, and has to name something.
            return False
        if any(set(token) & set(b"\r\n\0") or token.strip(b" \t") != token for token in step.tokens):
            # No header carries this: HTTP takes the white space around a value for none of it.
            return False
        return step.needs <= self.can_do


def credentials(step: Step) -> list[tuple[str, str]]:
    """The fields that carry the tokens of a step."""
    tokens = [token.decode("latin-1") for token in step.tokens]
    return [("Authorization", f"Bearer {token}") for token in tokens[:1]] + [("X-API-Key", token) for token in tokens[1:]]


def run(door: Door, steps: list[Step], count: Counter[str]) -> list[str]:
    """Runs a scenario, counts its steps, and returns what is wrong."""
    wrong = []
    counts = any("counting" in step.needs for step in steps)
    try:
        for number, step in enumerate(steps):
            if not door.can(step):
                count["left out"] += 1
                # What would have been used up is missing from here on.
                if counts and step.expected == "allow":
                    count["left out"] += len(steps) - number - 1
                    break
                continue
            for _ in range(int(step.words["times"])):
                outcome = door.outcome(step)
            if outcome == BY_THE_SERVER and (step.expected.startswith("deny ") or "raw" in step.needs):
                count["denied by the server itself"] += 1
            elif outcome != step.expected:
                wrong.append(f"{door.scenario.folder.name} step {number}: {outcome} instead of {step.expected}")
            else:
                count["the same"] += 1
    finally:
        door.stop()
    return wrong
