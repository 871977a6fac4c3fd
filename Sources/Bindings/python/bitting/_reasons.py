"""Why a request is denied: a closed list, the same in every binding."""

from typing import Literal, TypeAlias

Reason: TypeAlias = Literal[
    "missing",
    "ambiguous",
    "malformed",
    "unknown",
    "revoked",
    "decoy",
    "disabled",
    "not-yet-valid",
    "expired",
    "stale",
    "network",
    "path",
    "route",
    "scope",
    "tenant",
    "rate",
    "quota",
]
