"""English figures: numbers with their units and what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.renderer.extract.facts import Figure
from services.renderer.extract.statements import Statement

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_MEASURES = (
    "mm|cm|km2|km|sq km|ha|kg|kWh|MWh|GWh|kW|MW|GW|lit(?:re|er)s?|mph|feet|acres?|hectares?|tonnes?|tons?|miles?|"
    "square (?:met(?:re|er)s|feet|miles|kilomet(?:re|er)s)|cubic (?:met(?:re|er)s|feet)|"
    "(?:kilo|centi|milli)?(?:met(?:re|er)|gram(?:me)?)s?|degrees?"
)
_FIGURE = re.compile(
    rf"""
      (?P<money>[$€£¥]) \s? (?P<amount>{_NUMBER}) (?:\s(?P<many>thousand|million|billion|trillion))?   # $4.5 million
    | \b(?<![-./§\d,]) (?P<number>{_NUMBER}) (?:
          \s?(?P<share>%|percent\b|per\ cent\b|percentage\ points\b)                  # 18 percent
        | \s(?P<measure>(?:(?:thousand|million|billion)\s)?(?:{_MEASURES}))\b         # 4,200 square metres
        | \s(?P<scale>thousand|million|billion)\b(?!\s[a-z]{{2,}}s\b)
        | (?P<things>(?:\s(?:thousand|million|billion))?(?:\s[a-z]+)?\s              # 412 vehicles
            (?!(?:this|was|has|is|as|its|us|minus|plus|versus|business)\b)[a-z]{{2,}}s)\b
        | (?P<more>\s(?:more|fewer|people)\b))                                        # 30 more
    | \b(?P<word>{_WORDS}) \s (?P<counted>                                            # nine schools
        (?!(?:this|was|has|is|as|its|us|days|hours|weeks|months|years|minutes
          |times|others|ways|things|sets|kinds|types|pages)\b)[a-z]{{3,}}s)\b
    """,
    re.X,
)
_NOT_THINGS = re.compile(
    r"\b(?:and|or|of|the|to|in|as|by|on|at|for|et|through|that|shall|is|was|are|from|with|has|per)\b"
)
# Section 5, Order 1996: a number that names.
_NAMES = re.compile(
    r"(?:\b(?:sections?|articles?|parts?|chapters?|acts?|orders?|rules?|regulations?|tables?|figures?|pages?|"
    r"schedules?|clauses?|paragraphs?|appendix|titles?|no\.|nos?|numbers?|resolution|directive|law|circular|version|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)|§+|\() ?$",
    re.I,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_DURATION = re.compile(r"(?:calendar |business |working )?(?:days?|hours?|weeks?|months?|years?|minutes?|pages?)$")
_SHORTER = 48  # characters of what is counted
_LONGEST = 80  # characters of what is measured
_CLAUSE = re.compile(r"[,;:](?=\s)|—")
_LEAD_IN = re.compile(
    r" ?(?:(?:and|but|of which|in all|altogether|in total|in \d{4}|last year|this year|with|including|up) )+", re.I
)
_TAIL = re.compile(
    r"(?:[ ,](?:is|are|was|were|has|have|had|been|be|about|some|nearly|almost|over|under|only|at|to|by|of|at least|"
    r"at most|more than|fewer than|"
    r"less than|deeper than|higher than|within|up to|roughly|around|an estimated|a total of|not|and|the|reached|"
    r"totalled|totaled|now counts|counts|stood|from|between|a|an|for|up|down|exceeding))+$"
)
_WHEN = re.compile(r"(?:by|at|on|in|since|from|until|after|before|between|during|within|and|or|of|with)\b.{0,30}", re.I)
_AFTER = re.compile(
    r"(?: (?:of|for|in|from|with|that|which|who|had|were|was|could|must|should|bought|gave|spoke)\b)?[^,.;:]{3,60}"
)


def english_figures(statement: Statement) -> Iterator[Figure]:
    """The figures of an English sentence in order."""
    text = statement.text
    last: tuple[int, int] | None = None
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        if _NAMES.search(text, max(0, start - 16), start):
            continue
        value, unit, counted = _parts(match)
        if (_YEAR.match(value) and not match["money"] and not match["share"]) or (counted and _NOT_THINGS.search(unit)):
            continue
        left = max(
            (mark.end() for mark in _CLAUSE.finditer(text, max(start - 160, 0), start)),
            default=max(start - 160, 0) if start > 160 else 0,
        )
        right = next((mark.start() for mark in _CLAUSE.finditer(text, end)), len(text.rstrip(".")))
        of = _label(text, left, start, end, right, counted)
        weight = 0.3 if _DURATION.search(unit) else 0.8
        if of is None:
            of = last
        if of is None:
            continue
        last = of
        yield Figure(
            text=statement.cut(start, end),
            value=value,
            unit=unit,
            of=statement.cut(*of),
            clause=statement.cut(left, right),
            sentence=statement.source,
            target=re.search(r"\b(?:shall|must|should|at least|target|aim)\b", text) is not None,
            year=year_match.group() if (year_match := re.search(r"\b(?:19|20)\d\d\b", text)) else "",
            confidence=weight,
            page=statement.page,
            place=statement.place,
        )


def _parts(match: re.Match[str]) -> tuple[str, str, bool]:
    """Value, unit, and whether the unit is the thing that is counted."""
    if match["money"]:
        return match["amount"], f"{match['money']} {match['many']}" if match["many"] else match["money"], False
    if match["word"]:
        return match["word"], match["counted"], True
    unit = match["share"] or match["measure"] or match["scale"] or match["things"] or match["more"] or ""
    return match["number"], unit.strip(), bool(match["things"] or match["more"])


def _label(text: str, left: int, start: int, end: int, right: int, counted: bool) -> tuple[int, int] | None:
    if counted:  # the thing itself, and what is said of it
        unit = end - len(text[start:end].split(" ", 1)[-1])
        stop = right if right - unit <= _SHORTER else end
        if stop - unit > len(text[unit:end]) + 2 or start - left > _SHORTER or start == left:
            return unit, stop
        lead = _LEAD_IN.match(text, left, start)
        return (lead.end() if lead else left), stop
    lead = _LEAD_IN.match(text, left, start)
    a = lead.end() if lead else left
    b = len(text[:start].rstrip())
    while tail := _TAIL.search(text[a:b]):
        b = a + tail.start()
    if b - a > _LONGEST:
        a = b - _LONGEST
        a = text.find(" ", a) + 1
    while a < b and text[a] == " ":
        a += 1
    if b - a >= 3 and not _WHEN.fullmatch(text[a:b].strip()):
        return a, b
    after = _AFTER.match(text, end, right) if end < right else None
    return (end + 1, after.end()) if after else None
