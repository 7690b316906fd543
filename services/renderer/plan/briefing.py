"""简报 and memo: masthead, lead, what is required of whom by when, the main points, figures, tail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from services.outline.model import Outline, Text
from services.renderer.condense.condense import condense
from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Facts, Figure, Requirement
from services.renderer.placed import FillIn, Grid, Line, Piece, Placed, Tab, Words, line
from services.renderer.plan.body import body_lines, parts
from services.renderer.plan.closing import closing_note
from services.renderer.plan.lead import lead
from services.renderer.plan.words import labels

ROWS = 30  # of the table of requirements, where the options do not say
MOST_FIGURES = 12
MOST_MENTIONS = 8  # of a kind


def briefing(outline: Outline, language: str, options: Mapping[str, str], chars: int) -> Iterator[Placed]:
    """The placed paragraphs of a briefing."""
    words = labels(language)
    found = extract(outline)
    yield from _masthead(options) if language == "zh" else _memo(outline, options)
    title = outline.metadata.title
    if language == "zh" and title:
        yield line("title", title.value)
    opening = parts(lead(outline))
    if opening and not (title and "".join(map(str, opening)).rstrip(".。") == title.value):
        yield Line("body", opening)
    yield line("heading1", words.main_points, level=1)
    yield from body_lines(condense(outline, chars), language, deeper=1, frame=False)
    yield from _required(found.requirements, language, int(options.get("requirements", ROWS)))
    yield from _figures(found.figures, language)
    yield from _mentions(found, language)
    if language == "zh":
        yield from _tail(options)
    yield from closing_note(outline, language)


def _given(options: Mapping[str, str], name: str, label: str, shown: str) -> Piece:
    return Words(options[name]) if name in options else FillIn(name, label, shown)


def _masthead(options: Mapping[str, str]) -> Iterator[Line]:
    if "marking" in options:
        yield line("marking", options["marking"])
    yield line("masthead", _given(options, "masthead", "简报名称", "〔简报名称〕"))
    yield line("issue", "第", _given(options, "issue", "期数", "〔期数〕"), "期")
    yield line(
        "office",
        _given(options, "office", "编发单位", "〔编发单位〕"),
        Tab(),
        _given(options, "date", "日期", "〔年月日〕"),
    )


def _memo(outline: Outline, options: Mapping[str, str]) -> Iterator[Line]:
    if "marking" in options:
        yield line("marking", options["marking"])
    yield line("masthead", options.get("masthead", "MEMORANDUM"))
    yield line("memo", Words("FOR", bold=True), Tab(), _given(options, "for", "For", "[recipient]"))
    yield line("memo", Words("FROM", bold=True), Tab(), _given(options, "from", "From", "[office]"))
    yield line("memo", Words("DATE", bold=True), Tab(), _given(options, "date", "Date", "[date]"))
    title = outline.metadata.title
    subject: Piece = FillIn("subject", "Subject", "[subject]")
    if "subject" in options or title:
        subject = Words(options.get("subject") or (title.value if title else ""))
    yield line("memo-last", Words("SUBJECT", bold=True), Tab(), subject)


def _tail(options: Mapping[str, str]) -> Iterator[Line]:
    yield line("tail-first", "报：", _given(options, "report-to", "报", "〔上级机关〕"))
    yield line("tail", "送：", _given(options, "send-to", "送", "〔平级单位〕"))
    yield line("tail", "发：", _given(options, "issue-to", "发", "〔下级单位〕"))
    yield line("copies", "共印", _given(options, "copies", "印数", "〔份数〕"), "份")


def _required(requirements: Sequence[Requirement], language: str, most: int) -> Iterator[Placed]:
    words = labels(language)
    if not requirements or not most:
        return
    yield line("heading1", words.required, level=1)
    rows = tuple(
        (
            (Words(one.text),),
            _listed((*one.lead, *one.support), words.listed),
            (Words(one.deadline.text),) if one.deadline else (),
            (Words(str(one.page)),) if one.page is not None else (),
        )
        for one in requirements[:most]
    )
    yield Grid((0.55, 0.19, 0.17, 0.09), words.required_head, rows)
    if len(requirements) > most:
        yield line("note", words.required_more.format(count=len(requirements) - most))


def _listed(texts: Sequence[Text], joint: str) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for text in texts:
        found += [Words(joint)] if found else []
        found.append(Words(text))
    return tuple(found)


def _figures(figures: Sequence[Figure], language: str) -> Iterator[Placed]:
    words = labels(language)
    shown = figures[:MOST_FIGURES]
    if not shown:
        return
    yield line("heading1", words.figures, level=1)
    rows = tuple(
        (
            (Words(one.of),),
            (Words(one.text),),
            (Words(str(one.page)),) if one.page is not None else (),
        )
        for one in shown
    )
    yield Grid((0.55, 0.33, 0.12), words.figures_head, rows)


def _mentions(found: Facts, language: str) -> Iterator[Line]:
    words = labels(language)
    lines = []
    named_texts = {
        "meeting": [one.name for one in found.meetings],
        "document": [one.title for one in found.documents if one.title],
        "number": [one.number for one in found.documents if one.number and not one.title],
        "decision": [one.text for one in found.decisions],
    }
    for kind, name in words.mention_kinds.items():
        if texts := named_texts[kind]:
            named = _listed(texts[:MOST_MENTIONS], words.listed)
            lines.append(line("body", Words(name + words.colon, bold=True), *named, words.stop))
    if lines:
        yield line("heading1", words.mentions, level=1)
        yield from lines
