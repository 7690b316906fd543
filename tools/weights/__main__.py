"""Train the weights, measure them by cross-validation over sources, write them."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from services.outline.blocks import blocks
from services.segmenter.segment import segment
from services.segmenter.weighing import choose
from services.segmenter.weighing.weights import FILE, Weights, arrays_of
from tools.weights.corpus import Case, gather
from tools.weights.cross import TABLES_OF, WHOLE, train

FIGURES = ("outline", "heading", "parent", "bounds", "points", "text", "title", "meta", "junk")
PAGES = Path(__file__).parents[2] / "tests" / "cases" / "pages"


def variants(path: Path) -> NDArray[np.uint16]:
    """Pairs (printed, read as) of a table "traditional TAB simplified…", one a line, as OpenCC keeps them."""
    pairs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        printed, _, plain = line.partition("\t")
        plain = plain.split(" ")[0]
        if len(printed) == len(plain) == 1 and printed != plain and max(ord(printed), ord(plain)) < 0x10000:
            pairs[ord(printed)] = ord(plain)
    return np.array(sorted(pairs.items()), np.uint16)


def scorer(bench: Path) -> ModuleType:
    """The benchmark's score.py."""
    spec = importlib.util.spec_from_file_location("score", bench / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(bench / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(case: Case, weights: Weights, score: ModuleType) -> dict[str, float | None]:
    """The figures of one real document, by the whole pipeline with these weights."""
    choose.load_weights = lambda: weights  # type: ignore[assignment]
    outline = list(blocks(segment(case.case["dump"].encode("utf-8"))))
    counts = score.count(outline, case.case["gold"])
    if (left := score.junk_left(outline, case.case)) is not None:
        counts["junk"] = left
    figures: dict[str, float | None] = score.figures([counts])
    return figures


def show(name: str, rows: list[dict[str, float | None]]) -> None:
    """Means over documents, a line."""
    cells = []
    for figure in FIGURES:
        values = [value for row in rows if (value := row[figure]) is not None]
        cells.append(f"{figure} {sum(values) / len(values):.1f}" if values else f"{figure} -")
    print(f"{name:24}" + "  ".join(cells), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--variants", type=Path, help="table of traditional characters; without it that of the present weights")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", file=sys.stderr, flush=True)

    pairs = variants(args.variants) if args.variants else np.load(FILE)["fold"]
    cases = list(gather(args.bench, PAGES))
    tell("documents gathered")
    weights = train(cases, pairs, True, tell)
    score = scorer(args.bench)
    real = [case for case in cases if case.kind == "real"]
    rows = [measure(case, weights[case.fold], score) for case in real]
    show("cross-validated", rows)
    for group in ("family", "lang"):
        for name in sorted({case.case[group] for case in real}):
            show(f"  {name}", [row for row, case in zip(rows, real, strict=True) if case.case[group] == name])
    whole = weights[WHOLE]
    show("with everything seen", [measure(case, whole, score) for case in real])
    arrays = arrays_of(pairs, whole.words, **{name: getattr(whole, name) for name in TABLES_OF})
    np.savez_compressed(args.out, **arrays)
    print(json.dumps({"weights": str(args.out), "bytes": args.out.stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
