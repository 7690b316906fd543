"""How much of what the whole document speaks of each sentence carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt


def centrality(sentences: Sequence[Sequence[str]], weight: Mapping[str, float]) -> list[float]:
    """Cosine of each sentence (its terms, with repeats) to all of them together, the best one 1;
    linear in the terms.
    """
    whole: Counter[str] = Counter()
    for sentence in sentences:
        whole.update(sentence)
    pull = {term: count * weight[term] ** 2 for term, count in whole.items()}
    square = {term: weight[term] ** 2 for term in whole}
    cosines = []
    for sentence in sentences:
        counts = Counter(sentence)
        size = sqrt(sum(count * count * square[term] for term, count in counts.items()))
        cosines.append(sum(count * pull[term] for term, count in counts.items()) / size if size else 0.0)
    top = max(cosines, default=0.0)
    return [value / top for value in cosines] if top else cosines
