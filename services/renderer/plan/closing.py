"""What to know of the source: a note of its own behind a transcript (原件情况说明), a line in a condensed form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from services.outline.messages import message
from services.outline.model import Finding, Outline, Repair, Severity, Span
from services.outline.pages import page_numbers
from services.renderer.placed import Line, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.labels import Labels, labels, page_list, repair_name
from services.renderer.plan.traditional import traditional

# Said by the lines above the findings, or of no use to a reader of the document.
ELSEWHERE = {"lost_pages"}
LOSSES = ("lost_heading", "announced_count", "torn_start", "torn_end", "enumerator_gap")
# Repairs that change no word: they alone are no reason for a note.
PUNCTUATION = {"half_width_punctuation", "invisible_characters", "wide_characters", "stray_spaces", "bracketed_years"}
EXAMPLES = 4
MOST_FINDINGS = 40
MOST_LOSSES = 4  # of a condensed form


def note(draft: Draft, room: float) -> Iterator[Line]:
    """The note on a page of its own; nothing where there is nothing that changes what the text says."""
    sentences = list(_sentences(draft))
    words_changed = any(repair.rule not in PUNCTUATION for repair in draft.outline.repairs)
    if words_changed or draft.gaps or any(finding.rule not in ELSEWHERE for finding in draft.outline.findings):
        yield line("note-title", draft.words.note_title, new_page=True)
        yield line("note", draft.words.note_intro)
        for number, sentence in enumerate(sentences, 1):
            yield line("note", f"{number}. {sentence}")


def source(draft: Draft, room: float) -> Iterator[Line]:
    """The same in one sentence: what is missing. Nothing where nothing is."""
    lost = list(losses(draft))
    if lost:
        words = draft.words
        yield line("note", TextRun(words.source_note, bold=True), words.joined.join(lost) + words.stop)


def losses(draft: Draft) -> Iterator[str]:
    """What is missing, in sentences without their full stops."""
    pages = lost_pages(draft)
    sentences = [_missing(pages, draft.language)] if draft.gaps else []
    if draft.language == "ja":  # findings have no words in Japanese
        yield from sentences
        return
    sentences += [
        finding_words(finding, draft.language).rstrip("。.")
        for finding in draft.outline.findings
        if finding.rule in LOSSES and not (draft.gaps and finding.rule == "enumerator_gap")  # the pages say it
    ]
    yield from list(dict.fromkeys(sentences))[:MOST_LOSSES]


def lost_pages(draft: Draft) -> tuple[int, ...]:
    """The printed numbers of all lost pages."""
    return tuple(sorted({page for gap in draft.gaps for page in gap.pages}))


def finding_words(finding: Finding, language: str) -> str:
    """A finding in the language of a profile; in English where there are no words in that language."""
    words = message(finding, "zh" if language == "zh-Hant" else language)
    return traditional(words) if language == "zh-Hant" else words


def page_words(place: Span, number: Callable[[Span], int | None], words: Labels) -> str:
    """The page of a place, in words: the printed number, or else the page of the dump."""
    printed = number(place)
    return words.on_dump_page.format(place.page) if printed is None else words.on_page.format(printed)


def _missing(pages: Sequence[int], language: str) -> str:
    words = labels(language)
    return words.source_lacks.format(page_list(pages, language)) if pages else words.source_lacks_unknown


def _sentences(draft: Draft) -> Iterator[str]:
    words, number = draft.words, page_numbers(draft.outline)
    pages = lost_pages(draft)
    if draft.gaps:
        unknown = sum(1 for gap in draft.gaps if not gap.pages)
        yield _missing(pages, draft.language) + words.stop
        if unknown and pages:
            yield words.more_lost.format(count=unknown) + words.stop
    shown = [finding for finding in draft.outline.findings if finding.rule not in ELSEWHERE]
    shown.sort(key=lambda finding: finding.severity is Severity.INFO)  # stable: warnings first
    for finding in shown[:MOST_FINDINGS]:
        sentence = finding_words(finding, draft.language)
        page = page_words(finding.spans[0], number, words) if finding.spans else ""
        ended = sentence[-1:] in ("。", ".")
        yield f"{sentence[:-1]}{page}{sentence[-1]}" if page and ended else sentence + page
    if draft.outline.repairs:
        yield _repairs(draft.outline, draft.language)


def _repairs(outline: Outline, language: str) -> str:
    words = labels(language)
    by_rule: dict[str, list[Repair]] = {}
    for repair in outline.repairs:
        by_rule.setdefault(repair.rule, []).append(repair)
    sentences = []
    for rule, done in by_rule.items():
        pairs = Counter((repair.before, repair.after) for repair in done if _shows(repair))
        examples = [f"{before}→{after}" for (before, after), _ in pairs.most_common(EXAMPLES)]
        listed = (", " if language == "en" else "、").join(examples) + (words.and_more if len(pairs) > EXAMPLES else "")
        shown = words.examples.format(listed) if examples else ""
        sentences.append(
            words.repair.format(rule=repair_name(outline, rule, language), count=len(done), examples=shown)
        )
    return words.repairs.format(count=len(outline.repairs)) + words.joined.join(sentences) + words.stop


def _shows(repair: Repair) -> bool:
    """Whether before and after can be told apart on paper."""
    return bool(repair.after) and repair.before.isalpha() and repair.after.isalpha() and len(repair.before) <= 12
