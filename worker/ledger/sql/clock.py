"""The ledger's time: the same for all processes, whatever their own clocks say.

PostgreSQL: the server's clock, asked now and then and carried on by this process's monotonic time. SQLite: the
machine's time since boot, which every process on it shares and nobody sets, tied to the calendar once a boot.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from worker.ledger.sql.tables import jobs, ledger_info

SAMPLE_SECONDS = 10.0  # monotonic clocks stray by far less than a millisecond in this time
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class LedgerClock:
    """`now(connection)` is the ledger's time in UTC; the connection is used only when it has to be asked again."""

    def __init__(self) -> None:
        self._base: datetime | None = None
        self._sampled = 0.0

    def fresh(self) -> datetime | None:
        """The time, where it need not be asked for."""
        elapsed = _steady() - self._sampled
        if self._base is None or not 0 <= elapsed < SAMPLE_SECONDS:
            return None
        return self._base + timedelta(seconds=elapsed)

    def sample(self, connection: Connection) -> datetime:
        """Ask for the time, in a transaction that may write."""
        if connection.dialect.name == "postgresql":
            now: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one().astimezone(UTC)
        else:
            now = _tied_to_calendar(connection)
        self._base, self._sampled = now, _steady()
        return now


def _tied_to_calendar(connection: Connection) -> datetime:
    """Of this boot: the calendar as the first process of the boot saw it, and the time since then."""
    steady, boot = _steady(), _boot()
    row = connection.execute(sa.select(ledger_info.c.value).where(ledger_info.c.name == "clock")).scalar()
    anchor = json.loads(row) if row else {}
    if boot and anchor.get("boot") == boot and steady >= anchor["steady"]:
        return datetime.fromtimestamp(anchor["utc"], UTC) + timedelta(seconds=steady - anchor["steady"])
    now = max(datetime.now(UTC), _newest(connection))  # a clock that was lost with the power does not turn time back
    value = json.dumps({"boot": boot, "steady": steady, "utc": now.timestamp()})
    connection.execute(sa.delete(ledger_info).where(ledger_info.c.name == "clock"))
    connection.execute(sa.insert(ledger_info).values(name="clock", value=value))
    return now


def _newest(connection: Connection) -> datetime:
    """When the newest job was accepted: its id begins with the milliseconds."""
    newest = connection.execute(sa.select(sa.func.max(jobs.c.id))).scalar()
    return datetime.fromtimestamp(int(newest[:12], 16) / 1000 if newest else 0, UTC)


def _boot() -> str:
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:  # no Linux: the calendar as each process sees it
        return ""


def _steady() -> float:
    clock = getattr(
        time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC
    )  # counts while the machine sleeps, as the calendar does
    return time.clock_gettime(clock)
