"""The table of readers: documented, walked by its own examples, and extended by one row."""

from pathlib import Path

import pytest

from services.segmenter.readers import read, table
from services.segmenter.readers.document import Document, Line, Page
from services.segmenter.readers.table import READERS, Reader
from services.segmenter.segment import segment

FORMATS = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [row.name for row in READERS if row.name != "refused"])
def test_every_reader_has_a_row_in_the_documentation(name: str) -> None:
    assert f"| `{name}` |" in FORMATS


def test_a_new_format_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_telegram(raw: bytes) -> Document:
        lines = [Line(part.strip()) for part in raw.decode().removeprefix("TELEGRAM").split(" STOP")]
        return Document.of("telegram", [Page.of(lines)])

    row = Reader("telegram", lambda raw: raw.startswith(b"TELEGRAM"), read_telegram)
    monkeypatch.setattr("services.segmenter.readers.READERS", (row, *table.READERS))
    raw = b"TELEGRAM 1. FERRIES RUN DAILY STOP 2. FARES ARE DOUBLED STOP"
    assert read(raw).texts == ("1. FERRIES RUN DAILY\n2. FARES ARE DOUBLED",)
    assert segment(raw).source.format == "telegram"
