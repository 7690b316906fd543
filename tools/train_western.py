"""Train the weights of services/segmenter/breaks/western.tsv, and tell how good they are on documents not trained on.

    python -m tools.train_western [--write]

Reads gold.jsonl of QUIRE_BENCH_DATA (default ../shared/bench): its English documents, their blocks joined with spaces. Each
document is measured once by weights that were trained on three quarters of the others; with --write all are trained on and the table is
written. Logistic regression by FTRL-proximal with L1: most weights are 0.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import exp
from pathlib import Path

from services.segmenter.breaks import western_likelihood as model
from services.segmenter.breaks.western import marks
from services.segmenter.breaks.western_likelihood import Likelihood, Value
from tools import ftrl

FOLDS = 4
EPOCHS = 8
L1 = 1.0
LEARNERS = 4
LEAST = 0.015  # a smaller weight is left out
Example = tuple[list[int], bool]


@dataclass(slots=True)
class Document:
    id: str
    text: str
    starts: set[int]
    marked: dict[int, int]

    @property
    def source(self) -> str:
        return self.id.split("-")[0]


def documents() -> list[Document]:
    """The English documents, each block where it begins in the joined text."""
    folder = Path(os.environ.get("QUIRE_BENCH_DATA", "../shared/bench"))
    found = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] != "en":
            continue
        parts = [text for block in row["blocks"] if (text := " ".join(block["text"].split()))]
        starts, at = set(), 0
        for part in parts:
            starts.add(at)
            at += len(part) + 1
        whole = " ".join(parts)
        found.append(Document(row["id"], whole, starts, dict(marks(whole))))
    return found


class Learner:
    """Weights by feature, learned by FTRL-proximal: a weight stays 0 until its evidence exceeds L1."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, Value], int] = {}
        self.z: list[float] = []
        self.n: list[float] = []
        self.w: list[float] = []

    def known(self, values: Sequence[Value]) -> list[int]:
        """Ids of the values of model.NAMES."""
        out = []
        for name, value in zip(model.NAMES, values, strict=True):
            if value == "" and isinstance(value, str) and name != "bias":
                continue
            at = self.ids.setdefault((name, value), len(self.ids))
            if at == len(self.w):
                self.z.append(0.0)
                self.n.append(0.0)
                self.w.append(0.0)
            out.append(at)
        return out

    def learn(self, ids: Sequence[int], right: bool, alpha: float = 0.12, l2: float = 0.6) -> None:
        """One step towards the right answer."""
        total = sum([self.w[i] for i in ids])
        gradient = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total)))) - right
        ftrl.step(self.z, self.n, self.w, ids, gradient, alpha=alpha, l1=L1, l2=l2)

    def table(self) -> tuple[dict[Value, float], ...]:
        """The weights in the form of model.table()."""
        found: dict[str, dict[Value, float]] = {name: {} for name in model.NAMES}
        for (name, value), at in self.ids.items():
            if self.w[at]:
                found[name][value] = self.w[at]
        return tuple(found[name] for name in model.NAMES)


def examples(document: Document, learner: Learner, rng: random.Random) -> list[Example]:
    """The places that the model is asked about, with the true blocks before them, now and then with one end missed."""
    likelihood = Likelihood(document.text, model.lower_words(document.text), model.genre_of(document.text), first=True)
    found: list[Example] = []
    begun, last, numbered = 0, (0, 0), 0 in document.marked
    for place in likelihood.places(document.marked):
        if isinstance(place, int):
            last, begun = (begun, place), place
            numbered = place not in document.marked.values()
            continue
        right = place.at in document.starts
        values = likelihood.features(place, begun, last, numbered)
        found.append((learner.known(values), right))
        if right and rng.random() < 0.92:
            last, begun, numbered = (begun, place.at), place.at, False
    return found


Table = tuple[dict[Value, float], ...]


def train(some: Sequence[Document]) -> Table:
    """The mean of what LEARNERS learn, each in another order: one order alone leaves chance in the weights."""
    tables = [_learn(some, seed) for seed in range(LEARNERS)]
    mean: list[dict[Value, float]] = []
    for parts in zip(*tables, strict=True):
        values = {value for part in parts for value in part}
        weights = {value: sum(part.get(value, 0.0) for part in parts) / LEARNERS for value in values}
        mean.append({value: round(weight, 3) for value, weight in weights.items() if abs(weight) >= LEAST})
    return tuple(mean)


def _learn(some: Sequence[Document], seed: int) -> Table:
    rng = random.Random(seed)  # noqa: S311
    learner = Learner()
    rows = [row for document in some for row in examples(document, learner, rng)]
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for ids, right in rows:
            learner.learn(ids, right)
    return learner.table()


def measure(everything: Sequence[Document]) -> None:
    """F1 of block starts, marks and model together, on documents that were not trained on."""
    thresholds = (-1.2, -1.0, -0.7, -0.4, -0.1, 0.2)
    chosen = dict(model.THRESHOLDS)
    counts: dict[tuple[str, float], list[int]] = defaultdict(lambda: [0, 0, 0])
    rules: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in range(FOLDS):
        held = [d for d in everything if sha256(d.id.encode()).digest()[0] % FOLDS == fold]
        rest = [d for d in everything if sha256(d.id.encode()).digest()[0] % FOLDS != fold]
        made = train(rest)
        model.table = lambda made=made: made  # type: ignore[assignment]
        for document in held:
            true = document.starts - {0}
            for threshold in (*thresholds, 99.0):  # 99: the thresholds of the model
                model.THRESHOLDS.update(dict.fromkeys(chosen, threshold) if threshold < 99 else chosen)
                likelihood = Likelihood(
                    document.text, model.lower_words(document.text), model.genre_of(document.text), first=True
                )
                found = ({*likelihood.starts(document.marked), *document.marked}) - {0}
                for name in (document.source, "all"):
                    add(counts[name, threshold], len(found & true), len(found), len(true))
            for name in (document.source, "all"):
                add(rules[name], len(set(document.marked) & true), len(set(document.marked) - {0}), len(true))
    for name in sorted(rules):
        shown = "  ".join(f"{t}: {f1(counts[name, t])}" for t in (*thresholds, 99.0))
        print(f"{name:10} {rules[name][2]:6}  marks alone {f1(rules[name])}  {shown}")


def add(count: list[int], *more: int) -> None:
    for k, n in enumerate(more):
        count[k] += n


def f1(count: Sequence[int]) -> str:
    right, found, true = count
    return f"{200 * right / max(1, found + true):.1f}"


def write(made: Table, path: Path) -> int:
    """The table as text: name, value (`=n` for a number), weight."""
    lines = ["# Weights of breaks/western_likelihood.py, made by tools/train_western.py: feature, value, weight"]
    for name, weights in zip(model.NAMES, made, strict=True):
        rows = ((f"={int(value)}" if isinstance(value, int) else value, weight) for value, weight in weights.items())
        lines += [f"{name}\t{value}\t{weight}" for value, weight in sorted(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--write", action="store_true")
    if ap.parse_args().write:
        print(write(train(documents()), model.TABLE), "weights")
    else:
        measure(documents())


if __name__ == "__main__":
    main()
