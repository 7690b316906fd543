"""Whether the rules' blocks stand, or the weighed ones."""

from __future__ import annotations

from services.segmenter.entries import Entry
from services.segmenter.paragraphs.features import read_signs
from services.segmenter.paragraphs.verdicts import verdicts_of
from services.segmenter.paragraphs.weigh import weigh_gaps
from services.segmenter.roles.entries import WeighedEntries, weighed_entries
from services.segmenter.roles.weigh import weigh_roles
from services.segmenter.weighing.weights import Weights, load_weights

LONGEST = 600_000  # code points of a text that is weighed: 250 bytes of arrays a code point
LEAST_REMAINS = 0.01  # share of blocks that are no part of the document, from which the rules are not trusted
LEAST_AGREEMENT = 0.5  # of the places where blocks begin, by rules and weights, below which the weights are


def weigh_entries(text: str, language: str, ruled: list[Entry], weights: Weights | None = None) -> WeighedEntries | None:
    """The weighed entries of a text; None where the rules' stand.

    Rules are right where a dump keeps one layout and nothing surrounds the document; both show in what the weights say.
    """
    if not text.strip() or len(text) > LONGEST:
        return None
    weighed = weigh(text, language, ruled, weights or load_weights())
    blocks = len(weighed.entries) + len(weighed.remains)
    if len(weighed.remains) > LEAST_REMAINS * blocks:
        return weighed
    ours, theirs = _starts(weighed.entries), _starts(ruled)
    agreement = 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
    return weighed if agreement < LEAST_AGREEMENT else None


def weigh(text: str, language: str, ruled: list[Entry], weights: Weights) -> WeighedEntries:
    """The weighed entries of a text that holds more than white space."""
    reading = read_signs(text, language, weights.fold, verdicts_of(ruled))
    gaps = weigh_gaps(reading, weights)
    return weighed_entries(reading, gaps, weigh_roles(reading, gaps, weights))


def _starts(entries: object) -> set[int]:
    starts = set()
    for entry in entries:  # type: ignore[attr-defined]
        starts.add(entry.passage.start)
        if entry.split:
            starts.add(entry.passage.start + entry.split)
    return starts
