"""Who looks at a page, and in which language; a page that is refused sends to the sign-in, or says why."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from services.errors import DependencyError, QuireError, error_response
from services.gateway.access.authorization import ALLOWED, Call, Caller
from services.gateway.http.context import context_of
from services.gateway.web.language import COOKIE, Words, chosen, words_in
from services.gateway.web.templates import html


@dataclass(frozen=True, slots=True)
class Viewer:
    """The bearer of the session, and the words to speak to them in."""

    caller: Caller
    words: Words

    def may(self, call: str) -> bool:
        """Whether the role of the viewer reaches so far."""
        return Call(call) in ALLOWED[self.caller.role]


def words_of(request: Request) -> Words:
    """The words in the visitor's language."""
    return words_in(chosen(request.cookies.get(COOKIE, ""), request.headers.get("accept-language", "")))


def viewing(call: Call) -> Any:
    """A dependency: the viewer, admitted to `call`."""

    def admitted(request: Request) -> Viewer:
        context = context_of(request)
        credentials = context.exposure.credentials(request)
        caller = context.access.admit(credentials, call, request.path_params.get("id", ""))
        return Viewer(caller, words_of(request))

    return Depends(admitted)


Reader = Annotated[Viewer, viewing(Call.READ)]
Clerk = Annotated[Viewer, viewing(Call.DOWNLOAD)]


class PageRoute(APIRoute):
    """A route whose refusals are pages: who is not signed in is sent to the sign-in and comes back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answered = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await answered(request)
            except QuireError as error:
                return _refusal(request, error)

        return shown


def _refusal(request: Request, error: QuireError) -> Response:
    status = error_response(error).http
    if status == 401 and "text/html" in request.headers.get("accept", "text/html"):
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        reason = "" if error.reason == "KEY_MISSING" else f"&reason={error.reason}"
        return RedirectResponse(f"/sign-in?next={quote(here, safe='')}{reason}", 303)
    headers = {"Retry-After": error.details.get("retry_after", "5")} if isinstance(error, DependencyError) else {}
    page = html(words_of(request), "refusal.html", reason=error.reason, message=error.message, status=status)
    page.status_code = status
    page.headers.update(headers)
    return page
