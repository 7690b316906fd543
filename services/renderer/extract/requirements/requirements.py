"""Who must do what by when: every demand of a document, with how sure it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.renderer.extract.deadlines.dates import last_day
from services.renderer.extract.facts import Deadline, Requirement
from services.renderer.extract.requirements.bodies import Bounds
from services.renderer.extract.requirements.conditions import conditions
from services.renderer.extract.requirements.demands import ASSIGNS_ZH, MODAL_EN, MODAL_ZH
from services.renderer.extract.requirements.english import english_units
from services.renderer.extract.requirements.roles import Roles, assigned
from services.renderer.extract.requirements.signs import Around, done, explicit, signs
from services.renderer.extract.requirements.units import Unit, masked, units
from services.renderer.extract.requirements.weigh import weigh, weights
from services.renderer.extract.statements import Statement

SURE = 0.55  # below it a demand is shown as "perhaps" only
ASKS = 0.9  # a document without one demand as sure as this asks nothing: an address, a survey
PERHAPS = 0.2  # below it, not at all
_WEAK = 0.5
_DEMANDING = (
    0.2  # share of demands in a section; below it a sentence without any word of demand is not weighed: none was one
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# （A牵头，B配合） at the end of a sentence or a paragraph.
_BRACKET = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]{0,40}[）)]){2,240})[）)][。.]?\s*$")
# 责任单位：… on a line of its own.
_LABEL = re.compile(r"(?:牵头|责任|负责|主办|承办|配合|协办)(?:单位|部门|人|领导)[:：]")
# 以上工作要在2019年2月底前完成: a limit for what stands before.
_LIMITS = re.compile(
    r"(?:(?P<all>以上|上述|各项)|该项?|此项|这项|此)[^，。；]{0,8}(?:工作|任务|事项|整改|措施|要求)[^，。；]{0,4}(?:要|应|须|需)?(?:在|于)?"
)
_LIMIT_CHARS = 36
_LIMIT_UNITS = 200  # as far back as 以上 reaches: extraction stays linear
# 有下列情形之一的, 下列人员: a list of cases, not of tasks.
_CASES = re.compile(
    r"(?:下列|以下|如下)[^，。；：]{0,8}(?:情形|情况|条件|行为|人员|材料|事由|内容|范围|原因|文件|信息|资料|证件|事项者|处罚)"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)][。.]?\s*")  # （联系人：…）
_LISTED_CASES = re.compile(_CASES.pattern + r"[^。；：]{0,60}：(?=\s?(?:[（(]?[一1][）)、.．]))")
_NUMBERED = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,2}、")
_STEM = re.compile(r"[:：—]+\s*$")
_OPENS_LIST = re.compile(r"\b(?:shall|must|may|should|to)\s*[:—]+\s*$")


@dataclass(slots=True)
class _Held:
    """A unit on its way to a requirement."""

    statement: Statement
    unit: Unit
    words: str
    hidden: str
    english: bool
    stem: bool
    given: Roles | None = None  # by a bracket or a label
    inherited: tuple[tuple[Statement, Bounds], ...] = ()  # by the opening of its list or its heading
    due: tuple[Statement, Bounds] | None = None
    limit: bool = False  # only opens a list, or says until when the ones before are due
    given_by: Statement | None = None


def requirements(said: Sequence[Statement], written: str, kind: str, talk: bool) -> tuple[Requirement, ...]:
    """All demands with a confidence of PERHAPS and more, in reading order; `written` is the document's date, or ""."""
    asked_table, weak_table = weights()
    demands = []
    carried: tuple[tuple[Statement, Bounds], ...] = ()
    place = -1
    for held, found_signs in readings(said, kind, talk):
        if held.statement.place != place:
            carried, place = (), held.statement.place
        confidence = 0.0 if held.limit or found_signs is None else weigh(found_signs, asked_table)
        if found_signs is not None and confidence >= PERHAPS:
            demands.append(_requirement(held, written, carried, confidence, weigh(found_signs, weak_table)))
        if held.unit.roles.lead:
            carried = tuple((held.statement, bounds) for bounds in held.unit.roles.lead)
    return tuple(demands)


def readings(said: Iterable[Statement], kind: str, talk: bool) -> list[tuple[_Held, dict[str, float] | None]]:
    """Every unit of the document with its signs, None for what asks nothing:
    what the weights are applied to, and trained on.
    """
    held = _hold(said)
    by_section: dict[tuple[str, ...], list[int]] = defaultdict(list)
    finished = [done(each.hidden, each.english) for each in held]
    demands = [explicit(each.unit) or each.given is not None for each in held]
    plain = [each.unit.clauses[0].order and not demand for each, demand in zip(held, demands, strict=True)]
    for i, each in enumerate(held):
        by_section[each.statement.path].append(i)
    total = max(len(held), 1)
    shares = {}
    for path, places in by_section.items():
        size = len(places)
        shares[path] = tuple(sum(flags[i] for i in places) / size for flags in (demands, plain, finished))
    asked, told_share = sum(demands) / total, sum(finished) / total
    signed: list[tuple[_Held, dict[str, float] | None]] = []
    for i, each in enumerate(held):
        near, ordered, done_near = shares[each.statement.path]
        around = Around(
            asked_near=near,
            asked=asked,
            ordered_near=ordered,
            done_near=done_near,
            done=told_share,
            before=float(i > 0 and demands[i - 1] and held[i - 1].statement.place == each.statement.place),
            kind=kind,
            talk=talk,
            path=each.statement.path,
            item=each.statement.item,
            stem=each.stem,
            opens=each.statement.opens,
            last=i + 1 == len(held) or held[i + 1].statement.place != each.statement.place,
            assigned=each.given is not None,
            english=each.english,
        )
        quiet = not (around.assigned or around.stem or any(clause.asks for clause in each.unit.clauses))
        if quiet and near < _DEMANDING:
            signed.append((each, None))
        else:
            signed.append((each, signs(each.unit, each.words, each.hidden, around)))
    return signed


