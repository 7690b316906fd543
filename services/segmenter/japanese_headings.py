"""Which lines of a Japanese document are headings: captions above articles, 附則, and the numbered titles of reports."""

from __future__ import annotations

import re

from services.outline.model import Enumerator
from services.segmenter import numerals
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.japanese import captioned

LONGEST = 40  # characters of a numbered title
TITLES = (
    "wide_digit",
    "digit_paren",
    "digit_dot",
    "digit_space",
    "digit_comma",
    "aiueo",
    "circled",
    "roman_sign",
    "kanji_space",
)
OPEN = re.compile(r"[。．、，：；」]$")
KANA = re.compile(rf"([{numerals.AIUEO}])[ \u3000]")
SUPPLEMENT = re.compile(r"附\s*則(?:[（(].*[）)])?")


def judge_japanese(entries: list[Entry]) -> None:
    """Give captions, supplements and, where there are no articles, numbered titles the role of headings."""
    _count_kana(entries)
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        text = entry.text.strip()
        if entry.role is EntryRole.PARAGRAPH and SUPPLEMENT.fullmatch(text):
            entry.role, entry.look = EntryRole.HEADING, "supplement"
        article = after is not None and after.enumerator is not None and after.enumerator.style == "article"
        if article and entry.role is EntryRole.PARAGRAPH and entry.enumerator is None and captioned(text):
            entry.role, entry.look = EntryRole.HEADING, "caption"
    if not any(entry.enumerator is not None and entry.enumerator.style == "article" for entry in entries):
        _mark_titles(entries)


def _count_kana(entries: list[Entry]) -> None:
    """After ア, イ is the second and not the first."""
    last = 0
    for entry in entries:
        found = KANA.match(entry.text)
        value = numerals.aiueo(found[1]) if found is not None else 0
        if found is not None and (value == 1 or value == last + 1 > 1):
            entry.enumerator, last = Enumerator("aiueo", (value,), found[1]), value
            entry.role = EntryRole.POINT


def _mark_titles(entries: list[Entry]) -> None:
    """Of each style: titles, where text or deeper numbers stand behind most of them; points, where the next of them does."""
    for style in TITLES:
        found = [
            n for n, entry in enumerate(entries) if entry.enumerator is not None and entry.enumerator.style == style
        ]
        short = [n for n in found if len(entries[n].text) <= LONGEST and not OPEN.search(entries[n].text.strip())]
        heads = [n for n in short if n + 1 < len(entries) and _style(entries[n + 1]) != style]
        if found and len(heads) >= 0.7 * len(found):
            for n in heads:
                entries[n].role = EntryRole.HEADING


def _style(entry: Entry) -> str:
    return entry.enumerator.style if entry.enumerator is not None else ""
