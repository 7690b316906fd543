"""Probes and measurements: /healthz, /readyz, /metrics."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.errors import DependencyError, DocumentError
from services.gateway.http.context import REFUSED, JobsPort, Reading
from worker.access.keys import Role

router = APIRouter()


@router.get("/healthz", summary="The process is alive")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz", summary="Calls are welcome: the ledger can be written to")
def readyz(request: Request, jobs: JobsPort) -> dict[str, str]:
    if request.app.state.draining:
        raise DependencyError("DRAINING", "This gateway is stopping.")
    jobs.check_ready()
    return {"status": "ready"}


@router.get(
    "/metrics", summary="Measurements for Prometheus, for operators' keys", response_class=Response, responses=REFUSED
)
def metrics(caller: Reading) -> Response:
    if caller.role is not Role.OPERATOR:
        raise DocumentError("CALL_FORBIDDEN", "Measurements are for operators' keys, or at QUIRE_METRICS_LISTEN.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
