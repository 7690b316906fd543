"""Whether the rules' blocks stand, or the weighed ones."""

from __future__ import annotations

import numpy as np

from services.segmenter.entries import Entry
from services.segmenter.furniture import FurnitureRemoval
from services.segmenter.paragraphs.features import read_signs
from services.segmenter.paragraphs.verdicts import Verdicts, verdicts_of
from services.segmenter.paragraphs.weigh import weigh_gaps
from services.segmenter.roles.entries import WeighedEntries, weighed_entries
from services.segmenter.roles.weigh import weigh_roles
from services.segmenter.weighing.doubt import first_signs, second_signs
from services.segmenter.weighing.glyphs import Floats
from services.segmenter.weighing.weights import Weights, load_weights

LONGEST = 600_000  # code points of a text that is weighed: 250 bytes of arrays a code point
CLEAR = 0.15  # chance that the weights do better, below which nothing is weighed
DOUBTFUL = 0.6  # the same chance, with what the weights say, from which they are followed


def weigh_entries(
    text: str, language: str, ruled: list[Entry], aside: FurnitureRemoval, weights: Weights | None = None
) -> WeighedEntries | None:
    """The weighed entries of a text; None where the rules' stand.

    Where a dump keeps one layout and nothing surrounds the document, the rules are right and quick; how likely that is, is
    asked twice: before anything is weighed, and with what the weights say.
    """
    if not text.strip() or len(text) > LONGEST:
        return None
    weights = weights or load_weights()
    verdicts = verdicts_of(ruled)
    first = first_signs(text, language, ruled, verdicts, aside)
    if weights.doubt_first is not None and weights.doubt_first.chances(first[None])[0, 0] < CLEAR:
        return None
    weighed, second = weigh(text, language, verdicts, weights)
    signs = np.concatenate([first, second])
    if weights.doubt_second is not None and weights.doubt_second.chances(signs[None])[0, 0] < DOUBTFUL:
        return None
    return weighed


def weigh(text: str, language: str, verdicts: Verdicts, weights: Weights) -> tuple[WeighedEntries, Floats]:
    """The weighed entries of a text that holds more than white space, and SECOND_COLUMNS of doubt."""
    reading = read_signs(text, language, weights.fold, verdicts)
    gaps = weigh_gaps(reading, weights)
    roles = weigh_roles(reading, gaps, weights)
    return weighed_entries(reading, gaps, roles), second_signs(reading, gaps, roles)
