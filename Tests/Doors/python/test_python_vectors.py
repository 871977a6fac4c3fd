"""The conformance vectors through the package: one verdict."""

import bitting
import pytest
from bitting._files import LARGEST_BUNDLE, LARGEST_LIST, read_file
from vectors import Scenario, Step


class Door:
    """The package, with a host around it that keeps its state."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.state: bytes | None = None
        self.last: Step | None = None
        self.now = (0, 0)
        self.start()

    def start(self) -> None:
        validator = self.scenario.validator
        self.authorizer = bitting.Authorizer(
            service=validator["service"],
            environment=validator["environment"],
            identities=(self.scenario.folder / "identity").read_bytes(),
            signers=self.scenario.signers,
            threshold=int(validator["threshold"]),
            clock=lambda: self.now,
        )

    def outcome(self, step: Step) -> str:
        self.now = (step.at, step.steady)
        if step.words["restart"] == "1" or step.words["state"] == "none":
            self.authorizer.close()
            self.start()
            if self.last and step.words["state"] != "none":
                self.open(self.last, "kept")
        try:
            if step.action == "ask":
                return self.ask(step)
            self.open(step, step.words["state"])
        except bitting.OpenError as error:
            return error.failure
        if step.action == "open":
            self.last = step
        return "opens" if step.action == "open" else "accepted"

    def open(self, step: Step, kept: str) -> None:
        is_list = step.action == "revoke"
        path = str(self.scenario.folder / step.words["file"])
        content, _ = read_file(path, LARGEST_LIST if is_list else LARGEST_BUNDLE)
        load = self.authorizer.load_revocations if is_list else self.authorizer.load
        update = load(content, state=None if kept == "none" else self.state)
        written = b"" if kept == "unwritable" else update.next_state
        self.authorizer.replace(update, written=written)
        self.state = written

    def ask(self, step: Step) -> str:
        decision = self.authorizer.authorize(
            step.tokens[0] if step.tokens else None,
            several=len(step.tokens) > 1,
            method=step.bytes("method"),
            path=step.bytes("path"),
            scope=step.bytes("scope"),
            tenant=step.bytes("tenant"),
            address=step.words.get("from"),
        )
        for name, value in step.facts.items():
            fact = "*" if name == "tenant" and decision.reach == "all" else getattr(decision, name)
            assert (fact or "") == value, (self.scenario.folder.name, name)
        return "allow" if decision else f"deny {decision.reason}"


def test_gives_the_one_verdict(scenarios: list[Scenario]) -> None:
    wrong = []
    for scenario in scenarios:
        door = Door(scenario)
        for number, step in enumerate(scenario.steps):
            for _ in range(int(step.words["times"])):
                outcome = door.outcome(step)
            if outcome != step.expected:
                wrong.append(f"{scenario.folder.name} step {number}: {outcome} instead of {step.expected}")
        door.authorizer.close()
    assert not wrong, "\n".join(wrong)
    assert len(scenarios) > 100
