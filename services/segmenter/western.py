"""Evidence that a numbered paragraph of English is a heading, a run-in heading with its text, or a point."""

from __future__ import annotations

import re

from services.segmenter.entries import Entry, EntryRole

LONGEST_EN = 220  # characters of a heading

CAPITAL = re.compile(r"[A-Z0-9\"“(§]")


def western_heading(entry: Entry, body: str) -> None:
    """Section 4 Powers; "Sec. 2. Definitions. For the purposes …" is run in."""
    if len(body) <= LONGEST_EN and not re.search(r"[.;:]\s+[A-Z(]", body) and not body.endswith((";", ",")):
        entry.role = EntryRole.HEADING
        return
    stop = re.match(r"[^.;:]{1,90}\.(?=\s+[A-Z(\"“])", body)
    if stop is not None:
        entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + stop.end()
        return
    entry.role, entry.enumerator = EntryRole.PARAGRAPH, None


def western_either(entry: Entry, body: str) -> None:
    found = entry.enumerator
    assert found is not None
    plain = len(body) <= 90 and not re.search(r"[.;:,!?]$", body) and CAPITAL.match(body) is not None
    heading = plain and found.style in ("decimal", "digit_space", "roman_dot", "upper_dot", "digit_dot")
    entry.role = EntryRole.HEADING if heading else EntryRole.POINT
