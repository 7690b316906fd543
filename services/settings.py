"""What a process is told by its environment, as one frozen value. Every variable starts with QUIRE_."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches

from services.errors import DocumentError

log = logging.getLogger("quire.settings")

PREFIX = "QUIRE_"
# Read by the command line, by tests and by services/renderer/profile.py.
OTHER_VARIABLES = frozenset(
    f"{PREFIX}{name}"
    for name in ("SERVER", "KEY", "CA", "CERTIFICATE", "CERTIFICATE_KEY", "DEBUG", "PICTURES", "PROFILES")
)
SWITCH = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One field a variable: `broker_url` is QUIRE_BROKER_URL. Addresses are HOST:PORT; times are seconds."""

    broker_url: str = "redis://127.0.0.1:6379/0"
    ledger_url: str = "sqlite:///var/ledger.db"  # an SQLAlchemy URL: SQLite or PostgreSQL
    artefacts_url: str = "file:var/artefacts"  # file:FOLDER, or s3://BUCKET/PREFIX
    segmenter: str = "127.0.0.1:50051"  # where the workers find the segmenter
    renderer: str = ""  # where the workers find a renderer; empty: they render themselves
    segmenter_listen: str = "127.0.0.1:50051"
    renderer_listen: str = "127.0.0.1:50052"
    jobs_listen: str = "127.0.0.1:50053"
    http_listen: str = "127.0.0.1:8080"
    reuse_port: bool = False  # yes: processes of one service share its port; the kernel spreads the connections
    threads: int = 4  # calls that a segmenter or renderer answers at once
    metrics_listen: str = ""  # HOST:PORT of /metrics without a key; empty: the gateway alone has it, for operators
    keys: str = ""  # operators' keys that the gateway accepts, separated by commas; others: `quire keys`
    tls_certificate: str = ""  # PEM file: gateway, segmenter and renderer speak TLS, over HTTP and gRPC
    tls_key: str = ""  # PEM file: the certificate's private key
    tls_client_ca: str = ""  # PEM file: gRPC callers must show a certificate of this authority
    behind_proxy: bool = False  # yes: the gateway may listen off loopback without TLS, for a proxy has it
    private_network: bool = False  # yes: segmenter and renderer may do so, for nobody but the workers reaches them
    services_ca: str = (
        ""  # PEM file: workers speak TLS to segmenter and renderer, whose certificates are of this authority
    )
    rate_limit_per_key: int = 6_000  # calls a minute that one key may make at one gateway; 0: as many as it likes
    failed_auth_per_minute: int = (
        30  # wrong keys a minute from one address, then it has to wait; 0: as many as it likes
    )
    step_seconds: int = 600  # time limit of a step
    step_memory_mb: int = 2048  # memory limit of a step
    lease_seconds: int = 30  # a step whose worker was not heard of for so long is sent again
    attempts: int = 4  # how many attempts at a step may lose their worker, or take too much, before its job fails
    retry_deadline_seconds: int = 86_400  # how long a step is tried again while what it needs is away
    resend_seconds: int = 30  # a message that no worker has taken in this time is sent again
    worker_processes: int = 2  # steps that one worker runs at once
    backlog: int = 20_000  # steps that may wait for a worker; while more do, no new job is taken in
    collection_backlog: int = 10_000  # steps of one collection that may wait
    collection_weights: str = ""  # turns of collections at the workers: "water=3,roads=1"; 1 where none is given
    min_free_mb: int = 256  # room kept free where artefacts are: below it no new job is taken in
    check_seconds: int = 60  # the relay checks the bytes of 20 jobs every so often; 0: never
    keep_days: int = 0  # ended jobs are forgotten after so many days; 0: never
    log_format: str = "text"  # text, or json: a line of JSON a record, with the job's id
    alive_file: str = ""  # touched by workers and relay every few seconds while they hear their broker; for probes
    drain_seconds: int = 20  # grace of a process that is told to stop

    @staticmethod
    def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings.

        DocumentError SETTING_INVALID names the variable and what was expected; an unknown one is logged.
        """
        values = {
            field.name: _value(f"{PREFIX}{field.name.upper()}", str(field.type), environ)
            for field in fields(Settings)
            if f"{PREFIX}{field.name.upper()}" in environ
        }
        for name in unknown_variables(environ):
            likely = get_close_matches(name, [f"{PREFIX}{field.name.upper()}" for field in fields(Settings)], 1)
            log.warning("There is no setting %s%s", ascii(name), f"; is {likely[0]} meant?" if likely else ".")
        return Settings(**values)  # type: ignore[arg-type]


def unknown_variables(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Variables that begin with QUIRE_ and set nothing: misspelt, or of another version."""
    names = {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)} | OTHER_VARIABLES
    return tuple(sorted(name for name in environ if name.startswith(PREFIX) and name not in names))


def _value(name: str, kind: str, environ: Mapping[str, str]) -> str | int | bool:
    text = environ[name].strip()
    if kind == "bool":
        if text.lower() not in SWITCH:
            raise invalid(name, text, "yes or no")
        return SWITCH[text.lower()]
    if kind == "int":
        if not (text.isascii() and text.isdecimal()):
            raise invalid(name, text, "a whole number")
        return int(text)
    return environ[name]


def invalid(name: str, text: str, expected: str) -> DocumentError:
    """The operator's error: a setting that cannot be used."""
    return DocumentError("SETTING_INVALID", f"{name} must be {expected}, not {text[:100]!a}.", setting=name)


def host_and_port(address: str) -> tuple[str, int]:
    """("127.0.0.1", 8080) of "127.0.0.1:8080". DocumentError SETTING_INVALID for anything but HOST:PORT."""
    host, colon, port = address.rpartition(":")
    if not colon or not (port.isascii() and port.isdecimal()) or int(port) > 65535:
        raise invalid("An address", address, "HOST:PORT")
    return host.strip("[]"), int(port)
