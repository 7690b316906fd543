"""How likely a block begins at a word of English text without line ends: a small log-linear model.

Asked only at words that may begin one: behind the end of a sentence, and at a capital in a stretch that may be a
heading or a list without stops. Its weights stand in western.tsv, made by tools/train_western.py; a feature is a name
and a value, and what the table does not have weighs 0.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from services.language.abbreviations import ABBREVIATION
from services.segmenter.frame.title_case import SMALL, WORD, section_name, titled

TABLE = Path(__file__).with_name("western.tsv")
THRESHOLDS = {
    "law": -0.3,
    "prose": -0.7,
}  # log-odds from which a block begins: where most begin with marks, and where few do
BEAM = 4
CHAINED = 1.5  # log-odds against a heading right behind a heading, neither with a stop: one title, cut in two
REACH = 1200  # characters of the open block that are looked at
AHEAD = 160  # characters behind the place that are looked at
STOPS = frozenset(".!?:;")
UNSTOPPED = 1500  # characters without any stop after which none is missed
TITLE = 120  # characters of a stretch that may be a heading
ENCLOSED = 200  # characters over which a quotation or a bracket may be open
LABEL = 26  # characters of an enumerator
BARE = re.compile(
    r"(?:(?:TITLE|SUBTITLE|PART|CHAPTER|SECTION|Title|Subtitle|Part|Chapter|Section|Sec\.|Annex|Appendix|"
    r"Schedule)\s\S{1,8}|\d{1,2}(?:\.\d{1,2})+\.?)"
)
TOKEN = re.compile(r"\S+")
STOP = re.compile(r"[.!?:;][\"”’)\]]*(?=\s|$)")
ENDS = re.compile(r"([.!?:;,])?([\"”’)\]↩]*)$")
ABBREVIATED = re.compile(rf"^[\"“(\[]*(?:{ABBREVIATION}|[A-Z])\.$")

VERBS = frozenset(
    "is are was were has have had do does did can may shall must should will would means include includes "
    "SHALL MAY SHOULD MUST".split()
)
MODALS = frozenset("SHALL MAY MUST SHOULD CAN NOT OR AND".split())
Value = str | int
HERE = (
    "bias stop word word2 stop-word stop-known across known-known run stop-run next-stop next-length stop-next genre "
    "genre-stop lower-after quote next-two names called"
).split()
OPEN = (
    "length sentences titled titled-known like-block like-last opening opening-stop before last-length first list "
    "numbered titled-run genre-sentences genre-length echo capitals head acronym commas again called-so-far first-run"
).split()
NAMES = HERE + OPEN


def lower_words(text: str) -> frozenset[str]:
    """Words that the text has in small letters: a capital on one of these tells that something begins."""
    return frozenset(re.findall(r"(?<![\w.@/])[a-z]{2,}(?![\w@/])", text)) | SMALL


def genre_of(text: str) -> str:
    """ "law" where articles or sections are many, else "prose"."""
    marks = len(re.findall(r"(?<!\S)(?:Article|Sec\.|§)\s?\d+", text[:60_000]))
    return "law" if marks * 1500 > min(len(text), 60_000) else "prose"


@dataclass(slots=True)
class Place:
    """A word that may begin a block: code points `at` to `end`, and what stands before it."""

    at: int
    end: int
    before: str  # the word before
    stop: str  # how it ends: ".", ".”", "", …


@dataclass(frozen=True, slots=True)
class _Here:
    """A place and what it tells by itself: the values of HERE, their log-odds, and what OPEN asks for."""

    place: Place
    values: tuple[Value, ...]
    odds: float
    word: str
    stop: str
    was_common: bool
    common: bool
    caps: str
    small_next: bool
    run: int


_Cuts = tuple[int, "_Cuts | None"]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to cut the text so far: its log-likelihood, where the open block begins,
    the block before it, and the cuts.
    """

    score: float
    begun: int
    last: tuple[int, int]
    numbered: bool
    found: _Cuts | None
    chained: bool = False  # the open block began behind a heading without a stop


