"""The jobs over HTTP, against a real gateway."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest

from services.limits import DUMP_BYTES
from tests.gateway.conftest import SPEECH, Desk


def address_of(desk: Desk) -> tuple[str, int]:
    """Host and port of the desk's HTTP door."""
    host, _, port = desk.url.removeprefix("http://").partition(":")
    return host, int(port)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    told = answer.json()
    assert set(told) == {"reason", "message", "details"} and told["message"], told
    return answer.status_code, told["reason"]


def test_a_dump_goes_in_and_its_files_come_out(desk: Desk) -> None:
    job = desk.submit(profile="briefing", request_id="r-1")
    assert (job["state"], job["name"], job["profiles"], job["dump_size"]) == (
        "queued",
        "speech.txt",
        ["briefing"],
        len(SPEECH),
    )
    assert [step["name"] for step in job["steps"]] == ["outline", "facts", "render:briefing"]
    desk.work(job["id"])
    done = desk.http.get(f"/v1/jobs/{job['id']}").json()
    assert (done["state"], done["title"]) == ("done", "在全县春季防汛工作会议上的讲话")
    assert [one["name"] for one in done["artefacts"]] == ["speech.outline.json", "speech-briefing.docx"]
    for artefact in done["artefacts"]:
        got = desk.http.get(f"/v1/jobs/{job['id']}/artefacts/{artefact['name']}")
        assert hashlib.sha256(got.content).hexdigest() == artefact["digest"] == got.headers["etag"].strip('"')
        assert got.headers["content-type"].startswith(artefact["media_type"])
        assert int(got.headers["content-length"]) == artefact["size"]


def test_the_same_request_is_the_same_job(desk: Desk) -> None:
    first = desk.submit(request_id="r-2")
    assert desk.submit(request_id="r-2")["id"] == first["id"]
    by_header = desk.http.post(
        "/v1/jobs", params={"name": "speech.txt"}, content=SPEECH, headers={"Idempotency-Key": "r-2"}
    )
    assert by_header.json()["id"] == first["id"]
    other = desk.http.post("/v1/jobs", params={"name": "speech.txt", "request_id": "r-2"}, content=b"other")
    assert refusal(other) == (409, "REQUEST_ID_REUSED")


def test_jobs_are_listed_newest_first_by_page_state_and_text(desk: Desk) -> None:
    ids = [desk.submit(name=f"listed-{n}.txt")["id"] for n in range(5)]
    desk.http.post(f"/v1/jobs/{ids[2]}/cancel")
    seen, token = [], ""
    while True:
        page = desk.http.get("/v1/jobs", params={"text": "LISTED-", "page_size": 2, "page_token": token}).json()
        seen += [job["id"] for job in page["jobs"]]
        assert len(page["jobs"]) <= 2
        if not (token := page["next_page_token"]):
            break
    assert seen == ids[::-1]
    found = desk.http.get("/v1/jobs", params={"text": "listed-", "state": "cancelled"}).json()["jobs"]
    assert [job["id"] for job in found] == [ids[2]]


def test_cancel_retry_and_delete_do_what_the_state_allows(desk: Desk) -> None:
    job = desk.submit()
    path = f"/v1/jobs/{job['id']}"
    assert refusal(desk.http.post(f"{path}/retry")) == (409, "JOB_NOT_ENDED")
    assert refusal(desk.http.delete(path)) == (409, "JOB_NOT_ENDED")
    assert desk.http.post(f"{path}/cancel").json()["state"] == "cancelled"
    assert refusal(desk.http.post(f"{path}/cancel")) == (409, "JOB_NOT_RUNNING")
    assert desk.http.post(f"{path}/retry").json()["state"] == "queued"
    desk.claim(job["id"], "outline")
    desk.fail(job["id"], "DUMP_EMPTY")
    failed = desk.http.get(path).json()
    assert (failed["state"], failed["reason"], failed["message"]) == ("failed", "DUMP_EMPTY", "In words.")
    assert desk.http.delete(path).status_code == 204
    assert refusal(desk.http.get(path)) == (404, "JOB_UNKNOWN")
    assert refusal(desk.http.delete(path)) == (404, "JOB_UNKNOWN")


