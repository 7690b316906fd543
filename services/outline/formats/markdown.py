"""markdown: CommonMark, with everything that Markdown would read as a sign of its own escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.outline.draw import missing
from services.outline.formats.format import Format, Writing
from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Point

DEEPEST = 6  # heading levels of Markdown
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_HEAD = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")  # a list, or a rule under a heading


def write(outline: Outline, _: Writing) -> str:
    """The title as #, headings from ## on, a paragraph a block; "1." of the document stays its own text."""
    return "\n\n".join(_lines(outline)) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    for depth, block in outline.walk():
        if line := _line(depth, block):
            yield line


def _line(depth: int, block: Heading | Block) -> str:
    match block:
        case Heading(text):
            return f"{'#' * min(depth + 1, DEEPEST)} {_escaped(str(text))}" if text else "*[heading lost]*"
        case Gap(pages):
            return f"*[{missing(pages)} missing]*"
        case Meta(MetaRole.TITLE, text):
            return f"# {_escaped(str(text))}"
        case Point(text):
            return f"{'> ' * block.depth}{_escaped(str(text))}"
        case _:
            return _escaped(str(block.text))


def _escaped(text: str) -> str:
    line = _SIGNS.sub(r"\\\1", " ".join(text.split("\n")))
    return _AT_HEAD.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line)


FORMAT = Format("markdown", ".md", "text/markdown; charset=utf-8", "CommonMark", write)
