"""How much one caller may hold at once: calls that last (watches, uploads, streams) take places that others need."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from services.errors import DependencyError
from services.gateway.access.authorization import Caller

RETRY_SECONDS = "5"


class Quota:
    """At most `total` places in this process, at most `each` for one key and `each` for one address."""

    def __init__(self, what: str, reason: str, total: int, each: int) -> None:
        self._what, self._reason, self._total, self._each = what, reason, total, each
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def place(self, caller: Caller) -> Iterator[None]:
        """Hold a place for as long as the block lasts. DependencyError with the quota's reason where there is none."""
        holders = [f"key {caller.name}", *([f"address {caller.address}"] if caller.address else [])]
        with self._lock:
            if self._held["all"] >= self._total or any(self._held[holder] >= self._each for holder in holders):
                words = (
                    f"{self._held['all']} {self._what} are under way, {self._held[holders[0]]} of them with this key"
                )
                raise DependencyError(self._reason, f"{words}; come back later.", retry_after=RETRY_SECONDS)
            self._held.update(("all", *holders))
        try:
            yield
        finally:
            with self._lock:
                self._held.subtract(("all", *holders))
                self._held += Counter()  # who holds nothing is forgotten
