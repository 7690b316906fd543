"""Who must do what by when: the demanding clauses of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import compress

from services.renderer.extract.deadlines import deadline
from services.renderer.extract.directives import DEMAND_EN, DEMAND_ZH, NO_DEMAND_EN, NO_DEMAND_ZH
from services.renderer.extract.facts import Deadline, Requirement
from services.renderer.extract.responsible import responsible_en, responsible_zh
from services.renderer.extract.statements import Statement

_HAN = re.compile(r"[\u3400-\u9fff]")
_PART_ZH = re.compile(r"[；;]")
# "各镇要备足物资，县级仓库要在六月十日前检修": another body with a demand, and perhaps a deadline, of its own.
_NEXT_BODY = re.compile(
    r"，(?=[\u3400-\u9fff]{1,14}(?:镇|乡|村|县|区|市|局|委|办|部|部门|单位|站|库|队|厅|会|场|院|中心|组|指挥部|政府|公司|学校|企业)"
    r"(?:要(?!求)|必须|应当|须|不得))"
)
_PART_EN = re.compile(r";(?: and| or)? ")
# （教育部牵头，财政部等按职责分工负责）: says whose the sentences before it are.
_ASSIGNS = re.compile(r"[（(][^（）()]*(?:牵头|负责|配合|分工|指导|参与)[^（）()]*[）)][。 ]*$")

# A bare order, which a bracket behind it assigns: 加强农业工程学科建设。
_ORDERS = re.compile(
    r"(?![^，。；]*(?:了|已经?|曾|仍|尚|不足|突出)[^，。；]*[，。；])(?:[\u4e00-\u9fff]{2,4}(?!的|是|为|有)|对|将|把|在|按)"
)


def requirements(said: Iterable[Statement]) -> tuple[Requirement, ...]:
    """The requirements in reading order. A sentence of several clauses ("；") gives one for each that demands."""
    found: list[Requirement] = []
    held: list[
        Requirement
    ] = []  # of this block, behind its last bracket: what demands, and what a bracket may assign yet
    demands: list[bool] = []
    place = -1
    for statement in said:
        if statement.place != place:
            found.extend(compress(held, demands))
            held, demands, place = [], [], statement.place
        own = list(_of(statement))
        held += own or [_requirement(statement, 0, len(statement.text), english=False)]
        demands += [True] * len(own) if own else [False]
        if _ASSIGNS.search(statement.text):
            names = held[-1].lead
            demands[-1] = True
            taken = [one or _ORDERS.match(str(each.text)) is not None for one, each in zip(demands, held, strict=True)]
            found += (replace(each, lead=each.lead or names) for each in compress(held, taken))
            held, demands = [], []
    found.extend(compress(held, demands))
    return tuple(found)


def _of(statement: Statement) -> Iterator[Requirement]:
    english = not _HAN.search(statement.text)
    if (DEMAND_EN if english else DEMAND_ZH).search(statement.text):
        for start, end in _clauses(statement.text, english):
            yield _requirement(statement, start, end, english)


def _clauses(text: str, english: bool) -> Iterator[tuple[int, int]]:
    """Bounds of the clauses that demand; what follows without a demand of its own belongs to the one before."""
    demand, none = (DEMAND_EN, NO_DEMAND_EN) if english else (DEMAND_ZH, NO_DEMAND_ZH)
    cuts, at = [], 0
    marks = list((_PART_EN if english else _PART_ZH).finditer(text))
    if not english:
        marks = sorted([*marks, *_NEXT_BODY.finditer(text)], key=lambda mark: mark.start())
    for mark in marks:
        if mark.re is _NEXT_BODY and not demand.search(text, at, mark.start()):
            continue  # what stands before is no demand, but where or why
        if mark.end() < len(text):
            cuts.append((at, mark.start() if mark.re is _NEXT_BODY else mark.end()))
            at = mark.end()
    cuts.append((at, len(text)))
    open_: tuple[int, int] | None = None
    for start, end in cuts:
        clause = text[start:end]
        if demand.search(clause) and not none.search(clause):
            if open_:
                yield open_
            open_ = (start, end)
        elif open_:
            open_ = (open_[0], end)
    if open_:
        yield open_


def _requirement(statement: Statement, start: int, end: int, english: bool) -> Requirement:
    clause = statement.text[start:end]
    if english:
        demand = DEMAND_EN.search(clause)
        advised = demand is not None and demand[0].lower().startswith("recommend")  # who advises is not who must
        names = () if advised else responsible_en(clause, demand.start() if demand else 0)
    else:
        names = responsible_zh(clause)
    by = deadline(clause, english)
    return Requirement(
        text=statement.cut(start, end),
        lead=tuple(statement.cut(start + a, start + b) for a, b in names),
        deadline=Deadline(statement.cut(start + by[0], start + by[1])) if by else None,
        page=statement.page,
        under=statement.under,
        place=statement.place,
    )
