"""The authorizer: decides about requests by the bundle that is in force."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeAlias, final

from . import _native
from ._errors import ArgumentError
from ._files import read_secret
from ._quotas import PAUSE, QuotaFile
from ._sources import Sources
from ._watching import Watch, check_interval

Clock: TypeAlias = Callable[[], tuple[int, int]]
"""Returns the seconds since 1970-01-01T00:00:00Z, and the nanoseconds of a clock that never goes back."""

Path: TypeAlias = str | os.PathLike[str]


def _distinct_files(paths: dict[str, Path | None]) -> dict[str, str]:
    """The paths as text, by the names of arguments; no two may be of one file, because each has its own part."""
    files: dict[str, str] = {}
    for name, path in paths.items():
        if path is None:
            continue
        text = os.fspath(path)
        if not isinstance(text, str):
            raise TypeError(f"`{name}` is the path of a file, not its content")
        for other, known in files.items():
            if _are_one_file(known, text):
                raise ArgumentError(f"`{other}` and `{name}` are one file")
        # They are looked at again later, when the working directory may be another.
        files[name] = os.path.abspath(text)
    return files


def _are_one_file(one: str, other: str) -> bool:
    """Whether two paths lead, or would lead, to one file."""
    real = [os.path.realpath(path).lstrip("/") for path in (one, other)]
    if real[0] == real[1]:
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Bundle:
    """The facts about the bundle in force. Times are seconds since 1970-01-01T00:00:00Z."""

    project: str
    service: str
    environment: str
    sequence: int
    """The number that only grows."""
    issued: int
    expires: int
    age: int
    """Seconds since it was issued."""
    is_expired: bool
    revocation_sequence: int
    """Of the revocation list in force; 0 without one."""
    revocation_count: int
    key_count: int
    secret_count: int
    route_count: int
    content: bytes
    """BLAKE2b-256 of what is inside."""
    commit: str
    """40 hexadecimal digits; empty where the declarations are in no repository."""
    is_dirty: bool


@final
class Authorizer(_native.Authorizer):
    """Decides whether requests may go on; safe to use from all threads.

    `Authorizer.open` makes one that follows files. One that is made by hand opens what it is given:

        update = authorizer.load(bundle, state=state)     # verified, and not in force yet
        ...                                               # write update.next_state where it survives a crash
        authorizer.replace(update, written=update.next_state)
    """

    def __init__(
        self,
        *,
        service: str,
        environment: str,
        identities: bytes | bytearray,
        signers: Sequence[str],
        threshold: int = 1,
        clock: Clock | None = None,
    ) -> None:
        """Makes an authorizer without a bundle.

        `identities` is the text of a file of age identities: it is copied to guarded memory. `signers` are the minisign
        public keys that are trusted, "RW...", and `threshold` is how many of them must have signed. Without a `clock`, the
        system's are asked.
        """
        texts = [signers] if isinstance(signers, str) else list(signers)
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("`signers` are minisign public keys as text, RW...")
        text = "\n".join(texts)
        self._service = f"{service}/{environment}"
        self._sources: Sources | None = None
        self._watches: list[Watch] = []
        self._quotas: QuotaFile | None = None
        self._create(service.encode(), environment.encode(), identities, text.encode(), threshold, clock)

    @classmethod
    def open(
        cls,
        bundle: Path,
        *,
        state: Path,
        service: str,
        environment: str,
        identity: Path,
        signers: Sequence[str],
        threshold: int = 1,
        revocations: Path | None = None,
        quotas: Path | None = None,
        watch: float | None = 1.0,
        clock: Clock | None = None,
    ) -> Self:
        """Puts the bundle in a file in force, and each later one that takes its place.

        `state` is a file that has to survive restarts: it holds what was accepted, so that nothing older is, and is written
        durably before a bundle is put in force. Processes may share it; beside it they keep a lock. If there is none, this
        is a first start.

        `revocations` is the file of a revocation list; it must be there. The files are looked at every `watch` seconds, or
        only when `reload` is called. A file that cannot be opened changes nothing: see `last_failure`.

        `quotas` is a file that keeps what was used of quotas, which else begin anew in each process. It is written every
        minute, by `close`, when the authorizer is let go, and when the interpreter ends; a process that a signal ends loses
        the last minute. It belongs to one process, which keeps a lock beside it.

        Raises `OpenError`, `StateError`, `ArgumentError` and `OSError`.
        """
        interval = check_interval(watch)
        secret = read_secret(os.fspath(identity))
        try:
            paths = {"bundle": bundle, "state": state, "identity": identity, "revocations": revocations, "quotas": quotas}
            files = _distinct_files(paths)
            authorizer = cls(
                service=service,
                environment=environment,
                identities=secret,
                signers=signers,
                threshold=threshold,
                clock=clock,
            )
        except ArgumentError as error:
            if not str(error).startswith("invalid-identity"):
                raise
            raise ArgumentError(f"invalid-identity: {os.fspath(identity)} is no file of age identities") from None
        finally:
            secret[:] = bytes(len(secret))
        if quotas is not None:
            authorizer._quotas = QuotaFile(files["quotas"])
        authorizer._sources = Sources(
            bundle=files["bundle"],
            revocations=files.get("revocations"),
            state=files["state"],
            quotas=authorizer._quotas,
        )
        try:
            authorizer.reload()
            authorizer._begin_watching(interval)
        except BaseException:
            authorizer.close()
            raise
        return authorizer

    def _begin_watching(self, interval: float | None) -> None:
        if interval is not None:
            complaint = "nothing new is put in force"
            self._watches.append(Watch(self, Authorizer._look, every=interval, complaint=complaint))
        if self._quotas:
            complaint = "what was used of quotas is not written"
            self._watches.append(Watch(self, Authorizer._save_quotas, every=PAUSE, complaint=complaint))

    def _look(self) -> bool:
        self.reload(patiently=True)
        return self.last_failure is None

    def _save_quotas(self) -> bool:
        return self._quotas is None or self._quotas.save(self)

    def reload(self, *, patiently: bool = False) -> bool:
        """Puts in force what has changed in the files, and returns whether anything has.

        With `patiently`, a file that failed and has not changed since is tried again later and later.

        Raises as `open` does. What was in force stays so then.
        """
        return self._sources is not None and self._sources.reload(self, patiently=patiently)

    @property
    def last_failure(self) -> Exception | None:
        """Why the files, as they now are, could not be put in force; None if they were."""
        return self._sources.failure if self._sources else None

    def load(self, bundle: bytes, *, state: bytes | None) -> _native.Update:
        """Verifies, decrypts and checks a bundle, and returns it as an update that is not in force.

        `state` is what the state file holds; None only if this is a first start. Other threads run meanwhile.

        Raises `OpenError`, `StateError` and `ClosedError`.
        """
        return self._load(bundle, state)

    def load_revocations(self, revocations: bytes, *, state: bytes | None) -> _native.Update:
        """The same for a revocation list."""
        return self._load_revocations(revocations, state)

    def replace(self, update: _native.Update, *, written: bytes) -> None:
        """Puts an update in force. `written` is the state as it now stands in the file.

        Raises `OpenError` if that is not what the update needs, or if something newer came before; `ClosedError` if it is in
        force by now.
        """
        self._replace(update, written)

    def quota_state(self) -> bytes:
        """What was used of quotas up to now, as text for a file, which may be shown.

        `Authorizer.open(quotas=...)` keeps such a file by itself. Raises `NotReadyError` and `ClosedError`.
        """
        return self._quota_state()

    def restore_quotas(self, update: _native.Update, quotas: bytes) -> None:
        """Goes on where an earlier process's `quota_state` says, from when `update`, the first one, is in force.

        Raises `StateError` for anything else, which must not be taken for nothing used, and once something is in force;
        `OpenError` for that of another project, service or environment; `ClosedError`.
        """
        self._restore_quotas(update, quotas)

    @property
    def bundle(self) -> Bundle:
        """The facts about the bundle in force. Raises `NotReadyError` and `ClosedError`."""
        facts = self._in_force()
        return Bundle(*facts[:7], bool(facts[7]), *facts[8:15], bool(facts[15]))

    def close(self) -> None:
        """Wipes and frees what it holds. Requests that come later raise `ClosedError`.

        What was used of quotas is written before; if that fails, it is closed nonetheless, and `OSError` raised.
        """
        for watch in self._watches:
            watch.stop()
        try:
            if self._quotas:
                self._quotas.save(self)
        finally:
            if self._quotas:
                self._quotas.release()
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # Not where making it has failed.
        if quotas := getattr(self, "_quotas", None):
            quotas.save_or_say(self)

    def __repr__(self) -> str:
        return f"<bitting.Authorizer {self._service}, identity <redacted>>"

    def __reduce__(self) -> str:
        raise TypeError("an authorizer holds secrets and cannot be pickled")
