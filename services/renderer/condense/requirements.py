"""Who must do what by when: the demanding clauses of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.condense.deadlines import deadline
from services.renderer.condense.directives import DEMAND_EN, DEMAND_ZH, NO_DEMAND_EN, NO_DEMAND_ZH
from services.renderer.condense.extracts import Requirement
from services.renderer.condense.responsible import responsible_en, responsible_zh
from services.renderer.condense.statements import Statement

_HAN = re.compile(r"[\u3400-\u9fff]")
_PART_ZH = re.compile(r"[；;]")
_PART_EN = re.compile(r";(?: and| or)? ")


def requirements(said: Iterable[Statement]) -> tuple[Requirement, ...]:
    """The requirements in reading order. A sentence of several clauses ("；") gives one for each that demands."""
    found = []
    for statement in said:
        english = not _HAN.search(statement.text)
        demand = DEMAND_EN if english else DEMAND_ZH
        if not demand.search(statement.text):
            continue
        for start, end in _clauses(statement.text, english):
            found.append(_requirement(statement, start, end, english))
    return tuple(found)


def _clauses(text: str, english: bool) -> Iterator[tuple[int, int]]:
    """Bounds of the clauses that demand; what follows without a demand of its own belongs to the one before."""
    demand, none = (DEMAND_EN, NO_DEMAND_EN) if english else (DEMAND_ZH, NO_DEMAND_ZH)
    cuts, at = [], 0
    for mark in (_PART_EN if english else _PART_ZH).finditer(text):
        if mark.end() < len(text):
            cuts.append((at, mark.end()))
            at = mark.end()
    cuts.append((at, len(text)))
    open_: tuple[int, int] | None = None
    for start, end in cuts:
        if demand.search(text[start:end]) and not none.search(text[start:end]):
            if open_:
                yield open_
            open_ = (start, end)
        elif open_:
            open_ = (open_[0], end)
    if open_:
        yield open_


def _requirement(statement: Statement, start: int, end: int, english: bool) -> Requirement:
    clause = statement.text[start:end]
    demand = (DEMAND_EN if english else DEMAND_ZH).search(clause)
    at = demand.start() if demand else 0
    names = (responsible_en if english else responsible_zh)(clause, at)
    by = deadline(clause, english)
    return Requirement(
        text=statement.cut(start, end),
        responsible=tuple(statement.cut(start + a, start + b) for a, b in names),
        deadline=statement.cut(start + by[0], start + by[1]) if by else None,
        page=statement.page,
        under=statement.under,
    )
