"""What a briefing pulls out beside the condensed text."""

from __future__ import annotations

from services.outline.model import Outline, Text
from services.renderer.condense.key_terms import key_terms
from services.renderer.condense.one_line import one_line
from services.renderer.extract.facts import Extracts
from services.renderer.extract.figures import figures
from services.renderer.extract.mentions import mentions
from services.renderer.extract.requirements import requirements
from services.renderer.extract.statements import statements


def extract(outline: Outline) -> Extracts:
    """Requirements, figures, mentions, key terms and the line for lists; all empty for an empty outline."""
    said = tuple(statements(outline))
    whole = "\n".join(statement.text for statement in said)
    line: Text | None = one_line(outline)
    return Extracts(requirements(said), figures(said), mentions(said), key_terms(whole), line)
