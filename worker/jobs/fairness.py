"""Whose turn it is: collections share the workers by weight, so that nobody waits behind all of another's jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.settings import invalid


@dataclass(frozen=True, slots=True)
class QueueLoad:
    """One collection's steps in a queue.

    `oldest`: since when the one waits that has been ready longest; None: none waits.
    """

    ready: int  # wait for a worker
    due: int  # of them: to be sent now
    sent: int  # of them: on their way to a worker
    running: int
    oldest: datetime | None = None

    @property
    def in_flight(self) -> int:
        return self.sent + self.running


def shares(loads: Mapping[str, QueueLoad], weights: Mapping[str, int], room: int) -> dict[str, int]:
    """How many due steps of each collection are sent, at most `room` in all.

    Each goes to the collection that has least in flight for its weight (1 where none is given); of equals to the one
    whose oldest step waits longest.
    """
    given = dict.fromkeys(loads, 0)
    waiting = {name for name, load in loads.items() if load.due}
    for _ in range(room):
        if not waiting:
            break
        name = min(waiting, key=lambda name: _rank(name, loads[name], given[name], weights))
        given[name] += 1
        if given[name] == loads[name].due:
            waiting.remove(name)
    return {name: count for name, count in given.items() if count}


def _rank(name: str, load: QueueLoad, given: int, weights: Mapping[str, int]) -> tuple[float, float, str]:
    since = load.oldest.timestamp() if load.oldest else 0.0
    return (load.in_flight + given) / weights.get(name, 1), since, name


def weights_of(setting: str) -> dict[str, int]:
    """{"water": 3} of "water=3,roads=1". SETTING_INVALID."""
    weights = {}
    for pair in filter(None, (part.strip() for part in setting.split(","))):
        name, _, weight = pair.partition("=")
        if not name or not weight.isdecimal() or not 1 <= int(weight) <= 100:
            raise invalid("QUIRE_COLLECTION_WEIGHTS", setting, "NAME=1 to NAME=100, separated by commas")
        weights[name.strip()] = int(weight)
    return weights
