"""Edits on the wire and in the ledger: values to protos/edits/v1 and back. What cannot be read is EDIT_INVALID."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from google.protobuf import json_format

from protos.edits.v1 import edits_pb2 as pb
from services.outline.edits.edit import (
    Edit,
    Entry,
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


def decode(wire: pb.Edit) -> Edit:
    """The edit of its wire form."""
    match wire.WhichOneof("edit"):
        case "set_role":
            row = wire.set_role
            return SetRole(_place(row.at), row.role, row.level, row.kind)
        case "set_text":
            return SetText(_place(wire.set_text.at), wire.set_text.text)
        case "split":
            return Split(_place(wire.split.at), wire.split.offset)
        case "join":
            return Join(_place(wire.join.at))
        case "set_metadata":
            return SetMetadata(wire.set_metadata.field, wire.set_metadata.value)
        case "undo_repair":
            return UndoRepair(_place(wire.undo_repair.at))
        case "put_back":
            return PutBack(_place(wire.put_back.at))
        case "undo":
            return Undo(wire.undo.number)
        case _:
            raise invalid("An edit says what is done.")


def encode(edit: Edit) -> pb.Edit:
    """The wire form."""
    match edit:
        case SetRole(at, role, level, kind):
            return pb.Edit(set_role=pb.SetRole(at=_wire(at), role=role, level=level, kind=kind))
        case SetText(at, text):
            return pb.Edit(set_text=pb.SetText(at=_wire(at), text=text))
        case Split(at, offset):
            return pb.Edit(split=pb.Split(at=_wire(at), offset=offset))
        case Join(at):
            return pb.Edit(join=pb.Join(at=_wire(at)))
        case SetMetadata(field, value):
            return pb.Edit(set_metadata=pb.SetMetadata(field=field, value=value))
        case UndoRepair(at):
            return pb.Edit(undo_repair=pb.UndoRepair(at=_wire(at)))
        case PutBack(at):
            return pb.Edit(put_back=pb.PutBack(at=_wire(at)))
        case Undo(number):
            return pb.Edit(undo=pb.Undo(number=number))


def to_json(edit: Edit) -> str:
    """One line of proto JSON: {"setRole": {"at": {"page": 1, "start": 5}, "role": "heading", "level": 2}}."""
    return json.dumps(json_format.MessageToDict(encode(edit)), ensure_ascii=False)


def from_json(text: str | bytes) -> Edit:
    """The edit of `to_json`."""
    try:
        return decode(json_format.Parse(text, pb.Edit()))
    except (json_format.ParseError, ValueError, RecursionError) as error:
        raise invalid(f"This is no edit in JSON ({str(error)[:200]}).") from error


def from_dict(row: Mapping[str, Any]) -> Edit:
    """The edit of parsed JSON."""
    try:
        return decode(json_format.ParseDict(dict(row), pb.Edit()))
    except (json_format.ParseError, ValueError, TypeError, RecursionError) as error:
        raise invalid(f"This is no edit ({str(error)[:200]}).") from error


def entry(value: Entry, undone: bool, skipped: bool) -> pb.EditEntry:
    """An entry of the log on the wire."""
    wire = pb.EditEntry(
        number=value.number, edit=encode(value.edit), author=value.author, undone=undone, skipped=skipped
    )
    wire.time.FromDatetime(value.time)
    return wire


def _place(wire: pb.Place) -> Place:
    return Place(wire.page, wire.start)


def _wire(place: Place) -> pb.Place:
    return pb.Place(page=place.page, start=place.start)
