"""How likely a block begins at a word of English text without line ends: a small log-linear model.

Asked only at words that may begin one: behind the end of a sentence, and at a capital in a stretch that may be a heading
or a list without stops. Its weights stand in western.tsv, made by tools/train_western.py; a feature is a name and a value, and what
the table does not have weighs 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from services.segmenter.titles import SMALL, WORD, titled

TABLE = Path(__file__).with_name("western.tsv")
THRESHOLDS = {
    "law": -0.1,
    "prose": -0.7,
}  # log-odds from which a block begins: where most begin with marks, and where few do
BEAM = 4
REACH = 1200  # characters of the open block that are looked at
AHEAD = 160  # characters behind the place that are looked at
TITLE = 120  # characters of a stretch that may be a heading
TOKEN = re.compile(r"\S+")
STOP = re.compile(r"[.!?:;][\"”’)\]]*(?=\s|$)")
ENDS = re.compile(r"([.!?:;,])?([\"”’)\]↩]*)$")
ABBREVIATED = re.compile(
    r"^[\"“(\[]*(?:Sec|Secs|Art|Arts|No|Nos|Vol|Fig|pp?|vs?|cf|Dr|Mr|Mrs|Ms|Messrs|St|Inc|Ltd|Co|Corp|Dept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec|U\.S|U\.S\.C|D\.C|i\.e|e\.g|al|seq|para|paras|ch|Stat|Pub|Rev|Gen|Gov|Sen|Rep|Hon|Prof|Jr|Sr|[A-Z])\.$"
)

VERBS = frozenset(
    "is are was were has have had do does did can may shall must should will would means include includes SHALL MAY SHOULD MUST".split()
)
MODALS = frozenset("SHALL MAY MUST SHOULD CAN NOT OR AND".split())
Value = str | int
NAMES = (
    "bias stop word word2 stop-word stop-known across known-known length sentences titled titled-known run stop-run next-stop "
    "next-length stop-next like-block like-last opening opening-stop before last-length first list genre genre-stop numbered "
    "lower-after titled-run genre-sentences genre-length quote echo capitals next-two names"
).split()


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


_Cuts = tuple[int, "_Cuts | None"]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to cut the text so far: its log-likelihood, where the open block begins, the block before it, and the cuts."""

    score: float
    begun: int
    last: tuple[int, int]
    numbered: bool
    found: _Cuts | None


