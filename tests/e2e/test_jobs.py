"""The main job through the real processes: in by gRPC as a scanner does it, out by HTTP as a clerk does."""

from __future__ import annotations

import io
import os
import signal
import zipfile
from pathlib import Path

import pytest

from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import QuireError
from services.gateway.compose import embedded
from services.gateway.grpc.client import ENDED, RemoteJobs
from services.limits import DUMP_BYTES
from services.outline import codec
from services.outline.model import Outline
from services.rpc import pieces
from tests.e2e.conftest import Doors
from worker.jobs.job import USUAL_PROFILES

SAMPLES = Path(__file__).parents[2] / "samples"
SPEECH = (SAMPLES / "speech.txt").read_bytes()
SHORT = "关于防汛工作的通知\n各镇人民政府：\n一、及早准备\n今年雨水来得早，各镇要及早准备。\n".encode()


@pytest.mark.parametrize("name", ["speech", "notice", "report-en"])
def test_what_the_processes_make_is_what_the_functions_make(doors: Doors, name: str) -> None:
    dump = (SAMPLES / f"{name}.txt").read_bytes()
    job = doors.done(f"{name}.txt", dump)
    made = {artefact.name: doors.artefact(job, artefact.name) for artefact in job.artefacts}
    assert made == dict(embedded()(dump, f"{name}.txt", USUAL_PROFILES, {}))
    assert sorted(made) == sorted([f"{name}.outline.json", *(f"{name}-{profile}.docx" for profile in USUAL_PROFILES)])
    for file, data in made.items():
        if file.endswith(".docx"):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert [step.attempts for step in job.steps] == [1] * 5


LONG = "\n".join(f"第{number}，要抓好落实。各镇要按照要求做好第{number}项工作。" * 3 for number in range(9000)).encode()


def begun(doors: Doors) -> str:
    """A job whose render step takes a while and has begun."""
    job_id = doors.rpc.submit("long.txt", pieces(LONG), ["transcript"]).id

    def running() -> pb.Job | None:
        job = doors.rpc.get(job_id)
        return None if job.steps[-1].state in (pb.STEP_STATE_WAITING, pb.STEP_STATE_READY) else job

    doors.until(running)
    return job_id


def test_a_worker_whose_broker_died_while_it_worked_takes_work_again(doors: Doors) -> None:
    job_id = begun(doors)
    broker = doors.running.pid("broker")
    os.killpg(broker, signal.SIGKILL)  # what the worker then acknowledges is lost, and it must not wait for it
    assert doors.ended(job_id).state == pb.JOB_STATE_DONE
    doors.done("after.txt", SHORT, "summary")
    assert doors.running.pid("broker") not in (0, broker)


def test_a_step_whose_worker_is_killed_is_done_by_another(doors: Doors) -> None:
    killed = 0
    while not killed:  # a machine so fast that it is done before we look gets another job
        job_id = begun(doors)
        group = doors.running.pid("render-worker")
        os.killpg(group, signal.SIGSTOP)
        if doors.rpc.get(job_id).steps[-1].state == pb.STEP_STATE_RUNNING:
            os.killpg(group, signal.SIGKILL)
            killed = group
        else:
            os.killpg(group, signal.SIGCONT)
    job = doors.ended(job_id)
    assert (job.state, job.steps[-1].attempts) == (pb.JOB_STATE_DONE, 2)
    assert [artefact.name for artefact in job.artefacts] == ["long.outline.json", "long-transcript.docx"]
    assert doors.running.pid("render-worker") not in (0, killed)
    assert any("render-worker was killed by signal 9" in line for line in doors.said)


def test_a_worker_that_is_told_to_stop_ends_its_step_first(doors: Doors) -> None:
    job_id = begun(doors)
    worker = doors.running.pid("render-worker")
    os.kill(worker, signal.SIGTERM)
    job = doors.ended(job_id)
    assert (job.state, job.steps[-1].attempts) == (pb.JOB_STATE_DONE, 1)
    doors.until(lambda: doors.running.pid("render-worker") not in (0, worker) or None)
    assert "render-worker ended with code 0; starting it again in" in "\n".join(doors.said)


