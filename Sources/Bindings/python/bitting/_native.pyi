"""The extension around libbitting."""

from collections.abc import Callable
from typing import Final, Literal, TypeAlias, final

from typing_extensions import disjoint_base

from ._limits import Quota, Rate
from ._reasons import Reason

library_version: Final[str]

_Clock: TypeAlias = Callable[[], tuple[int, int]]
_Facts: TypeAlias = tuple[
    str, str, str, int, int, int, int, int, int, int, int, int, int, bytes, str, int
]

@final
class Update:
    """A bundle or a revocation list that has been verified and opened, and is not in force yet."""

    @property
    def next_state(self) -> bytes:
        """The state to write before this is put in force."""

@final
class Decision:
    """The answer to a request; true if it may go on.

    What is not known is None. Key, type, owner, handle and route are told about denied requests as well, as far as they
    are known, for the audit record.
    """

    def __bool__(self) -> bool: ...
    @property
    def allowed(self) -> bool: ...
    @property
    def reason(self) -> Reason | None:
        """Why the request may not go on.

        Up to "expired" all reasons must look the same from outside. The true one is for the audit record.
        """
    @property
    def http_status(self) -> int:
        """200, or what tells the reason to a client."""
    @property
    def is_public(self) -> bool:
        """Whether the route needs no key; nothing about a key is known then."""
    @property
    def handle(self) -> str | None:
        """The public name of the token; may be logged."""
    @property
    def key(self) -> str | None: ...
    @property
    def type(self) -> str | None: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def reach(self) -> Literal["none", "all", "one"]:
        """Whose data the key reaches: nobody's, everybody's, or that of `tenant`."""
    @property
    def tenant(self) -> str | None:
        """The one tenant whose data the key reaches."""
    @property
    def route(self) -> str | None:
        """The template that matches: "GET /v1/tenants/{tenant}/orders"."""
    @property
    def sequence(self) -> int:
        """The number of the bundle that decided."""
    @property
    def ends(self) -> int | None:
        """When the token is valid no more, in seconds since 1970-01-01T00:00:00Z."""
    @property
    def cost(self) -> int:
        """How many requests this one counts as."""
    @property
    def rate(self) -> Rate | None: ...
    @property
    def quota(self) -> Quota | None: ...
    @property
    def retry_after(self) -> int | None:
        """Seconds until a request that was denied for rate or quota may be tried again; None where waiting is no help."""

@disjoint_base
class Authorizer:
    def authorize(
        self,
        token: str | bytes | None = None,
        *,
        method: str | bytes | None = None,
        path: str | bytes | None = None,
        scope: str | bytes | None = None,
        tenant: str | bytes | None = None,
        address: str | bytes | None = None,
        several: bool = False,
        utc: int | None = None,
        steady: int | None = None,
    ) -> Decision:
        """Decides whether a request may go on.

        Ask for a route by `method` and `path`, both as they came, with nothing decoded or normalised; or for a `scope`,
        "orders:read". `tenant` is whose data is asked for, where you know it. `address` is the client's, as text; without
        one, keys that are bound to networks are denied. `several` says that the request carries more than one credential.
        `utc`, in seconds since 1970-01-01T00:00:00Z, and `steady`, in nanoseconds of a clock that never goes back, are the
        time where it is not the system's.

        Takes no lock. Raises `NotReadyError`, `ClosedError` and `ArgumentError`; nothing is allowed then.
        """

    def _create(
        self,
        service: bytes,
        environment: bytes,
        identities: bytes | bytearray,
        signers: bytes,
        threshold: int,
        clock: _Clock | None,
        /,
    ) -> None: ...
    def _load(self, bundle: bytes, state: bytes | None, /) -> Update: ...
    def _load_revocations(self, revocations: bytes, state: bytes | None, /) -> Update: ...
    def _replace(self, update: Update, written: bytes, /) -> None: ...
    def _quota_state(self) -> bytes: ...
    def _restore_quotas(self, update: Update, quotas: bytes, /) -> None: ...
    def _in_force(self) -> _Facts: ...
    def _close(self) -> None: ...
