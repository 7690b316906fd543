"""The segmenter as a gRPC service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import grpc

from protos.segmenter.v1 import segmenter_pb2 as pb
from protos.segmenter.v1 import segmenter_pb2_grpc as wire
from services import rpc
from services.errors import DocumentError
from services.limits import CHUNK_BYTES, DUMP_BYTES, MESSAGE_BYTES, OUTLINE_BYTES, PAGES
from services.metrics import FINDINGS, SEGMENTED_BYTES
from services.outline import codec
from services.outline.model import Outline
from services.rpc import Server, Service, bounded, pieces
from services.segmenter.segment import segment, segment_pages
from services.settings import Settings


class Segmenter(wire.SegmenterServiceServicer):
    """Answers the calls of segmenter.proto with two functions: bytes to outline, pages to outline."""

    def __init__(
        self,
        segment: Callable[[bytes], Outline] = segment,
        segment_pages: Callable[[Sequence[str]], Outline] = segment_pages,
    ) -> None:
        self._segment = segment
        self._segment_pages = segment_pages

    def Segment(self, request: pb.SegmentRequest, context: grpc.ServicerContext) -> pb.SegmentResponse:
        if len(request.dump) > CHUNK_BYTES:
            raise _too_large("DUMP_TOO_LARGE", f"A dump in one message has at most {CHUNK_BYTES} bytes", CHUNK_BYTES)
        outline = _counted(self._segment(request.dump))
        response = pb.SegmentResponse(outline=codec.encode(outline))
        if response.ByteSize() > MESSAGE_BYTES:
            raise _too_large("OUTLINE_TOO_LARGE", f"The outline has more than {MESSAGE_BYTES} bytes", MESSAGE_BYTES)
        return response

    def SegmentPages(
        self, request_iterator: Iterable[pb.SegmentPagesRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.SegmentPagesResponse]:
        kinds: set[str] = set()
        taken = list(bounded(_pieces(request_iterator, kinds), DUMP_BYTES, "DUMP_TOO_LARGE"))
        if "page" in kinds:
            outline = self._segment_pages([page.decode() for page in taken])
        else:
            outline = self._segment(b"".join(taken))
        data = codec.to_bytes(_counted(outline))
        if len(data) > OUTLINE_BYTES:
            raise DocumentError("OUTLINE_TOO_LARGE", f"The outline has {len(data)} bytes.", limit=str(OUTLINE_BYTES))
        for piece in pieces(data):
            yield pb.SegmentPagesResponse(outline_chunk=piece)


def serve(settings: Settings) -> None:
    """Serve at `segmenter_listen` until told to stop."""
    rpc.serve(settings, _service(Segmenter()), settings.segmenter_listen)


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


def _pieces(requests: Iterable[pb.SegmentPagesRequest], kinds: set[str]) -> Iterator[bytes]:
    """The bytes of each piece; `kinds` comes to hold the one kind that they are of."""
    for number, request in enumerate(requests, 1):
        kind = request.WhichOneof("piece")
        if kind is None:
            raise DocumentError("PIECE_MISSING", f"Message {number} carries neither a page nor a chunk.")
        kinds.add(kind)
        if len(kinds) > 1:
            raise DocumentError("MIXED_PIECES", "Pages and chunks cannot be mixed in one call.")
        if kind == "page" and number > PAGES:
            raise _too_large("TOO_MANY_PAGES", f"A dump has at most {PAGES} pages", PAGES)
        yield request.chunk if kind == "chunk" else request.page.encode()


def _too_large(reason: str, message: str, limit: int) -> DocumentError:
    return DocumentError(reason, f"{message}.", limit=str(limit))


def _counted(outline: Outline) -> Outline:
    SEGMENTED_BYTES.inc(outline.source.size)
    for finding in outline.findings:
        FINDINGS.labels(finding.rule, finding.severity).inc()
    return outline
