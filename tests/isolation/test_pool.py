"""A computation that takes too much is stopped and its process replaced; whoever computes beside it notices nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from services.errors import DocumentError, QuireError
from services.isolation import ProcessPool

BEHAVE = "tests.isolation.computations:behave"
LONG = 60.0


def here() -> bool:
    return True


@pytest.fixture()
def pool_of() -> Iterator[Callable[..., ProcessPool]]:
    pools = []

    def make(size: int = 2, seconds: float = LONG, megabytes: int = 512) -> ProcessPool:
        pools.append(ProcessPool(BEHAVE, size, seconds, megabytes))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def answer(pool: ProcessPool, header: bytes, data: bytes = b"", wanted: Callable[[], bool] = here) -> bytes:
    return b"".join(pool(header, (data,), wanted))


def reason(call: Callable[[], object]) -> str:
    with pytest.raises(QuireError) as caught:
        call()
    return caught.value.reason


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def wait_until(true: Callable[[], bool]) -> None:
    while not true():  # the test's own time limit ends it
        time.sleep(0.05)


def test_a_process_computes_one_call_after_the_other(pool_of: Callable[..., ProcessPool]) -> None:
    pool = pool_of()
    pool.start()
    data = os.urandom(5_000_000)
    assert answer(pool, b"echo", data) == data and answer(pool, b"echo") == b""
    assert answer(pool, b"pid") == answer(pool, b"pid") != str(os.getpid()).encode()


def test_errors_come_over_and_the_process_goes_on(pool_of: Callable[..., ProcessPool]) -> None:
    pool = pool_of(1)
    pid = answer(pool, b"pid")
    with pytest.raises(DocumentError, match="It is a picture") as caught:
        answer(pool, b"refuse", b"x" * 3_000_000)
    assert (caught.value.reason, caught.value.details) == ("NOT_TEXT", {"format": "png"})
    with pytest.raises(RuntimeError) as bug:
        answer(pool, b"err")
    assert "secret" not in str(bug.value)

    def broken_off() -> Iterator[bytes]:
        yield b"half of "
        raise DocumentError("DUMP_TOO_LARGE", "too large")

    assert reason(lambda: list(pool(b"echo", broken_off(), here))) == "DUMP_TOO_LARGE"
    assert answer(pool, b"echo", b"whole") == b"whole" and answer(pool, b"pid") == pid


@pytest.mark.parametrize(
    ("header", "seconds", "said"),
    [(b"hang", 0.5, "STEP_TOO_LARGE"), (b"eat", LONG, "STEP_TOO_LARGE"), (b"die", LONG, "COMPUTATION_LOST")],
)
def test_what_takes_too_much_is_stopped_and_its_process_replaced(
    pool_of: Callable[..., ProcessPool], header: bytes, seconds: float, said: str
) -> None:
    pool = pool_of(1, seconds)
    pid = int(answer(pool, b"pid"))
    assert reason(lambda: answer(pool, header)) == said
    assert gone(pid) and answer(pool, b"echo", b"again") == b"again"


def test_nobody_waits_behind_a_computation_that_hangs(pool_of: Callable[..., ProcessPool]) -> None:
    pool = pool_of(2)
    left = threading.Event()
    hanging = threading.Thread(target=lambda: reason(lambda: answer(pool, b"hang", wanted=lambda: not left.is_set())))
    hanging.start()
    assert [answer(pool, b"echo", bytes([n])) for n in range(20)] == [bytes([n]) for n in range(20)]
    left.set()
    hanging.join()


def test_what_nobody_wants_any_more_is_stopped(pool_of: Callable[..., ProcessPool]) -> None:
    pool = pool_of(1)
    computed = pool(b"hang", (b"",), here)
    pid = int(next(computed))
    computed.close()  # as a server does when its caller breaks off in the middle of an answer
    assert gone(pid)
    wanted = iter([True, True, True, False])
    assert reason(lambda: answer(pool, b"wait", wanted=lambda: next(wanted, False))) == "CALLER_GONE"
    assert answer(pool, b"echo", b"x") == b"x"
    computed = pool(b"hang", (b"",), here)
    next(computed)
    assert reason(lambda: answer(pool, b"echo", wanted=lambda: False)) == "CALLER_GONE"  # it only waited its turn
    computed.close()


def test_a_process_ends_with_its_parent(tmp_path: Path) -> None:
    program = f"""
from services.isolation import ProcessPool
computed = ProcessPool({BEHAVE!r}, 1, 600, 512)(b"hang", (b"",), lambda: True)
print(next(computed).decode(), flush=True)
list(computed)
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    wait_until(lambda: gone(pid))
