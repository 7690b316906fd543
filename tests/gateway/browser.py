"""The system's Chromium, driven by Playwright; nothing is downloaded for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--disable-background-networking",
)

# A folder for pictures of the pages, to be looked at by a person; none by default.
PICTURES = os.environ.get("QUIRE_PICTURES")


def program() -> str:
    """The path of the system's Chromium. A test of the pages fails without it: it is not skipped."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, f"none of {', '.join(NAMES)} is installed"
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for several pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def picture(page: Page, name: str, whole: bool = False) -> None:
    """A picture of the page as it stands, where pictures are asked for."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=whole)


def problems(page: Page) -> list[str]:
    """What the page will complain of from now on: exceptions, and errors in its console (a broken content policy is one)."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found
