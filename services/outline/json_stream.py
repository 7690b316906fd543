"""A message as proto JSON in pieces: the text of `json.dumps(MessageToDict(message), indent=1)`, never held as a whole.

30 MiB of text make an outline of 140 million characters of JSON; as one dictionary they took 3.5 GB.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from google.protobuf import json_format
from google.protobuf.message import Message

WHOLE_BYTES = 64 * 1024  # what is smaller on the wire is written at once: a piece of less than a MiB


def json_pieces(message: Message, depth: int = 0) -> Iterator[str]:
    """The message, indented by `depth` blanks and one more each level."""
    if message.ByteSize() <= WHOLE_BYTES:
        yield _whole(json_format.MessageToDict(message), depth)
        return
    yield "{"
    comma = ""
    for field, value in message.ListFields():
        yield f"{comma}\n{' ' * (depth + 1)}{json.dumps(field.json_name)}: "
        comma = ","
        if field.message_type is None or field.message_type.GetOptions().map_entry:
            # A scalar, a list of them or a map: as the message would have it that has nothing else.
            yield _whole(_alone(message, field.name)[field.json_name], depth + 1)
        elif field.is_repeated:
            yield from _list(value, depth + 1)
        else:
            yield from json_pieces(value, depth + 1)
    yield f"\n{' ' * depth}}}"


def _list(messages: Iterable[Message], depth: int) -> Iterator[str]:
    yield "["
    comma = ""
    for each in messages:
        yield f"{comma}\n{' ' * (depth + 1)}"
        comma = ","
        yield from json_pieces(each, depth + 1)
    yield f"\n{' ' * depth}]"


def _alone(message: Message, name: str) -> dict[str, Any]:
    copy = type(message)()
    value = getattr(message, name)
    if hasattr(value, "MergeFrom"):
        getattr(copy, name).MergeFrom(value)
    else:
        setattr(copy, name, value)
    return json_format.MessageToDict(copy)


def _whole(value: Any, depth: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", f"\n{' ' * depth}")
