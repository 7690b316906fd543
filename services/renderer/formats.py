"""What a profile's file is: its ending and its media type, a row a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.renderer.profile import profile as profile_of


@dataclass(frozen=True, slots=True)
class Format:
    """A row."""

    ending: str
    media_type: str


FORMATS: dict[str, Format] = {
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": Format("csv", "text/csv; charset=utf-8"),
    "ics": Format("ics", "text/calendar; charset=utf-8"),
    "pdf": Format("pdf", "application/pdf"),
}


def format_of(profile: str) -> Format:
    """The format of a profile's files. DocumentError PROFILE_UNKNOWN."""
    return FORMATS[profile_of(profile, "zh").format]


def file_name(stem: str, profile: str) -> str:
    """ "speech-briefing.docx" of "speech" and "briefing"."""
    return f"{stem}-{profile}.{format_of(profile).ending}"


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that a profile makes: its name, its format, and the options to render it with."""

    name: str
    format: Format
    options: Mapping[str, str]


def renditions(stem: str, profile: str, options: Mapping[str, str]) -> Iterator[Rendition]:
    """The files of a profile: that of its format; with the option `pdf` a PDF beside a DOCX, or in its place."""
    own, pdf = format_of(profile), options.get("pdf", "no").strip()
    if own is not FORMATS["docx"] or pdf != "only":
        yield Rendition(file_name(stem, profile), own, {**options, "pdf": "no"} if "pdf" in options else options)
    if own is FORMATS["docx"] and pdf in ("yes", "only"):
        yield Rendition(f"{stem}-{profile}.pdf", FORMATS["pdf"], {**options, "pdf": "only"})
