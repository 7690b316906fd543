"""The renderer as a function from bytes to bytes, which runs in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable

from services.errors import DocumentError
from services.isolation.computation import Function
from services.limits import SEND_BYTES
from services.outline import codec
from services.outline.model import Outline
from services.renderer.extract import codec as facts_codec

FACTS = json.dumps({"facts": True}).encode()  # the header that asks for the facts of an outline, not for a file


def rendering(render: Callable[..., bytes]) -> Function:
    """The header is JSON {"profile", "options", "facts_bytes"}, or FACTS.

    The pieces are as many bytes of serialised facts as the header says, then a serialised outline.
    """

    def function(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
        wish = json.loads(header)
        size = wish.get("facts_bytes", 0)
        data = b"".join(pieces)
        if not 0 <= size <= len(data):
            raise DocumentError("FACTS_UNREADABLE", "The header says more bytes of facts than were sent.")
        outline = codec.from_bytes(data[size:])
        if "facts" in wish:
            file = _facts(outline)
        else:
            given = {"facts": facts_codec.from_bytes(data[:size])} if size else {}
            file = render(outline, wish["profile"], wish["options"], **given)
        for start in range(0, len(file), SEND_BYTES):
            yield file[start : start + SEND_BYTES]

    return function


def _facts(outline: Outline) -> bytes:
    from services.renderer.extract.extract import extract

    return facts_codec.to_bytes(extract(outline))


def render(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
    """The computation of the renderer's processes."""
    from services.renderer.render import render

    return rendering(render)(header, pieces)