@pytest.mark.parametrize("method, path", [
    ("GET", "/v1/jobs"), ("POST", "/v1/jobs"), ("GET", "/v1/jobs/x"), ("DELETE", "/v1/jobs/x"), ("POST", "/v1/jobs/x/cancel"),
    ("POST", "/v1/jobs/x/retry"), ("GET", "/v1/jobs/x/artefacts/y"), ("GET", "/v1/events"), ("GET", "/v1/jobs/x/events"),
    ("GET", "/v1/profiles"), ("GET", "/v1/findings"), ("GET", "/v1/zip"), ("GET", "/v1/jobs/x/edits"), ("GET", "/v1/jobs/x/facts"), ("GET", "/v1/jobs/x/attempts"),
    ("POST", "/v1/jobs/x/edits"), ("GET", "/v1/jobs/x/outline"), ("POST", "/v1/jobs/x/render"), ("POST", "/v1/session"), ("DELETE", "/v1/session"),
])  # fmt: skip
def test_no_call_is_answered_without_a_known_key(desk: Desk, method: str, path: str) -> None:
    for header, reason in ((None, "KEY_MISSING"), ("Basic YTpi", "KEY_MISSING"), ("Bearer", "KEY_MISSING"),
                           ("Bearer wrong", "KEY_UNKNOWN"), ("Bearer é".encode(), "KEY_UNKNOWN")):  # fmt: skip
        headers = {} if header is None else {b"Authorization": header if isinstance(header, bytes) else header.encode()}
        answer = httpx.request(method, desk.url + path, headers=headers, trust_env=False)
        ending = (method, path) == ("DELETE", "/v1/session")  # a key has no session
        assert refusal(answer) == (401, "KEY_MISSING" if ending else reason)
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_routes_of_the_api_are_all_tried_without_a_key(desk: Desk) -> None:
    calls = {
        (verb.upper(), path) for path, verbs in desk.http.get("/openapi.json").json()["paths"].items() for verb in verbs
    }
    tried = test_no_call_is_answered_without_a_known_key.pytestmark[0].args[1]  # type: ignore[attr-defined]
    filled = {
        (verb, path.replace("{id}", "x").replace("{name}", "y")) for verb, path in calls if path.startswith("/v1")
    }
    assert filled == set(tried)


@pytest.mark.parametrize("path", [
    "/v1/jobs/nobody", "/v1/jobs/%2e%2e%2f", "/v1/jobs/" + "f" * 26, "/v1/jobs/%00", "/v1/jobs/x/events", "/v1/jobs/x/artefacts/y",
])  # fmt: skip
def test_a_job_that_is_not_there_is_told(desk: Desk, path: str) -> None:
    status, reason = refusal(desk.http.get(path))
    assert status == 404 and reason in ("JOB_UNKNOWN", "PATH_UNKNOWN")


@pytest.mark.parametrize("query, reason", [
    ({"profile": "poster"}, "PROFILE_UNKNOWN"), ({"profile": ["summary", "summary"]}, "PROFILE_REPEATED"),
    ({"option": "no-value"}, "OPTION_INVALID"), ({"name": "a/b.txt"}, "NAME_INVALID"), ({"name": "x" * 201}, "NAME_INVALID"),
    ({"name": "..\\x"}, "NAME_INVALID"), ({"name": "a\r\nSet-Cookie: b"}, "NAME_INVALID"), ({"request_id": "x" * 129}, "REQUEST_ID_INVALID"),
])  # fmt: skip
def test_what_is_wrong_with_a_submission_is_told(desk: Desk, query: dict[str, str], reason: str) -> None:
    answer = desk.http.post("/v1/jobs", params={"name": "speech.txt", **query}, content=SPEECH)
    assert refusal(answer) == (422, reason)


