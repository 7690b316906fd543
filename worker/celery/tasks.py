"""The one Celery task: a skin over worker/jobs/steps.py."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from celery import Celery
from celery.exceptions import SoftTimeLimitExceeded

from services.limits import call_seconds
from services.rpc import tls
from services.segmenter.client import RemoteSegmenter
from services.settings import Settings
from worker.celery.app import STEP
from worker.jobs import convert
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.stores import artefacts_at, ledger_at

if TYPE_CHECKING:
    from services.renderer.client import RemoteRenderer


def register(app: Celery, settings: Settings) -> None:
    """Give the app its task. Nothing is opened before the first step, and each process opens its own."""
    steps = lru_cache(lambda: steps_of(settings))

    @app.task(name=STEP)  # type: ignore[untyped-decorator]
    def step(job_id: str, name: str) -> None:
        steps().run(job_id, name)


def steps_of(settings: Settings) -> Steps:
    """The steps with the ports that the settings name."""
    renderer = _remote_renderer(settings)
    return Steps(
        ledger_at(settings.ledger_url),
        artefacts_at(settings.artefacts_url),
        RemoteSegmenter(settings.segmenter, call_seconds(settings.step_seconds), tls.of_services(settings)).serialised,
        renderer or convert.render_here,
        timedelta(seconds=settings.lease_seconds),
        retry_policy_of(settings),
        (SoftTimeLimitExceeded, MemoryError),
        renderer.extract if renderer else convert.extract_here,
    )


def retry_policy_of(settings: Settings) -> RetryPolicy:
    """When a step is given up."""
    return RetryPolicy(losses=settings.attempts, deadline=timedelta(seconds=settings.retry_deadline_seconds))


def _remote_renderer(settings: Settings) -> RemoteRenderer | None:
    """The renderer that the settings name; None: the worker renders by itself."""
    if not settings.renderer:
        return None
    from services.renderer.client import RemoteRenderer

    return RemoteRenderer(settings.renderer, call_seconds(settings.step_seconds), tls.of_services(settings))
