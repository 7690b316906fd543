"""Figures: numbers with their units and what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.outline.model import Text
from services.renderer.extract.facts import Figure
from services.renderer.extract.figures.english import english_figures
from services.renderer.extract.figures.labels import Pieces, label, shared
from services.renderer.extract.figures.numbers import Number, numbers
from services.renderer.extract.statements import Statement

_NEAR = 12  # numbers before one that may stand in its clause
_CLAUSE_CHARS = 200
WORTH = 0.5  # below it a figure is shown as "perhaps" only
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLAUSE = re.compile(r"[，。；：！？,;:]")
_DIGIT = re.compile(r"[\d一二三四五六七八九十百两]")
_RESPECTIVELY = re.compile(r"分别|分別|各")
_BETWEEN = re.compile(r"\s*(?:、|和|及|，|以及|与)\s*")
# What is aimed at: said of the time to come, or demanded.
_TARGET = re.compile(
    r"力争|争取|目标|预期|计划|到20\d\d年|确保|要|应|须|必须|不得|不低于|不少于|不超过|今年安排|明年|建议|将|拟"
)
_RESULT = re.compile(r"去年|上年|了|已|累计|截至|过去|以来|完成了|实现了|取得")
_TARGET_HEADING = re.compile(r"目标|安排|任务|打算|下一步|要求|措施")
_RESULT_HEADING = re.compile(r"回顾|总结|完成情况|进展|成效")
_YEAR = re.compile(r"(20\d\d|19\d\d)年")
_LAST, _THIS, _NEXT = re.compile(r"去年|上年"), re.compile(r"今年|本年"), re.compile(r"明年")


def figures(said: Iterable[Statement], written: str) -> tuple[Figure, ...]:
    """The figures in reading order; dates, time limits and numbers of documents are none.

    `written`: the document's date.
    """
    this_year = int(written[:4]) if written[:4].isdigit() else None
    last: Figure | None = None
    found: list[Figure] = []
    for statement in said:
        own = english_figures(statement) if not _HAN.search(statement.text) else _of(statement, last, this_year)
        for figure in own:
            found.append(figure)
            last = figure
        if last and last.place != statement.place:
            last = None
    return tuple(found)


def _of(statement: Statement, last: Figure | None, this_year: int | None) -> Iterator[Figure]:
    text = statement.plain
    if not _DIGIT.search(text):
        return
    every = list(numbers(text, statement.text))
    subject: Pieces = ()
    target, year = _aimed(statement), _year(text, this_year)
    lists: dict[int, Pieces] = {}
    for i, number in enumerate(every):
        if i in lists:
            of = lists[i]
        else:
            of, subject = label(text, number, every[max(i - _NEAR, 0) : i], subject)
            run = _run(text, every, i)
            if len(run) > 1 and _RESPECTIVELY.search(text[max(number.start - 14, 0) : number.start]):
                parts = shared(text, subject)
                if len(parts) == len(run):
                    change = of[0][1] if of and subject and of[0][0] == subject[0][0] else None
                    added = ((subject[0][1], change),) if change and change > subject[0][1] else ()
                    for k, part in zip(run, parts, strict=True):
                        lists[k] = (*part, *_without(text, added))
                    of = lists[i]
                else:
                    for k in run:
                        lists[k] = of
            elif len(run) > 1:
                for k in run[1:]:
                    if text[every[k - 1].end : every[k].start].strip() in ("、", "和", "及", "与"):
                        lists[k] = of
        if not of:
            continue
        start = max(
            (mark.end() for mark in _CLAUSE.finditer(text, max(number.start - _CLAUSE_CHARS, 0), number.start)),
            default=max(number.start - _CLAUSE_CHARS, 0),
        )
        stop = next((mark.start() for mark in _CLAUSE.finditer(text, number.end)), len(text))
        yield Figure(
            text=statement.cut(*_bounded(text, number)),
            value=number.value,
            unit=number.unit,
            of=Text.joined([statement.cut(a, b) for a, b in of]),
            clause=statement.cut(start, stop),
            sentence=statement.source,
            target=target,
            year=year,
            confidence=number.weight,
            page=statement.page,
            place=statement.place,
        )


_BEFORE = re.compile(
    r"(?:约|近|将近|接近|超过?|突破|不低于|不少于|不超过|不高于|至少|最多|不得低于|不得超过|不得少于|不得高于)$"
)
_AFTER = re.compile(r"(?:及|或)?以[上下内]|左右|以内")


def _bounded(text: str, number: Number) -> tuple[int, int]:
    """The number with what bounds it: 不低于50%, 5%以上."""
    before = _BEFORE.search(text[max(number.start - 4, 0) : number.start])
    after = _AFTER.match(text, number.end)
    return number.start - (len(before.group()) if before else 0), after.end() if after else number.end


def _without(text: str, pieces: Pieces) -> Pieces:
    """The change without 分别."""
    spans = []
    for a, b in pieces:
        said = text[a:b]
        cut = _RESPECTIVELY.search(said)
        if cut:
            spans += [(a, a + cut.start()), (a + cut.end(), b)]
        else:
            spans.append((a, b))
    return tuple((a, b) for a, b in spans if b > a)


def _run(text: str, every: list[Number], i: int) -> list[int]:
    """The numbers that follow one another with nothing but a comma or 和 between them."""
    run = [i]
    while run[-1] + 1 < len(every) and _BETWEEN.fullmatch(text[every[run[-1]].end : every[run[-1] + 1].start]):
        run.append(run[-1] + 1)
    return run


def _aimed(statement: Statement) -> bool:
    if _RESULT.search(statement.plain):
        return False
    if _TARGET.search(statement.plain):
        return True
    heading = statement.path[-1] if statement.path else ""
    return bool(_TARGET_HEADING.search(heading)) and not _RESULT_HEADING.search(heading)


def _year(text: str, this_year: int | None) -> str:
    if match := _YEAR.search(text):
        return match.group(1)
    if this_year:
        for pattern, shift in ((_LAST, -1), (_THIS, 0), (_NEXT, 1)):
            if pattern.search(text):
                return str(this_year + shift)
    return ""
