"""The outline as indented plain text: for golden cases, logs and `quire outline --format tree`.

title: 在全市…会议上的讲话
| 下面,我先讲三点意见。
#1 一、思想上要高度重视
  ⟨page 2 missing⟩
  | ⟨torn⟩ 观方面来讲,…
  * 第三,…
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from services.outline.model import Block, DocumentKind, Fact, Gap, Heading, Meta, Metadata, Outline, Paragraph, Point
from services.outline.pages import stretches


def draw(outline: Outline, width: int | None = None) -> str:
    """One line a block, then what was set aside, changed and noticed, counted. Ends with a line end.

    `width` shortens each text to that many characters with "…" in its middle; None keeps all of it.
    """
    lines = [f"{'  ' * indent}{line}" for indent, line in _lines(outline, width)]
    lines += (f"{name}: {told}" for name, told in _apart(outline) if told)
    return "".join(line + "\n" for line in lines)


def missing(pages: Sequence[int]) -> str:
    """The lost pages in words: "page 2", "pages 2–3, 7", and "pages" where their numbers are unknown."""
    return f"{'page' if len(pages) == 1 else 'pages'} {stretches(pages, '–', ', ')}".rstrip()


def _lines(outline: Outline, width: int | None) -> Iterator[tuple[int, str]]:
    for depth, block in outline.walk():
        if isinstance(block, Heading):
            words = _shown(str(block.text), width) if block.text else "⟨lost heading⟩"
            yield depth - 1, f"#{depth} {words}{' ⟨run-in⟩' if block.run_in else ''}"
        else:
            yield depth + (block.depth if isinstance(block, Point) else 0), _line(block, width)


def _line(block: Block, width: int | None) -> str:
    match block:
        case Meta(role, text):
            return f"{role}: {_shown(str(text), width)}"
        case Point(text):
            return f"* {_shown(str(text), width)}"
        case Paragraph(text, torn_start, torn_end):
            return f"| {'⟨torn⟩ ' * torn_start}{_shown(str(text), width)}{' ⟨torn⟩' * torn_end}"
        case Gap(pages):
            return f"⟨{missing(pages)} missing⟩"


def _shown(text: str, width: int | None) -> str:
    text = text.replace("\n", "⏎")
    if width is None or len(text) <= width:
        return text
    head = width * 2 // 3
    return f"{text[:head]}…{text[len(text) - max(width - head - 1, 0) :]}"


def _apart(outline: Outline) -> Iterator[tuple[str, str]]:
    yield "facts", ", ".join(_facts(outline.metadata))
    yield "furniture", _counted(piece.kind for piece in outline.furniture)
    yield "repairs", _counted(repair.rule for repair in outline.repairs)
    yield "findings", _counted(finding.rule for finding in outline.findings)


def _facts(metadata: Metadata) -> Iterator[str]:
    for name in Metadata.__slots__:
        value = getattr(metadata, name)
        told = value.value if isinstance(value, Fact) else value
        if told not in (None, DocumentKind.OTHER, "und"):
            yield f"{name} {told}"


def _counted(names: Iterable[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(Counter(names).items()))
