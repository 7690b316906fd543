"""`quire render`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from services.gateway.cli import dumps, options
from services.limits import OUTLINE_BYTES


@click.command()
@click.argument("outline", metavar="OUTLINE.json", type=click.Path(path_type=str))
@click.option("--profile", "-p", metavar="NAME", required=True, help="What to make, e.g. briefing (docs/profiles.md).")
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    required=True,
    help='The file to write, a PDF where it ends so; "-" is standard output.',
)
@options.settings
@options.template
def render(outline: str, profile: str, out: str, options: dict[str, str], template: str | None) -> None:
    """Make a document of a saved outline.

    \b
    Examples:
      quire outline --format json speech.txt > speech.outline.json
      quire render speech.outline.json --profile briefing -o speech-briefing.docx
      quire render speech.outline.json --profile briefing --template office.docx -o speech-briefing.docx
      quire render speech.outline.json --profile brief -o speech-brief.pdf
    """
    from services.outline.codec import from_json
    from services.renderer.render import missing_styles
    from services.renderer.render import render as rendered

    recovered = from_json(dumps.read(outline, OUTLINE_BYTES))
    office = dumps.read(template) if template else None
    if office is not None and (missing := missing_styles(recovered, profile, options, office)):
        click.echo(f"quire: the template lacks these styles, Quire's own stand in: {', '.join(missing)}", err=True)
    if out.endswith(".pdf"):
        options = {**options, "pdf": "only"}
    package = rendered(recovered, profile, {**options, "pdf": "no"} if options.get("pdf") == "yes" else options, office)
    if out == dumps.STDIN:
        sys.stdout.buffer.write(package)
        sys.stdout.flush()
        return
    dumps.write(Path(out), package)
    if options.get("pdf") == "yes":
        beside = rendered(recovered, profile, {**options, "pdf": "only"}, office)
        dumps.write(Path(out).with_suffix(".pdf"), beside)
