"""What can be asked for, and what findings say."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from services.gateway.http.context import REFUSED, JobsPort, Reading
from services.gateway.http.views import FindingsView, ProfilesView
from services.outline.messages import MESSAGES
from services.renderer.options import OPTIONS
from services.renderer.profile import profile
from worker.jobs.job import USUAL_PROFILES

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.get("/profiles", response_model=ProfilesView)
def all_profiles(_: Reading, jobs: JobsPort) -> dict[str, Any]:
    """What can be made of a dump."""
    described = [profile(name, "zh") for name in jobs.profiles]
    return {
        "profiles": [
            {"name": each.name, "about": each.about, "format": each.format, "about_en": profile(each.name, "en").about}
            for each in described
        ],
        "usual": USUAL_PROFILES,
        "options": [
            {
                "name": name,
                "about": option.about,
                "choices": list(option.choices),
                "numbers": list(option.numbers or ()),
                "date": option.date,
            }
            for name, option in OPTIONS.items()
        ],
    }


@router.get("/findings", response_model=FindingsView)
def findings(_: Reading) -> dict[str, Any]:
    """What the findings of an outline say, in Chinese and English."""
    return {"findings": {rule: {"en": english, "zh": chinese} for rule, (english, chinese) in MESSAGES.items()}}
