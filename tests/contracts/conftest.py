"""The implementations of the ports, the real ones beside their twins in memory."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.contracts.postgres import Postgres
from worker.artefacts.artefacts import Artefacts
from worker.artefacts.bucket import BucketArtefacts
from worker.artefacts.directory import DirectoryArtefacts
from worker.artefacts.memory import MemoryArtefacts
from worker.ledger.memory import MemoryLedger
from worker.ledger.sql.ledger import SqlLedger
from worker.stores import ledger_at

_number = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # Not below pytest's own folder: another run of pytest shuts that to the user that PostgreSQL runs as.
    with TemporaryDirectory(prefix="quire-postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        yield server
        server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database(f"ledger{next(_number)}")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryLedger | SqlLedger]:
    if request.param == "memory":
        yield MemoryLedger()
        return
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'ledger.db'}"
    else:
        url = request.getfixturevalue("postgres").database(f"ledger{next(_number)}")
    found = ledger_at(url)
    yield found
    found.close()


@pytest.fixture(scope="session")
def bucket() -> Iterator[Callable[[], BucketArtefacts]]:
    """Stores with a prefix of their own in a bucket of a server that speaks S3."""
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options = {
        "endpoint": f"http://{host}:{port}",
        "region": "us-east-1",
        "access_key_id": "key",
        "secret_access_key": "secret",
        "client_options": {"allow_http": True},
    }
    import boto3

    boto3.client(
        "s3", endpoint_url=options["endpoint"], region_name="us-east-1", aws_access_key_id="key",
        aws_secret_access_key="secret",
    ).create_bucket(Bucket="quire")  # fmt: skip
    yield lambda: BucketArtefacts(f"s3://quire/prefix{next(_number)}", **options)
    server.stop()


@pytest.fixture(params=["memory", "directory", "bucket"])
def artefacts(request: pytest.FixtureRequest, tmp_path: Path) -> Artefacts:
    match request.param:
        case "memory":
            return MemoryArtefacts()
        case "directory":
            return DirectoryArtefacts(tmp_path / "artefacts")
        case _:
            made: BucketArtefacts = request.getfixturevalue("bucket")()
            return made
