"""The clerk's desk in a real browser."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.gateway.browser import chromium, picture, problems
from tests.gateway.conftest import KEY, SPEECH, Desk
from worker.access.keys import Role, issue

expect.set_options(timeout=20_000)  # a busy machine; what is right is seen at once

HOSTILE = (
    "关于<img src=x onerror=alert(1)>整治工作的通知\n各<script>alert(2)</script>镇人民政府：\n"
    '一、\u202e总体要求</pre><b id=broken>\n要认真落实"><svg onload=alert(3)>各项措施。{{ 7*7 }}\n二、保障措施\n资金由县财政承担。\n'
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=["en", "zh-CN"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale=request.param, viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


def sign_in(page: Page, url: str, key: str = KEY) -> None:
    page.goto(url)
    page.fill("#key", key)
    page.press("#key", "Enter")
    if key == KEY:
        page.wait_for_selector("html[data-ready]")


def test_a_clerk_hands_in_watches_opens_and_jumps(desk: Desk, page: Page, tmp_path: Path) -> None:
    complaints = problems(page)
    language = page.evaluate("navigator.language")
    dump = tmp_path / f"讲话 {language}.txt"
    dump.write_bytes(SPEECH)
    sign_in(page, desk.url, "wrong")
    expect(page.locator("#key-problem")).not_to_be_empty()
    picture(page, f"sign-in-{language}")
    sign_in(page, f"{desk.url}/?text=", KEY)
    page.set_input_files("#files", dump)
    row = page.locator("tr", has_text=dump.name)
    expect(row).to_be_visible()
    job = row.get_attribute("data-id")
    assert job
    desk.work(job)  # the row follows without a reload
    expect(row.locator(".state.done")).to_be_visible()
    expect(row).to_contain_text("在全县春季防汛工作会议上的讲话")
    row.locator("a.title").click()
    page.wait_for_url(f"**/jobs/{job}")
    heading = page.locator(".block", has_text="二、落实责任")
    heading.click()
    lit = page.locator("#source .lit")
    expect(lit).to_have_text("二、落实责任")
    page.locator("#source span", has_text="今年雨水来得早").click()
    expect(page.locator(".block.selected")).to_contain_text("各镇要及早准备")
    picture(page, f"document-{language}")
    for width, height in ((390, 844), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture(page, f"document-{language}-{width}")
    assert [text for text in complaints if "401" not in text] == []  # the wrong key


def test_a_form_is_seen_before_it_is_downloaded(desk: Desk, page: Page) -> None:
    job = desk.submit(name="preview.txt")["id"]
    desk.work(job)
    sign_in(page, f"{desk.url}/jobs/{job}")
    page.locator("[data-preview=briefing]").click()
    expect(page.locator("#preview-body")).to_contain_text("每段堤防都要有人负责")
    page.keyboard.press("Escape")
    expect(page.locator("#preview")).to_be_hidden()


def test_markup_in_a_dump_and_in_its_name_is_text(desk: Desk, page: Page) -> None:
    complaints = problems(page)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    job = desk.submit(HOSTILE.encode(), name="a<b onclick=alert(4)>.exe")["id"]
    desk.work(job)
    sign_in(page, f"{desk.url}/jobs/{job}")
    expect(page.locator("#source")).to_contain_text("<svg onload=alert")
    expect(page.locator("#source")).to_contain_text("<b id=broken>")
    expect(page.locator("#document")).to_contain_text("{{ 7*7 }}")
    page.locator("[data-preview=transcript]").click()
    expect(page.locator("#preview-body")).to_contain_text("{{ 7*7 }}")
    page.goto(desk.url)
    expect(page.locator(f"#job-{job}")).to_contain_text("<b onclick=alert(4)>")
    assert page.locator("#broken, main img, main b, main svg[onload]").count() == 0
    assert complaints == []


def test_places_to_look_at_are_walked_by_key(desk: Desk, page: Page) -> None:
    job = desk.submit(SPEECH.replace("两点".encode(), "三点".encode()), name="doubt.txt")["id"]
    desk.work(job)
    sign_in(page, f"{desk.url}/jobs/{job}")
    expect(page.locator(".place", has_text="三点意见").first).to_be_visible()
    seen = []
    for _ in range(page.locator(".place").count()):
        page.keyboard.press("n")
        expect(page.locator(".place[aria-current]")).to_have_count(1)
        seen.append(page.locator(".block.selected").inner_text())
    assert any("三点意见" in text for text in seen)


def test_who_is_not_signed_in_comes_back_to_the_page_that_was_asked_for(desk: Desk, page: Page) -> None:
    job = desk.submit(name="link.txt")["id"]
    desk.work(job)
    sign_in(page, f"{desk.url}/jobs/{job}")
    page.wait_for_url(f"**/jobs/{job}")
    page.click("#sign-out")
    page.wait_for_url("**/sign-in")
    page.goto(f"{desk.url}/sign-in?next=//elsewhere.example/")
    assert page.get_attribute("#key-form", "data-next") == "/"


def test_a_clerk_corrects_undoes_renders_again_and_another_sees_it(desk: Desk, page: Page, browser: Browser) -> None:
    complaints = problems(page)
    job = desk.submit(name="walk.txt", profile="transcript")["id"]
    desk.truly_work(job)
    sign_in(page, f"{desk.url}/jobs/{job}")
    page.locator(".block", has_text="今年雨水来得早").click()
    page.keyboard.press("2")  # a heading of the second level
    expect(page.locator(".block.selected.heading.l2")).to_contain_text("今年雨水来得早")
    page.keyboard.press("u")
    expect(page.locator(".block.selected.paragraph")).to_contain_text("今年雨水来得早")
    page.keyboard.press("y")
    expect(page.locator(".block.selected.heading.l2")).to_be_visible()
    page.locator(".block.title").click()
    page.keyboard.press("e")
    page.keyboard.press("End")
    page.keyboard.type("（修订）")
    page.keyboard.press("Enter")
    expect(page.locator(".block.title")).to_contain_text("讲话（修订）")
    picture(page, f"corrected-{page.evaluate('navigator.language')}")
    page.locator(".block", has_text="第二，要备足物资").click()
    page.keyboard.press("j")  # goes on the block before
    expect(page.locator(".block", has_text="都要有人负责。第二")).to_be_visible()
    page.locator("[data-edit=undo]").click()
    expect(page.locator(".block", has_text="都要有人负责。第二")).to_have_count(0)
    page.locator("[data-edit=render]").click()
    desk.truly_work_until_done(job)
    file = page.locator("a.file small")
    expect(file).to_be_visible()
    with page.expect_download() as download:
        page.locator("a.file").first.click()
    with zipfile.ZipFile(download.value.path()) as package:
        document = package.read("word/document.xml").decode()
    assert "讲话（修订）" in document

    def seen_by(name: str, collection: str) -> Page:
        secret, _ = issue(desk.issued, name, Role.CLERK, (collection,))
        other = browser.new_context().new_page()
        other.goto(f"{desk.url}/jobs/{job}")
        other.fill("#key", secret)
        other.press("#key", "Enter")
        return other

    locale = page.evaluate("navigator.language")
    second = seen_by(f"second-{locale}", "default")
    expect(second.locator(".block.title")).to_contain_text("讲话（修订）")
    stranger = seen_by(f"stranger-{locale}", "elsewhere")
    expect(stranger.locator("main")).to_contain_text("JOB_UNKNOWN")
    for one in (second, stranger):
        one.context.close()
    assert complaints == []


def test_a_heading_is_corrected_by_keyboard_alone(desk: Desk, page: Page) -> None:
    job = desk.submit(name="keys.txt", profile="transcript")["id"]
    desk.truly_work(job)
    sign_in(page, f"{desk.url}/jobs/{job}")
    page.locator("#document").focus()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".block.selected")).to_contain_text("一、认清形势")
    page.keyboard.press("b")
    expect(page.locator(".block.selected.paragraph")).to_contain_text("一、认清形势")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # nothing typed: the block is split at the caret
    expect(page.locator("#document [data-at]").get_by_text("各镇要及早准备。", exact=True)).to_be_visible()
