"""A caller who changes his mind: he hands in jobs, and cancels, retries and deletes them at random while they run."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from contextlib import suppress

from services.errors import DependencyError, DocumentError
from services.gateway.grpc.client import RemoteJobs
from services.rpc import pieces
from tests.faults.load import Document

PREFIX = "meddle-"


class Meddler:
    """Meddles from the moment it is made until `close()`; `deleted` are the ids of jobs that were forgotten for sure."""

    def __init__(self, address: str, key: str, papers: Sequence[Document], seed: int) -> None:
        self.deleted: set[str] = set()
        self._papers, self._draw = papers, random.Random(seed + 7)
        self._remote = RemoteJobs(address, key)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._meddle, name="meddler")
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self._remote.close()

    def _meddle(self) -> None:
        number = 0
        while not self._stop.wait(self._draw.uniform(0.2, 1.5)):
            number += 1
            paper = self._draw.choice(self._papers)
            deeds = self._draw.choice(("c", "cd", "crd", "crcd", "rcd"))
            pauses = [self._draw.uniform(0, 1.0) for _ in deeds]
            with suppress(DependencyError, DocumentError):  # what is away, or has ended by itself, is left
                job = self._remote.submit(
                    paper.name, pieces(paper.dump), paper.profiles, request_id=f"{PREFIX}{number}"
                )
                for deed, pause in zip(deeds, pauses, strict=True):
                    self._stop.wait(pause)
                    with suppress(DocumentError):
                        self._do(deed, job.id)

    def _do(self, deed: str, job_id: str) -> None:
        match deed:
            case "c":
                self._remote.cancel(job_id)
            case "r":
                self._remote.retry(job_id)
            case _:
                self._remote.delete(job_id)
                self.deleted.add(job_id)
