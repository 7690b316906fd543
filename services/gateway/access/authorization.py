"""Who may call what: one table for HTTP and gRPC, and the audit log of what was done."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from services.errors import DocumentError
from services.gateway.access.throttle import Throttle
from services.settings import invalid
from worker.access.audit import AuditTrail, Deed, MemoryAuditTrail
from worker.access.keys import Key, Keys, Role, digest
from worker.access.memory import MemorySessions
from worker.access.sessions import Sessions, begin, bound
from worker.jobs.job import DEFAULT_COLLECTION, EVERYTHING, Scope

audit = logging.getLogger("quire.audit")

LEAST_KEY_CHARS = 16  # of a key of QUIRE_KEYS; `quire keys` makes 256 random bits
EXAMPLES = (
    "change",
    "example",
    "secret-key",
    "password",
    "your-key",
    "replace",
)  # in keys that were copied from a page


class Call(StrEnum):
    """What is asked for."""

    SUBMIT = "submit"
    READ = "read"  # get, list, watch; also what profiles and findings there are
    DOWNLOAD = "download"
    CANCEL = "cancel"
    RETRY = "retry"
    EDIT = "edit"  # correct an outline, make files again
    DELETE = "delete"


# A scanner sees how its own jobs stand, not what was made of them: its key lies on a machine in a corridor.
ALLOWED: dict[Role, frozenset[Call]] = {
    Role.SCANNER: frozenset((Call.SUBMIT, Call.READ)),
    Role.CLERK: frozenset(Call),
    Role.OPERATOR: frozenset(Call),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: `name` owns what is handed in, `collection` is where it goes, `scope` is what may be seen."""

    name: str
    role: Role
    collection: str
    scope: Scope
    address: str = ""  # where the call comes from


SETTINGS = Caller("", Role.OPERATOR, DEFAULT_COLLECTION, EVERYTHING)  # the bearer of a key of QUIRE_KEYS


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a call carries: `authorization` ("Bearer KEY"), or the token of a session; and the caller's address."""

    authorization: str = ""
    session: str = ""
    address: str = ""


class Access:
    """`admit()` is asked at every call, so that keys can be added and withdrawn while the gateway runs."""

    def __init__(
        self,
        fixed: Callable[[], Collection[str]],
        issued: Keys,
        sessions: Sessions | None = None,
        throttle: Throttle | None = None,
        trail: AuditTrail | None = None,
    ) -> None:
        self._fixed = fixed
        self._issued = issued
        self._sessions = sessions or MemorySessions()
        self._throttle = throttle or Throttle()
        self._trail = trail or MemoryAuditTrail()

    def admit(self, credentials: Credentials, call: Call, about: str = "") -> Caller:
        """The bearer of a key or session; `about` a job.

        KEY_MISSING, KEY_UNKNOWN (also a revoked one), KEY_EXPIRED, SESSION_ENDED, CALL_FORBIDDEN, CALLS_TOO_MANY,
        KEYS_WRONG_TOO_OFTEN. What is not mere reading is told to the audit log, refused or not.
        """
        caller = (
            self._of_session(credentials)
            if credentials.session and not credentials.authorization
            else self._of_key(credentials)[0]
        )
        allowed = call in ALLOWED[caller.role]
        caller = replace(caller, address=credentials.address[:64])
        if not allowed or call not in (Call.READ, Call.SUBMIT):  # a submission is written down with its job's id
            self.record(caller, call, about, "admitted" if allowed else "refused")
        if not allowed:
            raise DocumentError("CALL_FORBIDDEN", f"A {caller.role}'s key does not allow to {call}.")
        return caller

    def record(self, caller: Caller, action: str, job: str = "", outcome: str = "done") -> None:
        """Write into the audit trail, and into the log, what a caller did or was refused."""
        self._trail.record(Deed(caller.name, caller.role, action, outcome, job[:64], caller.address))
        words = "%s %s %s by %s (%s)"
        audit.info(
            words, outcome, action, ascii(job[:64]), caller.name or "QUIRE_KEYS", caller.role, extra={"job": job[:64]}
        )

    def begin_session(self, credentials: Credentials) -> str:
        """The token of a new session of the bearer of a key. Refused as `admit`."""
        caller, secret, key = self._of_key(credentials)
        self.record(replace(caller, address=credentials.address[:64]), "begin a session")
        return begin(self._sessions, secret, key.id if key else "", key.expires if key else None)

    def end_session(self, token: str) -> None:
        """Forget a session."""
        self._sessions.end(digest(token))

    def _of_key(self, credentials: Credentials) -> tuple[Caller, str, Key | None]:
        scheme, _, rest = credentials.authorization.partition(" ")
        secret = rest.strip()
        if scheme.lower() != "bearer" or not secret:
            raise DocumentError("KEY_MISSING", "The call carries no key: send 'Authorization: Bearer KEY'.")
        key_digest = digest(secret)
        self._throttle.may_try(key_digest, credentials.address)
        # All keys are compared, each in constant time: the time taken tells nothing.
        given = secret.encode("utf-8", "replace")
        if sum(hmac.compare_digest(given, fixed.encode()) for fixed in self._fixed()):
            self._throttle.called(key_digest)
            return SETTINGS, secret, None
        key = self._issued.find(key_digest)
        if key is None:
            self._throttle.wrong(credentials.address)
        caller = _bearer(key)
        self._throttle.called(key_digest)
        return caller, secret, key

    def _of_session(self, credentials: Credentials) -> Caller:
        session_digest = digest(credentials.session)
        self._throttle.may_try(session_digest, credentials.address)
        session = self._sessions.find(session_digest)
        if session is None:
            self._throttle.wrong(credentials.address)
        if session is None or session.expires <= datetime.now(UTC):
            raise DocumentError("SESSION_ENDED", "The session has ended: enter the key again.")
        if session.key_id:
            caller = _bearer(self._issued.get(session.key_id))
        elif sum(hmac.compare_digest(session.bearer, bound(credentials.session, fixed)) for fixed in self._fixed()):
            caller = SETTINGS
        else:
            raise DocumentError("KEY_UNKNOWN", "The key is not known here any more.")
        self._throttle.called(session_digest)
        return caller


def _bearer(key: Key | None) -> Caller:
    if key is None or key.revoked is not None:
        raise DocumentError("KEY_UNKNOWN", "The key is not known here.")
    if key.expires is not None and key.expires <= datetime.now(UTC):
        raise DocumentError("KEY_EXPIRED", f"The key expired at {key.expires:%Y-%m-%d %H:%M} UTC.")
    return Caller(key.name, key.role, key.collections[0], key.scope)


def listed(setting: str) -> tuple[str, ...]:
    """The keys of QUIRE_KEYS: separated by commas.

    SETTING_INVALID for one that is short, or that every reader knows.
    """
    keys = tuple(key for key in (part.strip() for part in setting.split(",")) if key)
    for key in keys:
        if len(key) < LEAST_KEY_CHARS or any(word in key.lower() for word in EXAMPLES):
            words = f"keys of at least {LEAST_KEY_CHARS} characters that stand in no example (openssl rand -hex 24)"
            raise invalid("QUIRE_KEYS", f"{key[:3]}…", words)
    return keys
