"""Train and measure the weights of services/segmenter/doubt: python -m tools.train_doubt [--write] [--folds 5].

Prints, by cross-validation over sources: the expected calibration error of the confidences of blocks, and how many
documents of
which score are called doubtful. Labelled documents are those of the benchmark (QUIRE_BENCH_DATA) and of
tests/cases/pages.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from services.errors import DocumentError
from services.outline.blocks import blocks
from services.outline.model import REVIEW_BELOW, Outline
from services.segmenter.doubt.evidence import Evidence, of_outline
from services.segmenter.doubt.judge import evidence_of
from services.segmenter.doubt.signs import Judgeable, read_signs
from services.segmenter.doubt.weigh import BLOCKS, OUTLINES, TABLE
from services.segmenter.readers import read
from services.segmenter.segment import segment
from services.segmenter.weighing import choose
from services.segmenter.weighing.weights import Weights
from tools.damage import labels
from tools.damage.document import read_documents as read_labelled
from tools.damage.draw import draw_damage
from tools.weights import corpus

BENCH = Path(os.environ.get("QUIRE_BENCH_DATA", "../shared/bench"))
HELD_OUT: list[Weights] = []  # the segmenter's weights without each fold; empty: those that have seen everything
REAL_FOLDS: dict[str, int] = {}
PAGES = Path(__file__).parent.parent / "tests/cases/pages"
# Outline score from which an outline is called right: below it a clerk does the work again. 70 and 80 part good and bad as well
# (area under the curve 0.91 to 0.92 for all three), but their chances lie lower for all.
GOOD = 60.0
LEAST_WEIGHT = 0.005  # log-odds: what weighs less changes no confidence by a percent
FEWEST = 4  # documents in which a piece of evidence must be seen
LONGEST = 9000  # code points of a document that damage is drawn for
DRAWN = (
    3  # dumps of each of them; without any, one in four documents over 90 was called doubtful instead of one in eight
)
MADE_BLOCK, MADE_OUTLINE = (
    0.3,
    0.5,
)  # what a made dump weighs beside a real one; 0.2 for outlines: 1 in 7 instead of 1 in 12
BLOCK_STRENGTH, OUTLINE_STRENGTH = 0.1, 0.1  # inverse of how weights are held down; 0.03 and 0.3 give nearly the same


@dataclass
class Labelled:
    """A document: its outline, the evidence of its blocks, which of them are right, and its score (0 to 100)."""

    name: str
    real: bool
    outline: Outline
    judgeable: Judgeable
    seen: list[Evidence]
    right: list[bool]
    score: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true")
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--weights", type=Path, help="the segmenter's weights fold by fold (tools.weights --keep)")
    told = options.parse_args()
    if told.weights:
        HELD_OUT.extend(pickle.loads(told.weights.read_bytes()))  # noqa: S301 (a file of our own tool)
    documents = read_documents()
    chances, wholes = cross_validated(documents, told.folds)
    report(documents, chances, wholes)
    if told.write:
        write(documents, chances)


def _learned_fold(name: str) -> int:
    """The fold that the segmenter's own weights leave the document's source out of (tools/weights/corpus.py)."""
    if not REAL_FOLDS:
        REAL_FOLDS.update((case.id, case.fold) for case in corpus.real_cases(BENCH))
    return REAL_FOLDS[name] if name in REAL_FOLDS else corpus.fold_of(name.partition("/")[2] or name)


def scorer() -> Any:
    """The benchmark's own score.py."""
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_documents() -> list[Labelled]:
    """All labelled documents, segmented and compared with their labels."""
    score = scorer()
    documents = []
    for file in ("real.jsonl", "dumps.jsonl"):
        for line in (BENCH / file).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            raw = case["dump"].encode(case["encoding"], "replace")
            documents.append(labelled(score, case["id"], file == "real.jsonl", raw, case["gold"]))
    for path in sorted(PAGES.glob("*.label")):
        case, _ = labels.read(path)
        gold = [block for block in case["gold"] if block["type"] != "junk"]
        documents.append(labelled(score, path.stem, True, case["text"].encode(), gold))
    for drawn in [*read_labelled(BENCH / "gold.jsonl"), *read_labelled(PAGES)]:
        if sum(len(block.text) for block in drawn.blocks) <= LONGEST:
            for seed in range(DRAWN):
                case = draw_damage(drawn, seed).case()
                raw = case["dump"].encode(case.get("encoding", "utf-8"), "replace")
                documents.append(labelled(score, f"drawn{seed}/{drawn.id}", False, raw, case["gold"]))
    return [document for document in documents if document is not None]


