"""Jobs as they change, told to any number of listeners by one look at the ledger every half second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from services.errors import DependencyError
from worker.job import Job

log = logging.getLogger("quire.http")

PAUSE_SECONDS = 0.5
BEHIND = 1000  # a listener that is this many changes behind is dropped; it connects again and reads the list


@dataclass(frozen=True, slots=True)
class Deleted:
    """A job that is forgotten."""

    id: str
