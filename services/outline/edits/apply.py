"""One edit, applied to a draft. What cannot be done raises DocumentError EDIT_INVALID and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from services.limits import SECTION_DEPTH
from services.outline.edits.draft import Draft, Item
from services.outline.edits.edit import (
    TEXT_CHARS,
    Edit,
    Join,
    Place,
    PutBack,
    SetMetadata,
    SetRole,
    SetText,
    Split,
    Undo,
    UndoRepair,
    invalid,
)
from services.outline.edits.repaired import put_back, repair_undone
from services.outline.edits.retype import retyped
from services.outline.model import (
    Block,
    Enumerator,
    Fact,
    Furniture,
    FurnitureKind,
    Gap,
    Heading,
    Meta,
    MetaRole,
    Paragraph,
    Point,
    Run,
    Text,
)

ReadEnumerator: TypeAlias = Callable[[str], Enumerator | None]  # the number at the head of a text
FIELDS = (
    "title", "subtitle", "speaker", "post", "issuer", "addressee", "salutation", "date", "document_number", "signature",
)  # fmt: skip
VALUE_CHARS = 1000


def applied(draft: Draft, edit: Edit, read_enumerator: ReadEnumerator) -> Draft:
    """The draft after the edit."""
    match edit:
        case SetRole():
            return _role_set(draft, edit, read_enumerator)
        case SetText(at, text):
            return _text_set(draft, at, text, read_enumerator)
        case Split(at, offset):
            return _split(draft, at, offset)
        case Join(at):
            return _joined(draft, at)
        case SetMetadata(field, value):
            return _metadata_set(draft, field, value)
        case UndoRepair(at):
            return repair_undone(draft, at)
        case PutBack(at):
            return put_back(draft, at)
        case Undo():
            raise invalid("An undo is of the log, not of the outline.")


def _role_set(draft: Draft, edit: SetRole, read_enumerator: ReadEnumerator) -> Draft:
    number = draft.index(edit.at)
    block = draft.items[number].block
    assert not isinstance(block, Gap)
    if edit.role == "furniture":
        return _set_aside(draft, number, edit.kind)
    if edit.role == "title":  # a document has one title: the line that was it becomes its subtitle
        draft = replace(draft, items=tuple(map(_no_title, draft.items)))
    level = edit.level if edit.role == "heading" else 0
    if edit.role == "heading" and not 1 <= level <= SECTION_DEPTH:
        raise invalid(f"A heading is of level 1 to {SECTION_DEPTH}.")
    item = Item(level or draft.items[number].level, _block_as(edit.role, block, read_enumerator))
    return draft.with_items(number, number + 1, item)


def _block_as(role: str, block: Heading | Meta | Point | Paragraph, read_enumerator: ReadEnumerator) -> Heading | Block:
    text = block.text
    number = block.enumerator if isinstance(block, Heading | Point) else read_enumerator(str(text))
    match role:
        case "heading":
            return Heading(text, number)
        case "point":
            if number is None:
                raise invalid("A point begins with its number.")
            return Point(text, number, block.depth if isinstance(block, Point) else 0)
        case "paragraph":
            return Paragraph(text)
        case _:
            if role not in list(MetaRole):
                raise invalid(f"There is no role '{role[:40]}'.")
            return Meta(MetaRole(role), text)


def _no_title(item: Item) -> Item:
    if isinstance(item.block, Meta) and item.block.role is MetaRole.TITLE:
        return replace(item, block=replace(item.block, role=MetaRole.SUBTITLE))
    return item


def _set_aside(draft: Draft, number: int, kind: str) -> Draft:
    if kind and kind not in list(FurnitureKind):
        raise invalid(f"There is no kind of furniture '{kind[:40]}'.")
    block = draft.items[number].block
    assert not isinstance(block, Gap)
    named = FurnitureKind(kind) if kind else FurnitureKind.RUNNING_HEADER
    pieces = tuple(Furniture(named, run.text, run.span) for run in block.text.runs if run.span is not None)
    return replace(draft.with_items(number, number + 1), furniture=(*draft.furniture, *pieces))


def _text_set(draft: Draft, at: Place, text: str, read_enumerator: ReadEnumerator) -> Draft:
    if not text.strip() or len(text) > TEXT_CHARS:
        raise invalid(f"A block has 1 to {TEXT_CHARS} characters; one that does not belong is set aside.")
    number = draft.index(at)
    item = draft.items[number]
    assert not isinstance(item.block, Gap)
    words, repairs = retyped(item.block.text, text)
    return replace(
        draft.with_items(number, number + 1, replace(item, block=_with_text(item.block, words, read_enumerator))),
        repairs=(*draft.repairs, *repairs),
    )


def _with_text(block: Heading | Block, text: Text, read_enumerator: ReadEnumerator) -> Heading | Block:
    assert not isinstance(block, Gap)
    if not isinstance(block, Heading | Point):
        return replace(block, text=text)
    if block.enumerator is not None and str(text).startswith(block.enumerator.literal):
        return replace(block, text=text)
    number = read_enumerator(str(text))
    if isinstance(block, Heading):
        return replace(block, text=text, enumerator=number)
    return replace(block, text=text, enumerator=number) if number else Paragraph(text)


def _split(draft: Draft, at: Place, offset: int) -> Draft:
    number = draft.index(at)
    item = draft.items[number]
    block = item.block
    assert not isinstance(block, Gap)
    if not 0 < offset < len(block.text):
        raise invalid("A block is split inside its text.")
    head, tail = block.text.cut(0, offset), block.text.cut(offset, len(block.text))
    if not tail.spans or set(head.spans) & set(tail.spans):
        raise invalid("A repair stands over this place: undo it first.")
    first: Heading | Block = replace(block, text=head)
    if isinstance(block, Heading | Point) and block.enumerator and not str(head).startswith(block.enumerator.literal):
        first = Paragraph(head)
    torn = isinstance(block, Paragraph) and block.torn_end
    if isinstance(first, Paragraph):
        first = replace(first, torn_end=False)
    return draft.with_items(number, number + 1, replace(item, block=first), Item(0, Paragraph(tail, torn_end=torn)))


def _joined(draft: Draft, at: Place) -> Draft:
    number = draft.index(at)
    block, before = draft.items[number].block, draft.items[number - 1] if number else None
    if before is None or isinstance(before.block, Gap) or isinstance(block, Gap) or not before.block.text:
        raise invalid("There is no text before this block that it could go on.")
    space = (Run(" ", None),) if _is_latin(str(before.block.text)[-1:]) and _is_latin(str(block.text)[:1]) else ()
    text = Text((*before.block.text.runs, *space, *block.text.runs))
    whole = replace(before.block, text=text)
    if isinstance(whole, Paragraph):
        whole = replace(whole, torn_end=isinstance(block, Paragraph) and block.torn_end)
    return draft.with_items(number - 1, number + 1, replace(before, block=whole))


def _is_latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def _metadata_set(draft: Draft, field: str, value: str) -> Draft:
    if field not in FIELDS:
        raise invalid(f"There is no field '{field[:40]}'; there are {', '.join(FIELDS)}.")
    if len(value) > VALUE_CHARS:
        raise invalid(f"A value has at most {VALUE_CHARS} characters.")
    before: Fact | None = getattr(draft.metadata, field)
    fact = Fact(value.strip(), before.spans if before else ()) if value.strip() else None
    return replace(draft, metadata=replace(draft.metadata, **{field: fact}))  # type: ignore[arg-type]
