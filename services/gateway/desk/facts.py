"""What was extracted, in rows that point into the text: requirements with who and by when, and figures."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from services.outline.model import Outline, Text
from services.renderer.extract.codec import from_bytes
from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Facts

REMEMBERED = 8  # outlines
MOST = 500  # rows of a table; a report of 500 pages has more figures than anybody reads


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A requirement. `at`: "PAGE:START" in the source; `block`: its block in reading order."""

    text: str
    lead: str
    support: str
    deadline: str
    page: int | None
    block: int
    at: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure: what it measures and its value as printed."""

    of: str
    value: str
    page: int | None
    block: int
    at: str


@dataclass(frozen=True, slots=True)
class FactTables:
    """The tables of a document."""

    requirements: tuple[RequirementRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()


class FactsReader:
    """Facts of outlines, the last few remembered: to find them takes seconds where a document has 500 pages."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[Outline, Facts]] = OrderedDict()  # by id; the outline keeps it its own
        self._lock = threading.Lock()

    def facts(self, outline: Outline, extracted: bytes | None) -> Facts:
        """Those that a step has extracted, where they are of this outline; else extracted here."""
        if extracted is not None:
            return from_bytes(extracted)
        with self._lock:
            if id(outline) in self._known:
                return self._known[id(outline)][1]
        facts = extract(outline)
        with self._lock:
            self._known[id(outline)] = (outline, facts)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return facts


def fact_tables(facts: Facts) -> FactTables:
    """The facts as rows, in reading order."""
    requirements = tuple(
        RequirementRow(
            str(row.text),
            _joined(row.lead or row.carried),
            _joined(row.support),
            str(row.deadline.text) if row.deadline else "",
            row.page,
            row.place,
            _at(row.text),
        )
        for row in facts.requirements[:MOST]
    )
    figures = tuple(
        FigureRow(str(row.of), str(row.text), row.page, row.place, _at(row.text)) for row in facts.figures[:MOST]
    )
    return FactTables(requirements, figures)


def _joined(names: Sequence[Text]) -> str:
    return "、".join(map(str, names))


def _at(text: Text) -> str:
    return f"{text.spans[0].page}:{text.spans[0].start}" if text.spans else ""
