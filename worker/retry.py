"""How long a job is tried: what an error means for its step, and the pauses between attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.errors import QuireError, answer


@dataclass(frozen=True, slots=True)
class Patience:
    """When a step is given up. A step that kills its workers and a step whose segmenter is away are different things.

    `losses`: attempts that may end without a word from their worker; a document that kills workers stops there.
    `waits`: how long a step is tried again while what it needs is away.
    """

    losses: int = 4
    waits: timedelta = timedelta(days=1)
    first: timedelta = timedelta(seconds=0.5)
    longest: timedelta = timedelta(seconds=30)

    def pause(self, attempts: int) -> timedelta:
        """Between the n-th attempt and the next: doubled each time, up to the longest."""
        return min(self.first * (1 << min(max(attempts - 1, 0), 16)), self.longest)


def again(error: BaseException) -> bool:
    """Whether a step that ended with this error is tried again; the table of services/errors.py knows."""
    return answer(error).retry


def told(error: BaseException) -> tuple[str, str]:
    """Reason and message that the job keeps. Of what was not foreseen: BUG and the kind of error, no words of it."""
    if isinstance(error, QuireError):
        return error.reason, error.message
    return "BUG", f"Quire made a mistake ({type(error).__name__}); the worker's log has the details."