def labelled(score: Any, name: str, real: bool, raw: bytes, gold: list[dict[str, Any]]) -> Labelled | None:
    """The document as it is segmented by weights that have not seen its source, where those are at hand."""
    held_out = HELD_OUT[_learned_fold(name)] if HELD_OUT else choose.load_weights()
    try:
        with patch.object(choose, "load_weights", lambda: held_out):
            outline = segment(raw)
    except DocumentError as error:
        print(f"{name}: {error.message}")
        return None
    pages = raw_pages(raw)
    judgeable = read_signs(outline, pages)
    seen = [evidence_of(judgeable, n) for n in range(len(judgeable.signs))]
    pairs = list(blocks(outline))
    right = which_are_right(score, pairs, gold)
    figures = score.figures([score.count(pairs, gold)])
    assert len(right) == len(seen), (name, len(right), len(seen))
    return Labelled(name, real, outline, judgeable, seen, right, figures["outline"] or 0.0)


def raw_pages(raw: bytes) -> list[str]:
    """The texts of the dump's pages as the outline's spans count them."""
    return list(read(raw).texts)


def which_are_right(score: Any, found: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]) -> list[bool]:
    """Of each found block: whether it begins, ends and is named as a labelled one, and hangs at its level."""
    text, spans, _ = score.stream(found)
    gold_text, gold_spans, _ = score.stream(gold)
    at = score.mapping(text, gold_text)
    truth = {(start, end): (block["type"], block.get("level") or 0) for start, end, block in gold_spans}
    verdicts = {}
    for start, end, block in spans:
        wanted = truth.get((at[start], at[end]))
        level = block.get("level") or 0
        named = wanted is not None and (
            wanted[0] == block["type"] or {wanted[0], block["type"]} <= {"meta", "paragraph"}
        )
        verdicts[id(block)] = named and (block["type"] != "heading" or wanted[1] == level)  # type: ignore[index]
    return [verdicts.get(id(block), False) for block in found if block["text"]]


class Model:
    """A log-linear model over evidence."""

    def __init__(self, strength: float) -> None:
        self.strength = strength
        self.weights: dict[tuple[str, str], float] = {}

    def fit(self, rows: Sequence[tuple[int, Evidence]], right: Sequence[bool], weight: Sequence[float]) -> None:
        """`rows`: of each example its document and its evidence."""
        known: dict[tuple[str, str], set[int]] = {}
        for document, row in rows:
            for piece in row:
                known.setdefault(piece, set()).add(document)
        columns = {piece: n for n, piece in enumerate(sorted(p for p, seen in known.items() if len(seen) >= FEWEST))}
        model = LogisticRegression(C=self.strength, max_iter=400, fit_intercept=False)
        model.fit(self._matrix(columns, [row for _, row in rows]), list(right), sample_weight=list(weight))
        self.weights = {piece: float(model.coef_[0][n]) for piece, n in columns.items()}

    @staticmethod
    def _matrix(columns: dict[tuple[str, str], int], rows: Sequence[Evidence]) -> csr_matrix:
        where = [(n, columns[piece]) for n, row in enumerate(rows) for piece in row if piece in columns]
        ones = np.ones(len(where))
        return csr_matrix((ones, tuple(zip(*where, strict=True))), shape=(len(rows), len(columns)))

    def chance(self, row: Evidence) -> float:
        return float(1 / (1 + np.exp(-sum(self.weights.get(piece, 0.0) for piece in row))))


def trained(documents: Sequence[Labelled]) -> Model:
    """The model of blocks."""
    rows, right, weight = [], [], []
    for n, document in enumerate(documents):
        for row, verdict in zip(document.seen, document.right, strict=True):
            rows.append((n, row))
            right.append(verdict)
            weight.append(1.0 if document.real else MADE_BLOCK)
    model = Model(BLOCK_STRENGTH)
    model.fit(rows, right, weight)
    return model


