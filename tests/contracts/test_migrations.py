"""The ledger's schema, brought forward with what is in it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.errors import DependencyError
from tests.worker.jobs import job_of
from worker.ledger.migrations.versions import v0001_jobs
from worker.ledger.sql import schema
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import COMPATIBLE, HEAD, metadata
from worker.stores import ledger_at

FIRST = """
INSERT INTO jobs (id, request_id, name, profiles, options, state, reason, message, created, updated, dump, dump_size,
 outline, title, version) VALUES ('{id}', 'r-{id}', 'speech.txt', '["summary"]', '{{"a": "1"}}', 'running', '', '',
 '2016-03-09 08:00:00', '2016-03-09 08:00:01', '00', 12, '11', 'Title', 3);
INSERT INTO steps (job_id, name, position, queue, state, attempts, reason, token, due, since, sends, losses) VALUES
 ('{id}', 'outline', 0, 'outline', 'done', 1, '', '', NULL, '2016-03-09 08:00:00', 1, 0),
 ('{id}', 'render:summary', 1, 'render', 'ready', 0, '', '', '2016-03-09 08:00:01', '2016-03-09 08:00:01', 0, 0);
INSERT INTO artefacts (job_id, name, position, digest, size, media_type) VALUES
 ('{id}', 'speech.outline.json', 0, '22', 34, 'application/json');
INSERT INTO attempts (job_id, number, step, began, ended, reason, message) VALUES
 ('{id}', 1, 'outline', '2016-03-09 08:00:00', '2016-03-09 08:00:01', '', '')
"""


def to_first_schema(database: Database, ids: list[str]) -> None:
    """As version 0001 made it, with jobs in it."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with database.writing() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            v0001_jobs.upgrade()
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
        connection.execute(sa.text("INSERT INTO alembic_version VALUES ('0001')"))
        for statement in ";".join(FIRST.format(id=id) for id in ids).split(";"):
            connection.exec_driver_sql(statement)


def test_jobs_of_the_first_schema_go_on(ledger_url: str) -> None:
    database = Database(ledger_url)
    ids = [f"{number:026x}" for number in range(3)]
    to_first_schema(database, ids)
    database.close()
    ledger = ledger_at(ledger_url)
    found = ledger.page(9)
    assert [job.id for job in found] == ids[::-1]
    job = found[0]
    assert (job.collection, job.owner, job.content, job.parked) == ("default", "", "", False)
    assert (job.name, job.title, job.profiles, job.options) == ("speech.txt", "Title", ("summary",), (("a", "1"),))
    assert len(job.steps) == 2 and len(job.artefacts) == len(job.history) == 1
    assert ledger.add(job_of(7)).id == job_of(7).id
    assert ledger.remove(job.id, job.version)
    with database.reading() as connection:  # what belongs to a job still goes with it
        assert connection.exec_driver_sql(f"SELECT count(*) FROM steps WHERE job_id = '{job.id}'").scalar() == 0
    database.close()
    ledger.close()


def test_the_migrations_make_what_the_tables_say(ledger_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database = Database(ledger_url)
    schema.migrate(database)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == HEAD
    database.close()


def test_a_newer_ledger_is_used_where_it_says_so_and_left_alone_where_not(ledger_url: str) -> None:
    database = Database(ledger_url)
    schema.migrate(database)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    schema.migrate(database)  # a newer version that says that this one can go on
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE ledger_info SET value = '{COMPATIBLE + 1}' WHERE name = 'compatible'")
    with pytest.raises(DependencyError) as caught:
        schema.migrate(database)
    assert caught.value.reason == "LEDGER_NEWER"
    database.close()
