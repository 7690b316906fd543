"""`quire outline`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from services.gateway.cli import dumps
from services.gateway.cli.progress import bar
from services.outline.formats import Writing, format_named, formats, names


@click.command()
@dumps.argument
@dumps.together
@click.option(
    "--format", "form", type=click.Choice(names()), default="tree", show_default=True,
    help=" ".join(f"{row.name}: {row.about}." for row in formats().values()),
)  # fmt: skip
@click.option("--width", metavar="N", type=click.IntRange(10), help="Shorten each text of a tree to N characters.")
@click.option(
    "--out-dir", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Write a file for each dump NAME.txt: NAME.outline.txt, NAME.jsonl, NAME.md, …",
)  # fmt: skip
def outline(paths: tuple[str, ...], together: bool, form: str, width: int | None, out_dir: Path | None) -> int:
    """Show or save what is recovered from page dumps: headings, points, paragraphs, lost pages, repairs.

    \b
    Examples:
      quire outline speech.txt
      quire outline --width 60 speech.txt
      quire outline --format blocks *.txt --out-dir blocks
      quire outline --format markdown speech.txt
      quire outline scan.pdf pages.zip letter.docx
      quire outline --together page-1.hocr page-2.hocr

    A dump is plain text in UTF-8, GB18030, Big5 or UTF-16, a PDF with a text layer, hOCR, ALTO, PAGE, OFD, DOCX,
    HTML, an archive of such pages, or the JSON of MinerU, Docling or PaddleOCR; "-" is standard input. A dump
    that cannot be read is told on standard error and the others go on; the exit code is then 2.
    """
    from services.segmenter.segment import segment

    paths, read = dumps.opened(paths, together)
    written = format_named(form)
    with bar("Reading", len(paths)) as step:

        def do(path: str, name: str) -> None:
            step(name, 0)
            try:
                text = written.write(segment(read(path)), Writing(name, width))
            finally:
                step(name, 1)
            if out_dir is not None:
                dumps.write(out_dir / f"{name}{written.ending}", text.encode())
                return
            if form == "tree" and len(paths) > 1:
                text = f"=== {name} ===\n{text}"
            sys.stdout.buffer.write(text.encode())

        code = dumps.each(paths, do)
    sys.stdout.flush()
    return code
