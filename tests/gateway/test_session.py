"""The page's session: a cookie instead of a key, of no use to scripts and to other sites."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import httpx
import pytest

from services.gateway.access.authorization import Access, Call, Credentials
from services.gateway.http.exposure import PAGE_HEADER, HttpExposure
from tests.gateway.conftest import KEY, SPEECH, Desk
from worker.access.keys import Role, issue
from worker.access.memory import MemoryKeys, MemorySessions
from worker.access.sessions import LIFE

MARK = {PAGE_HEADER: "1"}


@pytest.fixture
def page(desk: Desk) -> Iterator[httpx.Client]:
    """A browser: keeps cookies and sends no key."""
    with httpx.Client(base_url=desk.url, trust_env=False) as client:
        yield client


def reason(answer: httpx.Response) -> str:
    return "" if answer.is_success else str(answer.json()["reason"])


def test_a_session_does_what_its_key_may_and_ends_when_it_is_told_to(page: httpx.Client) -> None:
    begun = page.post("/v1/session", headers={"Authorization": f"Bearer {KEY}"})
    assert begun.status_code == 204 and KEY not in begun.headers["set-cookie"]
    job = page.post("/v1/jobs?name=a.txt", content=SPEECH, headers=MARK).json()["id"]
    assert page.get(f"/v1/jobs/{job}").json()["id"] == job
    token = next(iter(page.cookies.values()))
    assert page.delete("/v1/session", headers=MARK).status_code == 204
    assert not page.cookies
    page.cookies.set("quire_session", token)  # what somebody kept of it
    assert reason(page.get("/v1/jobs")) == "SESSION_ENDED"


def test_the_cookie_is_closed_to_scripts_and_to_other_sites(page: httpx.Client) -> None:
    told = page.post("/v1/session", headers={"Authorization": f"Bearer {KEY}"}).headers["set-cookie"]
    (cookie,) = SimpleCookie(told).values()
    assert cookie["httponly"] and cookie["samesite"].lower() == "strict" and cookie["path"] == "/"
    assert cookie["max-age"] == str(int(LIFE.total_seconds()))
    assert HttpExposure(tls=True).cookie.startswith("__Host-")


def test_another_site_can_do_nothing_with_a_session(desk: Desk, page: httpx.Client) -> None:
    page.post("/v1/session", headers={"Authorization": f"Bearer {KEY}"})
    assert reason(page.post("/v1/jobs?name=a.txt", content=SPEECH)) == "SESSION_FOREIGN"  # as a form would
    for site in ("cross-site", "same-site"):
        assert reason(page.get("/v1/jobs", headers={**MARK, "Sec-Fetch-Site": site})) == "SESSION_FOREIGN"
    asked = page.options(
        "/v1/jobs", headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    )
    assert "access-control-allow-origin" not in asked.headers


def test_a_session_ends_with_its_key_and_needs_a_good_one(desk: Desk, page: httpx.Client) -> None:
    assert reason(page.post("/v1/session")) == "KEY_MISSING"
    assert reason(page.post("/v1/session", headers={"Authorization": "Bearer wrong"})) == "KEY_UNKNOWN"
    secret, key = issue(desk.issued, "li.na", Role.SCANNER)
    page.post("/v1/session", headers={"Authorization": f"Bearer {secret}"})
    assert reason(page.get("/v1/jobs")) == ""
    job = desk.submit()["id"]
    assert reason(page.delete(f"/v1/jobs/{job}", headers=MARK)) == "CALL_FORBIDDEN"
    desk.issued.revoke(key.id, datetime.now(UTC))
    assert reason(page.get("/v1/jobs")) == "KEY_UNKNOWN"


def test_a_session_lasts_no_longer_than_its_key() -> None:
    keys, sessions = MemoryKeys(), MemorySessions()
    access = Access(lambda: (), keys, sessions)
    secret, _ = issue(keys, "li.na", Role.CLERK, life=timedelta(seconds=0.3))
    token = access.begin_session(Credentials(f"Bearer {secret}"))
    assert access.admit(Credentials(session=token), Call.READ).name == "li.na"
    time.sleep(0.4)
    with pytest.raises(Exception, match="ended"):
        access.admit(Credentials(session=token), Call.READ)


def test_the_address_of_a_caller_is_what_the_proxy_saw() -> None:
    from starlette.requests import Request

    told = [(b"x-forwarded-for", b"1.1.1.1, 10.0.0.7")]
    request = Request({"type": "http", "headers": told, "client": ("127.0.0.1", 5)})
    assert HttpExposure(proxied=True).address(request) == "10.0.0.7"
    assert HttpExposure().address(request) == "127.0.0.1"
