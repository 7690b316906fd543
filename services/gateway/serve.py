"""The gateway as a process: HTTP and the gRPC jobs API in one, stopped without losing a call."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from types import FrameType

import grpc
import uvicorn

from protos.jobs.v1 import jobs_pb2, jobs_pb2_grpc
from services.errors import DependencyError
from services.gateway.changes import Changes
from services.gateway.compose import Ports, deployed
from services.gateway.grpc.jobs import JobsApi
from services.gateway.http.app import Gateway
from services.gateway.http.connections import Connections
from services.gateway.http.context import Context
from services.gateway.http.exposure import HttpExposure
from services.metrics import serve_metrics
from services.rpc import Server, Service, tls
from services.settings import Settings, host_and_port

log = logging.getLogger("quire.gateway")

CALLS = 192  # gRPC calls at once: a watch or an upload holds a thread, and leaves 32 to the others
BACKLOG = 512


def serve(settings: Settings) -> None:
    """Serve at `http_listen` and `jobs_listen` until told to stop."""
    ports = deployed(settings)
    serve_metrics(settings.metrics_listen)
    try:
        Process(ports, settings).run()
    finally:
        ports.close()


def jobs_server(
    listen: str, api: JobsApi, *, reuse_port: bool = False, credentials: grpc.ServerCredentials | None = None
) -> Server:
    """A gRPC server of the jobs API, not started."""
    service = Service(
        jobs_pb2.DESCRIPTOR.services_by_name["JobsService"],
        lambda server: jobs_pb2_grpc.add_JobsServiceServicer_to_server(api, server),
    )
    return Server(listen, [service], threads=CALLS, reuse_port=reuse_port, credentials=credentials)


class Process:
    """Both servers, listening from the moment it is made. `run()` serves until SIGTERM or SIGINT, then drains."""

    def __init__(self, ports: Ports, settings: Settings) -> None:
        self._seconds = settings.drain_seconds
        reuse_port = settings.reuse_port
        tls.check(settings, [settings.http_listen, settings.jobs_listen], "behind_proxy")
        proxied = settings.behind_proxy
        access = ports.access(settings)
        edits = ports.edits()
        self._api = JobsApi(ports.jobs, edits, access, proxied)
        self._socket = _listening(settings.http_listen, reuse_port)
        self._rpc = jobs_server(
            settings.jobs_listen, self._api, reuse_port=reuse_port, credentials=tls.of_server(settings)
        )
        exposure = HttpExposure(tls=bool(settings.tls_certificate) or proxied, proxied=proxied)
        context = Context(ports.jobs, edits, Changes(ports.jobs), ports.statistics, access, exposure)
        self._gateway = Gateway(context)
        config = uvicorn.Config(
            self._gateway.app,
            http=Connections(proxied).protocol(),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=self._seconds,
            ssl_certfile=settings.tls_certificate or None,
            ssl_keyfile=settings.tls_key or None,
        )
        self._http = _Http(config, self._drain)
        self.http_port: int = self._socket.getsockname()[1]
        self.rpc_port = self._rpc.port

    def run(self) -> None:
        """For the main thread of a process."""
        self._rpc.start()
        log.info("page and HTTP at port %d, gRPC at port %d", self.http_port, self.rpc_port)
        asyncio.run(self._http.serve(sockets=[self._socket]))
        self._rpc.drain(0)  # by now nothing runs any more

    def stop(self) -> None:
        """Drain as if a signal had come. From any thread."""
        self._http.stop()

    def _drain(self) -> None:
        self._api.drain()
        self._gateway.drain()
        threading.Thread(target=self._rpc.drain, args=(self._seconds,), name="drain", daemon=False).start()


class _Http(uvicorn.Server):
    """uvicorn, which here ends with exit code 0 after a signal, and says first that it ends."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.stop()

    def stop(self) -> None:
        if self._loop is None:
            self.should_exit = True
        else:
            self._loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        if not self.should_exit:
            self.should_exit = True
            self._ending()


def _listening(address: str, reuse_port: bool) -> socket.socket:
    host, port = host_and_port(address)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=reuse_port)
    except OSError as error:
        raise DependencyError("ADDRESS_IN_USE", f"Cannot listen at {address}: {error.strerror or error}.") from error
