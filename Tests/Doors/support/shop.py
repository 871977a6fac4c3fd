"""A folder with what a service of the shop has: a bundle, what opens it, and the tokens of some keys.

It is made by `bitting`, from a copy of this repository's own declarations, at a fixed time.
"""

import dataclasses
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("BITTING", str(CHECKOUT / ".build/debug/bitting"))

ISSUED = 1_795_161_600  # 2026-11-20T08:00:00Z
NOW = ISSUED + 3600
TENANT_ORDERS = "/v1/tenants/zenith/orders"
ADDRESS = "127.0.0.1"


def bitting(root: Path, *arguments: str, at: int = ISSUED) -> str:
    """Runs `bitting` in `root` at a time."""
    timed = [] if arguments[0] in ("keygen", "init") else ["--at", instant(at)]
    outcome = subprocess.run([PROGRAM, *arguments, *timed], cwd=root, capture_output=True, text=True, timeout=120)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout.strip()


def instant(seconds: int) -> str:
    return subprocess.run(
        ["date", "-u", "-d", f"@{seconds}", "+%FT%TZ"], capture_output=True, text=True, check=True
    ).stdout.strip()


@dataclasses.dataclass
class Shop:
    folder: Path
    signer: str
    tokens: dict[str, str] = dataclasses.field(repr=False)

    bundle: Path = dataclasses.field(init=False)
    identity: Path = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.bundle = self.folder / "storefront.live.bitting"
        self.identity = self.folder / "storefront.identity"

    def build(self, at: int, to: Path | None = None) -> Path:
        """Seals the declarations at a time."""
        root = self.folder / "root"
        key = str(self.folder / "release.key")
        bitting(
            root, "build", "--service", "storefront", "--environment", "live", "--signing-key", key, at=at
        )
        # As a deployment does: whole or not at all.
        fresh = self.folder / "fresh"
        shutil.copyfile(root / "dist/storefront.live.bitting", fresh)
        os.replace(fresh, to or self.bundle)
        return to or self.bundle


    def revoke(self, name: str, at: int, others: int = 0) -> Path:
        """Revokes a key, and as many secrets that nobody has, and makes the list of all that is revoked."""
        root, key = self.folder / "root", str(self.folder / "release.key")
        bitting(root, "revoke", name, "--reason", "lost", at=at)
        if others:
            time = instant(ISSUED)
            stones = [
                TOMBSTONE.format(handle=f"{number:08}", digest=hashlib.sha256(b"%d" % number).hexdigest(), time=time)
                for number in range(others)
            ]
            (root / "keys/revoked/others.yaml").write_text("---\n".join(stones))
        bitting(root, "build", "--revocations", "--no-bundles", "--signing-key", key, at=at)
        (made,) = (root / "dist").glob("*.revocations")
        fresh, path = self.folder / "fresh", self.folder / "shop.revocations"
        shutil.copyfile(made, fresh)
        os.replace(fresh, path)
        return path


TOMBSTONE = """revoked: {handle}
key: nobody
sha256: {digest}
at: {time}
reason: made up
"""


def make_shop(folder: Path) -> Shop:
    root = folder / "root"
    root.mkdir(parents=True)
    for name in ("keys", "policies"):
        shutil.copytree(CHECKOUT / name, root / name)
    signer = bitting(root, "keygen", "signer", "--out", str(folder / "release.key"))
    identity = folder / "storefront.identity"
    recipient = bitting(root, "keygen", "service", "--out", str(identity))
    replace(root / "policies/project.yaml", r"RW[A-Za-z0-9+/=]{54}", signer)
    replace(root / "policies/services.yaml", r"(?<=live: \[)age1[0-9a-z]+", recipient)
    tokens = {
        name: new(root, name, *options)
        for name, options in {
            "zenith-pickup": ("--rate", "60/min", "--network", "127.0.0.0/8", "--network", "192.0.2.0/24"),
            "zenith-lost": (),
            "zenith-slow": ("--rate", "1/min"),
        }.items()
    }
    bitting(root, "revoke", "zenith-lost", "--reason", "seen in a public gist")
    shop = Shop(folder, signer, tokens)
    shop.build(ISSUED)
    return shop


def new(root: Path, name: str, *options: str) -> str:
    return bitting(
        root, "new", name, "--type", "client", "--environment", "live", "--owner", "care@shop.example",
        "--purpose", "Looks up orders", "--tenant", "zenith", "--scope", "orders:read", "--expires", "2026-12-20",
        *options, "--print",
    )  # fmt: skip


def replace(file: Path, pattern: str, text: str) -> None:
    content, count = re.subn(pattern, text, file.read_text(), count=1)
    assert count == 1, file
    file.write_text(content)
