"""Train fold by fold: what is said of a document never comes from weights that saw its source.

The second weighing of gaps and roles learns from what the first says of documents that it did not see.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from services.segmenter.paragraphs.features import neighbour_columns, read_signs, word_columns
from services.segmenter.paragraphs.weigh import firsts_of
from services.segmenter.roles.features import ROLES, block_features, blocks_of, neighbour_rows, word_rows
from services.segmenter.weighing.trees import Trees
from services.segmenter.weighing.weights import Weights
from services.segmenter.weighing.words import WordModel, folded
from tools.weights.corpus import FOLDS, Case
from tools.weights.fit import Unit, fit_trees, fit_words
from tools.weights.truth import truth_of_blocks, truth_of_pieces

COUNTS = {"gaps_first": 220, "gaps_second": 240, "roles_first": 200, "roles_second": 300}  # trees
ROLE_SETTINGS = {"depth": 5, "rsm": 0.12, "learning_rate": 0.12}
LONG = 30  # rows from which a document's rows count less
MOST_UNITS = {"real": 140}  # stretches of a document that the text model sees
FEW_UNITS = 40
WHOLE = FOLDS  # the fold that leaves nothing out


def train(cases: Sequence[Case], pairs: NDArray[np.uint16], whole: bool, tell: Callable[[str], None]) -> list[Weights]:
    """Weights without each fold and, if `whole`, with everything; the cases keep what weights without them say."""
    fold = folded(pairs)
    for case in cases:
        case.reading = read_signs(case.text, case.language, fold, case.verdicts)
        case.pieces = truth_of_pieces(case.alignment, case.reading)
    tell(f"{len(cases)} documents read")
    parts = [*range(FOLDS), *([WHOLE] if whole else [])]
    seen = {k: [case for case in cases if case.fold != k and case.counts] for k in parts}
    words = {k: _words(seen[k]) for k in parts}
    for case in cases:
        columns, sums = word_columns(case.reading, words[case.fold])
        case.rows = {"gaps": np.hstack([case.reading.features, columns]), "sums": sums}
    tell("text model")
    first = {k: _gaps(seen[k], "gaps", "gaps_first") for k in parts}
    for case in cases:
        chances = first[case.fold].chances(case.rows["gaps"])[:, 0]
        case.rows["gaps again"] = np.hstack([case.rows["gaps"], neighbour_columns(case.reading, chances)])
    second = {k: _gaps(seen[k], "gaps again", "gaps_second") for k in parts}
    tell("gaps")
    for case in cases:
        _cut(case, second[case.fold], words[case.fold])
    roles = {k: _roles(seen[k], "roles", "roles_first") for k in parts}
    for case in cases:
        chances = roles[case.fold].chances(case.rows["roles"])
        case.rows["roles again"] = np.hstack([case.rows["roles"], neighbour_rows(case.rows["roles"], chances)])
    again = {k: _roles(seen[k], "roles again", "roles_second") for k in parts}
    tell("roles")
    return [Weights(fold, words[k], first[k], second[k], roles[k], again[k]) for k in parts]


def _count(case: Case, rows: int) -> float:
    return case.counts * (LONG / (LONG + rows)) ** 0.5


def _words(cases: list[Case]) -> WordModel:
    rng = random.Random(1)
    units: list[Unit] = []
    classes: list[int] = []
    weights: list[float] = []
    for case in cases:
        starts, ends, names = _units(case)
        most = MOST_UNITS["real"] if case.kind in ("real", "page") else FEW_UNITS
        chosen = list(range(len(names)))
        if len(chosen) > most:
            chosen = rng.sample(chosen, most)
        units.append((case.reading.letters, [starts[k] for k in chosen], [ends[k] for k in chosen]))
        classes += [names[k] for k in chosen]
        weights += [2.0 if case.kind in ("real", "page") else 0.6] * len(chosen)
    return fit_words(units, classes, weights)


def _units(case: Case) -> tuple[list[int], list[int], list[int]]:
    """True blocks and printed lines, with their classes among WORD_ROLES."""
    reading, pieces = case.reading, case.pieces
    firsts = pieces.firsts()
    _, classes = truth_of_blocks(case.alignment, reading, firsts, pieces)
    lasts = np.concatenate([firsts[1:] - 1, [len(reading.places.starts) - 1]])
    starts, ends = reading.places.starts[firsts].tolist(), reading.places.ends[lasts].tolist()
    names = classes.tolist()
    at = np.searchsorted(reading.places.starts, reading.lines.starts)
    for line, k in enumerate(at.tolist()):
        if k < len(pieces.blocks):
            starts.append(int(reading.lines.starts[line]))
            ends.append(int(reading.lines.ends[line]))
            names.append(0 if pieces.furniture[k] else int(case.alignment.classes[pieces.blocks[k]]))
    return starts, ends, names


def _gaps(cases: list[Case], rows: str, name: str) -> Trees:
    return fit_trees(
        np.vstack([case.rows[rows] for case in cases]),
        np.concatenate([case.pieces.begins for case in cases]),
        np.concatenate([case.pieces.weights * _count(case, len(case.pieces.begins)) for case in cases]),
        1,
        COUNTS[name],
    )


def _cut(case: Case, gaps: Trees, words: WordModel) -> None:
    """The blocks of a case as weights that did not see it cut them, and what they truly are."""
    chances = gaps.chances(case.rows["gaps again"])[:, 0]
    case.firsts = firsts_of(case.reading, chances)
    blocks = blocks_of(case.reading, case.firsts)
    case.rows["roles"] = block_features(
        case.reading, blocks, word_rows(case.reading, blocks, words, case.rows.pop("sums"))
    )
    case.rows["answers"], _ = truth_of_blocks(case.alignment, case.reading, case.firsts, case.pieces)


def _roles(cases: list[Case], rows: str, name: str) -> Trees:
    return fit_trees(
        np.vstack([case.rows[rows] for case in cases]),
        np.concatenate([case.rows["answers"] for case in cases]),
        np.concatenate([np.full(len(case.firsts), _count(case, len(case.firsts)), np.float32) for case in cases]),
        len(ROLES),
        COUNTS[name],
        **ROLE_SETTINGS,
    )
