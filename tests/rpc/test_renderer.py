"""The renderer's server and client over a real channel; what is between them is a function of the test."""

import grpc
import pytest

from protos.renderer.v1 import renderer_pb2 as pb
from protos.renderer.v1 import renderer_pb2_grpc as wire
from services.errors import DependencyError, DocumentError
from services.isolation import in_this_process
from services.limits import CHUNK_BYTES
from services.outline import codec
from services.outline.model import Outline, Paragraph, Run, Span, Text
from services.renderer.client import RemoteRenderer
from services.renderer.computing import rendering
from services.renderer.extract import codec as facts_codec
from services.renderer.extract.extract import extract
from services.renderer.server import Renderer, renderer_server
from services.rpc import LazyStub, refusal

OUTLINE = Outline(blocks=(Paragraph(Text((Run("字" * 3_000_000, Span(1, 0, 3_000_000)),))),))


def told(outline, profile, options):
    """Not a file, but what the renderer was asked for: enough to see that all of it came over."""
    if profile == "unknown":
        raise DocumentError("PROFILE_UNKNOWN", "There is no profile 'unknown'.", profile=profile)
    return f"{profile} {sorted(options.items())} ".encode() + codec.to_bytes(outline)


@pytest.fixture(scope="module")
def address():
    server = renderer_server("127.0.0.1:0", servicer=Renderer(in_this_process(rendering(told))))
    server.start()
    yield server.address
    server.drain(0)


@pytest.fixture
def renderer(address):
    renderer = RemoteRenderer(address, seconds=60)
    yield renderer
    renderer.close()


@pytest.fixture
def stub(address):
    link = LazyStub(address, wire.RendererServiceStub)
    yield link()
    link.close()


def test_an_outline_and_a_file_larger_than_a_message_pass_in_pieces(renderer):
    options = {"masthead": "简报", "copy": "review"}
    assert renderer(OUTLINE, "briefing", options) == told(OUTLINE, "briefing", options)


def test_the_remote_function_raises_what_the_function_raises(renderer):
    with pytest.raises(DocumentError) as caught:
        renderer(Outline(), "unknown", {})
    assert (caught.value.reason, caught.value.details) == ("PROFILE_UNKNOWN", {"profile": "unknown"})


def test_a_renderer_that_is_away_is_a_dependency():
    with pytest.raises(DependencyError):
        RemoteRenderer("127.0.0.1:1", seconds=10)(Outline(), "briefing", {})


HEADER = pb.RenderRequest(header=pb.RenderHeader(profile="briefing"))
REFUSED = {
    "HEADER_MISSING": [pb.RenderRequest(outline_chunk=b"")],
    "HEADER_REPEATED": [HEADER, HEADER],
    "PIECE_MISSING": [HEADER, pb.RenderRequest()],
    "CHUNK_TOO_LARGE": [HEADER, pb.RenderRequest(outline_chunk=bytes(CHUNK_BYTES + 1))],
    "OUTLINE_UNREADABLE": [HEADER, pb.RenderRequest(outline_chunk=b"\xff\xff")],
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_stream_that_breaks_the_contract_is_refused_with_a_reason(stub, name):
    with pytest.raises(grpc.RpcError) as caught:
        list(stub.Render(iter(REFUSED[name]), timeout=60))
    assert refusal(caught.value).reason == name


def test_a_call_without_a_message_is_refused(stub):
    with pytest.raises(grpc.RpcError) as caught:
        list(stub.Render(iter([]), timeout=60))
    assert refusal(caught.value).reason == "HEADER_MISSING"


def test_facts_of_an_outline_come_over_as_they_are(renderer):
    text = "各镇要于2024年6月25日前完成排查。县水利局会同县应急管理局每月通报一次。水库蓄水1.2亿立方米。"
    outline = Outline(blocks=(Paragraph(Text((Run(text, Span(1, 0, len(text))),))),))
    facts = facts_codec.from_bytes(renderer.extract(outline))
    assert facts == extract(outline)
    assert facts.requirements and facts.figures


def test_facts_that_cannot_be_read_are_refused_by_name():
    with pytest.raises(DocumentError) as caught:
        facts_codec.from_bytes(b"\xff\xff")
    assert caught.value.reason == "FACTS_UNREADABLE"
