"""Facts as files: JSON, CSV, a workbook and a calendar, read again by their own libraries."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from services.errors import DocumentError
from services.gateway.cli.commands.extract import FORMATS as OFFERED
from services.outline.model import Fact, Metadata, Outline
from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Facts
from services.renderer.fact_files.formats import FORMATS, facts_format
from tests.condense.outlines import outline_of_lines

TEXT = (
    "各镇要于本月25日前完成隐患排查。县水利局会同县应急管理局每月通报一次进度。\n"
    "=1+1是恶意内容，各村必须立即清除。\n全县水库蓄水1.2亿立方米。"
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    outline = outline_of_lines(TEXT, "zh-Hans")
    meta = Metadata(date=Fact("2014-06-05"), language="zh-Hans")
    return extract(Outline(source=outline.source, metadata=meta, blocks=outline.blocks))


def made(facts: Facts, name: str, language: str = "zh") -> bytes:
    return facts_format(name).write(facts, "关于防汛的通知", language)


def test_the_command_line_offers_every_format() -> None:
    assert tuple(row.name for row in FORMATS) == OFFERED


def test_an_unknown_format_is_refused_by_its_name() -> None:
    with pytest.raises(DocumentError) as refused:
        facts_format("pdf")
    assert refused.value.reason == "FACTS_FORMAT_UNKNOWN"


@pytest.mark.parametrize("name", OFFERED)
def test_the_same_facts_give_the_same_bytes(facts: Facts, name: str) -> None:
    assert made(facts, name) == made(facts, name)


@pytest.mark.parametrize("name", OFFERED)
def test_a_document_without_facts_gives_a_file(name: str) -> None:
    assert facts_format(name).write(Facts(), "", "en")


def test_json_leads_back_to_the_dump(facts: Facts) -> None:
    said = json.loads(made(facts, "json"))
    first = said["requirements"][0]
    assert (first["lead"], first["deadline"], first["date"]) == (["各镇"], "本月25日前", "2014-06-25")
    page, start, end = first["spans"][0]
    assert page == 1
    assert TEXT[start:end] == first["text"]
    assert (said["figures"][0]["value"], said["figures"][0]["unit"]) == ("1.2", "亿立方米")


def test_the_workbook_has_filters_a_frozen_head_and_its_print_set_up(facts: Facts) -> None:
    sheet = load_workbook(io.BytesIO(made(facts, "xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [
        "序号",
        "事项",
        "牵头单位",
        "配合单位",
        "时限",
        "依据页",
        "原文",
        "进展",
    ]
    assert sheet["C3"].value == "各镇"
    assert sheet["E3"].value == "本月25日前（2014-06-25）"
    assert sheet["D4"].value == "县应急管理局"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", f"A2:H{sheet.max_row}")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$2:$2")


def test_no_cell_of_a_document_is_a_formula(facts: Facts) -> None:
    sheet = load_workbook(io.BytesIO(made(facts, "xlsx"))).active
    assert sheet is not None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    rows = list(csv.reader(io.StringIO(made(facts, "csv").decode("utf-8-sig"))))
    assert any("=1+1" in cell for row in rows for cell in row)
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row)


def test_the_calendar_has_the_days_that_are_certain(facts: Facts) -> None:
    events = Calendar.from_ical(made(facts, "ics")).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2014, 6, 25)]
    assert "各镇" in str(events[0]["summary"])


def test_the_command_writes_a_file_a_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.gateway.cli import main as cli

    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    dumps = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]
    monkeypatch.setattr("sys.argv", ["quire", "extract", *dumps, "--out-dir", str(out)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    assert sorted(path.name for path in out.iterdir()) == ["one.json", "two.json"]
    assert json.loads((out / "one.json").read_text("utf-8"))["requirements"]
