"""The characters that a regular expression can begin with: derived from it, so that no list of them is kept by hand."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}
_ZERO_WIDTH = ("ASSERT", "ASSERT_NOT", "AT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def first_characters(pattern: str) -> str:
    """The inside of a character class: every text that `pattern` matches begins with one of these.

    Raises ValueError where the pattern matches nothing at all, or begins with what is no set of characters.
    """
    parser: Any = import_module("re._parser")
    pieces, empty = _first(list(parser.parse(pattern)))
    if empty or not pieces:
        raise ValueError(f"{pattern} can match an empty text")
    return "".join(sorted(pieces))


def _first(tokens: list[Any]) -> tuple[set[str], bool]:
    """The pieces of the class, and whether the tokens can match an empty text."""
    pieces: set[str] = set()
    for name, value in ((str(op), value) for op, value in tokens):
        if name in _ZERO_WIDTH:
            continue
        here, empty = _of_token(name, value)
        pieces |= here
        if not empty:
            return pieces, False
    return pieces, True


def _of_token(name: str, value: Any) -> tuple[set[str], bool]:
    if name == "LITERAL":
        return {re.escape(chr(value))}, False
    if name == "IN":
        return {_member(str(op), member) for op, member in value}, False
    if name == "SUBPATTERN":
        return _first(list(value[-1]))
    if name == "BRANCH":
        branches = [_first(list(branch)) for branch in value[1]]
        return set().union(*(pieces for pieces, _ in branches)), any(empty for _, empty in branches)
    if name in _REPEATS:
        least, _, inner = value
        pieces, empty = _first(list(inner))
        return pieces, empty or least == 0
    raise ValueError(f"a numbering style cannot begin with {name}")


def _member(name: str, value: Any) -> str:
    if name == "LITERAL":
        return re.escape(chr(value))
    if name == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if name == "CATEGORY" and str(value) in _CATEGORIES:
        return _CATEGORIES[str(value)]
    raise ValueError(f"a numbering style cannot begin with {name} {value}")
