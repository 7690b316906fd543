"""NumberingStyle: what one row of the table of numbering tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

Ordinal = tuple[int, ...]
ReadOrdinal = Callable[[re.Match[str]], Ordinal | None]


class Role(Enum):
    """What carries the enumerator, as far as the style itself tells."""

    HEADING = "heading"  # always a heading: 第一章, Chapter 1
    POINT = "point"  # a paragraph of its own: 第一，, (a)
    EITHER = "either"  # by its length and what follows: 一、, 1.
    ARTICLE = "article"  # a point with text after it, a heading when it stands alone: 第三条
    DASH = "dash"  # a point without a number: ——


@dataclass(frozen=True, slots=True)
class Misreading:
    """What OCR makes of a style: counts only where the number before it or after it stands in the style.

    `pattern` has the numeral in group 1. `instead_of` are styles that the form is read as where nothing tells better.
    """

    pattern: str
    example: str
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingStyle:
    """One way to number.

    `pattern` matches the enumerator at the head of a paragraph, `ordinal` reads its number out of the match (None: it
    is
    none after all). `rank` is the usual order, 1 outermost. `example` is the enumerator as printed, `sample` the head
    of a
    paragraph that has it, `counter` text that looks alike and is another style or none.
    """

    name: str
    example: str
    sample: str
    counter: str
    pattern: str
    ordinal: ReadOrdinal
    rank: int
    role: Role
    note: str = ""
    language: str = "zh"  # whose documents number so: zh (also ja), ja, en; "": all
    weak: bool = False  # running text has it too: alone it begins no paragraph
    inner: bool = False  # where line ends are lost it stays in its paragraph
    main: bool = False  # numbers the main parts of a document: weighs like a heading before its line is read
    runs_in: bool = False  # a heading whose text may go on behind its first stop
    part: bool = False  # may title a part that was handed in alone
    law: bool = False  # articles of laws: many of them make a law
    holds_points: bool = False  # numbers under it are points
    opens_subtitle: bool = False  # a line under the title begins with it
    restarts_under_heading: bool = False  # counting that begins again tells that a heading stood before
    titles: tuple[str, ...] = ()  # languages whose reports number titles so, where the series bears it out
    family: str = ""  # styles that count together: "1." stands above "1.1"
    misread: tuple[Misreading, ...] = ()
    above: str = ""  # what it looks like right above a compound one of its family: "2 建设内容" above "2.1"
    unit: str = (
        ""  # what splitters of text without line ends count it as: "part", "section", "article", "annex", "item"
    )
    inline: str = ""  # what it looks like there
    continued: str = ""  # what the later ones of its series look like, where the first one is told by `pattern`
    otherwise: str = ""  # the style that the same sign belongs to where that one counts on: (i) is a letter or a number
