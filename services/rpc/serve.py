"""The process of one service behind the gateway: segmenter or renderer."""

from __future__ import annotations

import grpc

from services.metrics import serve_metrics
from services.rpc import rlimit, tls
from services.rpc.server import Server, Service
from services.settings import Settings

CONNECTION_SECONDS = 300  # callers look for new processes this often
MEMORY_FACTOR = 2  # times the memory of one step that the process may take: calls come side by side


def serve(settings: Settings, service: Service, listen: str) -> None:
    """Serve at `listen` (HOST:PORT) until told to stop. Raises DocumentError TLS_MISSING, DependencyError ADDRESS_IN_USE."""
    tls.check(settings, [listen], "private_network")
    server = server_of(
        service,
        listen,
        settings.threads,
        reuse_port=bool(settings.reuse_port),
        credentials=tls.of_server(settings),
    )
    rlimit.limit(MEMORY_FACTOR * settings.step_memory_mb)
    serve_metrics(settings.metrics_listen)
    server.run(settings.drain_seconds)


def server_of(
    service: Service,
    listen: str,
    threads: int = 4,
    *,
    reuse_port: bool = False,
    credentials: grpc.ServerCredentials | None = None,
) -> Server:
    """A server of one service, not started."""
    return Server(
        listen,
        [service],
        threads=threads,
        reuse_port=reuse_port,
        connection_seconds=CONNECTION_SECONDS,
        credentials=credentials,
    )
