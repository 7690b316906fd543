"""An outline read once for condensing: its sentences, its genre, and what each sentence is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.outline.model import Outline
from services.renderer.condense.candidates import Candidate, candidates
from services.renderer.condense.purpose import purpose_place
from services.renderer.condense.scores import Scores, scores
from services.renderer.condense.select_items import Item
from services.renderer.condense.standing import standing_alone
from services.renderer.condense.summary_genre import SummaryGenre, summary_genre
from services.renderer.last_of import last_of


@dataclass(frozen=True, slots=True)
class ScoredText:
    """`purpose`: the sentence of purposes of a bill, from where that begins, and which of the sentences it is in.

    `alone`: of each sentence what can be read without the one before it, or None.
    """

    items: tuple[Item, ...]
    sentences: tuple[Candidate, ...]
    alone: tuple[Candidate | None, ...]
    kind: SummaryGenre
    purpose: tuple[int, Candidate] | None
    scores: Scores


@last_of
def scored_text(outline: Outline) -> ScoredText:
    """All that condensing needs, whatever the budget; linear in the length of the text."""
    items = tuple(outline.walk())
    sentences = candidates(outline)
    kind = summary_genre(outline, sentences)
    place = purpose_place([each.text for each in sentences]) if kind is SummaryGenre.BILL else None
    purpose = (place[0], part(sentences[place[0]], place[1], len(sentences[place[0]].text))) if place else None
    worth = scores(outline, sentences, kind, purpose[1].text if purpose else "")
    alone = tuple(standing_alone(each, items[each.place][1]) for each in sentences)
    return ScoredText(items, sentences, alone, kind, purpose, worth)


def part(candidate: Candidate, start: int, end: int) -> Candidate:
    """Characters `start` to `end` of a sentence."""
    return replace(
        candidate, text=candidate.text[start:end], start=candidate.start + start, end=candidate.start + end, opens=False
    )
