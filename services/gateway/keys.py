"""Who may call over HTTP: the same bearer keys as over gRPC."""

from __future__ import annotations

import hmac
from collections.abc import Collection

from services.errors import DocumentError


def admit(authorization: str, known: Collection[str]) -> None:
    """Raises KEY_MISSING unless `authorization` is "Bearer KEY", and KEY_UNKNOWN unless KEY is one of `known`."""
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise DocumentError("KEY_MISSING", "The call carries no key: send the header 'Authorization: Bearer KEY'.")
    given = key.strip().encode("utf-8", "replace")
    # All keys are compared, each in constant time: the time taken tells nothing.
    if not sum(hmac.compare_digest(given, one.encode()) for one in known):
        raise DocumentError("KEY_UNKNOWN", "The key is not known here.")


def listed(setting: str) -> tuple[str, ...]:
    """The keys of QUIRE_KEYS: separated by commas."""
    return tuple(key for key in (part.strip() for part in setting.split(",")) if key)
