"""Evidence for and against a block and an outline: each piece is a name and a value, such as ("ends, then", "letter,
newline").

What the pieces weigh stands in weights.tsv; docs/doubt.md says what each measures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from services.outline.model import Outline
from services.segmenter.doubt.signs import NEAR_EDGE, Habits, Judgeable, Signs, length_of, share_of

Piece = tuple[str, str]
Evidence = tuple[Piece, ...]

RULES = ("torn_end", "torn_start", "title_missing", "enumerator_gap", "enumerator_restart", "announced_count",
         "ambiguous_depth", "lost_pages", "unreadable_characters")  # fmt: skip
HEADINGS = ("heading", "numbered heading", "run-in heading")
DOUBTFUL = 0.5  # confidence below which a block is likelier wrong than right


def place_in(signs: Sequence[Signs], n: int) -> tuple[Signs | None, Signs | None, int, int]:
    """The blocks beside block n, and how near it stands to the head and to the end."""
    before = signs[n - 1] if n else None
    behind = signs[n + 1] if n + 1 < len(signs) else None
    return before, behind, min(n, NEAR_EDGE), min(len(signs) - 1 - n, NEAR_EDGE)


def of_block(
    own: Signs, before: Signs | None, behind: Signs | None, head: int, end: int, habits: Habits
) -> Iterator[Piece]:
    """The evidence of a block."""
    kind = own.kind
    yield "always", ""
    yield "kind", kind
    yield "kind, language", f"{kind}, {habits.language}"
    yield "kind, end", f"{kind}, {own.ends}"
    yield "kind, length", f"{kind}, {own.length}"
    yield "kind, beginning", f"{kind}, {own.begins}"
    yield "end, then", f"{kind}, {own.ends}, {own.behind}"
    yield "end before", f"{kind}, {before.ends if before else 'start'}, {own.before}"
    yield "block before", f"{kind}, {before.kind if before else 'start'}"
    yield "block behind", f"{kind}, {behind.kind if behind else 'end'}"
    yield "end, next beginning", f"{own.ends}, {behind.begins if behind else 'end'}"
    yield "lines", f"{kind}, {own.lines}, {habits.line_ends}"
    yield "full last line", f"{kind}, {own.full}, {own.ends}"
    yield "line ends of the dump", f"{kind}, {habits.line_ends}, {habits.language[:2]}"
    yield "leftovers in the dump", f"{kind}, {habits.fragments}"
    beside = bool(before and before.fragment), bool(behind and behind.fragment)
    yield "a leftover", f"{own.fragment}, {beside[0]}, {beside[1]}"
    yield "near the head", f"{kind}, {head}"
    yield "near the end", f"{kind}, {end}"
    yield "signs of a site", f"{kind}, {own.site}"
    yield "a label", f"{kind}, {own.label}"
    yield "no letters", f"{own.number}"
    yield "counting", f"{kind}, {own.counting}"
    yield "a title was found", f"{kind}, {habits.title}"
    if own.level:
        yield "under it", f"{kind}, {own.under}"
        yield "level", f"{own.level}"


def of_outline(outline: Outline, judgeable: Judgeable, chances: Sequence[float]) -> Iterator[Piece]:
    """The evidence about the whole; `chances` are the confidences of its blocks."""
    habits, count = judgeable.habits, len(chances)
    kinds = Counter(signs.kind for signs in judgeable.signs)
    heads = [chance for signs, chance in zip(judgeable.signs, chances, strict=True) if signs.kind in HEADINGS]
    rules = {finding.rule for finding in outline.findings}
    numbered = kinds["numbered heading"] + kinds["run-in heading"] + kinds["point"]
    yield "always", ""
    yield "mean of the blocks", _twentieth(sum(chances) / count if count else 0.0)
    yield "mean of the headings", _twentieth(sum(heads) / len(heads)) if heads else "none"
    yield "doubtful blocks", share_of(sum(chance < DOUBTFUL for chance in chances), count)
    yield "leftovers", habits.fragments
    yield "line ends", f"{habits.line_ends}, {habits.language[:2]}"
    yield "language", habits.language
    yield "blocks", f"{length_of(count)}"
    yield "headings", share_of(sum(kinds[kind] for kind in HEADINGS), count)
    yield "numbered blocks", share_of(numbered, count)
    yield "titles", f"{min(kinds['title'], 3)}"
    yield "format", outline.source.format
    yield "kind of document", str(outline.metadata.kind)
    yield "furniture", share_of(sum(piece.span.chars for piece in outline.furniture), sum(outline.source.page_chars))
    for rule in RULES:
        yield rule, str(rule in rules)


def _twentieth(value: float) -> str:
    return f"{min(int(value * 20), 19) / 20:.2f}"
