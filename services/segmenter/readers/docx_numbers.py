"""Automatic numbers of DOCX: what Word prints before a paragraph and does not write into its text.

ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.segmenter.readers.docx_xml import child, value
from services.segmenter.readers.xml import local

HAN = "〇一二三四五六七八九"
HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
PLACE = re.compile("%([1-9])")
LARGEST = 9999  # numbers beyond are printed in digits
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts: first number, format, pattern ("第%1条"), what stands behind ("tab", "space", "nothing")."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    behind: str = "tab"
    restart: int | None = None  # the level (counted from 1) whose number starts this one again; 0: none
    legal: bool = False  # all numbers in digits


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: Mapping[str, Mapping[int, Level]]  # by numId
    family: Mapping[str, str]  # abstractNumId by numId: lists of one family count on
    restarted: Mapping[str, Mapping[int, int]]  # startOverride by numId
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def next(self, number_id: str, depth: int) -> str:
        """What is printed before the next paragraph of a list at a level, counted from 0; "" for bullets and none."""
        levels = self.levels.get(number_id)
        level = levels.get(depth) if levels else None
        if levels is None or level is None:
            return ""
        counts = self.counts.setdefault(self.family[number_id], {})
        if number_id not in self.seen:
            self.seen.add(number_id)
            for at, start in self.restarted.get(number_id, {}).items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, LEVELS):
            again = levels[deeper].restart if deeper in levels else None
            if again is None or depth < again:
                counts.pop(deeper, None)
        if level.format in ("bullet", "none"):
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            one = levels.get(at, Level())
            return written(counts.get(at, one.start), "decimal" if level.legal else one.format)

        text = PLACE.sub(number, level.pattern)
        # A tab or a space stands behind the number; behind 、 or ） Chinese text has none.
        return text if level.behind == "nothing" or text[-1:] in "、）。．，" else f"{text} "


def read_numbering(root: Any) -> Numbering:
    """The lists of numbering.xml; None where a document has none."""
    abstract: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}  # style of a list, to the list that defines it
    follows: dict[str, str] = {}
    levels: dict[str, dict[int, Level]] = {}
    family: dict[str, str] = {}
    restarted: dict[str, dict[int, int]] = {}
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            key = value(element, "abstractNumId")
            abstract[key] = {int(value(e, "ilvl") or 0): _level(e) for e in element if local(e) == "lvl"}
            for name, store in (("styleLink", linked), ("numStyleLink", follows)):
                link = child(element, name)
                if link is not None:
                    store[value(link) if name == "styleLink" else key] = key if name == "styleLink" else value(link)
    for element in root if root is not None else ():
        if local(element) != "num":
            continue
        key, target = value(element, "numId"), value(child(element, "abstractNumId"))
        target = linked.get(follows.get(target, ""), target)
        levels[key], family[key] = dict(abstract.get(target, {})), target
        for override in (e for e in element if local(e) == "lvlOverride"):
            depth = int(value(override, "ilvl") or 0)
            own, start = child(override, "lvl"), child(override, "startOverride")
            if own is not None:
                levels[key][depth] = _level(own)
            if start is not None:
                restarted.setdefault(key, {})[depth] = _int(value(start), 1)
    return Numbering(levels, family, restarted)


def _level(element: Any) -> Level:
    attributes = {local(e): value(e) for e in element}
    return Level(
        _int(attributes.get("start", ""), 1),
        attributes.get("numFmt", "decimal"),
        attributes.get("lvlText", ""),
        attributes.get("suff", "tab"),
        _int(attributes["lvlRestart"], 0) if "lvlRestart" in attributes else None,
        "isLgl" in attributes and attributes["isLgl"] not in ("0", "false"),
    )


def written(n: int, format: str) -> str:
    """A number in one of Word's formats; in digits where the format is not known."""
    if not 0 < n <= LARGEST:
        return str(n)
    match format:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
            return letter if format == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            return _roman(n) if format == "lowerRoman" else _roman(n).upper()
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand":
            return _han(n, HAN, "十百千")
        case "japaneseCounting":
            return _han(n, HAN, "十百千").replace("〇", "")
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return _han(n, LEGAL, "拾佰仟", short=False)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(HAN[int(digit)] for digit in str(n))
        case "ideographTraditional":
            return HEAVENLY[(n - 1) % 10]
        case "ideographZodiac":
            return EARTHLY[(n - 1) % 12]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return chr(0x2460 + n - 1) if n <= 20 else str(n)
        case "decimalEnclosedParen":
            return chr(0x2474 + n - 1) if n <= 20 else f"({n})"
        case "decimalEnclosedFullstop":
            return chr(0x2488 + n - 1) if n <= 20 else f"{n}."
        case "ideographEnclosedCircle":
            return chr(0x3280 + n - 1) if n <= 10 else _han(n, HAN, "十百千")
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(0xFF10 + int(digit)) for digit in str(n))
        case "decimalZero":
            return f"{n:02d}"
        case "ordinal":
            return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
        case _:
            return str(n)


def _roman(n: int) -> str:
    text = ""
    for size, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True
    ):
        text += letters * (n // size)
        n %= size
    return text


def _han(n: int, digits: str, units: str, short: bool = True) -> str:
    """12 is 十二, 105 一百〇五; with short False 壹拾贰."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text[1:] if short and 10 <= n < 20 else text


def _int(text: str, default: int) -> int:
    try:
        return max(-1_000_000, min(1_000_000, int(text)))
    except ValueError:
        return default
