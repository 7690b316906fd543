"""The closing note (原件情况说明): what is missing, what is uncertain, what was mended, with page references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from services.outline.messages import message
from services.outline.model import Finding, Gap, Outline, Repair, Severity, Span
from services.outline.pages import page_numbers
from services.renderer.placed import Line, line
from services.renderer.plan.words import labels, page_list, repair_name

# Said by the lines above the findings, or of no use to a reader of the document.
ELSEWHERE = {"lost_pages"}
EXAMPLES = 4
MOST_FINDINGS = 40


def closing_note(outline: Outline, language: str) -> Iterator[Line]:
    """The note as lines; nothing where there is nothing to tell."""
    told = list(_told(outline, language))
    if told:
        words = labels(language)
        yield line("note-title", words.note_title, new_page=True)
        yield line("note", words.note_intro)
        for number, sentence in enumerate(told, 1):
            yield line("note", f"{number}. {sentence}")


def source_line(outline: Outline, language: str) -> str:
    """The same in one sentence for a summary: what is missing. Empty where nothing is."""
    words = labels(language)
    missing = lost_pages(outline)
    told = [_missing(missing, language)] if missing or _gaps(outline) else []
    told += [
        message(finding, language).rstrip("。.")
        for finding in outline.findings
        if finding.rule in ("lost_heading", "announced_count", "torn_start", "torn_end")
    ]
    joint = "；" if language == "zh" else "; "
    return joint.join(dict.fromkeys(told)) + words.stop if told else ""


def lost_pages(outline: Outline) -> tuple[int, ...]:
    """The printed numbers of all lost pages."""
    return tuple(sorted({page for gap in _gaps(outline) for page in gap.pages}))


def _gaps(outline: Outline) -> list[Gap]:
    return [block for _, block in outline.walk() if isinstance(block, Gap)]


def _missing(pages: Sequence[int], language: str) -> str:
    if language == "zh":
        return f"原件缺第{page_list(pages, language)}页" if pages else "原件有缺页，页码不详"
    if not pages:
        return "Pages are missing; their numbers are not known"
    return f"{'Page' if len(pages) == 1 else 'Pages'} {page_list(pages, language)} of the source missing"


def _told(outline: Outline, language: str) -> Iterator[str]:
    words = labels(language)
    where = _where(outline, language)
    if gaps := _gaps(outline):
        unknown = sum(1 for gap in gaps if not gap.pages)
        yield _missing(lost_pages(outline), language) + words.stop
        if unknown and lost_pages(outline):
            yield (
                f"另有{unknown}处缺页，页码不详。" if language == "zh" else f"{unknown} more places of unknown number."
            )
    shown = [finding for finding in outline.findings if finding.rule not in ELSEWHERE]
    shown.sort(key=lambda finding: finding.severity is Severity.INFO)  # stable: warnings first
    for finding in shown[:MOST_FINDINGS]:
        yield _with_page(finding, language, where)
    if outline.repairs:
        yield _repairs(outline.repairs, language)


def _with_page(finding: Finding, language: str, where: dict[Span, str]) -> str:
    told = message(finding, language)
    page = where.get(finding.spans[0], "") if finding.spans else ""
    return f"{told[:-1]}{page}{told[-1]}" if page and told[-1:] in ("。", ".") else told + page


def _where(outline: Outline, language: str) -> dict[Span, str]:
    """The page of each finding, in words: the printed number, or else the page of the dump."""
    words, number = labels(language), page_numbers(outline)
    found = {}
    for finding in outline.findings:
        for span in finding.spans[:1]:
            printed = number(span)
            found[span] = words.on_dump_page.format(span.page) if printed is None else words.on_page.format(printed)
    return found


def _repairs(repairs: Sequence[Repair], language: str) -> str:
    words = labels(language)
    by_rule: dict[str, list[Repair]] = {}
    for repair in repairs:
        by_rule.setdefault(repair.rule, []).append(repair)
    told = []
    for rule, done in by_rule.items():
        pairs = Counter((repair.before, repair.after) for repair in done if _shows(repair))
        examples = [f"{before}→{after}" for (before, after), _ in pairs.most_common(EXAMPLES)]
        more = words.and_more if len(pairs) > EXAMPLES else ""
        shown = f"（{'、'.join(examples)}{more}）" if language == "zh" else f": {', '.join(examples)}{more}"
        told.append(
            words.repair.format(rule=repair_name(rule, language), count=len(done), examples=shown if examples else "")
        )
    return words.repairs.format(count=len(repairs)) + ("；" if language == "zh" else "; ").join(told) + words.stop


def _shows(repair: Repair) -> bool:
    """Whether before and after can be told apart on paper."""
    return bool(repair.after) and repair.before.isalpha() and repair.after.isalpha() and len(repair.before) <= 12
