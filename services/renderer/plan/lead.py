"""The lead of a briefing (导语): who said what, where and when, made only of extracted facts."""

from __future__ import annotations

import re

from services.outline.model import DocumentKind, Fact, Heading, Metadata, Outline, Run, Text
from services.renderer.extract.statements import statements

Parts = tuple[Text | str, ...]
_OCCASION = re.compile(r"在(.{2,60}?)上的?(?:讲话|致辞|发言|报告|总结|主持词|演讲)")
_ANNOUNCED = re.compile(
    r"(?:讲|谈|提|强调|说明|汇报|报告|部署)(?:以下|如下|这么|下面)?(?:了)?([一二两三四五六七八九十]|\d{1,2})"
    r"(?:个方面|点|条|个问题|件事|项)(?:的)?(?:意见|要求|看法|体会|建议|问题|希望|工作)?"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTHS = "January February March April May June July August September October November December".split()
_NAMED_PARTS = 6  # headings that are named
_HEADING_CHARS = 40  # longer ones are counted and not named
# How the issuer brought the document about, by kind.
_BROUGHT = {DocumentKind.NOTICE: "印发", DocumentKind.REPORT: "作", DocumentKind.LAW: "公布"}


def lead(outline: Outline) -> Parts:
    """Text parts come from the source, str parts are connecting words; what the document does not say is left out."""
    meta = outline.metadata
    if meta.language.startswith("en"):
        return _english(meta)
    parts: list[Text | str] = [*_who_and_what(meta)]
    if parts and meta.date:
        parts = [_date(meta.date, chinese=True), "，", *parts]
    parts += _points(outline, after=bool(parts))
    return (*parts, "。") if parts else ()


def _who_and_what(meta: Metadata) -> Parts:
    if meta.kind is DocumentKind.SPEECH and meta.speaker:
        occasion = _OCCASION.search(meta.title.value) if meta.title else None
        where: Parts = (
            ("在", _fact(meta.title).cut(*occasion.span(1)), "上讲话") if meta.title and occasion else ("讲话",)
        )
        return (*((_fact(meta.post),) if meta.post else ()), _fact(meta.speaker), *where)
    if not meta.title:
        return ()
    who = meta.issuer or meta.speaker
    number: Parts = ("（", _fact(meta.document_number), "）") if meta.document_number else ()
    brought = _BROUGHT.get(meta.kind)
    post = meta.post if who is meta.speaker and who is not None else None
    told: Parts = (*((_fact(post),) if post else ()), _fact(who), brought) if who and brought else ()
    return (*told, "《", _fact(meta.title), "》", *number)


def _points(outline: Outline, after: bool) -> Parts:
    """How many points were announced, and the parts that are there by their headings."""
    present = [part.heading for part in outline.sections if part.heading.enumerator and part.heading.text]
    named = [_name(heading.text) for heading in present if len(heading.text) <= _HEADING_CHARS][:_NAMED_PARTS]
    listed: Parts = tuple(part for text in named for part in ("；", text))[1:]
    if len(named) < len(present):
        listed = (*listed, "；等") if listed else ()
    announced, count = _announced(outline)
    start: Parts = ("，",) if after else ()
    if announced is None:
        return (*start, f"分{len(present)}个部分", "：", *listed) if after and listed else ()
    if not listed:
        return (*start, announced)
    if count == len(present):
        return (*start, announced, "：", *listed)
    return (*start, announced, f"；原文现存{len(present)}个部分：", *listed)


def _name(heading: Text) -> Text:
    return heading.cut(0, len(str(heading).rstrip("。．.；;：: ")))


def _announced(outline: Outline) -> tuple[Text | None, int]:
    """What announces the points stands before the first of them; where none is left, only a speech announces."""
    items = [item for _, item in outline.walk()]
    first = next((i for i, item in enumerate(items) if isinstance(item, Heading) and item.enumerator), None)
    if first is None:
        first = len(items) if outline.metadata.kind is DocumentKind.SPEECH else 0
    for statement in statements(outline):
        if statement.place >= first:
            break
        found = _ANNOUNCED.search(statement.text)
        if found:
            number = found.group(1)
            return statement.cut(*found.span()), int(number) if number.isdecimal() else _DIGITS[number]
    return None, 0


def _english(meta: Metadata) -> Parts:
    parts: list[Text | str] = []
    who = meta.speaker if meta.kind is DocumentKind.SPEECH else meta.issuer or meta.speaker
    if who:
        parts.append(_fact(who))
    if meta.title:
        parts += [" spoke: " if meta.kind is DocumentKind.SPEECH else " issued " if who else "", _fact(meta.title)]
    if meta.title and meta.document_number:
        parts += [" (", _fact(meta.document_number), ")"]
    if parts and meta.date:
        parts = [_date(meta.date, chinese=False), ": ", *parts]
    return (*(part for part in parts if part), ".") if parts else ()


def _fact(fact: Fact) -> Text:
    """The fact as text with its provenance: aligned where value and span are equally long."""
    return Text((Run(fact.value, fact.spans[0] if fact.spans else None),))


def _date(fact: Fact, chinese: bool) -> Text:
    found = _ISO.match(fact.value)
    if not found:
        return _fact(fact)
    year, month, day = (int(number) for number in found.groups())
    value = (
        f"{year}年{month}月{day}日"
        if chinese
        else f"{day} {_MONTHS[month - 1]} {year}"
        if 1 <= month <= 12
        else fact.value
    )
    return Text((Run(value, fact.spans[0] if fact.spans else None),))