class Likelihood:
    """The places of one text. `known`: what lower_words says of the whole document; `first`: the document begins here."""

    def __init__(self, text: str, known: frozenset[str], genre: str = "prose", first: bool = False) -> None:
        self.text, self.known, self.genre, self.first = text, known, genre, first

    def starts(self, marked: Mapping[int, int]) -> list[int]:
        """Where unmarked blocks begin; `marked` ones are known to begin where they do. The likeliest of BEAM ways to cut."""
        ends = set(marked.values())
        beam = [_Way(0.0, 0, (0, 0), 0 in marked, None)]
        for place in self.places(marked):
            if isinstance(place, int):
                numbered = place not in ends
                beam = [_Way(way.score, place, (way.begun, place), numbered, way.found) for way in beam]
                continue
            grown: dict[tuple[int, tuple[int, int]], _Way] = {}
            for way in beam:
                odds = self.odds(place, way.begun, way.last, way.numbered) - THRESHOLDS[self.genre]
                cut = -log(1.0 + exp(-max(-30.0, min(30.0, odds))))
                ways = (
                    _Way(way.score + cut, place.at, (way.begun, place.at), False, (place.at, way.found)),
                    _Way(way.score + cut - odds, way.begun, way.last, way.numbered, way.found),
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
        text, known = self.text, self.known
        before, ends = "", ""
        for token in TOKEN.finditer(text):
            at, word = token.start(), token[0]
            if at in marked:
                yield at
            elif before and self._may_begin(word, before, ends, known):
                yield Place(at, token.end(), before, ends)
            before, ends = word, _ends(word)

    @staticmethod
    def _may_begin(word: str, before: str, ends: str, known: frozenset[str]) -> bool:
        first = word.lstrip('"“‘([{')[:1]
        if not first:
            return False
        if ends[:1] in (".", "!", "?", ":", ";") and ends:
            return (first.isupper() or not first.isalpha() or ends[0] in ":;") and ABBREVIATED.match(before) is None
        if not first.isupper():
            return before[-1:] == "↩"
        if before.lower() in SMALL or word in MODALS:
            return False
        return (
            word.strip('"“‘([{,.;:!?)”]').lower() in known
            or before[:1].isupper()
            or before[-1].isdigit()
            or before[-1] in ')]”"'
        )

    def odds(self, place: Place, begun: int, last: tuple[int, int], numbered: bool) -> float:
        """Log-odds that a block begins at a place."""
        total = 0.0
        for weights, value in zip(table(), self.features(place, begun, last, numbered), strict=True):
            total += weights.get(value, 0.0)
        return total

    def features(self, place: Place, begun: int, last: tuple[int, int], numbered: bool) -> tuple[Value, ...]:
        """The values of NAMES; `begun`: where the open block begins, `last`: the block before it."""
        text, known, at = self.text, self.known, place.at
        since = max(begun, at - REACH)
        block = text[since:at].rstrip()
        ahead = text[at : at + AHEAD]
        words = ahead.split()[:14]
        word = plain(words[0])
        word2 = plain(words[1]) if len(words) > 1 else ""
        shown = word.lower() if word.lower() in known or not word.isalpha() else "Name"
        shown2 = word2 if word2 in known else ("Cap" if word2[:1].isupper() else "0" if word2[:1].isdigit() else "?")
        word3 = plain(words[2]) if len(words) > 2 else ""
        shown3 = word3 if word3 in SMALL or word3 in VERBS else "c" if word3[:1].isupper() else "l"
        stop = place.stop or ("a" if place.before[0].islower() else "A" if place.before[0].isalpha() else "0")
        before = plain(place.before)
        was = (
            before.lower()
            if before.lower() in known and before[:1].isupper()
            else "lower"
            if before[:1].islower()
            else "Name"
        )
        heading = at - begun <= TITLE and not STOP.search(block[:-1] if block else "") and titled(block)
        echo = heading and word.lower() in {one.lower() for one in WORD.findall(block)}
        size = len(WORD.findall(block)) if heading else 0
        shape = f"{stop}{min(size, 9)}" if heading else ""
        run, run_end = title_run(words, known)
        close = STOP.search(text, at, at + 400)
        sentences = min(len(STOP.findall(block)), 6)
        earlier = text[last[0] : last[0] + 40].split()
        own = block[:40].split()
        length = bucket(at - begun)
        tail = max(block.rfind(". ", 0, max(len(block) - 1, 0)), 0)
        next_stop = text[close.start()] if close else ""
        next_length = bucket(close.start() - at) if close else 99
        prior = text[max(last[0], begun - 4) : begun].rstrip()[-1:] if begun else "^"
        return (
            "",
            stop,
            shown,
            shown2,
            f"{stop} {shown}",
            f"{stop} {word.lower() in known} {word[:1].isupper()}",
            f"{was} {shown}" if not place.stop else "",
            f"{was in known} {shown in known} {stop}",
            length,
            f"{stop} {sentences}",
            shape,
            f"{shape} {shown in known} {was in known}" if heading else "",
            f"{run} {run_end}",
            f"{stop} {run} {run_end}",
            next_stop,
            next_length,
            f"{stop} {next_stop} {next_length // 3}",
            bool(own) and plain(own[0]) == word,
            bool(earlier) and bool(own) and plain(earlier[0]) == plain(own[0]) == word,
            f"{opening(own, known)} {sentences}",
            f"{opening(own, known)} {stop}",
            f"{prior} {stop}",
            bucket(len(block) - tail),
            f"{self.first and begun == 0} {shape}" if begun == 0 else "",
            f"{prior} {stop} {block[-1:] == ';'} {word[:1].islower()}",
            self.genre,
            f"{self.genre} {stop}",
            f"{numbered} {stop} {sentences}",
            f"{shown} {shown2}" if place.stop else "",
            f"{shape} {run}" if heading or run else "",
            f"{self.genre} {numbered} {sentences}",
            f"{self.genre} {length}",
            words[0][0] if words[0][0] in '"“([•-–—' else "",
            f"{echo} {bool(numbered)} {stop == 'A'} {word2[:1].islower()}" if heading else "",
            f"{place.stop != ''} {heading} {word2[:1].isupper()} {word3[:1].isupper()} {shown in known}",
            f"{stop} {shown2} {shown3}",
            f"{stop} {shown in known} {shown2 if shown2 in SMALL or shown2 in VERBS else word2[:1].islower()}",
        )


def _ends(word: str) -> str:
    """The stop that ends a word, and the first mark that closes behind it."""
    found = ENDS.search(word)
    return (found[1] or "") + found[2][:1] if found is not None else ""


def plain(word: str) -> str:
    """A word without the punctuation around it."""
    return word.strip('"“”‘’([{,.;:!?)]}↩')


def title_run(words: list[str], known: frozenset[str]) -> tuple[int, str]:
    """How many words, from the first, are set like a heading, and what ends that: a stop, a sentence's start, a small word."""
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
    "the this these those that a an all any each every no such in on at by for from to with when where if as while after before "
    "upon under within during it we you he she they our your its his their there here and but or nor so yet not once until "
    "unless although because since however to what which who how why do does did is are was can may shall must should agencies".split()
)


def opening(own: list[str], known: frozenset[str]) -> str:
    """How the open block begins: by a number, a bracket, a common word or a name."""
    if not own:
        return ""
    word = own[0]
    if word[0] in "([" or word[:-1].isdigit() or word[0] in "•-–":
        return "mark"
    return "common" if plain(word).lower() in known else "name"


BUCKETS = tuple(int(3 * log(1 + n / 12)) for n in range(REACH + 1))


def bucket(n: int) -> int:
    """Lengths, ever coarser."""
    return BUCKETS[min(max(n, 0), REACH)]


@cache
def table() -> tuple[dict[Value, float], ...]:
    """The weights, in the order of NAMES. A value in the table is written as text, `=n` for a number, `!True` for a truth."""
    found: dict[str, dict[Value, float]] = {name: {} for name in NAMES}
    if TABLE.exists():
        for line in TABLE.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, value, weight = line.split("\t")
                found[name][read_value(value)] = float(weight)
    return tuple(found[name] for name in NAMES)


def read_value(shown: str) -> Value:
    """What stands for a value in the table."""
    return int(shown[1:]) if shown[:1] == "=" and len(shown) > 1 else shown
