"""What can go wrong, other than that a request is denied: a denial is a `Decision`, not an error."""

from typing import Literal, TypeAlias, cast, get_args

OpenFailure: TypeAlias = Literal[
    "too-large",
    "malformed",
    "unsigned",
    "untrusted-signer",
    "too-few-signers",
    "bad-signature",
    "wrong-audience",
    "rolled-back",
    "equivocation",
    "not-yet-valid",
    "expired",
    "not-a-recipient",
    "corrupt",
    "unsupported-version",
    "state-unwritable",
]
"""Why a bundle or a revocation list cannot be opened: a closed list, the same in every binding."""


class Error(Exception):
    """The library gave no answer, so nothing is allowed."""


class OpenError(Error):
    """A bundle or a revocation list is not put in force. What was in force stays so."""

    failure: OpenFailure

    def __init__(self, failure: OpenFailure) -> None:
        super().__init__(failure)
        self.failure = failure


class NotReadyError(Error):
    """No bundle is in force yet."""


class ClosedError(Error):
    """The authorizer has been closed, or the update is in force by now."""


class StateError(Error):
    """The state is not what was written, or from before something else was put in force.

    Never take it for a first start.
    """


class ArgumentError(Error, ValueError):
    """Something that was given is not what it should be."""


_BY_NAME: dict[str, type[Error]] = {
    "not-ready": NotReadyError,
    "closed": ClosedError,
    "invalid-state": StateError,
    "outdated": StateError,
    "invalid-argument": ArgumentError,
    "invalid-handle": ClosedError,
    "invalid-identity": ArgumentError,
    "invalid-signers": ArgumentError,
    "unsupported": ArgumentError,
}


def error_for(status: int, name: str) -> Error:
    """The error for a ``bitting_status`` that is no answer."""
    if name in get_args(OpenFailure):
        return OpenError(cast(OpenFailure, name))
    return _BY_NAME.get(name, Error)(f"{name} ({status})")
