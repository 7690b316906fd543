"""What is asked of whom until when, as a table: the rows of most weight that fit, in reading order or by weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.outline.model import Text
from services.renderer.extract.facts import Deadline, Requirement
from services.renderer.placed import Inline, Placed, Table, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.fact_text import spoken
from services.renderer.plan.measure import height, row_height
from services.renderer.plan.table import Row, table

# What a row is worth: a date and a body make it a task that can be checked.
_DATED = 3.0
_DAY = 1.0  # a day that is certain, above "每季度"
_ASSIGNED = 2.0
_CONDITIONED = 0.5
_LONG = -0.5  # for each hundred characters behind the first READ_AT_ONCE: what is short is read
_READ_AT_ONCE = 60
_BARE = -0.8  # a demand of a few words with neither body nor date: the title of what follows
_BARE_CHARS = 14
MOST_ROWS = 500
# （教育部牵头，财政部配合） at the end of a demand: the cell beside it says it.
_ASSIGNS = re.compile(r"[（(][^（）()]{2,90}(?:牵头|负责|负责落实|配合|参与|分工负责)[^（）()]{0,20}[）)](?=[。；;]?$)")
_ENDED = re.compile(r"[，,；;、]\s*$")
_SENTENCE = re.compile(r"[。！？.!?]\s*$")
_BETWEEN_CLAUSES = 2  # code points: a comma and a blank
_FULL_DATE = re.compile(r"\d{4}\s?年|\b\d{4}\b")


def weight(requirement: Requirement) -> float:
    """How much a demand matters to who must see to it."""
    return (
        (_DATED if requirement.deadline else 0)
        + (_DAY if requirement.deadline and requirement.deadline.date else 0)
        + (_ASSIGNED if requirement.lead else 0)
        + (_CONDITIONED if requirement.conditions else 0)
        + _LONG * max(0, len(requirement.text) - _READ_AT_ONCE) / 100
        + (_BARE if len(requirement.text) < _BARE_CHARS and not (requirement.deadline or requirement.lead) else 0)
        + requirement.confidence
    )


def required(draft: Draft, room: float) -> Iterator[Placed]:
    """Heading and table in reading order; nothing where nothing is asked."""
    yield from _asked(draft, room, draft.words.required, draft.words.required_more, ranked=False)


def asked(draft: Draft, room: float) -> Iterator[Placed]:
    """The same by weight, for a page that names the dated and assigned first and counts the rest."""
    yield from _asked(draft, room, draft.words.asked, draft.words.asked_more, ranked=True)


def _asked(draft: Draft, room: float, title: str, more: str, ranked: bool) -> Iterator[Placed]:
    rows = whole_demands(draft.facts.requirements)
    by_weight = sorted(range(len(rows)), key=lambda n: (-weight(rows[n]), n))
    by_weight = by_weight[: min(int(draft.options.get("requirements", MOST_ROWS)), MOST_ROWS)]
    if ranked and (first := [n for n in by_weight if rows[n].deadline or rows[n].lead]):
        by_weight = first  # the rest is "general", and counted
    if not by_weight:
        return
    head = line("heading1", title, level=1)
    note = line("note", more.format(count=len(draft.facts.requirements)))
    chosen = _fitting([rows[n] for n in by_weight], draft, room - height([head, note], draft.profile))
    if not chosen:
        return
    if not ranked:
        chosen = [each for each in rows if any(each is other for other in chosen)]
    draft.show(*(each.text for each in chosen))
    yield head
    yield _table(chosen, draft)
    joined = sum(1 for each in draft.facts.requirements if not each.weak) - len(rows)
    if left := len(draft.facts.requirements) - joined - len(chosen):
        yield line("note", more.format(count=left))


def _fitting(requirements: Sequence[Requirement], draft: Draft, room: float) -> list[Requirement]:
    """The first of them whose rows fit under each other; what is too high is passed over."""
    if room <= 0:
        return []
    grid = _table(requirements, draft)
    left = room - row_height(grid.header, grid.widths, draft.profile)
    chosen = []
    for requirement, row in zip(requirements, grid.rows, strict=True):
        tall = row_height(row, grid.widths, draft.profile)
        if tall <= left:
            chosen.append(requirement)
            left -= tall
    return chosen


def _table(requirements: Sequence[Requirement], draft: Draft) -> Table:
    rows: list[Row] = [
        (
            (TextRun(demand(each)),),
            bodies(each, draft),
            _deadline(each.deadline, draft.language),
            (TextRun(str(each.page)),) if each.page is not None else (),
        )
        for each in requirements
    ]
    return table(draft.words.required_head, rows, draft.profile)


def whole_demands(requirements: Sequence[Requirement]) -> list[Requirement]:
    """The demands without weak ones; one whose body stands in the clause before it joined to that clause again.

    "县水务局要逐处登记、六月十五日前必须全部完工" is two demands of facts, and one row: the second alone has no object.
    """
    joined: list[Requirement] = []
    for each in requirements:
        if each.weak:
            continue
        before = joined[-1] if joined else None
        if before and each.carried and not each.lead and _bare(each) and _follows(before.text, each.text):
            text = Text.joined([before.text, each.text], "" if _ENDED.search(str(before.text)) else "，")
            deadline = each.deadline or before.deadline
            conditions = (*before.conditions, *each.conditions)
            joined[-1] = replace(before, text=text, deadline=deadline, conditions=conditions)
        else:
            joined.append(each)
    return joined


def _bare(requirement: Requirement) -> bool:
    """Whether a demand names nothing that it is about: it is short, or begins with its limit."""
    words = str(requirement.text)
    limit = str(requirement.deadline.text) if requirement.deadline else ""
    return len(words) <= _BARE_CHARS or bool(limit and words.startswith(limit))


def _follows(before: Text, text: Text) -> bool:
    """Whether a text begins right behind another, in one sentence."""
    if not before.spans or not text.spans or _SENTENCE.search(str(before)):
        return False
    last, first = before.spans[-1], text.spans[0]
    return last.page == first.page and 0 <= first.start - last.end <= _BETWEEN_CLAUSES


def demand(requirement: Requirement) -> Text:
    """The demand without the bracket that names its bodies, where they are named beside it."""
    text = requirement.text
    bracket = _ASSIGNS.search(str(text)) if requirement.lead or requirement.support else None
    if not bracket or bracket.start() == 0:
        return text
    return Text.joined([text.cut(0, bracket.start()), text.cut(bracket.end(), len(text))])


def bodies(requirement: Requirement, draft: Draft) -> tuple[Inline, ...]:
    """Who is responsible, then who helps; a body that is only inferred from the sentence before in brackets."""
    words = draft.words
    lead = _listed(requirement.lead, words.listed)
    if not lead and requirement.carried:
        lead = (TextRun(words.open.strip()), *_listed(requirement.carried, words.listed), TextRun(words.close))
    support = _listed(requirement.support, words.listed)
    joint = (TextRun(words.joined),) if lead and support else ()
    return (*lead, *joint, *((TextRun(words.support), *support) if support else ()))


def _deadline(deadline: Deadline | None, language: str) -> tuple[Inline, ...]:
    if deadline is None:
        return ()
    written = str(deadline.text)
    if not deadline.date or _FULL_DATE.search(written) or spoken(deadline.date, language) in written:
        return (TextRun(deadline.text),)
    brackets = (" (", ")") if language == "en" else ("（", "）")
    return TextRun(deadline.text), TextRun(spoken(deadline.date, language).join(brackets))


def _listed(texts: Sequence[Text], joint: str) -> tuple[Inline, ...]:
    return tuple(TextRun(piece) for text in texts for piece in (joint, text))[1:]
