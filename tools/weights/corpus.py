"""The documents that the weights are trained on, each with the fold in which it is only measured.

Real documents are folded by their source, so that no site is on both sides; what is drawn from a document is in its fold.
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.errors import DocumentError
from services.segmenter.furniture import remove_furniture
from services.segmenter.languages import language_of
from services.segmenter.paragraphs.features import Reading
from services.segmenter.paragraphs.verdicts import Verdicts, verdicts_of
from services.segmenter.readers import read
from services.segmenter.repairs import repair
from services.segmenter.segment import ruled_entries
from services.segmenter.weighing.doubt import first_signs
from tools.damage import labels
from tools.damage.document import Document, from_labels, read_documents
from tools.damage.draw import draw_damage
from tools.weights.truth import Alignment, PieceTruth, align

FOLDS = 5
RULED = "ruled dump"  # its articles are labelled as headings: only the doubt learns from it, that the rules stand
# How much a document counts, by where it comes from: what people really have counts most.
COUNTS = {
    "real": 2.2,
    "page": 2.0,
    "damaged page": 0.7,
    "damaged gold": 0.8,
    "damaged real": 0.8,
    "dump": 0.8,
    RULED: 0.0,
}
SHORTENED = (700, 1500, 2500, 4000, 6000)  # characters that are kept of a long document
ARTICLE_HEADING = re.compile(r"第.{1,9}[条條]$")  # labelled as headings in gold.jsonl, as points in real documents


@dataclass(slots=True)
class Case:
    """A labelled dump, read as the pipeline reads it, and what training computes of it."""

    id: str
    kind: str
    source: str
    fold: int
    language: str
    text: str
    verdicts: Verdicts
    alignment: Alignment
    first: NDArray[np.float32]  # signs of doubt
    case: dict[str, Any]
    reading: Reading = None  # type: ignore[assignment]
    pieces: PieceTruth = None  # type: ignore[assignment]
    firsts: NDArray[np.int32] = None  # type: ignore[assignment]
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def counts(self) -> float:
        return COUNTS[self.kind]


def fold_of(name: str) -> int:
    """A fold by a name."""
    return int(md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def folds_by_source(sources: list[str]) -> list[int]:
    """Folds of nearly equal size; a source is in one fold."""
    counts = {name: sources.count(name) for name in set(sources)}
    sizes, folds = [0] * FOLDS, {}
    for name in sorted(counts, key=lambda n: (-counts[n], md5((n + "3").encode(), usedforsecurity=False).hexdigest())):
        folds[name] = min(range(FOLDS), key=lambda k: sizes[k])
        sizes[folds[name]] += counts[name]
    return [folds[name] for name in sources]


def case_of(
    kind: str, source: str, fold: int, raw: bytes, labelled: list[dict[str, Any]], case: dict[str, Any]
) -> Case | None:
    """The case of a dump; None where it is refused."""
    try:
        document = read(raw)
    except DocumentError:
        return None
    aside = remove_furniture(document.dump)
    language = language_of(aside.flow.text)
    flow, _, _ = repair(document.dump, aside.flow, language.code)
    ruled = ruled_entries(flow, language, None)
    verdicts = verdicts_of(ruled)
    first = first_signs(flow.text, language.code, ruled, verdicts, aside)
    return Case(
        case["id"], kind, source, fold, language.code, flow.text, verdicts, align(flow.text, labelled), first, case
    )


def gather(bench: Path, pages: Path) -> Iterator[Case]:
    """All cases: real documents, the project's own pages, and both and gold.jsonl damaged."""
    rng = random.Random(4)
    yield from real_cases(bench)
    gold = [
        shortened(d, rng.choice(SHORTENED))
        for d in read_documents(bench / "gold.jsonl")
        if not _has_article_headings(d)
    ]
    for document in gold:
        for seed in range(1 if document.language == "en" else 2):
            yield from _damaged(
                document, f"a{seed}", f"gold {document.id}", fold_of(document.id), "damaged gold", rng.choice(gold)
            )
    for path in sorted(pages.glob("*.label")):
        case, _ = labels.read(path)
        yield from _labelled(case, "page", f"page {path.stem}", fold_of(path.stem))
        document = shortened(from_labels(case), 5000)
        for seed in range(2):
            yield from _damaged(document, f"p{seed}", f"page {path.stem}", fold_of(path.stem), "damaged page")
    yield from _dumps(bench)


