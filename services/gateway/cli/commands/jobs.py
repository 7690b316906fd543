"""`quire jobs`"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from services.gateway.cli import options

if TYPE_CHECKING:
    from protos.jobs.v1 import jobs_pb2 as pb
    from services.gateway.grpc.client import RemoteJobs

STATES = ("queued", "running", "done", "failed", "cancelled")


@click.command()
@click.argument("which", metavar="[parked|doubtful]", required=False, type=click.Choice(["parked", "doubtful"]))
@click.option("--state", type=click.Choice(STATES), help="Only jobs in this state.")
@click.option("--text", metavar="TEXT", default="", help="Only jobs whose name or title contains this.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="At most N jobs.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines, a job each.")
@options.server
def jobs(which: str | None, state: str | None, text: str, limit: int, as_json: bool, remote: RemoteJobs) -> None:
    """List the jobs of a server, newest first.

    \b
    Examples:
      quire jobs
      quire jobs --state failed
      quire jobs --text 人口 --json
      quire jobs parked                   failed by no fault of their document: quire retry --parked
      quire jobs doubtful                 with an outline that needs review: look before you send it on

    Where standard output is no terminal, a job is a line of columns separated by tabs: id, state, name, title, reason,
    and "needs review" where the outline is doubtful.
    """
    from protos.jobs.v1 import jobs_pb2 as pb

    asked = pb.ListJobsRequest(
        text=text,
        state=f"JOB_STATE_{state.upper()}" if state else None,
        parked=which == "parked",
        needs_review=which == "doubtful",
    )
    listing = list(islice(listed(remote, asked), limit))
    if as_json:
        from google.protobuf.json_format import MessageToDict

        for job in listing:
            click.echo(json.dumps(MessageToDict(job), ensure_ascii=False))
    elif sys.stdout.isatty():
        _table(listing)
    else:
        for job in listing:
            columns = (job.id, standing(job), job.name, job.title, job.reason, review(job))
            click.echo("\t".join(" ".join(column.split()) for column in columns))


def listed(remote: RemoteJobs, asked: pb.ListJobsRequest) -> Iterator[pb.Job]:
    """All jobs of a listing, page by page."""
    while True:
        page = remote.list(asked)
        yield from page.jobs
        asked.page_token = page.next_page_token
        if not page.next_page_token:
            return


def standing(job) -> str:  # type: ignore[no-untyped-def]
    """ "running", "done", … of a job of the wire."""
    from protos.jobs.v1 import jobs_pb2 as pb

    return pb.JobState.Name(job.state).removeprefix("JOB_STATE_").lower()


def review(job) -> str:  # type: ignore[no-untyped-def]
    """ "needs review" for a job of the wire whose outline is doubtful, else nothing."""
    return "needs review" if job.needs_review else ""


def _table(listing) -> None:  # type: ignore[no-untyped-def]
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours = {"done": "green", "failed": "red", "running": "cyan", "cancelled": "dim"}
    table = Table(box=None, pad_edge=False)
    for column in ("id", "state", "name", "title"):
        table.add_column(column, no_wrap=column in ("id", "state"), overflow="fold")
    for job in listing:
        state = standing(job)
        colour = "yellow" if job.needs_review else colours.get(state, "")
        shown = Text(" ".join(f"{state} {job.reason} {review(job)}".split()), style=colour)
        table.add_row(Text(job.id), shown, Text(job.name), Text(job.title))
    Console().print(table)
