"""A Celery pipeline that does nothing: one task, then three, in the same queues and with the same settings as ours."""

from __future__ import annotations

import sys

from celery import Celery
from redis import Redis

from services.settings import Settings
from worker.celery.app import celery_app
from worker.celery.worker import worker_arguments

COUNTED = "bench:done"
FIRST, THEN = "bench.first", "bench.then"


def app_of(settings: Settings) -> Celery:
    """The app with both tasks."""
    app = celery_app(settings)
    broker = Redis.from_url(settings.broker_url)

    @app.task(name=FIRST)
    def first(job_id: str) -> None:
        for step in ("transcript", "briefing", "summary"):
            app.send_task(THEN, (job_id, step), queue="render", ignore_result=True)

    @app.task(name=THEN)
    def then(job_id: str, step: str) -> None:
        broker.incr(COUNTED)

    return app


if __name__ == "__main__":
    known = Settings.from_environment()
    app_of(known).worker_main(worker_arguments(sys.argv[1], known))
