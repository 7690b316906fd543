"""Who may call: a bearer key in the metadata of every call to one of our services."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import grpc

from services.errors import DocumentError
from services.rpc.answers import OURS, Handler, around


class BearerKeys(grpc.ServerInterceptor):
    """Refuses calls without "authorization: Bearer KEY" (KEY_MISSING) or with another key (KEY_UNKNOWN).

    `keys` is asked at every call, so that keys can be added and withdrawn while the server runs; no keys: no calls.
    Health and reflection ask for no key.
    """

    def __init__(self, keys: Callable[[], Collection[str]]) -> None:
        self._keys = keys

    def intercept_service(
        self, continuation: Callable[[grpc.HandlerCallDetails], Handler | None], details: grpc.HandlerCallDetails
    ) -> Handler | None:
        handler = continuation(details)
        if handler is None or not details.method.startswith(OURS):
            return handler
        return around(handler, self._admitted)

    @contextmanager
    def _admitted(self, context: grpc.ServicerContext) -> Iterator[None]:
        told = next((value for name, value in context.invocation_metadata() if name == "authorization"), "")
        scheme, _, key = str(told).partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            raise DocumentError("KEY_MISSING", "The call carries no key: send metadata 'authorization: Bearer KEY'.")
        given = key.strip().encode()
        # All keys are compared, each in constant time: the time taken tells nothing.
        if not sum(hmac.compare_digest(given, known.encode()) for known in self._keys()):
            raise DocumentError("KEY_UNKNOWN", "The key is not known here.")
        yield
