"""Celery as Quire uses it: it carries ids, and nothing depends on it remembering them."""

from __future__ import annotations

from celery import Celery

from services.limits import CALL_MARGIN_SECONDS, call_seconds
from services.settings import Settings

STEP = "quire.step"  # the one task: run(job id, step name)
SOCKET_SECONDS = 10  # a broker that is silent for so long is away


def celery_app(settings: Settings, *, renders: bool = False) -> Celery:
    """The app, connected to nothing yet. `renders`: its steps compute in the worker itself, not in a service."""
    limit = settings.step_seconds if renders else call_seconds(settings.step_seconds) + CALL_MARGIN_SECONDS
    app = Celery("quire", broker=settings.broker_url, set_as_current=False)
    app.conf.update(
        # A message is only a hint that a step is ready: whoever gets it asks the ledger. So a message may come twice,
        # and is given back when its worker dies.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        # State is in the ledger; a result backend would cost half of the throughput.
        task_ignore_result=True,
        task_store_errors_even_if_ignored=False,
        # One message a process: a worker that hoards makes the others idle, and the queue's length a lie.
        worker_disable_prefetch=True,
        worker_prefetch_multiplier=1,
        task_serializer="json",
        accept_content=["json"],
        # The soft limit lets the step say so in the ledger; the hard one comes when it cannot.
        task_soft_time_limit=limit,
        task_time_limit=limit + CALL_MARGIN_SECONDS,
        worker_max_tasks_per_child=1000,
        worker_soft_shutdown_timeout=float(settings.drain_seconds),
        # No control queue: it grows by a key a worker that dies. The ledger cancels, metrics count.
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=SOCKET_SECONDS,
        broker_transport_options={
            # Longer than any step: the broker gives a message again only when its worker is gone for good.
            "visibility_timeout": 2 * call_seconds(settings.step_seconds) + settings.drain_seconds + 60,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": SOCKET_SECONDS,
            "socket_connect_timeout": SOCKET_SECONDS,
            "socket_keepalive": True,
            "health_check_interval": 10,
        },
    )
    return app
