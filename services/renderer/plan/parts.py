"""The parts that a profile may put on its pages: one row each, read by plan.py.

A part gives its placed paragraphs. It is told how many points of height it may take, and keeps to that or gives
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from services.renderer.placed import Placed
from services.renderer.plan.closing import note, source
from services.renderer.plan.digest import digest_contents, digest_items
from services.renderer.plan.draft import Draft
from services.renderer.plan.figures import figures
from services.renderer.plan.foot import foot, imprint
from services.renderer.plan.lead import opening
from services.renderer.plan.masthead import brief_head, byline, heading, masthead, memo, minutes_head, red_head
from services.renderer.plan.mentions import mentions
from services.renderer.plan.minutes import attendance, minutes_text
from services.renderer.plan.points import essence, points
from services.renderer.plan.required import asked, required
from services.renderer.plan.terms import terms
from services.renderer.plan.text import body_text, text


@dataclass(frozen=True, slots=True)
class Part:
    """`share` of the room that is left when its turn comes; 0: it takes what it needs, before all others."""

    place: Callable[[Draft, float], Iterable[Placed]]
    share: float = 0


# Those with a share take their turn in this order, whatever the order on the page.
PARTS: dict[str, Part] = {
    "masthead": Part(masthead),
    "memo": Part(memo),
    "red-head": Part(red_head),
    "minutes-head": Part(minutes_head),
    "brief-head": Part(brief_head),
    "heading": Part(heading),
    "byline": Part(byline),
    "lead": Part(opening),
    "terms": Part(terms),
    "text": Part(text),
    "body-text": Part(body_text),
    "minutes-text": Part(minutes_text),
    "attendance": Part(attendance),
    "note": Part(note),
    "source": Part(source),
    "foot": Part(foot),
    "imprint": Part(imprint),
    "contents": Part(digest_contents),
    "items": Part(digest_items),
    "asked": Part(asked, 0.75),
    "figures": Part(figures, 0.25),
    "required": Part(required, 0.55),
    "mentions": Part(mentions, 0.15),
    "essence": Part(essence, 1.0),
    "points": Part(points, 1.0),
}
