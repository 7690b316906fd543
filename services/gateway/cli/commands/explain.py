"""`quire explain`"""

from __future__ import annotations

import click

from services.gateway.cli import dumps

SHOWN = 48  # characters of a block in the list
PIECES = 10  # of the evidence for, and as many against
SMALLEST = 0.05  # log-odds that are worth a line


@click.command()
@click.argument("path", metavar="DUMP", type=click.Path(path_type=str))
@click.option("--block", metavar="N", type=click.IntRange(1), help="Show the evidence for and against block N.")
def explain(path: str, block: int | None) -> None:
    """Show how sure Quire is of each block of a dump, and why.

    \b
    Examples:
      quire explain speech.txt
      quire explain speech.txt --block 12

    A confidence of 0.90 means: of a hundred blocks that look so, ninety are right. An outline below 0.60 is marked
    "needs review" wherever it is shown. What each piece of evidence measures stands in docs/doubt.md.
    """
    from services.segmenter.doubt.explain import Weighed, explain_blocks, explain_outline
    from services.segmenter.readers import read
    from services.segmenter.segment import segment

    def side(title: str, pieces: list[Weighed]) -> None:
        if pieces:
            click.echo(title)
        for piece in pieces[:PIECES]:
            click.echo(f"  {piece.weight:+.2f}  {piece.name}{': ' if piece.value else ''}{piece.value}")

    raw = dumps.read(path)
    outline, pages = segment(raw), read(raw).texts
    rows = explain_blocks(outline, pages, block)
    if block is None:
        for number, row in enumerate(rows, 1):
            click.echo(f"{number:5}  {row.confidence:.2f}  {row.kind:16}  {row.text.replace(chr(10), ' ')[:SHOWN]}")
        whole = explain_outline(outline, pages)
        click.echo(f"\noutline  {whole.confidence:.2f}{'  needs review' if outline.needs_review else ''}")
        evidence = whole.evidence
    else:
        (row,) = rows
        click.echo(row.text)
        other = f"; {row.other} would be {row.other_confidence:.2f}" if row.other else ""
        click.echo(f"\n{row.kind}  {row.confidence:.2f}{other}")
        evidence = row.evidence
    side("for", [piece for piece in evidence if piece.weight >= SMALLEST])
    side("against", [piece for piece in evidence if piece.weight <= -SMALLEST])
