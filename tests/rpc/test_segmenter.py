"""The segmenter's server and client over a real channel; what is between them is a function of the test."""

import os
import signal
import subprocess
import sys

import grpc
import pytest

from protos.segmenter.v1 import segmenter_pb2 as pb
from protos.segmenter.v1 import segmenter_pb2_grpc as wire
from services.errors import DependencyError, DocumentError
from services.isolation import in_this_process
from services.limits import CHUNK_BYTES, DUMP_BYTES, PAGES
from services.outline import codec
from services.outline.model import Outline, Paragraph, Run, Source, Span, Text
from services.rpc import LazyStub, refusal
from services.segmenter.client import RemoteSegmenter
from services.segmenter.computing import outlining
from services.segmenter.server import Segmenter, segmenter_server


def whole(dump):
    """An outline of one paragraph, long enough for what is asked of it: "x1000" is a thousand letters."""
    if dump == b"":
        raise DocumentError("DUMP_EMPTY", "The dump is empty.")
    text = "字" * int(dump[1:]) if dump.startswith(b"x") else dump.decode()
    return Outline(Source(size=len(dump)), blocks=(Paragraph(Text((Run(text, Span(1, 0, len(text))),))),))


def paged(pages):
    return Outline(blocks=tuple(Paragraph(Text((Run(t, Span(n, 0, len(t))),))) for n, t in enumerate(pages, 1)))


@pytest.fixture(scope="module")
def address():
    server = segmenter_server("127.0.0.1:0", servicer=Segmenter(in_this_process(outlining(whole, paged))))
    server.start()
    yield server.address
    server.drain(0)


@pytest.fixture
def segmenter(address):
    segmenter = RemoteSegmenter(address, seconds=60)
    yield segmenter
    segmenter.close()


@pytest.fixture
def stub(address):
    link = LazyStub(address, wire.SegmenterServiceStub)
    yield link()
    link.close()


def reason(call):
    with pytest.raises(grpc.RpcError) as caught:
        call()
    found = refusal(caught.value)
    assert isinstance(found, DocumentError)
    return found.reason


def test_the_remote_function_gives_what_the_function_gives(segmenter):
    assert segmenter("各单位：".encode()) == whole("各单位：".encode())
    assert segmenter.segment_pages(["第一页", "", "第三页"]) == paged(["第一页", "", "第三页"])


def test_a_dump_and_an_outline_larger_than_a_message_pass_in_pieces(segmenter):
    dump = ("字" * 3_000_000).encode()
    assert segmenter(dump) == whole(dump)


def test_the_remote_function_raises_what_the_function_raises(segmenter):
    with pytest.raises(DocumentError) as caught:
        segmenter(b"")
    assert (caught.value.reason, caught.value.message) == ("DUMP_EMPTY", "The dump is empty.")


def test_a_lone_surrogate_keeps_its_place(segmenter):
    assert segmenter.segment_pages(["一\ud800二"]) == paged(["一\ufffd二"])


def test_a_segmenter_that_is_away_is_a_dependency(address):
    with pytest.raises(DependencyError):
        RemoteSegmenter("127.0.0.1:1", seconds=10)(b"a")


def test_a_small_dump_may_come_in_one_message(stub):
    answer = stub.Segment(pb.SegmentRequest(dump=b"abc"), timeout=60)
    assert codec.decode(answer.outline) == whole(b"abc")


def test_what_does_not_fit_one_message_is_refused(stub):
    def segment(dump):
        return reason(lambda: stub.Segment(pb.SegmentRequest(dump=dump), timeout=60))

    assert segment(b"0" * (CHUNK_BYTES + 1)) == "DUMP_TOO_LARGE"
    assert segment(b"x2000000") == "OUTLINE_TOO_LARGE"


CHUNK, PAGE = pb.SegmentPagesRequest(chunk=b"x10"), pb.SegmentPagesRequest(page="一")
REFUSED = {
    "MIXED_PIECES": lambda: iter([PAGE, CHUNK]),
    "PIECE_MISSING": lambda: iter([CHUNK, pb.SegmentPagesRequest()]),
    "CHUNK_TOO_LARGE": lambda: iter([pb.SegmentPagesRequest(page="字" * (CHUNK_BYTES // 2))]),
    "TOO_MANY_PAGES": lambda: (PAGE for _ in range(PAGES + 1)),
    "DUMP_EMPTY": lambda: iter([]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_stream_that_breaks_the_contract_is_refused_with_a_reason(stub, name):
    assert reason(lambda: list(stub.SegmentPages(REFUSED[name](), timeout=60))) == name


def test_a_dump_over_the_limit_is_refused_on_both_sides(segmenter, stub):
    chunk = pb.SegmentPagesRequest(chunk=b"0" * CHUNK_BYTES)
    stream = (chunk for _ in range(DUMP_BYTES // CHUNK_BYTES + 1))
    assert reason(lambda: list(stub.SegmentPages(stream, timeout=60))) == "DUMP_TOO_LARGE"
    with pytest.raises(DocumentError) as caught:
        segmenter(bytes(DUMP_BYTES + 1))
    assert caught.value.reason == "DUMP_TOO_LARGE"


def test_the_process_serves_until_it_is_told_to_stop():
    environ = {**os.environ, "QUIRE_SEGMENTER_LISTEN": "127.0.0.1:0"}
    process = subprocess.Popen(
        [sys.executable, "-m", "services.segmenter"], env=environ, stderr=subprocess.PIPE, text=True
    )
    try:
        address = next(line for line in process.stderr if "serving at" in line).split()[-1]
        outline = RemoteSegmenter(address, seconds=60)("关于防汛工作的通知\n各乡镇：\n一、加强巡查\n".encode())
        assert outline.sections
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_wrong_setting_ends_the_process_with_the_reason():
    environ = {**os.environ, "QUIRE_THREADS": "many"}
    done = subprocess.run(
        [sys.executable, "-m", "services.segmenter"], env=environ, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "QUIRE_THREADS must be a whole number, not 'many'" in done.stderr
