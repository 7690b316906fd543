"""Keys and sessions, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.errors import QuireError
from worker.access.keys import Keys, Role, digest, issue
from worker.access.memory import MemoryKeys, MemorySessions
from worker.access.sessions import LIFE, Session, Sessions, begin, bound
from worker.ledger.sql.keys import SqlKeys
from worker.ledger.sql.sessions import SqlSessions
from worker.stores import database_at


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest) -> Iterator[tuple[Keys, Sessions]]:
    if request.param == "memory":
        yield MemoryKeys(), MemorySessions()
        return
    request.getfixturevalue("tmp_path")
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    path = request.getfixturevalue("tmp_path") / "ledger.db"
    url = server.database(f"keys_{request.node.originalname}") if server else f"sqlite:///{path}"
    database = database_at(url)
    yield SqlKeys(database), SqlSessions(database)
    database.close()


def test_keys_are_kept_as_digests_found_and_withdrawn(kept: tuple[Keys, Sessions]) -> None:
    keys, _ = kept
    secret, key = issue(keys, "li.na", Role.CLERK, ["red", "blue"], timedelta(days=1))
    other = issue(keys, "wang", Role.SCANNER)[1]
    assert keys.find(digest(secret)) == key == keys.get(key.id)
    assert keys.all() == (key, other) and key.digest == digest(secret)
    assert keys.find(digest(secret + "x")) is None and keys.get("none") is None
    now = datetime.now(UTC)
    assert not keys.revoke("none", now) and keys.revoke(key.id, now)
    assert keys.revoke(key.id, now + timedelta(days=1)), "a second time changes nothing"
    assert keys.find(digest(secret)) == replace(key, revoked=now)
    with pytest.raises(QuireError, match="no name"):
        issue(keys, "../etc", Role.CLERK)


def test_sessions_are_kept_as_digests_and_expired_ones_are_forgotten(kept: tuple[Keys, Sessions]) -> None:
    _, sessions = kept
    before = datetime.now(UTC)
    token = begin(sessions, "the key", "id", None)
    found = sessions.find(digest(token))
    assert found and (found.digest, found.bearer, found.key_id) == (digest(token), bound(token, "the key"), "id")
    assert before + LIFE <= found.expires <= datetime.now(UTC) + LIFE
    soon = begin(sessions, "the key", "id", before + timedelta(minutes=1))
    assert (kept_soon := sessions.find(digest(soon))) and kept_soon.expires == before + timedelta(minutes=1)
    sessions.open(Session("later", "", "", before + timedelta(days=2)), before + timedelta(minutes=2))
    assert sessions.find(digest(soon)) is None and sessions.find(digest(token)) == found
    sessions.end(digest(token))
    sessions.end(digest(token))
    assert sessions.find(digest(token)) is None
