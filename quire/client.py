"""A gateway in another process, called over gRPC."""

from __future__ import annotations

from services.gateway.grpc.client import RemoteJobs


class Client(RemoteJobs):
    """The jobs of a gateway: `Client("127.0.0.1:50053", key)`; with `credentials` over TLS.

    submit, get, list, watch, cancel, retry, delete, download, close; each raises the QuireError that the gateway
    answered, DependencyError GATEWAY_AWAY where none answers. Needs no extra.
    """

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
