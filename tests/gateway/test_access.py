"""Each role against each call and each collection, through both doors: every cell is expected and tested."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import grpc
import httpx
import pytest
from click.testing import CliRunner

from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import QuireError
from services.gateway.cli.commands.keys import keys as keys_command
from services.gateway.grpc.client import RemoteJobs
from tests.gateway.conftest import SPEECH, Desk
from worker.access.keys import Role, issue

CALLERS = {
    "scanner of red": ("corridor", Role.SCANNER, ["red"]),
    "another scanner of red": ("cellar", Role.SCANNER, ["red"]),
    "clerk of red": ("li.na", Role.CLERK, ["red"]),
    "clerk of red and blue": ("wang", Role.CLERK, ["blue", "red"]),
    "clerk of blue": ("zhao", Role.CLERK, ["blue"]),
    "operator": ("ops", Role.OPERATOR, []),
}
# Who may do what with the job that "scanner of red" has handed in.
READERS = {"scanner of red", "clerk of red", "clerk of red and blue", "operator"}
WORKERS = READERS - {"scanner of red"}
CALLS = ("get", "list", "watch", "download", "cancel", "retry", "delete")


def expected(who: str, call: str) -> str:
    """The reason of the refusal; empty: done."""
    if call in ("download", "cancel", "retry", "delete") and "scanner" in who:
        return "CALL_FORBIDDEN"
    if call == "list":
        return "" if who in READERS else "not listed"
    return "" if who in (READERS if call in ("get", "watch") else WORKERS) else "JOB_UNKNOWN"


@pytest.fixture(scope="module")
def secrets(desk: Desk) -> dict[str, str]:
    return {who: issue(desk.issued, *row)[0] for who, row in CALLERS.items()}


def job_for(desk: Desk, secret: str, call: str) -> str:
    """A job of the scanner of red, in a state that allows the call."""
    answer = desk.http.post("/v1/jobs?name=a.txt", content=SPEECH, headers={"Authorization": f"Bearer {secret}"})
    job_id: str = answer.json()["id"]
    if call in ("download", "watch"):
        desk.work(job_id)
    if call in ("retry", "delete"):
        desk.rpc.cancel(job_id)
    return job_id


def over_http(desk: Desk, secret: str, call: str, job_id: str) -> str:
    method, path = {
        "get": ("GET", f"/v1/jobs/{job_id}"),
        "list": ("GET", "/v1/jobs"),
        "watch": ("GET", f"/v1/jobs/{job_id}/events"),
        "download": ("GET", f"/v1/jobs/{job_id}/artefacts/a.outline.json"),
        "cancel": ("POST", f"/v1/jobs/{job_id}/cancel"),
        "retry": ("POST", f"/v1/jobs/{job_id}/retry"),
        "delete": ("DELETE", f"/v1/jobs/{job_id}"),
    }[call]
    answer = desk.http.request(method, path, headers={"Authorization": f"Bearer {secret}"})
    if call == "list":
        return "" if job_id in answer.text else "not listed"
    return "" if answer.is_success else str(answer.json()["reason"])


def over_grpc(desk: Desk, secret: str, call: str, job_id: str) -> str:
    jobs = RemoteJobs(desk.rpc_address, secret)
    calls: dict[str, Callable[[], object]] = {
        "get": lambda: jobs.get(job_id),
        "list": lambda: jobs.list(pb.ListJobsRequest(page_size=200)),
        "watch": lambda: list(jobs.watch(job_id)),
        "download": lambda: list(jobs.download(job_id, "a.outline.json")),
        "cancel": lambda: jobs.cancel(job_id),
        "retry": lambda: jobs.retry(job_id),
        "delete": lambda: jobs.delete(job_id),
    }
    try:
        answer = calls[call]()
    except QuireError as error:
        return error.reason
    finally:
        jobs.close()
    if isinstance(answer, pb.ListJobsResponse):
        return "" if job_id in {job.id for job in answer.jobs} else "not listed"
    return ""


@pytest.mark.parametrize("door", [over_http, over_grpc], ids=["HTTP", "gRPC"])
@pytest.mark.parametrize("call", CALLS)
def test_every_role_reaches_exactly_its_calls_and_collections(
    desk: Desk, secrets: dict[str, str], call: str, door: Callable[[Desk, str, str, str], str]
) -> None:
    changing = call in ("cancel", "retry", "delete")
    job_id = job_for(desk, secrets["scanner of red"], call)
    found = {}
    for who in CALLERS:
        if changing:
            job_id = job_for(desk, secrets["scanner of red"], call)
        found[who] = door(desk, secrets[who], call, job_id)
    assert found == {who: expected(who, call) for who in CALLERS}


def test_a_dump_goes_into_the_first_collection_of_its_key_and_belongs_to_it(
    desk: Desk, secrets: dict[str, str]
) -> None:
    for who, door in product(CALLERS, ("http", "grpc")):
        name, _, collections = CALLERS[who]
        if door == "http":
            header = {"Authorization": f"Bearer {secrets[who]}"}
            job_id = desk.http.post("/v1/jobs?name=b.txt", content=SPEECH, headers=header).json()["id"]
        else:
            jobs = RemoteJobs(desk.rpc_address, secrets[who])
            job_id = jobs.submit("b.txt", [SPEECH]).id
            jobs.close()
        job = desk.ledger.find(job_id)
        assert job and (job.owner, job.collection) == (name, (collections or ["default"])[0])


def test_the_stream_of_all_jobs_tells_nothing_of_other_collections(desk: Desk, secrets: dict[str, str]) -> None:
    red = {"Authorization": f"Bearer {secrets['clerk of red']}"}
    heard = ""
    with httpx.stream("GET", f"{desk.url}/v1/events", headers=red, timeout=10, trust_env=False) as stream:
        lines = stream.iter_lines()
        assert "ready" in next(lines)
        hidden = job_for(desk, secrets["clerk of blue"], "delete")
        shown = job_for(desk, secrets["scanner of red"], "delete")
        event = ""
        for line in lines:
            heard += line
            event = line if line.startswith("event:") else event
            if shown in line and "deleted" in event:
                break
            if shown in line and event.endswith("job") and desk.ledger.find(hidden):
                desk.rpc.delete(hidden)
                desk.rpc.delete(shown)
    assert hidden not in heard


def test_no_method_answers_without_a_key(desk: Desk) -> None:
    with grpc.insecure_channel(desk.rpc_address) as channel:
        for method in pb.DESCRIPTOR.services_by_name["JobsService"].methods:
            call = channel.stream_stream(f"/quire.jobs.v1.JobsService/{method.name}")
            with pytest.raises(grpc.RpcError) as caught:
                list(call(iter([b""]), timeout=10))
            assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED, method.name
    described = desk.http.get("/openapi.json").json()["paths"]
    calls = [(path, method) for path, methods in described.items() for method in methods if path.startswith("/v1")]
    assert len(calls) >= 10
    for path, method in calls:
        answer = httpx.request(method, desk.url + path.format(id="0" * 26, name="x"), trust_env=False)
        assert (answer.status_code, answer.json()["reason"]) == (401, "KEY_MISSING"), path


def test_a_key_ends_when_it_expires_or_is_revoked_and_wrong_ones_get_nowhere(desk: Desk) -> None:
    def reason(secret: str) -> str:
        answer = desk.http.get("/v1/jobs", headers={"Authorization": f"Bearer {secret}"})
        return "" if answer.is_success else str(answer.json()["reason"])

    secret, key = issue(desk.issued, "temp", Role.CLERK)
    assert reason(secret) == ""
    assert desk.issued.revoke(key.id, datetime.now(UTC))
    assert reason(secret) == "KEY_UNKNOWN"
    assert reason(issue(desk.issued, "temp", Role.CLERK, life=timedelta(0, -1))[0]) == "KEY_EXPIRED"
    assert {reason(f"quire_{number}") for number in range(100)} == {"KEY_UNKNOWN"}


def test_the_audit_log_says_who_did_what_to_which_job(
    desk: Desk, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "quire.audit")
    job_id = job_for(desk, secrets["scanner of red"], "download")
    over_http(desk, secrets["scanner of red"], "download", job_id)
    over_http(desk, secrets["clerk of red"], "download", job_id)
    told = [record.getMessage() for record in caplog.records if record.name == "quire.audit"]
    assert f"refused download '{job_id}' by corridor (scanner)" in told
    assert f"admitted download '{job_id}' by li.na (clerk)" in told
    assert not any(secret in " ".join(told) for secret in secrets.values())


def test_keys_are_issued_listed_and_revoked_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIRE_LEDGER_URL", f"sqlite:///{tmp_path}/ledger.db")
    run = CliRunner().invoke
    secret = run(keys_command, ["add", "li.na", "--role", "clerk", "--collection", "red", "--expires", "30d"]).stdout
    assert secret.startswith("quire_")
    told = run(keys_command, ["list"]).stdout
    assert "clerk     li.na  red  expires" in told and secret.strip() not in told
    assert run(keys_command, ["revoke", told.split()[0]]).stdout == "revoked\n"
    assert "revoked" in run(keys_command, ["list"]).stdout
    missing = run(keys_command, ["revoke", "x"]).exception
    assert isinstance(missing, QuireError) and missing.reason == "KEY_ID_UNKNOWN"
