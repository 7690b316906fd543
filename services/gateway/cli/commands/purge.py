"""`quire purge`"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def age(_: click.Context, __: click.Parameter, told: str) -> timedelta:
    """30 days of "30d"."""
    found = re.fullmatch(r"(\d{1,5})([hdw])", told)
    if not found:
        raise click.BadParameter(f"'{told}' is not a number and h, d or w: 12h, 30d, 8w.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


@click.command()
@click.option(
    "--older-than", metavar="AGE", required=True, callback=age, help="12h, 30d, 8w: since the last change of the job."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(older_than: timedelta, yes: bool) -> None:
    """Forget ended jobs with their dumps and files, and bytes that belong to no job. There is no way back.

    \b
    For operators: works on ledger and artefacts themselves (QUIRE_LEDGER_URL,
    QUIRE_ARTEFACTS_URL), while everything runs or not. QUIRE_KEEP_DAYS lets the
    relay do it by itself.

    \b
    Example:
      quire purge --older-than 90d
    """
    from services.settings import Settings
    from worker import stores
    from worker.jobs.purge import purge as forget

    settings = Settings.from_environment()
    before = datetime.now(UTC) - older_than
    if not yes:
        click.confirm(f"Delete everything of jobs that ended before {before:%Y-%m-%d %H:%M} UTC?", abort=True, err=True)
    ledger = stores.ledger_at(settings.ledger_url)
    try:
        click.echo(f"{forget(ledger, stores.artefacts_at(settings.artefacts_url), before)} jobs forgotten")
    finally:
        ledger.close()
