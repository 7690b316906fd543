"""A real server on a free port of the loopback: health, reflection, limits, drain."""

import os
import queue
import threading

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from protos.segmenter.v1 import segmenter_pb2 as pb
from protos.segmenter.v1 import segmenter_pb2_grpc as wire
from services.errors import DependencyError
from services.rpc import LazyStub, Server, Service, refusal

NAME = "quire.segmenter.v1.SegmenterService"
SERVING, NOT_SERVING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING

PATIENCE = 110  # seconds; only a test that fails waits so long, however busy the machine


class Waiting(wire.SegmenterServiceServicer):
    """Answers once it is let go."""

    def __init__(self):
        self.asked, self.let_go = threading.Semaphore(0), threading.Event()

    def Segment(self, request, context):
        self.asked.release()
        assert self.let_go.wait(30)
        return pb.SegmentResponse()

    def SegmentPages(self, request_iterator, context):
        return [pb.SegmentPagesResponse(outline_chunk=request.chunk) for request in request_iterator]


@pytest.fixture
def waiting():
    return Waiting()


def serving(waiting, **options):
    service = Service(
        pb.DESCRIPTOR.services_by_name["SegmenterService"],
        lambda server: wire.add_SegmenterServiceServicer_to_server(waiting, server),
    )
    server = Server("127.0.0.1:0", [service], threads=1, **options)
    server.start()
    return server


@pytest.fixture
def server(waiting):
    server = serving(waiting)
    yield server
    waiting.let_go.set()
    server.drain(0)


def link(server, stub):
    return LazyStub(server.address, stub)()


def test_health_tells_of_the_server_and_of_each_service(server):
    health = link(server, health_pb2_grpc.HealthStub)
    for name in ("", NAME):
        assert health.Check(health_pb2.HealthCheckRequest(service=name), timeout=PATIENCE).status == SERVING
    with pytest.raises(grpc.RpcError) as caught:
        health.Check(health_pb2.HealthCheckRequest(service="other"), timeout=PATIENCE)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND


def test_a_server_with_all_threads_busy_is_healthy(server, waiting):
    call = link(server, wire.SegmenterServiceStub).Segment.future(pb.SegmentRequest(), timeout=PATIENCE)
    assert waiting.asked.acquire(timeout=PATIENCE)
    health = link(server, health_pb2_grpc.HealthStub)
    assert health.Check(health_pb2.HealthCheckRequest(), timeout=PATIENCE).status == SERVING
    waiting.let_go.set()
    assert call.result() == pb.SegmentResponse()


def test_more_calls_than_can_wait_are_refused_and_may_be_tried_again(server, waiting):
    stub = link(server, wire.SegmenterServiceStub)
    ended = queue.SimpleQueue()  # nothing is let go: whatever ends now was turned away, in whatever order they came
    calls = [stub.Segment.future(pb.SegmentRequest(), timeout=PATIENCE) for _ in range(40)]
    for call in calls:
        call.add_done_callback(ended.put)
    found = refusal(ended.get(timeout=PATIENCE).exception())
    assert (type(found), found.reason) == (DependencyError, "SERVICE_RESOURCE_EXHAUSTED")
    assert waiting.asked.acquire(timeout=PATIENCE)
    waiting.let_go.set()
    assert sum(call.exception(timeout=PATIENCE) is None for call in calls) >= 5


def test_a_caller_that_sends_nothing_holds_no_thread_for_ever(waiting):
    server, never = serving(waiting, stream_seconds=0.1), threading.Event()

    def one_and_no_more():
        yield pb.SegmentPagesRequest(chunk=b"a")
        never.wait(30)

    try:
        stub = link(server, wire.SegmenterServiceStub)
        with pytest.raises(grpc.RpcError) as caught:
            list(stub.SegmentPages(one_and_no_more(), timeout=PATIENCE))
        found = refusal(caught.value)
        assert (type(found), found.reason) == (DependencyError, "SERVICE_CANCELLED")
        waiting.let_go.set()
        assert (
            stub.Segment(pb.SegmentRequest(), timeout=PATIENCE) == pb.SegmentResponse()
        )  # the one thread is free again
    finally:
        never.set()
        server.drain(0)


def test_reflection_lists_the_services_and_hands_out_their_contract(server):
    stub = link(server, reflection_pb2_grpc.ServerReflectionStub)
    asked = [
        reflection_pb2.ServerReflectionRequest(list_services=""),
        reflection_pb2.ServerReflectionRequest(file_containing_symbol=NAME),
    ]
    listed, contract = stub.ServerReflectionInfo(iter(asked), timeout=PATIENCE)
    assert {service.name for service in listed.list_services_response.service} == {
        NAME,
        "grpc.health.v1.Health",
        "grpc.reflection.v1alpha.ServerReflection",
    }
    file = FileDescriptorProto.FromString(contract.file_descriptor_response.file_descriptor_proto[0])
    assert [service.name for service in file.service] == ["SegmenterService"]


def test_draining_says_not_serving_lets_the_running_call_end_and_takes_no_other(server, waiting):
    stub, health = link(server, wire.SegmenterServiceStub), link(server, health_pb2_grpc.HealthStub)
    states = health.Watch(health_pb2.HealthCheckRequest(service=NAME), timeout=60)
    assert next(states).status == SERVING
    call = stub.Segment.future(pb.SegmentRequest(), timeout=60)
    assert waiting.asked.acquire(timeout=PATIENCE)
    drain = threading.Thread(target=server.drain, args=(30,))
    drain.start()
    assert next(states).status == NOT_SERVING
    states.cancel()
    found = refusal(_refused_while_draining(stub))
    assert (type(found), found.reason) == (DependencyError, "SERVICE_UNAVAILABLE")
    waiting.let_go.set()
    assert call.result() == pb.SegmentResponse()
    drain.join(30)
    assert not drain.is_alive()


def _refused_while_draining(stub):
    """The first refusal after the server has begun to stop: its watchers hear of it a moment before."""
    while True:
        call = stub.Segment.future(pb.SegmentRequest(), timeout=2)
        error = call.exception()
        if error is not None and call.code() is grpc.StatusCode.UNAVAILABLE:
            return error


def test_an_address_in_use_is_named(server):
    with pytest.raises(DependencyError) as caught:
        Server(server.address, [])
    assert caught.value.reason == "ADDRESS_IN_USE"


def test_processes_may_share_a_port_when_told_so():
    first = Server("127.0.0.1:0", [], reuse_port=True)
    second = Server(first.address, [], reuse_port=True)
    assert first.port == second.port


def test_a_forked_process_opens_a_channel_of_its_own(server, waiting, monkeypatch):
    waiting.let_go.set()
    segmenter = LazyStub(server.address, wire.SegmenterServiceStub)
    before = segmenter()
    assert segmenter() is before
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    assert segmenter() is not before
    assert segmenter().Segment(pb.SegmentRequest(), timeout=PATIENCE) == pb.SegmentResponse()
    segmenter.close()
    monkeypatch.undo()
    assert segmenter() is before
    segmenter.close()
