"""What every HTTP call is answered with, and who may make it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request

from services.errors import DocumentError
from services.gateway.access.authorization import Access, Call, Caller
from services.gateway.access.quota import Quota
from services.gateway.changes import Changes
from services.gateway.http.exposure import HttpExposure
from services.gateway.http.views import ErrorView
from worker.jobs.edits import Edits
from worker.jobs.jobs import Jobs
from worker.ledger.statistics import Statistics

STREAMS, STREAMS_EACH = 2000, 200  # event streams of this process, and of one key or address


@dataclass(frozen=True, slots=True)
class Context:
    """The ports of one gateway, at `app.state.context`."""

    jobs: Jobs
    edits: Edits
    changes: Changes
    statistics: Statistics
    access: Access
    exposure: HttpExposure
    streams: Quota = field(default_factory=lambda: Quota("streams", "STREAMS_TOO_MANY", STREAMS, STREAMS_EACH))


def context_of(request: Request) -> Context:
    """The context of the app that the request came to."""
    context: Context = request.app.state.context
    return context


def jobs_of(request: Request) -> Jobs:
    """The jobs of the app that the request came to."""
    return context_of(request).jobs


def edits_of(request: Request) -> Edits:
    """The corrections of the app that the request came to."""
    return context_of(request).edits


def may(call: Call) -> Any:
    """A dependency: the caller, admitted to `call`.

    Refused as `Access.admit`; REQUEST_INVALID for an unknown parameter.
    """

    def admitted(request: Request) -> Caller:
        known = {field.alias for field in request.scope["route"].dependant.query_params}
        if unknown := sorted(set(request.query_params) - known):
            listed = ", ".join(sorted(known)) or "none"
            raise DocumentError(
                "REQUEST_INVALID", f"There is no parameter {unknown[0][:40]!r} here; there are: {listed}."
            )
        context = context_of(request)
        return context.access.admit(context.exposure.credentials(request), call, request.path_params.get("id", ""))

    return Depends(admitted)


JobsPort = Annotated[Jobs, Depends(jobs_of)]
EditsPort = Annotated[Edits, Depends(edits_of)]
ContextPort = Annotated[Context, Depends(context_of)]
Submitting = Annotated[Caller, may(Call.SUBMIT)]
Reading = Annotated[Caller, may(Call.READ)]
Downloading = Annotated[Caller, may(Call.DOWNLOAD)]
Cancelling = Annotated[Caller, may(Call.CANCEL)]
Retrying = Annotated[Caller, may(Call.RETRY)]
Editing = Annotated[Caller, may(Call.EDIT)]
Deleting = Annotated[Caller, may(Call.DELETE)]


def refused(**reasons: str) -> dict[int | str, dict[str, Any]]:
    """Descriptions of refusals: `refused(_404="JOB_UNKNOWN")`."""
    return {int(code[1:]): {"model": ErrorView, "description": words} for code, words in reasons.items()}


REFUSED = refused(
    _401="KEY_MISSING, KEY_UNKNOWN, KEY_EXPIRED, SESSION_ENDED",
    _403="CALL_FORBIDDEN: the role of the key does not reach so far; SESSION_FOREIGN",
    _422="REQUEST_INVALID",
    _429="CALLS_TOO_MANY, KEYS_WRONG_TOO_OFTEN; Retry-After tells when to come back",
    _503="a part of Quire is away",
)  # of every call
