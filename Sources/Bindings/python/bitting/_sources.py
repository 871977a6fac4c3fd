"""The files that an authorizer follows."""

import os
import threading
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._errors import OpenError, StateError
from ._files import LARGEST_BUNDLE, LARGEST_LIST, Stamp, locked, read_file, read_state, stamp_of, write_durably

if TYPE_CHECKING:
    from ._authorizer import Authorizer
    from ._native import Update
    from ._quotas import QuotaFile


@dataclass(slots=True)
class Failed:
    """A file that could not be put in force, and how many looks at it are left out until the next try."""

    stamp: Stamp | None
    pause: int
    rest: int


class Sources:
    """A bundle, perhaps a revocation list, the state, and perhaps what was used of quotas, as files."""

    _all: "weakref.WeakSet[Sources]" = weakref.WeakSet()

    def __init__(
        self, *, bundle: str, revocations: str | None, state: str, quotas: "QuotaFile | None" = None
    ) -> None:
        self._bundle = bundle
        self._revocations = revocations
        self._state = state
        self._quotas = quotas
        self._seen: dict[str, Stamp] = {}
        self._failed: dict[str, Failed] = {}
        self._lock = threading.RLock()
        self._is_reloading = False
        self.failure: Exception | None = None
        Sources._all.add(self)

    def reload(self, authorizer: "Authorizer", *, patiently: bool = False) -> bool:
        """Puts in force what has changed, and returns whether anything has.

        A bundle that cannot be opened keeps no revocation list out. With `patiently`, a file that failed and has not
        changed since is tried again later and later, because reading it takes a while. In a signal handler that comes while
        its thread reloads, nothing is done: what is under way goes on after it.
        """
        with self._lock:
            if self._is_reloading:
                return False
            self._is_reloading = True
            try:
                return self._reload(authorizer, patiently)
            finally:
                self._is_reloading = False

    def _reload(self, authorizer: "Authorizer", patiently: bool) -> bool:
        changed, failures = False, []
        for path in filter(None, (self._bundle, self._revocations)):
            if patiently and self._is_hopeless(path):
                continue
            try:
                changed |= self._follow(authorizer, path)
                self._failed.pop(path, None)
            except Exception as error:
                self._remember_failure(path)
                failures.append(error)
        if not self._failed:
            self.failure = None
        if failures:
            self.failure = failures[0]
            raise failures[0]
        return changed

    def _is_hopeless(self, path: str) -> bool:
        """Whether it is too early to try a file again."""
        failed = self._failed.get(path)
        if failed is None or failed.stamp != _stamp(path):
            return False
        failed.rest -= 1
        return failed.rest > 0

    def _remember_failure(self, path: str) -> None:
        stamp, failed = _stamp(path), self._failed.get(path)
        pause = min(2 * failed.pause, 64) if failed and failed.stamp == stamp else 1
        self._failed[path] = Failed(stamp, pause, pause)

    def _follow(self, authorizer: "Authorizer", path: str) -> bool:
        if self._seen.get(path) == stamp_of(os.stat(path)):
            return False
        is_list = path == self._revocations
        content, stamp = read_file(path, LARGEST_LIST if is_list else LARGEST_BUNDLE)
        with locked(self._state):
            state = read_state(self._state)
            load = authorizer.load_revocations if is_list else authorizer.load
            try:
                update = load(content, state=state)
            except OpenError as error:
                raise OpenError(error.failure, path) from None
            except StateError as error:
                raise StateError(f"{self._state}: {error}") from None
            if not is_list and self._quotas:
                self._quotas.restore(authorizer, update)
            self._write(update, state)
            authorizer.replace(update, written=update.next_state)
            if not is_list and self._quotas:
                self._quotas.follow(authorizer)
        self._seen[path] = stamp
        return True

    def _write(self, update: "Update", state: bytes | None) -> None:
        if update.next_state == state:
            return
        try:
            write_durably(self._state, update.next_state)
        except OSError as error:
            raise OpenError("state-unwritable", self._state) from error

    @classmethod
    def after_fork(cls) -> None:
        """Another thread of the parent may have held the lock, and is not there to give it back."""
        for sources in list(cls._all):
            sources._lock = threading.RLock()
            sources._is_reloading = False


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp_of(os.stat(path))
    except OSError:
        return None


os.register_at_fork(after_in_child=Sources.after_fork)
