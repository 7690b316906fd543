"""`quire audit`"""

from __future__ import annotations

import click


@click.command()
@click.option("--after", type=click.IntRange(0), default=0, help="Only entries with a higher number.")
def audit(after: int) -> None:
    """Print the audit trail, and check that its chain is whole.

    \b
    For operators: reads the ledger itself (QUIRE_LEDGER_URL). Keep the digest of
    the last line elsewhere: who can write to the database can write the whole
    trail anew, but not with that digest.

    \b
    Example:
      quire audit | tail
    """
    from services.errors import BrokenInvariant
    from services.settings import Settings
    from worker.access.audit import FIRST, first_break
    from worker.ledger.sql.audit import SqlAuditTrail
    from worker.stores import database_at

    database = database_at(Settings.from_environment().ledger_url)
    try:
        trail = SqlAuditTrail(database)
        number, previous = 0, FIRST
        while entries := trail.entries(number):
            if (broken := first_break(entries, previous, number)) is not None:
                raise BrokenInvariant(
                    "AUDIT_BROKEN", f"Entry {broken} is not as it was written, or one before it is gone."
                )
            for entry in entries:
                deed = entry.deed
                who = f"{deed.actor or 'QUIRE_KEYS'} ({deed.role})"
                if entry.number > after:
                    words = (str(entry.number), entry.at, deed.outcome, deed.action, deed.job, who, deed.address)
                    click.echo("\t".join((*words, entry.digest)))
            number, previous = entries[-1].number, entries[-1].digest
    finally:
        database.close()
