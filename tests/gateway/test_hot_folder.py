"""The hot folder, with a gateway behind it and with one that is away."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.errors import DependencyError
from services.gateway.folder.hot_folder import SETTLED_SECONDS, HotFolder
from services.gateway.grpc.client import RemoteJobs
from tests.gateway.conftest import SPEECH, Desk
from worker.access.keys import Role, issue
from worker.jobs import transitions


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture()
def clock() -> Clock:
    return Clock()


@pytest.fixture()
def hot(desk: Desk, tmp_path: Path, clock: Clock) -> HotFolder:
    return HotFolder(tmp_path, desk.rpc, ("summary",), clock)


def settle(hot: HotFolder, clock: Clock) -> None:
    hot.turn()
    clock.now += SETTLED_SECONDS
    hot.turn()


def newest(desk: Desk, name: str) -> str:
    return desk.http.get("/v1/jobs", params={"text": name}).json()["jobs"][0]["id"]


def test_a_file_that_stands_still_is_handed_in_and_its_papers_lie_beside_it(
    desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "standing.txt").write_bytes(SPEECH)
    settle(hot, clock)
    desk.work(newest(desk, "standing.txt"))
    hot.turn()
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert files == ["done/standing.txt", "out/standing-summary.docx", "out/standing.outline.json"]


def test_a_file_that_grows_is_left_alone(desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path) -> None:
    growing = tmp_path / "growing.txt"
    for size in range(1, 5):
        growing.write_bytes(SPEECH[: size * 10])
        hot.turn()
        clock.now += SETTLED_SECONDS - 0.1
    (tmp_path / "half.txt.part").write_bytes(SPEECH)
    (tmp_path / ".hidden.txt").write_bytes(SPEECH)
    (tmp_path / "linked.txt").symlink_to("/etc/hostname")
    settle(hot, clock)
    names = [job["name"] for job in desk.http.get("/v1/jobs").json()["jobs"]]
    assert names.count("growing.txt") == 1 and not {"half.txt.part", ".hidden.txt", "linked.txt"} & set(names)


def test_a_file_that_fails_is_set_apart_with_its_reason(
    desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "failed").mkdir()
    (tmp_path / "failed/bad.txt").write_text("one of the same name")
    (tmp_path / "bad.txt").write_bytes(b"")
    settle(hot, clock)
    job_id = newest(desk, "bad.txt")
    desk.claim(job_id, "outline")
    desk.fail(job_id, "DUMP_EMPTY")
    hot.turn()
    assert (tmp_path / "failed/bad (2).txt").read_bytes() == b""
    assert (tmp_path / "failed/bad (2).txt.reason.txt").read_text() == "DUMP_EMPTY\nIn words.\n"
    assert (tmp_path / "failed/bad.txt").read_text() == "one of the same name"


def test_after_a_stop_the_same_file_is_the_same_job(desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "stopped.txt").write_bytes(SPEECH)
    settle(hot, clock)
    settle(HotFolder(tmp_path, desk.rpc, ("summary",), clock), clock)
    assert len(desk.http.get("/v1/jobs", params={"text": "stopped.txt"}).json()["jobs"]) == 1


def test_a_file_that_is_replaced_meanwhile_is_handed_in_again(
    desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "replaced.txt").write_bytes(SPEECH)
    settle(hot, clock)
    (tmp_path / "replaced.txt").write_bytes(SPEECH + "第三，要加强值守。\n".encode())
    desk.work(newest(desk, "replaced.txt"))
    hot.turn()
    assert (tmp_path / "replaced.txt").exists()
    settle(hot, clock)
    assert len(desk.http.get("/v1/jobs", params={"text": "replaced.txt"}).json()["jobs"]) == 2


def test_a_gateway_that_is_away_loses_nothing(desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path) -> None:
    class Away:
        def submit(self, *_: object, **__: object) -> None:
            raise DependencyError("SERVICE_UNAVAILABLE", "away")

    (tmp_path / "waiting.txt").write_bytes(SPEECH)
    client, hot.client = hot.client, Away()  # type: ignore[assignment]
    hot.turn()
    clock.now += SETTLED_SECONDS
    with pytest.raises(DependencyError):
        hot.turn()
    hot.client = client
    hot.turn()
    desk.work(newest(desk, "waiting.txt"))
    hot.turn()
    assert (tmp_path / "done/waiting.txt").exists()


def test_with_a_scanners_key_files_are_handed_in_and_nothing_is_fetched(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    scanner = RemoteJobs(desk.rpc_address, issue(desk.issued, "corridor-3", Role.SCANNER)[0])
    hot = HotFolder(tmp_path, scanner, ("summary",), clock)
    (tmp_path / "scanned.txt").write_bytes(SPEECH)
    settle(hot, clock)
    desk.work(newest(desk, "scanned.txt"))
    hot.turn()
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert files == ["done/scanned.txt"]
    scanner.close()


def test_one_odd_file_stops_no_other(desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path) -> None:
    long = tmp_path / ("长" * 83 + ".txt")  # 253 bytes: with ".reason.txt" too long for a name
    long.write_bytes(b"")
    odd = tmp_path / b"\xff\xfe.txt".decode("utf-8", "surrogateescape")
    odd.write_bytes(SPEECH)
    (tmp_path / "folder").mkdir()
    (tmp_path / "plain.txt").write_bytes(SPEECH)
    settle(hot, clock)
    desk.ledger.change(newest(desk, "长长长"), lambda job: transitions.cancelled(job, datetime.now(UTC)))
    desk.work(newest(desk, "plain.txt"))
    hot.turn()
    assert (tmp_path / "done/plain.txt").exists() and (tmp_path / "failed" / long.name).exists()
    assert [path.name for path in (tmp_path / "failed").glob("*.reason.txt")]


def test_no_link_leads_out_of_the_folder(desk: Desk, hot: HotFolder, clock: Clock, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "mine.txt").write_text("mine")
    folder = tmp_path / "hot"
    (folder / "out").mkdir(parents=True)
    hot.folder = folder
    (folder / "done").symlink_to(away)
    part = hashlib.sha256(b"linked-summary.docx").hexdigest()[:32]
    (folder / "out" / f".{part}.part").symlink_to(away / "mine.txt")
    (folder / "out" / "linked.outline.json").symlink_to(away / "mine.txt")
    (folder / "linked.txt").write_bytes(SPEECH)
    settle(hot, clock)
    desk.work(newest(desk, "linked.txt"))
    with pytest.raises(DependencyError) as caught:
        hot.turn()
    assert caught.value.reason == "FOLDER_LEADS_AWAY"
    assert (away / "mine.txt").read_text() == "mine" and [path.name for path in away.iterdir()] == ["mine.txt"]
    (folder / "done").unlink()
    hot.turn()
    assert (folder / "done/linked.txt").exists()
