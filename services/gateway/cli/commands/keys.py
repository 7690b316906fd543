"""`quire keys`"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from services.errors import DocumentError
from services.gateway.cli.commands.purge import age

if TYPE_CHECKING:
    from worker.ledger.sql.keys import SqlKeys


@click.group()
def keys() -> None:
    """Issue, list and revoke the keys of scanners, clerks and operators.

    \b
    For operators: works on the ledger itself (QUIRE_LEDGER_URL), while everything
    runs or not. What is changed holds from the next call on.

    \b
    Examples:
      quire keys add corridor-2 --role scanner --collection personnel --expires 52w
      quire keys add li.na --role clerk --collection personnel --collection archive
      quire keys list
      quire keys revoke ID
    """


@keys.command()
@click.argument("name")
@click.option("--role", type=click.Choice(["scanner", "clerk", "operator"]), required=True)
@click.option(
    "--collection", "collections", multiple=True, help="Repeatable; dumps go to the first. None: the default one."
)
@click.option("--expires", metavar="AGE", callback=lambda c, p, given: given and age(c, p, given), help="12h, 30d, 8w.")
def add(name: str, role: str, collections: tuple[str, ...], expires: timedelta | None) -> None:
    """Issue a key to the person or machine NAME and show it, once.

    \b
    scanner   hands in, and sees how its own jobs stand
    clerk     works with all jobs of its collections
    operator  all calls, all collections
    """
    from worker.access.keys import Role, issue

    with _issued_keys() as issued:
        secret, key = issue(issued, name, Role(role), collections, expires)
    click.echo(f"key {key.id}; it is shown this once:", err=True)
    click.echo(secret)


@keys.command("list")
def list_keys() -> None:
    """List the keys: never the keys themselves."""
    now = datetime.now(UTC)
    with _issued_keys() as issued:
        for key in issued.all():
            if key.revoked:
                state = f"revoked {key.revoked:%Y-%m-%d}"
            elif key.expires:
                state = f"{'expired' if key.expires <= now else 'expires'} {key.expires:%Y-%m-%d}"
            else:
                state = "valid"
            click.echo(f"{key.id}  {key.role:8}  {key.name}  {','.join(key.collections)}  {state}")


@keys.command()
@click.argument("key_id", metavar="ID")
def revoke(key_id: str) -> None:
    """Withdraw a key at once."""
    with _issued_keys() as issued:
        if not issued.revoke(key_id, datetime.now(UTC)):
            raise DocumentError("KEY_ID_UNKNOWN", "There is no key with this id; see 'quire keys list'.")
    click.echo("revoked")


@contextmanager
def _issued_keys() -> Iterator[SqlKeys]:
    from services.settings import Settings
    from worker.ledger.sql.keys import SqlKeys
    from worker.stores import database_at

    database = database_at(Settings.from_environment().ledger_url)
    try:
        yield SqlKeys(database)
    finally:
        database.close()
