"""Authorizes requests by API keys from sealed bundles.

    with bitting.Authorizer.open("storefront.live.bitting", ...) as authorizer:
        decision = authorizer.authorize(token, method="GET", path="/v1/tenants/acme/orders")
        if decision:
            ...

``bitting.asgi.Middleware`` and ``bitting.wsgi.Middleware`` do so for every request of a web application.
"""

from ._authorizer import Authorizer, Bundle
from ._errors import ArgumentError, ClosedError, Error, NotReadyError, OpenError, OpenFailure, StateError
from ._limits import Quota, Rate
from ._native import Decision, Update, library_version
from ._reasons import Reason

__all__ = [
    "ArgumentError",
    "Authorizer",
    "Bundle",
    "ClosedError",
    "Decision",
    "Error",
    "NotReadyError",
    "OpenError",
    "OpenFailure",
    "Quota",
    "Rate",
    "Reason",
    "StateError",
    "Update",
    "library_version",
]
