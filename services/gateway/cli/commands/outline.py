"""`quire outline`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from services.gateway.cli import dumps
from services.gateway.cli.progress import bar

ENDINGS = {"tree": ".outline.txt", "blocks": ".jsonl", "json": ".outline.json"}


@click.command()
@dumps.argument
@click.option(
    "--format", "form", type=click.Choice(list(ENDINGS)), default="tree", show_default=True,
    help="tree: to read. blocks: JSON lines, a block each, in reading order. json: everything, with provenance.",
)  # fmt: skip
@click.option("--width", metavar="N", type=click.IntRange(10), help="Shorten each text of a tree to N characters.")
@click.option(
    "--out-dir", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Write a file for each dump NAME.txt: NAME.outline.txt, NAME.jsonl or NAME.outline.json.",
)  # fmt: skip
def outline(paths: tuple[str, ...], form: str, width: int | None, out_dir: Path | None) -> int:
    """Show or save what is recovered from page dumps: headings, points, paragraphs, lost pages, repairs.

    \b
    Examples:
      quire outline speech.txt
      quire outline --width 60 speech.txt
      quire outline --format blocks *.txt --out-dir blocks
      pdftotext scan.pdf - | quire outline --format json -

    A dump is plain text in UTF-8, GB18030, Big5 or UTF-16; "-" is standard input. A dump that cannot be
    read is told on standard error and the others go on; the exit code is then 2.
    """
    from services.segmenter.segment import segment

    with bar("Reading", len(paths)) as step:

        def do(path: str, name: str) -> None:
            step(name, 0)
            try:
                text = _written(segment(dumps.read(path)), form, width)
            finally:
                step(name, 1)
            if out_dir is not None:
                dumps.write(out_dir / f"{name}{ENDINGS[form]}", text.encode())
                return
            if form == "tree" and len(paths) > 1:
                text = f"=== {name} ===\n{text}"
            sys.stdout.buffer.write(text.encode())

        code = dumps.each(paths, do)
    sys.stdout.flush()
    return code


def _written(found, form: str, width: int | None) -> str:  # type: ignore[no-untyped-def]
    match form:
        case "blocks":
            from services.outline.blocks import to_json_lines

            return to_json_lines(found)
        case "json":
            from services.outline.codec import to_json

            return to_json(found)
        case _:
            from services.outline.draw import draw

            return draw(found, width)
