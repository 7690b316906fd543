"""HTTP connections within bounds: a request's head in time, and only so many connections at once, and of one address.

uvicorn has no timeout for a head that never ends, and takes connections until the process has no file left.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0  # from the first byte of a request, or the connection, to the end of its head
CONNECTIONS = 4000  # of this process
CONNECTIONS_EACH = 500  # of one address; behind a proxy all come from one, so there only CONNECTIONS counts
FILES_EACH = 2  # a connection, and the temporary file of an upload
SPARE_FILES = 256  # for ledger, artefacts and gRPC


class Connections:
    """Counts the connections of one process."""

    def __init__(self, proxied: bool) -> None:
        self._each = CONNECTIONS if proxied else CONNECTIONS_EACH
        self._most = min(CONNECTIONS, (_raise_file_limit() - SPARE_FILES) // FILES_EACH)
        self._held: Counter[str] = Counter()

    def take(self, address: str) -> bool:
        """Whether there is room for another one of that address; then it counts."""
        if self._held.total() >= self._most or self._held[address] >= self._each:
            return False
        self._held[address] += 1
        return True

    def give_back(self, address: str) -> None:
        """One of that address has ended."""
        self._held[address] -= 1
        self._held += Counter()

    def protocol(self) -> type[H11Protocol]:
        """The protocol class that uvicorn makes one of for each connection."""
        connections = self

        class BoundedProtocol(H11Protocol):
            _address: str | None = None
            _head: asyncio.TimerHandle | None = None

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                address = self.client[0] if self.client else ""
                if not connections.take(address):
                    transport.abort()  # without a word: words would hold it open
                    return
                self._address = address
                self._await_head()

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                self._stop_waiting()
                if self._address is not None:
                    connections.give_back(self._address)
                    self._address = None

            def data_received(self, data: bytes) -> None:
                super().data_received(data)
                if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
                    self._await_head()  # of the next request, which has begun
                else:
                    self._stop_waiting()

            def _await_head(self) -> None:
                if self._head is None:
                    self._head = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

            def _stop_waiting(self) -> None:
                if self._head is not None:
                    self._head.cancel()
                    self._head = None

        return BoundedProtocol


def _raise_file_limit() -> int:
    """As many files as this process may have; how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_EACH * CONNECTIONS + SPARE_FILES
    most = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(soft, most)
