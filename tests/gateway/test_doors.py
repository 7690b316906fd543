"""What one caller may hold at once, what is not public, what ends with its key, and what is written down."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from services.errors import DependencyError, DocumentError, error_response
from services.gateway.access.authorization import SETTINGS, Access, Call, Credentials, listed
from services.gateway.access.quota import Quota
from services.gateway.compose import Ports
from services.gateway.grpc import jobs as jobs_api
from services.gateway.grpc.client import RemoteJobs
from services.gateway.http import connections
from services.gateway.serve import Process
from services.settings import Settings
from tests.gateway.conftest import Desk
from worker.access.audit import Deed, MemoryAuditTrail, first_break
from worker.access.keys import Role, issue
from worker.access.memory import MemoryKeys
from worker.jobs.jobs import Jobs


def test_a_key_and_an_address_hold_a_part_of_the_places_and_give_them_back() -> None:
    quota = Quota("watches", "WATCHES_TOO_MANY", total=5, each=2)
    ann, bob = (replace(SETTINGS, name=name, address="10.0.0.1") for name in ("ann", "bob"))
    far = replace(SETTINGS, name="far", address="10.0.0.2")
    with ExitStack() as held:
        held.enter_context(quota.place(ann))
        held.enter_context(quota.place(ann))
        for caller in (ann, bob):  # ann by her key, bob by the address that they share
            with pytest.raises(DependencyError) as caught, quota.place(caller):
                pass
            assert (caught.value.reason, error_response(caught.value).http) == ("WATCHES_TOO_MANY", 429)
        held.enter_context(quota.place(far))
    for _ in range(9):
        with quota.place(bob), quota.place(bob), quota.place(far):
            pass


def test_watchers_of_one_key_leave_the_others_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = issue(desk.issued, "corridor", Role.SCANNER)[0]
    job = desk.submit()
    with ExitStack() as held:
        clients = []
        for _ in range(jobs_api.WATCHES_EACH + 1):
            client = held.enter_context(closing(RemoteJobs(desk.rpc_address, scanner)))
            clients.append(client)
        mine = clients[0].submit("mine.txt", [b"x"]).id
        watches = [client.watch(mine) for client in clients]
        for watch in watches[:-1]:
            next(watch)
        with pytest.raises(DependencyError) as caught:
            next(watches[-1])
        assert caught.value.reason == "WATCHES_TOO_MANY"
        assert desk.rpc.get(job["id"]).id == job["id"]  # an operator is answered at once
        desk.work(mine)
        for watch in watches[:-1]:  # one look at the ledger serves them all
            assert list(watch)[-1].state
    desk.ledger.remove(mine, desk.ledger.find(mine).version)


def test_a_stream_ends_with_its_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.changes.TICK_SECONDS", 0.1)
    secret, key = issue(desk.issued, "li.na", Role.CLERK)
    job = desk.submit()
    headers = {"Authorization": f"Bearer {secret}"}
    for path in ("/v1/events", f"/v1/jobs/{job['id']}/events"):
        secret, key = issue(desk.issued, "li.na", Role.CLERK)
        headers = {"Authorization": f"Bearer {secret}"}
        with httpx.stream("GET", desk.url + path, headers=headers, trust_env=False, timeout=60) as stream:
            lines = stream.iter_lines()
            next(lines)
            desk.issued.revoke(key.id, datetime.now(UTC))
            for _ in lines:  # nothing changes any more, and it ends all the same
                pass


def test_measurements_are_for_operators(desk: Desk) -> None:
    assert httpx.get(f"{desk.url}/metrics", trust_env=False).status_code == 401
    for role, status in ((Role.SCANNER, 403), (Role.CLERK, 403), (Role.OPERATOR, 200)):
        headers = {"Authorization": f"Bearer {issue(desk.issued, 'x', role)[0]}"}
        assert httpx.get(f"{desk.url}/metrics", headers=headers, trust_env=False).status_code == status


@pytest.mark.parametrize(
    "setting", ["short", "change-me-before-you-start", "a-good-key-of-some-length,abc", "MyPassword1234567"]
)
def test_keys_that_are_short_or_stand_in_an_example_are_refused(setting: str) -> None:
    with pytest.raises(DocumentError) as caught:
        listed(setting)
    assert caught.value.reason == "SETTING_INVALID" and setting not in caught.value.message
    assert listed("") == () and listed("0123456789abcdef, fedcba9876543210") == ("0123456789abcdef", "fedcba9876543210")


def test_what_was_done_and_refused_is_in_a_trail_that_shows_changes(desk: Desk) -> None:
    trail = MemoryAuditTrail()
    keys = MemoryKeys()
    access = Access(lambda: ("of the settings",), keys, trail=trail)
    scanner = Credentials(f"Bearer {issue(keys, 'corridor', Role.SCANNER)[0]}", address="10.0.0.9")
    caller = access.admit(scanner, Call.SUBMIT)
    access.record(caller, Call.SUBMIT, "a" * 26)
    access.admit(scanner, Call.READ, "a" * 26)  # is not written down
    with pytest.raises(DocumentError):
        access.admit(scanner, Call.DELETE, "a" * 26)
    access.admit(Credentials("Bearer of the settings"), Call.DOWNLOAD, "b" * 26)
    entries = list(trail.entries())
    assert [entry.deed for entry in entries] == [
        Deed("corridor", "scanner", "submit", "done", "a" * 26, "10.0.0.9"),
        Deed("corridor", "scanner", "delete", "refused", "a" * 26, "10.0.0.9"),
        Deed("", "operator", "download", "admitted", "b" * 26),
    ]
    assert first_break(entries) is None
    changed = replace(entries[1], deed=replace(entries[1].deed, actor="somebody else"))
    for tampered, number in (
        ([entries[0], changed, entries[2]], 2), ([entries[0], entries[2]], 3), (entries[1:], 2),
    ):  # fmt: skip
        assert first_break(tampered) == number


def test_a_job_that_is_handed_in_is_written_down_with_its_id(desk: Desk) -> None:
    job = desk.submit()
    deeds = [entry.deed for entry in desk.trail.entries()]
    assert ("submit", "done", job["id"]) in [(deed.action, deed.outcome, deed.job) for deed in deeds]


def test_requests_whose_head_never_ends_shut_nobody_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connections, "CONNECTIONS_EACH", 40)
    with gateway_of(desk) as address, ExitStack() as held:
        halves = [held.enter_context(socket.create_connection(address)) for _ in range(60)]
        for half in halves:
            with suppress(OSError):  # the last ones are turned away at once
                half.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        for half in halves:  # each is closed by the gateway, and none is answered
            half.settimeout(None)
            with suppress(ConnectionResetError):
                assert half.recv(100) == b""
        assert httpx.get(f"http://{address[0]}:{address[1]}/healthz", trust_env=False).status_code == 200


def test_a_connection_that_is_kept_may_wait_between_requests_and_not_within_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    with gateway_of(desk) as address, socket.create_connection(address) as kept:
        for _ in range(2):
            kept.sendall(whole)
            answer = b""
            while not answer.endswith(b'{"status":"ok"}'):
                answer += kept.recv(4096)
            time.sleep(0.6)
        kept.sendall(whole[:20])
        with suppress(ConnectionResetError):
            assert kept.recv(100) == b""


@contextmanager
def gateway_of(desk: Desk) -> Iterator[tuple[str, int]]:
    """Another gateway over the same jobs: where its HTTP is."""
    ports = Ports(Jobs(desk.ledger, desk.artefacts), lambda: ("a-key-for-tests-only",), desk.issued)
    process = Process(ports, Settings(http_listen="127.0.0.1:0", jobs_listen="127.0.0.1:0", drain_seconds=5))
    running = threading.Thread(target=process.run)
    running.start()
    try:
        yield "127.0.0.1", process.http_port
    finally:
        process.stop()
        running.join()
