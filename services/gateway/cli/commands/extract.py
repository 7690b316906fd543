"""`quire extract`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from services.gateway.cli import dumps
from services.gateway.cli.progress import bar

FORMATS = ("json", "csv", "xlsx", "ics")  # rows of services/renderer/fact_files/formats.py; a test holds them to it


@click.command()
@dumps.argument
@dumps.together
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="json", show_default=True,
    help="json: all facts. csv, xlsx: the tasks with who, by when and on which page. ics: the days of the time limits.",
)  # fmt: skip
@click.option(
    "--out-dir", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Write a file for each dump NAME.txt: NAME.json, NAME.xlsx, …",
)  # fmt: skip
def extract(paths: tuple[str, ...], together: bool, form: str, out_dir: Path | None) -> int:
    """Pull out who must do what by when, the figures, and the meetings, documents and decisions that dumps name.

    \b
    Examples:
      quire extract notice.txt
      quire extract --format xlsx notice.txt --out-dir tasks
      quire extract --format ics *.txt --out-dir calendar

    Nothing is left out: docs/facts.md says what each part means, and "perhaps" holds what is doubtful.
    """
    from services.renderer.extract.extract import extract as facts_of
    from services.renderer.fact_files.formats import facts_format
    from services.segmenter.segment import segment

    written = facts_format(form)
    if form == "xlsx" and out_dir is None:
        raise click.UsageError("A workbook is a file: say where with --out-dir DIR.")
    paths, read = dumps.opened(paths, together)
    with bar("Extracting", len(paths)) as step:

        def do(path: str, name: str) -> None:
            step(name, 0)
            try:
                outline = segment(read(path))
                title = outline.metadata.title.value if outline.metadata.title else ""
                language = "en" if outline.metadata.language.startswith("en") else "zh"
                data = written.write(facts_of(outline), title, language)
            finally:
                step(name, 1)
            if out_dir is not None:
                dumps.write(out_dir / f"{name}.{written.ending}", data)
            else:
                sys.stdout.buffer.write(data)

        code = dumps.each(paths, do)
    sys.stdout.flush()
    return code
