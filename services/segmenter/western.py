"""Evidence that a numbered paragraph of English is a heading, a run-in heading with its text, or a point."""

from __future__ import annotations

import re

from services.outline.model import Enumerator
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.frame.title_case import SECTION_NAMES, WORD, titled
from services.segmenter.numbering import STYLES, numerals

LONGEST_EN = 220  # characters of a heading

LISTED = re.compile(r"(?:[,;]|[,;] (?:and|or))$")  # a heading never ends so
CAPITAL = re.compile(r"[A-Z0-9\"“(§]")


def western_heading(entry: Entry, body: str) -> None:
    """Section 4 Powers; "Sec. 2. Definitions. For the purposes …" is run in; "Article 16 of the Act …" is neither."""
    cited = body[:1].islower() or body.startswith((",", ")"))
    if not cited and len(body) <= LONGEST_EN and not re.search(r"[.;:]\s+[A-Z(]", body) and not LISTED.search(body):
        entry.role = EntryRole.HEADING
        return
    stop = re.match(r"[^.;:]{1,90}\.(?=\s+[A-Z(\"“])", body)
    if stop is not None and not cited:
        entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + stop.end()
        return
    entry.role, entry.enumerator = EntryRole.PARAGRAPH, None


def _titles(style: str) -> bool:
    """Whether English documents number titles in this style."""
    return "en" in STYLES[style].titles


def western_either(entry: Entry, body: str) -> None:
    enumerator = entry.enumerator
    assert enumerator is not None
    plain = len(body) <= 90 and not STOPPED.search(body) and not LISTED.search(body) and CAPITAL.match(body) is not None
    heading = plain and _titles(enumerator.style)
    entry.role = EntryRole.HEADING if heading else EntryRole.POINT


def agree_western(entries: list[Entry]) -> None:
    """Numbered lines of one series are headings all, or points all: what stands right behind its sibling heads
    nothing."""
    runs: dict[str, list[int]] = {}
    for n, entry in enumerate(entries):
        enumerator = entry.enumerator
        if (
            enumerator is None
            or not _titles(enumerator.style)
            or entry.role not in (EntryRole.HEADING, EntryRole.POINT)
        ):
            continue
        key = f"{enumerator.style}{len(enumerator.ordinal)}"
        run = runs.get(key)
        before = entries[run[-1]].enumerator if run else None
        if run and before is not None and enumerator.ordinal > before.ordinal:
            run.append(n)
        else:
            _settle(entries, run or [])
            runs[key] = [n]
    for run in runs.values():
        _settle(entries, run)


def _settle(entries: list[Entry], run: list[int]) -> None:
    if all(entries[n].role is EntryRole.POINT for n in run):
        return
    heads = 0
    for n, after in zip(run, [*run[1:], -1], strict=True):
        heads += 1 if entries[n].role is EntryRole.HEADING and after != n + 1 and n + 1 < len(entries) else -1
    for n in run:
        if heads <= 0:
            entries[n].role = EntryRole.POINT


def settle_roman(entries: list[Entry]) -> None:
    """(i) is the first Roman numeral unless (h) came before; (v) and (x) follow (iv) and (ix), or (u) and (w)."""
    names = {style.name: style.otherwise for style in STYLES if style.otherwise and style.language == "en"}
    letter, roman = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for entry in entries:
        enumerator = entry.enumerator
        if enumerator is None or entry.role is EntryRole.HEADING:
            letter, roman = dict.fromkeys(letter, 0), dict.fromkeys(roman, 0)
            continue
        for style, name in names.items():
            if enumerator.style == name:
                roman[style] = enumerator.ordinal[0]
            elif enumerator.style == style:
                core = enumerator.literal.strip("()")
                value = numerals.roman(core) if len(core) == 1 and core in "ivxIVX" else 0
                if (
                    value
                    and value == (roman[style] + 1 if value > 1 else 1)
                    and enumerator.ordinal[0] != letter[style] + 1
                ):
                    entry.enumerator, roman[style] = Enumerator(name, (value,), enumerator.literal), value
                else:
                    letter[style] = enumerator.ordinal[0]


