"""What the function of a step is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from services.errors import BrokenInvariant
from services.outline.model import Outline
from worker.artefacts.artefacts import Artefacts
from worker.jobs.job import Artefact, Job, Step

Segment: TypeAlias = Callable[[bytes], Outline]
SegmentToBytes: TypeAlias = Callable[[bytes], bytes]  # dump → serialised outline: a worker need not build it
Extract: TypeAlias = Callable[[Outline], bytes]  # outline → serialised facts


class Render(Protocol):
    """outline, profile, options, and serialised facts where they are known → a file."""

    def __call__(self, outline: Outline, profile: str, options: Mapping[str, str], facts: bytes = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step brings: files for the user, and bytes (their SHA-256 in the store) for the steps that wait for it.

    `title` and `about` (number, speaker, issuer) of the document, where the step has learned them; `needs_review`: its
    outline is doubtful.
    """

    artefacts: tuple[Artefact, ...] = ()
    result: str = ""
    title: str = ""
    about: str = ""
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class StepCall:
    """One run of a step: the job as it was claimed, the step, the store, and the services that the worker knows."""

    job: Job
    step: Step
    artefacts: Artefacts
    segment: SegmentToBytes
    render: Render
    media_type: str  # of the step's artefacts
    extract: Extract
    check_claim: Callable[[], None] = lambda: None  # raises where the step is no longer this attempt's

    @property
    def profile(self) -> str:
        """What "render:PROFILE" and "render:PROFILE@REVISION" render; empty for a step that a job has once."""
        return self.step.name.partition(":")[2].partition("@")[0]

    @property
    def revision(self) -> int:
        """Of the corrected outline that the step renders; 0: of the outline as it was recovered."""
        return int(self.step.name.partition("@")[2] or 0)

    @property
    def options(self) -> dict[str, str]:
        """The options of the submission."""
        return dict(self.job.options)

    def dump(self) -> bytes:
        """The bytes that were handed in."""
        return b"".join(self.artefacts.read(self.job.id, self.job.dump))

    def has_result(self, step: str) -> bool:
        """Whether an earlier step of that name has left bytes; jobs of an older Quire may lack the step."""
        return bool(self._result(step))

    def result_of(self, step: str) -> bytes:
        """The bytes that an earlier step has left with `store`."""
        digest = self._result(step)
        if not digest:
            raise BrokenInvariant(
                "STEP_WITHOUT_RESULT", f"{self.step.name} needs what {step} leaves, and there is none."
            )
        return b"".join(self.artefacts.read(self.job.id, digest))

    def artefact_named(self, name: str) -> bytes:
        """The bytes of a file that the job has."""
        artefact = next((one for one in self.job.artefacts if one.name == name), None)
        if artefact is None:
            raise BrokenInvariant("STEP_WITHOUT_RESULT", f"{self.step.name} needs {name}, and there is none.")
        return b"".join(self.artefacts.read(self.job.id, artefact.digest))

    def store(self, data: bytes) -> str:
        """Store bytes for later steps; their SHA-256, for StepResult.result."""
        self.check_claim()  # nothing is written for a job that was deleted or a step that was given to another
        return self.artefacts.put(self.job.id, (data,)).digest

    def artefact(self, name: str, data: bytes | Iterable[bytes], media_type: str = "") -> Artefact:
        """Store a file for the user, as a whole or in pieces; without a media type, of that of the step."""
        self.check_claim()
        stored = self.artefacts.put(self.job.id, (data,) if isinstance(data, bytes) else data)
        return Artefact(name, stored.digest, stored.size, media_type or self.media_type, self.step.name)

    def _result(self, name: str) -> str:
        step = self.job.step(name)
        if step and step.result:
            return step.result
        return self.job.outline if name == "outline" else ""  # of a job that a worker of version 0.1 has outlined
