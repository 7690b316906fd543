"""The outline on the wire and on disk: model to protobuf and back. The one file that knows `outline_pb2`.

`decode(encode(outline)) == outline` for every outline whose sections nest at most SECTION_DEPTH deep. The same outline
gives the same bytes. What cannot be read as an outline is a DocumentError with reason OUTLINE_UNREADABLE.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from google.protobuf import json_format
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from google.protobuf.message import DecodeError, EncodeError

from protos.outline.v1 import outline_pb2 as pb
from services.errors import BrokenInvariant, DocumentError
from services.limits import SECTION_DEPTH
from services.outline import json_stream
from services.outline import model as m
from services.outline.messages import message

Member = TypeVar("Member", bound=StrEnum)

FACTS = (
    "title",
    "subtitle",
    "speaker",
    "post",
    "issuer",
    "addressee",
    "salutation",
    "date",
    "document_number",
    "signature",
)


def to_bytes(outline: m.Outline) -> bytes:
    """The outline as a serialised quire.outline.v1.Outline, the same bytes each time."""
    with _memory():
        return encode(outline).SerializeToString(deterministic=True)


def from_bytes(data: bytes) -> m.Outline:
    """The outline of a serialised quire.outline.v1.Outline. Raises DocumentError OUTLINE_UNREADABLE."""
    return decode(_parsed(data))


def _parsed(data: bytes) -> pb.Outline:
    try:
        with _memory():
            return pb.Outline.FromString(data)
    except DecodeError as error:
        raise _unreadable("it is no serialised outline") from error


def to_json(outline: m.Outline) -> str:
    """The NAME.outline.json artefact: proto JSON of quire.outline.v1.Outline, indented, letters as they are."""
    with _memory():
        return json.dumps(json_format.MessageToDict(encode(outline)), ensure_ascii=False, indent=1) + "\n"


def json_pieces(data: bytes) -> Iterator[bytes]:
    """The text of `to_json` of a serialised outline, in pieces: for outlines too large to be held in several forms.

    Raises DocumentError OUTLINE_UNREADABLE.
    """
    with _memory():
        for piece in json_stream.json_pieces(_parsed(data)):
            yield piece.encode()
        yield b"\n"


def title_of(data: bytes) -> str:
    """The title in a serialised outline; empty where it has none. Raises DocumentError OUTLINE_UNREADABLE."""
    with _memory():
        return _parsed(data).metadata.title.value


def about_of(data: bytes) -> str:
    """Number, speaker and issuer in a serialised outline, a line each: what a document is searched by beside its title.

    Raises DocumentError OUTLINE_UNREADABLE.
    """
    with _memory():
        facts = _parsed(data).metadata
    values = (facts.document_number.value, facts.speaker.value, facts.issuer.value)
    return "\n".join(value for value in values if value)


def needs_review_of(data: bytes) -> bool:
    """Whether a serialised outline needs a person's eyes. Raises DocumentError OUTLINE_UNREADABLE."""
    with _memory():
        wire = _parsed(data)
    return wire.HasField("confidence") and wire.confidence < m.REVIEW_BELOW


def from_json(text: str | bytes) -> m.Outline:
    """The outline of `to_json`. Unknown fields are refused. Raises DocumentError OUTLINE_UNREADABLE."""
    try:
        wire = json_format.Parse(text, pb.Outline())
    except (json_format.ParseError, ValueError, TypeError, RecursionError) as error:
        raise _unreadable(f"it is no outline in JSON ({error})") from error
    return decode(wire)


@contextmanager
def _memory() -> Iterator[None]:
    """protobuf has its own words for a lack of memory."""
    try:
        yield
    except (DecodeError, EncodeError) as error:
        if "alloc" in str(error):
            raise MemoryError(str(error)) from error
        raise


def encode(outline: m.Outline) -> pb.Outline:
    """The wire form. Raises BrokenInvariant SECTIONS_TOO_DEEP where sections nest deeper than the wire allows."""
    source, metadata = outline.source, outline.metadata
    return pb.Outline(
        source=pb.Source(
            digest=source.digest,
            encoding=source.encoding,
            size=source.size,
            page_chars=source.page_chars,
            format=source.format,
            metadata=[pb.Detail(name=name, value=value) for name, value in source.metadata],
        ),
        metadata=pb.Metadata(
            kind=_wire_name(metadata.kind),
            language=metadata.language,
            **{name: _fact(getattr(metadata, name)) for name in FACTS},
        ),
        blocks=[_block(block) for block in outline.blocks],
        sections=[_section(section, 1) for section in outline.sections],
        printed_pages=[pb.PrintedPage(number=page.number, spans=_spans(page.spans)) for page in outline.printed_pages],
        furniture=[
            pb.Furniture(
                kind=_wire_name(piece.kind),
                text=piece.text,
                span=_span(piece.span),
                number=piece.number,
            )
            for piece in outline.furniture
        ],
        repairs=[
            pb.Repair(rule=repair.rule, span=_span(repair.span), before=repair.before, after=repair.after)
            for repair in outline.repairs
        ],
        findings=[
            pb.Finding(
                rule=finding.rule,
                severity=_wire_name(finding.severity),
                spans=_spans(finding.spans),
                details=[pb.Detail(name=name, value=value) for name, value in finding.details],
                message=message(finding, "en"),
            )
            for finding in outline.findings
        ],
        segmenter=outline.segmenter,
        page_layouts=[
            pb.PageLayout(
                width=page.width,
                height=page.height,
                label=page.label,
                lines=[pb.LineBox(**line._asdict()) for line in page.lines],
            )
            for page in outline.page_layouts
        ],
        repair_names=[pb.RepairName(**name._asdict()) for name in outline.repair_names],
        confidence=outline.confidence,
    )


