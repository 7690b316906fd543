"""`quire up`, `quire demo` and the commands of a caller, as a person runs them; nothing stays behind."""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.e2e.conftest import KEY, PATIENT_SECONDS, Doors

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
QUIRE = Path(sys.executable).with_name("quire")
MARK = "QUIRE_TEST_MARK"


class Shell:
    """Runs `quire` with a mark in its environment, by which everything it has started is found."""

    def __init__(self) -> None:
        self._mark = secrets.token_hex(8)
        self._environment = {**os.environ, MARK: self._mark, "COLUMNS": "200"}

    def run(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            (QUIRE, *map(str, arguments)),
            env={**self._environment, **environment},
            capture_output=True,
            text=True,
            timeout=PATIENT_SECONDS,
        )

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen((QUIRE, *map(str, arguments)), env=self._environment, stdout=subprocess.PIPE, text=True)

    def left(self) -> list[str]:
        """The commands that still run."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == self._mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(" ".join(process.cmdline()))
            except psutil.Error:
                continue
        return found

    def nothing_left(self, seconds: float = 0) -> bool:
        end = time.monotonic() + seconds
        while self.left() and time.monotonic() < end:
            time.sleep(0.1)
        return not self.left()


@pytest.fixture()
def shell() -> Iterator[Shell]:
    shell = Shell()
    yield shell
    assert shell.nothing_left(30), shell.left()


def told(up: subprocess.Popen[str]) -> dict[str, str]:
    """QUIRE_SERVER and QUIRE_KEY as `quire up` prints them once it is ready."""
    assert up.stdout
    for line in up.stdout:
        if "export" in line:
            return dict(re.findall(r"(QUIRE_\w+)=(\S+)", line))
    raise AssertionError("quire up ended before it was ready")


def test_the_demonstration_makes_what_it_promises(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("demo", SAMPLES / "speech.txt", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    made = {"speech-transcript.docx", "speech-briefing.docx", "speech-summary.docx", "speech.outline.json"}
    assert {file.name for file in tmp_path.iterdir()} == made
    for words in ("在全县防汛备汛工作会议上的讲话", "陆文舟", "2014-06-02", "wrong glyphs 2", "2; 5"):
        assert words in done.stdout
    assert shell.nothing_left(5)


def test_the_demonstration_tells_what_is_wrong_with_a_document(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    done = shell.run("demo", tmp_path / "scan.txt", tmp_path / "none.txt", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "scan.txt: NOT_TEXT" in done.stderr and "none.txt: FILE_UNREADABLE" in done.stderr
    assert shell.nothing_left(5) and not (tmp_path / "out").exists()


def test_a_stack_in_a_folder_keeps_its_jobs_and_is_alone_there(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "var"
    up = shell.start("up", "--folder", folder)
    known = told(up)
    twin = tmp_path / "twin" / "notice.txt"
    twin.parent.mkdir()
    twin.write_bytes((SAMPLES / "notice.txt").read_bytes())
    both = shell.run("submit", SAMPLES / "notice.txt", twin, "-o", tmp_path / "both", "--profile", "summary", **known)
    made = {path.name for path in (tmp_path / "both").iterdir()}
    assert both.returncode == 0 and {"notice-summary.docx", "notice-2-summary.docx"} <= made
    sent = shell.run("submit", SAMPLES / "notice.txt", "-o", tmp_path / "out", "--profile", "briefing", **known)
    assert sent.returncode == 0 and (tmp_path / "out/notice-briefing.docx").exists()
    second = shell.run("up", "--folder", folder)
    assert second.returncode == 3 and "FOLDER_IN_USE" in second.stderr and str(up.pid) in second.stderr
    up.send_signal(signal.SIGINT)
    assert up.wait(PATIENT_SECONDS) == 0 and shell.nothing_left(0.5)  # it has waited for all that it started

    again = shell.start("up", "--folder", folder)
    listed = shell.run("jobs", **told(again))
    assert "\tdone\tnotice.txt\t" in listed.stdout
    again.kill()  # no chance to say goodbye
    again.wait()
    assert shell.nothing_left(PATIENT_SECONDS), shell.left()
    for stack in (up, again):
        assert stack.stdout is not None
        stack.stdout.close()


def test_each_refusal_has_its_exit_code(doors: Doors, shell: Shell, tmp_path: Path) -> None:
    server = {"QUIRE_SERVER": doors.running.stack.jobs, "QUIRE_KEY": KEY}
    bad = tmp_path / "scan.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    speech = SAMPLES / "speech.txt"
    for arguments, environment, code, reason in (
        (("submit", "--wait", bad), server, 2, "NOT_TEXT"),
        (("submit", "--profile", "poster", speech), server, 2, "PROFILE_UNKNOWN"),
        (("submit", speech), {**server, "QUIRE_KEY": "wrong"}, 2, "KEY_UNKNOWN"),
        (("watch", "f" * 26), server, 2, "JOB_UNKNOWN"),
        (("submit", speech), {**server, "QUIRE_SERVER": "127.0.0.1:1"}, 3, "GATEWAY_AWAY"),
    ):
        done = shell.run(*arguments, **environment)
        assert (done.returncode, reason in done.stderr) == (code, True), (arguments, done.stderr)