def _has_article_headings(document: Document) -> bool:
    return any(_is_article_heading({"type": b.type, "text": b.text}) for b in document.blocks)


def _is_article_heading(block: dict[str, Any]) -> bool:
    return block["type"] == "heading" and ARTICLE_HEADING.match(re.sub(r"\s", "", block["text"])) is not None


def shortened(document: Document, limit: int) -> Document:
    """The head of a document of more than `limit` characters (of English: three times as many)."""
    total = 0
    for k, block in enumerate(document.blocks):
        total += len(block.text) // (3 if document.language == "en" else 1)
        if total > limit and k > 5:
            return replace(document, blocks=document.blocks[: k + 1])
    return document


def _labelled(case: dict[str, Any], kind: str, source: str, fold: int) -> Iterator[Case]:
    furniture = sum(len(labels.squeeze(b["text"])[0]) for b in case["gold"] if b["type"] == "junk")
    scored = {
        "id": case["id"], "family": case.get("family", kind), "lang": case["lang"], "dump": case["text"],
        "junk": case["inline"] + furniture, "gold": [b for b in case["gold"] if b["type"] != "junk"],
    }  # fmt: skip
    found = case_of(kind, source, fold, case["text"].encode("utf-8", "replace"), case["gold"], scored)
    if found is not None:
        yield found


def real_cases(bench: Path) -> Iterator[Case]:
    """The real documents, each followed by what damage is drawn of it, in its fold."""
    lines = (bench / "real" / "sources.tsv").read_text(encoding="utf-8").splitlines()
    origins = dict(line.split("\t")[:2] for line in lines if "\t" in line)
    cases = [json.loads(line) for line in (bench / "real.jsonl").open(encoding="utf-8")]
    sources = [_source(case["id"], origins[case["id"]]) for case in cases]
    for case, source, fold in zip(cases, sources, folds_by_source(sources), strict=True):
        labelled, _ = labels.read(bench / "real" / f"{case['id']}.label")
        yield from _labelled(labelled, "real", source, fold)
        yield from _damaged(shortened(from_labels(labelled), 5000), "r0", f"like {source}", fold, "damaged real")


def _source(name: str, origin: str) -> str:
    """The site or repository that a real document comes from."""
    if origin.startswith("github:"):
        return "/".join(origin.split()[0].split("/")[:2])
    if origin.startswith("http"):
        host = origin.split("/")[2].split(":")[0].split(".")
        return ".".join(host[-3:] if host[-2] in ("gov", "com", "edu", "net") and host[-1] == "cn" else host[-2:])
    return name.split("-")[2] if origin.startswith("written") and name.count("-") >= 2 else name


def _damaged(
    document: Document, seed: str, source: str, fold: int, kind: str, other: Document | None = None
) -> Iterator[Case]:
    drawn = draw_damage(document, seed, other=other)
    if not drawn.hopeless and len(drawn.text) >= 150:
        yield from _labelled(drawn.labelled(), kind, source, fold)


def _dumps(bench: Path) -> Iterator[Case]:
    """Dumps of the benchmark's families, drawn by another seed than those that are measured."""
    spec = importlib.util.spec_from_file_location("make_dumps", bench / "make_dumps.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(bench / "make_dumps.py")
    maker = importlib.util.module_from_spec(spec)
    sys.modules["make_dumps"] = maker
    spec.loader.exec_module(maker)
    documents = [json.loads(line) for line in (bench / "gold.jsonl").open(encoding="utf-8")]
    for name, noise in maker.FAMILIES.items():
        able = [d for d in documents if not noise.only or d["lang"] in noise.only]
        random.Random(f"99/{name}").shuffle(able)
        for document in able[:14]:
            kind = RULED if any(_is_article_heading(b) for b in document["blocks"]) else "dump"
            case = maker.dump_document(document, name, noise, random.Random(f"99/{name}/{document['id']}"), 4000)
            raw = case["dump"].encode(case["encoding"], "replace")
            found = case_of(kind, f"gold {document['id']}", fold_of(document["id"]), raw, case["gold"], case)
            if found is not None:
                yield found
