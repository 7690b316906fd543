"""A dump to all its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quire.render import render
from quire.segment import segment
from services.extras import extra_named
from services.outline import codec

USUAL = ("transcript", "briefing", "summary")


def convert(
    dump: bytes,
    name: str = "document",
    profiles: Sequence[str] = USUAL,
    options: Mapping[str, str] | None = None,
    template: bytes | None = None,
) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each file, one by one: the outline as JSON first, then one file a profile.

    Raises as segment and render do; needs the extras `segmenter` and `renderer`.
    """
    with extra_named():
        from services.renderer.formats import renditions
    outline = segment(dump)
    yield f"{name}.outline.json", codec.to_json(outline).encode()
    for profile in profiles:
        for file in renditions(name, profile, options or {}):
            yield file.name, render(outline, profile, file.options, template)
