"""A function that remembers its last answer: one document is condensed for several files, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Argument = TypeVar("Argument")
Answer = TypeVar("Answer")


def last_of(function: Callable[[Argument], Answer]) -> Callable[[Argument], Answer]:
    """`function`, which is not called again while it is asked for the very same (immutable) value."""
    last: tuple[Argument, Answer] | None = None

    @wraps(function)
    def remembering(argument: Argument) -> Answer:
        nonlocal last
        known = last
        if known is None or known[0] is not argument:
            last = known = (argument, function(argument))
        return known[1]

    return remembering
