"""Errors over HTTP: always JSON {"reason", "message", "details"}, by the one table of services/errors.py."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from services.errors import BrokenInvariant, DependencyError, QuireError, error_response

log = logging.getLogger("quire.http")

RETRY_SECONDS = "5"


def install(app: FastAPI) -> None:
    """Answer every exception of the app on purpose; of what was not foreseen nothing is told but BUG."""
    app.add_exception_handler(QuireError, _foreseen)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _bug)


def _answer(status: int, reason: str, message: str, details: dict[str, str] | None = None) -> JSONResponse:
    body = {"reason": reason, "message": message, "details": details or {}}
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="quire"'
    if status in (429, 503, 507):
        headers["Retry-After"] = (details or {}).get("retry_after", RETRY_SECONDS)
    return JSONResponse(body, status, headers)


def _foreseen(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, QuireError)
    if isinstance(error, BrokenInvariant):
        log.error("%s %s", request.method, request.url.path, exc_info=error)
    elif isinstance(error, DependencyError):
        log.warning("%s %s: %s: %s", request.method, request.url.path, error.reason, error.message)
    return _answer(error_response(error).http, error.reason, error.message, error.details)


def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = {".".join(map(str, fault["loc"])): str(fault["msg"]) for fault in error.errors()}
    listed = "; ".join(f"{place}: {message}" for place, message in faults.items())
    return _answer(422, "REQUEST_INVALID", f"The request cannot be understood: {listed}.", faults)


def _plain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    reasons = {404: "PATH_UNKNOWN", 405: "METHOD_NOT_ALLOWED"}
    response = _answer(error.status_code, reasons.get(error.status_code, "REQUEST_INVALID"), f"{error.detail}.")
    if error.status_code == 405:
        response.headers["Allow"] = ", ".join(sorted(_allowed(request)))
    return response


def _allowed(request: Request) -> set[str]:
    """The methods of all routes at the request's path; the framework tells those of one route."""
    routes = (route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE)
    return {method for route in routes for method in getattr(route, "methods", None) or ()}


def _bug(request: Request, error: Exception) -> JSONResponse:
    return _answer(500, "BUG", "Quire made a mistake; the log has the details.")  # uvicorn logs the traceback