def _hold(said: Iterable[Statement]) -> list[_Held]:
    """The units of all sentences, with what brackets, labels, openings of lists and limits say of them."""
    held: list[_Held] = []
    since = 0  # the first unit that the next bracket is for
    place, path = -1, tuple[str, ...]()
    stem: tuple[bool, tuple[tuple[Statement, Bounds], ...]] | None = None
    stem_style = ""
    cases = False  # this block has opened a list of cases
    for statement in said:
        if statement.place != place:
            if statement.path != path:
                path, stem = statement.path, None
            only_bracket = _BRACKET.match(statement.plain) is not None and statement.opens
            if not only_bracket and not _LABEL.match(statement.plain):
                since = len(held)
            place, cases = statement.place, False
            if stem and (not statement.item or statement.style == stem_style):
                stem = None
        english = not _HAN.search(statement.plain)
        plain = statement.plain
        end = len(plain)
        given: Roles | None = None
        if not english:
            bracket = _BRACKET.search(plain)
            if bracket and ASSIGNS_ZH.search(bracket.group(1)):
                given = assigned(plain, *bracket.span(1))
                end = len(plain[: bracket.start()].rstrip())
            elif _LABEL.match(plain):
                given, end = assigned(plain, 0, len(plain)), 0
        given = given if given and (given.lead or given.support) else None
        if _ASIDE.fullmatch(plain):
            end = 0
        own = _units(statement, plain, end, english, stem) if end else []
        held += own
        if given:
            for each in held[since:]:
                each.given, each.given_by = given, statement
            since = len(held)
        if english and _OPENS_LIST.search(plain):
            for each in own[-1:]:
                each.limit = True
        if cases:
            for each in own:
                each.limit = each.limit or _NUMBERED.match(each.words) is not None
        cases = cases or _CASES.search(plain) is not None
        _limit(held, own)
        if _STEM.search(plain):
            demand = (MODAL_EN if english else MODAL_ZH).search(plain) is not None and not _CASES.search(plain)
            lead = tuple((statement, bounds) for bounds in own[-1].unit.roles.lead) if own else ()
            stem, stem_style = (demand, lead), statement.style
    return held


def _units(
    statement: Statement,
    plain: str,
    end: int,
    english: bool,
    stem: tuple[bool, tuple[tuple[Statement, Bounds], ...]] | None,
) -> list[_Held]:
    hidden = plain if english else masked(plain)
    inherited: tuple[tuple[Statement, Bounds], ...] = ()
    in_list = bool(stem and stem[0] and statement.item)
    if stem and in_list:
        inherited = stem[1]
    if not english and (cases := _LISTED_CASES.search(plain)) and cases.end() < end:
        end = cases.end() - 1  # the cases of a list are none of its demand
    cut = english_units(plain, 0, end) if english else units(plain, hidden, 0, end)
    return [
        _Held(
            statement,
            unit,
            plain[unit.start : unit.end],
            hidden[unit.start : unit.end],
            english,
            in_list,
            inherited=inherited,
        )
        for unit in cut
        if unit.end > unit.start
    ]


def _limit(held: list[_Held], own: list[_Held]) -> None:
    """Give the limit of 以上工作要在…前完成 to the demands before it, which have none."""
    first = len(held) - len(own)
    for at, each in enumerate(own, first):
        said = _LIMITS.match(each.words)
        if not said or not each.unit.due or len(each.words) > _LIMIT_CHARS:
            continue
        each.limit = True
        for earlier in (held[place] for place in range(at - 1, max(at - _LIMIT_UNITS, -1), -1)):
            if earlier.statement.path != each.statement.path or earlier.limit:
                break
            if earlier.unit.due is None and earlier.due is None:
                earlier.due = (each.statement, each.unit.due)
            if not said["all"]:
                break


def _requirement(
    held: _Held,
    written: str,
    carried: tuple[tuple[Statement, Bounds], ...],
    confidence: float,
    weak: float,
) -> Requirement:
    statement, unit = held.statement, held.unit
    lead = [(statement, bounds) for bounds in unit.roles.lead]
    support = [(statement, bounds) for bounds in unit.roles.support]
    if held.given and held.given_by:
        if held.given.lead:
            lead = [(held.given_by, bounds) for bounds in held.given.lead]
        support = [(held.given_by, bounds) for bounds in held.given.support]
    elif not lead and held.inherited:
        lead = list(held.inherited)
    due = held.due or ((statement, unit.due) if unit.due else None)
    deadline = None
    if due:
        words = due[0].plain[due[1][0] : due[1][1]]
        deadline = Deadline(due[0].cut(*due[1]), last_day(words, written))
    return Requirement(
        text=statement.cut(unit.start, unit.end),
        lead=tuple(of.cut(*bounds) for of, bounds in lead),
        support=tuple(of.cut(*bounds) for of, bounds in support),
        payer=tuple(statement.cut(*bounds) for bounds in unit.roles.payer),
        approver=tuple(statement.cut(*bounds) for bounds in unit.roles.approver),
        carried=() if lead else tuple(of.cut(*bounds) for of, bounds in carried),
        deadline=deadline,
        conditions=tuple(
            statement.cut(a, b) for a, b in conditions(statement.plain, unit.start, unit.end, held.english)
        ),
        weak=weak >= _WEAK,
        confidence=round(confidence, 3),
        page=statement.page,
        under=statement.under,
        place=statement.place,
    )
