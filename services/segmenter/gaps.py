"""What is lost, and what tells of it: pages by their numbers, headings by counting that starts again, announced
points."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.language.punctuation import CLOSING, COLONS, ELLIPSIS, FULL_STOPS, NEVER_BEGIN, SEMICOLONS
from services.outline.model import Finding, Gap, Severity, Span
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.furniture import FurnitureRemoval
from services.segmenter.numbering import STYLES, numerals
from services.segmenter.paged_text import PagedText
from services.segmenter.passage import place_before
from services.segmenter.source_map import SourceMappedText

ANNOUNCED = re.compile(  # 下面，我讲三点意见  /  现提出以下5条措施  /  着重抓好两个方面工作
    r"""
    (?:我?再?先?(?:讲|谈|說|说|提|强调|就)|提出|做好|抓好|着重|重点|以下|下面|下列)
    [^。；，]{0,16}?
    (?P<count>[两二三四五六七八九十]|\d{1,2})
    (?:点|點|个方面|個方面|个问题|個問題|条|項|项)
    (?P<what>意见|要求|建议|希望|看法|问题|工作|想法|体会|措施)?
    """,
    re.VERBOSE,
)

TORN_CHARS = 20  # code points of a torn paragraph: shorter lines at an end are names, dates and labels
ENDERS = FULL_STOPS + ELLIPSIS + SEMICOLONS + COLONS + CLOSING + ".\"'】]"
SITE = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|cn|org|net|gov|edu)\b|@[\w-]+\.", re.IGNORECASE)
CONTACT = re.compile(  # 联系电话：0731-8211 2233  /  Tel. 555-0147
    r"(?:电话|電話|传真|傳真|邮编|郵編|邮箱|地址|住址|联系人|聯絡人|\bTel\b|\bFax\b|\bPhone\b|〒)"
    r"|(?<!\d)\d{3,4}[-－ ]\d{6,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
)

Spans = Callable[[Entry], tuple[Span, ...]]  # few entries are asked for


def find_gaps(dump: PagedText, flow: SourceMappedText, entries: list[Entry], aside: FurnitureRemoval) -> list[Gap]:
    """One gap a LOST_PAGES of the flow, in order; entries after one are told so by `lost_before`."""
    gaps: list[Gap] = []
    evidence = (aside.evidence,)
    for entry in entries:
        if entry.passage.after_loss and len(gaps) < len(aside.lost):
            torn = ("torn",) if entry.enumerator is None else ()
            gaps.append(Gap(aside.lost[len(gaps)], place_before(dump, flow, entry.passage), evidence + torn))
            entry.lost_before = len(gaps) - 1
    return gaps


def find_lost_headings(entries: list[Entry]) -> dict[int, int]:
    """Entries before which, on a lost page, a heading must have stood: counting starts again behind the gap.

    第三 | 第二 | 第一 with gaps between: three series, so a heading is lost at each gap. The depth is that of the heading
    whose points were counted before.
    """
    numbers: dict[int, int] = {}
    depth = 0
    last: dict[str, tuple[int, ...]] = {}
    gap_at: int | None = None
    for n, entry in enumerate(entries):
        if entry.lost_before >= 0:
            gap_at = n
        if entry.role is EntryRole.HEADING:
            depth, gap_at = entry.depth, None
            last.clear()
        elif entry.role is EntryRole.POINT and entry.enumerator is not None and entry.enumerator.ordinal:
            style, ordinal = entry.enumerator.style, entry.enumerator.ordinal
            if (
                gap_at is not None
                and depth
                and style in last
                and ordinal <= last[style]
                and STYLES[style].restarts_under_heading
            ):
                numbers[gap_at] = depth
                gap_at = None
                last.clear()
            last[style] = ordinal
    return numbers


def loss_findings(entries: list[Entry], gaps: list[Gap], lost_headings: dict[int, int], spans: Spans) -> list[Finding]:
    """The findings about what is lost. `spans` gives those of an entry."""
    findings = [
        Finding("lost_pages", Severity.WARNING, (gap.at,), (("pages", ", ".join(map(str, gap.pages))),)) for gap in gaps
    ]
    for n in sorted(lost_headings):
        after = next((entry for entry in entries[n:] if entry.enumerator is not None), entries[n])
        details = (("before", (after.enumerator.literal if after.enumerator else after.text[:12])),)
        findings.append(Finding("lost_heading", Severity.WARNING, spans(entries[n])[:1], details))
    findings += _broken_counts(entries, spans)
    findings += _announced(entries, spans)
    if entries and _begins_torn(entries[0]):
        findings.append(Finding("torn_start", Severity.WARNING, spans(entries[0])[:1]))
    if entries and _ends_torn(entries[-1]):
        findings.append(Finding("torn_end", Severity.WARNING, spans(entries[-1])[-1:]))
    return findings


def _begins_torn(first: Entry) -> bool:
    """Whether the first words go on with a sentence whose beginning is not there."""
    text = first.text.lstrip()
    if first.role is not EntryRole.PARAGRAPH or len(text) < TORN_CHARS:
        return False
    return text[0] in NEVER_BEGIN or (text[0].islower() and text[0].isascii() and not SITE.search(text))


def _ends_torn(last: Entry) -> bool:
    """Whether the last words break off in a sentence. A heading with nothing under it does so as well."""
    text = last.text.rstrip()
    if last.role is EntryRole.HEADING and last.split == 0:
        return text[-1:] not in ENDERS
    if last.role is EntryRole.META or SITE.search(text) or CONTACT.search(text):
        return False
    return len(text) >= TORN_CHARS and text[-1] not in ENDERS


def _broken_counts(entries: list[Entry], spans: Spans) -> list[Finding]:
    """Numbers that are passed over or begin again, series by series under each heading."""
    findings: list[Finding] = []
    last: dict[tuple[str, int], tuple[Entry, int]] = {}
    for n, entry in enumerate(entries):
        if entry.second_document:  # it counts for itself
            last.clear()
        enumerator = entry.enumerator
        if enumerator is None or not enumerator.ordinal or entry.role is EntryRole.META:
            continue
        depth = entry.depth if entry.role is EntryRole.HEADING else 99
        if entry.role is EntryRole.HEADING:
            for key in [key for key in last if key[1] > depth]:
                del last[key]
        key = (enumerator.style, depth)
        before = last.get(key)
        last[key] = (entry, enumerator.ordinal[-1])
        if before is None or before[0].enumerator is None or len(enumerator.ordinal) > 1:
            continue
        details = (("before", before[0].enumerator.literal), ("after", enumerator.literal))
        if enumerator.ordinal[-1] > before[1] + 1 and enumerator.ordinal[-1] - before[1] < 40:
            findings.append(Finding("enumerator_gap", Severity.WARNING, spans(entries[n])[:1], details))
        elif enumerator.ordinal[-1] <= before[1] and entry.role is EntryRole.HEADING:
            findings.append(Finding("enumerator_restart", Severity.WARNING, spans(entries[n])[:1], details))
        elif enumerator.ordinal[-1] <= before[1] and enumerator.ordinal[-1] != 1:
            findings.append(Finding("enumerator_restart", Severity.INFO, spans(entries[n])[:1], details))
    return findings


def _announced(entries: list[Entry], spans: Spans) -> list[Finding]:
    """ "我先讲三点意见" and what of it is there."""
    findings: list[Finding] = []
    for n, entry in enumerate(entries[:60]):
        if entry.role is not EntryRole.PARAGRAPH or len(entry.text) > 600:
            continue
        match = ANNOUNCED.search(entry.text[-80:])
        if match is None:
            continue
        count = numerals.number(match["count"])
        following = [e for e in entries[n + 1 :] if e.role is EntryRole.HEADING]
        level = min((e.depth for e in following), default=0)
        present = sum(1 for e in following if e.depth == level)
        if not following:
            present = sum(1 for e in entries[n + 1 :] if e.role is EntryRole.POINT)
        if present < count:
            details = (("phrase", match[0]), ("announced", str(count)), ("found", str(present)))
            findings.append(Finding("announced_count", Severity.WARNING, spans(entries[n])[-1:], details))
        break
    return findings
