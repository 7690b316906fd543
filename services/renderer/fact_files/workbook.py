"""The tasks of a document as a workbook: filters, a frozen head, set up for A4 landscape. openpyxl lives here only."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from services.renderer.extract.facts import Facts
from services.renderer.fact_files.table import HEAD, rows, safe

_WIDTHS = (6, 36, 18, 18, 20, 8, 60, 16)  # characters of the default font
_SHEET = {"zh": "督办台账", "en": "Tasks"}
_FONT = {"zh": "宋体", "en": "Calibri"}
_MADE = datetime(2000, 1, 1)  # the same facts give the same bytes
_TITLE_ROWS = 1


def workbook(facts: Facts, title: str, language: str) -> bytes:
    """An XLSX package. Same arguments, same bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _SHEET[language]
    _fill(sheet, facts, title, language)
    _set_up(sheet, language)
    book.properties.title = title
    book.properties.creator = "Quire"
    book.properties.created = book.properties.modified = _MADE
    stream = io.BytesIO()
    book.save(stream)
    return _dated(stream.getvalue())


def _fill(sheet: Worksheet, facts: Facts, title: str, language: str) -> None:
    head, font = HEAD[language], _FONT[language]
    side = Side(style="thin", color="999999")
    border = Border(left=side, right=side, top=side, bottom=side)
    plain, bold = Font(name=font, size=11), Font(name=font, size=11, bold=True)
    text, middle = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="center", vertical="top")
    grey = PatternFill("solid", fgColor="E7E6E6")
    sheet.cell(1, 1, safe(title) or _SHEET[language]).font = Font(name=font, size=14, bold=True)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(head))
    for column, name in enumerate(head, 1):
        cell = sheet.cell(_TITLE_ROWS + 1, column, name)
        cell.font, cell.border, cell.fill = bold, border, grey
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    last = _TITLE_ROWS + 1
    for row in rows(facts, language):
        last += 1
        for column, value in enumerate(row, 1):
            cell = sheet.cell(last, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # "=1+1" in a document is text
            cell.font, cell.border, cell.alignment = plain, border, middle if column in (1, 6) else text
    sheet.auto_filter.ref = f"A{_TITLE_ROWS + 1}:{get_column_letter(len(head))}{last}"


def _set_up(sheet: Worksheet, language: str) -> None:
    sheet.freeze_panes = f"A{_TITLE_ROWS + 2}"
    sheet.print_title_rows = f"{_TITLE_ROWS + 1}:{_TITLE_ROWS + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页" if language == "zh" else "Page &P of &N"


def _dated(package: bytes) -> bytes:
    """The package with one date on all of its files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0)), old.read(info), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