@pytest.mark.parametrize(
    "query", [{"page_size": "0"}, {"page_size": "many"}, {"state": "asleep"}, {"page_size": "201"}]
)
def test_a_list_that_cannot_be_understood_is_refused(desk: Desk, query: dict[str, str]) -> None:
    assert refusal(desk.http.get("/v1/jobs", params=query)) == (422, "REQUEST_INVALID")


def test_more_than_64_mib_is_refused_before_and_while_it_comes(desk: Desk) -> None:
    def stream() -> Iterator[bytes]:
        for _ in range(65):
            yield bytes(1 << 20)

    told = httpx.Headers({"Content-Length": str(DUMP_BYTES + 1), "Expect": "100-continue"})
    with socket.create_connection(address_of(desk), 10) as line:
        head = f"POST /v1/jobs HTTP/1.1\r\nHost: x\r\n{desk_key(desk)}Content-Length: {told['content-length']}\r\n\r\n"
        line.sendall(head.encode())
        assert b" 422 " in line.recv(4096).split(b"\r\n")[0]
    try:
        answer = desk.http.post("/v1/jobs", content=stream(), timeout=60)
        assert refusal(answer) == (422, "DUMP_TOO_LARGE")
    except httpx.WriteError:  # the gateway hung up in the middle: as good an answer
        pass
    assert desk.http.get("/v1/jobs", params={"text": "dump"}).json()["jobs"] == []


def test_64_mib_are_taken(desk: Desk) -> None:
    job = desk.submit(b"a" * DUMP_BYTES, name="large.txt")
    assert job["dump_size"] == DUMP_BYTES
    desk.http.post(f"/v1/jobs/{job['id']}/cancel")
    desk.http.delete(f"/v1/jobs/{job['id']}")


def test_an_upload_that_breaks_off_makes_no_job(desk: Desk) -> None:
    with socket.create_connection(address_of(desk), 10) as line:
        line.sendall(
            f"POST /v1/jobs?name=broken.txt HTTP/1.1\r\nHost: x\r\n{desk_key(desk)}Content-Length: 1000\r\n\r\nabc".encode()
        )
    assert desk.submit(name="next.txt")["state"] == "queued"
    assert desk.http.get("/v1/jobs", params={"text": "broken"}).json()["jobs"] == []


def test_a_form_is_told_how_to_do_it(desk: Desk) -> None:
    assert refusal(desk.http.post("/v1/jobs", files={"file": b"x"})) == (422, "BODY_NOT_RAW")


def test_names_cannot_leave_their_header(desk: Desk) -> None:
    job = desk.submit(name='讲话 "最终"; filename=x; é%.txt', profile="summary")
    desk.work(job["id"])
    for artefact in desk.http.get(f"/v1/jobs/{job['id']}").json()["artefacts"]:
        got = desk.http.get(
            f"/v1/jobs/{job['id']}/artefacts/{httpx.URL(path='/' + artefact['name']).raw_path.decode()[1:]}"
        )
        told = got.headers["content-disposition"]
        assert got.status_code == 200 and told.count('"') == 2 and "\n" not in told
        assert "filename*=UTF-8''%E8%AE%B2%E8%AF%9D%20%22" in told


def test_a_file_that_the_caller_has_is_not_sent_again(desk: Desk) -> None:
    job = desk.submit(profile="summary")
    desk.work(job["id"])
    path = f"/v1/jobs/{job['id']}/artefacts/speech-summary.docx"
    tag = desk.http.get(path).headers["etag"]
    again = desk.http.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert refusal(desk.http.get(path.replace("summary", "briefing"))) == (404, "ARTEFACT_UNKNOWN")


