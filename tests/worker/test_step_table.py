"""A new step is a row: it is submitted, waited for, sent to its queue, run and finished, with nothing else to touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.outline import codec
from services.outline.model import Fact, Metadata, Outline
from services.settings import Settings
from tests.worker.jobs import NOW
from worker.artefacts.memory import MemoryArtefacts
from worker.celery.relay import Relay
from worker.celery.worker import worker_arguments
from worker.jobs import step_table
from worker.jobs.job import JobState, StepState, Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.step_call import StepCall, StepResult
from worker.jobs.step_table import StepKind, steps_of
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger


def count_letters(call: StepCall) -> StepResult:
    letters = str(len(call.result_of("outline")))
    return StepResult((call.artefact("letters.txt", letters.encode()),), call.store(letters.encode()))


def with_letters(call: StepCall) -> StepResult:
    rendered = step_table.render(call).artefacts[0]
    return StepResult((replace(rendered, name=f"{call.result_of('letters').decode()}-{rendered.name}"),))


@pytest.fixture()
def rows(monkeypatch: pytest.MonkeyPatch) -> None:
    outline, facts, render = step_table.STEP_KINDS
    letters = StepKind("letters", "letters", "render", count_letters, "text/plain", waits_for=("outline",))
    render = replace(render, waits_for=("outline", "facts", "letters"), run=with_letters)
    monkeypatch.setattr(step_table, "STEP_KINDS", (outline, facts, letters, render))


def test_a_step_that_is_a_row_runs_in_a_job(rows: None) -> None:
    ledger, artefacts, sent = MemoryLedger(), MemoryArtefacts(), []
    job = Jobs(ledger, artefacts).submit(Submission("", "a.txt", ("summary", "briefing")), [b"dump"])
    assert [(step.name, step.state, step.waits_for) for step in job.steps] == [
        ("outline", StepState.READY, ()),
        ("facts", StepState.WAITING, ("outline",)),
        ("letters", StepState.WAITING, ("outline",)),
        ("render:summary", StepState.WAITING, ("outline", "facts", "letters")),
        ("render:briefing", StepState.WAITING, ("outline", "facts", "letters")),
    ]

    def send(queue: str, job_id: str, step: str) -> None:
        sent.append((queue, step))
        assert steps.run(job_id, step)

    outline = codec.to_bytes(Outline(metadata=Metadata(title=Fact("Title"))))
    steps = Steps(ledger, artefacts, lambda _: outline, lambda *_: b"docx", timedelta(seconds=30), RetryPolicy())
    relay = Relay(ledger, ledger, send, lambda: True, timedelta(hours=1), RetryPolicy())
    while relay.send_due():
        pass
    assert sent[0] == ("outline", "outline") and set(sent[1:3]) == {("facts", "facts"), ("letters", "letters")}
    assert set(sent[3:]) == {("render", "render:briefing"), ("render", "render:summary")} and len(sent) == 5
    done = ledger.find(job.id)
    assert done and done.state is JobState.DONE and done.title == "Title"
    size = len(b"".join(artefacts.read(job.id, done.steps[0].result)))
    assert {one.name for one in done.artefacts} == {
        "a.outline.json", "letters.txt", f"{size}-a-briefing.docx", f"{size}-a-summary.docx",
    }  # fmt: skip


def test_the_worker_of_a_row_takes_its_queue(rows: None) -> None:
    assert step_table.queues() == ("outline", "facts", "letters", "render") and step_table.workers() == (
        "outline",
        "render",
    )
    assert "--queues=facts,letters,render" in worker_arguments("render", Settings())


def test_a_step_of_a_newer_version_is_left_to_its_workers() -> None:
    ledger, artefacts = MemoryLedger(), MemoryArtefacts()
    job = Jobs(ledger, artefacts).submit(Submission("", "a.txt", ("summary",)), [b"dump"])
    steps = tuple(replace(step, name=f"x:{step.name}") for step in job.steps)
    newer = ledger.add(replace(job, id="f" * 26, request_id="newer", steps=steps))
    runner = Steps(ledger, artefacts, lambda _: b"", lambda *_: b"", timedelta(seconds=30), RetryPolicy())
    assert not runner.run(newer.id, newer.steps[0].name)
    found = ledger.find(newer.id)
    assert found and found.steps[0].state is StepState.READY and not found.history


def test_every_row_waits_for_rows_before_it_and_the_first_for_none() -> None:
    names: list[str] = []
    for kind in step_table.STEP_KINDS:
        assert kind.name not in names and set(kind.waits_for) <= set(names)
        names.append(kind.name)
    assert steps_of(("summary",), NOW)[0].state is StepState.READY
