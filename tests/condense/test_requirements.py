"""Requirements against lists made by hand: tests/cases/requirements/*.txt, a text, `----`, then a line a requirement.

`words of it | responsible; responsible | deadline`; what the line leaves out must not be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Requirement
from tests.condense.outlines import outline_of_lines

CASES = sorted((Path(__file__).parent.parent / "cases" / "requirements").glob("*.txt"))
Row = tuple[str, tuple[str, ...], str]


def read(path: Path) -> tuple[str, list[Row]]:
    text, _, wanted = path.read_text(encoding="utf-8").partition("\n----\n")
    rows = []
    for line in wanted.splitlines():
        words, names, deadline = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
        rows.append((words, tuple(name.strip() for name in names.split(";") if name.strip()), deadline))
    return "\n".join(line for line in text.splitlines() if not line.startswith("#")), rows


def agrees(found: Requirement, row: Row) -> bool:
    return (
        row[0] in str(found.text)
        and {str(name) for name in (*found.lead, *found.support)} == set(row[1])
        and (str(found.deadline.text) if found.deadline else "") == row[2]
    )


def compare(path: Path) -> tuple[int, list[Requirement], list[Row]]:
    """How many agree, what was found without being listed, what was listed without being found."""
    text, rows = read(path)
    left, wrong = list(rows), []
    found = extract(outline_of_lines(text)).requirements
    for requirement in found:
        row = next((row for row in left if agrees(requirement, row)), None)
        if row:
            left.remove(row)
        else:
            wrong.append(requirement)
    return len(found) - len(wrong), wrong, left


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_requirements_agree_with_the_list_made_by_hand(path: Path) -> None:
    right, wrong, missed = compare(path)
    told = "\n".join([f"found, not listed: {show(r)}" for r in wrong] + [f"listed, not found: {row}" for row in missed])
    assert right / (right + len(wrong)) >= 0.9, told
    assert right / (right + len(missed)) >= 0.8, told


def show(found: Requirement) -> str:
    return f"{found.text} | {[str(name) for name in found.lead]} | {found.deadline and str(found.deadline.text)}"
