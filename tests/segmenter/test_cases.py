"""Dumps and the outlines that they should give, as files: NAME.txt is the dump, NAME.tree the outline drawn.

published: defects that users of other tools report most; wild: damage as offices have it; synthetic: one style or habit
each; negative: what must not be split, joined, repaired or taken for a number. A case that is known to fail lies in
known_failures with the tree that it should give, and turns red when it begins to pass.
"""

from pathlib import Path

import pytest

from services.outline.model import Severity
from services.segmenter.segment import segment
from tests.segmenter.drawn import drawn

CASES = Path(__file__).parent.parent / "cases"
PASSING = [
    case for kind in ("published", "wild", "synthetic", "negative") for case in sorted((CASES / kind).glob("*.txt"))
]
FAILING = sorted((CASES / "known_failures").glob("*.txt"))


def named(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@pytest.mark.parametrize("case", PASSING, ids=named)
def test_a_dump_gives_its_outline(case: Path) -> None:
    outline = segment(case.read_bytes())
    assert drawn(outline) == case.with_suffix(".tree").read_text(encoding="utf-8")
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("case", FAILING, ids=named)
def test_a_known_failure_still_fails(case: Path) -> None:
    assert drawn(segment(case.read_bytes())) != case.with_suffix(".tree").read_text(encoding="utf-8"), (
        "it passes: move it"
    )


def test_there_are_cases_of_every_kind() -> None:
    assert {case.parent.name for case in PASSING} == {"published", "wild", "synthetic", "negative"}
