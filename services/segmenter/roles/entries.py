"""Weighed blocks as entries of the document, and what is no part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.outline.model import Enumerator, MetaRole
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.numbering.loose import loose_enumerator
from services.segmenter.paragraphs.features import Reading
from services.segmenter.paragraphs.weigh import LOSS, WeighedGaps
from services.segmenter.passage import Passage
from services.segmenter.roles.features import GOES_ON, HEADING, JUNK, META, PARAGRAPH, POINT, ROLES, TITLE, WORD_ROLES
from services.segmenter.roles.titles import without_glue
from services.segmenter.roles.weigh import WeighedRoles
from services.segmenter.weighing import glyphs as g

LINE_END = 3  # kind of white space from which a line ends
WIDE = 0x2E80  # code points from here on stand without spaces between words
META_ROLES = {
    "docno": MetaRole.DOCUMENT_NUMBER,
    "addressee": MetaRole.ADDRESSEE,
    "salutation": MetaRole.SALUTATION,
    "speaker": MetaRole.AUTHOR,
    "date": MetaRole.DATE,
    "signature": MetaRole.SIGNATURE,
    "other": MetaRole.NOTE,
}
# Among "other" lines about the document, those that say themselves what they are.
OTHERS = (
    (MetaRole.ATTACHMENT, re.compile(r"^附\s?(?:件|表|录|錄|：|:)")),
    (MetaRole.HISTORY, re.compile(r"^[（(].*(?:通过|通過|修订|修訂|修正|公布|发布|施行|批准).*")),
    (MetaRole.SUBTITLE, re.compile(r"^(?:——|--|—|－－)")),
)
SECOND_TITLE = re.compile(
    r"^(?!附)[^。：:]{6,60}(?:通知|意[见見]|[办辦]法|[规規]定|方案|[规規][划劃]|[纲綱]要|[细細][则則]|[规規][则則]|[条條]例|制度|要点|要點|[预預]案|[计計][划劃]|[标標]准)(?:[（(].{1,12}[）)])?$|^第\s?\d+\s?篇|^附\s?件"
)


@dataclass(frozen=True, slots=True)
class WeighedEntries:
    """Entries in order, each with its confidence, and the stretches of the flow that are not the document."""

    entries: tuple[Entry, ...]
    remains: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Draft:
    """An entry while it is put together. `firsts`: pieces of the reading, stretch by stretch."""

    role: int
    stretches: list[tuple[int, int]]  # first and last piece
    kind: int
    block: int
    confidence: float
    torn: bool = False  # the first stretch stands behind a loss


def weighed_entries(reading: Reading, gaps: WeighedGaps, roles: WeighedRoles) -> WeighedEntries:
    """The entries of a text. A paragraph that goes on behind what is no part of the document is one entry."""
    drafts: list[_Draft] = []
    remains: list[tuple[int, int]] = []
    blocks = roles.blocks
    before = -1
    for n, (first, last) in enumerate(zip(blocks.firsts.tolist(), blocks.lasts.tolist(), strict=True)):
        role = int(roles.roles[n])
        lost = reading.white[first] == LOSS
        sure = float(roles.chances[n, role]) * float(max(gaps.chances[first], 0.0) if n else 1.0)
        if role == JUNK:
            remains.append((int(blocks.starts[n]), int(blocks.ends[n])))
        elif (role == GOES_ON and drafts and not lost) or (role == TITLE and before == TITLE and not lost):
            drafts[-1].stretches.append((first, last))
        else:
            drafts.append(
                _Draft(
                    PARAGRAPH if role == GOES_ON else role, [(first, last)], int(roles.kinds[n]), n, sure, bool(lost)
                )
            )
        before = role
    entries: list[Entry] = []
    for n, draft in enumerate(drafts):
        after_loss = draft.torn
        before_loss = n + 1 < len(drafts) and drafts[n + 1].torn
        passage = _passage(reading, draft, after_loss, before_loss)
        entries.append(_entry(reading, draft, passage, roles))
    bare: list[Entry] = []
    for entry in _with_run_in(reading, drafts, entries):
        if entry.meta is MetaRole.TITLE:
            parts, glued = without_glue(entry)
            bare += parts
            remains += glued
        else:
            bare.append(entry)
    return WeighedEntries(tuple(bare), tuple(remains))


def _passage(reading: Reading, draft: _Draft, after_loss: bool, before_loss: bool) -> Passage:
    places, white, codes = reading.places, reading.white, reading.glyphs.codes
    spaced = draft.role not in (PARAGRAPH, POINT)
    pieces: list[tuple[int, int]] = []
    joints: list[str] = []
    for first, last in draft.stretches:
        begin = int(places.starts[first])
        if pieces:
            joints.append(_joint(codes, pieces[-1][1] - 1, begin))
        for k in range(first + 1, last + 1):
            inside = white[k] < LINE_END and (spaced or k == first + 1)  # a space behind an enumerator stays
            if (
                white[k] == 0
                or inside
                or (white[k] < LINE_END and _apart(codes, int(places.ends[k - 1]) - 1, int(places.starts[k])))
            ):
                continue
            end, start = int(places.ends[k - 1]), int(places.starts[k])
            pieces.append((begin, end))
            joints.append(_joint(codes, end - 1, start))
            begin = start
        pieces.append((begin, int(places.ends[last])))
    return Passage(tuple(pieces), tuple(joints), after_loss, before_loss)


def _apart(codes: g.Ints, before: int, after: int) -> bool:
    """Whether a space between two characters parts words."""
    return bool(codes[before] < WIDE and codes[after] < WIDE)


def _joint(codes: g.Ints, before: int, after: int) -> str:
    return " " if _apart(codes, before, after) else ""


def _entry(reading: Reading, draft: _Draft, passage: Passage, roles: WeighedRoles) -> Entry:
    text = passage.joined(reading.text)
    entry = Entry(passage, text)
    if draft.role in (TITLE, META):
        entry.role = EntryRole.META
        entry.meta = MetaRole.TITLE if draft.role == TITLE else meta_role(WORD_ROLES[draft.kind], text)
        return entry
    found = loose_enumerator(text, 0, len(text)) or roles.blocks.enumerators.get(draft.block)
    if found is not None and not text.startswith(found.literal):
        found = None
    if draft.role == HEADING:
        entry.role, entry.enumerator = EntryRole.HEADING, found
        entry.second_document = found is None and SECOND_TITLE.search(re.sub(r"\s", "", text)) is not None
        entry.unnumbered_style = "document" if entry.second_document else ""
    elif draft.role == POINT and found is not None:
        entry.role, entry.enumerator = EntryRole.POINT, found
    return entry


def meta_role(name: str, text: str) -> MetaRole:
    """Which line about the document it is."""
    if name == "other":
        for role, pattern in OTHERS:
            if pattern.search(text):
                return role
    return META_ROLES[name]


def _with_run_in(reading: Reading, drafts: list[_Draft], entries: list[Entry]) -> list[Entry]:
    """A heading and the paragraph on its line are one entry with a run-in heading."""
    out: list[Entry] = []
    for n, (draft, entry) in enumerate(zip(drafts, entries, strict=True)):
        head = out[-1] if out else None
        begins = draft.stretches[0][0]
        if (
            head is not None
            and n
            and drafts[n - 1].role == HEADING
            and head.role is EntryRole.HEADING
            and not head.split
            and draft.role == PARAGRAPH
            and drafts[n - 1].stretches[-1][1] + 1 == begins
            and reading.white[begins] < LINE_END
            and not entry.passage.after_loss
        ):
            a, b = head.passage, entry.passage
            head.split = len(head.text)
            head.passage = Passage((*a.pieces, *b.pieces), (*a.joints, "", *b.joints), a.after_loss, b.before_loss)
            head.text = head.passage.joined(reading.text)
        else:
            out.append(entry)
    return out


__all__ = ["ROLES", "Enumerator", "WeighedEntries", "meta_role", "weighed_entries"]
