"""Looks at files now and then, in a thread of its own."""

import logging
import os
import threading
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._authorizer import Authorizer

_log = logging.getLogger("bitting")


class Watch:
    """Reloads an authorizer when its files change, until one of the two is gone."""

    _all: "weakref.WeakSet[Watch]" = weakref.WeakSet()

    def __init__(self, authorizer: "Authorizer", *, every: float) -> None:
        self._authorizer = weakref.ref(authorizer)
        self._every = every
        self._begin()
        Watch._all.add(self)

    def _begin(self) -> None:
        self._stopped = threading.Event()
        arguments = (self._authorizer, self._every, self._stopped)
        threading.Thread(target=_watch, args=arguments, name="bitting", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    @classmethod
    def after_fork(cls) -> None:
        """Threads do not live on in a child, so what was watched there is watched anew."""
        for watch in list(cls._all):
            authorizer = watch._authorizer()
            if authorizer is not None and authorizer._sources is not None and not watch._stopped.is_set():
                watch._begin()


def _watch(reference: "weakref.ref[Authorizer]", every: float, stopped: threading.Event) -> None:
    said = ""
    while not stopped.wait(every):
        authorizer = reference()
        if authorizer is None:
            return
        try:
            authorizer.reload(patiently=True)
            if authorizer.last_failure is None:
                said = ""
        except Exception as error:
            # Once for each failure, not every second.
            if str(error) != said and not stopped.is_set():
                said = str(error)
                _log.error("%r: nothing new is put in force: %s", authorizer, said or type(error).__name__)
        try:
            authorizer._save_quotas_now_and_then()
        except Exception as error:
            if not stopped.is_set():
                _log.error("%r: what was used of quotas is not written: %s", authorizer, error or type(error).__name__)
        del authorizer


os.register_at_fork(after_in_child=Watch.after_fork)