class Likelihood:
    """The places of one text.

    `known`: what lower_words says of the whole document; `first`: the document begins here.
    """

    def __init__(self, text: str, known: frozenset[str], genre: str = "prose", first: bool = False) -> None:
        self.text, self.known, self.genre, self.first = text, known, genre, first
        weights = table()
        self.here_weights, self.open_weights = weights[: len(HERE)], weights[len(HERE) :]
        self.stops = [match.start() for match in STOP.finditer(text)]

    def starts(self, marked: Mapping[int, int]) -> list[int]:
        """Where unmarked blocks begin; `marked` ones are known to begin where they do.

        The likeliest of BEAM ways to cut.
        """
        ends = set(marked.values())
        beam = [_Way(0.0, 0, (0, 0), 0 in marked, None)]
        for place in self.places(marked):
            if isinstance(place, int):
                numbered = place not in ends
                beam = [_Way(way.score, place, (way.begun, place), numbered, way.found) for way in beam]
                continue
            here = self.here(place)
            grown: dict[tuple[int, tuple[int, int]], _Way] = {}
            for way in beam:
                label = place.at - way.begun <= LABEL and BARE.fullmatch(self.text[way.begun : place.at].rstrip())
                if label or (not place.stop and self._enclosed(way.begun, place.at)):
                    grown.setdefault((way.begun, way.last), way)  # "Section 1" is not all of a heading
                    continue
                odds = self.odds(here, way.begun, way.last, way.numbered) - THRESHOLDS[self.genre]
                if way.chained and not place.stop and not (self.first and not way.last[0]):
                    odds -= CHAINED
                cut = -log(1.0 + exp(-max(-30.0, min(30.0, odds))))
                ways = (
                    _Way(
                        way.score + cut, place.at, (way.begun, place.at), False, (place.at, way.found), not place.stop
                    ),
                    _Way(way.score + cut - odds, way.begun, way.last, way.numbered, way.found, way.chained),
                )
                for new in ways:
                    key = (new.begun, new.last)
                    if key not in grown or new.score > grown[key].score:
                        grown[key] = new
            beam = sorted(grown.values(), key=lambda way: -way.score)[:BEAM]
        found, node = [], beam[0].found
        while node is not None:
            found.append(node[0])
            node = node[1]
        return found[::-1]

    def places(self, marked: Mapping[int, int]) -> Iterator[Place | int]:
        """Words that may begin a block, in order, and the marked places between them as numbers."""
        before, ends, stopped = "", "", 0
        for token in TOKEN.finditer(self.text):
            at, word = token.start(), token[0]
            stopped = at if at in marked or ends[:1] in STOPS else stopped
            if at in marked:
                yield at
            elif before and self._may_begin(word, before, ends, at - stopped):
                yield Place(at, token.end(), before, ends)
            before, ends = word, _ends(word)

    def _may_begin(self, word: str, before: str, ends: str, since: int) -> bool:
        """`since`: characters since a sentence ended; a stretch of capitals is a heading only near it."""
        first = word.lstrip('"“‘([{')[:1]
        if not first:
            return False
        if ends[:1] in STOPS:
            return (first.isupper() or not first.isalpha() or ends[0] in ":;") and ABBREVIATED.match(before) is None
        if not first.isupper():
            return before[-1:] == "↩"
        if before.lower() in SMALL or word in MODALS or since > UNSTOPPED:
            return False
        if before[0].islower() and self.genre == "law":
            return False
        if before[0].islower() and len(plain(word)) > 1 and plain(word).isupper():
            return False
        if word.strip('"“‘([{,.;:!?)”]').lower() in self.known:
            return True
        return since <= TITLE and (before[:1].isupper() or before[-1].isdigit() or before[-1] in ')]”"')

    def _enclosed(self, begun: int, at: int) -> bool:
        """Whether a quotation or a bracket is open there."""
        inside = self.text[max(begun, at - ENCLOSED) : at]
        return inside.count('"') % 2 == 1 or any(inside.rfind(a) > inside.rfind(b) for a, b in ("()", "“”", "[]"))

    def odds(self, here: _Here, begun: int, last: tuple[int, int], numbered: bool) -> float:
        """Log-odds that a block begins at a place."""
        total = here.odds
        for weights, value in zip(self.open_weights, self.open_features(here, begun, last, numbered), strict=True):
            total += weights.get(value, 0.0)
        return total

    def features(self, place: Place, begun: int, last: tuple[int, int], numbered: bool) -> tuple[Value, ...]:
        """The values of NAMES; `begun`: where the open block begins, `last`: the block before it."""
        here = self.here(place)
        return (*here.values, *self.open_features(here, begun, last, numbered))

    def here(self, place: Place) -> _Here:
        """What can be told of a place without knowing where the open block begins."""
        text, known, at = self.text, self.known, place.at
        words = text[at : at + AHEAD].split()[:14]
        word = plain(words[0])
        word2 = plain(words[1]) if len(words) > 1 else ""
        word3 = plain(words[2]) if len(words) > 2 else ""
        common = word.lower() in known
        shown = word.lower() if common or not word.isalpha() else "Name"
        shown2 = word2 if word2 in known else ("Cap" if word2[:1].isupper() else "0" if word2[:1].isdigit() else "?")
        shown3 = word3 if word3 in SMALL or word3 in VERBS else "c" if word3[:1].isupper() else "l"
        stop = place.stop or ("a" if place.before[0].islower() else "A" if place.before[0].isalpha() else "0")
        before = plain(place.before)
        was = "lower" if before[:1].islower() else before.lower() if before.lower() in known else "Name"
        run, run_end = title_run(words, known)
        nth = bisect_left(self.stops, at)
        close = self.stops[nth] if nth < len(self.stops) and self.stops[nth] < at + 400 else -1
        next_stop = text[close] if close >= 0 else ""
        next_length = bucket(close - at) if close >= 0 else 99
        called = section_name(words)
        values: tuple[Value, ...] = (
            "",
            stop,
            shown,
            shown2,
            f"{stop} {shown}",
            f"{stop} {common} {word[:1].isupper()}",
            f"{was} {shown}" if not place.stop else "",
            f"{was in known} {shown in known} {stop}",
            f"{run} {run_end}",
            f"{stop} {run} {run_end}",
            next_stop,
            next_length,
            f"{stop} {next_stop} {next_length // 3}",
            self.genre,
            f"{self.genre} {stop}",
            f"{shown} {shown2}" if place.stop else "",
            words[0][0] if words[0][0] in '"“([•-–—' else "",
            f"{stop} {shown2} {shown3}",
            f"{stop} {shown in known} {shown2 if shown2 in SMALL or shown2 in VERBS else word2[:1].islower()}",
            f"{called} {stop} {called < len(words) and words[called][0].isupper()}" if called else "",
        )
        caps = f"{word2[:1].isupper()} {word3[:1].isupper()} {shown in known}"
        odds = sum(weights.get(value, 0.0) for weights, value in zip(self.here_weights, values, strict=True))
        return _Here(place, values, odds, word, stop, was in known, shown in known, caps, word2[:1].islower(), run)

    def open_features(self, here: _Here, begun: int, last: tuple[int, int], numbered: bool) -> tuple[Value, ...]:
        """What the open block tells of a place."""
        text, known, at, stop, word = self.text, self.known, here.place.at, here.stop, here.word
        since = max(begun, at - REACH)
        inside = bisect_left(self.stops, since)
        ends = bisect_left(self.stops, at) - inside  # stops in the open block
        sentences = min(ends, 6)
        edge = text[at - 2 : at].rstrip()[-1:]
        heading = at - begun <= TITLE and (ends == 0 or self.stops[inside] >= at - 2) and titled(text[begun:at])
        block = WORD.findall(text[begun:at]) if heading else []
        shape = f"{stop}{min(len(block), 9)}" if heading else ""
        echo = heading and word.lower() in {one.lower() for one in block}
        last_words = " ".join(block[-2:])
        again = len(last_words) > 3 and text.startswith(last_words, at)
        small = sum(1 for one in block if one.islower())
        own, earlier = first_word(text, begun), first_word(text, last[0])
        tail = at - (self.stops[inside + ends - 2] if ends > 1 else since)
        kind = opening(own, known)
        length = bucket(at - begun)
        prior = text[max(last[0], begun - 4) : begun].rstrip()[-1:] if begun else "^"
        return (
            length,
            f"{stop} {sentences}",
            shape,
            f"{shape} {here.common} {here.was_common}" if heading else "",
            plain(own) == word,
            plain(earlier) == plain(own) == word,
            f"{kind} {sentences}",
            f"{kind} {stop}",
            f"{prior} {stop}",
            bucket(tail),
            f"{self.first and begun == 0} {shape}" if begun == 0 else "",
            f"{prior} {stop} {edge == ';'} {word[:1].islower()}",
            f"{numbered} {stop} {sentences}",
            f"{shape} {here.run}" if heading or here.run else "",
            f"{self.genre} {numbered} {sentences}",
            f"{self.genre} {length}",
            f"{echo} {numbered} {stop == 'A'} {here.small_next}" if heading else "",
            f"{here.place.stop != ''} {heading} {here.caps}",
            f"{plain(own).lower() if plain(own).lower() in STARTERS else ''} {min(len(block), 4)} {stop}"
            if heading
            else "",
            f"{here.place.before.isupper()} {len(block) == 1} {here.small_next}" if heading else "",
            f"{',' in text[begun:at]} {min(small, 3)} {stop} {here.small_next}" if heading else "",
            f"{again} {stop}" if heading else "",
            f"{stop} {here.small_next}" if heading and section_name(text[begun:at].split()) == len(block) else "",
            f"{self.first and begun == 0} {here.caps} {stop}" if heading else "",
        )


