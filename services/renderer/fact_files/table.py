"""The tasks of a document as rows: what supervises their doing (督办台账)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from services.outline.model import Text
from services.renderer.extract.facts import Facts, Requirement

HEAD = {
    "zh": ("序号", "事项", "牵头单位", "配合单位", "时限", "依据页", "原文", "进展"),
    "en": ("No.", "Task", "Lead", "Support", "Due", "Page", "Source text", "Progress"),
}
_TASK_CHARS = {"zh": 40, "en": 120}  # of 事项: what can be read at a glance; the whole stands in 原文
_CUT = {"zh": re.compile(r"[，；。：]"), "en": re.compile(r"[,;:.](?=\s|$)")}
_JOINT = {"zh": "、", "en": "; "}

Row = tuple[int, str, str, str, str, str, str, str]


def rows(facts: Facts, language: str) -> Iterator[Row]:
    """The tasks in reading order; a body that is inferred stands in brackets; a limit is followed by its day."""
    for number, each in enumerate(facts.requirements, 1):
        yield (
            number,
            _task(str(each.text), language),
            _lead(each, language),
            _joined(each.support, language),
            _due(each, language),
            str(each.page) if each.page is not None else "",
            str(each.text),
            "",
        )


def csv_table(facts: Facts, title: str, language: str) -> bytes:
    """CSV in UTF-8 with a mark at its head, so that a spreadsheet reads its letters; RFC 4180 line ends."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEAD[language])
    for row in rows(facts, language):
        writer.writerow([safe(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what comes from a document runs nothing."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _task(text: str, language: str) -> str:
    """The first clauses that fit; a text without an early clause is cut."""
    most = _TASK_CHARS[language]
    if len(text) <= most:
        return text.rstrip("。.；;，,")
    ends = [mark.start() for mark in _CUT[language].finditer(text, 0, most)]
    return text[: ends[-1]] if ends and ends[-1] >= most // 3 else text[: most - 1] + "…"


def _lead(each: Requirement, language: str) -> str:
    if each.lead or not each.carried:
        return _joined(each.lead, language)
    opening, closing = ("（", "）") if language == "zh" else ("(", ")")
    return opening + _joined(each.carried, language) + closing


def _due(each: Requirement, language: str) -> str:
    if not each.deadline:
        return ""
    said, day = str(each.deadline.text), each.deadline.date
    if not day:
        return said
    return f"{said}（{day}）" if language == "zh" else f"{said} ({day})"


def _joined(texts: Sequence[Text], language: str) -> str:
    return _JOINT[language].join(map(str, texts))
