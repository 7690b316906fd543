"""What stands above the text: the masthead of a briefing, the lines of a memo, the red head of an official document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.outline.model import Fact
from services.renderer.condense.one_line import one_line
from services.renderer.condense.scored_text import scored_text
from services.renderer.condense.summary_genre import SummaryGenre
from services.renderer.placed import Inline, Line, Tab, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.fact_text import date_text, fact_text
from services.renderer.plan.measure import text_width, width

EDGE = "　"  # a character between the text and the edge of the page's text, under a rule that is as wide as that


def masthead(draft: Draft, room: float) -> Iterator[Line]:
    """简报: name, issue number, office and date over a red rule. What was not given has no line."""
    yield from _marking(draft)
    office, date = draft.given("office", "编发单位"), draft.given("date", "日期")
    issue = draft.given("issue", "期数")
    below = bool(office or date)  # a line below that has the rule
    form = draft.words.digest if "items" in draft.profile.parts else draft.words.form
    name = draft.given("masthead", "简报名称") or (TextRun(form),)
    yield _mark(draft, name, ruled=not (issue or below))
    if issue:
        before, after = draft.words.issue.split("{}")
        yield line("issue" if below else "issue-ruled", before, *issue, after)
    if below:
        edge = "" if draft.language == "en" else EDGE
        yield line("office", edge, *office, *((Tab(), *date, edge) if date else ()))


def memo(draft: Draft, room: float) -> Iterator[Line]:
    """MEMORANDUM, then for whom, from whom, when and of what."""
    yield from _marking(draft)
    yield line("masthead", *(draft.given("masthead", "Name") or (TextRun(draft.words.form),)))
    lines = [
        (label, value)
        for label, value in (
            ("FOR", draft.given("for", "For")),
            ("FROM", draft.given("from", "From")),
            ("DATE", draft.given("date", "Date")),
            ("SUBJECT", draft.given("subject", "Subject") or _subject(draft)),
        )
        if value
    ]
    for n, (label, value) in enumerate(lines, 1):
        yield line("memo" if n < len(lines) else "memo-last", TextRun(label, bold=True), Tab(), *value)


def _subject(draft: Draft) -> tuple[TextRun, ...]:
    return (TextRun(fact_text(draft.title)),) if draft.title else ()


def red_head(draft: Draft, room: float) -> Iterator[Line]:
    """公文: the issuer in red, number and signer, the red rule (GB/T 9704-2012, 7.2)."""
    yield from _marking(draft)
    meta = draft.outline.metadata
    office = draft.given("masthead", "发文机关标志") or draft.given("office", "发文机关")
    if not office and meta.issuer:
        office = (TextRun(fact_text(meta.issuer)),)
    number = list(_number(draft))
    if office:
        yield _mark(draft, office, ruled=not number)
    yield from number


def minutes_head(draft: Draft, room: float) -> Iterator[Line]:
    """会议纪要: the mark of minutes in red, number, the red rule (GB/T 9704-2012, 10.3)."""
    yield from _marking(draft)
    number = list(_number(draft))
    own = TextRun(fact_text(draft.title)) if draft.title and is_minutes(draft.title) else TextRun(draft.words.minutes)
    yield _mark(draft, draft.given("masthead", "纪要标志") or (own,), ruled=not number)
    yield from number


def _number(draft: Draft) -> Iterator[Line]:
    meta = draft.outline.metadata
    number = draft.given("number", "发文字号")
    if not number and meta.document_number:
        number = (TextRun(fact_text(meta.document_number)),)
    if not number and (issue := draft.given("issue", "期数")):
        before, after = draft.words.issue.split("{}")
        number = (TextRun(before), *issue, TextRun(after))
    signer = draft.given("signer", "签发人")
    if signer:  # of what goes to superiors: the number at the left, the signer at the right (7.2.6)
        yield line("signer", EDGE, *number, Tab(), "签发人：", *signer, EDGE)
    elif number:
        yield line("red-number", *number)


def _mark(draft: Draft, pieces: Sequence[Inline], ruled: bool) -> Line:
    """A masthead on one line: in smaller type where it is long."""
    style = draft.profile.styles["masthead"]
    rule = line("masthead-ruled" if ruled else "masthead", *pieces)
    fitting = int(text_width(draft.profile.page) / max(width(str(rule)), 1.0))
    return replace(rule, size=float(fitting)) if fitting < style.size else rule


def is_minutes(title: Fact) -> bool:
    """Whether a title is the mark of minutes itself: 清河县人民政府常务会议纪要."""
    return title.value.endswith(("纪要", "紀要", "要旨", "inutes", "INUTES"))


def _marking(draft: Draft) -> Iterator[Line]:
    if marking := draft.given("marking", "密级"):
        yield line("marking", *marking)


def brief_head(draft: Draft, room: float) -> Iterator[Line]:
    """领导摘要: what form it is, above its heading; with number and date where they were given."""
    yield from _marking(draft)
    issue, date = draft.given("issue", "期数"), draft.given("date", "日期")
    before, after = draft.words.issue.split("{}")
    number = (TextRun(before), *issue, TextRun(after)) if issue else ()
    name = draft.given("masthead", "名称") or (TextRun(draft.words.brief),)
    yield line(
        "form", *name, *((Tab(), *number, *((TextRun("　"), *date) if issue else date)) if issue or date else ())
    )


def heading(draft: Draft, room: float) -> Iterator[Line]:
    """What the document is about, as its title says it, or else in one line of its own words."""
    if draft.title is None:
        if scored_text(draft.outline).kind is SummaryGenre.TALK:
            yield line("title", draft.words.talk)  # no sentence that was spoken is a title
            return
        said = one_line(draft.outline)
        if said:
            yield line("title", said.cut(0, len(str(said).rstrip("。．.；;，, "))))
        return
    yield line("title", fact_text(draft.title))


def byline(draft: Draft, room: float) -> Iterator[Line]:
    """Who and when: "市长 张某某　2011年5月11日" without what is not known."""
    meta = draft.outline.metadata
    who = [fact for fact in (meta.post, meta.speaker) if fact] or ([meta.issuer] if meta.issuer else [])
    parts = [*map(fact_text, who), *((date_text(meta.date, draft.language),) if meta.date else ())]
    if parts:
        joint = ", " if draft.language == "en" else "　"
        yield line("byline", *[piece for part in parts for piece in (joint, part)][1:])
