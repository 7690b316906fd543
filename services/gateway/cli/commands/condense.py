"""`quire condense`"""

from __future__ import annotations

import sys

import click

from services.gateway.cli import dumps


@click.command()
@click.argument("dump", metavar="DUMP", type=click.Path(path_type=str))
@click.option("--chars", metavar="N", type=click.IntRange(1), required=True, help="At most this many characters.")
def condense(dump: str, chars: int) -> None:
    """Sum up a dump in at most N characters of plain text, on standard output.

    Only whole sentences of the document are taken, in their order.

    \b
    Examples:
      quire condense --chars 300 speech.txt
      cat speech.txt | quire condense --chars 120 -
    """
    from services.renderer.condense.condense import condense_text
    from services.segmenter.segment import segment

    text = condense_text(segment(dumps.read(dump)), chars)
    sys.stdout.buffer.write(text.encode() + b"\n" * bool(text))
    sys.stdout.flush()
