"""`quire convert`"""

from __future__ import annotations

from pathlib import Path

import click

from services.gateway.cli import dumps, options
from services.gateway.cli.progress import bar


@click.command()
@dumps.argument
@dumps.together
@options.out_dir
@options.profiles
@options.settings
@options.template
def convert(
    paths: tuple[str, ...],
    together: bool,
    folder: str,
    profiles: tuple[str, ...],
    options: dict[str, str],
    template: str | None,
) -> int:
    """Make DOCX files of page dumps, here and now: no server, no broker, the same functions.

    \b
    Writes for each dump NAME.txt
      NAME-PROFILE.docx    for each profile
      NAME.outline.json    everything that was recovered
    and prints the path of each file.

    \b
    Examples:
      quire convert speech.txt -o out
      quire convert scans/*.txt --profile briefing --profile summary -o out
      quire convert speech.txt --template office.docx -o out
      quire convert scan.pdf pages.zip -o out
      quire convert --together page-1.hocr page-2.hocr -o out

    A dump that cannot be read is told on standard error and the others go on; the exit code is then 2.
    """
    from services.gateway.compose import embedded
    from services.renderer.options import checked
    from services.renderer.profile import profile
    from worker.jobs.job import USUAL_PROFILES

    office = dumps.read(template) if template else None
    converted = embedded(office)
    wanted = tuple(dict.fromkeys(profiles)) or USUAL_PROFILES
    checked(options)
    for asked in wanted:
        profile(asked, "zh")  # a wrong call is told before any work is done
    steps = 1 + len(wanted)
    paths, read = dumps.opened(paths, together)
    named = set[str]()  # styles that were told to be missing
    with bar("Converting", len(paths) * steps) as step:

        def do(path: str, name: str) -> None:
            done = 0
            try:
                for file, data in converted(read(path), name, wanted, options):
                    if not done:
                        _tell_doubt(data, name)
                    if office is not None and not done:
                        _tell_missing_styles(data, wanted, options, office, named)
                    dumps.write(Path(folder) / file, data)
                    click.echo(Path(folder) / file)
                    step(name, 1)
                    done += 1
            finally:
                step(name, steps - done)

        return dumps.each(paths, do)


def _tell_doubt(outline: bytes, name: str) -> None:
    """Say that an outline is doubtful."""
    from services.outline.codec import from_json

    recovered = from_json(outline)
    if recovered.needs_review:
        click.echo(
            f"quire: {name}: needs review (confidence {recovered.confidence:.2f}): quire explain shows why", err=True
        )


def _tell_missing_styles(
    outline: bytes, profiles: tuple[str, ...], options: dict[str, str], template: bytes, named: set[str]
) -> None:
    """Say once which styles the template lacks."""
    from services.outline.codec import from_json
    from services.renderer.render import missing_styles

    recovered = from_json(outline)
    missing = {style: None for name in profiles for style in missing_styles(recovered, name, options, template)}
    if new := [style for style in missing if style not in named]:
        named.update(new)
        click.echo(f"quire: the template lacks these styles, Quire's own stand in: {', '.join(new)}", err=True)
