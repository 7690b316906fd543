"""Every metric by name, a line each. A metric is one question an operator asks; there are no others."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from services.settings import host_and_port

_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120)

# Which calls come in, how they end, how long they take? `code` is the gRPC status name.
RPC_SECONDS = Histogram("quire_rpc_seconds", "Duration of a gRPC call", ("method", "code"), buckets=_SECONDS)
# How many calls are being answered now? Near the number of threads: add processes.
RPCS_RUNNING = Gauge("quire_rpcs_running", "gRPC calls being answered", ("method",))
# How much text comes in? Beside quire_rpc_seconds: the speed of the segmenter.
SEGMENTED_BYTES = Counter("quire_segmented_bytes", "Bytes of dumps segmented")
# What is wrong with what comes in? `rule` is the name of a finding.
FINDINGS = Counter("quire_findings", "Findings in segmented dumps", ("rule", "severity"))
# Which profiles are asked for, and how large are the files?
RENDERED_BYTES = Counter("quire_rendered_bytes", "Bytes of DOCX rendered", ("profile",))
# Do the workers keep up? Scale workers on this, per queue: the ledger's count, not the broker's.
BACKLOG = Gauge("quire_backlog", "Steps that are ready and wait for a worker", ("queue",))
# How long has the step waited that waits longest? Growing: no worker of this kind takes anything.
OLDEST = Gauge("quire_oldest_waiting_seconds", "Age of the oldest step that waits for a worker", ("queue",))
# How many steps run now? 0 while steps wait: there is no worker of this kind.
RUNNING = Gauge("quire_steps_running", "Steps that a worker runs", ("queue",))
# How long do steps take, and how do they end? By the worker's own clock; the ledger keeps each attempt.
STEP_SECONDS = Histogram(
    "quire_step_seconds", "Duration of an attempt at a step", ("step", "outcome"), buckets=_SECONDS
)
# Does an operator have to look at something? Jobs that failed by no fault of their document; 200 stands for more.
PARKED = Gauge("quire_parked", "Parked jobs, at most 200 counted")
# Is the store sound? Bytes that were found lost or damaged by the check of the store.
DAMAGED = Counter("quire_damaged", "Lost or damaged bytes found by the check of the store")
# What is stopped by force, and why? STEP_TOO_LARGE, COMPUTATION_LOST, CALLER_GONE.
COMPUTATIONS_KILLED = Counter("quire_computations_killed", "Processes killed over a computation", ("reason",))
# Does the relay move? Sent again counts again.
SENT = Counter("quire_sent", "Messages sent to the broker", ("queue",))


def serve_metrics(listen: str) -> None:
    """Answer GET /metrics at HOST:PORT from a thread of its own; nothing for an empty address.

    Where PROMETHEUS_MULTIPROC_DIR is set, with what all processes that share it have measured.
    """
    if not listen:
        return
    host, port = host_and_port(listen)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        start_http_server(port, addr=host, registry=registry)
    else:
        start_http_server(port, addr=host)
