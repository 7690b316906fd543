"""The headings among the entries, given to the solver and told their depths."""

from __future__ import annotations

from collections.abc import Iterator

from services.limits import SECTION_DEPTH
from services.outline.model import Finding, Severity
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.numbering import STYLES
from services.segmenter.numbering.depth.rules import Numbered
from services.segmenter.numbering.depth.solve import solve
from services.segmenter.paged_text import PagedText
from services.segmenter.source_map import SourceMappedText

UNNUMBERED = 25  # rank of a heading without a number
# Ranks of such headings by their looks: a line right under the title, in capitals, in title case, a few words, a
# question.
UNNUMBERED_RANKS = {
    "document": 1,
    "supplement": 4,
    "subtitle": 8,
    "caption": 19,
    "capitals": 13,
    "title": 25,
    "words": 25,
    "question": 37,
    # Seen on the page: by the file's own level, or by size alone.
    "level 1": 5,
    "level 2": 12,
    "level 3": 18,
    "level 4": 24,
    "level 5": 30,
    "level 6": 36,
    "large": 9,
    "larger": 16,
}
SHOWN = 5  # findings of ambiguous depths

LEVELS_OF_THEIR_OWN = (
    "document",
    "supplement",
    "subtitle",
    "caption",
    "capitals",
    "question",
    "level 1",
    "level 2",
    "level 3",
    "level 4",
    "level 5",
    "level 6",
    "large",
    "larger",
)  # looks that other looks are no siblings of


def assign_depths(dump: PagedText, flow: SourceMappedText, entries: list[Entry]) -> list[Finding]:
    """Give every heading its depth (1 outermost); findings where another depth is nearly as likely."""
    headings, items, lost, restart = [], [], False, False
    for entry in entries:
        lost = lost or entry.lost_before >= 0
        restart = restart or entry.second_document
        if entry.role is not EntryRole.HEADING:
            continue
        enumerator = entry.enumerator
        style = (
            enumerator.style
            if enumerator
            else f"?{entry.unnumbered_style}"
            if entry.unnumbered_style in LEVELS_OF_THEIR_OWN
            else ""
        )
        rank = STYLES[style].rank if enumerator else UNNUMBERED_RANKS.get(entry.unnumbered_style, UNNUMBERED)
        items.append(Numbered(style, enumerator.ordinal if enumerator else (), rank, lost, restart))
        headings.append(entry)
        lost = restart = False
    solution = solve(items)
    for entry, depth in zip(headings, solution.depths, strict=True):
        entry.depth = depth
    findings = list(_capped(items, solution.depths))
    for n in solution.ambiguous[:SHOWN]:
        entry = headings[n]
        place = flow.origins_of(entry.passage.start, entry.passage.start + 1)
        details = (
            ("heading", entry.text[:24]),
            ("chosen", str(solution.depths[n])),
            ("other", str(solution.runner_up[n])),
        )
        findings.append(Finding("ambiguous_depth", Severity.INFO, tuple(dump.span(*at) for at in place), details))
    return findings


def _capped(items: list[Numbered], depths: tuple[int, ...]) -> Iterator[Finding]:
    """Told once, where styles that would nest deeper share the deepest level that an outline has."""
    deepest: list[str] = []  # styles at the last level, under one heading
    most = 1
    for item, depth in zip(items, depths, strict=True):
        if depth < SECTION_DEPTH:
            deepest = []
        elif item.key not in deepest:
            deepest.append(item.key)
            most = max(most, len(deepest))
    if most > 1:
        details = (("depth", str(SECTION_DEPTH + most - 1)), ("limit", str(SECTION_DEPTH)))
        yield Finding("depth_capped", Severity.WARNING, (), details)
