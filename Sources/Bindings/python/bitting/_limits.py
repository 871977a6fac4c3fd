"""How fast a key may go, and how much it may do."""

from typing import Literal, NamedTuple


class Rate(NamedTuple):
    """The rate of a key."""

    requests: int
    """How many requests in each period."""
    period: int
    """In seconds."""
    burst: int
    """How many may come at once."""
    left: int
    """How many may come at once now, after this one."""


class Quota(NamedTuple):
    """The quota of a key."""

    requests: int
    """How many requests in each window."""
    left: int
    """How many are left in this window, after this one."""
    resets: int
    """When the next window begins, in seconds since 1970-01-01T00:00:00Z."""
    window: Literal["hour", "day", "month"]
    """Of the calendar of UTC."""
