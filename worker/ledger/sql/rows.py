"""A job as rows, and rows as a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from worker.jobs.job import Artefact, Attempt, Job, Step
from worker.ledger.sql import tables

Row = dict[str, Any]

# Table → (the field of Job that it holds, the value class of a row). Rows are told apart by the tables' second key
# column.
PARTS: dict[sa.Table, tuple[str, type]] = {
    tables.steps: ("steps", Step),
    tables.artefacts: ("artefacts", Artefact),
    tables.attempts: ("history", Attempt),
}
_OWN = tuple(column.name for column in tables.jobs.columns)
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for _, kind in PARTS.values()}


def job_row(job: Job) -> Row:
    """The row of table jobs."""
    row = {name: getattr(job, name) for name in _OWN}
    return row | {"options": dict(job.options)}


def words_row(job: Job) -> Row:
    """The row of table job_words: name, title, number, speaker and issuer, in small letters."""
    return {"job_id": job.id, "words": "\n".join((job.name, job.title, job.about)).casefold()}


def part_rows(job: Job, table: sa.Table) -> dict[Any, Row]:
    """The rows of one of the other tables, by their key within the job."""
    key = list(table.primary_key.columns)[1].name
    rows = {}
    for position, part in enumerate(getattr(job, PARTS[table][0])):
        row = {name: getattr(part, name) for name in _FIELDS[type(part)]} | {"job_id": job.id}
        if "position" in table.columns:
            row["position"] = position
        rows[row[key]] = row
    return rows


def job_of(row: Mapping[str, Any], parts: Mapping[str, Iterable[Any]]) -> Job:
    """The job of a row of table jobs and its parts by field name."""
    whole: dict[str, Any] = {name: row[name] for name in _OWN}
    whole["options"] = tuple(sorted(whole["options"].items()))
    whole |= {name: tuple(values) for name, values in parts.items()}
    return Job(**whole)


def part_of(row: Mapping[str, Any], kind: type) -> Any:
    """The value of a row of one of the other tables."""
    return kind(**{name: row[name] for name in _FIELDS[kind]})
