"""What a host gives, looked at when it gives it: a mistake in it is not to be found by the first request."""

from collections.abc import Callable
from typing import TypeVar

from ._authorizer import Authorizer

_Called = TypeVar("_Called", bound=Callable[..., object])


def check_authorizer(authorizer: Authorizer) -> Authorizer:
    """`authorizer`, which is one."""
    if not isinstance(authorizer, Authorizer):
        raise TypeError(f"`authorizer` is a bitting.Authorizer, not {type(authorizer).__name__}")
    return authorizer


def check_callable(name: str, called: _Called | None) -> _Called | None:
    """`called`, which is None or can be called."""
    if called is not None and not callable(called):
        raise TypeError(f"`{name}` is called with each decision, and {type(called).__name__} cannot be")
    return called
