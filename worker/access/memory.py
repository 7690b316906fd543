"""Keys and sessions in memory: what tests and a trial run use."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from worker.access.keys import Key
from worker.access.sessions import Session


@dataclass(slots=True)
class MemoryKeys:
    """Keys in this process."""

    _rows: dict[str, Key] = field(default_factory=dict)

    def add(self, key: Key) -> None:
        self._rows[key.id] = key

    def find(self, digest: str) -> Key | None:
        return next((key for key in self._rows.values() if key.digest == digest), None)

    def get(self, key_id: str) -> Key | None:
        return self._rows.get(key_id)

    def all(self) -> tuple[Key, ...]:
        return tuple(self._rows.values())

    def revoke(self, key_id: str, now: datetime) -> bool:
        key = self._rows.get(key_id)
        if key is not None and key.revoked is None:
            self._rows[key_id] = replace(key, revoked=now)
        return key is not None


@dataclass(slots=True)
class MemorySessions:
    """Sessions in this process."""

    _rows: dict[str, Session] = field(default_factory=dict)

    def open(self, session: Session, now: datetime) -> None:
        self._rows = {one.digest: one for one in (*self._rows.values(), session) if one.expires > now}

    def find(self, digest: str) -> Session | None:
        return self._rows.get(digest)

    def end(self, digest: str) -> None:
        self._rows.pop(digest, None)
