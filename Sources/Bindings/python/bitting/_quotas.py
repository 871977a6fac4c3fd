"""A file that keeps what was used of quotas, so that it outlives the process."""

import atexit
import fcntl
import logging
import os
import sys
import threading
import weakref
from typing import TYPE_CHECKING

from ._errors import ArgumentError, ClosedError, NotReadyError, StateError
from ._files import LARGEST_LIST, Stamp, hold_lock, let_go, read_file, stamp_of, write_durably

if TYPE_CHECKING:
    from ._authorizer import Authorizer
    from ._native import Update

_log = logging.getLogger("bitting")

PAUSE = 60.0
"""Seconds from one writing to the next: what a crash gives away again at most."""


class QuotaFile:
    """The file of one process, which keeps others away from it for as long as it runs."""

    _all: "weakref.WeakKeyDictionary[Authorizer, QuotaFile]" = weakref.WeakKeyDictionary()

    def __init__(self, path: str) -> None:
        """Takes the file; `ArgumentError` if another process has it."""
        # Whoever comes by a link has to find the same lock.
        self._path = os.path.realpath(path)
        self._process = os.getpid()
        self._using = threading.Lock()
        self._is_restored = False
        self._written: bytes | None = None
        self._stamp: Stamp | None = None
        self._lock: int | None = None
        try:
            self._lock = hold_lock(self._path + ".lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ArgumentError(f"quotas: another process, or another authorizer, counts in {path}") from None
        # Children of multiprocessing end without what is registered at the exit of others.
        if util := sys.modules.get("multiprocessing.util"):
            util.Finalize(None, QuotaFile.save_all, exitpriority=0)

    def restore(self, authorizer: "Authorizer", update: "Update") -> None:
        """Has the first bundle go on where the file says. A file that is not there says that nothing was used."""
        if self._is_restored:
            return
        try:
            if os.stat(self._path).st_nlink > 1:
                raise ArgumentError(f"quotas: {self._path} has a second name (a hard link), whose owner would not be seen")
            self._written, self._stamp = read_file(self._path, LARGEST_LIST)
        except FileNotFoundError:
            if os.path.lexists(self._path):
                raise
        else:
            try:
                authorizer.restore_quotas(update, self._written)
            except StateError as error:
                raise StateError(f"{self._path}: {error}") from None

    def follow(self, authorizer: "Authorizer") -> None:
        """From now on what `authorizer` counts belongs into the file."""
        self._is_restored = True
        QuotaFile._all[authorizer] = self

    def save(self, authorizer: "Authorizer") -> bool:
        """Writes what was used up to now. A child of a fork counts for itself, and leaves the file to its parent."""
        if self._process != os.getpid():
            return True
        with self._using:
            if self._lock is None or not self._is_restored:
                return True
            text = authorizer.quota_state()
            if text != self._written or self._stamp != self._stamp_now():
                write_durably(self._path, text)
                self._written, self._stamp = text, self._stamp_now()
        return True

    def _stamp_now(self) -> Stamp | None:
        try:
            return stamp_of(os.stat(self._path))
        except OSError:
            return None

    def release(self) -> None:
        """Leaves the file to others."""
        if self._process != os.getpid():
            return
        with self._using:
            lock, self._lock = self._lock, None
            if lock is not None:
                let_go(lock)

    def __del__(self) -> None:
        self.release()

    @classmethod
    def save_all(cls) -> None:
        """When the interpreter ends, for authorizers that nobody has closed."""
        for authorizer, file in list(cls._all.items()):
            file.save_or_say(authorizer)

    def save_or_say(self, authorizer: "Authorizer") -> None:
        """Saves where nobody can be told of a failure, but the log."""
        try:
            self.save(authorizer)
        except (ClosedError, NotReadyError):
            pass
        except Exception as error:
            _log.error("%r: what was used of quotas is not written: %s", authorizer, error or type(error).__name__)


atexit.register(QuotaFile.save_all)
