"""The pages' own files, the API's description, and the headers that keep all of them safe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WEB = Path(__file__).with_name("static")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def install(app: FastAPI) -> None:
    """GET /docs and /web/…"""
    files: dict[str, Any] = {"include_in_schema": False, "response_class": FileResponse}
    fresh = {"Cache-Control": "no-cache"}
    app.get("/docs", **files)(lambda: FileResponse(WEB / "docs.html", headers=fresh))
    app.mount("/web", _Fresh(directory=WEB), "web")


class _Fresh(StaticFiles):
    """Files that are asked for again by their ETag at each visit: an upgrade is seen at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}  # a browser that has seen it comes with TLS or not at all


class SafeHeaders:
    """Sets HEADERS on every answer, with `tls` ONLY_TLS too. Plain ASGI: streams pass through untouched."""

    def __init__(self, app: ASGIApp, tls: bool = False) -> None:
        self._app = app
        self._headers = HEADERS | ONLY_TLS if tls else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)
