"""The gateway over HTTP: the API, its description at /docs, the clerk's page, health and metrics."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI

from services.gateway.http import (
    artefacts,
    bundle,
    catalogue,
    edits,
    error_handlers,
    events,
    facts,
    health,
    jobs,
    session,
)
from services.gateway.http.context import Context
from services.gateway.web import document, documents, page, sign_in, status

ABOUT = """Hand in raw page dumps of official documents; download outlines and formatted DOCX files.

Every call under /v1 carries the header 'Authorization: Bearer KEY'; a browser may keep a session instead.
Every refusal is JSON {"reason", "message", "details"}: the reason is stable, the message is for people."""

ROUTERS = (
    jobs.router,
    artefacts.router,
    bundle.router,
    edits.router,
    facts.router,
    events.router,
    catalogue.router,
    session.router,
    health.router,
    sign_in.router,
    documents.router,
    document.router,
    status.router,
)


class Gateway:
    """`app` is the ASGI application; `drain()` ends the event streams and makes /readyz answer 503."""

    def __init__(self, context: Context) -> None:
        self.app = FastAPI(
            title="Quire",
            version=version("quire"),
            description=ABOUT,
            docs_url=None,  # /docs is a page of ours: the usual one loads from elsewhere
            redoc_url=None,
            redirect_slashes=False,
        )
        self._context = self.app.state.context = context
        self.app.state.draining = False
        self.app.add_middleware(page.SafeHeaders, tls=context.exposure.tls)
        error_handlers.install(self.app)
        page.install(self.app)
        for router in ROUTERS:
            self.app.include_router(router)

    def drain(self) -> None:
        """Say that no more calls are wanted. To be called on the event loop."""
        self.app.state.draining = True
        self._context.changes.close()
