"""A Chinese sentence cut into demands: each with one set of bodies and one time limit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.renderer.extract.deadlines.deadlines import deadline
from services.renderer.extract.requirements.bodies import Bounds, ends_body
from services.renderer.extract.requirements.demands import BOUND_ZH, BY_ZH, CHARGE_ZH, MODAL_ZH, PLEASE_ZH
from services.renderer.extract.requirements.roles import Roles, roles, subject, theme
from services.renderer.extract.requirements.verbs import ORDER_ZH, PREPOSED_ZH

# A quotation longer than this is read with its sentence: its marks may be damaged.
_QUOTE_CHARS = 80
_QUOTED = re.compile(
    rf"“[^”]{{0,{_QUOTE_CHARS}}}”|‘[^’]{{0,{_QUOTE_CHARS}}}’|「[^」]{{0,{_QUOTE_CHARS}}}」|『[^』]{{0,{_QUOTE_CHARS}}}』|"
    rf"《[^》]{{0,{_QUOTE_CHARS}}}》"
)
_PARENS = re.compile(r"[（(][^（）()]{0,60}[）)]")
_MARK = re.compile(r"[，；：:;,](?!\d)")
# The end of a clause that says when or for whom: it goes with what follows.
_CONDITION = re.compile(
    r"(?:[的时者]|[^，]{3}[后前间内外]|方面|期间|情况下|基础上|来看|而言|以上|以下|原则上|其中|同时|此外)$"
)
# Characters without which no clause demands by a word.
_DEMANDING = re.compile(r"[要必务须应不严禁一亟]")
_CASE = re.compile(r"[的时者]$")  # 应当…的: when somebody should, not that he should
_OPENING = re.compile(r"(?:凡|如|对|对于|在|当|除|遇|若)[^，]*$")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳])")
_FINISHES = re.compile(
    r"完成|建成|实现|到位|上报|报送|报|印发|出台|启动|开工|竣工|投用|投入|达到|解决|公布|公开|提交|形成|恢复|整改|结束|落实|作出|通过|验收|投产|贯通"
)
_MOST_CLAUSES = 60  # of one demand: a text that lost its full stops stays linear
_LEAST_SUBJECT = 4  # characters of a subject, not a body, that begins a demand of its own


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence: what it demands by its own words."""

    start: int
    end: int
    mark: str  # what stands before it: "，" or "；"
    roles: Roles
    due: Bounds | None
    modal: int  # where its modal begins; -1: none
    bare: bool  # its modal has no subject
    order: bool  # begins with the verb of an order
    asks: bool  # by any of these
    bound: bool = False  # by a least or a most: 不低于50%


@dataclass(frozen=True, slots=True)
class Unit:
    """One demand of a sentence, or a sentence that may be none."""

    start: int
    end: int
    roles: Roles
    due: Bounds | None
    clauses: tuple[Clause, ...]


def masked(plain: str) -> str:
    """Equally long, with what is quoted or named as a title hidden: others' words demand nothing here."""
    return _QUOTED.sub(lambda match: "□" * len(match.group()), plain)


def units(plain: str, hidden: str, start: int, end: int) -> tuple[Unit, ...]:
    """The demands of `plain[start:end]`, in order; together they are all of it. `hidden` is `masked(plain)`."""
    clauses = _clauses(plain, hidden, start, end)
    groups: list[list[Clause]] = []
    for clause in clauses:
        if groups and (len(groups[-1]) >= _MOST_CLAUSES or _begins(groups[-1], clause, hidden)):
            moved = _conditions(hidden, groups[-1])
            del groups[-1][len(groups[-1]) - len(moved) :]
            groups.append([*moved, clause])
        elif groups:
            groups[-1].append(clause)
        else:
            groups.append([clause])
    groups = [group for group in groups if group]
    if not groups:
        return ()
    starts = [group[0].start for group in groups]
    stops = [*starts[1:], end]
    return tuple(
        Unit(group[0].start, _trimmed(plain, group[0].start, stop), _merged(hidden, group), _due(group), tuple(group))
        for group, stop in zip(groups, stops, strict=True)
    )


