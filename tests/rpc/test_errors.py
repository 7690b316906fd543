"""What a method raises, as a caller of a real server sees it."""

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from prometheus_client import REGISTRY

from protos.segmenter.v1 import segmenter_pb2 as pb
from protos.segmenter.v1 import segmenter_pb2_grpc as wire
from services.errors import BrokenInvariant, DependencyError, DocumentError, QuireError
from services.limits import MESSAGE_BYTES
from services.rpc import LazyStub, Server, Service, refusal

RAISED = {
    b"document": DocumentError("DUMP_EMPTY", "里面没有文字。", size="0"),
    b"dependency": DependencyError("STORE_AWAY", "The store is away."),
    b"invariant": BrokenInvariant("SECTIONS_TOO_DEEP", "Sections nest too deep."),
    b"bug": KeyError("the secret"),
    b"novel": DocumentError("LONG", "长" * 10_000, **{f"detail{n}": "细" * 10_000 for n in range(50)}),
    b"surrogate": DocumentError("ODD", "\ud800"),
}


class Raising(wire.SegmenterServiceServicer):
    def Segment(self, request, context):
        if request.dump == b"abort":
            context.abort(grpc.StatusCode.OUT_OF_RANGE, "by hand")
        if request.dump in RAISED:
            raise RAISED[request.dump]
        return pb.SegmentResponse()

    def SegmentPages(self, request_iterator, context):
        for request in request_iterator:
            yield pb.SegmentPagesResponse(outline_chunk=request.chunk)
            if request.chunk in RAISED:
                raise RAISED[request.chunk]


def raising(**options):
    service = Service(
        pb.DESCRIPTOR.services_by_name["SegmenterService"],
        lambda server: wire.add_SegmenterServiceServicer_to_server(Raising(), server),
    )
    return Server("127.0.0.1:0", [service], threads=2, **options)


@pytest.fixture(scope="module")
def stub():
    server = raising()
    server.start()
    link = LazyStub(server.address, wire.SegmenterServiceStub)
    yield link()
    link.close()
    server.drain(0)


def refused(call):
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value


def ask(stub, dump):
    return refused(lambda: stub.Segment(pb.SegmentRequest(dump=dump), timeout=10))


@pytest.mark.parametrize(
    ("dump", "code", "reason"),
    [
        (b"document", grpc.StatusCode.INVALID_ARGUMENT, "DUMP_EMPTY"),
        (b"dependency", grpc.StatusCode.UNAVAILABLE, "STORE_AWAY"),
        (b"invariant", grpc.StatusCode.INTERNAL, "SECTIONS_TOO_DEEP"),
        (b"bug", grpc.StatusCode.INTERNAL, "BUG"),
    ],
)
def test_an_error_is_a_status_with_its_reason(stub, dump, code, reason):
    error = ask(stub, dump)
    info = error_details_pb2.ErrorInfo()
    assert rpc_status.from_call(error).details[0].Unpack(info)
    assert (error.code(), info.domain, info.reason) == (code, "quire", reason)


def test_an_error_crosses_the_wire_and_stays_what_it_was(stub):
    for name in (b"document", b"dependency", b"invariant"):
        error, raised = refusal(ask(stub, name)), RAISED[name]
        assert isinstance(raised, QuireError)
        assert (type(error), error.reason, error.message, error.details) == (
            type(raised),
            raised.reason,
            raised.message,
            raised.details,
        )


def test_a_bug_is_logged_with_its_traceback_and_not_told(stub, caplog):
    error = ask(stub, b"bug")
    assert "secret" not in error.details() + str(error.trailing_metadata())
    assert "the secret" in caplog.text and "Traceback" in caplog.text


def test_an_error_in_the_middle_of_a_stream_comes_after_what_was_sent(stub):
    answers = stub.SegmentPages(iter([pb.SegmentPagesRequest(chunk=b"document")]), timeout=10)
    assert next(answers).outline_chunk == b"document"
    assert refusal(refused(lambda: next(answers))).reason == "DUMP_EMPTY"


def test_a_message_longer_than_a_trailer_is_shortened_and_keeps_its_reason(stub):
    found = refusal(ask(stub, b"novel"))
    assert found.reason == "LONG"
    assert found.message.endswith("…") and len(found.details) == 8


def test_text_that_no_wire_carries_does_not_hide_the_reason(stub):
    assert refusal(ask(stub, b"surrogate")).reason == "ODD"


def test_a_status_set_by_the_method_itself_is_kept(stub):
    error = ask(stub, b"abort")
    assert (error.code(), error.details()) == (grpc.StatusCode.OUT_OF_RANGE, "by hand")
    assert refusal(error).reason == "SERVICE_OUT_OF_RANGE"


def test_a_message_over_the_limit_is_the_inputs_fault(stub):
    found = refusal(ask(stub, b"0" * (MESSAGE_BYTES + 1)))
    assert (type(found), found.reason) == (DocumentError, "MESSAGE_TOO_LARGE")


def test_nobody_there_and_no_time_left_are_a_dependencys_fault(stub):
    with_nobody = LazyStub("127.0.0.1:1", wire.SegmenterServiceStub)
    found = refusal(ask(with_nobody(), b""))
    assert (type(found), found.reason) == (DependencyError, "SERVICE_UNAVAILABLE")
    late = refusal(refused(lambda: stub.Segment(pb.SegmentRequest(), timeout=-1)))
    assert (type(late), late.reason) == (DependencyError, "SERVICE_DEADLINE_EXCEEDED")


def test_every_call_is_counted_by_the_way_it_ended(stub):
    def counted(code):
        labels = {"method": "/quire.segmenter.v1.SegmenterService/Segment", "code": code}
        return REGISTRY.get_sample_value("quire_rpc_seconds_count", labels) or 0

    before = {code: counted(code) for code in ("OK", "UNAVAILABLE")}
    stub.Segment(pb.SegmentRequest(), timeout=10)
    ask(stub, b"dependency")
    ask(stub, b"dependency")
    assert {code: counted(code) - n for code, n in before.items()} == {"OK": 1, "UNAVAILABLE": 2}
