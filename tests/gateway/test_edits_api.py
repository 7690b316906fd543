"""Corrections over HTTP and gRPC: kept, told, undone, and found in the files that are made again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from protos.edits.v1 import edits_pb2
from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import DocumentError
from services.gateway.cli.commands.correct import correct as correct_command
from services.gateway.cli.commands.edit import edit as edit_command
from services.outline.codec import from_json, to_json
from services.segmenter.segment import segment
from tests.gateway.conftest import KEY, SPEECH, Desk
from worker.access.keys import Role, issue

HEADING = {"page": 1, "start": SPEECH.decode().index("二、落实责任")}
TITLE = {"page": 1, "start": 0}


@pytest.fixture(scope="module")
def job(desk: Desk) -> str:
    job: str = desk.submit(profile="transcript", name="corrected.txt")["id"]
    desk.truly_work(job)
    return job


def edit(desk: Desk, job: str, revision: int, *edits: Mapping[str, object]) -> httpx.Response:
    return desk.http.post(f"/v1/jobs/{job}/edits", json={"revision": revision, "edits": edits})


def words(desk: Desk, job: str, name: str) -> str:
    answer = desk.http.get(f"/v1/jobs/{job}/artefacts/{name}")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        return package.read("word/document.xml").decode()


def test_a_correction_is_kept_and_found_in_the_file_that_is_made_again(desk: Desk, job: str) -> None:
    renamed = {"setText": {"at": TITLE, "text": "在全县秋季防汛工作会议上的讲话"}}
    lower = {"setRole": {"at": HEADING, "role": "heading", "level": 2}}
    assert edit(desk, job, 0, renamed, lower).json() == {"revision": 2}
    outline = desk.http.get(f"/v1/jobs/{job}/outline").json()
    assert outline["metadata"]["title"]["value"] == "在全县秋季防汛工作会议上的讲话"
    again = desk.http.post(f"/v1/jobs/{job}/render").json()
    assert again["state"] == "queued" and again["steps"][-1]["name"] == "render:transcript@2"
    desk.truly_work(job)
    told = desk.http.get(f"/v1/jobs/{job}").json()
    assert told["state"] == "done"
    assert [file["name"] for file in told["artefacts"]] == [
        "corrected.outline.json", "corrected-transcript.docx", "corrected-r2.outline.json", "corrected-r2-transcript.docx",
    ]  # fmt: skip
    assert "秋季" in words(desk, job, "corrected-r2-transcript.docx")
    assert "秋季" not in words(desk, job, "corrected-transcript.docx")


def test_the_log_says_who_and_when_and_an_undo_counts(desk: Desk, job: str) -> None:
    log = desk.http.get(f"/v1/jobs/{job}/edits").json()
    revision = log["revision"]
    assert edit(desk, job, revision, {"undo": {"number": 1}}).json()["revision"] == revision + 1
    entries = desk.http.get(f"/v1/jobs/{job}/edits").json()["entries"]
    assert entries[0]["undone"] is True and entries[0]["time"].endswith("Z")
    outline = desk.http.get(f"/v1/jobs/{job}/outline").json()
    assert outline["metadata"]["title"]["value"] == "在全县春季防汛工作会议上的讲话"


def test_two_clerks_at_the_same_place_are_told_and_at_different_places_are_not(desk: Desk) -> None:
    job = desk.submit(name="two.txt", profile="transcript")["id"]
    desk.truly_work(job)
    secret, _ = issue(desk.issued, "li.na", Role.CLERK)
    other = {"Authorization": f"Bearer {secret}"}
    path = f"{desk.url}/v1/jobs/{job}/edits"
    first = {"revision": 0, "edits": [{"setMetadata": {"field": "issuer", "value": "县政府"}}]}
    assert httpx.post(path, json=first, headers=other, trust_env=False).json() == {"revision": 1}
    clash = edit(desk, job, 0, {"setMetadata": {"field": "issuer", "value": "县委"}}).json()
    assert clash["reason"] == "EDIT_CONFLICT" and clash["details"]["author"] == "li.na"
    assert edit(desk, job, 0, {"setMetadata": {"field": "date", "value": "2016-03-10"}}).json() == {"revision": 2}


def test_a_clerk_of_another_collection_and_a_scanner_can_correct_nothing(desk: Desk, job: str) -> None:
    for role, collections, reason in (
        (Role.CLERK, ("elsewhere",), "JOB_UNKNOWN"), (Role.SCANNER, ("default",), "CALL_FORBIDDEN"),
    ):  # fmt: skip
        secret, _ = issue(desk.issued, f"{role}-{reason}", role, collections)
        headers = {"Authorization": f"Bearer {secret}"}
        body = {"edits": [{"join": {"at": HEADING}}]}
        answer = httpx.post(f"{desk.url}/v1/jobs/{job}/edits", json=body, headers=headers, trust_env=False)
        assert answer.json()["reason"] == reason
        page = httpx.get(f"{desk.url}/v1/jobs/{job}/edits", headers=headers, trust_env=False)
        assert page.json()["reason"] == reason


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([{"setRole": {"at": {"page": 9, "start": 1}, "role": "heading", "level": 1}}], "EDIT_INVALID"),
        ([{"setRole": {"at": HEADING, "role": "heading", "level": 99}}], "EDIT_INVALID"),
        ([{"setRole": {"at": HEADING, "role": "king"}}], "EDIT_INVALID"),
        ([{"setText": {"at": HEADING, "text": "  "}}], "EDIT_INVALID"),
        ([{"split": {"at": HEADING, "offset": 10_000}}], "EDIT_INVALID"),
        ([{"undo": {"number": 9999}}], "EDIT_INVALID"),
        ([{"setMetadata": {"field": "kind; drop table jobs", "value": "x"}}], "EDIT_INVALID"),
        ([{"fly": {}}], "EDIT_INVALID"),
        ([], "REQUEST_INVALID"),
        ([{"join": {"at": TITLE}}] * 1001, "REQUEST_INVALID"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    desk: Desk, job: str, edits: list[dict[str, object]], reason: str
) -> None:
    before = desk.http.get(f"/v1/jobs/{job}/edits").json()
    assert edit(desk, job, before["revision"], *edits).json()["reason"] == reason
    assert desk.http.get(f"/v1/jobs/{job}/edits").json() == before


def test_the_same_over_grpc(desk: Desk) -> None:
    job = desk.submit(name="grpc.txt", profile="transcript")["id"]
    desk.truly_work(job)
    change = edits_pb2.Edit(set_role=edits_pb2.SetRole(at=edits_pb2.Place(**HEADING), role="paragraph"))
    assert desk.rpc.edit(job, 0, [change]) == 1
    entries = desk.rpc.edits(job)
    assert [entry.number for entry in entries] == [1] and entries[0].edit == change
    assert desk.rpc.render(job, ["summary"]).state == pb.JOB_STATE_QUEUED
    desk.truly_work(job)
    assert "grpc-r1-summary.docx" in [file.name for file in desk.rpc.get(job).artefacts]
    with pytest.raises(DocumentError) as caught:
        desk.rpc.render(job, ["nothing"])
    assert caught.value.reason == "PROFILE_UNKNOWN"


def test_the_command_line_corrects_undoes_and_tells_the_log(desk: Desk, tmp_path: Path) -> None:
    job = desk.submit(name="line.txt", profile="transcript")["id"]
    desk.truly_work(job)
    file = tmp_path / "edits.jsonl"
    file.write_text(json.dumps({"setRole": {"at": HEADING, "role": "paragraph"}}) + "\n\n")
    server = ["--server", desk.rpc_address, "--key", KEY]

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(edit_command, [job, *arguments, *server])
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    assert run("--edits", str(file), "--title", "新标题") == "revision 2\n"
    assert run("--undo") == "revision 3\n"
    rows = [line.split("\t") for line in run("--log").splitlines()]
    assert [row[4] for row in rows] == ["", "undone", ""]
    assert run("--render") == f"{job}\n"


def test_a_saved_outline_is_corrected_in_a_file(tmp_path: Path) -> None:
    saved, edits, out = tmp_path / "a.json", tmp_path / "e.jsonl", tmp_path / "b.json"
    saved.write_text(to_json(segment(SPEECH)))
    edits.write_text(json.dumps({"setMetadata": {"field": "issuer", "value": "县政府"}}))
    assert CliRunner().invoke(correct_command, [str(saved), str(edits), "-o", str(out)]).exit_code == 0
    issuer = from_json(out.read_text()).metadata.issuer
    assert issuer and issuer.value == "县政府"
    edits.write_text("{}\nnothing")
    refused = CliRunner().invoke(correct_command, [str(saved), str(edits), "-o", str(out)]).exception
    assert isinstance(refused, DocumentError) and refused.message.startswith("Line 1")
