"""Breaks a running stack, by a seed: the same seed breaks the same things in the same order."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from services.gateway.stack.supervisor import Supervisor
from services.settings import host_and_port
from tests.contracts.postgres import Postgres
from tests.faults import clocks
from tests.faults.disk import FILLER, fill
from tests.faults.proxy import Proxy

PROGRAMS = ("gateway", "gateway-2", "relay", "relay-2", "outline-worker", "render-worker", "segmenter", "broker")
STOPPED_SECONDS = (0.5, 8.0)  # longer than a lease, too: what wakes up then finds its step taken


class Driver:
    """`turn()` does one thing and says it; `mend()` puts right what does not come back by itself."""

    def __init__(
        self,
        running: Supervisor,
        proxy: Proxy,
        postgres: Postgres | None,
        disk: Path | None,
        seed: int,
        say: Callable[[str], None],
    ) -> None:
        self.counts: dict[str, int] = {}
        self._running, self._proxy, self._postgres, self._say = running, proxy, postgres, say
        self._draw = random.Random(seed)
        self._stopped: list[tuple[float, int, str]] = []  # when it goes on, group, name
        self._cut_until = self._full_until = self._postgres_until = 0.0
        self._disk = disk
        self._clocks = running.stack.folder / "clocks"
        self._postgres_again: Callable[[], None] = lambda: None
        self._bag: list[Callable[[], str]] = []
        self._deeds: list[tuple[int, Callable[[], str]]] = [
            (6, self._kill),
            (3, self._kill_one_process_of_a_worker),
            (3, self._flush),
            (1, self._delete_the_brokers_files),
            (3, self._stop),
            (2, self._cut),
            (1, self._kill_all),
            (3, self._set_a_clock),
            (2, self._fill_the_disk),
            (1, self._make_postgres_read_only),
            (1, self._freeze_postgres),
        ]

    def turn(self) -> None:
        if not self._bag:  # each deed as often as it weighs, then all of them again
            self._bag = [deed for weight, deed in self._deeds for _ in range(weight)]
            self._draw.shuffle(self._bag)
        deed = self._bag.pop()
        self._do(deed)

    def kill_the_database(self) -> None:
        """Once, where there is one that is a process."""
        if self._postgres:
            self._do(self._kill_postgres)

    def look(self) -> None:
        """Continue what was stopped, and mend what was cut, when its time has come."""
        now = time.monotonic()
        for one in [one for one in self._stopped if one[0] <= now]:
            self._stopped.remove(one)
            self._continue(one[1])
        if self._cut_until and self._cut_until <= now:
            self._cut_until = 0.0
            self._proxy.mend()
        if self._full_until and self._full_until <= now:
            self._empty_the_disk()
        if self._postgres_until and self._postgres_until <= now:
            self._postgres_until = 0.0
            self._postgres_again()

    def mend(self) -> None:
        self._empty_the_disk()
        if self._postgres_until:
            self._postgres_until = 0.0
            self._postgres_again()
        for _, group, _ in self._stopped:
            self._continue(group)
        self._stopped.clear()
        self._proxy.mend()

    def _do(self, deed: Callable[[], str]) -> None:
        said = deed()
        if said:
            kind = deed.__name__.strip("_").replace("_", " ")
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self._say(said)

    def _kill(self) -> str:
        name = self._draw.choice(PROGRAMS)
        return f"SIGKILL to {name}" if self._signal(name, signal.SIGKILL) else ""

    def _kill_one_process_of_a_worker(self) -> str:
        name = self._draw.choice(("outline-worker", "render-worker"))
        lot = self._draw.random()
        pid = self._running.pid(name)
        with suppress(psutil.Error):
            children = psutil.Process(pid).children() if pid else []
            if children:
                children[int(lot * len(children))].kill()
                return f"SIGKILL to one process of {name}"
        return ""

    def _flush(self) -> str:
        host, port = host_and_port(self._running.stack.broker_url.split("/")[2])
        with suppress(OSError), socket.create_connection((host, port), 1) as line:
            line.sendall(b"FLUSHALL\r\n")
            return "FLUSHALL" if line.recv(16).startswith(b"+OK") else ""
        return ""

    def _delete_the_brokers_files(self) -> str:
        if not self._signal("broker", signal.SIGKILL):
            return ""
        shutil.rmtree(self._running.stack.folder / "broker")
        (self._running.stack.folder / "broker").mkdir()
        return "SIGKILL to broker, and its files deleted"

    def _stop(self) -> str:
        name, seconds = self._draw.choice(PROGRAMS), self._draw.uniform(*STOPPED_SECONDS)
        group = self._running.pid(name)
        if not self._signal(name, signal.SIGSTOP):
            return ""
        self._stopped.append((time.monotonic() + seconds, group, name))
        return f"SIGSTOP to {name} for {seconds:.1f} s"

    def _cut(self) -> str:
        seconds = self._draw.uniform(0.5, 5)
        self._proxy.cut()
        self._cut_until = max(self._cut_until, time.monotonic() + seconds)
        return f"the segmenter's port is cut for {seconds:.1f} s"

    def _kill_all(self) -> str:
        return "SIGKILL to everything at once" if [self._signal(name, signal.SIGKILL) for name in PROGRAMS] else ""

    def _set_a_clock(self) -> str:
        name, shift = self._draw.choice(PROGRAMS[:6]), self._draw.choice(clocks.SHIFTS)
        return f"the clock of {name} is {shift} s off" if clocks.set_clock(self._clocks, name, shift) else ""

    def _fill_the_disk(self) -> str:
        seconds = self._draw.uniform(0.5, 6)
        if not self._disk or self._full_until:
            return ""
        fill(self._disk)
        self._full_until = time.monotonic() + seconds
        return f"the disk of the artefacts is full for {seconds:.1f} s"

    def _empty_the_disk(self) -> None:
        self._full_until = 0.0
        if self._disk:
            (self._disk / FILLER).unlink(missing_ok=True)

    def _make_postgres_read_only(self) -> str:
        seconds = self._draw.uniform(1, 6)
        if not self._postgres or self._postgres_until:
            return ""
        postgres = self._postgres
        postgres.read_only(True)
        self._postgres_again = lambda: postgres.read_only(False)
        self._postgres_until = time.monotonic() + seconds
        return f"PostgreSQL is read-only for {seconds:.1f} s"

    def _freeze_postgres(self) -> str:
        seconds = self._draw.uniform(1, 14)
        if not self._postgres or self._postgres_until:
            return ""
        self._postgres_again = self._postgres.frozen()
        self._postgres_until = time.monotonic() + seconds
        # By a clock of its own: who drives asks this server, too, and would wait for itself.
        thaw = threading.Timer(seconds, self._postgres_again)
        thaw.daemon = True
        thaw.start()
        return f"PostgreSQL is frozen for {seconds:.1f} s"

    def _kill_postgres(self) -> str:
        assert self._postgres
        self.mend()
        self._postgres.kill()
        time.sleep(1.5)
        self._postgres.start()
        return "SIGKILL to PostgreSQL and all its processes; started again after 1.5 s"

    def _signal(self, name: str, number: int) -> bool:
        group = self._running.pid(name)
        if not group:
            return False
        with suppress(ProcessLookupError):
            os.killpg(group, number)
            return True
        return False

    @staticmethod
    def _continue(group: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGCONT)
