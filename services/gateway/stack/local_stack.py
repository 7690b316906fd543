"""What a stack on one machine consists of: each process by the command and the settings that operations.md gives."""

from __future__ import annotations

import os
import random
import socket
import sys
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from services.gateway.stack import valkey
from services.settings import Settings
from worker.jobs import step_table

PORTS = range(20_000, 32_000)  # below those that the system gives to outgoing connections
PROBE_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Program:
    """A process to keep running. `ready()` tells whether it does its work; `seconds` is its grace when it is stopped.

    Programs of one `stage` are stopped together, the lowest first: doors, what works, what works need.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    ready: Callable[[], bool]
    stage: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Stack:
    """The programs of a stack, and where it is reached."""

    programs: tuple[Program, ...]
    folder: Path  # the state of the stack: ledger, artefacts, the broker's files, logs
    http: str  # HOST:PORT of page and HTTP
    jobs: str  # HOST:PORT of the gRPC jobs API
    broker_url: str
    ledger_url: str


def local_stack(folder: Path, keys: str, http: str = "", jobs: str = "", **values: str) -> Stack:
    """A broker, a segmenter, two workers, a relay and a gateway with their state in `folder`.

    They listen on loopback: `http` and `jobs` say where (empty: at a free port). `told` are further settings by name:
    `worker_processes="1"`.
    """
    folder = folder.absolute()
    ports = _Ports()
    broker_port = ports.free()
    segmenter = f"127.0.0.1:{ports.free()}"
    http, jobs = http or f"127.0.0.1:{ports.free()}", jobs or f"127.0.0.1:{ports.free()}"
    values = {
        "broker_url": f"redis://127.0.0.1:{broker_port}/0",
        "ledger_url": f"sqlite:///{folder / 'ledger.db'}",
        "artefacts_url": f"file:{folder / 'artefacts'}",
        "segmenter": segmenter,
        "segmenter_listen": segmenter,
        "http_listen": http,
        "jobs_listen": jobs,
        "keys": keys,
        **values,
    }
    environment = {**os.environ, **{f"QUIRE_{name.upper()}": value for name, value in values.items()}}
    settings = Settings.from_environment(environment)
    (folder / "broker").mkdir(parents=True, exist_ok=True)
    alive = folder / "alive"
    alive.mkdir(exist_ok=True)

    grace = settings.drain_seconds + 5.0

    def server(stage: int, name: str, module: str, ready: Callable[[], bool]) -> Program:
        return Program(name, (sys.executable, "-m", module), environment, ready, stage, grace)

    def member(name: str, what: str) -> Program:
        """A worker or the relay: it has no port, and says by touching a file that it hears its broker."""
        file = alive / name
        file.unlink(missing_ok=True)
        known = {**environment, "QUIRE_ALIVE_FILE": str(file)}
        return Program(name, (sys.executable, "-m", "worker", what), known, file.exists, 1, grace)

    return Stack(
        programs=(
            server(0, "gateway", "services.gateway", lambda: _http_ready(http)),
            member("relay", "relay"),
            *(member(f"{worker}-worker", worker) for worker in step_table.workers()),
            server(2, "segmenter", "services.segmenter", lambda: _grpc_ready(segmenter)),
            Program(
                "broker",
                valkey.command(folder / "broker", broker_port),
                os.environ,
                lambda: valkey.answers(broker_port),
                stage=3,
                seconds=10,
            ),
        ),
        folder=folder,
        http=http,
        jobs=jobs,
        broker_url=values["broker_url"],
        ledger_url=values["ledger_url"],
    )


def is_free(address: str) -> bool:
    """Whether something can listen at HOST:PORT now."""
    host, _, port = address.rpartition(":")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError:
            return False
    return True


class _Ports:
    """Free ports of loopback, each given once."""

    def __init__(self) -> None:
        self._given: set[int] = set()

    def free(self) -> int:
        while True:
            port = random.choice(PORTS)  # noqa: S311 (chance only keeps two stacks that start together apart)
            if port not in self._given and is_free(f"127.0.0.1:{port}"):
                self._given.add(port)
                return port


def _http_ready(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{address}/readyz", timeout=PROBE_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _grpc_ready(address: str) -> bool:
    import grpc
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    with grpc.insecure_channel(address, (("grpc.enable_http_proxy", 0),)) as channel:
        try:
            response = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=PROBE_SECONDS)
        except grpc.RpcError:
            return False
    return bool(response.status == health_pb2.HealthCheckResponse.SERVING)
