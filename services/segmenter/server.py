"""The segmenter as a gRPC service."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain

import grpc

from protos.segmenter.v1 import segmenter_pb2 as pb
from protos.segmenter.v1 import segmenter_pb2_grpc as wire
from services import rpc
from services.errors import DocumentError
from services.isolation import Computation, in_this_process
from services.limits import CHUNK_BYTES, DUMP_BYTES, MESSAGE_BYTES, PAGES
from services.metrics import FINDINGS, SEGMENTED_BYTES
from services.rpc import Server, Service, bounded
from services.segmenter import computing
from services.settings import Settings


class Segmenter(wire.SegmenterServiceServicer):
    """Answers the calls of segmenter.proto with a computation (computing.py), which is told when its caller has
    gone."""

    def __init__(self, compute: Computation | None = None) -> None:
        self._compute = compute or in_this_process(computing.outline)

    def Segment(self, request: pb.SegmentRequest, context: grpc.ServicerContext) -> pb.SegmentResponse:
        if len(request.dump) > CHUNK_BYTES:
            raise _too_large("DUMP_TOO_LARGE", f"A dump in one message has at most {CHUNK_BYTES} bytes", CHUNK_BYTES)
        data = b"".join(self._outline(computing.DUMP, (request.dump,), context))
        response = pb.SegmentResponse()
        if len(data) <= MESSAGE_BYTES:
            response.outline.ParseFromString(data)
        if len(data) > MESSAGE_BYTES or response.ByteSize() > MESSAGE_BYTES:
            raise _too_large("OUTLINE_TOO_LARGE", f"The outline has more than {MESSAGE_BYTES} bytes", MESSAGE_BYTES)
        return response

    def SegmentPages(
        self, request_iterator: Iterable[pb.SegmentPagesRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.SegmentPagesResponse]:
        requests = _pieces(request_iterator)
        kind, first = next(requests, ("chunk", b""))
        pieces = bounded((piece for _, piece in chain(((kind, first),), requests)), DUMP_BYTES, "DUMP_TOO_LARGE")
        for piece in self._outline(computing.PAGES if kind == "page" else computing.DUMP, pieces, context):
            yield pb.SegmentPagesResponse(outline_chunk=piece)

    def _outline(self, header: bytes, pieces: Iterable[bytes], context: grpc.ServicerContext) -> Iterator[bytes]:
        with closing(self._compute(header, pieces, context.is_active)) as computed:
            counted = json.loads(next(computed))
            SEGMENTED_BYTES.inc(counted["size"])
            for rule, severity, count in counted["findings"]:
                FINDINGS.labels(rule, severity).inc(count)
            yield from computed


def serve(settings: Settings) -> None:
    """Serve at `segmenter_listen` until told to stop."""
    rpc.serve(
        settings,
        "services.segmenter.computing:outline",
        lambda pool: _service(Segmenter(pool)),
        settings.segmenter_listen,
    )


def segmenter_server(
    listen: str,
    threads: int = 4,
    *,
    servicer: Segmenter | None = None,
    reuse_port: bool = False,
    credentials: grpc.ServerCredentials | None = None,
) -> Server:
    """A server of the segmenter, not started."""
    service = _service(servicer or Segmenter())
    return rpc.server_of(service, listen, threads, reuse_port=reuse_port, credentials=credentials)


def _service(servicer: Segmenter) -> Service:
    return Service(
        pb.DESCRIPTOR.services_by_name["SegmenterService"],
        lambda server: wire.add_SegmenterServiceServicer_to_server(servicer, server),
    )


def _pieces(requests: Iterable[pb.SegmentPagesRequest]) -> Iterator[tuple[str, bytes]]:
    """The kind and the bytes of each piece; all are of one kind."""
    kinds: set[str] = set()
    for number, request in enumerate(requests, 1):
        kind = request.WhichOneof("piece")
        if kind is None:
            raise DocumentError("PIECE_MISSING", f"Message {number} carries neither a page nor a chunk.")
        kinds.add(kind)
        if len(kinds) > 1:
            raise DocumentError("MIXED_PIECES", "Pages and chunks cannot be mixed in one call.")
        if kind == "page" and number > PAGES:
            raise _too_large("TOO_MANY_PAGES", f"A dump has at most {PAGES} pages", PAGES)
        yield kind, request.chunk if kind == "chunk" else request.page.encode()


def _too_large(reason: str, message: str, limit: int) -> DocumentError:
    return DocumentError(reason, f"{message}.", limit=str(limit))