def first_word(text: str, at: int) -> str:
    """The word that begins there."""
    match = TOKEN.search(text, at, at + 40)
    return match[0] if match is not None else ""


def _ends(word: str) -> str:
    """The stop that ends a word, and the first mark that closes behind it."""
    match = ENDS.search(word)
    return (match[1] or "") + match[2][:1] if match is not None else ""


def plain(word: str) -> str:
    """A word without the punctuation around it."""
    return word.strip('"“”‘’([{,.;:!?)]}↩')


def title_run(words: list[str], known: frozenset[str]) -> tuple[int, str]:
    """How many words, from the first, are set like a heading, and what ends that: a stop,
    a sentence's start, a small word.
    """
    caps = 0
    for n, word in enumerate(words):
        bare = plain(word)
        if (
            n
            and bare[:1].isupper()
            and caps
            and bare.lower() in known
            and words[n - 1][-1].isalnum()
            and n + 1 < len(words)
        ):
            after = plain(words[n + 1])
            if after[:1].islower() and after not in SMALL and bare.lower() in STARTERS:
                return min(n, 9), "start"
        if bare[:1].islower() and bare not in SMALL:
            return min(n, 9), "small"
        caps += bare[:1].isupper()
        if word[-1:] in ".;:!?":
            return min(n + 1, 9), word[-1]
    return 9, "far"


