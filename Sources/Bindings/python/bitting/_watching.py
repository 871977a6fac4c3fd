"""Does something for an authorizer now and then, in a thread of its own."""

import logging
import os
import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

from ._errors import ArgumentError

if TYPE_CHECKING:
    from ._authorizer import Authorizer

_log = logging.getLogger("bitting")


def check_interval(seconds: float | None) -> float | None:
    """How often files are looked at: a number of seconds, or None."""
    if seconds is None:
        return None
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or not 0 < seconds <= threading.TIMEOUT_MAX:
        raise ArgumentError("`watch` is a number of seconds, or None")
    return seconds


class Watch:
    """Looks after an authorizer again and again, until one of the two is gone."""

    _all: "weakref.WeakSet[Watch]" = weakref.WeakSet()

    def __init__(
        self, authorizer: "Authorizer", look: "Callable[[Authorizer], bool]", *, every: float, complaint: str
    ) -> None:
        """Calls `look` every so many seconds, which returns whether all is well. What it raises is logged as `complaint`."""
        self._authorizer = weakref.ref(authorizer)
        self._look = look
        self._every = every
        self._complaint = complaint
        self._begin()
        Watch._all.add(self)

    def _begin(self) -> None:
        self._stopped = threading.Event()
        arguments = (self._authorizer, self._look, self._every, self._complaint, self._stopped)
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


def _watch(
    reference: "weakref.ref[Authorizer]",
    look: "Callable[[Authorizer], bool]",
    every: float,
    complaint: str,
    stopped: threading.Event,
) -> None:
    said = ""
    while not stopped.wait(every):
        authorizer = reference()
        if authorizer is None:
            return
        try:
            if look(authorizer):
                said = ""
        except Exception as error:
            # Once for each failure, not every second.
            if str(error) != said and not stopped.is_set():
                said = str(error)
                _log.error("%r: %s: %s", authorizer, complaint, said or type(error).__name__)
        del authorizer


os.register_at_fork(after_in_child=Watch.after_fork)
