"""The files of several jobs as one zip, written while it is sent."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from services.gateway.http.content_disposition import content_disposition
from services.gateway.http.context import REFUSED, Downloading, JobsPort, refused
from worker.jobs.job import Artefact, Job
from worker.jobs.jobs import Jobs

MOST_JOBS = 200  # as many as a page of the list has
NAME = "quire.zip"

router = APIRouter(prefix="/v1", responses=REFUSED)
Ids = Annotated[list[str], Query(alias="id", min_length=1, max_length=MOST_JOBS, description="Jobs; repeatable.")]


@router.get(
    "/zip",
    response_class=StreamingResponse,
    responses={
        **refused(_404="JOB_UNKNOWN"),
        200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}},
    },
)
def download_zip(
    ids: Ids,
    caller: Downloading,
    jobs: JobsPort,
    outlines: Annotated[bool, Query(description="With the outlines, not the documents alone.")] = False,
) -> StreamingResponse:
    """The DOCX files of several jobs. A name that comes twice gets a number."""
    chosen = [jobs.get(id, caller.scope) for id in dict.fromkeys(ids)]
    files = [
        (job, file) for job in chosen for file in job.artefacts if outlines or not file.name.endswith(".outline.json")
    ]
    headers = {"Content-Disposition": content_disposition(NAME), "Cache-Control": "private, no-store"}
    return StreamingResponse(_zipped(jobs, files), headers=headers, media_type="application/zip")


class _Sink:
    """What zipfile writes to: a stream that cannot be sought in, emptied after each piece."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def emptied(self) -> bytes:
        parts, self._parts = b"".join(self._parts), []
        return parts


def _zipped(jobs: Jobs, files: Sequence[tuple[Job, Artefact]]) -> Iterator[bytes]:
    sink, used = _Sink(), set[str]()
    with zipfile.ZipFile(cast(Any, sink), "w", zipfile.ZIP_STORED) as archive:  # DOCX is compressed already
        for job, file in files:
            with archive.open(_free_name(file.name, used), "w", force_zip64=True) as entry:
                for piece in jobs.download(job.id, file.name)[1]:
                    entry.write(piece)
                    yield sink.emptied()
    yield sink.emptied()


def _free_name(name: str, used: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, free = 2, name
    while free.casefold() in used:
        number, free = number + 1, f"{stem}-{number}{dot}{ending}"
    used.add(free.casefold())
    return free
