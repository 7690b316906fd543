"""`quire correct`: corrections of an outline in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.gateway.cli import dumps
from services.limits import OUTLINE_BYTES

if TYPE_CHECKING:
    from services.outline.edits.edit import Edit

MOST_BYTES = 16 * 1024 * 1024  # of a file of edits


@click.command()
@click.argument("outline", metavar="OUTLINE.json", type=click.Path(path_type=str))
@click.argument("edits", metavar="EDITS.jsonl", type=click.Path(path_type=str))
@click.option(
    "-o", "--out", metavar="FILE", default=dumps.STDIN, help='Where it goes; "-", the default: standard output.'
)
def correct(outline: str, edits: str, out: str) -> None:
    """Apply edits to a saved outline: what `quire edit` does to a job, in a file.

    \b
    Example:
      quire outline --format json speech.txt > speech.outline.json
      quire correct speech.outline.json corrections.jsonl -o corrected.outline.json
      quire render corrected.outline.json --profile briefing -o speech.docx
    """
    from services.outline.codec import from_json, to_json
    from services.outline.edits.apply import applied
    from services.outline.edits.draft import Draft
    from services.segmenter.numbering import enumerator_at

    draft = Draft.of(from_json(dumps.read(outline, OUTLINE_BYTES)))
    for edit in read_edits(edits):
        draft = applied(draft, edit, lambda text: enumerator_at(text, 0, len(text)))
    data = to_json(draft.outline()).encode()
    if out == dumps.STDIN:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        dumps.write(Path(out), data)


def read_edits(path: str) -> list[Edit]:
    """The edits of a file, a line each. EDIT_INVALID names the line."""
    from services.errors import DocumentError
    from services.outline.edits import codec

    edits = []
    for number, line in enumerate(dumps.read(path, MOST_BYTES).splitlines(), 1):
        try:
            edits += [codec.from_json(line)] if line.strip() else []
        except DocumentError as error:
            raise DocumentError(error.reason, f"Line {number}: {error.message}") from error
    return edits
