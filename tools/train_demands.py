"""Fit services/renderer/extract/requirements/weights.tsv to labelled documents, with cross-validation by document.

    python tools/train_demands.py LABELLED.jsonl... [--write]

LABELLED: {"id", "dump", "requirements": [{"text", "weak"}]} a line. Prints precision and recall of the demands that are held
back in turn; with --write the table is fitted to all of them and replaced.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import LCSseq
from sklearn.linear_model import LogisticRegression

from services.renderer.condense.candidates import candidates
from services.renderer.condense.summary_genre import SummaryGenre, summary_genre
from services.renderer.extract.requirements import weigh
from services.renderer.extract.requirements.requirements import readings
from services.renderer.extract.statements import statements_of
from services.segmenter.segment import segment

TABLE = Path(weigh.__file__).with_name("weights.tsv")
SAME = 0.6  # the share of both texts that is one stretch, for a match
STRENGTH = 0.6  # inverse of the penalty on weights; 0.2 and 2 lose 1 point in cross-validation


def units(document: dict[str, Any]) -> list[tuple[dict[str, float], str]]:
    """Each unit of a document with its label: "strong", "weak", "none", or "part" of a longer demand."""
    outline = segment(document["dump"].encode())
    found = candidates(outline, every=True)
    talk = summary_genre(outline, found) is SummaryGenre.TALK
    rows = []
    for held, signs in readings(statements_of(outline, found), str(outline.metadata.kind), talk):
        text = held.statement.text[held.unit.start : held.unit.end]
        if held.limit or signs is None:
            continue
        label = "none"
        for gold in document["requirements"]:
            shared = LCSseq.similarity(text, gold["text"])
            if shared >= SAME * len(text) and shared >= SAME * len(gold["text"]):
                label = "weak" if gold["weak"] else "strong"
                break
            if shared >= 0.9 * len(text) and text in gold["text"]:
                label = "part"
        rows.append((signs, label))
    return rows


def fitted(rows: Sequence[tuple[dict[str, float], str]], names: Sequence[str], positive: str) -> LogisticRegression:
    kept = [row for row in rows if row[1] in (("strong", "none") if positive == "strong" else ("strong", "weak"))]
    table = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in kept])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False)
    return model.fit(table, [label == positive for _, label in kept])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    documents = [json.loads(line) for path in given.labelled for line in path.read_text("utf-8").splitlines()]
    rows = {document["id"]: units(document) for document in documents}
    names = sorted({name for own in rows.values() for signs, _ in own for name in signs})
    held: list[Any] = []
    for left_out, own in rows.items():
        model = fitted([row for name, other in rows.items() if name != left_out for row in other], names, "strong")
        table = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in own])
        held += zip(model.predict_proba(table)[:, 1], (label for _, label in own), [left_out] * len(own), strict=True)
    for threshold in (0.3, 0.4, 0.5, 0.55, 0.6, 0.7):
        right = sum(score >= threshold and label == "strong" for score, label, _ in held)
        wrong = sum(score >= threshold and label == "none" for score, label, _ in held)
        all_ = sum(label == "strong" for _, label, _ in held)
        print(f"held back, threshold {threshold}: precision {right / (right + wrong):.3f} recall {right / all_:.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = [
            label == "strong" for score, label, _ in held if low <= score < low + 0.1 and label in ("strong", "none")
        ]
        if inside:
            print(f"  confidence {low:.1f}: {len(inside):4d} units, {sum(inside) / len(inside):.2f} of them demands")
    if given.write:
        everything = [row for own in rows.values() for row in own]
        asked = fitted(everything, names, "strong").coef_[0]
        weak = fitted(everything, names, "weak").coef_[0]
        lines = ["# sign\trequired\tweak, in logits; made by tools/train_demands.py"]
        lines += [f"{name}\t{a:.3f}\t{w:.3f}" for name, a, w in zip(names, asked, weak, strict=True)]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(everything)} units, {len(names)} signs written")


if __name__ == "__main__":
    main()
