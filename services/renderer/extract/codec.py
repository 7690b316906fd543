"""Facts on the wire and in the store: values to protobuf and back. The one file that knows `facts_pb2`.

`from_bytes(to_bytes(facts)) == facts`, and the same facts give the same bytes. What cannot be read as facts is a
DocumentError with reason FACTS_UNREADABLE.
"""

from __future__ import annotations

from collections.abc import Iterable

from google.protobuf.message import DecodeError

from protos.facts.v1 import facts_pb2 as pb
from services.errors import DocumentError
from services.outline.codec import decode_text, encode_text
from services.outline.model import Text
from services.renderer.extract.facts import Deadline, Decision, Document, Effect, Facts, Figure, Meeting, Requirement


def to_bytes(facts: Facts) -> bytes:
    """The facts as a serialised quire.facts.v1.Facts, the same bytes each time."""
    wire = pb.Facts(
        requirements=map(_requirement, facts.requirements),
        perhaps=map(_requirement, facts.perhaps),
        figures=map(_figure, facts.figures),
        perhaps_figures=map(_figure, facts.perhaps_figures),
        meetings=[pb.Meeting(name=encode_text(each.name), page=each.page) for each in facts.meetings],
        documents=[
            pb.Document(
                title=None if each.title is None else encode_text(each.title),
                number=None if each.number is None else encode_text(each.number),
                page=each.page,
            )
            for each in facts.documents
        ],
        decisions=[
            pb.Decision(text=encode_text(each.text), award=each.award, page=each.page) for each in facts.decisions
        ],
        effects=[
            pb.Effect(kind=each.kind, text=encode_text(each.text), date=each.date, page=each.page)
            for each in facts.effects
        ],
    )
    return wire.SerializeToString(deterministic=True)


def from_bytes(data: bytes) -> Facts:
    """The facts of a serialised quire.facts.v1.Facts. Raises DocumentError FACTS_UNREADABLE or OUTLINE_UNREADABLE."""
    try:
        wire = pb.Facts.FromString(data)
    except DecodeError as error:
        raise DocumentError("FACTS_UNREADABLE", "The facts cannot be read: they are no serialised facts.") from error
    return Facts(
        requirements=tuple(map(_read_requirement, wire.requirements)),
        perhaps=tuple(map(_read_requirement, wire.perhaps)),
        figures=tuple(map(_read_figure, wire.figures)),
        perhaps_figures=tuple(map(_read_figure, wire.perhaps_figures)),
        meetings=tuple(Meeting(decode_text(each.name), _page(each)) for each in wire.meetings),
        documents=tuple(
            Document(
                decode_text(each.title) if each.HasField("title") else None,
                decode_text(each.number) if each.HasField("number") else None,
                _page(each),
            )
            for each in wire.documents
        ),
        decisions=tuple(Decision(decode_text(each.text), each.award, _page(each)) for each in wire.decisions),
        effects=tuple(Effect(each.kind, decode_text(each.text), each.date, _page(each)) for each in wire.effects),
    )


def _requirement(each: Requirement) -> pb.Requirement:
    due = each.deadline
    return pb.Requirement(
        text=encode_text(each.text),
        lead=map(encode_text, each.lead),
        support=map(encode_text, each.support),
        payer=map(encode_text, each.payer),
        approver=map(encode_text, each.approver),
        carried=map(encode_text, each.carried),
        deadline=None if due is None else pb.Deadline(text=encode_text(due.text), date=due.date),
        conditions=map(encode_text, each.conditions),
        weak=each.weak,
        confidence=each.confidence,
        page=each.page,
        under=each.under,
        place=each.place,
    )


def _read_requirement(wire: pb.Requirement) -> Requirement:
    due = wire.deadline
    return Requirement(
        text=decode_text(wire.text),
        lead=_texts(wire.lead),
        support=_texts(wire.support),
        payer=_texts(wire.payer),
        approver=_texts(wire.approver),
        carried=_texts(wire.carried),
        deadline=Deadline(decode_text(due.text), due.date) if wire.HasField("deadline") else None,
        conditions=_texts(wire.conditions),
        weak=wire.weak,
        confidence=wire.confidence,
        page=_page(wire),
        under=wire.under,
        place=wire.place,
    )


def _figure(each: Figure) -> pb.Figure:
    return pb.Figure(
        text=encode_text(each.text),
        value=each.value,
        unit=each.unit,
        of=encode_text(each.of),
        clause=encode_text(each.clause),
        sentence=encode_text(each.sentence),
        target=each.target,
        year=each.year,
        confidence=each.confidence,
        page=each.page,
        place=each.place,
    )


def _read_figure(wire: pb.Figure) -> Figure:
    return Figure(
        text=decode_text(wire.text),
        value=wire.value,
        unit=wire.unit,
        of=decode_text(wire.of),
        clause=decode_text(wire.clause),
        sentence=decode_text(wire.sentence),
        target=wire.target,
        year=wire.year,
        confidence=wire.confidence,
        page=_page(wire),
        place=wire.place,
    )


def _texts(wire: Iterable[object]) -> tuple[Text, ...]:
    return tuple(decode_text(each) for each in wire)  # type: ignore[arg-type]


def _page(wire: pb.Requirement | pb.Figure | pb.Meeting | pb.Document | pb.Decision | pb.Effect) -> int | None:
    return wire.page if wire.HasField("page") else None
