"""What is computed: bytes in, bytes out, so that it can happen here or in another process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TypeAlias

# A header that says what is asked, and the pieces of the input, to the pieces of the output.
Function: TypeAlias = Callable[[bytes, Iterable[bytes]], Generator[bytes]]
# The same, and `wanted()`: whether there is still a caller.
Computation: TypeAlias = Callable[[bytes, Iterable[bytes], Callable[[], bool]], Generator[bytes]]


def in_this_process(function: Function) -> Computation:
    """The function itself, which nobody stops."""
    return lambda header, pieces, wanted: function(header, pieces)
