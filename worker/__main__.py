"""`python -m worker WHAT`: a worker or the relay as a process, set by QUIRE_ variables."""

from __future__ import annotations

import os
import sys
from tempfile import mkdtemp

from services.rpc.process import run
from services.settings import Settings
from worker.jobs import step_table

RELAY = "relay"
SHARED = "PROMETHEUS_MULTIPROC_DIR"


def serve(settings: Settings) -> None:
    """Run what the command line names until told to stop."""
    what = sys.argv[1] if len(sys.argv) == 2 else ""
    if what == RELAY:
        from worker.celery import relay_process

        relay_process.serve(settings)
    elif what in step_table.workers():
        # SIGTERM is then Celery's soft shutdown, which has an end; its warm one waits for a step however long.
        os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")
        if settings.metrics_listen and SHARED not in os.environ:
            # Steps run in processes of their own, which measure into a shared folder. The library looks for it when it
            # is
            # imported, so the process begins again.
            os.environ[SHARED] = mkdtemp(prefix="quire-metrics-")
            os.execv(sys.executable, [sys.executable, "-m", "worker", what])  # noqa: S606 (no shell)
        from worker.celery import worker

        worker.run(what, settings)
    else:
        sys.exit(f"usage: python -m worker {'|'.join((*step_table.workers(), RELAY))}")


if __name__ == "__main__":
    run(serve)
