"""How much of what the whole document speaks of a sentence carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt


def weights(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """What each term weighs in this document: terms of several sentences weigh more, those of all sentences less."""
    found = Counter(term for sentence in sentences for term in set(sentence))
    n = len(sentences)
    return {term: (1 + log(count)) * log(1 + n / count) if count > 1 else 0.3 * log(1 + n) for term, count in found.items()}


def centrality(sentences: Sequence[Sequence[str]], weight: dict[str, float]) -> list[float]:
    """Cosine of each sentence to the document, 0 to 1: linear in the number of terms."""
    centre: Counter[str] = Counter()
    for sentence in sentences:
        centre.update(sentence)
    pull = {term: count * weight[term] ** 2 for term, count in centre.items()}
    found = []
    for sentence in sentences:
        counts = Counter(sentence)
        size = sqrt(sum((count * weight[term]) ** 2 for term, count in counts.items()))
        found.append(sum(count * pull[term] for term, count in counts.items()) / size if size else 0.0)
    top = max(found, default=0.0)
    return [value / top for value in found] if top else found
