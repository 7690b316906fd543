"""API keys: who may call, as what, and for which collections. A key itself is shown once and kept by nobody here."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from services.errors import DocumentError
from worker.jobs.job import DEFAULT_COLLECTION, EVERYTHING, Scope

_NAME = re.compile(r"[^\W_][\w.@-]{0,63}")  # of keys and collections


class Role(StrEnum):
    """What a key is for."""

    SCANNER = "scanner"  # hands in, and sees what it has handed in
    CLERK = "clerk"  # works with all jobs of its collections
    OPERATOR = "operator"  # all calls, all collections


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept. Times are UTC; `expires` None: never; `revoked` None: it was not."""

    id: str
    name: str  # of the person or machine; owner of the jobs. A new key of the same name sees them as well
    role: Role
    collections: tuple[str, ...]  # the first is where its dumps go
    digest: str  # SHA-256 of the key
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    @property
    def scope(self) -> Scope:
        """The jobs that its bearer may know of."""
        match self.role:
            case Role.OPERATOR:
                return EVERYTHING
            case Role.CLERK:
                return Scope(frozenset(self.collections))
            case Role.SCANNER:
                return Scope(frozenset(self.collections), self.name)


class Keys(Protocol):
    """Where keys are kept."""

    def add(self, key: Key) -> None:
        """Keep a new key."""

    def find(self, digest: str) -> Key | None:
        """The key with that digest, revoked and expired ones as well."""

    def get(self, key_id: str) -> Key | None:
        """The key with that id, revoked and expired ones as well."""

    def all(self) -> tuple[Key, ...]:
        """Every key, oldest first."""

    def revoke(self, key_id: str, now: datetime) -> bool:
        """Withdraw a key from now on; False where there is none with that id. A second time changes nothing."""


def issue(
    keys: Keys, name: str, role: Role, collections: Sequence[str] = (), life: timedelta | None = None
) -> tuple[str, Key]:
    """Make a key and keep its digest: the key, which is shown now and never again, and what is kept of it.

    No collections: the default one. KEY_NAME_INVALID.
    """
    for label in (name, *collections):
        if not _NAME.fullmatch(label):
            raise DocumentError(
                "KEY_NAME_INVALID", f"{label!r} is no name: letters, digits, then also . _ @ -, up to 64."
            )
    secret = f"quire_{secrets.token_urlsafe(32)}"
    now = datetime.now(UTC)
    key = Key(
        id=f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(4)}",
        name=name,
        role=role,
        collections=tuple(dict.fromkeys(collections)) or (DEFAULT_COLLECTION,),
        digest=digest(secret),
        created=now,
        expires=now + life if life else None,
    )
    keys.add(key)
    return secret, key


def digest(secret: str) -> str:
    """What is kept of a key. Keys are 256 random bits: a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
