"""What a briefing pulls out beside the condensed text: values only; each leads back to its sentence and page."""

from __future__ import annotations

from dataclasses import dataclass

from services.outline.model import Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """Someone must do something. All parts are cut from the source, never composed."""

    text: Text  # the sentence or clause that demands
    responsible: tuple[Text, ...] = ()  # who is named as responsible
    deadline: Text | None = None  # by when
    page: int | None = None  # printed page; None: unknown
    under: str = ""  # title of the nearest heading or point above


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and what it measures."""

    text: Text  # number and unit: "增长5.2%"
    measures: Text | None  # what it measures: "地区生产总值"
    sentence: Text
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A named meeting, document, document number or decision."""

    kind: str  # "meeting" | "document" | "number" | "decision"
    text: Text
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extracts:
    """All that was pulled out of one outline, in reading order."""

    requirements: tuple[Requirement, ...] = ()
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    key_terms: tuple[str, ...] = ()
    one_line: Text | None = None  # at most 60 characters, for lists