def events(answer: httpx.Response) -> Iterator[tuple[str, dict]]:
    kind = ""
    for line in answer.iter_lines():
        if line.startswith("event: "):
            kind = line[7:]
        elif line.startswith("data: "):
            yield kind, json.loads(line[6:])


def test_one_job_is_followed_to_its_end(desk: Desk) -> None:
    job = desk.submit(profile="summary")
    with desk.http.stream("GET", f"/v1/jobs/{job['id']}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = events(answer)
        assert next(told) == ("job", desk.http.get(f"/v1/jobs/{job['id']}").json())
        worker = threading.Thread(target=desk.work, args=(job["id"],))
        worker.start()
        last = [data for _, data in told][-1]  # the stream ends by itself
        worker.join()
    assert last["state"] == "done" and len(last["artefacts"]) == 2


def test_all_jobs_are_followed_also_when_they_are_deleted(desk: Desk) -> None:
    with desk.http.stream("GET", "/v1/events") as answer:
        told = events(answer)
        assert next(told) == ("ready", {})
        first = desk.submit(name="followed.txt")
        assert next(told)[1]["id"] == first["id"]
        desk.http.post(f"/v1/jobs/{first['id']}/cancel")
        assert next(told)[1]["state"] == "cancelled"
        desk.http.delete(f"/v1/jobs/{first['id']}")
        assert next(told) == ("deleted", {"id": first["id"]})


def test_a_slow_upload_and_many_followers_stall_nobody(desk: Desk) -> None:
    address = address_of(desk)
    lines = []
    for number in range(60):
        line = socket.create_connection(address, 10)
        head = f"POST /v1/jobs?name=slow-{number} HTTP/1.1\r\nHost: x\r\n{desk_key(desk)}Content-Length: 9\r\n\r\nabc"
        follow = f"GET /v1/events HTTP/1.1\r\nHost: x\r\n{desk_key(desk)}\r\n"
        line.sendall((head if number % 2 else follow).encode())
        lines.append(line)
    assert desk.submit(name="quick.txt")["state"] == "queued"
    assert desk.http.get("/readyz").status_code == 200
    for line in lines:
        line.close()


def test_what_was_not_foreseen_tells_nothing_of_the_inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr(desk.ledger, "find", broken)
    answer = desk.http.get("/v1/jobs/" + "f" * 26)
    assert refusal(answer) == (500, "BUG")
    assert "hunter2" not in answer.text


def test_health_and_descriptions_ask_for_no_key_and_load_nothing_from_elsewhere(desk: Desk) -> None:
    for path in (
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/sign-in",
        "/docs",
        "/web/list.js",
        "/web/quire.svg",
    ):
        answer = httpx.get(desk.url + path, trust_env=False)
        assert answer.status_code == 200, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        if path in ("/", "/docs"):
            assert "//" not in answer.text.replace("<!--", "") and "style=" not in answer.text
    assert refusal(httpx.get(desk.url + "/web/../http.py", trust_env=False)) == (404, "PATH_UNKNOWN")
    assert refusal(httpx.get(desk.url + "/web/%2e%2e/http.py", trust_env=False)) == (404, "PATH_UNKNOWN")
    assert refusal(desk.http.put("/v1/jobs")) == (405, "METHOD_NOT_ALLOWED")


def desk_key(desk: Desk) -> str:
    return f"Authorization: {desk.http.headers['authorization']}\r\n"


def test_a_parameter_that_there_is_not_is_told_and_nothing_is_done(desk: Desk) -> None:
    answer = desk.http.post("/v1/jobs?name=typo.txt&profil=summary", content=SPEECH)
    assert refusal(answer) == (422, "REQUEST_INVALID") and "profil" in answer.json()["message"]
    assert desk.http.get("/v1/jobs?text=typo.txt").json()["jobs"] == []
    assert refusal(desk.http.get("/v1/profiles?x=1")) == (422, "REQUEST_INVALID")
