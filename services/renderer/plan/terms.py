"""The key terms of a document in a line."""

from __future__ import annotations

from collections.abc import Iterator

from services.renderer.condense.key_terms import key_terms
from services.renderer.extract.statements import statements
from services.renderer.placed import Line, TextRun, line
from services.renderer.plan.draft import Draft


def terms(draft: Draft, room: float) -> Iterator[Line]:
    """关键词: nothing where there are none."""
    if found := key_terms("\n".join(statement.text for statement in statements(draft.outline))):
        yield line("terms", TextRun(draft.words.key_terms, bold=True), draft.words.joined.join(found))
