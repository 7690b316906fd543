"""How callers reach the HTTP door, and what their calls carry.

A session goes with calls of the same site only (SameSite=Strict), and a call that changes something must also carry the
header X-Quire-Page, which another site's page cannot set without asking first.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from services.errors import DocumentError
from services.gateway.access.authorization import Credentials

PAGE_HEADER = "X-Quire-Page"
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class HttpExposure:
    """How callers reach the HTTP door: `tls`, here or at a proxy; `proxied`: the last hop tells their address."""

    tls: bool = False
    proxied: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers take __Host- only over TLS, and then from no subdomain."""
        return "__Host-quire" if self.tls else "quire_session"

    def address(self, request: Request) -> str:
        """Of the caller; behind a proxy what the proxy saw, never what the caller says of itself."""
        if self.proxied and (hops := request.headers.get("x-forwarded-for", "")):
            return hops.rpartition(",")[2].strip()
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
