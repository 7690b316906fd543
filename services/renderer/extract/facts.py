"""What a document asks, counts and names: values only. Every part is cut from the source and leads back to its page."""

from __future__ import annotations

from dataclasses import dataclass

from services.outline.model import Text


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words of the limit, and its last day where that is certain."""

    text: Text  # as written: "本月25日前"
    date: str = ""  # YYYY-MM-DD, by the document's own date; "" where it is not certain


@dataclass(frozen=True, slots=True)
class Requirement:
    """Somebody must do, or not do, something. One demand with one set of bodies."""

    text: Text  # the sentence or clause that demands
    lead: tuple[Text, ...] = ()  # who is responsible
    support: tuple[Text, ...] = ()  # who helps: 配合单位, 会同…
    payer: tuple[Text, ...] = ()  # who pays for it
    approver: tuple[Text, ...] = ()  # whose consent it needs
    carried: tuple[Text, ...] = ()  # a body that the sentence before names: inferred, never part of `lead`
    deadline: Deadline | None = None
    conditions: tuple[Text, ...] = ()  # how often, how many: "每季度", "不少于40人"
    weak: bool = False  # a slogan, an aim, a heading said again: no task that can be checked
    confidence: float = 1.0  # 0 to 1: how sure it is that this is asked
    page: int | None = None  # printed page; None: unknown
    under: str = ""  # title of the nearest heading or point above
    place: int = 0  # of its block in Outline.walk


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its unit and what it measures."""

    text: Text  # number and unit as printed, with what bounds them: "不低于50%", "5%以上"
    value: str  # the number as written: "4.4", "60—70", "三百"
    unit: str  # with its magnitude: "%", "亿元", "个工作日"; "" where there is none
    of: Text  # what it measures, with its change: "生产总值年均增长"; of two parts where a list shares its end
    clause: Text  # the clause it stands in
    sentence: Text
    target: bool = False  # aimed at, not reached
    year: str = ""  # of the figure where the text says it: "2025"
    confidence: float = 1.0  # 0 to 1: how sure it is that this is worth a line
    page: int | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its whole name."""

    name: Text
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its title, its number, or both."""

    title: Text | None
    number: Text | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, or who was commended."""

    text: Text
    award: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """When a document binds: "in_force" from, "expires", or what it "repeals"."""

    kind: str  # "in_force" | "expires" | "repeals"
    text: Text
    date: str = ""  # YYYY-MM-DD where the text says it
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one outline, each kind in reading order."""

    requirements: tuple[Requirement, ...] = ()
    perhaps: tuple[Requirement, ...] = ()  # below the threshold of confidence: for a person to look at
    figures: tuple[Figure, ...] = ()
    perhaps_figures: tuple[Figure, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    documents: tuple[Document, ...] = ()
    decisions: tuple[Decision, ...] = ()
    effects: tuple[Effect, ...] = ()
