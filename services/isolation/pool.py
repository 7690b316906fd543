"""A pool of processes that compute; one that is killed is replaced, and the others go on."""

from __future__ import annotations

import json
import logging
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

from services.errors import BrokenInvariant, DependencyError, DocumentError, QuireError
from services.isolation.child import ABORT, END, PIECE
from services.metrics import COMPUTATIONS_KILLED

log = logging.getLogger("quire.isolation")

LOOK_SECONDS = 0.25  # how soon it is noticed that a caller has gone
START_SECONDS = 120.0  # for a process to import what it computes with, on a busy machine
PROGRAM = "from services.isolation.child import main; main()"
FAMILIES: dict[str, type[QuireError]] = {
    family.__name__: family for family in (DocumentError, DependencyError, BrokenInvariant)
}


class ProcessPool:
    """`pool(header, pieces, wanted)` computes `function` ("module:function", see computation.py) in one of its
    processes.

    At most `size` at once; who comes later waits as long as `wanted()`. A computation that takes more than `seconds`
    from the last piece of its input to the last of its output, or more than `megabytes` of memory, raises
    DependencyError STEP_TOO_LARGE; one whose process dies COMPUTATION_LOST; one that is no longer wanted CALLER_GONE.
    Processes are started when they are needed, and one with `start()`.
    """

    def __init__(self, function: str, size: int, seconds: float, megabytes: int) -> None:
        self._function, self._seconds, self._megabytes = function, seconds, megabytes
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._places = threading.Semaphore(size)
        self._closed = False

    def start(self) -> None:
        """Start one process, so that the first call need not wait for it."""
        self._idle.put(self._child())

    def close(self) -> None:
        """Kill the processes that are idle now, and the others when their computation ends."""
        self._closed = True
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().kill()

    def __call__(self, header: bytes, pieces: Iterable[bytes], wanted: Callable[[], bool]) -> Generator[bytes]:
        while not self._places.acquire(timeout=LOOK_SECONDS):
            if not wanted():
                raise _gone()
        try:
            if not wanted():
                raise _gone()
            child = self._ready_child(wanted)
            sound = False
            try:
                yield from child.compute(header, pieces, wanted, self._seconds)
                sound = True
            except Exception as error:
                sound = child.answered
                if not sound and isinstance(error, QuireError):
                    COMPUTATIONS_KILLED.labels(error.reason).inc()
                    log.warning("a computation was stopped: %s: %s", error.reason, error.message)
                raise
            finally:
                if sound and not self._closed:
                    self._idle.put(child)
                else:  # also where the caller of this generator has closed it half-way
                    child.kill()
        finally:
            self._places.release()

    def _ready_child(self, wanted: Callable[[], bool]) -> _Child:
        with suppress(queue.Empty):
            while True:
                child = self._idle.get_nowait()
                if child.is_alive():
                    return child
                child.kill()
        child = self._child()
        child.wait_ready(wanted)
        return child

    def _child(self) -> _Child:
        return _Child(self._function, self._megabytes)


class _Child:
    """One process. `answered`: the last call has ended in an answer, good or bad, and it is ready for the next."""

    def __init__(self, function: str, megabytes: int) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            handle = theirs.fileno()
            command = [sys.executable, "-c", PROGRAM, str(handle), function, str(megabytes)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[handle])  # noqa: S603
        self._connection = Connection(os.dup(ours.fileno()))
        ours.close()
        self._ready = False
        self.answered = True

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def wait_ready(self, wanted: Callable[[], bool]) -> None:
        """Wait until it has imported all; nobody's deadline is charged for that."""
        if self._ready:
            return
        try:
            self._receive(time.monotonic() + START_SECONDS, wanted)
        except QuireError:
            self.kill()
            raise
        self._ready = True

    def compute(
        self, header: bytes, pieces: Iterable[bytes], wanted: Callable[[], bool], seconds: float
    ) -> Iterator[bytes]:
        self.wait_ready(wanted)
        self.answered = False
        try:
            self._connection.send_bytes(header)
            for piece in pieces:
                self._connection.send_bytes(PIECE + piece)
            self._connection.send_bytes(END)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it says why, or has died
        except QuireError:  # of the pieces: what was sent so far is no input
            self._connection.send_bytes(ABORT)
            self.answered = True
            raise
        end = time.monotonic() + seconds
        while True:
            message = self._receive(end, wanted)
            if message[:1] == PIECE:
                yield message[1:]
                continue
            if message[:1] == END:
                self.answered = True
                return
            raise self._failure(json.loads(message[1:]))

    def _receive(self, end: float, wanted: Callable[[], bool]) -> bytes:
        try:
            while not self._connection.poll(LOOK_SECONDS):
                if time.monotonic() >= end:
                    raise DependencyError("STEP_TOO_LARGE", "The computation was not done in time, and was stopped.")
                if not wanted():
                    raise _gone()
            return self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            words = "The process that computed died over it; it may have asked for too much memory."
            raise DependencyError("COMPUTATION_LOST", words) from error

    def _failure(self, answer: dict[str, object]) -> Exception:
        kind, reason, message = (str(answer[name]) for name in ("kind", "reason", "message"))
        if kind == "memory":
            return DependencyError("STEP_TOO_LARGE", "The computation asked for more memory than it may have.")
        self.answered = True
        if kind not in FAMILIES:
            log.error("a computation failed:\n%s", message)
            return RuntimeError("a computation failed; the log has its traceback")
        details = answer["details"]
        assert isinstance(details, dict)
        return FAMILIES[kind](reason, message, **details)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._connection.close()
        if self._process.stdin:
            self._process.stdin.close()


def _gone() -> DependencyError:
    return DependencyError("CALLER_GONE", "Nobody waits for the answer any more.")
