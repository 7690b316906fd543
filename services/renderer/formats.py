"""What a profile's file is: its ending and its media type, a row a format."""

from __future__ import annotations

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
    "pdf": Format("pdf", "application/pdf"),
}


def format_of(profile: str) -> Format:
    """The format of a profile's files. DocumentError PROFILE_UNKNOWN."""
    return FORMATS[profile_of(profile, "zh").format]


def file_name(stem: str, profile: str) -> str:
    """ "speech-briefing.docx" of "speech" and "briefing"."""
    return f"{stem}-{profile}.{format_of(profile).ending}"
