"""GET /status: how it runs, for operators; charts are drawn here, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Response

from services.errors import DocumentError
from services.gateway.http.context import ContextPort
from services.gateway.web.job_views import job_view
from services.gateway.web.templates import html
from services.gateway.web.viewer import PageRoute, Reader
from worker.access.keys import Role
from worker.jobs.job import JobState

PARKED_SHOWN = 50
WIDTH, HEIGHT, GAP = 720, 120, 4  # of a chart, in units of its view box

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its place, its count, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    count: int
    label: str


@router.get("/status")
def status(viewer: Reader, context: ContextPort) -> Response:
    """Queues, throughput, failures by reason, parked jobs. For operators only."""
    if viewer.caller.role is not Role.OPERATOR:
        raise DocumentError("CALL_FORBIDDEN", "The status is for operators.")
    now = datetime.now(UTC)
    overview = context.statistics.overview(now)
    parked, _ = context.jobs.list(PARKED_SHOWN, scope=viewer.caller.scope, parked=True)
    times = sorted(overview.job_seconds)
    return html(
        viewer.words,
        "status.html",
        viewer=viewer,
        overview=overview,
        states=list(JobState),
        bars=bars(overview.ended, [f"{(now.hour - 23 + n) % 24}:00 UTC" for n in range(len(overview.ended))]),
        parked=[job_view(job, viewer.words) for job in parked],
        failures=sorted(overview.failures.items(), key=lambda row: -row[1]),
        ages={
            name: round((now - queue.oldest).total_seconds()) if queue.oldest else 0
            for name, queue in overview.queues.items()
        },
        median=times[len(times) // 2] if times else None,
        slowest=times[min(len(times) - 1, int(len(times) * 0.95))] if times else None,
        size=(WIDTH, HEIGHT),
    )


def bars(counts: Sequence[int], labels: Sequence[str]) -> list[Bar]:
    """A bar a count, the highest as high as the chart."""
    most, width = max(counts, default=0) or 1, WIDTH / max(len(counts), 1)
    return [
        Bar(n * width, HEIGHT - HEIGHT * count / most, width - GAP, HEIGHT * count / most, count, label)
        for n, (count, label) in enumerate(zip(counts, labels, strict=True))
    ]
