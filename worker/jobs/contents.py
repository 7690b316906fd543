"""What is in a document, read from the artefacts of its job: its outline, and the bytes that were handed in."""

from __future__ import annotations

import threading
from collections import OrderedDict

from services.errors import DocumentError
from services.outline import codec
from services.outline.model import Outline
from worker.jobs.job import Job
from worker.jobs.jobs import Jobs

REMEMBERED = 8  # outlines: a clerk goes back and forth between a few documents
SHOWN_BYTES = 48 * 1024 * 1024  # of an outline's JSON: 500 dense pages have about 10 MiB


class Contents:
    """Outlines by their digest, the last few remembered: they are immutable. Used by any thread."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._outlines: OrderedDict[str, Outline] = OrderedDict()

    def outline(self, job: Job) -> Outline | None:
        """The outline as the segmenter made it; None while there is none. OUTLINE_TOO_LARGE."""
        artefact = next((artefact for artefact in job.artefacts if artefact.name.endswith(".outline.json")), None)
        if artefact is None:
            return None
        if artefact.size > SHOWN_BYTES:
            raise DocumentError("OUTLINE_TOO_LARGE", "The outline is too large to be shown; download it.", job=job.id)
        step = job.step("outline")
        serialised = str(getattr(step, "result", "") or job.outline)
        with self._lock:
            if artefact.digest in self._outlines:
                self._outlines.move_to_end(artefact.digest)
                return self._outlines[artefact.digest]
        if serialised:
            outline = codec.from_bytes(self._jobs.bytes_of(job, serialised))
        else:
            outline = codec.from_json(self._jobs.bytes_of(job, artefact.digest))
        with self._lock:
            self._outlines[artefact.digest] = outline
            while len(self._outlines) > REMEMBERED:
                self._outlines.popitem(last=False)
        return outline

    def result(self, job: Job, digest: str) -> bytes:
        """What a step of the job has left."""
        return self._jobs.bytes_of(job, digest)

    def dump(self, job: Job) -> bytes:
        """The bytes that were handed in."""
        return self._jobs.bytes_of(job, job.dump)
