"""Outline to facts, computed once."""

from __future__ import annotations

from services.outline.model import Outline
from services.renderer.extract.decisions import decisions
from services.renderer.extract.documents import documents
from services.renderer.extract.facts import Facts
from services.renderer.extract.figures import figures
from services.renderer.extract.meetings import meetings
from services.renderer.extract.requirements import requirements
from services.renderer.extract.statements import statements


def extract(outline: Outline) -> Facts:
    """The facts of an outline; all empty for an empty outline."""
    said = tuple(statements(outline))
    return Facts(
        requirements=requirements(said),
        figures=figures(said),
        meetings=meetings(said),
        documents=documents(said),
        decisions=decisions(said),
    )
