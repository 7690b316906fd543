"""The text model: which words stretches of a role use, as sums over hashed runs of one to three characters.

White space between characters that are no Latin letters does not count, digits are one letter, traditional characters
read as simplified ones: what a line is does not hang on how it was printed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.segmenter.weighing.glyphs import BLANK, CLASSES, DIGIT, LOWER, UPPER, Floats, Glyphs, Ints, among

BITS = 16
SIZE = 1 << BITS
HEAD, TAIL = 40, 16  # characters at a stretch's head and tail that are read
EDGES = 4  # longest run that is read as a beginning and as an end
_MULTIPLIER = np.uint32(2654435761)


def folded(fold: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """The table of characters: `fold` holds pairs (printed, read as) beside what is built in."""
    table = np.arange(0x10000, dtype=np.uint32)
    for code in range(0x80):
        table[code] = ord(chr(code).lower())
    table[CLASSES == DIGIT] = ord("0")
    for wide in range(0xFF01, 0xFF5F):
        table[wide] = table[wide - 0xFEE0]
    table[np.isin(CLASSES, BLANK)] = 32
    for printed, plain in zip("。、“”‘’〔〕【】［］–－―", ".,\"\"''[][][]---", strict=True):
        table[ord(printed)] = ord(plain)
    table[fold[:, 0]] = fold[:, 1]
    return table.astype(np.uint16)


def _mixed(value: NDArray[np.uint32], salt: int) -> NDArray[np.int32]:
    mixed = (value ^ np.uint32(salt * 0x9E3779B1 & 0xFFFFFFFF)) * _MULTIPLIER
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(2246822519)
    return (mixed >> np.uint32(32 - BITS)).astype(np.int32)


class Letters:
    """The text without idle white space, and the hashes of its runs."""

    def __init__(self, glyphs: Glyphs, fold: NDArray[np.uint16]) -> None:
        kinds = glyphs.kinds
        blank = among(kinds, BLANK)
        solid = np.flatnonzero(~blank)
        kept = ~blank
        if len(solid):
            latin = (kinds == UPPER) | (kinds == LOWER) | (kinds == DIGIT)
            # white space between two Latin letters stays, as one space
            left, right = solid[:-1], solid[1:]
            apart = (right - left > 1) & latin[left] & latin[right]
            kept[left[apart] + 1] = True
        self.place = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)  # of a character, in the letters
        codes = fold[glyphs.codes[kept]].astype(np.uint32)
        self.codes = np.concatenate([codes, np.zeros(EDGES, np.uint32)])
        self.runs: list[NDArray[np.uint32]] = []
        run = np.zeros(len(codes), np.uint32)
        for k in range(EDGES):
            run = run * np.uint32(0x01000193) + self.codes[k : k + len(codes)] + np.uint32(1)
            self.runs.append(run)
        self.n = len(codes)

    def bounds(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Stretches of the text as stretches of the letters."""
        return self.place[starts], self.place[ends]

    def edges(self, starts: Ints, ends: Ints) -> NDArray[np.int32]:
        """Hashes of beginnings, ends and length: (stretches, 2 * EDGES + 1); -1 where a stretch is too short."""
        a, b = starts, ends
        out = np.full((len(a), 2 * EDGES + 1), -1, np.int32)
        if not self.n:
            return out
        for k in range(EDGES):
            fits = b - a > k
            out[fits, k] = _mixed(self.runs[k][a[fits]], 11 + k)
            out[fits, EDGES + k] = _mixed(self.runs[k][b[fits] - k - 1], 21 + k)
        size = np.minimum(12, (2 * np.log1p(np.maximum(b - a, 0))).astype(np.int32))
        out[:, -1] = _mixed(size.astype(np.uint32), 31)
        return out

    def grams(self) -> list[NDArray[np.int32]]:
        """Hashes of the runs of 1, 2 and 3 characters that begin at each letter."""
        return [_mixed(self.runs[k], 1 + k) for k in range(3)]


@dataclass(frozen=True, slots=True)
class WordModel:
    """`weights`: (SIZE, classes) of whole numbers, times `scale`; `bias` one a class."""

    weights: NDArray[np.int8]
    scale: float
    bias: Floats

    def sums(self, letters: Letters) -> Floats:
        """Running sums over all runs: row n holds what begins before letter n, for each length: (letters + 1, 3, classes)."""
        classes = self.weights.shape[1]
        out = np.zeros((letters.n + 1, 3, classes), np.float32)
        for k, gram in enumerate(letters.grams()):
            np.cumsum(self.weights[gram], axis=0, dtype=np.float32, out=out[1:, k])
        return out

    def odds(self, letters: Letters, sums: Floats, starts: Ints, ends: Ints) -> Floats:
        """Raw scores of stretches of the text: (stretches, classes)."""
        a, b = letters.bounds(starts, ends)
        total = np.zeros((len(a), self.weights.shape[1]), np.float32)
        for first, last in windows(a, b):
            for k in range(3):
                stop = np.maximum(last - k, first)
                total += sums[stop, k] - sums[first, k]
        edges = letters.edges(a, b)
        for column in range(edges.shape[1]):
            at = edges[:, column]
            total += np.where(at[:, None] >= 0, self.weights[np.maximum(at, 0)], 0) * (EDGE_WEIGHT)
        return total * np.float32(self.scale) + self.bias

    def chances(self, letters: Letters, sums: Floats, starts: Ints, ends: Ints) -> Floats:
        """Probabilities of the classes: (stretches, classes)."""
        raw = self.odds(letters, sums, starts, ends)
        raw -= raw.max(1, keepdims=True)
        np.exp(raw, out=raw)
        out: Floats = (raw / raw.sum(1, keepdims=True)).astype(np.float32)
        return out


EDGE_WEIGHT = 2.0  # a beginning or an end says more than a run inside


def windows(a: Ints, b: Ints) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """What is read of stretches a to b: the head, and the tail where it does not touch the head."""
    head = np.minimum(b, a + HEAD)
    tail = np.maximum(b - TAIL, head)
    return (a, head), (tail, b)
