"""A line between two processes that can be cut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Proxy:
    """Passes what comes in at `port` on to port `target`; `cut()` breaks what is open, until `mend()` nothing new passes."""

    def __init__(self) -> None:
        self.target = 0
        self._open: set[socket.socket] = set()
        self._whole = threading.Event()
        self._whole.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        self._whole.clear()
        for line in list(self._open):
            self._end(line)

    def mend(self) -> None:
        self._whole.set()

    def close(self) -> None:
        self._end(self._listener)
        self.cut()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            if not self._whole.is_set():
                caller.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target), 5)
            except OSError:
                caller.close()
                continue
            server.settimeout(None)
            self._open |= {caller, server}
            for source, sink in ((caller, server), (server, caller)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for line in (source, sink):
            self._end(line)

    def _end(self, line: socket.socket) -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        line.close()
        self._open.discard(line)
