"""The lead of a briefing (导语): who said what, where and when, made only of extracted facts."""

from __future__ import annotations

import re

from services.outline.model import DocumentKind, Fact, Outline, Run, Text
from services.renderer.condense.extracts import Extracts
from services.renderer.condense.statements import statements

Parts = tuple[Text | str, ...]
_OCCASION = re.compile(r"在(.{2,60}?)上的?(?:讲话|致辞|发言|报告|总结|主持词|演讲)")
_ANNOUNCED = re.compile(r"(?:讲|谈|提|强调|说明|汇报|报告|部署)(?:以下|如下|这么|下面)?(?:了)?(?:[一二两三四五六七八九十]|\d{1,2})(?:个方面|点|条|个问题|件事|项)(?:的)?(?:意见|要求|看法|体会|建议|问题|希望|工作)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")


def lead(outline: Outline, extracts: Extracts) -> Parts:
    """Text parts come from the source, str parts are connecting words; what the document does not say is left out."""
    meta = outline.metadata
    parts: list[Text | str] = []
    zh = not meta.language.startswith("en")
    if meta.date:
        parts += [_date(meta.date, zh), "，" if zh else ": "]
    if meta.kind is DocumentKind.SPEECH and meta.speaker and zh:
        if meta.post:
            parts.append(_fact(meta.post))
        parts.append(_fact(meta.speaker))
        occasion = _OCCASION.search(meta.title.value) if meta.title else None
        if occasion and meta.title:
            parts += ["在", _fact(meta.title).cut(*occasion.span(1)), "上讲话"]
        else:
            parts.append("讲话")
    else:
        who = meta.issuer or meta.speaker
        if who:
            parts.append(_fact(who))
        if meta.title:
            parts += (["印发《" if who else "《", _fact(meta.title), "》"] if zh else [" issued " if who else "", _fact(meta.title)])
        if meta.document_number:
            parts += ["（" if zh else " (", _fact(meta.document_number), "）" if zh else ")"]
    announced = _announced(outline)
    present = [section.heading for section in outline.sections if section.heading.enumerator and section.heading.text]
    if parts and parts[-1] in ("，", ": "):
        parts.pop()
    if announced:
        parts += ["，" if parts else "", announced]
    if zh and present and parts:
        parts.append(f"；原文现存{len(present)}个部分：" if announced else f"，分{len(present)}个部分：")
        for heading in present[:6]:
            parts += [heading.text, "；"]
        parts.pop()
    if parts and zh:
        parts.append("。")
    elif parts:
        parts.append(".")
    return tuple(part for part in parts if part)


def _fact(fact: Fact) -> Text:
    """The fact as text with its provenance: aligned where value and span are equally long."""
    return Text((Run(fact.value, fact.spans[0] if fact.spans else None),))


def _date(fact: Fact, zh: bool) -> Text:
    found = _ISO.match(fact.value)
    if not found or not zh:
        return _fact(fact)
    year, month, day = found.groups()
    return Text((Run(f"{year}年{int(month)}月{int(day)}日", fact.spans[0] if fact.spans else None),))


def _announced(outline: Outline) -> Text | None:
    for statement in statements(outline):
        found = _ANNOUNCED.search(statement.text)
        if found:
            return statement.cut(*found.span())
    return None
