"""Messages and queries drawn by chance at every call: each is answered on purpose, and the gateway goes on."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

import grpc
import pytest

from protos.jobs.v1 import jobs_pb2 as pb
from tests.gateway.conftest import KEY, Desk

CLEAN = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.ALREADY_EXISTS,
}
UNREADABLE = grpc.StatusCode.INTERNAL  # what the gRPC library says of bytes that are no message; ours never do
NASTY = (
    "", " ", "\0", "../../etc/passwd", "'; DROP TABLE jobs; --", "𠮷" * 300, "‮", "%00", "f" * 26, "0" * 26,
    "\n", "-1", "9" * 400, "{}", "<script>", "\ud7ff\ue000", "a/b", "CON",
)  # fmt: skip


def message(draw: random.Random, name: str) -> bytes:
    """A message of the method's type with drawn fields."""
    kind = getattr(pb, f"{name}Request")
    made = kind()
    if name == "SubmitJob":
        if draw.random() < 0.6:
            header = made.header
            header.name, header.request_id = draw.choice(NASTY), draw.choice(NASTY)
            header.profiles.extend(draw.choices((*NASTY, "summary"), k=draw.randrange(4)))
            header.options[draw.choice(NASTY)] = draw.choice(NASTY)
        else:
            made.chunk = draw.randbytes(draw.randrange(2000))
    for field in kind.DESCRIPTOR.fields:
        if field.is_repeated:
            if field.type == field.TYPE_STRING:
                getattr(made, field.name).extend(draw.choices(NASTY, k=draw.randrange(4)))
        elif field.type == field.TYPE_STRING:
            setattr(made, field.name, draw.choice(NASTY))
        elif field.type in (field.TYPE_INT32, field.TYPE_ENUM):
            setattr(made, field.name, draw.choice((0, 1, -1, 7, 200, 201, 2**31 - 1, -(2**31))))
    return bytes(made.SerializeToString())


@pytest.mark.parametrize("name", [method.name for method in pb.DESCRIPTOR.services_by_name["JobsService"].methods])
def test_no_message_makes_a_method_fail_in_an_unforeseen_way(desk: Desk, name: str) -> None:
    draw = random.Random(name)
    meta = (("authorization", f"Bearer {KEY}"),)
    with grpc.insecure_channel(desk.rpc_address) as channel:
        call = channel.stream_stream(f"/quire.jobs.v1.JobsService/{name}")
        for turn in range(60):
            raw = turn % 4 == 3
            count = draw.randrange(4) if name == "SubmitJob" else 1
            sent = [draw.randbytes(draw.randrange(1, 60)) if raw else message(draw, name) for _ in range(count)]
            if name == "WatchJob" and not raw:
                sent = [pb.WatchJobRequest(id=draw.choice(NASTY)).SerializeToString()]
            try:
                list(call(iter(sent), metadata=meta, timeout=20))
            except grpc.RpcError as error:
                assert error.code() in CLEAN or (raw and error.code() == UNREADABLE), (sent, error)
                if error.code() == UNREADABLE:
                    assert "deserializing" in str(error.details()), (sent, error)
    assert desk.http.get("/readyz").status_code == 200


def test_no_query_makes_the_http_api_fail_in_an_unforeseen_way(desk: Desk) -> None:
    draw = random.Random(6)
    paths = desk.http.get("/openapi.json").json()["paths"]
    calls = [
        (method, path, told.get("parameters", []))
        for path, methods in paths.items()
        for method, told in methods.items()
        if path.startswith("/v1") and path != "/v1/events"
    ]
    for _ in range(25):
        for method, path, parameters in calls:
            query: list[tuple[str, Any]] = []
            for one in parameters:
                value = draw.choice(NASTY)
                if one["in"] == "path":
                    path = path.replace(f"{{{one['name']}}}", quote(value, safe="") or "x")
                elif one["in"] == "query" and draw.random() < 0.5:
                    query.append((one["name"], value))
            body = draw.randbytes(500) if method == "post" else None
            answer = desk.http.request(method, path, params=query, content=body)
            assert answer.status_code < 500, (method, path, query, answer.text)
            if answer.status_code >= 400:
                assert answer.json()["reason"], (method, path, query, answer.text)
