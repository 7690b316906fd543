"""`quire digest`"""

from __future__ import annotations

from pathlib import Path

import click

from services.errors import DocumentError
from services.gateway.cli import dumps, options

MOST_DUMPS = 60  # of an issue: each takes three quarters of a page


@click.command()
@dumps.argument
@click.option("-o", "--out", metavar="FILE", required=True, help="The file to write, a PDF where it ends so.")
@options.settings
@options.template
def digest(paths: tuple[str, ...], out: str, options: dict[str, str], template: str | None) -> None:
    """Make one issue of several dumps: each with what it is, what it asks and where it comes from (综合简报).

    \b
    Examples:
      quire digest scans/*.txt -o digest.docx
      quire digest a.txt b.txt --option masthead=防汛工作简报 --option issue=12 -o issue-12.docx
    """
    from services.renderer.options import checked
    from services.renderer.render import render
    from services.segmenter.segment import segment

    if len(paths) > MOST_DUMPS:
        raise DocumentError("DUMPS_TOO_MANY", f"An issue has at most {MOST_DUMPS} documents.", limit=str(MOST_DUMPS))
    checked(options)  # a wrong call is told before any work is done
    office = dumps.read(template) if template else None
    first, *others = (segment(dumps.read(path)) for path in paths)
    beside = options.get("pdf") == "yes"
    options = {**options, "pdf": "only" if out.endswith(".pdf") else "no"}
    dumps.write(Path(out), render(first, "digest", options, office, others=others))
    if beside:
        file = render(first, "digest", {**options, "pdf": "only"}, office, others=others)
        dumps.write(Path(out).with_suffix(".pdf"), file)
