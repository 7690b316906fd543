"""The time limits of a document that are certain, as a calendar of whole days. icalendar lives here only."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from services.renderer.extract.facts import Facts
from services.renderer.fact_files.table import rows

_STAMP = datetime(2000, 1, 1, tzinfo=UTC)  # the same facts give the same bytes
_BEFORE = timedelta(days=-1)  # the reminder


def calendar(facts: Facts, title: str, language: str) -> bytes:
    """RFC 5545: an event a task with a day, on that day, with a reminder the day before. Same arguments, same bytes."""
    file = Calendar()
    file.add("prodid", "-//Quire//Quire//EN")
    file.add("version", "2.0")
    if title:
        file.add("x-wr-calname", title)
    for each, row in zip(facts.requirements, rows(facts, language), strict=True):
        if not each.deadline or not each.deadline.date:
            continue
        day = date.fromisoformat(each.deadline.date)
        event = Event()
        said = str(each.text)
        event.add("uid", hashlib.sha256(f"{title}\n{row[0]}\n{said}\n{day}".encode()).hexdigest()[:32] + "@quire")
        event.add("dtstamp", _STAMP)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add(
            "summary",
            f"{row[2]}：{row[1]}" if row[2] and language == "zh" else f"{row[2]}: {row[1]}" if row[2] else row[1],
        )
        event.add("description", "\n".join(part for part in (said, str(each.deadline.text), title) if part))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", row[1])
        alarm.add("trigger", _BEFORE)
        event.add_component(alarm)
        file.add_component(event)
    return bytes(file.to_ical())
