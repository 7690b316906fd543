"""Several documents as one zip."""

from __future__ import annotations

import io
import zipfile

from tests.gateway.conftest import Desk


def test_the_files_of_several_jobs_come_as_one_zip_with_names_apart(desk: Desk) -> None:
    jobs = [desk.submit(name="speech.txt", profile="briefing")["id"] for _ in range(2)]
    for job in jobs:
        desk.work(job)
    answer = desk.http.get("/v1/zip", params={"id": jobs})
    assert answer.status_code == 200 and "quire.zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["speech-briefing.docx", "speech-briefing-2.docx"]
        assert archive.read("speech-briefing.docx") == b"PKrender:briefing"
    whole = desk.http.get("/v1/zip", params={"id": jobs[0], "outlines": "true"})
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        assert "speech.outline.json" in archive.namelist()


def test_a_job_that_is_not_there_is_refused_before_anything_is_sent(desk: Desk) -> None:
    job = desk.submit()["id"]
    assert desk.http.get("/v1/zip", params={"id": [job, "0" * 26]}).json()["reason"] == "JOB_UNKNOWN"
    assert desk.http.get("/v1/zip").json()["reason"] == "REQUEST_INVALID"
