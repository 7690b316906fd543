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
from services.outline.model import Finding, MetaRole, Outline, PrintedPage, Severity, Source
from services.segmenter.assemble import assemble
from services.segmenter.breaks import find_passages
from services.segmenter.breaks.layout import Breaks, infer_layout
from services.segmenter.collector import paused_collector
from services.segmenter.doubt.judge import judged
from services.segmenter.entries import Entry
from services.segmenter.frame.kind import detect_kind
from services.segmenter.frame.meta_roles import assign_meta_roles
from services.segmenter.frame.metadata import read_metadata
from services.segmenter.frame.paragraph_kinds import name_paragraphs
from services.segmenter.furniture import FurnitureRemoval, remove_furniture
from services.segmenter.furniture.remains import with_remains
from services.segmenter.furniture.remove import SIGNS
from services.segmenter.gaps import find_gaps, find_lost_headings, loss_findings
from services.segmenter.geometry import View, view
from services.segmenter.headings import judge_headings
from services.segmenter.languages import Language, language_of
from services.segmenter.numbering import enumerator_at
from services.segmenter.numbering.depth.assign import assign_depths
from services.segmenter.numbering.misread import mend_misread
from services.segmenter.paged_text import PagedText
from services.segmenter.passage import Passage, spans_of, text_of
from services.segmenter.readers import read
from services.segmenter.readers.document import Document, page_layouts, paged
from services.segmenter.repairs import names_of, repair
from services.segmenter.source_map import SourceMappedText
from services.segmenter.weighing.choose import weigh_entries
from services.version import VERSION

SEGMENTER = f"quire {VERSION}"
SURROGATE = re.compile("[\ud800-\udfff]")


def segment(dump: bytes) -> Outline:
    """The outline of a dump. The same bytes give the same outline.

    Raises DocumentError for what cannot be read, as `read` does. Any text gives an outline; what is less than fatal
    is a
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
    seen = view(document)
    dump = seen.dump if seen else document.dump
    if len(dump.pages) > PAGES:
        raise DocumentError("TOO_MANY_PAGES", f"The dump has {len(dump.pages)} pages; at most {PAGES} are read.")
    aside = remove_furniture(dump)
    language = language_of(aside.flow.text)
    flow, repairs, doubts = repair(dump, aside.flow, language.code)
    entries = ruled_entries(flow, language, seen)
    weighed = None if seen and (seen.placed or seen.styled) else weigh_entries(flow.text, language.code, entries, aside)
    if weighed is not None:
        entries = list(weighed.entries)
        if seen:  # roles of a file whose lines have no places: a saved page
            seen.mark_kinds(flow, entries)
            seen.weigh(flow, entries)
        aside = with_remains(aside, dump, flow, weighed.remains)
    kind = detect_kind(entries)
    gaps = find_gaps(dump, flow, entries, aside)
    findings = assign_depths(dump, flow, entries)
    lost_headings = find_lost_headings(entries)
    tree = assemble(dump, flow, entries, gaps, lost_headings)
    lines = [(entry.meta, text_of(dump, flow, entry.passage)) for entry in entries if entry.meta is not None]
    lost = loss_findings(entries, gaps, lost_headings, lambda entry: spans_of(dump, flow, entry.passage))
    findings = [*document.findings, *aside.findings, *doubts, *findings, *lost]
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
        metadata=read_metadata(lines, kind, language.code),
        blocks=tree.blocks,
        sections=tree.sections,
        printed_pages=_printed_pages(dump, flow, aside),
        furniture=aside.furniture,
        repairs=tuple(sorted(repairs, key=attrgetter("span"))),
        findings=tuple(findings),
        segmenter=SEGMENTER,
        page_layouts=page_layouts(document),
        repair_names=names_of(repairs),
    )
    outline = name_paragraphs(outline)
    pages = [dump.text[start:end] for start, end in dump.pages]
    breaches = check(outline, pages)
    return judged(replace(outline, findings=(*outline.findings, *breaches)) if breaches else outline, pages)


def _blank(flow: SourceMappedText, passage: Passage) -> bool:
    """Whether nothing but white space is left of it: a stray indent between two paragraphs of unbroken text."""
    text = flow.text
    return text[passage.start].isspace() and all(text[start:end].isspace() for start, end in passage.pieces)


def ruled_entries(flow: SourceMappedText, language: Language, seen: View | None) -> list[Entry]:
    """The entries as the rules see them."""
    layout = infer_layout(flow.text, language.code)
    placed = seen is not None and seen.placed
    passages = seen.passages(flow) if seen and placed else find_passages(flow.text, layout)
    unbroken = layout.breaks is Breaks.NOTHING and not placed
    if unbroken:
        passages = language.split_unbroken(flow.text, passages)
    passages = language.join_title(flow.text, passages)
    entries = [_entry(flow, passage) for passage in passages if passage.after_loss or not _blank(flow, passage)]
    if unbroken:
        language.number_unbroken(flow.text, entries)
    if seen:
        seen.mark_kinds(flow, entries)
    mend_misread(entries)
    kind = detect_kind(entries)
    judge_headings(entries, kind, language.code)
    language.judge(entries)
    assign_meta_roles(entries, kind)
    language.judge_framed(entries)
    if seen:
        seen.weigh(flow, entries)
    return entries


def _entry(flow: SourceMappedText, passage: Passage) -> Entry:
    text = passage.joined(flow.text)
    return Entry(passage, text, enumerator_at(text, 0, len(text)))


def _printed_pages(dump: PagedText, flow: SourceMappedText, aside: FurnitureRemoval) -> tuple[PrintedPage, ...]:
    edges = [match.start() for match in SIGNS.finditer(flow.text)]
    starts, stops = [0, *(edge + 1 for edge in edges)], [*edges, len(flow.text)]
    if len(starts) != len(aside.numbers):
        return ()
    return tuple(
        PrintedPage(number, tuple(span for a, b in flow.origins_of(start, stop) for span in dump.spans(a, b)))
        for number, start, stop in zip(aside.numbers, starts, stops, strict=True)
    )
