"""The renderer as a gRPC service."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import grpc

from protos.renderer.v1 import renderer_pb2 as pb
from protos.renderer.v1 import renderer_pb2_grpc as wire
from services import rpc
from services.errors import DocumentError
from services.limits import OUTLINE_BYTES
from services.metrics import RENDERED_BYTES
from services.outline import codec
from services.outline.model import Outline
from services.renderer.render import render
from services.rpc import Server, Service, bounded, pieces
from services.settings import Settings


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
    rpc.serve(settings, _service(Renderer()), settings.renderer_listen)


def renderer_server(
    listen: str,
    threads: int = 4,
    *,
    servicer: Renderer | None = None,
    reuse_port: bool = False,
    credentials: grpc.ServerCredentials | None = None,
) -> Server:
    """A server of the renderer, not started."""
    service = _service(servicer or Renderer())
    return rpc.server_of(service, listen, threads, reuse_port=reuse_port, credentials=credentials)


def _service(servicer: Renderer) -> Service:
    return Service(
        pb.DESCRIPTOR.services_by_name["RendererService"],
        lambda server: wire.add_RendererServiceServicer_to_server(servicer, server),
    )


def _chunk(request: pb.RenderRequest) -> bytes:
    match request.WhichOneof("piece"):
        case "outline_chunk":
            return request.outline_chunk
        case "header":
            raise DocumentError("HEADER_REPEATED", "The header may be sent once only.")
        case _:
            raise DocumentError("PIECE_MISSING", "A message carries no chunk.")
