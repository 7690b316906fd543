"""Entries with roles and depths to the outline's tree: sections, blocks, gaps, and the text of each with its spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Paragraph, Point, Section, Text
from services.segmenter.breaks import ends
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.paged_text import PagedText
from services.segmenter.passage import text_of
from services.segmenter.source_map import SourceMappedText


@dataclass(slots=True)
class _Node:
    """A section while it is open."""

    heading: Heading
    depth: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Node] = field(default_factory=list)
    points: list[str] = field(default_factory=list)  # open point styles, outermost first


@dataclass(frozen=True, slots=True)
class Tree:
    """The body of an outline."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]


def trimmed(text: Text) -> Text:
    """Without white space at its ends."""
    whole = str(text)
    bare = whole.strip()
    if len(bare) == len(whole):
        return text
    begin = len(whole) - len(whole.lstrip())
    return text.cut(begin, begin + len(bare))


def assemble(
    dump: PagedText, flow: SourceMappedText, entries: list[Entry], gaps: list[Gap], lost_headings: dict[int, int]
) -> Tree:
    """The tree. `lost_headings`: entry index → depth of a heading that must have stood before it on a lost page."""
    root = _Node(Heading(Text()), 0)
    open_nodes = [root]

    def open_section(heading: Heading, depth: int) -> None:
        while open_nodes[-1].depth >= depth:
            open_nodes.pop()
        node = _Node(heading, depth)
        open_nodes[-1].sections.append(node)
        open_nodes.append(node)

    for n, entry in enumerate(entries):
        text = text_of(dump, flow, entry.passage)
        if entry.lost_before >= 0:
            gap = gaps[entry.lost_before]
            open_nodes[-1].blocks.append(gap)
            if n in lost_headings:
                open_section(Heading(Text()), lost_headings[n])
        if entry.role is EntryRole.HEADING:
            head = trimmed(text.cut(0, entry.split)) if entry.split else text
            open_section(Heading(head, entry.enumerator, bool(entry.split)), entry.depth)
            if entry.split:
                rest = trimmed(text.cut(entry.split, len(text)))
                open_nodes[-1].blocks.append(Paragraph(rest, False, _torn_end(entry, str(rest))))
            continue
        if entry.second_document:
            # Under no heading where there is none yet; else it stays in the last section: a section's blocks come
            # before its sections, so anywhere further out it would stand in front of what it follows.
            open_nodes[-1].points.clear()
        open_nodes[-1].blocks.append(_block(entry, text, open_nodes[-1]))
    if len(gaps) > sum(1 for entry in entries if entry.lost_before >= 0):
        open_nodes[-1].blocks.append(gaps[-1])
    return Tree(tuple(root.blocks), tuple(_frozen(node) for node in root.sections))


def _block(entry: Entry, text: Text, node: _Node) -> Block:
    if entry.role is EntryRole.META:
        return Meta(entry.meta or MetaRole.NOTE, trimmed(text))
    if entry.role is EntryRole.POINT and entry.enumerator is not None:
        style = entry.enumerator.style
        if style in node.points:
            del node.points[node.points.index(style) + 1 :]
        elif entry.enumerator.ordinal[-1:] in ((1,), ()) or not node.points:
            node.points.append(style)
        else:  # a number that nothing led up to stands beside the outermost points
            node.points[:] = [style]
        return Point(text, entry.enumerator, len(node.points) - 1)
    torn_start = entry.passage.after_loss and entry.lost_before >= 0
    return Paragraph(text, torn_start, _torn_end(entry, entry.text), entry.kind, entry.mark, entry.table)


def _torn_end(entry: Entry, text: str) -> bool:
    return entry.passage.before_loss and not ends.ends_sentence(text, 0, len(text))


def _frozen(node: _Node) -> Section:
    return Section(node.heading, tuple(node.blocks), tuple(_frozen(inner) for inner in node.sections))
