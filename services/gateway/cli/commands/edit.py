"""`quire edit`: corrections of a job's outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from services.gateway.cli import options

if TYPE_CHECKING:
    from services.gateway.grpc.client import RemoteJobs


@click.command()
@click.argument("job_id", metavar="ID")
@click.option("--edits", "path", metavar="FILE", default="", help='Edits, a line each; "-" is standard input.')
@click.option("--title", default="", help="Give the document this title.")
@click.option("--undo", is_flag=True, help="Take the newest correction back.")
@click.option("--log", is_flag=True, help="Show the log: number, author, time, edit.")
@click.option("--render", is_flag=True, help="Then make the files again.")
@options.server
def edit(job_id: str, path: str, title: str, undo: bool, log: bool, render: bool, remote: RemoteJobs) -> None:
    """Correct the outline of a job. The outline that was recovered stays as it was; every correction can be undone.

    \b
    Examples:
      quire edit 01a20943509a1c80f34f22ec3b --title 在全县防汛工作会议上的讲话 --render
      quire edit 01a20943509a1c80f34f22ec3b --edits corrections.jsonl
      quire edit 01a20943509a1c80f34f22ec3b --undo
      quire edit 01a20943509a1c80f34f22ec3b --log

    \b
    An edit is a line such as
      {"setRole": {"at": {"page": 1, "start": 57}, "role": "heading", "level": 2}}
    docs/editing.md lists them all.
    """
    from services.gateway.cli.commands.correct import read_edits
    from services.outline.edits import codec
    from services.outline.edits.edit import SetMetadata, Undo

    edits = read_edits(path) if path else []
    if title:
        edits.append(SetMetadata("title", title))
    entries = remote.edits(job_id)
    if undo:
        counting = [entry for entry in entries if not entry.undone and entry.edit.WhichOneof("edit") != "undo"]
        if not counting:
            raise click.UsageError("There is nothing to undo.")
        edits.append(Undo(counting[-1].number))
    if edits:
        click.echo(f"revision {remote.edit(job_id, len(entries), [codec.encode(value) for value in edits])}")
    for entry in remote.edits(job_id) if log else ():
        state = "undone" if entry.undone else "skipped" if entry.skipped else ""
        row = (
            str(entry.number),
            entry.author,
            entry.time.ToJsonString(),
            codec.to_json(codec.decode(entry.edit)),
            state,
        )
        click.echo("\t".join(row))
    if render:
        click.echo(remote.render(job_id).id)
