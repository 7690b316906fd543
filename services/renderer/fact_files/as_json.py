"""Facts as JSON: every kind in reading order, uncapped, each with its spans in the dump."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from services.outline.model import Text
from services.renderer.extract.facts import Facts, Figure, Requirement


def as_json(facts: Facts, title: str, language: str) -> bytes:
    """One object, indented, letters as they are; `spans` are [page, start, end] in code points of the dump pages."""
    said = {
        "title": title,
        "language": language,
        "requirements": [_requirement(each) for each in facts.requirements],
        "figures": [_figure(each) for each in facts.figures],
        "perhaps": {
            "requirements": [_requirement(each) for each in facts.perhaps],
            "figures": [_figure(each) for each in facts.perhaps_figures],
        },
        "meetings": [
            {"name": str(each.name), "page": each.page, "spans": _spans(each.name)} for each in facts.meetings
        ],
        "documents": [
            {
                "title": str(each.title or ""),
                "number": str(each.number or ""),
                "page": each.page,
                "spans": _spans(each.title or each.number or Text()),
            }
            for each in facts.documents
        ],
        "decisions": [
            {"text": str(each.text), "award": each.award, "page": each.page, "spans": _spans(each.text)}
            for each in facts.decisions
        ],
        "effects": [
            {
                "kind": each.kind,
                "text": str(each.text),
                "date": each.date,
                "page": each.page,
                "spans": _spans(each.text),
            }
            for each in facts.effects
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _requirement(each: Requirement) -> dict[str, Any]:
    return {
        "text": str(each.text),
        "lead": _texts(each.lead),
        "support": _texts(each.support),
        "payer": _texts(each.payer),
        "approver": _texts(each.approver),
        "carried": _texts(each.carried),
        "deadline": str(each.deadline.text) if each.deadline else "",
        "date": each.deadline.date if each.deadline else "",
        "conditions": _texts(each.conditions),
        "weak": each.weak,
        "confidence": each.confidence,
        "page": each.page,
        "under": each.under,
        "spans": _spans(each.text),
    }


def _figure(each: Figure) -> dict[str, Any]:
    return {
        "value": each.value,
        "unit": each.unit,
        "of": str(each.of),
        "text": str(each.clause),
        "printed": str(each.text),
        "target": each.target,
        "year": each.year,
        "confidence": each.confidence,
        "page": each.page,
        "spans": _spans(each.text),
    }


def _texts(texts: Iterable[Text]) -> list[str]:
    return [str(text) for text in texts]


def _spans(text: Text) -> list[list[int]]:
    return [list(span) for span in text.spans]
