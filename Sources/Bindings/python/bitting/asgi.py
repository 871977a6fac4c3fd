"""Middleware for ASGI: Starlette, FastAPI, Quart, Django and others, on uvicorn, hypercorn and others."""

import urllib.parse
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, TypeAlias

from ._answers import Answer, check_realm, denial, limits, unavailable
from ._arguments import check_authorizer, check_callable
from ._authorizer import Authorizer
from ._errors import ClosedError, NotReadyError
from ._native import Decision
from ._requests import AMBIGUOUS_PATH, LITERAL, Credential, Proxies, check_mount, is_identity_header, read_credential

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


class Middleware:
    """Lets requests through that may go on, with the decision in ``scope["bitting"]``, and answers all others.

    The token comes from ``Authorization: Bearer`` or from ``X-API-Key``; the application does not see it unless
    `pass_credentials` says so. The client's address is the one that the server tells; ``X-Forwarded-For`` is believed only
    from `proxies`, which are networks, or "unix". `on_decision` is called with each decision and the scope, for the audit
    record: the decision has the true reason, which the caller is not told.

    `mounted_at` is where the application is mounted, as the host has set it (``root_path``), such as "/api"; "" for nowhere.
    Some servers take that from a header of the client, who would say by it where the path begins that the application
    routes by: a request with another one is denied.

    WebSockets are authorized as the GET requests that they begin as.
    """

    def __init__(
        self,
        app: Application,
        authorizer: Authorizer,
        *,
        proxies: Iterable[str] = (),
        realm: str = "api",
        pass_credentials: bool = False,
        mounted_at: str = "",
        on_decision: Callable[[Decision, Scope], None] | None = None,
    ) -> None:
        self._app = app
        self._authorizer = check_authorizer(authorizer)
        self._proxies = Proxies(proxies)
        self._realm = check_realm(realm)
        self._pass_credentials = pass_credentials
        self._mounted_at = check_mount(mounted_at)
        self._on_decision = check_callable("on_decision", on_decision)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] not in ("http", "websocket"):
            raise RuntimeError(f"there is no authorization for `{scope['type']}`")
        headers: list[tuple[str, bytes]] = [(name.decode("latin-1").lower(), value) for name, value in scope["headers"]]
        try:
            decision = self._decide(scope, headers)
        except (NotReadyError, ClosedError):
            return await _refuse(scope, receive, send, unavailable(self._realm))
        if self._on_decision:
            self._on_decision(decision, scope)
        if not decision:
            return await _refuse(scope, receive, send, denial(decision, self._realm))
        await self._app(self._identified(scope, decision), receive, _telling(send, decision))

    def _decide(self, scope: Scope, headers: list[tuple[str, bytes]]) -> Decision:
        def values(wanted: str) -> list[bytes]:
            return [value for name, value in headers if name == wanted]

        credential: Credential = read_credential(values("authorization"), values("x-api-key"))
        client = scope.get("client")
        forwarded = [value.decode("latin-1") for value in values("x-forwarded-for")]
        return self._authorizer.authorize(
            credential.token,
            several=credential.several,
            method=scope["method"] if scope["type"] == "http" else "GET",
            path=_path(scope, self._mounted_at),
            address=self._proxies.client_address(client[0] if client else None, forwarded),
        )

    def _identified(self, scope: Scope, decision: Decision) -> Scope:
        """The scope for the application: with the decision, and without what claims to be one."""
        dropped = () if self._pass_credentials or decision.is_public else ("authorization", "x-api-key")
        kept = [
            (name, value)
            for name, value in scope["headers"]
            if (text := name.decode("latin-1").lower()) not in dropped and not is_identity_header(text)
        ]
        return {**scope, "headers": kept, "bitting": decision}


def _path(scope: Scope, mounted_at: str) -> bytes:
    """The path as it came, if the application is sure to read it in the same way.

    Servers give the path decoded, and most also as it came. What came is what is decided about; where the two disagree
    somebody has rewritten one of them. Where only the decoded one is there, the application has no other either: it is
    taken if decoding cannot have changed its meaning for a router.
    """
    if scope.get("root_path", "") != mounted_at:
        return AMBIGUOUS_PATH
    path: str = scope["path"]
    raw: bytes | None = scope.get("raw_path")
    if raw is None:
        encoded = path.encode("utf-8", "surrogatepass")
        return encoded if LITERAL.issuperset(encoded) else AMBIGUOUS_PATH
    raw = raw.partition(b"?")[0]
    decoded = urllib.parse.unquote(raw.decode("latin-1"))
    return raw if decoded in (path, mounted_at + path) else AMBIGUOUS_PATH


def _telling(send: Send, decision: Decision) -> Send:
    """`send`, with what is left of rate and quota in the head of the response."""
    fields = [(name.lower().encode(), value.encode()) for name, value in limits(decision)]
    if not fields:
        return send

    async def send_with_limits(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.accept"):
            message = {**message, "headers": [*message.get("headers", ()), *fields]}
        await send(message)

    return send_with_limits


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Answer) -> None:
    kind = "http.response"
    if scope["type"] == "websocket":
        await receive()
        kind = "websocket.http.response"
        if kind not in scope.get("extensions", {}):
            # The server makes a 403 of it.
            return await send({"type": "websocket.close", "code": 1008})
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers]
    await send({"type": f"{kind}.start", "status": answer.status, "headers": headers})
    await send({"type": f"{kind}.body", "body": answer.body})