STARTERS = frozenset(
    "the this these those that a an all any each every no such in on at by for from to with when where if as while "
    "after before upon under within during it we you he she they our your its his their there here and but or nor so "
    "yet not once until unless although because since however to what which who how why do does did is are was can "
    "may shall must should agencies".split()
)


def opening(word: str, known: frozenset[str]) -> str:
    """How the open block begins, by its first word: with a number or a bracket, a common word or a name."""
    if not word or word[0] in "([" or word[:-1].isdigit() or word[0] in "•-–":
        return "mark" if word else ""
    return "common" if plain(word).lower() in known else "name"


BUCKETS = tuple(int(3 * log(1 + n / 12)) for n in range(REACH + 1))


def bucket(n: int) -> int:
    """Lengths, ever coarser."""
    return BUCKETS[min(max(n, 0), REACH)]


@cache
def table() -> tuple[dict[Value, float], ...]:
    """The weights, in the order of NAMES. A value in the table is written as text, `=n` for a number,
    `!True` for a truth.
    """
    weights: dict[str, dict[Value, float]] = {name: {} for name in NAMES}
    if TABLE.exists():
        for line in TABLE.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, value, weight = line.split("\t")
                weights[name][read_value(value)] = float(weight)
    return tuple(weights[name] for name in NAMES)


def read_value(shown: str) -> Value:
    """What stands for a value in the table."""
    return int(shown[1:]) if shown[:1] == "=" and len(shown) > 1 else shown
