"""Page numbers in any dress: "- 3 -", "— 3 —", "-3", "3", "第3页 共9页", "3/9", "[3]", "=== 3 ===", "Page 3 of 9"."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS = "第共页頁页码頁碼頁次"
DECORATION = r"\-—–―─━=_*#·•.~～<>＜＞《》\[\]【】〔〕()（）|｜/／:：、,，"

# A line that is nothing but a counter: decoration, words of paging, one number, perhaps a total.
LINE = re.compile(
    rf"[\s{DECORATION}]{{0,12}}(?:(?:第|page|pg\.?|p\.?|sheet|seite|頁|页)\s*)?[\s{DECORATION}]{{0,3}}"
    rf"(?P<number>\d{{1,5}})\s*(?:[页頁張张]\s*)?"
    rf"(?:(?:/|／|of|共|[,，]\s*共|\(\s*共|（\s*共)\s*(?P<total>\d{{1,5}})\s*(?:[页頁張张]\s*)?)?[\s{DECORATION}]{{0,12}}",
    re.IGNORECASE,
)

# The same inside running text, one dress each; the bare number last, since it needs the most evidence.
PAGE_NUMBER_FORMATS: tuple[tuple[str, str], ...] = (
    ("words", r"第\s?(\d{1,4})\s?[页頁](?:\s?[,，/]?\s?[（(]?共\s?\d{1,4}\s?[页頁][）)]?)?"),
    ("page", r"[Pp](?:age|AGE|g\.|\.)?\s?(\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?"),
    ("dashes", r"[-—–―─－]{1,3}\s?(\d{1,4})\s?[-—–―─－]{1,3}"),
    ("dots", r"[·•∙.]\s?(\d{1,4})\s?[·•∙.]"),
    ("tildes", r"[~～]\s?(\d{1,4})\s?[~～]"),
    ("brackets", r"[\[【〔<＜(（]\s?(\d{1,4})\s?[\]】〕>＞)）]"),
    ("bars", r"[|｜]\s?(\d{1,4})\s?[|｜]?"),
    ("dash", r"[-—–―─－]\s?(\d{1,4})"),
    ("of", r"(\d{1,4})\s?[/／]\s?\d{1,4}"),
    ("bare", r"([0-9]{1,4})"),
)


LONGEST = 40  # code points of such a line: "— 第 1234 页 共 5678 页 —" has 20
MOST = 4000  # numbers of one text that are chained: PAGES of them would be counted twice over
BACK = 40  # numbers that are looked back at; so many false ones stand between two pages at most
PER_STEP, LEAP = 0.02, 0.5  # against a leap of so many numbers, and at most: a page that counts is worth 1
PER_PASSED = 0.001  # against each number that is passed over: of two equal chains the denser one is taken


@dataclass(frozen=True, slots=True)
class PageNumberLine:
    """A line that only counts: its number, and its shape with # for digits."""

    shape: str
    number: int


def page_number_line(line: str) -> PageNumberLine | None:
    """What a whole line counts, or None. "3" is a counter, "3. 总则" and "2011年" are not."""
    line = line.strip()
    if len(line) > LONGEST:
        return None
    match = LINE.fullmatch(line)
    if not match:
        return None
    shape = re.sub(r"\d+", "#", re.sub(r"\s+", " ", line))
    return PageNumberLine(shape, int(match["number"]))


def longest_increasing_chain(numbers: list[int]) -> list[int]:
    """Positions of the longest strictly increasing chain, in which small steps are preferred (of at most MOST
    numbers).
    """
    n = min(len(numbers), MOST)
    best = [1.0] * n
    back = [-1] * n
    for i in range(n):
        for j in range(max(0, i - BACK), i):
            step = numbers[i] - numbers[j]
            if step > 0:
                score = best[j] + 1 - min(LEAP, PER_STEP * (step - 1)) - PER_PASSED * (i - j - 1)
                if score > best[i]:
                    best[i], back[i] = score, j
    if not n:
        return []
    at = max(range(n), key=lambda i: best[i])
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    return chain[::-1]
