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
    file: str | None
    """The path of the file, where an authorizer follows files."""

    def __init__(self, failure: OpenFailure, file: str | None = None) -> None:
        super().__init__(failure, file)
        self.failure = failure
        self.file = file

    def __str__(self) -> str:
        said = _with_meaning(self.failure)
        return f"{self.file}: {said}" if self.file else said


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


# Those of `OpenFailure` in the words of `bitting explain`.
_MEANINGS: dict[str, str] = {
    "too-large": "the file is larger than any bundle or list",
    "malformed": "the file is no bundle or list, or a part of it is not of its form",
    "unsigned": "the file has no signature",
    "untrusted-signer": "nobody who is trusted has signed it",
    "too-few-signers": "fewer trusted signers have signed it than are needed",
    "bad-signature": "a signature does not belong to these bytes",
    "wrong-audience": "it is for another project, service or environment",
    "rolled-back": "a newer one was in force before",
    "equivocation": "another one with the same sequence was in force before",
    "not-yet-valid": "it was issued in the future",
    "expired": "the bundle is older than it may be",
    "not-a-recipient": "the bundle is sealed to somebody else",
    "corrupt": "what was signed cannot be used",
    "unsupported-version": "it is of a version that is not known here",
    "state-unwritable": "what was accepted could not be remembered",
    "invalid-argument": "`service` or `environment` is not the name of one",
    "invalid-identity": "`identities` is the text of a file of age identities",
    "invalid-signers": "`signers` are minisign public keys, RW..., and `threshold` is from 1 to as many as they are",
    "invalid-state": "it is not what was written",
    "not-ready": "no bundle is in force yet",
}


def _with_meaning(name: str, meaning: str | None = None) -> str:
    meaning = meaning or _MEANINGS.get(name)
    return f"{name}: {meaning}" if meaning else name


def error_for(name: str, meaning: str | None = None) -> Error:
    """The error for the name of a ``bitting_status`` that is no answer, and what it means if that is not the usual."""
    if name in get_args(OpenFailure):
        return OpenError(cast(OpenFailure, name))
    return _BY_NAME.get(name, Error)(_with_meaning(name, meaning))
