"""Which lines of a Japanese document are headings: captions above articles, 附則, and the numbered titles of reports."""

from __future__ import annotations

import re

from services.outline.model import Enumerator
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.japanese import captioned
from services.segmenter.numbering import STYLES, Role

LONGEST = 40  # characters of a numbered title
OPEN = re.compile(r"[。．、，：；」]$")
SUPPLEMENT = re.compile(r"附\s*則(?:[（(].*[）)])?")


def judge_japanese(entries: list[Entry]) -> None:
    """Give captions, supplements and, where there are no articles, numbered titles the role of headings."""
    _count_kana(entries)
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        text = entry.text.strip()
        if entry.role is EntryRole.PARAGRAPH and SUPPLEMENT.fullmatch(text):
            entry.role, entry.unnumbered_style = EntryRole.HEADING, "supplement"
        article = after is not None and _is_article(after)
        if article and entry.role is EntryRole.PARAGRAPH and entry.enumerator is None and captioned(text):
            entry.role, entry.unnumbered_style = EntryRole.HEADING, "caption"
    if not any(_is_article(entry) for entry in entries):
        _mark_titles(entries)


def _count_kana(entries: list[Entry]) -> None:
    """After ア, イ is the second and not the first."""
    for style in STYLES:
        if not style.continued:
            continue
        last, pattern = 0, re.compile(style.continued)
        for entry in entries:
            match = pattern.match(entry.text)
            value = (style.ordinal(match) or (0,))[0] if match is not None else 0
            if match is not None and (value == 1 or value == last + 1 > 1):
                entry.enumerator, last = Enumerator(style.name, (value,), match[1]), value
                entry.role = EntryRole.POINT


def _mark_titles(entries: list[Entry]) -> None:
    """Of each style: titles, where text or deeper numbers stand behind most of them; points, where the next of them
    does."""
    for style in [row.name for row in STYLES if "ja" in row.titles]:
        options = [
            n for n, entry in enumerate(entries) if entry.enumerator is not None and entry.enumerator.style == style
        ]
        short = [n for n in options if len(entries[n].text) <= LONGEST and not OPEN.search(entries[n].text.strip())]
        heads = [n for n in short if n + 1 < len(entries) and _style(entries[n + 1]) != style]
        if options and len(heads) >= 0.7 * len(options):
            for n in heads:
                entries[n].role = EntryRole.HEADING


def _is_article(entry: Entry) -> bool:
    style = STYLES.of(entry.enumerator)
    return style is not None and style.role is Role.ARTICLE


def _style(entry: Entry) -> str:
    return entry.enumerator.style if entry.enumerator is not None else ""
