"""The sentence of purposes that opens a bill ("To amend … to require …, to establish …; and to …"), and its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# At the head of a sentence, or behind a title that was joined to it: "… Amendment Act of 2020 To amend …".
_OPENS = re.compile(
    r"(?:^|\b(?:A BILL|AN ACT|An Act|A bill) (?=to )|(?<=\d{4} )(?=To )|(?<=(?:Act|ACT) )(?=To )|(?<=[.:;] )(?=To ))"
    r"(?:To|to) "
    r"(?!the |whom |all )[a-z]+ .{24,}",
    re.S,
)
_ENACTS = re.compile(
    r"\bbe it enacted|\bmay be cited as|\b(?:Act|Bill|Ordinance|Resolution) of \d{4}|\bthis act\b", re.I
)
_READ = 12  # sentences at the head among which it is looked for
_READ_CHARS = 600
_CLAUSE = re.compile(r"(?<=[,;]) (?=(?:and )?to [a-z]+ )|(?<= Act|Code|\d\d\d\d) (?=to [a-z]+ )")
_FRAME = re.compile(r"(?:and )?to amend ", re.I)
_PART = re.compile(r"[,;](?= )")


def purpose_place(texts: Sequence[str]) -> tuple[int, int] | None:
    """Which of the first sentences has the sentence of purposes and where in it that begins, where the text enacts."""
    for i, text in enumerate(texts[:_READ]):
        match = _OPENS.search(text[:_READ_CHARS])
        if match:
            return (i, match.start()) if any(_ENACTS.search(other) for other in texts[: 2 * _READ]) else None
    return None


def purposes(text: str, chars: int) -> Iterator[tuple[int, int]]:
    """Bounds of whole clauses, in order, of at most `chars` characters with a blank between; all of it if it fits.

    "to amend the … Act" only leads to a purpose and is left out first; the last clause may end at an inner comma.
    """
    if len(text) <= chars:
        yield 0, len(text)
        return
    cuts = [match.span() for match in _CLAUSE.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    left = chars
    for start, end in zip(starts, ends, strict=True):
        if _FRAME.match(text, start):
            continue
        if end - start > left:
            parts = [
                match.end()
                for match in _PART.finditer(text, start, start + max(left, 0))
                if match.end() - start <= left
            ]
            if parts:
                yield start, parts[-1]
            return
        yield start, end
        left -= end - start + 1
