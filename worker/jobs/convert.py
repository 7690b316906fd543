"""The use case, without a server or a broker: a dump becomes an outline, and the outline DOCX files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from services.outline import codec
from services.outline.model import Outline, Paragraph, Run, Text
from services.renderer.formats import FORMATS, renditions
from worker.jobs.job import USUAL_PROFILES
from worker.jobs.step_call import Render, Segment

DOCX = FORMATS["docx"].media_type
JSON = "application/json"
PROTOBUF = "application/x-protobuf"

_ENDING = re.compile(r"(?<=.)\.(txt|text|dump|html?|hocr|xml|pdf|json|gz)$", re.IGNORECASE)


def stem(name: str) -> str:
    """The name that files are called by: "speech.txt" → "speech", and "5.11讲话" stays what it is."""
    return _ENDING.sub("", name)


def revised(name: str, revision: int = 0) -> str:
    """The name that the files of a correction are called by: "speech-r3" of "speech.txt"; 0: `stem` itself."""
    return f"{stem(name)}-r{revision}" if revision else stem(name)


def outline_name(name: str, revision: int = 0) -> str:
    """ "speech.outline.json" of "speech.txt", "speech-r3.outline.json" of its third revision."""
    return f"{revised(name, revision)}.outline.json"


def title(outline: Outline) -> str:
    """The title of the document as the list of jobs shows it; empty where none was found."""
    fact = outline.metadata.title
    return fact.value if fact else ""


def convert(
    dump: bytes,
    name: str,
    profiles: Iterable[str],
    options: Mapping[str, str],
    segment: Segment,
    render: Render | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The artefacts of a dump, one by one: the outline first, then a file a profile.

    Raises DocumentError where the dump cannot be read or a profile is unknown.
    """
    outline = segment(dump)
    yield outline_name(name), codec.to_json(outline).encode()
    for profile in profiles:
        for file in renditions(stem(name), profile, options):
            yield file.name, (render or render_here)(outline, profile, file.options)


def render_here(outline: Outline, profile: str, options: Mapping[str, str], facts: bytes = b"") -> bytes:
    """The renderer in this process; loaded at its first use: who never renders need not have it."""
    from services.renderer.extract import codec as facts_codec
    from services.renderer.render import render

    return render(outline, profile, options, facts=facts_codec.from_bytes(facts) if facts else None)


def extract_here(outline: Outline) -> bytes:
    """The serialised facts of an outline, made in this process; loaded at its first use."""
    from services.renderer.extract import codec as facts_codec
    from services.renderer.extract.extract import extract

    return facts_codec.to_bytes(extract(outline))


def warm() -> None:
    """Load all that rendering reads from disk: no first job waits for it, and processes forked later share it."""
    text = Text((Run("要做好今年的防汛准备工作，各单位要在六月底前完成物资储备。" * 20, None),))
    for profile in USUAL_PROFILES:
        render_here(Outline(blocks=(Paragraph(text),)), profile, {})
