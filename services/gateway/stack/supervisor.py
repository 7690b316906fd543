"""A stack that runs: started, watched, started again where a part dies, and stopped with nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from services.errors import DependencyError
from services.gateway.stack.local_stack import Program, Stack

LOOK_SECONDS = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # before a program that died is started again
SETTLED_SECONDS = 30  # one that ran so long is forgiven
LOG_BYTES = 8 * 1024 * 1024  # a longer log is put aside at the next start

# Run before each program, in its process: when we are killed, it is told to stop as well. Linux only.
_TIED = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


class Supervisor:
    """The programs of a stack as processes. `with Supervisor(stack, say): …` stops them all at the end.

    `say(line)` is told what happens to them; `hold` is a file descriptor that every process keeps open; a program that
    dies again and again is started again after at most `longest_pause` seconds.
    """

    def __init__(
        self, stack: Stack, say: Callable[[str], None], hold: int | None = None, longest_pause: float = LONGEST_PAUSE
    ) -> None:
        self.stack = stack
        self._say = say
        logs = stack.folder / "log"
        self._children = tuple(_Child(program, logs, hold, longest_pause) for program in stack.programs)
        self._told = threading.Event()
        self._hurry = threading.Event()
        self._over = (
            threading.Event()
        )  # asked instead of the thread: a join that Ctrl-C breaks takes it for dead (3.11)
        # One thread starts them all: on Linux a process is tied to the thread that started it.
        self._thread = threading.Thread(target=self._keep, name="stack", daemon=True)

    def __enter__(self) -> Supervisor:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stop()

    def ready(self, seconds: float) -> None:
        """Wait until every program does its work. Raises DependencyError STACK_NOT_READY with what its log says."""
        end = time.monotonic() + seconds
        waiting = list(self._children)
        while waiting:
            waiting = [child for child in waiting if not child.ready()]
            late = time.monotonic() > end or self._over.is_set()
            for child in waiting:
                if late or child.deaths > 2:
                    raise DependencyError(
                        "STACK_NOT_READY", f"{child.program.name} does not start: {child.last_words() or 'no word'}"
                    )
            if waiting:
                time.sleep(LOOK_SECONDS)

    def pid(self, name: str) -> int:
        """The process id of a program; 0 while it does not run."""
        return next(child.pid for child in self._children if child.program.name == name)

    def wait(self) -> None:
        """Until it is stopped."""
        while not self._over.wait(1):
            pass

    def stop(self) -> None:
        """Drain the programs one after the other. Interrupted, or called again meanwhile, it kills them."""
        if self._told.is_set():
            self._hurry.set()
        self._told.set()
        while not self._over.is_set():
            try:
                self._over.wait(0.2)
            except KeyboardInterrupt:
                self._say("stopping at once")
                self._hurry.set()

    def _keep(self) -> None:
        try:
            for child in reversed(self._children):
                child.start()
            while not self._told.wait(LOOK_SECONDS):
                for child in self._children:
                    if words := child.look():
                        self._say(words)
        finally:
            try:
                self._drain()
            finally:
                self._over.set()

    def _drain(self) -> None:
        for stage in sorted({child.program.stage for child in self._children}):
            stopping = [child for child in self._children if child.program.stage == stage]
            for child in stopping:
                child.tell()
            for child in stopping:
                child.stop(self._hurry)


class _Child:
    """One program, in a process group of its own so that Ctrl-C reaches us alone."""

    def __init__(self, program: Program, logs: Path, hold: int | None, longest_pause: float) -> None:
        self.program = program
        self.deaths = 0  # since it last settled
        self._hold = () if hold is None else (hold,)
        self._file = logs / f"{program.name}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._longest_pause = longest_pause
        self._started = 0.0
        self._again = 0.0
        self._end = 0.0

    @property
    def pid(self) -> int:
        return self._process.pid if self._process and self._process.returncode is None else 0

    def ready(self) -> bool:
        return bool(self.pid) and self.program.ready()

    def start(self) -> None:
        with self._log() as log:
            self._process = subprocess.Popen(  # noqa: S603 (a command of stack.py)
                (sys.executable, "-S", "-E", "-c", _TIED, str(os.getpid()), *self.program.command),
                env=dict(self.program.environment),
                cwd=self._file.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self._hold,
                process_group=0,
            )
        self._started = time.monotonic()

    def look(self) -> str:
        """Start it again if it has died and its pause is over; what is worth telling."""
        now = time.monotonic()
        if self._process is None:
            if now < self._again:
                return ""
            self.start()
            return f"{self.program.name} is started again"
        if self._process.poll() is None:
            return ""
        code = self._process.returncode
        self._kill_group()  # what it started itself
        self._process = None
        self.deaths = 1 if now - self._started > SETTLED_SECONDS else self.deaths + 1
        pause = min(FIRST_PAUSE * 2 ** (self.deaths - 1), self._longest_pause)
        self._again = now + pause
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"{self.program.name} {how}; starting it again in {pause:g} s"

    def tell(self) -> None:
        """Tell it to stop."""
        self._end = time.monotonic() + self.program.seconds
        if self._process:
            self._process.terminate()

    def stop(self, hurry: threading.Event) -> None:
        """Wait until it has stopped; kill it, and whatever it has started, when its time is over."""
        if self._process is None:
            return
        while self._process.poll() is None and time.monotonic() < self._end and not hurry.is_set():
            time.sleep(0.02)
        self._kill_group()
        self._process.wait()

    def last_words(self) -> str:
        """The end of its log, in one line."""
        with suppress(OSError):
            lines = self._file.read_text("utf-8", "replace").splitlines()
            return next((line.strip() for line in reversed(lines) if line.strip()), "")[-300:]
        return ""

    def _kill_group(self) -> None:
        assert self._process
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _log(self) -> IO[bytes]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if self._file.stat().st_size > LOG_BYTES:
                self._file.replace(self._file.with_suffix(".log.1"))
        return self._file.open("ab")
