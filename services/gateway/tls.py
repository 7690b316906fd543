"""TLS of the gateway's two doors, as the settings tell it; and no door to the outside without it."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import grpc

from services.errors import DocumentError
from services.settings import Settings, host_and_port


def check(settings: Settings) -> None:
    """Raises TLS_MISSING where the gateway would listen off loopback in the clear, TLS_INCOMPLETE for half the settings."""
    if bool(settings.tls_certificate) != bool(settings.tls_key) or (
        settings.tls_client_ca and not settings.tls_certificate
    ):
        raise DocumentError("TLS_INCOMPLETE", "TLS needs QUIRE_TLS_CERTIFICATE and QUIRE_TLS_KEY, both.")
    if settings.tls_certificate or settings.behind_proxy:
        return
    for address in (settings.http_listen, settings.jobs_listen):
        if not _loopback(host_and_port(address)[0]):
            raise DocumentError(
                "TLS_MISSING",
                f"Keys would cross the network in the clear at {address}: set QUIRE_TLS_CERTIFICATE and QUIRE_TLS_KEY, "
                "or QUIRE_BEHIND_PROXY=1 where a proxy has TLS, or listen on 127.0.0.1.",
            )


def of_grpc(settings: Settings) -> grpc.ServerCredentials | None:
    """Credentials of the gRPC server; None: it speaks in the clear. TLS_UNREADABLE."""
    if not settings.tls_certificate:
        return None
    client_ca = _read(settings.tls_client_ca) if settings.tls_client_ca else None
    pair = (_read(settings.tls_key), _read(settings.tls_certificate))
    return grpc.ssl_server_credentials([pair], client_ca, require_client_auth=client_ca is not None)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise DocumentError("TLS_UNREADABLE", f"{path} cannot be read: {error.strerror or error}.") from error


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
