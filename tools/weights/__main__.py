"""Train the weights, measure them by cross-validation over sources, write them."""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from services.segmenter.weighing.weights import FILE, TABLES, arrays_of
from tools.weights.corpus import gather
from tools.weights.cross import WHOLE, train
from tools.weights.doubt import figures, train_doubt

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
    parser.add_argument(
        "--variants", type=Path, help="table of traditional characters; without it that of the present weights"
    )
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument(
        "--keep", type=Path, help="file for the weights of every fold (to measure decisions without training)"
    )
    args = parser.parse_args()
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", file=sys.stderr, flush=True)

    pairs = variants(args.variants) if args.variants else np.load(FILE)["fold"]
    cases = list(gather(args.bench, PAGES))
    tell("documents gathered")
    weights = train(cases, pairs, True, tell)
    score = scorer(args.bench)
    weights = train_doubt(cases, weights, score)
    tell("doubt")
    real = [case for case in cases if case.kind == "real"]
    rows = [figures(case, score, weights[case.fold]) for case in real]
    show("cross-validated", rows)
    for group in ("family", "lang"):
        for name in sorted({case.case[group] for case in real}):
            show(f"  {name}", [row for row, case in zip(rows, real, strict=True) if case.case[group] == name])
    whole = weights[WHOLE]
    dumps = [case for case in cases if case.kind == "dump"]
    show("made dumps, rules", [figures(case, score, None) for case in dumps])
    show("made dumps", [figures(case, score, weights[case.fold]) for case in dumps])
    pages = [case for case in cases if case.kind == "page"]
    show("own pages", [figures(case, score, weights[case.fold]) for case in pages])
    show("with everything seen", [figures(case, score, whole) for case in real])
    if args.keep:
        args.keep.write_bytes(pickle.dumps(weights))
    arrays = arrays_of(pairs, whole.words, **{name: getattr(whole, name) for name in TABLES})
    np.savez_compressed(args.out, **arrays)
    print(json.dumps({"weights": str(args.out), "bytes": args.out.stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