def trained_whole(documents: Sequence[Labelled], chances: dict[str, list[float]]) -> Model:
    """The model of outlines, from chances of blocks that their own document had no part in."""
    rows = [(n, whole_evidence(document, chances[document.name])) for n, document in enumerate(documents)]
    model = Model(OUTLINE_STRENGTH)
    weight = [1.0 if document.real else MADE_OUTLINE for document in documents]
    model.fit(rows, [document.score >= GOOD for document in documents], weight)
    return model


def whole_evidence(document: Labelled, chances: list[float]) -> Evidence:
    return tuple(of_outline(document.outline, document.judgeable, chances))


def fold_of(name: str, folds: int) -> int:
    """Documents of one source stand in one fold: all dumps of one document, all pages of one site."""
    source = name.rpartition("/")[2].removeprefix("speech-")
    return int(sha256(source.encode()).hexdigest(), 16) % folds


def cross_validated(documents: Sequence[Labelled], folds: int) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Chances of blocks and of outlines, each from models that have not seen the source."""
    chances: dict[str, list[float]] = {}
    for fold in range(folds):
        model = trained([document for document in documents if fold_of(document.name, folds) != fold])
        for document in documents:
            if fold_of(document.name, folds) == fold:
                chances[document.name] = [model.chance(row) for row in document.seen]
    wholes: dict[str, float] = {}
    for fold in range(folds):
        whole = trained_whole([d for d in documents if fold_of(d.name, folds) != fold], chances)
        for document in documents:
            if fold_of(document.name, folds) == fold:
                wholes[document.name] = whole.chance(whole_evidence(document, chances[document.name]))
    return chances, wholes


def calibration_error(chances: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """The mean distance between confidence and share of right ones, over bins of equal width, weighted by their
    size."""
    error = 0.0
    for n in range(bins):
        inside = [k for k, chance in enumerate(chances) if min(int(chance * bins), bins - 1) == n]
        if inside:
            mean = sum(chances[k] for k in inside) / len(inside)
            share = sum(right[k] for k in inside) / len(inside)
            error += len(inside) / len(chances) * abs(mean - share)
    return error


def report(documents: Sequence[Labelled], chances: dict[str, list[float]], wholes: dict[str, float]) -> None:
    for title, chosen in (("real", [d for d in documents if d.real]), ("made", [d for d in documents if not d.real])):
        flat = [chance for d in chosen for chance in chances[d.name]]
        right = [verdict for d in chosen for verdict in d.right]
        print(f"{title}: {len(chosen)} documents, {len(flat)} blocks, {100 * sum(right) / len(right):.1f} % right, "
              f"expected calibration error {calibration_error(flat, right):.3f}")  # fmt: skip
        for name, group in (("under 60", [d for d in chosen if d.score < 60]),
                            ("60 to 90", [d for d in chosen if 60 <= d.score <= 90]),
                            ("over 90", [d for d in chosen if d.score > 90])):  # fmt: skip
            if group:
                cells = []
                for threshold in sorted({REVIEW_BELOW, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}):
                    doubtful = sum(wholes[d.name] < threshold for d in group)
                    cells.append(f"{threshold:.2f}: {100 * doubtful / len(group):3.0f} %")
                print(f"  {name:9} {len(group):4} documents, needs review below " + "  ".join(cells))


def write(documents: Sequence[Labelled], chances: dict[str, list[float]]) -> None:
    """The weights of both models, trained on everything."""
    rows = ["# What each piece of evidence weighs (log-odds). Made by tools/train_doubt.py; docs/doubt.md explains it."]
    for name, model in ((BLOCKS, trained(documents)), (OUTLINES, trained_whole(documents, chances))):
        for piece, weight in sorted(model.weights.items()):
            if abs(weight) >= LEAST_WEIGHT:
                rows.append(f"{name}\t{piece[0]}\t{piece[1]}\t{weight:.3f}")
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows) - 1} weights in {TABLE}, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
