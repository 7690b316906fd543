"""The page's session: a cookie that no script can read and no other site can use."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from services.errors import DocumentError
from services.gateway.access.authorization import Credentials
from services.gateway.http.context import ContextPort, refused
from services.gateway.http.exposure import HttpExposure
from worker.access.sessions import LIFE

router = APIRouter(
    prefix="/v1",
    responses=refused(
        _401="KEY_MISSING, KEY_UNKNOWN, KEY_EXPIRED",
        _403="SESSION_FOREIGN",
        _429="CALLS_TOO_MANY, KEYS_WRONG_TOO_OFTEN",
        _503="a part of Quire is away",
    ),
)


@router.post("/session", status_code=204)
def begin_session(
    request: Request,
    response: Response,
    context: ContextPort,
    authorization: Annotated[str, Header(include_in_schema=False)] = "",
) -> None:
    """Begin a session of at most twelve hours with a key; for browsers, which then need to keep no key."""
    credentials = Credentials(authorization, address=context.exposure.address(request))
    token = context.access.begin_session(credentials)
    _set(response, context.exposure, token, int(LIFE.total_seconds()))


@router.delete("/session", status_code=204)
def end_session(request: Request, response: Response, context: ContextPort) -> None:
    """End the session whose cookie the call carries."""
    credentials = context.exposure.credentials(request)
    if not credentials.session:
        raise DocumentError("KEY_MISSING", "The call carries no session.")
    context.access.end_session(credentials.session)
    _set(response, context.exposure, "", 0)


def _set(response: Response, exposure: HttpExposure, token: str, seconds: int) -> None:
    response.set_cookie(exposure.cookie, token, max_age=seconds, secure=exposure.tls, httponly=True, samesite="strict")
