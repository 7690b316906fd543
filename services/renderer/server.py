"""The renderer as a gRPC service."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import grpc

from protos.renderer.v1 import renderer_pb2 as pb
from protos.renderer.v1 import renderer_pb2_grpc as wire
from services.errors import DocumentError
from services.limits import OUTLINE_BYTES
from services.metrics import RENDERED_BYTES, serve_metrics
from services.outline import codec
from services.outline.model import Outline
from services.renderer.render import render
from services.rpc import Server, Service, bounded, memory, pieces, tls
from services.settings import Settings

CONNECTION_SECONDS = 300  # callers look for new processes this often
SHARES = 2  # how many times the memory of one step the process may take: calls come side by side


class Renderer(wire.RendererServiceServicer):
    """Answers the call of renderer.proto with one function: outline, profile and options to DOCX."""

    def __init__(self, render: Callable[[Outline, str, Mapping[str, str]], bytes] = render) -> None:
        self._render = render

    def Render(
        self, request_iterator: Iterator[pb.RenderRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.RenderResponse]:
        first = next(request_iterator, pb.RenderRequest())
        if first.WhichOneof("piece") != "header":
            raise DocumentError("HEADER_MISSING", "The first message must carry the header.")
        data = b"".join(bounded(map(_chunk, request_iterator), OUTLINE_BYTES, "OUTLINE_TOO_LARGE"))
        file = self._render(codec.from_bytes(data), first.header.profile, dict(first.header.options))
        RENDERED_BYTES.labels(first.header.profile).inc(len(file))
        for piece in pieces(file):
            yield pb.RenderResponse(chunk=piece)


def serve(settings: Settings) -> None:
    """Serve at `renderer_listen` until told to stop."""
    tls.check(settings, [settings.renderer_listen], "private_network")
    server = renderer_server(
        settings.renderer_listen,
        settings.threads,
        reuse_port=settings.reuse_port,
        credentials=tls.of_server(settings),
    )
    memory.limit(SHARES * settings.step_memory_mb)
    serve_metrics(settings.metrics_listen)
    server.run(settings.drain_seconds)


def renderer_server(
    listen: str,
    threads: int = 4,
    *,
    servicer: Renderer | None = None,
    reuse_port: bool = False,
    credentials: grpc.ServerCredentials | None = None,
) -> Server:
    """A server of the renderer, not started."""
    offered = servicer or Renderer()
    service = Service(
        pb.DESCRIPTOR.services_by_name["RendererService"],
        lambda server: wire.add_RendererServiceServicer_to_server(offered, server),
    )
    return Server(
        listen,
        [service],
        threads=threads,
        reuse_port=reuse_port,
        connection_seconds=CONNECTION_SECONDS,
        credentials=credentials,
    )


def _chunk(request: pb.RenderRequest) -> bytes:
    match request.WhichOneof("piece"):
        case "outline_chunk":
            return request.outline_chunk
        case "header":
            raise DocumentError("HEADER_REPEATED", "The header may be sent once only.")
        case _:
            raise DocumentError("PIECE_MISSING", "A message carries no chunk.")
