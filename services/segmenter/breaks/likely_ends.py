"""Where paragraphs and glued headings end in text that tells nothing: the model's odds, and what the document repeats.

Enumerated starts are known. Between two of them a heading may run into its text ("一、提高认识各级各部门要…"), and
paragraphs end behind some of the sentences. What the headings of one style are, all of them are: their odds are shared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from services.segmenter.breaks.likelihood import genre_of, heading_end, paragraph_end
from services.segmenter.numbering import STYLES, Role, enumerator_at
from services.segmenter.passage import Passage

END = re.compile(r"[。！？；：!?;:][”’」』）》)]*")
STOP = re.compile(r"[。！？!?；;]")
LONGEST = 60  # code points of a heading that runs into its text
RUN_IN = 42  # code points of a run-in heading with its enumerator and 。
ENOUGH = -0.5  # log-odds from which a paragraph ends: missing an end costs as much as a wrong one
AT_EDGE = 3.0  # log-odds that a page which closes a sentence closes its paragraph: other lines end in mid-sentence
SHARE = 0.5  # of the mean odds of a style's other headings
CLEAR = 4.0  # log-odds that one heading may lend to others


@dataclass(frozen=True, slots=True)
class Body:
    """A passage, its text, where paragraphs begin in it for sure, and where pages end in it (code points of `text`)."""

    passage: Passage
    text: str
    starts: list[int]
    edges: list[int]


@dataclass(slots=True)
class _Heading:
    """A heading that may run into its text: in which body, from where, where it would end (0:
    known), with which odds.
    """

    body: int
    start: int
    end: int
    odds: float


def likely_ends(bodies: list[Body], text: str) -> list[list[int]]:
    """For each body the further places where a paragraph or a heading ends, in order."""
    genre = genre_of(text)
    titles = _headings(bodies, genre)
    headings: list[list[int]] = []
    for n, body in enumerate(bodies):
        places: list[int] = []
        for begin, stop in pairwise([0, *body.starts, len(body.text)]):
            title = titles.get((n, begin), 0)
            if title:
                places.append(title)
            places += _paragraphs(body, title or begin, stop, genre, bool(title))
        headings.append(places)
    return headings


def _headings(bodies: list[Body], genre: str) -> dict[tuple[int, int], int]:
    """The end of each heading that runs into its text, by its body and start."""
    styles: dict[str, list[_Heading]] = defaultdict(list)
    for n, body in enumerate(bodies):
        for begin, stop in pairwise([0, *body.starts, len(body.text)]):
            enumerator = enumerator_at(body.text, begin, min(stop, begin + 80))
            if enumerator is None or STYLES[enumerator.style].inner:
                continue
            role = STYLES[enumerator.style].role
            if role is not Role.HEADING and (role is not Role.EITHER or genre == "law"):
                continue
            start = begin + len(enumerator.literal)
            if stop - start <= LONGEST and STOP.search(body.text, start, stop) is None:
                styles[enumerator.style].append(_Heading(n, begin, 0, CLEAR))  # the next enumerator ends it
                continue
            guess = heading_end(body.text, start, min(LONGEST, stop - start))
            if guess is not None:
                styles[enumerator.style].append(_Heading(n, begin, *guess))
    ends = {}
    for headings in styles.values():
        lent = [max(-CLEAR, min(CLEAR, heading.odds)) for heading in headings]
        total = sum(lent)
        for heading, own in zip(headings, lent, strict=True):
            others = SHARE * (total - own) / (len(headings) - 1) if len(headings) > 1 else 0.0
            if heading.end and heading.odds + others > 0:
                ends[heading.body, heading.start] = heading.end
    return ends


def _paragraphs(body: Body, begin: int, stop: int, genre: str, titled: bool) -> Iterator[int]:
    """Where paragraphs end between two starts, one after the other."""
    text = body.text
    edges = set(body.edges)
    since = begin
    number = None if titled else enumerator_at(text, begin, min(stop, begin + 80))
    run_in = number is not None and genre != "law" and STYLES[number.style].role is Role.EITHER
    for match in END.finditer(text, begin, stop):
        at = match.end()
        if at >= stop or (run_in and at - begin <= RUN_IN and since == begin):
            continue
        inner = enumerator_at(text, at, min(stop, at + 60))
        if inner is not None and not STYLES[inner.style].inner:
            continue
        odds = paragraph_end(text, at, at - since, "", genre)
        if odds + (AT_EDGE if at in edges else 0.0) > ENOUGH:
            since = at
            yield at
