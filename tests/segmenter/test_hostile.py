"""Input that is meant to break a segmenter: the laws hold on it. How its time grows: python -m tests.bench.hostile."""

import pytest

from services.limits import SECTION_DEPTH
from services.outline import codec
from services.segmenter.segment import segment
from tests.bench.hostile import NAMES, hostile
from tests.properties.laws import hold_laws, outlined


@pytest.mark.parametrize("name", NAMES)
def test_hostile_input_keeps_every_law(name: str) -> None:
    if found := outlined(hostile(name, 3000)):
        hold_laws(*found)
        assert codec.from_bytes(codec.to_bytes(found[0])) == found[0]


def test_sections_nest_no_deeper_than_the_wire_allows() -> None:
    outline = segment(hostile("one style nested", 40_000))
    assert max(depth for depth, _ in outline.walk()) <= SECTION_DEPTH
