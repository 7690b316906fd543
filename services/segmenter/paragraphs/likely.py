"""The likelihoods of text without line ends, at every place: where a heading ends, and where a paragraph does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.outline.model import Enumerator
from services.segmenter.breaks import likelihood
from services.segmenter.numbering import STYLES
from services.segmenter.weighing.glyphs import BLANK, CLASSES, Floats, Ints

LIMIT = 60  # code points behind an enumerator within which its heading ends
LEAST = -4.0  # log-odds from which the likeliest end of a heading is weighed as a place
BOUND = 4.0  # one enumerator's odds count no more than this for its series
UNKNOWN = -9.0
COLUMNS = ("heading_end_far", "heading_end_odds", "heading_end_series", "heading_end_both", "heading_end_here", "own_heading_odds", "own_heading_series", "paragraph_odds")  # fmt: skip
WITHIN = 130  # code points behind an enumerator in which its odds are told to places
_IDLE = {code: None for code in range(0x10000) if CLASSES[code] in BLANK}
STOPS = frozenset("。！？；：!?;:")
CLOSERS = "”’」』）》)"


@dataclass(frozen=True, slots=True)
class HeadingEnds:
    """The text without white space, the place of each character in it, and of each enumerator (by its place in the text)
    where its heading would end (in the text; -1: nowhere) with the log-odds, and the mean of its style's others."""

    solid: str
    inverse: NDArray[np.int32]
    ends: dict[int, tuple[int, float, float]]


def find_heading_ends(text: str, enumerators: dict[int, Enumerator]) -> HeadingEnds:
    """The likeliest heading ends of a text in Chinese characters."""
    solid = text.translate(_IDLE)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kept = ~np.isin(CLASSES[np.where(codes > 0xFFFF, 0xFFFD, codes)], BLANK)
    inverse = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)
    places = np.flatnonzero(kept)
    found: dict[int, tuple[int, float]] = {}
    series: dict[str, list[float]] = {}
    for at, enumerator in enumerators.items():
        if STYLES[enumerator.style].weak:
            continue
        start = int(inverse[min(len(text), at + len(enumerator.literal))])
        best = likelihood.heading_end(solid, start, LIMIT)
        end, odds = (int(places[best[0]]) if best[0] < len(places) else -1, best[1]) if best else (-1, -6.0)
        found[at] = (end, odds)
        series.setdefault(enumerator.style, []).append(max(-BOUND, min(BOUND, odds)))
    ends = {}
    for at, (end, odds) in found.items():
        mates = series[enumerators[at].style]
        own = max(-BOUND, min(BOUND, odds))
        ends[at] = (end, odds, (sum(mates) - own) / (len(mates) - 1) if len(mates) > 1 else 0.0)
    return HeadingEnds(solid, inverse, ends)


def likely_columns(ends: HeadingEnds | None, starts: Ints, white: Ints, enumerators: dict[int, Enumerator]) -> Floats:
    """COLUMNS at each place; UNKNOWN where the text is not of Chinese characters."""
    out = np.full((len(starts), len(COLUMNS)), UNKNOWN, np.float32)
    if ends is None:
        return out
    solid, inverse = ends.solid, ends.inverse
    genre = likelihood.genre_of(solid)
    last: tuple[int, int, float, float] | None = None
    since = 0
    for k, at in enumerate(starts.tolist()):
        here = int(inverse[at])
        if last is not None and at - last[0] < WITHIN:
            far = here - int(inverse[last[1]]) if last[1] >= 0 else 99
            out[k, :5] = (far, last[2], last[3], last[2] + 0.5 * last[3], last[1] == at)
        own = ends.ends.get(at)
        if own is not None:
            out[k, 5], out[k, 6] = own[1], own[2]
            last = (at, *own)
        if white[k] < 3 and k:
            before = solid[max(0, here - 4) : here].rstrip(CLOSERS)
            if before and before[-1] in STOPS:
                out[k, 7] = likelihood.paragraph_end(solid, here, here - since, "", genre)
        if white[k] >= 3 or own is not None:
            since = here
    return out
