"""The formats that facts are written in, a row each: the command line, gRPC and HTTP read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.errors import DocumentError
from services.renderer.extract.facts import Facts
from services.renderer.fact_files.as_json import as_json
from services.renderer.fact_files.calendar import calendar
from services.renderer.fact_files.table import csv_table
from services.renderer.fact_files.workbook import workbook


@dataclass(frozen=True, slots=True)
class FactsFormat:
    """A row. `write`: facts, the document's title and its language ("zh" or "en") to the bytes of a file."""

    name: str
    ending: str
    media_type: str
    about: str
    write: Callable[[Facts, str, str], bytes]


FORMATS: tuple[FactsFormat, ...] = (
    FactsFormat("json", "json", "application/json", "all facts with their places in the dump", as_json),
    FactsFormat("csv", "csv", "text/csv; charset=utf-8", "the tasks as a table", csv_table),
    FactsFormat(
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "the tasks as a workbook (督办台账)",
        workbook,
    ),
    FactsFormat("ics", "ics", "text/calendar; charset=utf-8", "the time limits as a calendar", calendar),
)


def facts_format(name: str) -> FactsFormat:
    """The row of a name. Raises DocumentError FACTS_FORMAT_UNKNOWN."""
    for row in FORMATS:
        if row.name == name:
            return row
    known = ", ".join(row.name for row in FORMATS)
    raise DocumentError("FACTS_FORMAT_UNKNOWN", f"Facts are not written as '{name}'; formats are {known}.")
