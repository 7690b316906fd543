"""The lead (导语): who said or brought out what, when and to what end;
a whole sentence made only of the document's facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from services.outline.model import DocumentKind, Heading, Metadata, Outline, Point, Text
from services.renderer.condense.scored_text import scored_text
from services.renderer.extract.facts import Facts
from services.renderer.placed import Line, TextRun
from services.renderer.plan.draft import Draft
from services.renderer.plan.fact_text import date_text, fact_text
from services.renderer.plan.title import title_of
from services.renderer.plan.traditional import traditional

Parts = tuple[Text | str, ...]
_OCCASION = re.compile(
    r"在(.{2,60}?)上的?(?:讲话|講話|致辞|致辭|发言|發言|报告|報告|总结|總結|主持词|主持詞|演讲|演講|提要)"
)
# "国务院办公厅关于加强防汛工作的通知": who, about what, as what. The issuer is the shortest head before 关于.
_ABOUT = re.compile(
    r"^(?P<who>[^关關《]{0,40}?)(?:关于|關於)(?P<about>.{2,90}?)的?"
    r"(?P<noun>(?:指导|实施|若干|工作|紧急|补充|具体|指導|實施|緊急|補充)*"
    r"(?P<kind>通知|通報|通报|批复|批復|决定|決定|意见|意見|公告|通告|请示|請示|复函|函|報告|报告|指示|决议|決議|建议|說明|说明))"
    r"(?:[（(].{1,12}[）)])?$"
)
_ANNOUNCED = re.compile(
    r"(?:讲|谈|提|强调|说明|汇报|报告|部署|講|談)(?:以下|如下|这么|下面)?(?:了)?([一二两三四五六七八九十]|\d{1,2})"
    r"(?:个方面|点|条|个问题|件事|项|點|條|個方面|個問題)(?:的)?(?:意见|要求|看法|体会|建议|问题|希望|工作|意見)?"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NAMED_PARTS = 6  # headings that are named
_HEADING_CHARS = 40  # longer ones are not named
_ISSUED = re.compile(r"^(?:印发|印發|转发|轉發|批转|批轉|发布|發布|公布)")
_CHAPTER = re.compile(r"^第\s?[一二三四五六七八九十百\d]+\s?([编編章节節])")
_ARTICLE = re.compile(r"^第\s?[一二三四五六七八九十百千零〇\d]+\s?[条條]")


# What an office does with what it writes: 国务院就…作出批复.
_ACTIONS = {
    "通知": "发出", "通报": "发出", "批复": "作出", "决定": "作出", "决议": "作出", "指示": "作出", "报告": "作出", "说明": "作出",
    "意见": "提出", "建议": "提出", "请示": "提出", "公告": "发布", "通告": "发布", "函": "致", "复函": "发出",
}  # fmt: skip
_SIMPLE = str.maketrans("報復決見請議說細規辦", "报复决见请议说细规办")


def opening(draft: Draft, room: float) -> Iterator[Line]:
    """The lead as a paragraph, unless it would only repeat the title."""
    title = draft.title
    headings_follow = any(name in draft.profile.parts for name in ("points", "items"))
    facts = draft.facts if draft.outline.metadata.kind is DocumentKind.LAW else None
    parts = lead(draft.outline, facts, named=not headings_follow)
    if parts and not (title and "".join(map(str, parts)).rstrip(".。") == title.value):
        draft.show(*(part for part in parts if isinstance(part, Text)))
        yield Line("body", tuple(TextRun(part) for part in parts if part))


def lead(outline: Outline, facts: Facts | None = None, named: bool = True) -> Parts:
    """Text parts come from the source, str parts are connecting words; what the document does not say is left out.

    `named`: the parts are named by their headings.
    """
    meta = replace(outline.metadata, title=title_of(outline))
    if meta.language.startswith("en"):
        return _english(outline, meta, named)
    if meta.language.startswith("ja"):
        return _japanese(meta)
    match meta.kind:
        case DocumentKind.SPEECH:
            parts = _speech(meta)
        case DocumentKind.LAW:
            parts = _law(outline, meta, facts)
        case DocumentKind.MINUTES:
            parts = _minutes(meta)
        case _:
            parts = _document(meta)
    if parts and meta.kind is not DocumentKind.LAW:
        parts = (*parts, *_points(outline, named))
    if not parts:
        return ()
    if meta.language == "zh-Hant":
        parts = tuple(traditional_lead(part) if isinstance(part, str) else part for part in parts)
    return (*parts, "。")


def traditional_lead(words: str) -> str:
    """Connecting words in traditional characters."""
    return traditional(words).translate(str.maketrans("讲话这动规强调仅于点", "講話這動規強調僅於點"))


def _when(meta: Metadata) -> Parts:
    return (date_text(meta.date, "zh"), "，") if meta.date else ()


def _speech(meta: Metadata) -> Parts:
    occasion = _OCCASION.search(meta.title.value) if meta.title else None
    where: Parts = ("在", fact_text(meta.title).cut(*occasion.span(1)), "上讲话") if meta.title and occasion else ()
    if meta.speaker:
        post = (fact_text(meta.post),) if meta.post else ()
        return (*_when(meta), *post, fact_text(meta.speaker), *(where or ("讲话",)))
    if where and meta.title:
        return (
            "《",
            fact_text(meta.title),
            "》",
            *(("于", date_text(meta.date, "zh"), "作出") if meta.date else ("是一篇讲话",)),
        )
    return _document(meta)


def _document(meta: Metadata) -> Parts:
    """ "2015年1月1日，国务院就同意设立新区作出批复（国函〔2015〕5号）"."""
    if not meta.title:
        return ()
    title = fact_text(meta.title)
    number: Parts = ("（", fact_text(meta.document_number), "）") if meta.document_number else ()
    match = _ABOUT.match(meta.title.value)
    who: Parts = (fact_text(meta.issuer),) if meta.issuer else (fact_text(meta.speaker),) if meta.speaker else ()
    if match:
        if match["who"].strip():
            who = (title.cut(*match.span("who")),)
        about = title.cut(*match.span("about"))
        action = _ACTIONS.get(match["kind"].translate(_SIMPLE))
        if _ISSUED.match(match["about"]) and who:  # 关于印发…规划的通知: what is issued is what matters
            return (*_when(meta), *who, about, *number)
        if action and who:
            return (*_when(meta), *who, "就", about, action, title.cut(*match.span("noun")), *number)
    if who and str(who[0]) in meta.title.value[: len(str(who[0])) + 2]:
        who = ()
    if who:
        return (*_when(meta), *who, "作" if meta.kind is DocumentKind.REPORT else "印发", "《", title, "》", *number)
    if meta.date:
        return ("《", title, "》", *number, "于", date_text(meta.date, "zh"), "印发")
    return ()


def _minutes(meta: Metadata) -> Parts:
    if not meta.title:
        return ()
    number: Parts = ("（", fact_text(meta.document_number), "）") if meta.document_number else ()
    when: Parts = (date_text(meta.date, "zh"), "的") if meta.date else ()
    return ("《", fact_text(meta.title), "》", *number, "记录了", *when, "会议情况和议定事项")


def _law(outline: Outline, meta: Metadata, facts: Facts | None) -> Parts:
    """ "《…办法》由…于…公布，共3章24条，自…起施行": chapters and articles are counted only where nothing is lost."""
    if not meta.title:
        return ()
    number: Parts = ("（", fact_text(meta.document_number), "）") if meta.document_number else ()
    brought: Parts = ()
    if meta.issuer and meta.date:
        brought = ("由", fact_text(meta.issuer), "于", date_text(meta.date, "zh"), "公布")
    elif meta.date:
        brought = ("于", date_text(meta.date, "zh"), "公布")
    elif meta.issuer:
        brought = ("由", fact_text(meta.issuer), "公布")
    effect = next((each for each in facts.effects if each.kind == "in_force"), None) if facts else None
    if effect and len(effect.text) <= _HEADING_CHARS:
        text = effect.text.cut(0, len(str(effect.text).rstrip("。")))
        brought = (*brought, "，" if brought else "", text)
    size = _size(outline)
    if size:
        brought = (*brought, "，" if brought else "", size)
    return ("《", fact_text(meta.title), "》", *number, *brought) if brought else ()


def _size(outline: Outline) -> str:
    if any(finding.rule in ("lost_pages", "lost_heading", "torn_start", "torn_end") for finding in outline.findings):
        return ""
    numbered = [item for _, item in outline.walk() if isinstance(item, (Heading, Point)) and item.enumerator]
    ordinals = {item.enumerator.ordinal[-1] for item in numbered if item.enumerator and _ARTICLE.match(str(item.text))}
    chapters = [match.group(1) for item in numbered if (match := _CHAPTER.match(str(item.text)))]
    of_chapters = sum(1 for noun in chapters if noun == "章")
    articles = len(ordinals)
    if ordinals != set(range(1, articles + 1)):  # some were not recognised
        return ""
    if not articles:
        return ""
    return f"共{of_chapters}章{articles}条" if of_chapters > 1 else f"共{articles}条"


def _points(outline: Outline, named: bool) -> Parts:
    """The points that were announced, and the parts that are there by their headings; lost ones are not counted."""
    present = [part.heading for part in outline.sections if part.heading.enumerator and part.heading.text]
    titles = [_name(heading.text) for heading in present] if named else []
    short = [title for title in titles if 0 < len(title) <= _HEADING_CHARS][:_NAMED_PARTS]
    listed: Parts = tuple(piece for title in short for piece in ("；", title))[1:]
    if listed and len(short) < len(present):
        listed = (*listed, "等")
    announced, count = _announced(outline)
    if announced is not None and (not listed or count == len(present)):
        return ("，", announced, *(("：", *listed) if listed else ()))
    if announced is not None:
        return ("，", announced, "；原件现存：", *listed)
    return ("，主要内容是：", *listed) if len(short) > 1 else ()


def _name(heading: Text) -> Text:
    return heading.cut(0, len(str(heading).rstrip("。．.；;：: ")))


def _announced(outline: Outline) -> tuple[Text | None, int]:
    """What announces the points stands before the first of them; where none is left, only a speech announces."""
    items = [item for _, item in outline.walk()]
    first = next((i for i, item in enumerate(items) if isinstance(item, Heading) and item.enumerator), None)
    if first is None:
        first = len(items) if outline.metadata.kind is DocumentKind.SPEECH else 0
    for candidate in scored_text(outline).sentences:
        if candidate.place >= first:
            break
        match = _ANNOUNCED.search(candidate.text)
        if match:
            number = match.group(1)
            text: Text = getattr(items[candidate.place], "text", Text())
            start, end = (candidate.start + at for at in match.span())
            return text.cut(start, end), int(number) if number.isdecimal() else _DIGITS[number]
    return None, 0


def _english(outline: Outline, meta: Metadata, named: bool) -> Parts:
    if not meta.title:
        return ()
    title, number = fact_text(meta.title), meta.document_number
    what: Parts = ("“", title, "”", *((" (", fact_text(number), ")") if number else ()))
    on: Parts = ("On ", date_text(meta.date, "en"), ", ") if meta.date else ()
    speech = meta.kind is DocumentKind.SPEECH
    who = meta.speaker if speech else meta.issuer or meta.speaker
    if who and speech:
        post: Parts = (" (", fact_text(meta.post), ")") if meta.post else ()
        parts: Parts = (*on, fact_text(who), *post, " delivered ", *what)
    elif who:
        parts = (*on, fact_text(who), " issued ", *what)
    elif meta.date:
        parts = (*what, " is dated ", date_text(meta.date, "en"))
    else:
        parts = ()
    titles = [_title_of(section.heading) for section in outline.sections if section.heading.text]
    short = [title for title in titles if 0 < len(title) <= 2 * _HEADING_CHARS][:_NAMED_PARTS]
    if named and len(short) > 1 and meta.kind is not DocumentKind.SPEECH:
        listed = tuple(piece for each in short for piece in ("; ", each))[1:]
        parts = (*parts, ". It covers: ", *listed) if parts else (*what, " covers: ", *listed)
    return (*parts, ".") if parts else ()


def _title_of(heading: Heading) -> Text:
    """The heading without its number: "PURPOSE" of "1. PURPOSE"."""
    text = heading.text
    start = len(heading.enumerator.literal) if heading.enumerator else 0
    whole = str(text)
    start += len(whole[start:]) - len(whole[start:].lstrip(" .:—-"))
    return text.cut(start, len(whole.rstrip(" .:;")))


def _japanese(meta: Metadata) -> Parts:
    if not meta.title:
        return ()
    who = meta.issuer or meta.speaker
    number: Parts = ("（", fact_text(meta.document_number), "）") if meta.document_number else ()
    when: Parts = (date_text(meta.date, "ja"), "、") if meta.date else ()
    if who:
        return (*when, fact_text(who), "が「", fact_text(meta.title), "」", *number, "を公表した。")
    return (*when, "「", fact_text(meta.title), "」", *number, "が公表された。") if meta.date else ()
