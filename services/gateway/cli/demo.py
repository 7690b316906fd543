"""`quire demo`: the main job from end to end: a scanner hands in, services work, a clerk downloads."""

from __future__ import annotations

import secrets
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import BrokenInvariant, DependencyError
from services.gateway.cli import dumps
from services.gateway.cli.commands.watch import ended_well
from services.gateway.grpc.client import ENDED, RemoteJobs
from services.gateway.stack.local_stack import Stack, local_stack
from services.gateway.stack.supervisor import Supervisor
from services.outline import codec
from services.outline.model import Gap, Heading, Outline, Point
from services.rpc import pieces

READY_SECONDS = 60
JOB_SECONDS = 600


@dataclass(slots=True)
class Demo:
    """A demonstration: the files of `paths` go in, what is made of them lies in `out`. `run()` gives the exit code."""

    paths: Sequence[str]
    out: Path
    profiles: Sequence[str] = ()
    _data: dict[str, bytes] = field(default_factory=dict)
    _jobs: dict[str, pb.Job] = field(default_factory=dict)

    def run(self) -> int:
        """Start a stack, do the jobs, stop the stack. 0 when all went well; else reasons are told, one a line."""
        from rich.console import Console

        console = Console(stderr=True, highlight=False)

        def read(path: str, _: str) -> None:
            self._data[path] = dumps.read(path)

        code = dumps.each(self.paths, read)
        if not self._data:
            return code
        readable = list(self._data)
        key = secrets.token_hex(24)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.default_int_handler)  # stop all first
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="quire-demo-") as folder:
            stack = local_stack(Path(folder), key)
            with Supervisor(stack, console.print) as running:
                with console.status("Starting broker, segmenter, workers, relay and gateway …"):
                    running.ready(READY_SECONDS)
                console.print(f"{len(stack.programs)} processes run after {time.monotonic() - began:.1f} s")
                remote = RemoteJobs(stack.jobs, key)
                try:
                    code = max(code, dumps.each(readable, lambda path, name: self._hand_in(remote, path, name)))
                    submitted = list(self._jobs)
                    code = max(code, dumps.each(submitted, lambda path, _: self._follow(remote, path, console)))
                    done = [path for path in submitted if self._jobs[path].state == pb.JOB_STATE_DONE]
                    code = max(code, dumps.each(done, lambda path, _: self._fetch(stack, key, path)))
                finally:
                    remote.close()
        console.print(f"All stopped after {time.monotonic() - began:.1f} s")
        return code

    def _hand_in(self, remote: RemoteJobs, path: str, name: str) -> None:
        """As a scanner does: over gRPC, in pieces, under an id of its own."""
        # A name ends in .txt so that whatever else it holds stays in the names of its files.
        self._jobs[path] = remote.submit(
            f"{name}.txt", pieces(self._data[path]), self.profiles, request_id=f"demo-{name}"[:128]
        )

    def _follow(self, remote: RemoteJobs, path: str, console: Any) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn())
        job = self._jobs[path]
        end = time.monotonic() + JOB_SECONDS
        with Progress(*columns, console=console) as progress:
            task = progress.add_task(job.name, total=len(job.steps))
            while job.state not in ENDED:
                if time.monotonic() > end:
                    raise DependencyError("JOB_NOT_ENDED", f"The job has not ended in {JOB_SECONDS} s.")
                for job in remote.watch(self._jobs[path].id):
                    done = sum(step.state == pb.STEP_STATE_DONE for step in job.steps)
                    now = [step.name for step in job.steps if step.state == pb.STEP_STATE_RUNNING]
                    progress.update(task, completed=done, description=f"{job.name} {', '.join(now)}".strip())
            self._jobs[path] = job
        ended_well(job)

    def _fetch(self, stack: Stack, key: str, path: str) -> None:
        """As a clerk does: over HTTP."""
        import httpx

        job = self._jobs[path]
        saved: list[Path] = []
        began = time.monotonic()
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=f"http://{stack.http}", headers=headers, trust_env=False, timeout=60) as client:
            for artefact in client.get(f"/v1/jobs/{job.id}").raise_for_status().json()["artefacts"]:
                name = artefact["name"]
                answer = client.get(f"/v1/jobs/{job.id}/artefacts/{name}").raise_for_status()
                if len(answer.content) != artefact["size"]:
                    raise BrokenInvariant("ARTEFACT_CORRUPT", f"{name} did not arrive as it was stored.")
                saved.append(self.out / Path(name).name)
                dumps.write(saved[-1], answer.content)
        self._tell(job, saved, time.monotonic() - began)

    def _tell(self, job: pb.Job, saved: Sequence[Path], fetched: float) -> None:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(title=job.name, show_header=False, title_justify="left", box=None)
        outline = codec.from_json(next(path for path in saved if path.name.endswith(".outline.json")).read_bytes())
        took = job.updated.ToMilliseconds() - job.created.ToMilliseconds()
        times = f"job {took / 1000:.2f} s, download {fetched:.2f} s"
        for name, value in (*recovered(outline), ("time", times), ("files", "\n".join(map(str, saved)))):
            table.add_row(Text(name, style="dim"), Text(value))
        Console(highlight=False).print(table)


def recovered(outline: Outline) -> Iterator[tuple[str, str]]:
    """What was recovered, in rows of a name and a value; what the document does not say is a dash."""
    facts = outline.metadata
    post = f" ({facts.post.value})" if facts.post else ""
    yield "title", facts.title.value if facts.title else "–"
    yield "speaker", f"{facts.speaker.value}{post}" if facts.speaker else "–"
    yield "date", facts.date.value if facts.date else "–"
    blocks = [block for _, block in outline.walk()]
    headings = [block for block in blocks if isinstance(block, Heading)]
    lost = sum(heading.generated for heading in headings)
    points = sum(isinstance(block, Point) for block in blocks)
    yield "sections", f"{len(headings)}{f' ({lost} of them lost)' if lost else ''}, points {points}"
    gaps = [block for block in blocks if isinstance(block, Gap)]
    pages = [", ".join(map(str, gap.pages)) or "?" for gap in gaps]
    yield "lost pages", "; ".join(pages) or "none"
    counts: dict[str, int] = {}
    for repair in outline.repairs:
        counts[repair.rule] = counts.get(repair.rule, 0) + 1
    yield "repairs", ", ".join(f"{rule.replace('_', ' ')} {count}" for rule, count in sorted(counts.items())) or "none"
    yield "findings", str(len(outline.findings))
