"""A gRPC server as every process of Quire runs one: bounded, observable, and stopped without losing a call."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.descriptor import ServiceDescriptor
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from services.errors import DependencyError
from services.limits import MESSAGE_BYTES
from services.rpc.interceptor import ErrorInterceptor

log = logging.getLogger("quire.rpc")


@dataclass(frozen=True, slots=True)
class Service:
    """One service to offer: `Service(segmenter_pb2.DESCRIPTOR.services_by_name["SegmenterService"], add)`.

    `add` registers the servicer: `lambda server: add_SegmenterServiceServicer_to_server(servicer, server)`.
    """

    descriptor: ServiceDescriptor
    add: Callable[[grpc.Server], None]


class Server:
    """Listens at HOST:PORT from the moment it is made; `port` is the one it got (port 0: any free one).

    `threads` answer calls; up to four times as many calls wait, more are refused with RESOURCE_EXHAUSTED. A health
    check
    is answered beside them. `reuse_port` lets several processes share the port. `connection_seconds` asks callers to
    connect anew after that time, so that new processes get their share; a call that takes a stream is cut after
    `stream_seconds`. With `credentials` it speaks TLS. Raises DependencyError ADDRESS_IN_USE.
    """

    def __init__(
        self,
        listen: str,
        services: Sequence[Service],
        *,
        threads: int = 8,
        interceptors: Sequence[grpc.ServerInterceptor] = (),
        reuse_port: bool = False,
        connection_seconds: int | None = None,
        stream_seconds: float = 600,
        credentials: grpc.ServerCredentials | None = None,
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="call")
        self._health_pool = ThreadPoolExecutor(2, thread_name_prefix="health")
        self._server = grpc.server(
            self._pool,
            interceptors=[ErrorInterceptor(stream_seconds), *interceptors],
            options=_options(reuse_port, connection_seconds),
            maximum_concurrent_rpcs=threads * 5 + 16,  # 16: health watchers and reflection
        )
        names = [service.descriptor.full_name for service in services]
        for service in services:
            service.add(self._server)
        self._health = _health(self._server, self._health_pool)
        self._names = ("", *names)
        reflection.enable_server_reflection((*names, health.SERVICE_NAME, reflection.SERVICE_NAME), self._server)
        try:
            if credentials is None:
                self.port = self._server.add_insecure_port(listen)
            else:
                self.port = self._server.add_secure_port(listen, credentials)
        except RuntimeError as error:
            raise DependencyError("ADDRESS_IN_USE", f"Cannot listen at {listen}: {error}") from error
        self.address = f"{listen.rpartition(':')[0]}:{self.port}"

    def start(self) -> None:
        """Answer calls, and say SERVING."""
        self._server.start()
        for name in self._names:
            self._health.set(name, health_pb2.HealthCheckResponse.SERVING)
        log.info("serving at %s", self.address)

    def drain(self, seconds: float) -> None:
        """Say NOT_SERVING, take no new calls, let the running ones end for at most `seconds`, then stop."""
        log.info("draining for at most %g s", seconds)
        self._health.enter_graceful_shutdown()
        self._server.stop(seconds).wait()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._health_pool.shutdown(wait=False, cancel_futures=True)
        log.info("stopped")

    def run(self, drain_seconds: float) -> None:
        """Serve until SIGTERM or SIGINT, then drain. For the main thread of a process."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.start()
        stop.wait()
        self.drain(drain_seconds)


def _options(reuse_port: bool, connection_seconds: int | None) -> list[tuple[str, Any]]:
    options: list[tuple[str, Any]] = [
        ("grpc.max_receive_message_length", MESSAGE_BYTES),
        ("grpc.max_send_message_length", MESSAGE_BYTES),
        ("grpc.so_reuseport", int(reuse_port)),
        ("grpc.http2.min_ping_interval_without_data_ms", 10_000),  # the channels' keepalive is no attack
        ("grpc.keepalive_permit_without_calls", 1),
        # What a sender may be ahead of us. By itself gRPC grows it to MiB a connection, and 64 uploads filled 2 GB.
        ("grpc.http2.bdp_probe", 0),
        ("grpc.http2.lookahead_bytes", 64 * 1024),
    ]
    if connection_seconds:
        options.append(("grpc.max_connection_age_ms", connection_seconds * 1000))
        options.append(("grpc.max_connection_age_grace_ms", connection_seconds * 1000))
    return options


def _health(server: grpc.Server, pool: ThreadPoolExecutor) -> health.HealthServicer:
    """The standard health service in threads of its own: a server whose threads are all busy is healthy."""
    servicer = health.HealthServicer(experimental_non_blocking=True, experimental_thread_pool=pool)
    check = servicer.Check

    def checked(request: health_pb2.HealthCheckRequest, context: grpc.ServicerContext) -> Any:
        return check(request, context)

    setattr(checked, "experimental_thread_pool", pool)  # noqa: B010 (a function's attribute, which grpcio reads)
    setattr(servicer, "Check", checked)  # noqa: B010
    servicer.set("", health_pb2.HealthCheckResponse.NOT_SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    return servicer
