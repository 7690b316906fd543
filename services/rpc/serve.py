"""The process of one service behind the gateway: segmenter or renderer."""

from __future__ import annotations

from collections.abc import Callable

import grpc

from services.isolation import Computation, ProcessPool
from services.metrics import serve_metrics
from services.rpc import tls
from services.rpc.server import Server, Service
from services.settings import Settings

CONNECTION_SECONDS = 300  # callers look for new processes this often


def serve(settings: Settings, function: str, service: Callable[[Computation], Service], listen: str) -> None:
    """Serve at `listen` (HOST:PORT) until told to stop; `function` ("module:function") computes in processes of its
    own.

    Raises DocumentError TLS_MISSING, DependencyError ADDRESS_IN_USE.
    """
    tls.check(settings, [listen], "private_network")
    pool = ProcessPool(function, settings.threads, settings.step_seconds, settings.step_memory_mb)
    server = server_of(
        service(pool),
        listen,
        settings.threads,
        reuse_port=bool(settings.reuse_port),
        credentials=tls.of_server(settings),
    )
    serve_metrics(settings.metrics_listen)
    pool.start()
    try:
        server.run(settings.drain_seconds)
    finally:
        pool.close()


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