def decode(wire: pb.Outline) -> m.Outline:
    """The outline of its wire form. Raises DocumentError OUTLINE_UNREADABLE where a rule of outline.proto is broken."""
    if not wire.HasField("metadata"):
        raise _unreadable("it says nothing of a document; make one with: quire outline --format json DUMP")
    source, metadata = wire.source, wire.metadata
    return m.Outline(
        source=m.Source(
            source.digest,
            source.encoding,
            source.size,
            tuple(source.page_chars),
            source.format or "text",  # outlines of older versions do not tell
            tuple((detail.name, detail.value) for detail in source.metadata),
        ),
        metadata=m.Metadata(
            **{name: _read_fact(getattr(metadata, name)) for name in FACTS if metadata.HasField(name)},
            kind=_member(m.DocumentKind, pb.DocumentKind, metadata.kind),
            language=metadata.language,
        ),
        blocks=tuple(map(_read_block, wire.blocks)),
        sections=tuple(_read_section(section, 1) for section in wire.sections),
        printed_pages=tuple(
            m.PrintedPage(page.number if page.HasField("number") else None, _read_spans(page.spans))
            for page in wire.printed_pages
        ),
        furniture=tuple(
            m.Furniture(
                _member(m.FurnitureKind, pb.FurnitureKind, piece.kind),
                piece.text,
                _read_span(piece.span),
                piece.number if piece.HasField("number") else None,
            )
            for piece in wire.furniture
        ),
        repairs=tuple(m.Repair(r.rule, _read_span(r.span), r.before, r.after) for r in wire.repairs),
        findings=tuple(
            m.Finding(
                finding.rule,
                _member(m.Severity, pb.Severity, finding.severity),
                _read_spans(finding.spans),
                tuple((detail.name, detail.value) for detail in finding.details),
            )
            for finding in wire.findings
        ),
        segmenter=wire.segmenter,
        page_layouts=tuple(
            m.PageLayout(
                page.width,
                page.height,
                page.label,
                tuple(m.LineBox(b.start, b.end, b.left, b.top, b.right, b.bottom) for b in page.lines),
            )
            for page in wire.page_layouts
        ),
        repair_names=tuple(
            m.RepairName(name.rule, name.chinese, name.english, name.japanese) for name in wire.repair_names
        ),
        confidence=_read_confidence(wire),
    )


# --- to the wire


@lru_cache(maxsize=None, typed=True)  # members of two enums may have one value
def _wire_name(member: StrEnum) -> str:
    """META_ROLE_TITLE for MetaRole.TITLE: the wire's names are the model's with the enum's name before them."""
    return _prefix(type(member)) + member.name


