"""The three families of errors, and the one table of how each door answers them.

Read by the gRPC interceptor, the HTTP layer, the command line and `worker/jobs/retry.py`. `reason` is UPPER_SNAKE and never
changes once released; messages may.
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
class Answer:
    """How the doors answer an error: gRPC status name, HTTP status, exit code, and whether a job tries again."""

    grpc: str
    http: int
    exit: int
    retry: bool


FAMILIES: dict[type[QuireError], Answer] = {
    DocumentError: Answer("INVALID_ARGUMENT", 422, 2, retry=False),
    DependencyError: Answer("UNAVAILABLE", 503, 3, retry=True),
    BrokenInvariant: Answer("INTERNAL", 500, 4, retry=False),
}

# Reasons for which the caller's protocol has a better word than the family's.
REASONS: dict[str, Answer] = {
    "KEY_MISSING": Answer("UNAUTHENTICATED", 401, 2, retry=False),
    "KEY_UNKNOWN": Answer("UNAUTHENTICATED", 401, 2, retry=False),
    "KEY_EXPIRED": Answer("UNAUTHENTICATED", 401, 2, retry=False),
    "SESSION_ENDED": Answer("UNAUTHENTICATED", 401, 2, retry=False),
    "SESSION_FOREIGN": Answer("PERMISSION_DENIED", 403, 2, retry=False),
    "CALL_FORBIDDEN": Answer("PERMISSION_DENIED", 403, 2, retry=False),
    "JOB_UNKNOWN": Answer("NOT_FOUND", 404, 2, retry=False),
    "ARTEFACT_UNKNOWN": Answer("NOT_FOUND", 404, 2, retry=False),
    "JOB_NOT_RUNNING": Answer("FAILED_PRECONDITION", 409, 2, retry=False),
    "JOB_NOT_ENDED": Answer("FAILED_PRECONDITION", 409, 2, retry=False),
    "REQUEST_ID_REUSED": Answer("ALREADY_EXISTS", 409, 2, retry=False),
    "DUMP_TOO_LARGE": Answer("INVALID_ARGUMENT", 422, 2, retry=False),
    "STEP_TOO_LARGE": Answer("RESOURCE_EXHAUSTED", 507, 3, retry=True),
    "CALLS_TOO_MANY": Answer("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "UPLOADS_TOO_MANY": Answer("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "KEYS_WRONG_TOO_OFTEN": Answer("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "BACKLOG_FULL": Answer("RESOURCE_EXHAUSTED", 429, 3, retry=True),
    "ARTEFACTS_FULL": Answer("RESOURCE_EXHAUSTED", 507, 3, retry=True),
    "LEDGER_FULL": Answer("RESOURCE_EXHAUSTED", 507, 3, retry=True),
}


def answer(error: BaseException) -> Answer:
    """How to answer `error`; anything that is not a QuireError is a bug of ours."""
    if isinstance(error, QuireError):
        if error.reason in REASONS:
            return REASONS[error.reason]
        for family, reply in FAMILIES.items():
            if isinstance(error, family):
                return reply
    return FAMILIES[BrokenInvariant]
