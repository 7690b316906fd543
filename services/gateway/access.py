"""Who may call what: one table for HTTP and gRPC, and the audit log of what was done."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from services.errors import DocumentError
from worker.job import DEFAULT_COLLECTION, EVERYTHING, Scope
from worker.keys import Keys, Role, digest

audit = logging.getLogger("quire.audit")


class Call(StrEnum):
    """What is asked for."""

    SUBMIT = "submit"
    READ = "read"  # get, list, watch; also what profiles and findings there are
    DOWNLOAD = "download"
    CANCEL = "cancel"
    RETRY = "retry"
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


SETTINGS = Caller("", Role.OPERATOR, DEFAULT_COLLECTION, EVERYTHING)  # the bearer of a key of QUIRE_KEYS


class Access:
    """`admit()` is asked at every call, so that keys can be added and withdrawn while the gateway runs."""

    def __init__(self, fixed: Callable[[], Collection[str]], issued: Keys) -> None:
        self._fixed = fixed
        self._issued = issued

    def admit(self, authorization: str, call: Call, about: str = "") -> Caller:
        """The bearer of "Bearer KEY". KEY_MISSING, KEY_UNKNOWN (also a revoked one), KEY_EXPIRED, CALL_FORBIDDEN.

        What is not mere reading is told to the audit log, refused or not, `about` a job.
        """
        caller = self._caller(authorization)
        allowed = call in ALLOWED[caller.role]
        if call is not Call.READ:
            words = "%s %s %s by %s (%s)"
            verdict = "admitted" if allowed else "refused"
            audit.info(words, verdict, call, ascii(about[:64]), caller.name or "QUIRE_KEYS", caller.role)
        if not allowed:
            raise DocumentError("CALL_FORBIDDEN", f"A {caller.role}'s key does not allow to {call}.")
        return caller

    def _caller(self, authorization: str) -> Caller:
        scheme, _, told = authorization.partition(" ")
        secret = told.strip()
        if scheme.lower() != "bearer" or not secret:
            raise DocumentError("KEY_MISSING", "The call carries no key: send 'Authorization: Bearer KEY'.")
        given = secret.encode("utf-8", "replace")
        # All keys are compared, each in constant time: the time taken tells nothing.
        if sum(hmac.compare_digest(given, one.encode()) for one in self._fixed()):
            return SETTINGS
        key = self._issued.find(digest(secret))
        if key is None or key.revoked is not None:
            raise DocumentError("KEY_UNKNOWN", "The key is not known here.")
        if key.expires is not None and key.expires <= datetime.now(UTC):
            raise DocumentError("KEY_EXPIRED", f"The key expired at {key.expires:%Y-%m-%d %H:%M} UTC.")
        return Caller(key.name, key.role, key.collections[0], key.scope)


def listed(setting: str) -> tuple[str, ...]:
    """The keys of QUIRE_KEYS: separated by commas."""
    return tuple(key for key in (part.strip() for part in setting.split(",")) if key)
