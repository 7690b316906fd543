"""Readers of a style's number: from the match of its pattern to its ordinal; None where it is no number after all."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.segmenter.numbering import numerals
from services.segmenter.numbering.style import Ordinal, ReadOrdinal

_PART = re.compile(r"\d+|[IVXLC]+|[a-z]")


def follows(last: Ordinal, now: Ordinal, first: int = 1) -> bool:
    """Whether a number goes on counting: 5.2, 5.1.1 or 6 after 5.1.

    `first`: with which number an inner count begins.
    """
    return now == (*last, first) or any(now == (*last[:n], last[n] + 1) for n in range(len(last)))


def single(value: Callable[[str], int]) -> ReadOrdinal:
    """One numeral, in group 1; 0 is no number."""

    def read(match: re.Match[str]) -> Ordinal | None:
        number = value(match[1])
        return (number,) if number else None

    return read


def compound(match: re.Match[str]) -> Ordinal | None:
    """ "1.2.3" is (1, 2, 3); "4a" is (4, 1)."""
    parts = _PART.findall(match[1])
    numbers = tuple(int(part) if part.isdecimal() else numerals.english(part) for part in parts)
    return numbers if numbers and all(numbers) else None


def branched(match: re.Match[str]) -> Ordinal | None:
    """ "第十八條之一", "第十八条の一" and "第 18-1 條" are (18, 1): a number and what was put in behind it later."""
    whole = "".join(group or "" for group in match.groups())
    numbers = tuple(numerals.number(part) for part in whole.replace("之", "-").replace("の", "-").split("-"))
    return numbers if all(numbers) else None


def letter_and_number(match: re.Match[str]) -> Ordinal | None:
    """ "(a)(1)" is (1, 1)."""
    return (numerals.letter(match[1]), numerals.english(match[2]))


def unnumbered(_found: re.Match[str]) -> Ordinal:
    """A dash or bullet counts nothing."""
    return ()
