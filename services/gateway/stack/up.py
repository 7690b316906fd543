"""`quire up`: the whole stack in the foreground, its state in a folder that the next start finds again."""

from __future__ import annotations

import fcntl
import os
import secrets
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from services.errors import DependencyError
from services.gateway.stack.local_stack import Stack, is_free, local_stack
from services.gateway.stack.supervisor import Supervisor
from services.settings import Settings

READY_SECONDS = 60


def up(folder: Path, say: Callable[[str], None], environ: Mapping[str, str] = os.environ) -> None:
    """Keep the stack of `folder` running until Ctrl-C or SIGTERM, then drain it.

    QUIRE_HTTP_LISTEN and QUIRE_JOBS_LISTEN say where it listens; without them at the usual ports, or at free ones where
    those are taken. The keys of QUIRE_KEYS are good as well as the folder's own. Raises DependencyError FOLDER_IN_USE,
    ADDRESS_IN_USE, STACK_NOT_READY.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder) as lock:
        key = first_key(folder)
        http, jobs = _address("http_listen", environ), _address("jobs_listen", environ)
        keys = ",".join(filter(None, (key, environ.get("QUIRE_KEYS"))))
        stack = local_stack(folder, keys, http, jobs)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.default_int_handler)
        try:
            with Supervisor(stack, say, lock) as running:
                running.ready(READY_SECONDS)
                for line in _welcome(stack, key):
                    say(line)
                running.wait()
        except KeyboardInterrupt:
            say("Stopped. The jobs are kept for the next start.")


def first_key(folder: Path) -> str:
    """The key of a folder, made at its first start; nobody else on the machine can read it."""
    file = folder / "key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    with os.fdopen(handle, "w") as opened:
        opened.write(secrets.token_hex(24) + "\n")
    return file.read_text("ascii").strip()


def _welcome(stack: Stack, key: str) -> Iterator[str]:
    yield f"Quire runs; Ctrl-C stops it. Its state and logs are in {stack.folder}."
    yield f"  page  http://{stack.http}/#key={key}"
    yield f"  API   http://{stack.http}/docs and gRPC at {stack.jobs}"
    yield f"  key   {key}"
    yield "In another terminal:"
    yield f"  export QUIRE_SERVER={stack.jobs} QUIRE_KEY={key}"
    yield "  quire submit samples/speech.txt -o out"


def _address(name: str, environ: Mapping[str, str]) -> str:
    value = environ.get(f"QUIRE_{name.upper()}", "")
    if value and not is_free(value):
        raise DependencyError("ADDRESS_IN_USE", f"QUIRE_{name.upper()}: {value} is taken.")
    usual = getattr(Settings(), name)
    return value or (usual if is_free(usual) else "")


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """Hold the folder's lock; what is started keeps it as well, so that nothing is started beside what still stops."""
    with (folder / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DependencyError(
                "FOLDER_IN_USE",
                f"A stack runs in {folder} (process {file.read().strip() or 'unknown'}), or is still stopping.",
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield file.fileno()
