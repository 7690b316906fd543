"""A part of Celery's consumer that notices when a worker has gone deaf."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from celery import bootsteps
from celery.worker import state

ALIVE_SECONDS = 5


def broker_watchdog(file: str) -> type:
    """Connects anew when the worker gets no messages any more, and touches `file` while it does.

    An acknowledgement that is lost with its connection leaves a message that counts as being worked at for ever: once
    there are as many of them as processes, Celery asks the broker for nothing more and does not notice that it is gone.
    """

    class Watchdog(bootsteps.StartStopStep):  # type: ignore[misc]
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

    return Watchdog