def _trimmed(plain: str, start: int, stop: int) -> int:
    while stop > start and plain[stop - 1] in "，；：:;, \u3000":
        stop -= 1
    return stop


def _clauses(plain: str, hidden: str, start: int, end: int) -> list[Clause]:
    closed = _PARENS.sub(lambda match: "○" * len(match.group()), hidden)
    clauses: list[Clause] = []
    at, mark = start, "；"
    for cut in [*_MARK.finditer(closed, start, end), None]:
        stop = cut.start() if cut else end
        if stop > at:
            clauses.append(_clause(plain, hidden, at, stop, mark))
        if cut:
            at, mark = cut.end(), "；" if cut.group() in "；;" else "，"
    return clauses


def _clause(plain: str, hidden: str, start: int, end: int, mark: str) -> Clause:
    while start < end and hidden[start] in " \u3000":
        start += 1
    said = hidden[start:end]
    modal = MODAL_ZH.search(hidden, start, end) if _DEMANDING.search(said) else None
    own = roles(hidden, start, end, modal)
    bound = BOUND_ZH.search(hidden, start, end) if not modal and ("不" in said or "至少" in said) else None
    if bound and "至少" not in bound.group() and not own.lead:
        bounded = subject(hidden, start, bound.start())
        if bounded and ends_body(hidden, *bounded[-1]):
            own = Roles(bounded, own.support, own.payer, own.approver)
    due = deadline(plain, start, end, english=False)
    before = hidden[start : modal.start()] if modal else ""
    bare = modal is not None and (not before or _BARE.fullmatch(before) is not None)
    order = orders(hidden, start, end)
    case = _CASE.search(said) is not None and modal is not None
    asks = not case and (
        modal is not None
        or bound is not None
        or ("请" in said and PLEASE_ZH.search(hidden, start, end) is not None)
        or CHARGE_ZH.search(hidden, start, end) is not None
        or ((order or own.stated) and not _CONDITION.search(said[-8:]))
        or ((own.lead or own.approver) and BY_ZH.search(hidden, start, end) is not None)
        or (due is not None and _FINISHES.search(hidden, due[1], end) is not None)
    )
    return Clause(
        start,
        end,
        mark,
        own,
        due,
        modal.start() if modal and not case else -1,
        bare,
        order,
        bool(asks),
        bound is not None,
    )


_BARE = re.compile(
    r"(?:都|也|还|更|又|均|既|就|则|同时|首先|其次|最后|此外|但|而|并|且|进一步|当前|今后|下一步|目前|今年|明年|不仅|而且|因此|所以|总之|特别是|尤其是|第[一二三四五六七八九十]|"
    r"[一二三四五六七八九十]是|凡|一律|我们?|大家|咱们|还?需|原则上|从现在起|务|其中|会议(?:要求|强调|指出|明确|决定)|\s|、)+"
)


def orders(hidden: str, start: int, end: int) -> bool:
    """Whether the clause begins with the verb of an order, behind what may stand before it: 对…加强, 大力发展."""
    at = start
    if lead := _BARE.match(hidden, at, end):
        at = lead.end()
    if ORDER_ZH.match(hidden, at, end):
        return True
    if PREPOSED_ZH.match(hidden, at, end):
        return any(ORDER_ZH.match(hidden, place, end) for place in range(at + 2, min(end, at + 40)))
    return False


