"""The renderer in another process, with the face of the function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import grpc

from protos.renderer.v1 import renderer_pb2 as pb
from protos.renderer.v1.renderer_pb2_grpc import RendererServiceStub
from services.outline import codec
from services.outline.model import Outline
from services.rpc import LazyStub, pieces, refusal


class RemoteRenderer:
    """`render` of a renderer at HOST:PORT; each call is given up after `seconds`.

    Raises what the function raises (DocumentError and its reason), and DependencyError where the renderer is away or
    slow. May be made before a fork: it connects at the first call, once a process. With `credentials` it speaks TLS.
    """

    def __init__(self, address: str, seconds: float = 110, credentials: grpc.ChannelCredentials | None = None) -> None:
        self._stub = LazyStub(address, RendererServiceStub, credentials)
        self._seconds = seconds

    def __call__(self, outline: Outline, profile: str, options: Mapping[str, str], facts: bytes = b"") -> bytes:
        """The file of an outline under a profile; `facts`: those of the outline, serialised, where they are known."""
        requests = _requests(codec.to_bytes(outline), profile, options, facts)
        try:
            return b"".join(response.chunk for response in self._stub().Render(requests, timeout=self._seconds))
        except grpc.RpcError as error:
            raise refusal(error) from error

    def extract(self, outline: Outline) -> bytes:
        """The facts of an outline, serialised."""
        requests = (pb.ExtractRequest(outline_chunk=piece) for piece in pieces(codec.to_bytes(outline)))
        try:
            return b"".join(response.chunk for response in self._stub().Extract(requests, timeout=self._seconds))
        except grpc.RpcError as error:
            raise refusal(error) from error

    def close(self) -> None:
        """Close the channel of this process."""
        self._stub.close()


def _requests(data: bytes, profile: str, options: Mapping[str, str], facts: bytes) -> Iterator[pb.RenderRequest]:
    yield pb.RenderRequest(header=pb.RenderHeader(profile=profile, options=options, facts_bytes=len(facts)))
    for piece in pieces(facts):
        yield pb.RenderRequest(facts_chunk=piece)
    for piece in pieces(data):
        yield pb.RenderRequest(outline_chunk=piece)
