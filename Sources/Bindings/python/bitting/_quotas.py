"""A file that keeps what was used of quotas, so that it outlives the process."""

import atexit
import fcntl
import logging
import os
import threading
import time
import weakref
from typing import TYPE_CHECKING

from ._errors import ArgumentError, ClosedError, NotReadyError, StateError
from ._files import LARGEST_LIST, hold_lock, let_go, read_file, write_durably

if TYPE_CHECKING:
    from ._authorizer import Authorizer
    from ._native import Update

_log = logging.getLogger("bitting")

_PAUSE = 60.0
"""Seconds from one writing to the next: what a crash gives away again at most."""


class QuotaFile:
    """The file of one process, which keeps others away from it for as long as it runs."""

    _all: "weakref.WeakKeyDictionary[Authorizer, QuotaFile]" = weakref.WeakKeyDictionary()

    def __init__(self, path: str) -> None:
        """Takes the file; `ArgumentError` if another process has it."""
        self._path = path
        self._process = os.getpid()
        self._using = threading.Lock()
        self._is_restored = False
        self._written: bytes | None = None
        self._last = time.monotonic()
        self._lock: int | None = None
        try:
            self._lock = hold_lock(path + ".lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ArgumentError(f"quotas: another process, or another authorizer, counts in {path}") from None

    def restore(self, authorizer: "Authorizer", update: "Update") -> None:
        """Has the first bundle go on where the file says. A file that is not there says that nothing was used."""
        if self._is_restored:
            return
        try:
            self._written = read_file(self._path, LARGEST_LIST)[0]
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

    def save_now_and_then(self, authorizer: "Authorizer") -> None:
        if time.monotonic() - self._last >= _PAUSE:
            self.save(authorizer)

    def save(self, authorizer: "Authorizer") -> None:
        """Writes what was used up to now. A child of a fork counts for itself, and leaves the file to its parent."""
        if self._process != os.getpid():
            return
        with self._using:
            if self._lock is None or not self._is_restored:
                return
            self._last = time.monotonic()
            text = authorizer.quota_state()
            if text != self._written:
                write_durably(self._path, text)
                self._written = text

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
            try:
                file.save(authorizer)
            except (ClosedError, NotReadyError):
                pass
            except Exception as error:
                _log.error("%r: what was used of quotas is not written: %s", authorizer, error)


atexit.register(QuotaFile.save_all)
