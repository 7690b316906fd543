"""What the fuzzer once found, made short: the laws hold on it. python -m tests.fuzz looks for more."""

from pathlib import Path

import pytest

from services.segmenter.segment import segment
from tests.fuzz import CORPUS
from tests.properties.laws import hold_laws, outlined


@pytest.mark.parametrize("found", sorted(CORPUS.glob("*.bin")), ids=lambda path: path.stem)
def test_what_once_broke_a_law_no_longer_does(found: Path) -> None:
    if outline := outlined(found.read_bytes()):
        hold_laws(*outline)
        assert segment(found.read_bytes()) == outline[0]
