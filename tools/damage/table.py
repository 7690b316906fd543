"""Measure a segmenter on drawn damage: a row a kind of damage, a figure a column.

    python -m tools.damage.table DOCUMENTS… --command 'quire outline --format blocks {files} --out-dir {out}' [--each 8] [--seed 1]

DOCUMENTS are JSON lines with "blocks" or folders of labelled texts. Every kind is measured alone (nothing else is damaged) on
`--each` documents, and as mixtures of four strengths. The figures are those of score.py in the benchmarks' folder
(QUIRE_BENCH_DATA, default ../shared/bench), means over documents. `--out FILE` keeps the cases for score.py.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import shlex
import subprocess
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.damage.document import Block, Document, read_documents
from tools.damage.draw import damaged, draw_damage
from tools.damage.kinds import KINDS, SEVERAL

_STRENGTHS = (0.15, 0.4, 0.7, 1.0)
_FIGURES = ("outline", "heading", "parent", "bounds", "points", "title", "meta", "junk", "text")


def cases(documents: list[Document], each: int, seed: int, limit: int) -> list[dict[str, Any]]:
    """For every kind, and for every strength of mixtures, cases from documents drawn anew."""
    rng = random.Random(seed)
    out = []
    for kind in KINDS:
        able = [d for d in documents if d.language in kind.languages]
        for document in _drawn(able, each, limit, rng):
            names = (kind.name, "folios") if kind.stage == "sheets" and kind.group != "folio" else (kind.name,)
            out.append({**damaged(document, names, rng).case(), "family": f"{kind.stage}: {kind.name}"})
    for document in _drawn(documents, each, limit, rng):
        other = rng.choice([d for d in documents if d.language == document.language])
        out.append({**damaged(document, (SEVERAL,), rng, _front(other, limit)).case(), "family": f"blocks: {SEVERAL}"})
    for strength in _STRENGTHS:
        mixtures = (
            draw_damage(document, rng.random(), strength) for document in _drawn(documents, each * 2, limit, rng)
        )
        out += [{**mixture.case(), "family": f"mixture of strength {strength}"} for mixture in mixtures]
    return out


def _drawn(documents: list[Document], count: int, limit: int, rng: random.Random) -> list[Document]:
    return [_front(document, limit) for document in rng.sample(documents, min(count, len(documents)))]


def _front(document: Document, limit: int) -> Document:
    """The first `limit` characters of the document (three times as many in English), in whole blocks."""
    total = 0
    keep: list[Block] = []
    for block in document.blocks:
        total += len(block.text)
        if total > limit * (3 if document.language == "en" else 1) and len(keep) > 5:
            break
        keep.append(block)
    while keep and keep[-1].type == "heading" and not keep[-1].glued:
        keep.pop()
    return Document(document.id, document.language, document.kind, tuple(keep))


def _scorer() -> ModuleType:
    path = Path(os.environ.get("QUIRE_BENCH_DATA", "../shared/bench")) / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"no {path}: set QUIRE_BENCH_DATA to the benchmarks' folder")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(drawn: list[dict[str, Any]], command: str) -> list[list[dict[str, Any]]]:
    """The blocks that the command answers for each case; none where it gives no answer."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        target.mkdir()
        for k, case in enumerate(drawn):
            (source / f"{k:05}.txt").write_bytes(case["dump"].encode())
        files = shlex.join(str(path) for path in sorted(source.iterdir()))
        line = command.replace("{files}", files).replace("{out}", shlex.quote(str(target)))
        subprocess.run(["bash", "-c", line], check=False, stdout=subprocess.DEVNULL)
        answers = [target / f"{k:05}.jsonl" for k in range(len(drawn))]
        return [
            [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
            if path.exists()
            else []
            for path in answers
        ]


def figures_of(drawn: list[dict[str, Any]], answers: list[list[dict[str, Any]]]) -> list[dict[str, float | None]]:
    score = _scorer()
    out = []
    for case, answer in zip(drawn, answers, strict=True):
        counts = score.count(answer, case["gold"])
        if (left := score.junk_left(answer, case)) is not None:
            counts["junk"] = left
        out.append(score.figures([counts]))
    return out


def mean_of(rows: list[dict[str, float | None]]) -> dict[str, float | None]:
    known = {name: [row[name] for row in rows if row[name] is not None] for name in _FIGURES}
    return {name: sum(values) / len(values) if values else None for name, values in known.items()}  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--command", required=True)
    parser.add_argument("--each", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=2500, help="characters of a document")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    documents = [d for path in args.documents for d in read_documents(path) if len(d.blocks) > 5]
    drawn = cases(documents, args.each, args.seed, args.limit)
    if args.out:
        args.out.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in drawn), encoding="utf-8")
    scored = figures_of(drawn, predictions(drawn, args.command))
    print(f"{'':36}" + "".join(f"{name:>9}" for name in _FIGURES))
    families = list(dict.fromkeys(case["family"] for case in drawn))
    means = {f: mean_of([s for c, s in zip(drawn, scored, strict=True) if c["family"] == f]) for f in families}
    means["mean of rows"] = mean_of(list(means.values()))
    for family, row in means.items():
        print(f"{family:36}" + "".join(f"{'-' if row[n] is None else format(row[n], '.1f'):>9}" for n in _FIGURES))


if __name__ == "__main__":
    main()