def _prefix(enum: type[StrEnum]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", enum.__name__).upper() + "_"


def _span(span: m.Span) -> pb.Span:
    return pb.Span(page=span.page, start=span.start, end=span.end)


def _spans(spans: Iterable[m.Span]) -> list[pb.Span]:
    return [_span(span) for span in spans]


def encode_text(text: m.Text) -> pb.Text:
    """The wire form of a text, for other messages that carry one."""
    return pb.Text(
        runs=[pb.Run(text=run.text, span=None if run.span is None else _span(run.span)) for run in text.runs]
    )


def _fact(fact: m.Fact | None) -> pb.Fact | None:
    return None if fact is None else pb.Fact(value=fact.value, spans=_spans(fact.spans))


def _enumerator(enumerator: m.Enumerator | None) -> pb.Enumerator | None:
    if enumerator is None:
        return None
    return pb.Enumerator(style=enumerator.style, ordinal=enumerator.ordinal, literal=enumerator.literal)


def _block(block: m.Block) -> pb.Block:
    match block:
        case m.Meta(role, text):
            return pb.Block(meta=pb.Meta(role=_wire_name(role), text=encode_text(text)), confidence=block.confidence)
        case m.Point(text, enumerator, depth):
            point = pb.Point(text=encode_text(text), enumerator=_enumerator(enumerator), depth=depth)
            return pb.Block(point=point, confidence=block.confidence)
        case m.Paragraph(text, torn_start, torn_end):
            paragraph = pb.Paragraph(
                text=encode_text(text),
                torn_start=torn_start,
                torn_end=torn_end,
                kind=_wire_name(block.kind),
                mark=block.mark,
                table=block.table,
            )
            return pb.Block(paragraph=paragraph, confidence=block.confidence)
        case m.Gap(pages, at, evidence):
            return pb.Block(gap=pb.Gap(pages=pages, at=_span(at), evidence=evidence))


def _section(section: m.Section, depth: int) -> pb.Section:
    if depth > SECTION_DEPTH:
        raise BrokenInvariant("SECTIONS_TOO_DEEP", f"Sections nest deeper than {SECTION_DEPTH}.")
    heading = section.heading
    return pb.Section(
        heading=pb.Heading(
            text=encode_text(heading.text),
            enumerator=_enumerator(heading.enumerator),
            run_in=heading.run_in,
            confidence=heading.confidence,
        ),
        blocks=[_block(block) for block in section.blocks],
        sections=[_section(inner, depth + 1) for inner in section.sections],
    )


# --- from the wire


def _unreadable(why: str) -> DocumentError:
    return DocumentError("OUTLINE_UNREADABLE", f"The outline cannot be read: {why}.")


def _member(kind: type[Member], enum: EnumTypeWrapper, number: int) -> Member:
    try:
        return kind[enum.Name(number).removeprefix(_prefix(kind))]
    except (ValueError, KeyError) as error:
        raise _unreadable(f"{number} is no {kind.__name__}") from error


def _read_span(span: pb.Span) -> m.Span:
    if span.page < 1 or not 0 <= span.start <= span.end:
        raise _unreadable(f"page {span.page}, code points {span.start} to {span.end} are no stretch of text")
    return m.Span(span.page, span.start, span.end)


def _read_spans(spans: Iterable[pb.Span]) -> tuple[m.Span, ...]:
    return tuple(map(_read_span, spans))


def decode_text(text: pb.Text) -> m.Text:
    """The text of its wire form. Raises DocumentError OUTLINE_UNREADABLE where a span is none."""
    return m.Text(tuple(m.Run(r.text, _read_span(r.span) if r.HasField("span") else None) for r in text.runs))


def _read_fact(fact: pb.Fact) -> m.Fact:
    return m.Fact(fact.value, _read_spans(fact.spans))


def _read_enumerator(enumerator: pb.Enumerator) -> m.Enumerator:
    return m.Enumerator(enumerator.style, tuple(enumerator.ordinal), enumerator.literal)


def _read_confidence(wire: pb.Outline | pb.Block | pb.Heading) -> float | None:
    if not wire.HasField("confidence"):
        return None
    if not 0 <= wire.confidence <= 1:
        raise _unreadable(f"{wire.confidence} is no confidence: it lies between 0 and 1")
    return wire.confidence


def _read_block(block: pb.Block) -> m.Block:
    confidence = _read_confidence(block)
    match block.WhichOneof("kind"):
        case "meta":
            role = _member(m.MetaRole, pb.MetaRole, block.meta.role)
            return m.Meta(role, decode_text(block.meta.text), confidence)
        case "point":
            point = block.point
            if not point.HasField("enumerator"):
                raise _unreadable("a point has no enumerator")
            return m.Point(decode_text(point.text), _read_enumerator(point.enumerator), point.depth, confidence)
        case "paragraph":
            paragraph = block.paragraph
            kind = paragraph.kind or pb.PARAGRAPH_KIND_TEXT  # outlines of older versions do not tell
            return m.Paragraph(
                decode_text(paragraph.text),
                paragraph.torn_start,
                paragraph.torn_end,
                _member(m.ParagraphKind, pb.ParagraphKind, kind),
                paragraph.mark,
                paragraph.table,
                confidence,
            )
        case "gap":
            gap = block.gap
            return m.Gap(tuple(gap.pages), _read_span(gap.at), tuple(gap.evidence))
        case _:
            raise _unreadable("a block is of no kind")


def _read_section(section: pb.Section, depth: int) -> m.Section:
    if depth > SECTION_DEPTH:
        raise _unreadable(f"sections nest deeper than {SECTION_DEPTH}")
    heading = section.heading
    return m.Section(
        m.Heading(
            decode_text(heading.text),
            _read_enumerator(heading.enumerator) if heading.HasField("enumerator") else None,
            heading.run_in,
            _read_confidence(heading),
        ),
        tuple(map(_read_block, section.blocks)),
        tuple(_read_section(inner, depth + 1) for inner in section.sections),
    )
