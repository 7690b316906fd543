"""The steps of a job, a row each. Submission, transitions, admission, relay, workers and the stack read this table.

A new step is a function and a row here. It runs at the worker that its row names, so no process need be added for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.outline import codec
from services.outline.model import Outline
from services.renderer.formats import renditions
from worker.jobs import convert
from worker.jobs.job import Step, StepState
from worker.jobs.step_call import StepCall, StepResult


@dataclass(frozen=True, slots=True)
class StepKind:
    """One row.

    A queue that a released version knows never gets another kind of step: an old worker beside a new one would take it.
    """

    name: str  # of the step; with `each_profile` the name of a step is "NAME:PROFILE"
    queue: str  # of its messages
    worker: str  # `python -m worker WORKER` takes the queue
    run: Callable[[StepCall], StepResult]
    media_type: str  # of its artefacts
    waits_for: tuple[str, ...] = ()  # names of rows: all their steps in the job are done before
    each_profile: bool = False


def outline(call: StepCall) -> StepResult:
    """dump → outline: as JSON for the user, serialised for the steps that wait."""
    outline = call.segment(call.dump())
    artefact = call.artefact(convert.outline_name(call.job.name), codec.json_pieces(outline))
    return StepResult(
        (artefact,),
        call.store(outline),
        codec.title_of(outline),
        codec.about_of(outline),
        codec.needs_review_of(outline),
    )


def facts(call: StepCall) -> StepResult:
    """outline → facts, computed once: serialised for the steps that wait."""
    return StepResult(result=call.store(call.extract(codec.from_bytes(call.result_of("outline")))))


def render(call: StepCall) -> StepResult:
    """outline → the files of one profile."""
    outline = _outline_of(call)
    files = renditions(convert.revised(call.job.name, call.revision), call.profile, call.options)
    known = not call.revision and call.has_result("facts")  # those of a correction are another's
    facts = (call.result_of("facts"),) if known else ()
    return StepResult(
        tuple(
            call.artefact(file.name, call.render(outline, call.profile, file.options, *facts), file.format.media_type)
            for file in files
        )
    )


def _outline_of(call: StepCall) -> Outline:
    """As it was recovered, or as it was corrected."""
    if not call.revision:
        return codec.from_bytes(call.result_of("outline"))
    return codec.from_json(call.artefact_named(convert.outline_name(call.job.name, call.revision)))


STEP_KINDS: tuple[StepKind, ...] = (
    StepKind("outline", "outline", "outline", outline, convert.JSON),
    StepKind("facts", "facts", "render", facts, convert.PROTOBUF, waits_for=("outline",)),
    StepKind("render", "render", "render", render, convert.DOCX, waits_for=("outline", "facts"), each_profile=True),
)


def steps_of(profiles: Sequence[str], now: datetime, collection: str = "") -> tuple[Step, ...]:
    """The steps of a new job, in the table's order; those that wait for none are ready."""
    names = {
        kind.name: tuple(f"{kind.name}:{profile}" for profile in profiles) if kind.each_profile else (kind.name,)
        for kind in STEP_KINDS
    }
    steps = []
    for kind in STEP_KINDS:
        earlier = tuple(name for waited in kind.waits_for for name in names[waited])
        for name in names[kind.name]:
            if earlier:
                steps.append(Step(name, StepState.WAITING, queue=kind.queue, waits_for=earlier, collection=collection))
            else:
                steps.append(Step(name, StepState.READY, queue=kind.queue, due=now, since=now, collection=collection))
    return tuple(steps)


def render_steps(profiles: Sequence[str], revision: int, now: datetime) -> tuple[Step, ...]:
    """Further steps of a done job, ready at once: files of profiles,
    of a corrected outline where `revision` is not 0.
    """
    kind = next(kind for kind in STEP_KINDS if kind.each_profile)
    suffix = f"@{revision}" if revision else ""
    names = (f"{kind.name}:{profile}{suffix}" for profile in profiles)
    return tuple(Step(name, StepState.READY, queue=kind.queue, due=now, since=now) for name in names)


def kind_of(step: str) -> StepKind | None:
    """The row of a step by the step's name; None: a newer Quire has made the job."""
    return next((kind for kind in STEP_KINDS if kind.name == step.partition(":")[0]), None)


def queues(worker: str = "") -> tuple[str, ...]:
    """The queues that a worker takes, or all."""
    return tuple(dict.fromkeys(kind.queue for kind in STEP_KINDS if worker in ("", kind.worker)))


def workers() -> tuple[str, ...]:
    """The kinds of worker processes."""
    return tuple(dict.fromkeys(kind.worker for kind in STEP_KINDS))
