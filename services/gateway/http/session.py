"""The page's session: a cookie that no script can read and no other site can use.

It goes with calls of the same site only (SameSite=Strict), and a call that changes something must also carry the header
X-Quire-Page, which another site's page cannot set without asking first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response

from services.errors import DocumentError
from services.gateway.access.authorization import Access, Credentials
from services.gateway.http.views import ErrorView
from worker.access.sessions import LIFE

PAGE_HEADER = "X-Quire-Page"
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Front:
    """How callers reach the HTTP door: `tls`, here or at a proxy; `proxied`: the last hop tells their address."""

    tls: bool = False
    proxied: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers take __Host- only over TLS, and then from no subdomain."""
        return "__Host-quire" if self.tls else "quire_session"

    def address(self, request: Request) -> str:
        """Of the caller; behind a proxy what the proxy saw, never what the caller says of itself."""
        if self.proxied and (told := request.headers.get("x-forwarded-for", "")):
            return told.rpartition(",")[2].strip()
        return request.client.host if request.client else ""

    def credentials(self, request: Request) -> Credentials:
        """What the request carries. SESSION_FOREIGN where a session comes with a call that may be another site's."""
        authorization = request.headers.get("authorization", "")
        session = request.cookies.get(self.cookie, "")
        if session and not authorization:
            site = request.headers.get("sec-fetch-site", "same-origin")
            marked = request.method in READING or PAGE_HEADER in request.headers
            if site not in ("same-origin", "none") or not marked:
                raise DocumentError("SESSION_FOREIGN", f"A session is for Quire's own page: send {PAGE_HEADER}.")
        return Credentials(authorization, session, self.address(request))


def session_routes(access: Access, front: Front) -> APIRouter:
    """POST and DELETE /v1/session."""
    refused: dict[int | str, dict[str, Any]] = {
        401: {"model": ErrorView, "description": "KEY_MISSING, KEY_UNKNOWN, KEY_EXPIRED"},
        403: {"model": ErrorView, "description": "SESSION_FOREIGN"},
        429: {"model": ErrorView, "description": "CALLS_TOO_MANY, KEYS_WRONG_TOO_OFTEN"},
        503: {"model": ErrorView, "description": "a part of Quire is away"},
    }
    v1 = APIRouter(prefix="/v1", responses=refused)

    def put(response: Response, value: str, seconds: int) -> None:
        response.set_cookie(front.cookie, value, max_age=seconds, secure=front.tls, httponly=True, samesite="strict")

    @v1.post("/session", status_code=204)
    def begin_session(
        request: Request, response: Response, authorization: Annotated[str, Header(include_in_schema=False)] = ""
    ) -> None:
        """Begin a session of at most twelve hours with a key; for browsers, which then need to keep no key."""
        token = access.begin_session(Credentials(authorization, address=front.address(request)))
        put(response, token, int(LIFE.total_seconds()))

    @v1.delete("/session", status_code=204)
    def end_session(request: Request, response: Response) -> None:
        """End the session whose cookie the call carries."""
        told = front.credentials(request)
        if not told.session:
            raise DocumentError("KEY_MISSING", "The call carries no session.")
        access.end_session(told.session)
        put(response, "", 0)

    return v1
