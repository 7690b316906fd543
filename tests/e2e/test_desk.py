"""A clerk's whole walk on the real stack, in a real browser: five dumps in, one corrected, the corrected file out."""

from __future__ import annotations

import os
import signal
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import KEY, PATIENT_SECONDS, Doors
from tests.gateway.browser import chromium, picture, problems

expect.set_options(timeout=PATIENT_SECONDS * 1000)
SAMPLES = Path(__file__).parents[2] / "samples"
HTML = (
    "<html><head><title>通知</title></head><body><h1>关于开展冬季防火检查的通知</h1><p>各村民委员会：</p><p>一、检查时间</p>"
    "<p>自12月1日起，各村要逐户检查。</p><p>二、检查内容</p><p>各村要清除堆放的易燃物。</p></body></html>"
)


def pdf(folder: Path) -> Path | None:
    """A page with a text layer, printed by the browser itself."""
    page, made = folder / "page.html", folder / "检查方案.pdf"
    page.write_text(f"<meta charset=utf-8>{HTML}", encoding="utf-8")
    with chromium() as browser:
        sheet = browser.new_page()
        sheet.goto(page.as_uri())
        sheet.pdf(path=made)
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    broken = tmp_path / "损坏.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    html = tmp_path / "通知.html"
    html.write_text(HTML, encoding="utf-8")
    made = pdf(tmp_path)
    assert made
    return [SAMPLES / "speech.txt", SAMPLES / "notice.txt", html, made, broken]


def sign_in(page: Page, doors: Doors) -> None:
    page.goto(str(doors.http.base_url))
    page.fill("#key", KEY)
    page.press("#key", "Enter")
    page.wait_for_selector("html[data-ready]")


def test_a_clerk_brings_five_dumps_corrects_one_and_downloads_it(doors: Doors, files: list[Path]) -> None:
    with chromium() as browser:
        page = browser.new_context(locale="zh-CN").new_page()
        complaints = problems(page)
        sign_in(page, doors)
        page.set_input_files("#files", files)
        for file in files[:-1]:  # without a reload
            row = page.locator("#jobs tbody tr", has_text=file.name).first
            expect(row.locator(".state.done")).to_be_visible()
        failed = page.locator("#jobs tbody tr", has_text=files[-1].name)
        expect(failed.locator(".state.failed")).to_be_visible()
        expect(failed.locator(".why")).to_contain_text("图片")
        picture(page, "walk-list")
        page.locator("#jobs tbody tr", has_text="speech.txt").first.locator("a.title").click()
        page.wait_for_selector("html[data-ready]")
        point = page.locator(".block.point").first
        point.click()
        lit = page.locator("#source .lit").first
        expect(lit).to_be_in_viewport()
        lit.click()
        expect(page.locator(".block.selected")).to_have_attribute(
            "data-anchor", str(point.get_attribute("data-anchor"))
        )
        heading = page.locator(".block.heading.l1").first
        words = str(heading.locator("span[data-at]").first.text_content())
        heading.click()
        page.keyboard.press("3")
        page.keyboard.press("u")  # the level was right after all; keys come faster than answers
        expect(page.locator(".block.selected.heading.l1")).to_contain_text(words)
        page.locator(".block.title").click()
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.type("在全县秋季防汛工作会议上的讲话")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("秋季防汛")
        page.locator("[data-edit=render]").click()
        link = page.locator("a.file", has=page.locator("small")).first
        expect(link).to_be_visible()
        with page.expect_download() as download:
            link.click()
        with zipfile.ZipFile(download.value.path()) as package:
            assert "在全县秋季防汛工作会议上的讲话" in package.read("word/document.xml").decode()
        picture(page, "walk-document")
        assert complaints == []


def test_a_gateway_that_is_killed_while_files_come_in_loses_none(doors: Doors, tmp_path: Path) -> None:
    files = []
    for number in range(12):
        file = tmp_path / f"重启-{number:02}.txt"
        file.write_text(f"关于第{number}号工作的通知\n" + "各镇要抓好落实，确保完成任务。\n" * 10_000, encoding="utf-8")
        files.append(file)
    with chromium() as browser:
        page = browser.new_context(locale="zh-CN").new_page()
        sign_in(page, doors)
        for profile in ("briefing", "summary"):
            page.uncheck(f"[name=profile][value={profile}]")
        page.set_input_files("#files", files)
        expect(page.locator("#jobs tbody tr", has_text="重启-00.txt")).to_be_visible()
        os.kill(doors.running.pid("gateway"), signal.SIGKILL)  # in mid-upload; the supervisor starts it again
        expect(page.locator("#uploads li")).to_have_count(0)
    listed = doors.until(lambda: _names(doors) if len(_names(doors)) >= len(files) else None)
    assert sorted(listed) == [file.name for file in files], "each is there once"
    for job in doors.http.get("/v1/jobs", params={"text": "重启-", "page_size": 100}).json()["jobs"]:
        doors.http.post(f"/v1/jobs/{job['id']}/cancel")  # the tests that follow need not wait for them


def _names(doors: Doors) -> list[str]:
    try:
        answer = doors.http.get("/v1/jobs", params={"text": "重启-", "page_size": 100})
    except Exception:  # it starts again
        return []
    return [job["name"] for job in answer.json()["jobs"]] if answer.status_code == 200 else []
