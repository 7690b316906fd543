"""The gateway over HTTP: the API, its description at /docs, the clerk's page, health and metrics."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.errors import DependencyError
from services.gateway.access.authorization import Access
from services.gateway.changes import Changes
from services.gateway.http import error_handlers as answers
from services.gateway.http.jobs import routes
from services.gateway.http.session import Front, session_routes
from services.gateway.web import page
from worker.jobs.job import USUAL_PROFILES
from worker.jobs.jobs import Jobs

ABOUT = """Hand in raw page dumps of official documents; download outlines and formatted DOCX files.

Every call under /v1 carries the header 'Authorization: Bearer KEY'; a browser may keep a session instead.
Every refusal is JSON {"reason", "message", "details"}: the reason is stable, the message is for people."""


class Gateway:
    """`app` is the ASGI application; `drain()` ends the event streams and makes /readyz answer 503."""

    def __init__(
        self, jobs: Jobs, access: Access, profiles: Collection[str] = USUAL_PROFILES, front: Front | None = None
    ) -> None:
        front = front or Front()
        self._jobs = jobs
        self._draining = False
        self._changes = Changes(jobs)
        self.app = FastAPI(
            title="Quire",
            version=version("quire"),
            description=ABOUT,
            docs_url=None,  # /docs is a page of ours: the usual one loads from elsewhere
            redoc_url=None,
            redirect_slashes=False,
        )
        self.app.add_middleware(page.SafeHeaders, tls=front.tls)
        answers.install(self.app)
        page.install(self.app)
        self.app.include_router(routes(jobs, self._changes, access, profiles, front))
        self.app.include_router(session_routes(access, front))
        self._install_health()

    def drain(self) -> None:
        """Say that no more calls are wanted. To be called on the event loop."""
        self._draining = True
        self._changes.close()

    def _install_health(self) -> None:
        @self.app.get("/healthz", summary="The process is alive")
        async def healthz() -> dict[str, str]:
            return {"status": "ok"}

        @self.app.get("/readyz", summary="Calls are welcome: the ledger answers")
        def readyz() -> dict[str, str]:
            if self._draining:
                raise DependencyError("DRAINING", "This gateway is stopping.")
            self._jobs.list(1)
            return {"status": "ready"}

        @self.app.get("/metrics", summary="Measurements for Prometheus", response_class=Response)
        def metrics() -> Response:
            return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
