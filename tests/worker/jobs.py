"""Jobs for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from worker.jobs.job import USUAL_PROFILES, Job, JobState
from worker.jobs.step_table import steps_of

NOW = datetime(2016, 3, 9, 8, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


def job_of(
    number: int,
    name: str = "speech.txt",
    profiles: tuple[str, ...] = USUAL_PROFILES,
    options: tuple[tuple[str, str], ...] = (),
) -> Job:
    """A job just accepted; ids sort by number."""
    return Job(
        f"{number:026x}",
        f"request-{number}",
        name,
        profiles,
        JobState.QUEUED,
        steps_of(profiles, NOW),
        NOW,
        NOW,
        options=options,
    )
