"""What an operator and a repeating scanner do: parked jobs, one or all again; the same content made once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import DocumentError
from services.gateway.cli.commands.change import retry
from services.gateway.cli.commands.jobs import jobs
from services.gateway.cli.commands.submit import submit
from tests.gateway.conftest import KEY, SPEECH, Desk
from worker.jobs import transitions


def park(desk: Desk) -> str:
    job_id: str = desk.submit()["id"]
    desk.claim(job_id, "outline")
    now = datetime.now(UTC)
    desk.ledger.change(
        job_id, lambda job: transitions.failed(job, "outline", "token", now, "WORKER_LOST", "In words.", parked=True)
    )
    return job_id


def test_parked_jobs_are_listed_at_every_door_and_retried_all_at_once(desk: Desk) -> None:
    parked = {park(desk) for _ in range(3)}
    failed = desk.submit()["id"]
    desk.claim(failed, "outline")
    desk.fail(failed, "DUMP_EMPTY")
    door = ["--server", desk.rpc_address, "--key", KEY]
    assert {job["id"] for job in desk.http.get("/v1/jobs?parked=true").json()["jobs"]} == parked
    assert {job.id for job in desk.rpc.list(pb.ListJobsRequest(parked=True)).jobs} == parked
    told = CliRunner().invoke(jobs, ["parked", *door]).output
    assert {line.split("\t")[0] for line in told.splitlines()} == parked and "WORKER_LOST" in told
    first = min(parked)
    assert CliRunner().invoke(retry, [first, *door]).output == f"{first} queued\n"
    assert CliRunner().invoke(retry, ["--parked", *door]).output.count("queued") == 2
    assert desk.http.get("/v1/jobs?parked=true").json()["jobs"] == []
    assert desk.rpc.get(failed).state == pb.JOB_STATE_FAILED
    assert CliRunner().invoke(retry, door).exit_code == 2


def test_the_same_bytes_with_the_same_wishes_are_made_once_where_that_is_wanted(desk: Desk, tmp_path: Path) -> None:
    first = desk.submit(SPEECH + b"1", reuse="true")
    assert desk.submit(SPEECH + b"1", reuse="true")["id"] == first["id"]
    assert desk.rpc.submit("another name.txt", [SPEECH + b"1"], reuse=True).id == first["id"]
    assert desk.submit(SPEECH + b"1", reuse="true", option="chars=300")["id"] != first["id"]
    dump = tmp_path / "scan.txt"
    dump.write_bytes(SPEECH + b"1")
    told = CliRunner().invoke(submit, [str(dump), "--reuse", "--server", desk.rpc_address, "--key", KEY])
    assert told.output.strip() == first["id"]
    assert desk.submit(SPEECH + b"1")["id"] != first["id"]
    assert (first["collection"], first["owner"], first["parked"]) == ("default", "", False)


@pytest.mark.parametrize("options", [{"chars": "1"}, {"no-such": "1"}, {"lang": "fr"}, {"office": "x" * 1000}])
def test_an_option_that_cannot_be_met_is_refused_at_the_door(desk: Desk, options: dict[str, str]) -> None:
    told = [f"{name}={value}" for name, value in options.items()]
    answer = desk.http.post("/v1/jobs?name=a.txt", params={"option": told}, content=SPEECH)
    assert (answer.status_code, answer.json()["reason"]) == (422, "OPTION_INVALID")
    with pytest.raises(DocumentError, match="ption") as caught:
        desk.rpc.submit("a.txt", [SPEECH], options=options)
    assert caught.value.reason == "OPTION_INVALID"
