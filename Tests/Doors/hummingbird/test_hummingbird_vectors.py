"""The conformance vectors through a real Hummingbird server: one verdict, for all that an HTTP request can say."""

import shutil
import tempfile
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import http_vectors
import pytest
from http_vectors import BY_THE_SERVER, REFUSALS, credentials
from serving_hummingbird import Process
from vectors import Scenario, Step


class Door(http_vectors.Door):
    """The server, with a scenario's files in place."""

    # The host may do the routing, know the tenant, and not know the address.
    can_do = http_vectors.Door.can_do | {"scope", "given-tenant", "no-address"}

    def __init__(self, scenario: Scenario, folder: Path, port: int) -> None:
        super().__init__(scenario, folder)
        self.port = port

    def start(self, step: Step) -> None:
        options = {
            **self.scenario.validator, "scenario": str(self.scenario.folder), "folder": str(self.folder),
            "signers": ",".join(self.scenario.signers), "start": "1",
        }  # fmt: skip
        if self.last:
            options["reload"] = "1"
        query = urllib.parse.urlencode({**options, "utc": step.at, "steady": step.steady})
        assert http_vectors.get(self.port, f"/control/?{query}") == ""

    def stop(self) -> None:
        # One process serves all scenarios, one after the other.
        pass

    def ask(self, step: Step) -> str:
        headers = [("Vector-From", step.words["from"].encode().hex())] if "from" in step.words else []
        headers += [(f"Vector-{name}", step.words[name]) for name in ("scope", "tenant") if name in step.words]
        # Where a scope is asked for, any route will do.
        target = (step.bytes("method"), step.bytes("path")) if "path" in step.words else (b"GET", b"/")
        method, path = ((word or b"").decode("latin-1") for word in target)
        status, fields, body = http_vectors.request(self.port, method, path, headers + credentials(step))
        place = self.scenario.folder.name
        if "vector-reason" not in fields:
            # Hummingbird takes no request like that from anybody.
            assert status in REFUSALS, (place, status, body)
            return BY_THE_SERVER
        for name, value in step.facts.items():
            assert bytes.fromhex(fields[f"vector-{name}"]).decode() == value, (place, name)
        if fields["vector-reason"] == "none":
            assert (status, fields["vector-allowed"]) == (200, "true"), place
            return "allow"
        assert str(status) == step.words.get("status", "200"), (place, status)
        return f"deny {fields['vector-reason']}"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    folder = Path(tempfile.mkdtemp(prefix="bitting-vectors-"))
    server = Process("vector-server", folder, str(folder))
    yield server.port
    server.stop()
    shutil.rmtree(folder)


def test_gives_the_one_verdict(scenarios: list[Scenario], port: int, tmp_path: Path) -> None:
    wrong, count = [], Counter[str]()
    for scenario in scenarios:
        folder = tmp_path / scenario.folder.name
        folder.mkdir()
        wrong += http_vectors.run(Door(scenario, folder, port), scenario.steps, count)
    print(dict(count))
    assert not wrong, "\n".join(wrong)
    assert count["the same"] > 1000
