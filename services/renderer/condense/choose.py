"""The sentences that together say most within a budget: the optimisation at the heart of condensing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nlargest

# What decides: how much a sentence adds to what is already said (1 - _CENTRAL), or how central it is by itself
# (_CENTRAL).
_CENTRAL = 0.6
_PER_CHARACTER = 0.9  # 1: what is said counts by the character; 0: by the sentence
_MOST = 2_000  # sentences of most merit that are weighed against each other: no page has room for a hundredth of them
_UNHEARD = 1.25  # a sentence from a section that nothing was taken from yet


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence as the chooser sees it."""

    terms: frozenset[str]
    merit: float  # 0: never chosen
    cost: int  # characters, with what joins it to the next
    section: int


def choose(choices: Sequence[Choice], worth: Mapping[str, float], budget: int) -> list[int]:
    """Indices in the order of choice; their costs add up to at most `budget`. `worth`: what saying a term is worth.

    Greedy by value a character, where value = (worth of the terms not said yet) ^ 0.4 · merit ^ 0.6. A value only falls
    as more is said, so it is computed anew only when it comes to the top of the heap.
    """
    told, heard, left = set[str](), set[int](), budget
    chosen: list[int] = []

    def value(choice: Choice) -> float:
        gain = sum([worth[term] for term in choice.terms if term not in told])
        fresh = 1.0 if choice.section in heard else _UNHEARD
        said = fresh * pow(gain, 1 - _CENTRAL) * pow(choice.merit, _CENTRAL)
        return float(said / pow(choice.cost, _PER_CHARACTER))

    able = [i for i, choice in enumerate(choices) if choice.merit > 0 and choice.cost <= left]
    if len(able) > _MOST:
        able = sorted(nlargest(_MOST, able, key=lambda i: choices[i].merit))
    heap = [(-value(choices[i]), i) for i in able]
    heapify(heap)
    while heap:
        _, i = heappop(heap)
        if choices[i].cost > left:
            continue
        now = value(choices[i])
        if heap and -heap[0][0] > now:
            heappush(heap, (-now, i))
            continue
        if now <= 0:
            break
        chosen.append(i)
        told |= choices[i].terms
        heard.add(choices[i].section)
        left -= choices[i].cost
    return chosen
