"""TLS as the settings tell it, for servers and for those who call them; and no door to the outside without it."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from pathlib import Path

import grpc

from services.errors import DocumentError
from services.settings import Settings, host_and_port


def check(settings: Settings, listen: Sequence[str], excuse: str) -> None:
    """Raises TLS_MISSING where a server would listen off loopback in the clear, TLS_INCOMPLETE for half the settings.

    `excuse` is the setting that allows it all the same: "behind_proxy" or "private_network".
    """
    if bool(settings.tls_certificate) != bool(settings.tls_key) or (
        settings.tls_client_ca and not settings.tls_certificate
    ):
        raise DocumentError("TLS_INCOMPLETE", "TLS needs QUIRE_TLS_CERTIFICATE and QUIRE_TLS_KEY, both.")
    if settings.tls_certificate or getattr(settings, excuse):
        return
    for address in listen:
        if not _loopback(host_and_port(address)[0]):
            why = {"behind_proxy": "a proxy has TLS", "private_network": "nobody but Quire's workers reaches it"}
            raise DocumentError(
                "TLS_MISSING",
                f"All would cross the network in the clear at {address}: set QUIRE_TLS_CERTIFICATE and QUIRE_TLS_KEY, "
                f"or QUIRE_{excuse.upper()}=1 where {why[excuse]}, or listen on 127.0.0.1.",
            )


def of_server(settings: Settings) -> grpc.ServerCredentials | None:
    """Credentials of a gRPC server; None: it speaks in the clear. TLS_UNREADABLE."""
    if not settings.tls_certificate:
        return None
    client_ca = _read(settings.tls_client_ca) if settings.tls_client_ca else None
    pair = (_read(settings.tls_key), _read(settings.tls_certificate))
    return grpc.ssl_server_credentials([pair], client_ca, require_client_auth=client_ca is not None)


def of_services(settings: Settings) -> grpc.ChannelCredentials | None:
    """Credentials of a worker that calls segmenter and renderer; None: they speak in the clear. TLS_UNREADABLE."""
    if not settings.services_ca:
        return None
    return of_caller(settings.services_ca, settings.tls_certificate, settings.tls_key)


def of_caller(authority: str, certificate: str = "", key: str = "") -> grpc.ChannelCredentials:
    """Credentials of a caller: PEM files of the authority ("system": those of the machine) and of its own, if any."""
    root = None if authority == "system" else _read(authority)
    if certificate and key:
        return grpc.ssl_channel_credentials(root, _read(key), _read(certificate))
    return grpc.ssl_channel_credentials(root)


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
