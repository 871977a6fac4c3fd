"""Files that are read whole, and one that is written so that it survives a crash."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

from ._errors import ArgumentError, OpenError

LARGEST_BUNDLE = (4 << 30) + (2 << 20)
"""No bundle has more bytes: nothing larger is read."""

LARGEST_LIST = 1_042_097_152
"""No revocation list has more bytes, and no state, which has a line for each secret that was revoked."""


class Stamp(NamedTuple):
    """What changes when a file does."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


def stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def read_file(path: str, largest: int) -> tuple[bytes, Stamp]:
    """The bytes of a regular file, and its stamp from before it was read."""
    with open(path, "rb", opener=_open_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path} is no file")
        if status.st_size > largest:
            raise OpenError("too-large", path)
        return file.read(), stamp_of(status)


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def read_secret(path: str) -> bytearray:
    """The bytes of a small file, which the caller wipes."""
    # Every error of the system shows the path.
    if "age-secret-key-" in str(path).lower():
        raise ArgumentError("an identity is given where the path of its file is wanted")
    with open(path, "rb", buffering=0) as file:
        secret = bytearray(min(os.fstat(file.fileno()).st_size, 1 << 20))
        file.readinto(secret)
        return secret


def read_state(path: str) -> bytes | None:
    """The state; None if there is no such file. One that cannot be read is an error, and so is a link that leads nowhere."""
    try:
        return read_file(path, LARGEST_LIST)[0]
    except FileNotFoundError:
        if os.path.lexists(path):
            raise
        return None


def write_durably(path: str, content: bytes) -> None:
    """Puts `content` in the file's place, whole or not at all; only one process may do so at a time."""
    fresh = path + ".new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(fresh, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.rename(fresh, path)
    folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


_locks: set[int] = set()
"""The open lock files of this process."""


@contextlib.contextmanager
def locked(path: str) -> Iterator[None]:
    """Keeps other processes that use the state file at `path` away."""
    process = os.getpid()
    lock = hold_lock(path + ".lock", fcntl.LOCK_EX)
    try:
        yield
    finally:
        # In a child of a fork the lock is the parent's, and the file is closed already.
        if os.getpid() == process:
            let_go(lock)


def hold_lock(path: str, how: int) -> int:
    """Locks the file at `path`, which is made if there is none, as `flock` does; returns it for `let_go`."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    _locks.add(lock)
    try:
        fcntl.flock(lock, how)
    except BaseException:
        let_go(lock)
        raise
    return lock


def let_go(lock: int) -> None:
    """Unlocks and closes what `hold_lock` gave to this process."""
    _locks.discard(lock)
    # Closing alone would leave it to a child that was forked meanwhile.
    fcntl.flock(lock, fcntl.LOCK_UN)
    os.close(lock)


def _let_go_of_locks() -> None:
    """A child that kept the files open would keep the locks of a parent that ends."""
    while _locks:
        os.close(_locks.pop())


os.register_at_fork(after_in_child=_let_go_of_locks)
