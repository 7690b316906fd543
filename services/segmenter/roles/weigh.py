"""The decision of every role: chances of all roles, two weighings, and one title."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.segmenter.paragraphs.features import Reading
from services.segmenter.paragraphs.weigh import WeighedGaps
from services.segmenter.roles.features import (
    META,
    TITLE,
    Blocks,
    block_features,
    blocks_of,
    neighbour_rows,
    word_rows,
)
from services.segmenter.weighing.glyphs import Floats, Ints
from services.segmenter.weighing.weights import Weights

LEAST_TITLE = (
    0.15  # chance from which the best candidate is the title where no block is likelier a title than anything else
)


@dataclass(frozen=True, slots=True)
class WeighedRoles:
    """`chances`: (blocks, ROLES); `roles`: the role of each block; `kinds`: of a line about the document, which of WORD_ROLES."""

    blocks: Blocks
    chances: Floats
    roles: Ints
    kinds: Ints


def weigh_roles(reading: Reading, gaps: WeighedGaps, weights: Weights) -> WeighedRoles:
    """Two weighings: the second sees what the first says of neighbours and siblings."""
    blocks = blocks_of(reading, gaps.firsts)
    words = word_rows(reading, blocks, weights.words, gaps.sums)
    rows = block_features(reading, blocks, words)
    first = weights.roles_first.chances(rows)
    chances = weights.roles_second.chances(np.hstack([rows, neighbour_rows(rows, first)]))
    kinds = META + words[:, META:].argmax(1)
    return WeighedRoles(blocks, chances, with_one_title(chances), kinds.astype(np.int32))


def with_one_title(chances: Floats) -> Ints:
    """The likeliest role of each block, and of the stretches that look like titles only the best."""
    roles: Ints = chances.argmax(1).astype(np.int32)
    titles = np.flatnonzero(roles == TITLE).tolist()
    if not titles:
        best = int(chances[:, TITLE].argmax())
        if chances[best, TITLE] > LEAST_TITLE:
            roles[best] = TITLE
        return roles
    runs: list[list[int]] = []
    for k in titles:
        if runs and k == runs[-1][-1] + 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    kept = max(runs, key=lambda run: max(float(chances[k, TITLE]) for k in run))
    for k in titles:
        if k not in kept:
            others = chances[k].copy()
            others[TITLE] = 0
            roles[k] = int(others.argmax())
    return roles
