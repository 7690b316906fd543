"""How likely a paragraph or a heading ends at a place, where no rule can tell: two small log-linear models.

Their weights stand in likelihood.tsv, made by tools/train_breaks.py; a feature is a name and a value, its weight 0
where the table has none. What rules decide better (enumerated starts, punctuation that cannot begin a paragraph) is not
asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import exp, log
from pathlib import Path

from services.language.punctuation import NEVER_BEGIN

TABLE = Path(__file__).with_name("likelihood.tsv")
REACH = 600  # code points of a paragraph that are looked back at; the cost of a call is bounded by it
NEAR = 2000  # code points around a heading in which its characters are looked for again
ARTICLE = re.compile(r"(?:^|[。：；\s])第[\d一二三四五六七八九十百千零〇 ]{1,9}[条條]")
CLOSERS = "”’」』）》)〉"
NEVER_ENDS = "，、：；:;,（《“「『〈(。！？!?·"  # a heading with nothing behind it ends with none of these
OPENERS = dict(zip("“‘「『（《(〈", "”’」』）》)〉", strict=True))
STOPS = re.compile("[。！？!?；;]")
MARKS = re.compile("[，。：；！？、,;:!?]")
ENUMERATOR_END = re.compile(r"[^。！？；：，\s]{0,9}$")

Value = str | int | None
Weights = dict[str, dict[Value, float]]


def genre_of(text: str) -> str:
    """ "law" where articles are many, "mixed" where there are some, else "prose". One pass; ask once a document."""
    articles = sum(1 for _ in ARTICLE.finditer(text))
    return "law" if articles * 900 > len(text) else "mixed" if articles * 6000 > len(text) else "prose"


def paragraph_end(text: str, at: int, since: int, before: str = "", genre: str = "") -> float:
    """Log-odds that a paragraph ends at code point `at` of `text`, right behind punctuation that ends a sentence.

    `since`: characters since the paragraph began; `before`: what stands before `text`, if that is a part of a longer
    one; `genre`: what genre_of says of the whole document. The odds are those of running text in which nothing tells
    line ends: a caller that knows more (the place is the end of a full line) adds what it knows. 0.0 for no evidence at
    all.
    """
    total = 0.0
    for weights, value in zip(_table()[0], paragraph_features(text, at, since, before, genre), strict=True):
        if value in weights:
            total += weights[value]
    return total


def heading_end(text: str, start: int, limit: int) -> tuple[int, float] | None:
    """Where a heading that begins at `start` (behind its enumerator) would end and its body begin, if it is one.

    At most `limit` code points on. With the log-odds that there is such a heading; below 0 it is rather a point, or a
    sentence that ends with a stop of its own. None: it can end nowhere.
    """
    places = heading_places(text, start, limit)
    if not places:
        return None
    _, none, place = _table()
    scores = [_sum(place, place_features(text, start, at)) for at in places]
    best = max(range(len(scores)), key=scores.__getitem__)
    top = scores[best]
    return places[best], top + log(sum(exp(score - top) for score in scores)) - _sum(none, none_features(text, start))


PARAGRAPH = (
    "bias after1 after2 after3 after4 before1 before2 before3 stop stop-after1 since genre-since genre-stop "
    "genre-sentences opening genre-after1 next-sentence next-clause last-sentence like-opening like-last next-mark"
).split()
NONE = "bias enumerator ahead first1 first2 first3 mark mark-distance stop-distance stop".split()
PLACE = (
    "before1 before2 before3 after1 after2 after3 after4 across2 across4 length commas again-after again-before "
    "next-mark seen clause"
).split()


def paragraph_features(text: str, at: int, since: int, before: str, genre: str) -> tuple[Value, ...]:
    """The values of PARAGRAPH at one place."""
    if before and at < REACH:
        text = before[-REACH:] + text
        at += min(len(before), REACH)
    begin = max(at - since, at - REACH, 0)
    last = text[at - 1 : at]
    edge = at - 1
    if last in CLOSERS:
        while edge > begin and text[edge - 1] in CLOSERS:
            edge -= 1
        last = text[edge - 1 : edge] + last
        edge -= 1
    one, two = text[at : at + 1], text[at : at + 2]
    close = text.find("。", at, at + 160)
    mark = MARKS.search(text, at, at + 60)
    sentence = text.rfind("。", begin, edge) + 1 or begin
    head = opening_of(text, begin)
    length = bucket(at - begin)
    sentences = min(text.count("。", begin, at), 9)
    return (
        "",
        one,
        two,
        text[at : at + 3],
        text[at : at + 4],
        text[edge - 1 : edge],
        text[edge - 2 : edge],
        text[edge - 3 : edge],
        last,
        last + one,
        length,
        genre and f"{genre} {length}",
        genre and genre + last,
        genre and f"{genre} {head} {sentences}",
        head,
        genre and genre + one,
        bucket(close - at) if close >= 0 else -1,
        mark.start() - at if mark else -1,
        bucket(at - sentence),
        begin < at and two == text[begin : begin + 2],
        sentence > begin and two == text[sentence : sentence + 2],
        mark[0] if mark else "",
    )


def opening_of(text: str, begin: int) -> str:
    """How the open paragraph begins: "article", "paren", "numbered", or "plain"."""
    first = text[begin : begin + 1]
    if first == "第":
        return "article" if "条" in text[begin : begin + 8] or "條" in text[begin : begin + 8] else "ordinal"
    if first == "（":
        return "paren"
    return "numbered" if "、" in text[begin + 1 : begin + 4] and first in "一二三四五六七八九十1234567890" else "plain"


def heading_places(text: str, start: int, limit: int) -> list[int]:
    """Where the heading could end: quotes and brackets closed, no stop before,
    nothing that must stand inside a sentence.
    """
    places, awaited = [], ""
    for at in range(start, min(start + limit, len(text) - 1)):
        c = text[at]
        if awaited:
            if c == awaited[-1]:
                awaited = awaited[:-1]
            elif c in OPENERS:
                awaited += OPENERS[c]
        elif c in OPENERS:
            awaited = OPENERS[c]
        if STOPS.match(c) or c in "\n\f\x1d":
            break
        if awaited or at == start or c in NEVER_ENDS or text[at + 1] in NEVER_BEGIN:
            continue
        if not (c.isascii() and text[at + 1].isascii()):  # "2025年" is not cut in its digits
            places.append(at + 1)
    return places


def none_features(text: str, start: int) -> tuple[Value, ...]:
    """The values of NONE: evidence that no heading runs into text here."""
    match = ENUMERATOR_END.search(text, max(0, start - 10), start)
    enumerator = match[0] if match else ""
    begin = start - len(enumerator)
    mark, stop = MARKS.search(text, start, start + 80), STOPS.search(text, start, start + 200)
    return (
        "",
        re.sub(r"[一二三四五六七八九十]+|\d+", "1", enumerator),
        text[begin - 1 : begin] if begin else "",
        text[start : start + 1],
        text[start : start + 2],
        text[start : start + 3],
        mark[0] if mark else "",
        mark.start() - start if mark else -1,
        bucket(stop.start() - start) if stop else -1,
        stop[0] if stop else "",
    )


def place_features(text: str, start: int, at: int) -> tuple[Value, ...]:
    """The values of PLACE where a heading from `start` may end."""
    two, last = text[at : at + 2], text[at - 2 : at]
    across = text[at - 1 : at + 1]
    mark = MARKS.search(text, at, at + 60)
    low, high = max(0, at - NEAR), at + NEAR
    seen = text.find(across, low, at) >= 0 or text.find(across, at + 1, high) >= 0
    return (
        last[-1:],
        last,
        text[at - 3 : at],
        two[:1],
        two,
        text[at : at + 3],
        text[at : at + 4],
        across,
        text[at - 2 : at + 2],
        at - start,
        min(text.count("，", start, at), 3) * 4 + min(text.count("、", start, at), 3),
        text.find(two, start, at) >= 0,
        text.find(last, at, at + 40) >= 0,
        f"{bucket(mark.start() - at)}{mark[0]}" if mark else "",
        seen,
        _balance(text, start, at),
    )


def _balance(text: str, start: int, at: int) -> str:
    """How long the last of several clauses is, and by how much longer than the one before: headings are parallel."""
    comma = text.rfind("，", start, at)
    if comma < 0:
        return ""
    last = at - comma - 1
    one = comma - max(text.rfind("，", start, comma) + 1, start)
    return f"{min(last, 4)} {max(-4, min(4, last - one))}"


BUCKETS = tuple(n if n < 8 else 7 + int(4 * log(n / 7)) for n in range(1, REACH + 2))


def bucket(n: int) -> int:
    """Lengths, ever coarser: 0 to 7 as they are, then about four steps for each factor of e."""
    return 0 if n < 1 else BUCKETS[n - 1] if n <= REACH else BUCKETS[-1]


def _sum(table: tuple[dict[Value, float], ...], values: tuple[Value, ...]) -> float:
    return sum(weights[value] for weights, value in zip(table, values, strict=True) if value in weights)


@cache
def _table() -> tuple[tuple[dict[Value, float], ...], ...]:
    """The weights of the three kinds of features, in the order of PARAGRAPH, NONE and PLACE."""
    weights: dict[str, dict[Value, float]] = {name: {} for name in _names()}
    for name, value, weight in _rows():
        weights[name][value] = weight
    kinds = (("paragraph", PARAGRAPH), ("none", NONE), ("place", PLACE))
    return tuple(tuple(weights[f"{kind} {name}"] for name in names) for kind, names in kinds)


def _names() -> Iterator[str]:
    for kind, names in (("paragraph", PARAGRAPH), ("none", NONE), ("place", PLACE)):
        for name in names:
            yield f"{kind} {name}"


def _rows() -> Iterator[tuple[str, Value, float]]:
    """(feature, value, weight) of each row; a value in the table is written as text, `=n` for a number."""
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            name, value, weight = line.split("\t")
            yield name, int(value[1:]) if value[:1] == "=" and len(value) > 1 else value, float(weight)
