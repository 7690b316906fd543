"""GET /sign-in: where a key is entered. The session itself is begun by POST /v1/session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway.web.templates import html
from services.gateway.web.viewer import PageRoute, words_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/sign-in")
def sign_in(request: Request, next: Annotated[str, Query()] = "/", reason: Annotated[str, Query()] = "") -> Response:
    """The form; `next` is where it leads, a path of this site only."""
    inside = next.startswith("/") and not next.startswith(("//", "/\\")) and "\\" not in next
    words = words_of(request)
    return html(
        words,
        "sign_in.html",
        next=next if inside else "/",
        problem=words.reason(reason) if reason in words.reasons else "",
    )