SHORT, LONGEST_QUESTION = 100, 220  # characters of a heading without a number
STOPPED = re.compile(r"[.;:,!?][\"”’')\]]*$")
ENDED = re.compile(r"[.!?:;][\"”’')\]]*$|(?:; | )(?:and|or)$")
INNER_STOP = re.compile(r"(?<![A-Z])[.;]\s")  # not U.S. Code
LEGEND = re.compile(r"(?:Figure|Fig\.|Table|Box|Chart|Exhibit)\s+[\dA-Z]")


def mark_unnumbered(entries: list[Entry]) -> None:
    """Give English headings without a number their role and their look: short, set apart, and followed by text.

    A line in capitals or in title case; a question that is answered; a few words between two paragraphs. Names in a
    list, legends of
    figures and lines that go on are none.
    """
    last_seen = {entry.text.strip(): n for n, entry in enumerate(entries)}
    framed = True  # only title, date and the like so far
    for n, entry in enumerate(entries[:-1]):
        listed = last_seen[entry.text.strip()] > n  # the same words come again: a line of the contents
        if entry.role is EntryRole.PARAGRAPH and entry.enumerator is None and not listed:
            look = _look(entries, n)
            if look:
                entry.role = EntryRole.HEADING
                entry.unnumbered_style = "subtitle" if framed and n and look != "question" else look
        framed = framed and entry.role is EntryRole.META
    shapes = [
        re.sub(r"\d+", "#", entry.text)
        for entry in entries
        if entry.unnumbered_style and entry.unnumbered_style != "subtitle"
    ]
    for entry in entries:
        if entry.unnumbered_style == "subtitle" and re.sub(r"\d+", "#", entry.text) in shapes:
            entry.unnumbered_style = "title"


def _look(entries: list[Entry], n: int) -> str:
    text, after = entries[n].text.strip(), entries[n + 1]
    before = entries[n - 1] if n else None
    if entries[n].passage.before_loss or entries[n].passage.after_loss or after.role is EntryRole.META:
        return ""
    if text.endswith("?"):
        answered = after.enumerator is None and not after.text.rstrip().endswith("?") and len(after.text) > 1
        return "question" if answered and len(text) <= LONGEST_QUESTION and _set_apart(before) else ""
    if not 3 < len(text) <= SHORT or STOPPED.search(text) or LEGEND.match(text) or "://" in text or "=" in text:
        return ""
    if LISTED.search(text) or INNER_STOP.search(text) or text[-1] == "↩":
        return ""
    if before is not None and before.role is not EntryRole.META and before.text.rstrip().endswith(":"):
        return ""
    follows = after.text.strip()
    full = ENDED.search(follows) is not None or after.enumerator is not None or len(follows) > SHORT
    if text.lower() in SECTION_NAMES and text[0].isupper():
        return "capitals" if text.isupper() else "title"
    if text.isupper() and len(WORD.findall(text)) > 0:
        return "capitals"
    if titled(text):
        listed = before is not None and before.role is EntryRole.PARAGRAPH and not ENDED.search(before.text.strip())
        if (
            full
            or (not listed and not titled(follows))
            or (not listed and n + 2 < len(entries) and _full(entries[n + 2]))
        ):
            return "title"
        return ""
    sentence = full and len(text) <= 60 and len(follows) > 80 and text[0].isupper() and _set_apart(before)
    apart = before is not None and before.role in (EntryRole.PARAGRAPH, EntryRole.POINT)
    return "words" if sentence and apart and after.enumerator is None else ""


def _full(entry: Entry) -> bool:
    return ENDED.search(entry.text.strip()) is not None and len(entry.text) > 60


def _set_apart(before: Entry | None) -> bool:
    return before is None or before.role is not EntryRole.PARAGRAPH or ENDED.search(before.text.strip()) is not None
