"""摘要: the document on one to two pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.outline.model import Metadata, Outline
from services.renderer.condense.condense import condense
from services.renderer.condense.key_terms import key_terms
from services.renderer.extract.statements import statements
from services.renderer.placed import Line, Placed, Words, line
from services.renderer.plan.body import body_lines, parts
from services.renderer.plan.closing import source_line
from services.renderer.plan.lead import lead
from services.renderer.plan.words import labels


def summary(outline: Outline, language: str, options: Mapping[str, str], chars: int) -> Iterator[Placed]:
    """The placed paragraphs of a summary."""
    words = labels(language)
    meta = outline.metadata
    if meta.title:
        yield line("title", meta.title.value)
    if who := _byline(meta, language):
        yield line("byline", who)
    opening = parts(lead(outline))
    if opening and not (meta.title and "".join(map(str, opening)).rstrip(".。") == meta.title.value):
        yield Line("body", opening)
    if terms := key_terms("\n".join(statement.text for statement in statements(outline))):
        joint = "；" if language == "zh" else "; "
        yield line("terms", Words(words.key_terms, bold=True), joint.join(terms))
    yield from body_lines(condense(outline, chars), language, frame=False)
    if told := source_line(outline, language):
        yield line("note", Words(words.source_note, bold=True), told)


def _byline(meta: Metadata, language: str) -> str:
    """Who and when: "（市长 张某某 2011年5月11日）" without what is not known."""
    who = [fact.value for fact in (meta.post, meta.speaker) if fact] or ([meta.issuer.value] if meta.issuer else [])
    told = [*who, _date(meta, language)]
    return ("　" if language == "zh" else ", ").join(part for part in told if part)


def _date(meta: Metadata, language: str) -> str:
    if meta.date is None:
        return ""
    year, _, rest = meta.date.value.partition("-")
    month, _, day = rest.partition("-")
    if language != "zh" or not (year + month + day).isdecimal():
        return meta.date.value
    return f"{int(year)}年{int(month)}月{int(day)}日"
