"""A bound on a process's memory: one document that asks for too much gets a MemoryError, and the machine stays up."""

from __future__ import annotations

import logging
import resource


def limit(megabytes: int) -> None:
    """From now on this process has at most so many MiB of data."""
    logging.getLogger("quire").debug("at most %d MiB", megabytes)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1024 * 1024, most))
