"""Celery as Quire uses it: it carries ids, and nothing depends on it remembering them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from celery import Celery, bootsteps, signals
from celery.worker import state

from services.rpc import rlimit
from services.settings import Settings
from worker.jobs import convert, step_table

STEP = "quire.step"  # the one task: run(job id, step name)
ALIVE_SECONDS = 5
SOCKET_SECONDS = 10  # a broker that is silent for so long is away


def celery_app(settings: Settings) -> Celery:
    """The app, connected to nothing yet."""
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
        task_soft_time_limit=settings.step_seconds,
        task_time_limit=settings.step_seconds + 10,
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
            "visibility_timeout": settings.step_seconds + settings.drain_seconds + 60,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": SOCKET_SECONDS,
            "socket_connect_timeout": SOCKET_SECONDS,
            "socket_keepalive": True,
            "health_check_interval": 10,
        },
    )
    return app


def worker_arguments(worker: str, settings: Settings) -> list[str]:
    """The command line of a worker for the queues of its steps: no gossip, mingle or heartbeat, which only talk to other workers."""
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
    from worker.celery.tasks import register

    app = celery_app(settings)
    register(app, settings)
    app.steps["consumer"].add(hearing(settings.alive_file))
    if worker == "render" and not settings.renderer:
        convert.warm()
    signals.worker_process_init.connect(lambda **_: rlimit.limit(settings.step_memory_mb), weak=False)
    app.worker_main(worker_arguments(worker, settings))


def hearing(file: str) -> type:
    """A part of the consumer that connects anew when the worker has gone deaf, and touches `file` while it hears.

    An acknowledgement that is lost with its connection leaves a message that counts as being worked at for ever: once
    there are as many of them as processes, Celery asks the broker for nothing more and does not notice that it is gone.
    """

    class Hearing(bootsteps.StartStopStep):  # type: ignore[misc]
        requires = ("celery.worker.consumer.tasks:Tasks",)

        def start(self, consumer: Any) -> None:
            self.suspected = False
            self.timer = consumer.timer.call_repeatedly(ALIVE_SECONDS, self.look, (consumer,))
            self.look(consumer)

        def stop(self, consumer: Any) -> None:
            if timer := getattr(self, "timer", None):
                timer.cancel()

        def look(self, consumer: Any) -> None:
            qos = consumer.task_consumer.channel.qos
            held = len(qos._delivered) - len(qos._dirty)
            suspected, self.suspected = self.suspected, held > len(state.reserved_requests)
            if suspected and self.suspected:
                # Celery takes it for what it is, a lost connection, and makes another.
                raise ConnectionResetError("messages are held that nobody works at")
            if file and not self.suspected:
                Path(file).touch()

    return Hearing
