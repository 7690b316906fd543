"""The composition root: which ledger, which store, which segmenter. Everything else is told, and asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from services.gateway.access.authorization import Access, listed
from services.gateway.access.throttle import Throttle
from services.outline.model import Enumerator
from services.settings import Settings
from worker.access.audit import AuditTrail, MemoryAuditTrail
from worker.access.keys import Keys
from worker.access.memory import MemoryKeys, MemorySessions
from worker.access.sessions import Sessions
from worker.jobs.contents import Contents
from worker.jobs.edits import Edits
from worker.jobs.jobs import Jobs
from worker.ledger.edit_log import EditLog, MemoryEditLog
from worker.ledger.statistics import MemoryStatistics, Statistics


@dataclass(frozen=True, slots=True)
class Ports:
    """What the doors open on."""

    jobs: Jobs
    keys: Callable[[], Collection[str]]  # operators' keys of the settings
    issued: Keys = field(default_factory=MemoryKeys)  # keys of `quire keys`
    sessions: Sessions = field(default_factory=MemorySessions)
    edit_log: EditLog = field(default_factory=MemoryEditLog)
    statistics: Statistics = field(default_factory=lambda: MemoryStatistics(lambda: ()))
    trail: AuditTrail = field(default_factory=MemoryAuditTrail)
    close: Callable[[], None] = lambda: None

    def contents(self) -> Contents:
        """What is in the documents of the jobs."""
        return Contents(self.jobs)

    def edits(self) -> Edits:
        """Corrections of the jobs' outlines."""
        return Edits(self.jobs, self.edit_log, self.contents(), _number_at_head)

    def access(self, settings: Settings) -> Access:
        """Who may call, and how often."""
        return Access(
            self.keys,
            self.issued,
            self.sessions,
            Throttle(settings.rate_limit_per_key, settings.failed_auth_per_minute),
            self.trail,
        )


def deployed(settings: Settings) -> Ports:
    """Ledger and artefact store at their addresses. Raises DependencyError where one is away."""
    from worker.ledger.sql.audit import SqlAuditTrail
    from worker.ledger.sql.edit_log import SqlEditLog
    from worker.ledger.sql.keys import SqlKeys
    from worker.ledger.sql.ledger import SqlLedger
    from worker.ledger.sql.sessions import SqlSessions
    from worker.ledger.sql.statistics import SqlStatistics
    from worker.stores import admission_at, artefacts_at, database_at

    database = database_at(settings.ledger_url)
    ledger = SqlLedger(database)
    keys = listed(settings.keys)
    jobs = Jobs(ledger, artefacts_at(settings.artefacts_url), admission=admission_at(settings, ledger))
    return Ports(
        jobs,
        lambda: keys,
        SqlKeys(database),
        SqlSessions(database),
        SqlEditLog(database),
        SqlStatistics(database),
        SqlAuditTrail(database),
        database.close,
    )


def _number_at_head(text: str) -> Enumerator | None:
    from services.segmenter.numbering import enumerator_at

    return enumerator_at(text, 0, len(text))


Files = Iterator[tuple[str, bytes]]


def embedded(template: bytes | None = None) -> Callable[[bytes, str, Iterable[str], Mapping[str, str]], Files]:
    """`convert(dump, name, profiles, options)` in this process: plain functions, no server, no broker, no ledger.

    `template`: a .docx whose look the files take. Gives the files of the dump one by one, the outline first;
    DocumentError where the dump or a profile is at fault.
    """
    from services.segmenter.segment import segment
    from worker.jobs.convert import convert

    if template is None:
        return partial(convert, segment=segment)
    from services.renderer.render import render

    return partial(convert, segment=segment, render=partial(render, template=template))
