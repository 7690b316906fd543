"""The facts of a job over HTTP."""

from __future__ import annotations

import csv
import io

import pytest

from tests.gateway.conftest import Desk

NOTICE = (
    "关于做好防汛工作的通知\n各镇人民政府：\n为做好防汛工作，现就有关事项通知如下：\n"
    "一、各镇要于本月25日前完成隐患排查。\n二、县水利局会同县应急管理局每月通报一次进度。\n县人民政府\n2014年6月5日\n"
).encode()


def test_the_facts_of_a_job_come_as_json_and_as_a_table(desk: Desk) -> None:
    job = desk.submit(name="notice.txt", dump=NOTICE)
    desk.truly_work(job["id"])
    said = desk.http.get(f"/v1/jobs/{job['id']}/facts").json()
    first = said["requirements"][0]
    assert (first["lead"], first["deadline"], first["date"]) == (["各镇"], "本月25日前", "2014-06-25")
    table = desk.http.get(f"/v1/jobs/{job['id']}/facts", params={"format": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert "notice.facts.csv" in table.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert (rows[0][2], rows[1][2]) == ("牵头单位", "各镇")


@pytest.mark.parametrize(("path", "params", "status"), [("0" * 26, {}, 404), ("", {"format": "doc"}, 422)])
def test_facts_that_there_are_not_are_refused(desk: Desk, path: str, params: dict[str, str], status: int) -> None:
    job = path or desk.submit(name="other.txt")["id"]
    assert desk.http.get(f"/v1/jobs/{job}/facts", params=params).status_code == status


def test_a_job_without_an_outline_has_no_facts_yet(desk: Desk) -> None:
    job = desk.submit(name="waiting.txt")
    answer = desk.http.get(f"/v1/jobs/{job['id']}/facts")
    assert (answer.status_code, answer.json()["reason"]) == (409, "JOB_NOT_DONE")
