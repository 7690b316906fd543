"""The figures that matter, as a table: targets before results, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from services.renderer.extract.facts import Figure
from services.renderer.placed import Placed, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height
from services.renderer.plan.table import Row, table

MOST_FIGURES = 12  # a table of more is read by nobody; `quire extract` has all
LEAST_ROWS = 1
WIDEST = 18.0  # characters of the column of figures: several may stand in one cell
_TARGET = 0.5  # what a target is worth against a result, in confidence


def figures(draft: Draft, room: float) -> Iterator[Placed]:
    """Heading and table in reading order; nothing where there are no figures."""
    words = draft.words
    ranked = sorted(
        range(len(draft.facts.figures)), key=lambda n: (-_worth(draft.facts.figures[n]), n)
    )[:MOST_FIGURES]  # fmt: skip
    while len(ranked) >= LEAST_ROWS:
        chosen = [draft.facts.figures[n] for n in sorted(ranked)]
        title = line("heading1", words.figures, level=1)
        placed: list[Placed] = [
            title,
            table(words.figures_head, list(_rows(chosen, draft)), draft.profile, widest=WIDEST),
        ]
        if height(placed, draft.profile) <= room:
            draft.show(*(each.clause for each in chosen))
            yield from placed
            return
        ranked = ranked[:-1]


def _rows(figures: Sequence[Figure], draft: Draft) -> Iterator[Row]:
    """A row a thing that is measured on a page, with all that is said of it."""
    for (_, page), group in groupby(figures, key=lambda each: (str(each.of), each.page)):
        same = list(group)
        values = [piece for each in same for piece in (draft.words.comma, each.text)][1:]
        yield (
            (TextRun(same[0].of),),
            tuple(map(TextRun, values)),
            (TextRun(str(page)),) if page is not None else (),
        )


def _worth(figure: Figure) -> float:
    return figure.confidence + (_TARGET if figure.target else 0)
