"""The last day of a limit, by the date of the document, where it is certain."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_N = r"[0-9〇零一二三四五六七八九十两]+"
_RELATIVE_YEAR = {"今年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "次年": 1, "翌年": 1, "次年度": 1, "后年": 2}
_DAY_ZH = re.compile(
    rf"(?:(?P<every>每年|每月|每)|(?P<relative>今年|本年度?|当年|明年|次年度?|翌年|后年)|(?P<year>{_N})年)?"
    rf"(?:(?P<same>本月|当月)|(?P<next>次月|下月)|(?P<month>{_N})月份?)?(?:(?P<day>{_N})[日号]|(?P<part>[底末初]|上旬|中旬|下旬))?"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_QUARTER = re.compile(r"(今年|明年)?第?([一二三四1-4])季度")
_WEEKDAY = re.compile(r"(本|下)周([一二三四五六日天])|^(?:星期|周)([一二三四五六日天])")
_TODAY = re.compile(r"今[日天]|当[日天]|即日(?!起)")
_FIXED = {"国庆": (9, 30), "元旦": (12, 31), "五一": (4, 30), "劳动节": (4, 30)}  # the last day before the feast
_RECURS = re.compile(r"每|annual|every|each|once|twice", re.I)
_SPAN = re.compile(r"[至到—～~]|-(?=\d)")

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_EN = "|".join(_MONTHS)
_DAY_EN = re.compile(
    rf"(?P<a>{_MONTH_EN}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<b>{_MONTH_EN})(?:,? (?P<year2>\d{{4}}))?|"
    rf"end of (?P<c>{_MONTH_EN})(?: (?P<year3>\d{{4}}))?|"
    rf"(?:end of )(?:the )?(?:calendar )?(?:year )?(?P<year4>\d{{4}})|(?P<iso>\d{{4}}-\d\d-\d\d)|"
    rf"\b(?P<d>{_MONTH_EN}) (?P<year5>\d{{4}})",
    re.I,
)


def last_day(words: str, written: str) -> str:
    """YYYY-MM-DD of the last day that `words` allow, "" where it is not certain.

    `written` is the document's own date (YYYY-MM-DD, or "" where it has none): 本月25日 of 2014-06-05 is 2014-06-25. A
    date without a year is the first one on or after the document's.
    """
    base = _iso(written)
    if re.search(r"[A-Za-z]{3}", words):
        return _english(words, base)
    if _RECURS.search(words):
        return ""
    end = _SPAN.split(words)[-1] if _SPAN.search(words) and "起" not in words.split("至")[-1] else words
    if "起" in end:
        return ""
    start = _SPAN.split(words)[0] if end != words else ""
    first = _chinese(start, base) if start else None
    day = _chinese(end, first or base)
    return day.isoformat() if day else ""


def _chinese(words: str, base: date | None) -> date | None:
    if base and _TODAY.search(words):
        return base
    if base and (week := _WEEKDAY.search(words)):
        day = "一二三四五六日".index((week[2] or week[3]).replace("天", "日"))
        ahead = day - base.weekday() + (7 if week[1] == "下" else 0)
        return base + timedelta(days=ahead) if ahead >= 0 else None
    if base and (quarter := _QUARTER.search(words)):
        year = base.year + (quarter[1] == "明年")
        month = _QUARTERS[quarter[2]]
        found = date(year, month, monthrange(year, month)[1])
        return found if found >= base or quarter[1] else None
    for feast, (month, day) in _FIXED.items():
        if base and feast in words:
            found = date(base.year, month, day)
            return found if found >= base else date(base.year + 1, month, day)
    if base and re.search(r"年[底末内]|今年内|本年度内", words) and not re.search(rf"{_N}年", words):
        year = base.year + (1 if "明年" in words else 0)
        return date(year, 12, 31)
    if re.search(r"(?:之|以)?内$", words):
        return None
    best = max(_DAY_ZH.finditer(words), key=lambda match: len(match.group()), default=None)
    if best is None or not best.group():
        return None
    return _day(best, base)


def _day(match: re.Match[str], base: date | None) -> date | None:
    if match["every"]:
        return None
    year = number(match["year"]) if match["year"] else None
    if year is not None and year < 200:  # the Republic's years
        year += 1911
    if match["relative"] and base:
        year = base.year + _RELATIVE_YEAR[match["relative"]]
    if match["same"] or match["next"]:
        if not base:
            return None
        month = base.month + (1 if match["next"] else 0)
        year, month = (base.year, month) if month <= 12 else (base.year + 1, 1)
    else:
        month = number(match["month"]) if match["month"] else 0
    part, day = match["part"], number(match["day"]) if match["day"] else 0
    if not month:
        if day and base and year is None:  # 25日前: of this month, if it is still to come
            month, year = base.month, base.year
            if day < base.day:
                return None
        elif year is not None and (part in (None, "底", "末")) and not day:
            return _made(year, 12, 31)
        else:
            return None
    if year is None:
        if base is None:
            return None
        guess = _made(base.year, month, day or monthrange(base.year, month)[1]) if 1 <= month <= 12 else None
        year = base.year if guess and guess >= base else base.year + 1
    if not 1 <= month <= 12:
        return None
    if day:
        return _made(year, month, day)
    return _made(year, month, {"初": 5, "上旬": 10, "中旬": 20}.get(part or "", monthrange(year, month)[1]))


def _english(words: str, base: date | None) -> str:
    if _RECURS.search(words):
        return ""
    matches = list(_DAY_EN.finditer(words))
    if not matches or re.match(r"within|at least|after|beginning|starting|effective|from|as of", words, re.I):
        return ""
    match = matches[-1]
    if match["iso"]:
        return match["iso"]
    if match["year4"]:
        return f"{match['year4']}-12-31"
    name = match["a"] or match["b"] or match["c"] or match["d"]
    month = _MONTHS.index(name.lower()) + 1
    given = match["year"] or match["year2"] or match["year3"] or match["year5"]
    if not given and base is None:
        return ""
    year = int(given) if given else (base.year if base else 0)
    day = int(match["day"] or match["day2"] or monthrange(year, month)[1])
    made = _made(year, month, day)
    if made and not given and base and made < base:
        made = _made(year + 1, month, day)
    return made.isoformat() if made else ""


def number(digits: str) -> int:
    """The value of a small number in Arabic or Chinese digits: "二〇一九" 2019, "十二" 12."""
    if digits.isdecimal() and digits.isascii():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for char in digits:
        value = value * 10 + (int(char) if char.isdecimal() and char.isascii() else _DIGITS.get(char, 0))
    return value


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
