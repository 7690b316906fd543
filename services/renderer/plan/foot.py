"""What stands at the foot of the last page: 报 送 发 of a briefing, the imprint of an official document."""

from __future__ import annotations

from collections.abc import Iterator

from services.renderer.placed import Foot, Tab, line
from services.renderer.plan.draft import Draft


def foot(draft: Draft, room: float) -> Iterator[Foot]:
    """To whom the briefing goes and how many copies there are; nothing where nothing was given."""
    lines = [
        line("foot", before, *draft.given(name, before))
        for name, before in draft.words.addressed
        if name in draft.options
    ]
    if copies := draft.given("copies", "印数"):
        before, after = draft.words.copies.split("{}")
        lines.append(line("copies", before, *copies, after))
    if lines:
        yield Foot(tuple(lines))


def imprint(draft: Draft, room: float) -> Iterator[Foot]:
    """版记 (GB/T 9704-2012, 7.4): to whom copies go, then who printed it and when; on an even page."""
    lines = []
    if copied := draft.given("send-to", "抄送"):
        lines.append(line("foot", draft.words.copy_to, *copied, draft.words.stop))
    office, date = draft.given("office", "印发机关"), draft.given("date", "印发日期")
    if office or date:
        before, after = draft.words.printed_by.split("{}")
        lines.append(line("imprint", *office, *((Tab(), before, *date, after) if date else ())))
    if lines:
        yield Foot(tuple(lines), ruled=True, even=True)
