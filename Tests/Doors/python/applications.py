"""The applications that the tests put a door before, as real frameworks make them."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import bitting
import bitting.asgi
import bitting.wsgi
import flask
from shop import NOW
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

FOLDER = Path(os.environ["SHOP"])


def open_authorizer() -> bitting.Authorizer:
    return bitting.Authorizer.open(
        FOLDER / "storefront.live.bitting", state=FOLDER / "state", service="storefront", environment="live",
        identity=FOLDER / "storefront.identity", signers=[os.environ["SHOP_SIGNER"]], watch=0.02,
        clock=lambda: (NOW, 1_000_000_000_000),
    )  # fmt: skip


def facts(decision: bitting.Decision, headers: dict[str, str], path: str) -> dict[str, Any]:
    """What the application got to know."""
    return {
        "key": decision.key,
        "tenant": decision.tenant,
        "public": decision.is_public,
        "path": path,
        "headers": {name.lower(): value for name, value in headers.items()},
    }


def audit(decision: bitting.Decision, _: object) -> None:
    with (FOLDER / "audit").open("a") as file:
        file.write(f"{decision.reason or 'allow'}\n")


OPTIONS = {"proxies": json.loads(os.environ.get("SHOP_PROXIES", "[]")), "on_decision": audit}


async def answer(request: Request) -> JSONResponse:
    return JSONResponse(facts(request.scope["bitting"], dict(request.headers), request.url.path))


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(str(socket.scope["bitting"].key))
    await socket.close()


def starlette() -> Starlette:
    routes = [
        WebSocketRoute("/v1/tenants/{tenant}/orders", talk),
        Mount("/v1", routes=[Route("/{rest:path}", answer, methods=["GET", "POST", "HEAD"])]),
    ]
    app = Starlette(routes=routes)
    app.add_middleware(bitting.asgi.Middleware, authorizer=open_authorizer(), **OPTIONS)
    return app


def wsgi() -> flask.Flask:
    app = flask.Flask("shop")

    @app.route("/v1/<path:rest>", methods=["GET", "POST"])
    def answer(rest: str) -> flask.Response:
        request = flask.request
        return flask.jsonify(facts(request.environ["bitting.decision"], dict(request.headers), request.path))

    app.wsgi_app = bitting.wsgi.Middleware(app.wsgi_app, open_authorizer(), **OPTIONS)  # type: ignore[method-assign]
    return app


def main(server: str, descriptor: int) -> None:
    import socket

    if server == "waitress":
        import waitress

        # It drops what it does not believe itself, unless it is told that somebody else looks after that.
        keep = bool(OPTIONS["proxies"])
        sockets = [socket.socket(fileno=descriptor)]
        waitress.serve(wsgi(), sockets=sockets, threads=2, clear_untrusted_proxy_headers=not keep)
    else:
        from werkzeug.serving import make_server

        make_server("127.0.0.1", 0, wsgi(), threaded=True, fd=descriptor).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
