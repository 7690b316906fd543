"""What each sentence is worth before any is chosen: the judgement, from all the evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.outline.model import Heading, Meta, MetaRole, Outline
from services.renderer.condense import judgment
from services.renderer.condense.candidates import Candidate
from services.renderer.condense.centrality import centrality
from services.renderer.condense.choose import Choice
from services.renderer.condense.cues import CUES
from services.renderer.condense.summary_genre import SummaryGenre
from services.renderer.condense.terms import content, terms

# A sentence shorter than this carries little, however central: its merit shrinks in proportion.
_FULL_CHARS = {True: 40, False: 100}  # Chinese: True
_SINGLE = 0.05  # what a term said once is worth against its weight
_NAMED = 2.0  # a term of the title, of a heading or of the purpose
_ENDERS = (
    "。！？!?….”」』）)\"'"  # behind a clause of a list, a label or what only announces a list stands none of them
)
_UNENDED = 0.6  # what such a line is worth against a sentence
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Scores:
    """One Choice a candidate, and what saying a term is worth."""

    choices: tuple[Choice, ...]
    worth: dict[str, float]


def scores(outline: Outline, sources: Sequence[Candidate], kind: SummaryGenre, purpose: str = "") -> Scores:
    """Scores of the candidates of `outline`; linear in its length.

    `purpose`: what it says that it is for, if it does.
    """
    sentences = [terms(candidate.text) for candidate in sources]
    sets = [frozenset(sentence) for sentence in sentences]
    spread = Counter(term for sentence in sets for term in sentence)
    weight = {term: content(term) for term in spread}
    named = {term for title in (*_names(outline), purpose) for term in terms(title)}
    worth = {
        term: weight[term] * (count if count > 1 else _SINGLE) * (_NAMED if term in named else 1.0)
        for term, count in spread.items()
    }
    merit = centrality(sentences, weight)
    factors = _factors(sources, kind)
    choices = []
    for candidate, own, central, factor in zip(sources, sets, merit, factors, strict=True):
        full = _FULL_CHARS[_HAN.search(candidate.text) is not None]
        length = min(1.0, len(candidate.text) / full)
        choices.append(Choice(own, central * length * factor, len(candidate.text) + 1, candidate.section))
    return Scores(tuple(choices), worth)


def _names(outline: Outline) -> list[str]:
    names = [item.title for _, item in outline.walk() if isinstance(item, Heading)]
    names += [str(item.text) for _, item in outline.walk() if isinstance(item, Meta) and item.role is MetaRole.TITLE]
    return names + ([outline.metadata.title.value] if outline.metadata.title else [])


def _factors(sources: Sequence[Candidate], kind: SummaryGenre) -> list[float]:
    """What the genre makes of each sentence."""
    if kind is SummaryGenre.JUDGMENT:
        return [judgment.WORTH[part] ** _AS_VALUE for part in judgment.parts(candidate.text for candidate in sources)]
    factors = []
    for candidate in sources:
        factor = 1.0 if candidate.text[-1] in _ENDERS else _UNENDED**_AS_VALUE
        for cue, times in CUES[kind]:
            if cue.search(candidate.text):
                factor *= times**_AS_VALUE
        factors.append(factor)
    return factors


# Factors are given as what they do to a sentence's value; merit enters value with the power 0.6.
_AS_VALUE = 1 / 0.6
