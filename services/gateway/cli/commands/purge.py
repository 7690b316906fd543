"""`quire purge`"""

from __future__ import annotations

import re
from datetime import timedelta

import click

UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def age(_: click.Context, __: click.Parameter, given: str) -> timedelta:
    """30 days of "30d"."""
    match = re.fullmatch(r"([1-9]\d{0,4})([hdw])", given)
    if not match:
        raise click.BadParameter(f"'{given}' is not a number above 0 and h, d or w: 12h, 30d, 8w.")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


@click.command()
@click.option(
    "--older-than", metavar="AGE", required=True, callback=age, help="12h, 30d, 8w: since the last change of the job."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be forgotten.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(older_than: timedelta, dry_run: bool, yes: bool) -> None:
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
    from worker.jobs.purge import collect_orphans, old_jobs, orphans
    from worker.jobs.purge import purge as forget
    from worker.jobs.store_mark import claim_store

    settings = Settings.from_environment()
    ledger = stores.ledger_at(settings.ledger_url)
    artefacts = stores.artefacts_at(settings.artefacts_url)
    before = ledger.now() - older_than
    if dry_run:
        claim_store(ledger, artefacts)
        for job in old_jobs(ledger, before):
            click.echo(f"{job.id}  {job.updated:%Y-%m-%d}  {job.state}  {job.name}")
        for name in orphans(ledger, artefacts):
            click.echo(f"{name}  an upload that never became a job")
        ledger.close()
        return
    if not yes:
        click.confirm(f"Delete everything of jobs that ended before {before:%Y-%m-%d %H:%M} UTC?", abort=True, err=True)
    try:
        jobs, uploads = forget(ledger, artefacts, before), collect_orphans(ledger, artefacts)
        click.echo(f"{jobs} jobs forgotten, {uploads} uploads that never became jobs")
    finally:
        ledger.close()
