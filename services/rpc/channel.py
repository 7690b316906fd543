"""The way to another process: channels that are opened at first use, once a process, and noticed when they die."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar

import grpc

from services.limits import MESSAGE_BYTES

Stub = TypeVar("Stub")

OPTIONS = (
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 2_000),  # the default of two minutes outlives a restart by far
    ("grpc.lb_policy_name", "round_robin"),  # a name with several addresses is a service with several processes
    ("grpc.enable_http_proxy", 0),  # a proxy of the environment is for the outside, not for the house
)


class LazyStub(Generic[Stub]):
    """A stub for the service at `address` (HOST:PORT): `link()` gives it, with one channel a process.

    Nothing is opened before the first call, and a forked process opens its own: a channel does not survive a fork.
    With `credentials` it speaks TLS.
    """

    def __init__(
        self,
        address: str,
        stub: Callable[[grpc.Channel], Stub],
        credentials: grpc.ChannelCredentials | None = None,
    ) -> None:
        self.address = address
        self._credentials = credentials
        self._make = stub
        self._opened: dict[int, tuple[grpc.Channel, Stub]] = {}  # by process id

    def __call__(self) -> Stub:
        pid = os.getpid()
        if pid not in self._opened:
            if self._credentials is None:
                channel = grpc.insecure_channel(self.address, OPTIONS)
            else:
                channel = grpc.secure_channel(self.address, self._credentials, OPTIONS)
            if self._opened.setdefault(pid, (channel, self._make(channel)))[0] is not channel:
                channel.close()  # another thread was faster
        return self._opened[pid][1]

    def close(self) -> None:
        """Close this process's channel; the next call opens another."""
        opened = self._opened.pop(os.getpid(), None)
        if opened:
            opened[0].close()
