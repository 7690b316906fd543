"""A worker process: Celery at the queues of one kind of worker."""

from __future__ import annotations

from celery import signals
from prometheus_client.multiprocess import mark_process_dead

from services.metrics import serve_metrics
from services.rpc import rlimit
from services.settings import Settings
from worker.celery.app import celery_app
from worker.celery.broker_watchdog import broker_watchdog
from worker.celery.tasks import register
from worker.jobs import convert, step_table


def worker_arguments(worker: str, settings: Settings) -> list[str]:
    """The command line of a worker for the queues of its steps: no gossip, mingle or heartbeat,
    which only talk to other workers.
    """
    return [
        "worker",
        f"--queues={','.join(step_table.queues(worker))}",
        f"--hostname={worker}@%h",
        f"--concurrency={settings.worker_processes}",
        "--without-gossip",
        "--without-mingle",
        "--without-heartbeat",
        "--loglevel=WARNING",
    ]


def run(worker: str, settings: Settings) -> None:
    """Work at the queues of one kind of worker until told to stop; a running step has `drain_seconds` to end."""
    renders = worker == "render" and not settings.renderer
    app = celery_app(settings, renders=renders)
    register(app, settings)
    app.steps["consumer"].add(broker_watchdog(settings.alive_file))
    if renders:
        convert.warm()
    signals.worker_process_init.connect(lambda **_: rlimit.limit(settings.step_memory_mb), weak=False)
    if settings.metrics_listen:
        serve_metrics(settings.metrics_listen)
        signals.worker_process_shutdown.connect(
            lambda pid, **_: mark_process_dead(pid),  # type: ignore[no-untyped-call]
            weak=False,
        )
    app.worker_main(worker_arguments(worker, settings))
