"""English words that a line's end cut in two: "infor-⏎mation" → "⏎information"; "self-⏎contained" keeps its hyphen.

The first half goes down to the second, as it would have stood where no word is cut, so that the line end stays one.
Whether the hyphen is the word's own is told by the document:
"self-contained" inside another line, "information" elsewhere, or halves that are no words by themselves. Where
nothing tells, or
both halves are words of the document ("risk-⏎based"), the hyphen stays. "short- and long-term" is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import PAGE_BREAK, Edit

CUT = re.compile(
    rf"""
    (?<![\w-])
    (?P<open>[(\[\"“‘]*)
    (?P<first>\w+(?:-\w+)*)-
    (?P<gap>[ \t]*\n[ \t]*(?=\S)             # ferry-⏎man
          |\s{{0,4}}[{PAGE_BREAK}]\s{{0,4}}      # over a page's end
          |[ ])                                # ferry- man: a line end that became a space
    (?P<second>[a-z]+|\d+|[A-Z]\w*)
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
SUSPENDED = frozenset("and or to nor but through und".split())
# First halves that are words or prefixes with a hyphen of their own.
HYPHENATED = frozenset(
    "self non well ex all cross half full high low long short part third first second two three four five post "
    "pre anti multi counter quasi semi so e on off over in out de".split()
)
COMMON = frozenset(
    "the of and to in that is for on with as by at be are this from or an not it have has was which may must "
    "shall will can all any such other no new time day year work made make based like term level wide free year "
    "old out up down end use used".split()
)


def dehyphenation(text: str, language: str) -> Iterator[Edit]:
    """Each cut word made whole before the line end; the hyphen goes where it was not the word's own."""
    if language != "en":
        return
    words: set[str] | None = None
    for match in CUT.finditer(text):
        first, second, gap = match["first"], match["second"], match["gap"]
        if second in SUSPENDED or (gap == " " and not (first.isalpha() and second.islower() and len(first) > 1)):
            continue
        if words is None:
            words = {word.lower() for word in WORD.findall(CUT.sub(" ", text))}
        hyphenated = _kept(first, second, words)
        if hyphenated is None:
            continue
        whole = f"{match['open']}{first}{'-' if hyphenated else ''}{second}"
        if gap == " ":
            yield Edit(match.start(), match.end(), whole)
        else:  # the first half leaves its line, or its page, and the second becomes the word
            yield Edit(match.start(), match.end("first") + 1)
            yield Edit(match.start("second"), match.end(), whole)


def _kept(first: str, second: str, words: set[str]) -> bool | None:
    """Whether the hyphen is the word's own; None: leave the place as it is."""
    half = first.rpartition("-")[2].lower()
    if not (half.isalpha() and second.islower()):
        return True  # 2019-2020, AC-2, Anglo-Saxon
    if f"{first.lower()}-{second}" in words or half in HYPHENATED:
        return True
    if half + second in words:
        return False
    if (half in words or half in COMMON) and (second in words or second in COMMON):
        return True
    return False if len(second) > 1 else None


REPAIR = RepairRule(
    "dehyphenation",
    dehyphenation,
    order=80,
    chinese="行末连字符去除",
    english="words joined over line ends",
    japanese="行末ハイフンの削除",
    example=("The ferry-\nman keeps the ferryman", "The \nferryman keeps the ferryman", "en"),
)
