"""Repairs: one a file of this folder, found by its REPAIR; what they change is recorded here and nowhere else.

A repair never guesses: what is uncertain stays, and may become a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules

from services.outline.model import Finding, Repair, RepairName, Severity, Span
from services.segmenter.paged_text import PagedText
from services.segmenter.repairs.rule import Doubt, RepairRule
from services.segmenter.source_map import Edit, SourceMappedText

DOUBTS = 20  # findings of one rule: who reads twenty has seen what the dump is like


@cache
def rules() -> tuple[RepairRule, ...]:
    """Every repair, in the order of its turn."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    repairs = [module.REPAIR for module in modules if hasattr(module, "REPAIR")]
    return tuple(sorted(repairs, key=lambda rule: (rule.order, rule.name)))


def names_of(repairs: list[Repair]) -> tuple[RepairName, ...]:
    """What each rule of some repairs did, in words."""
    used = {repair.rule for repair in repairs}
    return tuple(
        RepairName(rule.name, rule.chinese, rule.english, rule.japanese) for rule in rules() if rule.name in used
    )


def repair(
    dump: PagedText, flow: SourceMappedText, language: str
) -> tuple[SourceMappedText, list[Repair], list[Finding]]:
    """The flow after all repairs, the record of each change, and what looks wrong and was left."""
    done: list[Repair] = []
    findings: list[Finding] = []
    for rule in rules():
        if rule.doubts is not None:
            findings += _doubts(dump, flow, rule.doubts(flow.text, language))
        edits = list(rule.find(flow.text, language))
        if edits:
            done += record(dump, flow, rule.name, edits)
            flow = apply(flow, edits)
    return flow, done, findings


def _doubts(dump: PagedText, flow: SourceMappedText, doubts: Iterator[Doubt]) -> Iterator[Finding]:
    for doubt in islice(doubts, DOUBTS):
        spans = tuple(dump.span(*origin) for origin in flow.origins_of(doubt.start, doubt.end))
        yield Finding(doubt.finding, Severity.INFO, spans, doubt.details)


def apply(flow: SourceMappedText, edits: list[Edit]) -> SourceMappedText:
    """The flow after `edits`; where all keep the length, its stretches stay."""
    if any(len(text) != end - start for start, end, text, _ in edits):
        return flow.edited(edits)
    parts: list[str] = []
    at, old = 0, flow.text
    for start, end, text, _ in edits:
        parts += old[at:start], text
        at = end
    return flow.replaced("".join([*parts, old[at:]]))


def record(dump: PagedText, flow: SourceMappedText, rule: str, edits: list[Edit]) -> Iterator[Repair]:
    """Each edit as a repair of the raw dump; one that lies over a cut is a repair on either side of it."""
    starts, origins, last = flow.starts, flow.origins, len(flow.starts) - 1
    raw, pages = dump.text, dump.pages
    n, page = -1, 0
    begins = stops = shift = 0  # of the stretch that the edit is in; `shift` from the flow to the dump
    straight = False  # a character of the stretch is a character of the dump
    base, top = pages[0]
    for edit in edits:
        start, end, after, _ = edit
        while stops <= start and n < last:
            n += 1
            begins, stops = starts[n], starts[n + 1] if n < last else len(flow.text)
            shift = origins[n][0] - begins
            straight = origins[n][1] - origins[n][0] == stops - begins
        if not straight or end > stops:
            yield from _over_cuts(dump, flow, rule, edit)
            continue
        start, end = start + shift, end + shift
        while page + 1 < len(pages) and pages[page + 1][0] <= start:
            page += 1
            base, top = pages[page]
        span = Span(page + 1, start - base, end - base) if base <= start and end <= top else dump.span(start, end)
        yield Repair(rule, span, raw[start:end], after)


def _over_cuts(dump: PagedText, flow: SourceMappedText, rule: str, edit: Edit) -> Iterator[Repair]:
    keeps = len(edit.text) == edit.end - edit.start
    for n, (a, b, origin) in enumerate(flow.pieces(edit.start, edit.end)):
        # What changes its length is put where it begins; the rest of it is deleted.
        whole = "" if n else edit.text
        after = edit.text[a - edit.start : b - edit.start] if keeps else whole
        yield Repair(rule, dump.span(*origin), dump.text[origin[0] : origin[1]], after)
