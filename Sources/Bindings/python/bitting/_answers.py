"""What a caller is told."""

import functools
import http
import json
import math
import time
from typing import NamedTuple

from ._native import Decision

_WINDOWS = {"hour": 3600, "day": 86_400}


class Answer(NamedTuple):
    """A response in place of the application's."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def phrase(self) -> str:
        return http.HTTPStatus(self.status).phrase


def denial(decision: Decision, realm: str, now: float | None = None) -> Answer:
    """Problem details (RFC 9457) for a request that was denied."""
    status = decision.http_status
    # All reasons that a credential is not taken look the same; what was wrong with it is nobody's business.
    reason = None if status == 401 else decision.reason
    answer = _problem(status, reason, realm)
    more = limits(decision, now)
    if decision.retry_after is not None:
        more = (("Retry-After", str(decision.retry_after)), *more)
    return answer._replace(headers=answer.headers + more) if more else answer


def unavailable(realm: str) -> Answer:
    """The same where there is no bundle in force to ask."""
    return _problem(503, None, realm)


@functools.cache
def _problem(status: int, reason: str | None, realm: str) -> Answer:
    problem: dict[str, object] = {"type": "about:blank", "title": http.HTTPStatus(status).phrase, "status": status}
    if reason:
        problem["reason"] = reason
    body = json.dumps(problem, separators=(",", ":")).encode()
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    if status == 401:
        headers.append(("WWW-Authenticate", f'Bearer realm="{realm}"'))
    return Answer(status, tuple(headers), body)


def check_realm(realm: str) -> str:
    """`realm`, if it can stand between quotation marks."""
    if not all(" " <= character <= "~" and character not in '"\\' for character in realm):
        raise ValueError("a realm is printable ASCII without quotation marks and backslashes")
    return realm


def limits(decision: Decision, now: float | None = None) -> tuple[tuple[str, str], ...]:
    """The fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11) for a key with limits."""
    policies, left = [], []
    if rate := decision.rate:
        policies.append(f'"rate";q={rate.requests};w={rate.period}')
        full = math.ceil((rate.burst - rate.left) * rate.period / rate.requests)
        left.append(f'"rate";r={rate.left};t={max(0, full)}')
    if quota := decision.quota:
        # Months differ in length, so that window has none.
        window = f";w={_WINDOWS[quota.window]}" if quota.window in _WINDOWS else ""
        policies.append(f'"quota";q={quota.requests}{window}')
        resets = math.ceil(quota.resets - (time.time() if now is None else now))
        left.append(f'"quota";r={quota.left};t={max(0, resets)}')
    if not policies:
        return ()
    return (("RateLimit-Policy", ", ".join(policies)), ("RateLimit", ", ".join(left)))
