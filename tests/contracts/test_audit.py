"""The audit trail, wherever it is kept."""

from __future__ import annotations

import threading

import sqlalchemy as sa

from worker.access.audit import Deed, first_break
from worker.ledger.sql.audit import SqlAuditTrail
from worker.ledger.sql.tables import audit
from worker.stores import database_at

DEED = Deed("li.na", "clerk", "delete", "admitted", "a" * 26, "10.0.0.1")


def test_entries_of_many_writers_are_one_chain_and_a_change_is_seen(ledger_url: str) -> None:
    database = database_at(ledger_url)
    trail = SqlAuditTrail(database)

    def write() -> None:
        for _ in range(5):
            trail.record(DEED)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = trail.entries()
    assert [entry.number for entry in entries] == list(range(1, 21)) and first_break(entries) is None
    assert {entry.deed for entry in entries} == {DEED}
    assert [entry.number for entry in trail.entries(after=18)] == [19, 20] and trail.entries(after=20) == ()
    with database.writing() as connection:
        connection.execute(sa.update(audit).where(audit.c.number == 7).values(actor="nobody"))
    assert first_break(trail.entries()) == 7
    database.close()
