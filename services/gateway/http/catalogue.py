"""What can be asked for, and what findings say."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from services.gateway.http.context import REFUSED, JobsPort, Reading
from services.gateway.http.views import FindingsView, ProfilesView
from services.outline.messages import MESSAGES
from worker.jobs.job import USUAL_PROFILES

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.get("/profiles", response_model=ProfilesView)
def all_profiles(_: Reading, jobs: JobsPort) -> dict[str, Any]:
    """What can be made of a dump."""
    return {"profiles": [{"name": name} for name in jobs.profiles], "usual": USUAL_PROFILES}


@router.get("/findings", response_model=FindingsView)
def findings(_: Reading) -> dict[str, Any]:
    """What the findings of an outline say, in Chinese and English."""
    return {"findings": {rule: {"en": english, "zh": chinese} for rule, (english, chinese) in MESSAGES.items()}}
