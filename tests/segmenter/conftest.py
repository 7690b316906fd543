"""A dump through both ways in: the command line, and a job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from services.gateway.cli import main as cli
from services.outline import codec
from services.outline.draw import draw
from services.renderer.render import render
from services.segmenter.segment import segment
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.job import Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger

Recover = Callable[[str], tuple[str, str]]


@pytest.fixture
def recover(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Recover:
    """The outline of a text as a tree: as `quire outline` prints it, and as a job keeps it."""

    def recovered(text: str) -> tuple[str, str]:
        dump = tmp_path / "dump.txt"
        dump.write_text(text, encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["quire", "outline", str(dump)])
        capsys.readouterr()
        with pytest.raises(SystemExit):
            cli.main()
        printed = capsys.readouterr().out

        def serialised(dump: bytes) -> bytes:
            return codec.to_bytes(segment(dump))

        ledger, artefacts = MemoryLedger(), MemoryArtefacts()
        job = Jobs(ledger, artefacts).submit(Submission("", "dump.txt", ("summary",)), [text.encode()])
        assert Steps(ledger, artefacts, serialised, render, timedelta(seconds=30), RetryPolicy()).run(job.id, "outline")
        done = ledger.find(job.id)
        assert done is not None
        kept = b"".join(artefacts.read(job.id, done.artefacts[0].digest))
        return printed, draw(codec.from_json(kept))

    return recovered
