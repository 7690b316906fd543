"""A dump's bytes to its outline: the whole pipeline, top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from operator import attrgetter

from services.errors import DocumentError
from services.limits import DUMP_BYTES, PAGES
from services.outline.checks import check
from services.outline.model import Finding, MetaRole, Outline, PrintedPage, Severity, Source, Span
from services.segmenter.assemble import assemble, text_of
from services.segmenter.breaks import Passage, find_passages
from services.segmenter.breaks.japanese import is_japanese_law, number_items, split_japanese
from services.segmenter.breaks.layout import Breaks, infer_layout
from services.segmenter.breaks.solid import split_solid
from services.segmenter.breaks.western import split_western
from services.segmenter.collector import paused_collector
from services.segmenter.dump import Dump
from services.segmenter.entries import Entry
from services.segmenter.flow import Flow
from services.segmenter.front_matter import mark_frame
from services.segmenter.furniture import SetAside, set_aside
from services.segmenter.furniture.set_aside import SIGNS
from services.segmenter.gaps import find_gaps, find_lost_headings, tell_losses
from services.segmenter.headings import judge_headings
from services.segmenter.japanese_headings import judge_japanese
from services.segmenter.kind import detect_kind
from services.segmenter.language import detect_language
from services.segmenter.metadata import read_metadata
from services.segmenter.numbering import enumerator_at
from services.segmenter.numbering.depth.assign import number_headings
from services.segmenter.numbering.misread import mend_misread
from services.segmenter.readers import read
from services.segmenter.readers.document import Document, page_layouts, paged
from services.segmenter.repairs import repair
from services.segmenter.title_lines import join_title
from services.segmenter.western import mark_unnumbered
from services.version import VERSION

SEGMENTER = f"quire {VERSION}"
SURROGATE = re.compile("[\ud800-\udfff]")


def segment(dump: bytes) -> Outline:
    """The outline of a dump. The same bytes give the same outline.

    Raises DocumentError for what cannot be read, as `read` does. Any text gives an outline; what is less than fatal is a
    finding.
    """
    return _outline(read(dump), sha256(dump).hexdigest(), len(dump))


def segment_pages(pages: Sequence[str]) -> Outline:
    """The outline of pages as a scanner reads them; spans count these pages."""
    pages = [SURROGATE.sub("\ufffd", page) for page in pages]
    size = sum(len(page.encode("utf-8", "replace")) for page in pages)
    if size > DUMP_BYTES:
        raise DocumentError("DUMP_TOO_LARGE", f"The pages have {size} bytes; at most {DUMP_BYTES} are read.")
    if not any(page.strip() for page in pages):
        raise DocumentError("DUMP_EMPTY" if not any(pages) else "DUMP_BLANK", "No page holds any text.")
    dump = paged(pages)
    raw = dump.text.encode("utf-8", "replace")
    return _outline(Document("text", dump), sha256(raw).hexdigest(), len(raw))


@paused_collector()
def _outline(document: Document, digest: str, size: int) -> Outline:
    dump = document.dump
    if len(dump.pages) > PAGES:
        raise DocumentError("TOO_MANY_PAGES", f"The dump has {len(dump.pages)} pages; at most {PAGES} are read.")
    aside = set_aside(dump)
    language = detect_language(aside.flow.text)
    flow, repairs = repair(dump, aside.flow, language)
    layout = infer_layout(flow.text, language)
    passages = find_passages(flow.text, layout)
    solid_law = False
    if layout.breaks is Breaks.NOTHING and layout.cjk:
        solid_law = language == "ja" and is_japanese_law(flow.text)
        passages = (split_japanese if solid_law else split_solid)(flow.text, passages)
    if layout.breaks is Breaks.NOTHING and language == "en":
        passages = split_western(flow.text, passages)
    if layout.cjk:
        passages = join_title(flow.text, passages)
    entries = [_entry(flow, passage) for passage in passages]
    if solid_law:
        number_items(entries)
    mend_misread(entries)
    kind = detect_kind(entries)
    judge_headings(entries, kind, language)
    if language == "ja":
        judge_japanese(entries)
    mark_frame(entries, kind)
    if language == "en":
        mark_unnumbered(entries)
    gaps = find_gaps(dump, flow, entries, aside)
    findings = number_headings(dump, flow, entries)
    lost_headings = find_lost_headings(entries)
    tree = assemble(dump, flow, entries, gaps, lost_headings)
    lines = [(entry.meta, text_of(dump, flow, entry.passage)) for entry in entries if entry.meta is not None]
    lost = tell_losses(entries, gaps, lost_headings, lambda entry: _spans(dump, flow, entry.passage))
    findings = [*document.findings, *aside.findings, *findings, *lost]
    if not any(role is MetaRole.TITLE for role, _ in lines):
        findings.append(Finding("title_missing", Severity.INFO))
    outline = Outline(
        source=Source(
            digest,
            document.encoding,
            size,
            tuple(end - start for start, end in dump.pages),
            document.format,
            document.metadata,
        ),
        metadata=read_metadata(lines, kind, language),
        blocks=tree.blocks,
        sections=tree.sections,
        printed_pages=_printed_pages(dump, flow, aside),
        furniture=aside.furniture,
        repairs=tuple(sorted(repairs, key=attrgetter("span"))),
        findings=tuple(findings),
        segmenter=SEGMENTER,
        page_layouts=page_layouts(document),
    )
    breaches = check(outline, [dump.text[start:end] for start, end in dump.pages])
    return replace(outline, findings=(*outline.findings, *breaches)) if breaches else outline


def _entry(flow: Flow, passage: Passage) -> Entry:
    if len(passage.pieces) == 1:
        text = flow.text[passage.start : passage.end]
    else:
        parts = [flow.text[a:b] for a, b in passage.pieces]
        text = parts[0] + "".join(joint + part for joint, part in zip(passage.joints, parts[1:], strict=True))
    return Entry(passage, text, enumerator_at(text, 0, len(text)))


def _spans(dump: Dump, flow: Flow, passage: Passage) -> tuple[Span, ...]:
    return tuple(dump.span(a, b) for start, end in passage.pieces for a, b in flow.origins_of(start, end))


def _printed_pages(dump: Dump, flow: Flow, aside: SetAside) -> tuple[PrintedPage, ...]:
    edges = [found.start() for found in SIGNS.finditer(flow.text)]
    starts, stops = [0, *(edge + 1 for edge in edges)], [*edges, len(flow.text)]
    if len(starts) != len(aside.numbers):
        return ()
    return tuple(
        PrintedPage(number, tuple(span for a, b in flow.origins_of(start, stop) for span in dump.spans(a, b)))
        for number, start, stop in zip(aside.numbers, starts, stops, strict=True)
    )
