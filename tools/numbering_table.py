"""Write the table of numbering styles in docs/numbering.md from the code: python -m tools.numbering_table --write."""

from __future__ import annotations

import sys
from pathlib import Path

from services.segmenter.numbering import NUMBERING_STYLES

PAGE = Path(__file__).parent.parent / "docs/numbering.md"
BEGIN, END = "<!-- styles -->\n", "<!-- /styles -->"


def table() -> str:
    """The table in Markdown, a row a style."""
    rows = ["| example | style | usually | rank | not | remark |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {style.example} | `{style.name}` | {style.role.value} | {style.rank} | {style.counter} | {style.note} |"
        for style in NUMBERING_STYLES
    ]
    return "\n".join(rows) + "\n"


def page() -> str:
    """The page with a fresh table."""
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    return head + BEGIN + table() + END + rest.split(END)[1]


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(table(), end="")
