"""The renderer as a function from bytes to bytes, which runs in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Mapping

from services.isolation.computation import Function
from services.limits import SEND_BYTES
from services.outline import codec
from services.outline.model import Outline

FACTS = json.dumps({"facts": True}).encode()  # the header that asks for the facts of an outline, not for a file


def rendering(render: Callable[[Outline, str, Mapping[str, str]], bytes]) -> Function:
    """The header is JSON {"profile", "options"}, or FACTS; the pieces are of a serialised outline."""

    def function(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
        wish = json.loads(header)
        outline = codec.from_bytes(b"".join(pieces))
        file = _facts(outline) if "facts" in wish else render(outline, wish["profile"], wish["options"])
        for start in range(0, len(file), SEND_BYTES):
            yield file[start : start + SEND_BYTES]

    return function


def _facts(outline: Outline) -> bytes:
    from services.renderer.extract import codec as facts_codec
    from services.renderer.extract.extract import extract

    return facts_codec.to_bytes(extract(outline))


def render(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
    """The computation of the renderer's processes."""
    from services.renderer.render import render

    return rendering(render)(header, pieces)
