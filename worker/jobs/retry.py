"""How long a job is tried: what an error means for its step, and the pauses between attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.errors import DependencyError, QuireError, error_response

# gRPC's words when a server is gone in the middle of a call; one that is told to stop says "Cancelling all calls".
_BROKE_OFF = ("Stream removed", "Socket closed")

# Waiting does not bring these bytes back.
BYTES_GONE = ("ARTEFACT_LOST", "ARTEFACT_DAMAGED")
# A full disk is the operator's to mend, however long it takes: no job fails for it.
NO_ROOM = ("ARTEFACTS_FULL", "LEDGER_FULL", "SPOOL_FULL")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """When a step is given up. A step that kills its workers and a step whose segmenter is away are different things.

    `losses`: attempts that may end without a word from their worker; a document that kills workers stops there.
    `deadline`: how long a step is tried again while what it needs is away.
    """

    losses: int = 4
    deadline: timedelta = timedelta(days=1)
    first: timedelta = timedelta(seconds=0.5)
    longest: timedelta = timedelta(seconds=30)

    def pause(self, attempts: int) -> timedelta:
        """Between the n-th attempt and the next: doubled each time, up to the longest."""
        return min(self.first * (1 << min(max(attempts - 1, 0), 16)), self.longest)


def is_retryable(error: BaseException) -> bool:
    """Whether a step that ended with this error is tried again; the table of services/errors.py knows."""
    return error_response(error).retry


def as_worker_loss(error: BaseException) -> tuple[str, str] | None:
    """Reason and message where a service died over the step, or says that it asks too much; None for any other error.

    It may be the document's doing, so it counts as a loss. A service that was away, drained, busy with others or silent
    until the call was given up took no harm from it.
    """
    if isinstance(error, DependencyError) and error.reason in ("STEP_TOO_LARGE", "COMPUTATION_LOST"):
        return error.reason, error.message
    if isinstance(error, DependencyError) and any(sign in error.message for sign in _BROKE_OFF):
        return "SERVICE_LOST", "The service that the step called was lost while it worked."
    return None


def public_reason(error: BaseException) -> tuple[str, str]:
    """Reason and message that the job keeps. Of what was not foreseen: BUG and the kind of error, no words of it."""
    if isinstance(error, QuireError):
        return error.reason, error.message
    return "BUG", f"Quire made a mistake ({type(error).__name__}); the worker's log has the details."
