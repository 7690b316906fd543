"""`quire check`"""

from __future__ import annotations

import click


@click.command()
def check() -> int:
    """Read every stored byte that jobs count on; have what is lost or damaged made again.

    \b
    For operators: works on ledger and artefacts themselves (QUIRE_LEDGER_URL,
    QUIRE_ARTEFACTS_URL), while everything runs or not. The relay does the same
    little by little (QUIRE_CHECK_SECONDS). Exit code 3 where a dump is lost:
    nothing can make it again.

    \b
    Example:
      quire check
    """
    from services.settings import Settings
    from worker import stores
    from worker.jobs.check import check_some
    from worker.jobs.purge import orphans
    from worker.jobs.store_mark import claim_store

    settings = Settings.from_environment()
    ledger, artefacts = stores.ledger_at(settings.ledger_url), stores.artefacts_at(settings.artefacts_url)
    try:
        claim_store(ledger, artefacts)
        token, count, hopeless = "", 0, 0
        while True:
            token, problems = check_some(ledger, artefacts, token)
            for problem in problems:
                click.echo(f"{problem.job_id}  {problem}")
            count += len(problems)
            hopeless += sum(not problem.step for problem in problems)
            if not token:
                break
        unowned = sum(1 for _ in orphans(ledger, artefacts))
        click.echo(
            f"{count} lost or damaged, {count - hopeless} of them made again; {unowned} uploads that never became jobs"
        )
    finally:
        ledger.close()
    return 3 if hopeless else 0
