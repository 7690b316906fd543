"""The three families of errors, and the one table of how each door answers them.

Read by the gRPC interceptor, the HTTP layer, the command line and `worker/jobs/retry.py`. `reason` is UPPER_SNAKE and
never changes once released; messages may.
"""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "quire"


class QuireError(Exception):
    """An error that Quire answers on purpose: a stable reason, a sentence, and details to act on."""

    def __init__(self, reason: str, message: str, **details: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.details = details


class DocumentError(QuireError):
    """The input is at fault: trying again with the same input gives the same answer."""


class DependencyError(QuireError):
    """Something that Quire needs is away or refuses (Redis, a channel, a disk): trying again later may help."""


class BrokenInvariant(QuireError):
    """Quire broke one of its own laws: a bug of ours, parked at once and never retried blindly."""


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """How the doors answer an error: gRPC status name, HTTP status, exit code, and whether a job tries again."""

    grpc: str
    http: int
    exit: int
    retry: bool


FAMILIES: dict[type[QuireError], ErrorResponse] = {
    DocumentError: ErrorResponse("INVALID_ARGUMENT", 422, 2, retry=False),
    DependencyError: ErrorResponse("UNAVAILABLE", 503, 3, retry=True),
    BrokenInvariant: ErrorResponse("INTERNAL", 500, 4, retry=False),
}

# Reasons for which the caller's protocol has a better word than the family's.
REASONS: dict[str, ErrorResponse] = {
    "KEY_MISSING": ErrorResponse("UNAUTHENTICATED", 401, 2, retry=False),
    "KEY_UNKNOWN": ErrorResponse("UNAUTHENTICATED", 401, 2, retry=False),
    "KEY_EXPIRED": ErrorResponse("UNAUTHENTICATED", 401, 2, retry=False),
    "SESSION_ENDED": ErrorResponse("UNAUTHENTICATED", 401, 2, retry=False),
    "SESSION_FOREIGN": ErrorResponse("PERMISSION_DENIED", 403, 2, retry=False),
    "CALL_FORBIDDEN": ErrorResponse("PERMISSION_DENIED", 403, 2, retry=False),
    "JOB_UNKNOWN": ErrorResponse("NOT_FOUND", 404, 2, retry=False),
    "ARTEFACT_UNKNOWN": ErrorResponse("NOT_FOUND", 404, 2, retry=False),
    "JOB_NOT_RUNNING": ErrorResponse("FAILED_PRECONDITION", 409, 2, retry=False),
    "JOB_NOT_ENDED": ErrorResponse("FAILED_PRECONDITION", 409, 2, retry=False),
    "JOB_NOT_DONE": ErrorResponse("FAILED_PRECONDITION", 409, 2, retry=False),
    "EDIT_CONFLICT": ErrorResponse("ABORTED", 409, 2, retry=False),
    "REQUEST_ID_REUSED": ErrorResponse("ALREADY_EXISTS", 409, 2, retry=False),
    "DUMP_TOO_LARGE": ErrorResponse("INVALID_ARGUMENT", 422, 2, retry=False),
    "STEP_TOO_LARGE": ErrorResponse("RESOURCE_EXHAUSTED", 507, 3, retry=True),
    "CALLS_TOO_MANY": ErrorResponse("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "WATCHES_TOO_MANY": ErrorResponse("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "STREAMS_TOO_MANY": ErrorResponse("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "UPLOADS_TOO_MANY": ErrorResponse("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "KEYS_WRONG_TOO_OFTEN": ErrorResponse("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "BACKLOG_FULL": ErrorResponse("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "ARTEFACTS_FULL": ErrorResponse("RESOURCE_EXHAUSTED", 507, 3, retry=True),
    "LEDGER_FULL": ErrorResponse("RESOURCE_EXHAUSTED", 507, 3, retry=True),
}


def error_response(error: BaseException) -> ErrorResponse:
    """How to answer `error`; anything that is not a QuireError is a bug of ours."""
    if isinstance(error, QuireError):
        if error.reason in REASONS:
            return REASONS[error.reason]
        for family, reply in FAMILIES.items():
            if isinstance(error, family):
                return reply
    return FAMILIES[BrokenInvariant]
