"""The segmenter in another process, with the face of the function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import grpc

from protos.segmenter.v1 import segmenter_pb2 as pb
from protos.segmenter.v1.segmenter_pb2_grpc import SegmenterServiceStub
from services.errors import DocumentError
from services.limits import DUMP_BYTES, OUTLINE_BYTES
from services.outline import codec
from services.outline.model import Outline
from services.rpc import LazyStub, pieces, refusal

_SURROGATES = re.compile("[\ud800-\udfff]")  # no text on the wire carries them


class RemoteSegmenter:
    """`segment` and `segment_pages` of a segmenter at HOST:PORT; each call is given up after `seconds`.

    Raises what the function raises (DocumentError and its reason), and DependencyError where the segmenter is away or
    slow. May be made before a fork: it connects at the first call, once a process. With `credentials` it speaks TLS.
    """

    def __init__(self, address: str, seconds: float = 110, credentials: grpc.ChannelCredentials | None = None) -> None:
        self._stub = LazyStub(address, SegmenterServiceStub, credentials)
        self._seconds = seconds

    def __call__(self, dump: bytes) -> Outline:
        """The outline of a dump's bytes."""
        return codec.from_bytes(self.serialised(dump))

    def serialised(self, dump: bytes) -> bytes:
        """As the call itself, as the bytes that came over the wire."""
        if len(dump) > DUMP_BYTES:
            raise DocumentError("DUMP_TOO_LARGE", f"A dump has at most {DUMP_BYTES} bytes.", limit=str(DUMP_BYTES))
        return self._asked(pb.SegmentPagesRequest(chunk=piece) for piece in pieces(dump))

    def segment_pages(self, pages: Sequence[str]) -> Outline:
        """The outline of pages as the scanner read them; a lone surrogate is sent as U+FFFD."""
        return codec.from_bytes(
            self._asked(pb.SegmentPagesRequest(page=_SURROGATES.sub("\ufffd", page)) for page in pages)
        )

    def close(self) -> None:
        """Close the channel of this process."""
        self._stub.close()

    def _asked(self, requests: Iterator[pb.SegmentPagesRequest]) -> bytes:
        data = bytearray()
        try:
            for response in self._stub().SegmentPages(requests, timeout=self._seconds):
                data += response.outline_chunk
                if len(data) > OUTLINE_BYTES:
                    raise DocumentError("OUTLINE_TOO_LARGE", f"The outline has more than {OUTLINE_BYTES} bytes.")
        except grpc.RpcError as error:
            raise refusal(error) from error
        return bytes(data)
