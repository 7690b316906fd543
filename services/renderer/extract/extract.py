"""Outline to facts, computed once."""

from __future__ import annotations

from collections.abc import Sequence

from services.outline.model import Outline
from services.renderer.condense.candidates import candidates
from services.renderer.condense.summary_genre import SummaryGenre, summary_genre
from services.renderer.extract.decisions import decisions
from services.renderer.extract.documents import documents
from services.renderer.extract.effects import effects
from services.renderer.extract.facts import Facts, Requirement
from services.renderer.extract.figures.figures import WORTH, figures
from services.renderer.extract.meetings import meetings
from services.renderer.extract.requirements.requirements import ASKS, SURE, requirements
from services.renderer.extract.statements import statements_of


def extract(outline: Outline) -> Facts:
    """The facts of an outline; all empty for an empty outline."""
    sentences = candidates(outline, every=True)
    said = tuple(statements_of(outline, sentences))
    genre = summary_genre(outline, sentences)
    written = outline.metadata.date.value if outline.metadata.date else ""
    asked = requirements(said, written, str(outline.metadata.kind), genre is SummaryGenre.TALK)
    counted = figures(said, written)
    least = SURE if _asks(asked) else 1.0
    return Facts(
        requirements=tuple(each for each in asked if each.confidence >= least),
        perhaps=tuple(each for each in asked if each.confidence < least),
        figures=tuple(each for each in counted if each.confidence >= WORTH),
        perhaps_figures=tuple(each for each in counted if each.confidence < WORTH),
        meetings=meetings(said),
        documents=documents(said),
        decisions=decisions(said),
        effects=effects(said),
    )


def _asks(asked: Sequence[Requirement]) -> bool:
    """Whether the document asks anything at all: one demand that is sure, or two that name somebody."""
    sure = any(each.confidence >= ASKS for each in asked)
    return sure or sum(bool(each.lead) for each in asked if each.confidence >= SURE) > 1
