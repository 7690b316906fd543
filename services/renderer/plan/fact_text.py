"""Facts of the metadata as text on the page, with their provenance."""

from __future__ import annotations

import re

from services.outline.model import Fact, Run, Text

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_MONTHS = "January February March April May June July August September October November December".split()


def fact_text(fact: Fact) -> Text:
    """The fact as text with its provenance: aligned where value and span are equally long."""
    return Text((Run(fact.value, fact.spans[0] if fact.spans else None),))


def date_text(fact: Fact, language: str) -> Text:
    """ "2014年6月5日" or "5 June 2014"."""
    return Text((Run(spoken(fact.value, language), fact.spans[0] if fact.spans else None),))


def spoken(date: str, language: str) -> str:
    """A date as it is printed, of "2014-06-05" or "2014-06"; anything else unchanged."""
    match = _ISO.match(date)
    if not match:
        return date
    year, month, day = (int(number) if number else 0 for number in match.groups())
    if month > len(_MONTHS):
        return date
    if language == "en":
        return " ".join(
            part for part in (str(day) if day else "", _MONTHS[month - 1] if month else "", str(year)) if part
        )
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
