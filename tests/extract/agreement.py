"""How far extracted facts agree with lists made by hand (tests/cases/facts/*.jsonl, described in docs/facts.md)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.distance import LCSseq

from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Facts, Figure, Requirement
from services.segmenter.segment import segment

CASES = Path(__file__).parent.parent / "cases" / "facts"
SAME = 0.6  # of both texts must be one stretch


def documents(name: str) -> Iterator[dict[str, Any]]:
    """The documents of tests/cases/facts/NAME.jsonl."""
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def agreement(name: str) -> dict[str, float]:
    """Shares of 0 to 1 over all documents: precision and recall of requirements, deadlines and figures, leads and labels right."""
    total: Counter[str] = Counter()
    for document in documents(name):
        facts = extract(segment(document["dump"].encode()))
        total += _requirements(document, facts) + _figures(document, facts)
        total += Counter(silent=not document["asks"], quiet=not document["asks"] and not facts.requirements)
    pairs = {
        "requirement precision": ("asked", "shown"),
        "requirement recall": ("asked", "listed"),
        "lead right": ("lead", "leads"),
        "deadline precision": ("due", "dues shown"),
        "deadline recall": ("due", "dues"),
        "figure precision": ("counted", "figures shown"),
        "figure recall": ("counted", "figures"),
        "label right": ("label", "counted"),
        "quiet": ("quiet", "silent"),
    }
    return {name: total[part] / total[whole] for name, (part, whole) in pairs.items() if total[whole]}


def _requirements(document: dict[str, Any], facts: Facts) -> Counter[str]:
    count: Counter[str] = Counter()
    left = list(facts.requirements)
    strong = [row for row in document["requirements"] if not row["weak"]]
    for row in strong:
        found = max(
            (each for each in left if _same(row["text"], str(each.text))),
            key=lambda each: _shared(row, each),
            default=None,
        )
        count += Counter(listed=1, asked=found is not None)
        if found is None:
            continue
        left.remove(found)
        ours, given = _names(map(str, found.lead)), _names(row["lead"])
        count += Counter(leads=bool(given), lead=bool(given) and ours == given)
        said = str(found.deadline.text) if found.deadline else ""
        right = bool(row["deadline"]) and _plain(said) != "" and _plain(said) in _plain(row["deadline"])
        count += Counter({"dues": bool(row["deadline"]), "dues shown": bool(said), "due": right})
    weak = [row for row in document["requirements"] if row["weak"]]
    extra = [each for each in left if not any(_same(row["text"], str(each.text)) for row in weak)]
    return count + Counter(shown=count["asked"] + len(extra))


def _figures(document: dict[str, Any], facts: Facts) -> Counter[str]:
    if not document["figures"]:
        return Counter()
    count: Counter[str] = Counter()
    left = list(facts.figures)
    for row in (row for row in document["figures"] if not row["weak"]):
        found = next(
            (each for each in left if _equal(row, each) and _plain(str(each.clause)) in _plain(document["dump"])), None
        )
        count += Counter(figures=1, counted=found is not None)
        if found:
            left.remove(found)
            label = _plain(row["of"])
            count += Counter(label=LCSseq.similarity(label, _plain(str(found.of))) >= 0.5 * len(label))
    extra = [each for each in left if not any(_equal(row, each) for row in document["figures"] if row["weak"])]
    return count + Counter({"figures shown": count["counted"] + len(extra)})


def _plain(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _same(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    shared = LCSseq.similarity(a, b)
    return bool(a and b) and shared >= SAME * len(a) and shared >= SAME * len(b)


def _shared(row: dict[str, Any], each: Requirement) -> float:
    return float(LCSseq.normalized_similarity(_plain(row["text"]), _plain(str(each.text))))


def _equal(row: dict[str, Any], each: Figure) -> bool:
    return _plain(row["value"]) == _plain(each.value) and _plain(row["unit"]) == _plain(each.unit)


def _names(names: Any) -> set[str]:
    return {re.sub(r"^(?:the|each|every|all)(?=[a-z])", "", _plain(name)) for name in names}
