"""Paragraphs of English text whose line ends are lost: what counts itself, and where the model says that a block
begins.

    … 100 grams. Sec. 3. Duties. (a) The keeper shall: (1) Count the jars; and (2) Report … Article 4 Any person who …

An enumerator begins a block when it goes on counting, or begins to, and a sentence, a point or a heading has ended
before it; "under section 3(a)" and "Article 5 of the Act" do neither. Between such marks, breaks/western_likelihood.py
decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from services.language.abbreviations import ABBREVIATION
from services.segmenter.breaks.solid import cut_passage
from services.segmenter.breaks.western_likelihood import Likelihood, genre_of, lower_words
from services.segmenter.frame.title_case import titled
from services.segmenter.numbering import STYLES, numerals
from services.segmenter.numbering.ordinals import follows
from services.segmenter.passage import Passage

OPEN_TITLE = 160  # characters of a heading that ends with nothing


def _units() -> str:
    """Parts, articles, sections and annexes as the table of numbering styles has them, a group a kind."""
    kinds: dict[str, list[str]] = {}
    for style in STYLES:
        if style.language == "en" and style.unit:
            kinds.setdefault(style.unit, []).append(style.inline)
    return "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items())


MARK = re.compile(
    r"(?<!\S)(?:" + _units() + "|"
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=\s[A-Z“\"]))"
    r"|(?P<points>(?:\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3}|[A-Z]{1,2}|[IVX]{1,5})\)\s?)+)"
    r"|(?P<dotted>(?:\d{1,3}|[a-z]|[A-Z]|[IVX]{1,5})\.)(?=[A-Z]|\s[A-Za-z“\"(\[])"
    r"|(?P<closing>(?:\d{1,2}|[a-z])\))(?=\s)"
    r"|(?P<sign>[•●▪◦○■□])"
    r")"
)
# A heading that runs into its text: "Sec. 2. Definitions.", "Article 5 (Penalties)".
RUN_IN = re.compile(r"\.?\s*(?:[–—-]+\s*)?[A-Z“\"][^.;:]{0,140}\.\s+(?=[A-Z(\"“\d])")
BRACKETED = re.compile(r"\s*\((?!Deleted|Repealed|Reserved|Omitted|Abolished)[A-Z][^()]{1,80}\)\s+(?=[A-Z(\"“\d])")
SPACE = re.compile(r"\s*")
INNER = re.compile(r"\(([A-Za-z]{1,5}|\d{1,3})\)")
ENDED = re.compile(r"[.!?:;][\"”’)\]↩]*\s*$|[;,] (?:and|or)\s*$|↩\s*$|\s[—–-]\s*$")
STOP = re.compile(r"[.!?;:]\s")
NAMED = re.compile(
    r"(?:\b(?:Table|Figure|Box|Step|Level|Phase|Title|Chapter|Section|Article|Part|Item|Rule|Form|Note|Act|Order|of|"
    r"in|to|and|or|than|year|page)|[,(])\s*$"
)
ABBREVIATED = re.compile(rf"(?:\b(?:{ABBREVIATION})\.|\bCode|(?:^|\s)[A-Z]\.)\s*$")
PROSE = re.compile(r"\s*[a-z,;)]")  # what goes on in small letters cites the article before it


@dataclass(slots=True)
class _Count:
    """The last number of each open series, outermost first; `after_loss`: numbers may skip."""

    series: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    parts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    after_loss: bool = False
    stale: set[str] = field(default_factory=set)  # parts that were not met again since pages were lost


def split_western(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages, cut where blocks begin."""
    count = _Count()
    out: list[Passage] = []
    known, genre = lower_words(text), genre_of(text)
    for n, passage in enumerate(passages):
        joined = passage.joined(text)
        if passage.after_loss:
            count.after_loss, count.stale = True, set(count.parts)
        places = _blocks(joined, count, Likelihood(joined, known, genre, first=n == 0))
        out += (_trimmed(text, one) for one in cut_passage(passage, places))
    return out


def _trimmed(text: str, passage: Passage) -> Passage:
    """Without the white space that stood before the next block."""
    a, b = passage.pieces[-1]
    while b > a + 1 and text[b - 1].isspace():
        b -= 1
    return replace(passage, pieces=(*passage.pieces[:-1], (a, b)))


def _blocks(text: str, count: _Count, likelihood: Likelihood) -> list[int]:
    """Where blocks begin, 0 left out."""
    marked = dict(marks(text, count))
    places = likelihood.starts(marked)
    return sorted({*places, *marked} - {0})


def marks(text: str, count: _Count | None = None) -> Iterator[tuple[int, int]]:
    """The enumerated blocks of a text: where each begins, and where its heading ends if that is known (else 0).

    The end of a heading is itself given as a block, (end, 0).
    """
    count = count or _Count()
    parts: set[int] = set()  # where chapters and the like begin
    begun, heading = 0, True  # the open block, and whether it may be a heading without an end
    for mark in MARK.finditer(text):
        at, end = mark.span()
        if at and at < begun:
            continue
        before = text[max(begun, at - 24) : at]
        abbreviated = at > 0 and ABBREVIATED.search(before) is not None
        closed = at == begun or (ENDED.search(before) is not None and not abbreviated)
        short = heading and at - begun <= OPEN_TITLE
        open_title = short and titled(text[begun:at])
        kind = mark.lastgroup or ""
        if kind in ("part", "annex", "article", "section"):
            below = short and begun in parts and not STOP.search(text, begun + 12, at)  # of a chapter without an end
            if PROSE.match(text, end) or not (closed or open_title or below or _follows(count, kind, mark[0], before)):
                continue
            if not _goes_on(count, kind, mark[0]):
                continue
            stop = _heading_end(text, at, end, kind)
            begun, heading = stop or at, not stop
            if kind != "article":
                parts.add(at)
            yield at, stop
            if stop:
                yield stop, 0
        elif kind == "sign":
            begun, heading = at, False
            yield at, 0
        elif (
            closed or (open_title and (kind == "points" or not begun)) or _listed(count, kind, mark[0], before)
        ) and _counts(count, kind, mark[0]):
            heading = kind in ("decimal", "dotted")
            begun = at
            yield at, 0


