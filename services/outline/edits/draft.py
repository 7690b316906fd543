"""An outline taken apart for editing: blocks in a row, each heading with its level; put together again at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from services.limits import SECTION_DEPTH
from services.outline.edits.edit import Place, invalid
from services.outline.model import (
    Block,
    Fact,
    Furniture,
    Gap,
    Heading,
    Meta,
    Metadata,
    MetaRole,
    Outline,
    Repair,
    RepairName,
    Section,
    Span,
)

EDITED = RepairName("edited", "人工修改", "corrected by hand", "手動修正")


@dataclass(frozen=True, slots=True)
class Item:
    """A block in the row; `level` counts for headings."""

    level: int
    block: Heading | Block

    @property
    def place(self) -> Place | None:
        """Where it begins; None: it has no text from the dump."""
        if isinstance(self.block, Gap) or not self.block.text.spans:
            return None
        page, start, _ = self.block.text.spans[0]
        return Place(page, start)

    @property
    def end(self) -> tuple[int, int] | None:
        """Page and code point where its text ends."""
        if isinstance(self.block, Gap) or not self.block.text.spans:
            return None
        last = self.block.text.spans[-1]
        return last.page, last.end


@dataclass(frozen=True, slots=True)
class Draft:
    """What edits change; `base` is the outline that they began with."""

    base: Outline
    items: tuple[Item, ...]
    metadata: Metadata
    furniture: tuple[Furniture, ...]
    repairs: tuple[Repair, ...]
    _titles: tuple[str, ...] = field(default=())

    @staticmethod
    def of(outline: Outline) -> Draft:
        """The outline, taken apart."""
        items = tuple(Item(depth, block) for depth, block in outline.walk())
        return Draft(outline, items, outline.metadata, outline.furniture, outline.repairs, _title_words(items))

    def index(self, at: Place) -> int:
        """The number of the block that begins there. EDIT_INVALID where none does."""
        for number, item in enumerate(self.items):
            if item.place == at:
                return number
        raise invalid(f"No block begins at page {at.page}, character {at.start}.")

    def with_items(self, start: int, end: int, *items: Item) -> Draft:
        """Blocks `start` to `end` are `items` now."""
        return replace(self, items=(*self.items[:start], *items, *self.items[end:]))

    def outline(self) -> Outline:
        """Put together again; a heading that skips levels lies directly under the one above it."""
        names = self.base.repair_names
        if any(repair.rule == EDITED.rule for repair in self.repairs) and EDITED not in names:
            names = (*names, EDITED)
        blocks, sections = _nested(self.items)
        return replace(
            self.base,
            metadata=self._metadata(),
            blocks=blocks,
            sections=sections,
            furniture=tuple(sorted(self.furniture, key=lambda piece: piece.span)),
            repairs=tuple(sorted(self.repairs, key=lambda repair: repair.span)),
            repair_names=names,
        )

    def _metadata(self) -> Metadata:
        """The title follows its line, unless it was typed."""
        typed = self.metadata.title != self.base.metadata.title
        words = _title_words(self.items)
        if typed or words == self._titles or not words:
            return self.metadata
        spans = tuple(span for item in self.items if _is_title(item.block) for span in _spans(item.block))
        return replace(self.metadata, title=Fact("".join(words), spans))


def _is_title(block: Heading | Block) -> bool:
    return isinstance(block, Meta) and block.role is MetaRole.TITLE


def _spans(block: Heading | Block) -> tuple[Span, ...]:
    return () if isinstance(block, Gap) else block.text.spans


def _title_words(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(str(item.block.text) for item in items if isinstance(item.block, Meta) and _is_title(item.block))


@dataclass(slots=True)
class _Open:
    level: int
    heading: Heading | None
    blocks: list[Block]
    sections: list[Section]


def _nested(items: Iterable[Item]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    root = _Open(0, None, [], [])
    stack = [root]

    def close() -> None:
        done = stack.pop()
        assert done.heading is not None
        stack[-1].sections.append(Section(done.heading, tuple(done.blocks), tuple(done.sections)))

    for item in items:
        if isinstance(item.block, Heading):
            while stack[-1].level >= item.level or len(stack) > SECTION_DEPTH:
                close()
            stack.append(_Open(item.level, item.block, [], []))
        else:
            stack[-1].blocks.append(item.block)
    while len(stack) > 1:
        close()
    return tuple(root.blocks), tuple(root.sections)
