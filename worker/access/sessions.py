"""Sessions of the page: the key is told once, and the browser carries a token that no script can read."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from worker.access.keys import digest

LIFE = timedelta(hours=12)  # a working day


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it is kept. `bearer` is the digest of token and key together: without the token it tells nothing."""

    digest: str  # SHA-256 of the token
    bearer: str
    key_id: str  # of the key; empty: a key of the settings
    expires: datetime


class Sessions(Protocol):
    """Where sessions are kept."""

    def open(self, session: Session, now: datetime) -> None:
        """Keep a new session, and forget those that expired."""

    def find(self, digest: str) -> Session | None:
        """The session with that digest, an expired one as well."""

    def end(self, digest: str) -> None:
        """Forget a session; one that there is not is none."""


def begin(sessions: Sessions, secret: str, key_id: str, until: datetime | None) -> str:
    """Open a session of the bearer of a key, at the latest to the key's own end: its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    ends = min(now + LIFE, until) if until else now + LIFE
    sessions.open(Session(digest(token), bound(token, secret), key_id, ends), now)
    return token


def bound(token: str, secret: str) -> str:
    """What ties a session to its key."""
    return digest(f"{token}\n{secret}")
