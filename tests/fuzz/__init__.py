"""Fuzzing of the segmenter, run by hand; what it found is replayed by the tests."""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
