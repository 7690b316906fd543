"""How often a key may call and an address may be wrong: windows of a minute, counted in this process.

A limit protects the gateway, not the keys: they are 256 random bits, and nobody guesses one. So an address that has
tried too many wrong ones keeps those of its keys that were good within the minute; a whole office can stand behind one
address.
"""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from services.errors import DependencyError

UNLIMITED = 10**9


class Throttle:
    """`calls` a minute for each key, `wrong` keys a minute from each address; 0: no limit."""

    def __init__(self, calls: int = 0, wrong: int = 0) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._calls = RateLimitItemPerMinute(calls or UNLIMITED)
        self._wrong = RateLimitItemPerMinute(wrong or UNLIMITED)

    def called(self, bearer: str) -> None:
        """Count a call of a good key, told by its digest. CALLS_TOO_MANY."""
        if not self._limiter.hit(self._calls, "calls", bearer):
            raise self._later(self._calls, "calls", bearer, "CALLS_TOO_MANY", "This key calls too often")

    def wrong(self, address: str) -> None:
        """Count a key that was not good."""
        self._limiter.hit(self._wrong, "wrong", address)

    def may_try(self, bearer: str, address: str) -> None:
        """Whether a key, told by its digest, is looked up for that address. KEYS_WRONG_TOO_OFTEN."""
        if self._limiter.test(self._wrong, "wrong", address):
            return
        good = self._limiter.get_window_stats(self._calls, "calls", bearer).remaining < self._calls.amount
        if not good:
            words = "Too many wrong keys came from this address"
            raise self._later(self._wrong, "wrong", address, "KEYS_WRONG_TOO_OFTEN", words)

    def _later(self, limit: RateLimitItemPerMinute, kind: str, who: str, reason: str, words: str) -> DependencyError:
        seconds = max(1, math.ceil(self._limiter.get_window_stats(limit, kind, who).reset_time - time.time()))
        return DependencyError(reason, f"{words}; come back in {seconds} s.", retry_after=str(seconds))