LOST = SPEECH[:1200] + b"\xe5\xad"  # a letter cut in two
SURROGATE = SPEECH.replace("不能关".encode(), "不\ud800关".encode("utf-8", "surrogatepass"), 1)
CONTROLS = SPEECH.replace("电话不能断".encode(), b"\0\x01\x1b\x7f\x02", 1)


@pytest.mark.parametrize(
    ("name", "dump", "reason"),
    [
        ("empty", b"", "DUMP_EMPTY"),
        ("blank", b" \n\t\r\n\x0c  ", "DUMP_BLANK"),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "NOT_TEXT"),
        ("zeros", bytes(5000), "NOT_TEXT"),
    ],
)
def test_a_bad_document_fails_with_its_reason_and_harms_no_other(
    doors: Doors, name: str, dump: bytes, reason: str
) -> None:
    bad = doors.rpc.submit(name, pieces(dump), ["summary"]).id
    after = doors.done("after.txt", SHORT, "summary")
    job = doors.ended(bad)
    assert (job.state, job.reason) == (pb.JOB_STATE_FAILED, reason) and job.message
    assert job.steps[0].attempts == 1 and not job.artefacts  # never tried again
    assert after.title == "关于防汛工作的通知"
    assert doors.http.get(f"/v1/jobs/{bad}").json()["reason"] == reason


@pytest.mark.parametrize(("name", "dump"), [("cut", LOST), ("surrogate", SURROGATE), ("controls", CONTROLS)])
def test_a_damaged_document_is_read_and_the_damage_told(doors: Doors, name: str, dump: bytes) -> None:
    job = doors.done(f"{name}.txt", dump, "transcript")
    outline: Outline = codec.from_json(doors.artefact(job, f"{name}.outline.json"))
    assert outline.metadata.title and outline.metadata.title.value == "在全县防汛备汛工作会议上的讲话"
    told = {finding.rule for finding in outline.findings} | {repair.rule for repair in outline.repairs}
    assert told & {"decoded_with_losses", "control_characters", "invisible_characters"}, told
    assert zipfile.ZipFile(io.BytesIO(doors.artefact(job, f"{name}-transcript.docx"))).testzip() is None


def refused(call) -> str:
    with pytest.raises(QuireError) as caught:
        call()
    return caught.value.reason


def test_what_cannot_be_a_job_is_refused_at_the_door(doors: Doors) -> None:
    huge = bytes(1024 * 1024)
    too_much = DUMP_BYTES // len(huge) + 1
    assert refused(lambda: doors.rpc.submit("huge", (huge for _ in range(too_much)))) == "DUMP_TOO_LARGE"
    assert refused(lambda: doors.rpc.submit("a.txt", [SHORT], ["poster"])) == "PROFILE_UNKNOWN"
    assert refused(lambda: doors.rpc.get("f" * 26)) == "JOB_UNKNOWN"
    stranger = RemoteJobs(doors.running.stack.jobs, "another-key")
    assert refused(lambda: stranger.submit("a.txt", [SHORT])) == "KEY_UNKNOWN"
    stranger.close()
    answer = doors.http.post("/v1/jobs?name=huge", content=iter([huge] * too_much))
    assert (answer.status_code, answer.json()["reason"]) == (422, "DUMP_TOO_LARGE")
    assert doors.done("next.txt", SHORT, "summary").state in ENDED


def test_a_cancelled_job_stays_cancelled_and_a_retried_one_is_done(doors: Doors) -> None:
    group = doors.running.pid("outline-worker")
    os.killpg(group, signal.SIGSTOP)  # so that the job waits
    try:
        job = doors.rpc.submit("cancelled.txt", [SHORT], ["summary"])
        assert doors.rpc.cancel(job.id).state == pb.JOB_STATE_CANCELLED
    finally:
        os.killpg(group, signal.SIGCONT)
    doors.done("after.txt", SHORT, "summary")
    assert doors.rpc.get(job.id).state == pb.JOB_STATE_CANCELLED
    doors.rpc.retry(job.id)
    assert doors.ended(job.id).state == pb.JOB_STATE_DONE
    doors.rpc.delete(job.id)
    assert refused(lambda: doors.rpc.get(job.id)) == "JOB_UNKNOWN"
