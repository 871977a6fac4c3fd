"""Middleware for WSGI: Flask, Django, Bottle and others, on gunicorn, waitress, mod_wsgi and others."""

import urllib.parse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from ._answers import Answer, check_realm, denial, limits, unavailable
from ._arguments import check_authorizer, check_callable
from ._authorizer import Authorizer
from ._errors import ClosedError, NotReadyError
from ._native import Decision
from ._requests import AMBIGUOUS_PATH, LITERAL, Proxies, check_mount, is_identity_header, read_credential

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

Environment: TypeAlias = dict[str, Any]


class Middleware:
    """Lets requests through that may go on, with the decision in ``environ["bitting.decision"]``, and answers all others.

    The token comes from ``Authorization: Bearer`` or from ``X-API-Key``; the application does not see it unless
    `pass_credentials` says so. The client's address is ``REMOTE_ADDR``; ``X-Forwarded-For`` is believed only from `proxies`,
    which are networks, or "unix". `on_decision` is called with each decision and the environment, for the audit record: the
    decision has the true reason, which the caller is not told.

    `mounted_at` is where the application is mounted, as the host has set it (``SCRIPT_NAME``), such as "/api"; "" for nowhere.
    Some servers take that from a header of the client, who would say by it where the path begins that the application
    routes by: a request with another one is denied.

    WSGI gives the path decoded. Where the server also tells it as it came (``RAW_URI``, ``REQUEST_URI``), that is decided
    about. Elsewhere a path is denied if anything in it could have been an escape, other than of a slash: there the
    application has only the same decoded path.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        authorizer: Authorizer,
        *,
        proxies: Iterable[str] = (),
        realm: str = "api",
        pass_credentials: bool = False,
        mounted_at: str = "",
        on_decision: Callable[[Decision, Environment], None] | None = None,
    ) -> None:
        self._app = app
        self._authorizer = check_authorizer(authorizer)
        self._proxies = Proxies(proxies)
        self._realm = check_realm(realm)
        self._pass_credentials = pass_credentials
        self._mounted_at = check_mount(mounted_at)
        self._on_decision = check_callable("on_decision", on_decision)

    def __call__(self, environ: Environment, start_response: "StartResponse") -> Iterable[bytes]:
        try:
            decision = self._decide(environ)
        except (NotReadyError, ClosedError):
            return _refuse(environ, start_response, unavailable(self._realm))
        if self._on_decision:
            self._on_decision(decision, environ)
        if not decision:
            return _refuse(environ, start_response, denial(decision, self._realm))
        return self._app(self._identified(environ, decision), _telling(start_response, decision))

    def _decide(self, environ: Environment) -> Decision:
        def values(name: str) -> list[bytes]:
            # Servers join a header that came twice with a comma: that is no key.
            return [environ[name].encode("latin-1", "replace")] if name in environ else []

        credential = read_credential(values("HTTP_AUTHORIZATION"), values("HTTP_X_API_KEY"))
        forwarded = environ.get("HTTP_X_FORWARDED_FOR")
        return self._authorizer.authorize(
            credential.token,
            several=credential.several,
            method=environ["REQUEST_METHOD"],
            path=_path(environ, self._mounted_at),
            address=self._proxies.client_address(environ.get("REMOTE_ADDR"), [forwarded] if forwarded else []),
        )

    def _identified(self, environ: Environment, decision: Decision) -> Environment:
        """The environment for the application: with the decision, and without what claims to be one."""
        for name in [name for name in environ if name.startswith("HTTP_") and is_identity_header(name[5:])]:
            del environ[name]
        if not self._pass_credentials and not decision.is_public:
            environ.pop("HTTP_AUTHORIZATION", None)
            environ.pop("HTTP_X_API_KEY", None)
        environ["bitting.decision"] = decision
        return environ


def _path(environ: Environment, mounted_at: str) -> bytes:
    """The path as it came, if the application is sure to read it in the same way."""
    if environ.get("SCRIPT_NAME", "") != mounted_at:
        return AMBIGUOUS_PATH
    decoded = (environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1", "replace")
    came = {environ[name] for name in ("RAW_URI", "REQUEST_URI") if environ.get(name)}
    if not came:
        return decoded if LITERAL.issuperset(decoded) else AMBIGUOUS_PATH
    if len(came) > 1:
        return AMBIGUOUS_PATH
    raw: bytes = came.pop().encode("latin-1", "replace").partition(b"?")[0]
    return raw if urllib.parse.unquote_to_bytes(raw) == decoded else AMBIGUOUS_PATH


def _telling(start_response: "StartResponse", decision: Decision) -> "StartResponse":
    """`start_response`, with what is left of rate and quota."""
    fields = list(limits(decision))
    if not fields:
        return start_response

    def start_with_limits(status: str, headers: list[tuple[str, str]], exc_info: Any = None, /) -> Any:
        more = (exc_info,) if exc_info else ()
        return start_response(status, [*headers, *fields], *more)

    return start_with_limits


def _refuse(environ: Environment, start_response: "StartResponse", answer: Answer) -> Iterable[bytes]:
    start_response(f"{answer.status} {answer.phrase}", list(answer.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]
