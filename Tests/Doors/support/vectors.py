"""The conformance vectors, prepared as plain files."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from shop import CHECKOUT

PREPARE = Path(os.environ.get("PREPARE_VECTORS", CHECKOUT / ".build/debug/prepare-vectors"))


@dataclass
class Step:
    """A line of `steps.tsv`; bytes are bytes."""

    action: str
    words: dict[str, str] = field(default_factory=dict)
    tokens: list[bytes] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)

    @staticmethod
    def read(line: str) -> "Step":
        action, *words = line.split("\t")
        step = Step(action)
        for name, value in (word.split("=", 1) for word in words):
            if name == "token":
                step.tokens.append(bytes.fromhex(value))
            elif name == "needs":
                step.needs.add(value)
            else:
                step.words[name] = value
        return step

    def bytes(self, name: str) -> bytes | None:
        return bytes.fromhex(self.words[name]) if name in self.words else None

    @property
    def facts(self) -> dict[str, str]:
        return {k[5:]: bytes.fromhex(v).decode() for k, v in self.words.items() if k.startswith("fact-")}

    @property
    def expected(self) -> str:
        return " ".join(filter(None, (self.words["expect"], self.words.get("reason"))))

    @property
    def at(self) -> int:
        return int(self.words["at"])

    @property
    def steady(self) -> int:
        return int(self.words["steady"])


@dataclass
class Scenario:
    folder: Path
    validator: dict[str, str]
    steps: list[Step]

    @property
    def signers(self) -> list[str]:
        return (self.folder / "signers").read_text().split()


def read_scenario(folder: Path) -> Scenario:
    head, *steps = (folder / "steps.tsv").read_text().splitlines()
    return Scenario(folder, Step.read(head).words, [Step.read(line) for line in steps])


def prepare(folder: Path) -> list[Scenario] | None:
    """All scenarios; None where the program that prepares them has not been built."""
    if not PREPARE.exists():
        return None
    program = shutil.which(PREPARE)
    subprocess.run([str(program), str(folder)], check=True, capture_output=True, cwd=CHECKOUT, timeout=300)
    return [read_scenario(path) for path in sorted(folder.iterdir())]