def _begins(open_: list[Clause], clause: Clause, hidden: str) -> bool:
    """Whether a demand of its own begins with this clause."""
    if not any(each.asks for each in open_):
        return False
    if clause.mark == "；" and _NUMBERED.match(hidden, clause.start):
        return True
    if not clause.asks:
        return False
    ours = _merged(hidden, open_).lead
    own = clause.roles.lead
    apart = clause.mark == "；" or any(each.mark == "；" for each in _conditions(hidden, open_))
    own_support = bool(own and clause.roles.support)
    by = clause.modal < 0 and not clause.roles.stated and not clause.bound and not own_support
    if clause.mark == "；" and _MAY.match(hidden, clause.start) and clause.modal < 0:
        return True
    if open_ and _CONTENT.search(hidden[open_[-1].start : open_[-1].end]):
        return False
    freely = any(each.modal >= 0 and not each.bare and not each.roles.lead for each in open_)
    if own and _said(hidden, own) != _said(hidden, ours) and (ours or apart or freely):
        if PLEASE_ZH.match(hidden, clause.start) and not any(each.modal >= 0 for each in open_):
            return False
        if clause.roles.stated and not apart:
            return _MAY.match(hidden, own[-1][1]) is not None or any(each.roles.stated for each in open_)
        return apart or not by
    if clause.due and any(each.due for each in open_) and any(each.asks and each.due for each in open_):
        return True
    subject = clause.modal >= 0 and not clause.bare and not own and clause.modal - clause.start >= _LEAST_SUBJECT
    return bool(
        subject
        and ours
        and any(each.modal >= 0 and each.roles.lead for each in open_)
        and not _PP.match(hidden, clause.start)
    )


_CONTENT = re.compile(r"(?:明确|规定|要求|约定|强调|指出|提出)$")  # 请…明确，…: what follows is said there
_MAY = re.compile(r"可以|可(?!能)|得(?!到|以)")
_PP = re.compile(r"(?:对|在|把|将|按|从|以|为|凡|如|当|通过|根据|结合|针对|围绕|除|因|经|于|就|且|并|而|但|其|不)")


def _said(hidden: str, names: tuple[Bounds, ...]) -> list[str]:
    return [hidden[start:end] for start, end in names]


def _conditions(hidden: str, group: list[Clause]) -> list[Clause]:
    """The clauses at the end of a demand that say when the next one holds."""
    moved: list[Clause] = []
    for clause in reversed(group[1:]):
        said = hidden[clause.start : clause.end]
        if clause.asks or not (_CONDITION.search(said) or _OPENING.match(said)):
            break
        moved.insert(0, clause)
    return moved


def _due(group: list[Clause]) -> Bounds | None:
    return next((clause.due for clause in group if clause.due), None)


def _merged(hidden: str, group: list[Clause]) -> Roles:
    """Who is asked by all clauses together; where none names a lead, the body that the sentence begins with."""
    lead: tuple[Bounds, ...] = ()
    support: list[Bounds] = []
    payer: tuple[Bounds, ...] = ()
    approver: tuple[Bounds, ...] = ()
    lead_stated = False  # the lead was named without a word of duty
    for i, clause in enumerate(group):
        own = clause.roles
        if own.lead and not lead and not (own.stated and any(each.order for each in group[:i])):
            lead, lead_stated = own.lead, own.stated
        elif own.lead and lead_stated and PLEASE_ZH.match(hidden, clause.start):
            lead, lead_stated = own.lead, False
        support += (name for name in own.support if name not in support)
        payer, approver = payer or own.payer, approver or own.approver
    if not lead:
        asking = next((i for i, clause in enumerate(group) if clause.modal >= 0), None)
        if asking is not None and (group[asking].bare or _PP.match(hidden, group[asking].start)):
            for clause in group[:asking]:
                lead = theme(hidden, clause.start, clause.end)
                if lead:
                    break
            else:
                lead = theme(hidden, group[asking].start, group[asking].end) if not group[asking].bare else ()
        elif asking is None and group:
            lead = theme(hidden, group[0].start, group[0].end)
            lead = lead if lead and lead[-1][1] < group[0].end else ()
    stated = any(clause.roles.stated for clause in group)
    return Roles(lead, tuple(name for name in support if name not in lead), payer, approver, stated)
