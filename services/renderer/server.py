"""The renderer as a gRPC service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import grpc

from protos.renderer.v1 import renderer_pb2 as pb
from protos.renderer.v1 import renderer_pb2_grpc as wire
from services import rpc
from services.errors import DocumentError
from services.isolation import Computation, in_this_process
from services.limits import OUTLINE_BYTES
from services.metrics import RENDERED_BYTES
from services.renderer import computing
from services.rpc import Server, Service, bounded
from services.settings import Settings


class Renderer(wire.RendererServiceServicer):
    """Answers the call of renderer.proto with a computation (computing.py), which is told when its caller has gone."""

    def __init__(self, compute: Computation | None = None) -> None:
        self._compute = compute or in_this_process(computing.render)

    def Render(
        self, request_iterator: Iterator[pb.RenderRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.RenderResponse]:
        first = next(request_iterator, pb.RenderRequest())
        if first.WhichOneof("piece") != "header":
            raise DocumentError("HEADER_MISSING", "The first message must carry the header.")
        profile = first.header.profile
        facts = first.header.facts_bytes
        header = json.dumps({"profile": profile, "options": dict(first.header.options), "facts_bytes": facts}).encode()
        pieces = bounded(map(_chunk, request_iterator), OUTLINE_BYTES, "OUTLINE_TOO_LARGE")
        size = 0
        with closing(self._compute(header, pieces, context.is_active)) as computed:
            for piece in computed:
                size += len(piece)
                yield pb.RenderResponse(chunk=piece)
        RENDERED_BYTES.labels(profile).inc(size)

    def Extract(
        self, request_iterator: Iterator[pb.ExtractRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.ExtractResponse]:
        chunks = (request.outline_chunk for request in request_iterator)
        pieces = bounded(chunks, OUTLINE_BYTES, "OUTLINE_TOO_LARGE")
        with closing(self._compute(computing.FACTS, pieces, context.is_active)) as computed:
            for piece in computed:
                yield pb.ExtractResponse(chunk=piece)


def serve(settings: Settings) -> None:
    """Serve at `renderer_listen` until told to stop."""
    rpc.serve(
        settings, "services.renderer.computing:render", lambda pool: _service(Renderer(pool)), settings.renderer_listen
    )


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
        case "facts_chunk":
            return request.facts_chunk
        case "header":
            raise DocumentError("HEADER_REPEATED", "The header may be sent once only.")
        case _:
            raise DocumentError("PIECE_MISSING", "A message carries no chunk.")
