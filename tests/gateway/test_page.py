"""The clerk's page in a real browser. Skipped, and saying so, where there is no Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.browser import PROGRAM, Browser
from tests.gateway.conftest import KEY, SPEECH, Desk

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="there is no Chromium here: the page was not tried in a browser"
)

# A folder for pictures of the page, to be looked at by a person; none by default.
PICTURES = os.environ.get("QUIRE_PICTURES")


@pytest.fixture(params=["en", "zh-CN"])
def browser(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Browser]:
    browser = Browser(tmp_path / "profile", request.param)
    yield browser
    browser.close()


def test_a_clerk_hands_in_watches_and_downloads(
    desk: Desk, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    language = request.node.callspec.params["browser"]

    def picture(name: str) -> None:
        if PICTURES:
            browser.picture(Path(PICTURES) / f"{name}-{language}.png")

    dump = tmp_path / f"讲话 {language}.txt"
    dump.write_bytes(SPEECH)
    browser.open(desk.url)
    browser.wait("!document.querySelector('#key-form').hidden")
    picture("key")
    browser.run("document.querySelector('#key').value = 'wrong'; document.querySelector('#key-form').requestSubmit()")
    browser.wait("document.querySelector('#key-problem').textContent")
    browser.run(f"document.querySelector('#key').value = '{KEY}'; document.querySelector('#key-form').requestSubmit()")
    browser.wait("!document.querySelector('#desk').hidden && document.querySelector('#profiles').children.length >= 3")
    browser.choose_files("#files", dump)
    browser.wait(f"document.querySelector('#jobs').innerText.includes('{dump.name}')")
    job = next(job for job in desk.http.get("/v1/jobs").json()["jobs"] if job["name"] == dump.name)
    desk.work(job["id"])
    browser.wait("document.querySelector('#jobs').innerText.includes('在全县春季防汛工作会议上的讲话')")
    browser.wait("document.querySelector('#jobs').innerText.includes('认清形势')")  # opened: what was recovered
    picture("done")
    browser.size(390, 844, mobile=True)
    assert browser.run("document.documentElement.scrollWidth") <= 390
    picture("phone")
    told = [one for one in browser.problems() if "401" not in one]  # the wrong key
    assert told == []
