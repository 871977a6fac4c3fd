"""The files that an authorizer follows."""

import os
import threading
from typing import TYPE_CHECKING

from ._errors import OpenError
from ._files import Stamp, locked, read_file, read_state, stamp_of, write_durably

if TYPE_CHECKING:
    from ._authorizer import Authorizer
    from ._native import Update


class Sources:
    """A bundle, perhaps a revocation list, and the state, as files."""

    def __init__(self, *, bundle: str, revocations: str | None, state: str) -> None:
        self._bundle = bundle
        self._revocations = revocations
        self._state = state
        self._seen: dict[str, Stamp] = {}
        self._lock = threading.Lock()
        self.failure: Exception | None = None

    def reload(self, authorizer: "Authorizer") -> bool:
        """Puts in force what has changed, and returns whether anything has."""
        with self._lock:
            try:
                changed = self._follow(authorizer, self._bundle)
                if self._revocations is not None:
                    changed |= self._follow(authorizer, self._revocations, is_list=True)
            except Exception as error:
                self.failure = error
                raise
            self.failure = None
            return changed

    def _follow(self, authorizer: "Authorizer", path: str, is_list: bool = False) -> bool:
        if self._seen.get(path) == stamp_of(os.stat(path)):
            return False
        content, stamp = read_file(path)
        with locked(self._state):
            state = read_state(self._state)
            load = authorizer.load_revocations if is_list else authorizer.load
            update = load(content, state=state)
            self._write(update, state)
            authorizer.replace(update, written=update.next_state)
        self._seen[path] = stamp
        return True

    def _write(self, update: "Update", state: bytes | None) -> None:
        if update.next_state == state:
            return
        try:
            write_durably(self._state, update.next_state)
        except OSError as error:
            raise OpenError("state-unwritable") from error

    def after_fork(self) -> None:
        """Another thread of the parent may have held the lock."""
        self._lock = threading.Lock()
