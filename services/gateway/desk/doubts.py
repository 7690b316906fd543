"""Places to look at before the document is sent on: what the segmenter noticed, and where it was not sure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.gateway.desk.blocks import BlockView
from services.outline.messages import message
from services.outline.model import Finding, Outline, Severity, Span

SURE = 0.6  # a block below it is listed: of two likely readings neither is then twice as likely as the other
MOST = 200  # a broken dump is doubtful everywhere: nobody goes through more


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place. `block`: the block in reading order, -1: none; `at`: "PAGE:START" in the source, empty: nowhere."""

    severity: str
    text: str
    block: int = -1
    at: str = ""
    page: int = 0
    rule: str = ""


def doubts(outline: Outline, views: Sequence[BlockView], language: str) -> tuple[Doubt, ...]:
    """In reading order, what has no place last; at most MOST. Notes (severity INFO)
    count only where they have a place.
    """
    keys, indexes = _index(outline)

    def block_at(span: Span) -> int:
        at = bisect_right(keys, (span.page, span.start)) - 1
        return indexes[at] if at >= 0 and keys[at][0] == span.page else (indexes[at + 1] if at + 1 < len(keys) else -1)

    from_findings = [_of_finding(finding, block_at, language) for finding in outline.findings if _matters(finding)]
    doubtful = {doubt.block for doubt in from_findings if doubt.rule == "doubtful_block"}
    from_findings += (doubt for doubt in _unsure(views, language) if doubt.block not in doubtful)
    return tuple(sorted(from_findings, key=lambda doubt: (doubt.block < 0, doubt.block)))[:MOST]


def _matters(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO or bool(finding.spans)


def _of_finding(finding: Finding, block_at, language: str) -> Doubt:  # type: ignore[no-untyped-def]
    words = message(finding, language)
    if not finding.spans:
        return Doubt(finding.severity.value, words, rule=finding.rule)
    span = finding.spans[0]
    return Doubt(
        finding.severity.value, words, block_at(span), f"{span.page}:{span.start}", span.page, rule=finding.rule
    )


def _unsure(views: Sequence[BlockView], language: str) -> Iterator[Doubt]:
    for view in views:
        if view.confidence is not None and view.confidence < SURE:
            percent = round(100 * view.confidence)
            words = f"{percent}% sure: " if language == "en" else f"把握{percent}%："
            page = int(view.anchor.partition(":")[0] or 0)
            yield Doubt("info", words + view.text[:40], view.index, view.anchor, page, "unsure")


def _index(outline: Outline) -> tuple[list[tuple[int, int]], list[int]]:
    places = sorted(
        ((span.page, span.start), index)
        for index, (_, block) in enumerate(outline.walk())
        for span in getattr(getattr(block, "text", None), "spans", ())
    )
    return [place for place, _ in places], [index for _, index in places]
