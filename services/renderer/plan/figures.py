"""The figures that matter, as a table: targets before results, the surest first."""

from __future__ import annotations

from collections.abc import Iterator

from services.renderer.extract.facts import Figure
from services.renderer.placed import Placed, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height
from services.renderer.plan.table import table

MOST_FIGURES = 12  # a table of more is read by nobody; `quire extract` has all
LEAST_ROWS = 1
_TARGET = 0.5  # what a target is worth against a result, in confidence


def figures(draft: Draft, room: float) -> Iterator[Placed]:
    """Heading and table in reading order; nothing where there are no figures."""
    words = draft.words
    ranked = sorted(
        range(len(draft.facts.figures)), key=lambda n: (-_worth(draft.facts.figures[n]), n)
    )[:MOST_FIGURES]  # fmt: skip
    while len(ranked) >= LEAST_ROWS:
        chosen = [draft.facts.figures[n] for n in sorted(ranked)]
        rows = [
            (
                (TextRun(each.of),),
                (TextRun(each.text),),
                (TextRun(str(each.page)),) if each.page is not None else (),
            )
            for each in chosen
        ]
        placed: list[Placed] = [
            line("heading1", words.figures, level=1),
            table(words.figures_head, rows, draft.profile),
        ]
        if height(placed, draft.profile) <= room:
            yield from placed
            return
        ranked = ranked[:-1]


def _worth(figure: Figure) -> float:
    return figure.confidence + (_TARGET if figure.target else 0)