def _listed(count: _Count, kind: str, literal: str, before: str) -> bool:
    """Whether "2." is the next of a list whose entries end with no stop."""
    if kind != "dotted" or not count.series or not literal[:-1].isdecimal() or NAMED.search(before):
        return False
    style, last = count.series[-1]
    return style == "dotted digit" and last == (int(literal[:-1]) - 1,)


def _heading_end(text: str, at: int, end: int, kind: str) -> int:
    """Where "Sec. 2. Definitions." or "Article 5" ends and its text begins; 0: not known."""
    if kind in ("part", "annex"):
        return 0
    match = RUN_IN.match(text, end)
    if kind == "section":
        return match.end() if match is not None and (text[end - 1] == "." or "§" in text[at:end]) else 0
    if text[end : end + 1] == "." and match is not None:
        return match.end()
    if text[end : end + 1] == ".":
        return 0
    bracket = BRACKETED.match(text, end)
    space = SPACE.match(text, end)
    after = bracket.end() if bracket is not None else space.end() if space is not None else end
    return after if after < len(text) else 0


def _follows(count: _Count, kind: str, literal: str, before: str) -> bool:
    """Whether an article or part that no stop stands before is the next one, and not cited: "… in Article 5"."""
    words = before.split()
    last = count.parts.get(kind if kind != "part" else literal.split()[0].lower(), (0,))
    now = tuple(_value(part) for part in re.findall(r"\d+|[A-Za-z]+|[Ⅰ-Ⅻ]", literal.partition(" ")[2]))
    return (
        kind in ("article", "part")
        and bool(words)
        and (not words[-1].islower() or words[-1][-1] in ')”"')
        and follows(last, now)
    )


def _goes_on(count: _Count, kind: str, literal: str) -> bool:
    """Whether a part, article or section counts on; points begin anew in it."""
    name, _, number = literal.replace("§ ", "§").replace("§", "§ ").partition(" ")
    now = tuple(_value(part) for part in re.findall(r"\d+|[A-Za-z]+|[Ⅰ-Ⅻ]", number))
    key = kind if kind != "part" else name.lower()
    last = count.parts.get(key, ())
    if not now or not all(now):
        return False
    if last and not (now > last and (key in count.stale or kind == "section" or follows(last, now))) and now != (1,):
        return False
    if kind == "part":
        for inner in ("section",) if key != "section" else ():
            count.parts.pop(inner, None)
    count.parts[key] = now
    count.stale.discard(key)
    count.series.clear()
    count.after_loss = False
    return True


def _counts(count: _Count, kind: str, literal: str) -> bool:
    """Whether a point goes on counting in an open series, or begins one."""
    options = _options(kind, literal)
    for style, now in options:
        for n in range(len(count.series) - 1, -1, -1):
            if count.series[n][0] != style:
                continue
            last = count.series[n][1]
            if follows(last, now) or (count.after_loss and now > last):
                del count.series[n:]
                _push(count, kind, literal, style, now)
                return True
    for style, now in options:
        if now[-1] == 1 or (kind == "decimal" and not any(one[0] == style for one in count.series)) or count.after_loss:
            count.series[:] = [one for one in count.series if one[0] != style]
            _push(count, kind, literal, style, now)
            return True
    return False


def _push(count: _Count, kind: str, literal: str, style: str, now: tuple[int, ...]) -> None:
    count.series.append((style, now))
    if kind == "points":
        for inner in INNER.findall(literal)[1:]:
            name, value = _bracketed(inner)[0]
            count.series.append((name, value))


def _options(kind: str, literal: str) -> list[tuple[str, tuple[int, ...]]]:
    """The styles and numbers that a literal may be: (i) is the ninth letter or the first Roman numeral."""
    if kind == "decimal":
        return [("decimal", tuple(int(part) for part in literal.rstrip(".").split(".")))]
    if kind == "points":
        return _bracketed(INNER.findall(literal)[0])
    core = literal.rstrip(".)")
    return [(f"{kind} {style}", value) for style, value in _bracketed(core)]


def _bracketed(core: str) -> list[tuple[str, tuple[int, ...]]]:
    if core.isdecimal():
        return [("digit", (int(core),))]
    case = "lower" if core.islower() else "upper"
    options: list[tuple[str, tuple[int, ...]]] = []
    if len(core) == 1 or len(set(core)) == 1:
        options.append((case, (numerals.letter(core),)))
    if (value := numerals.roman(core)) and (len(core) > 1 or core in "ivxIVX"):
        options.append((f"{case} roman", (value,)))
    return options


def _value(part: str) -> int:
    return int(part) if part.isdecimal() else numerals.english(part)
