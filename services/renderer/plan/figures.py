"""The figures that matter, as a table: targets before results, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """A row a thing that is measured in a year, with all that is said of it."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for each in figures:
        groups.setdefault((str(each.of), _year(each, draft)), []).append(each)
    for (_, year), same in groups.items():
        values = [piece for each in same for piece in (draft.words.comma, each.text)][1:]
        yield (
            (TextRun(same[0].of), *((TextRun(year),) if year else ())),
            tuple(map(TextRun, values)),
            (TextRun(str(same[0].page)),) if same[0].page is not None else (),
        )


def _year(figure: Figure, draft: Draft) -> str:
    """The year of a figure where its label does not say it: （2020年目标）."""
    if not figure.year or figure.year in str(figure.of):
        return ""
    return (draft.words.aimed if figure.target else draft.words.in_year).format(figure.year)


def _worth(figure: Figure) -> float:
    return figure.confidence + (_TARGET if figure.target else 0)
