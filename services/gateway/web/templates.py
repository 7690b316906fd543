"""The pages' templates: Jinja2, everything escaped, an unknown name is an error."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from services.gateway.web.language import LANGUAGES, Words, words_in
from services.outline.draw import missing

KIB = 1024


@cache
def environment() -> Environment:
    """The templates of this package, compiled at their first use."""
    env = Environment(
        loader=PackageLoader("services.gateway.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters |= {"size": size, "iso": iso, "stretches": stretches}
    env.globals |= {"languages": [(tag, words_in(tag)("language_name")) for tag in LANGUAGES]}
    return env


def html(words: Words, template: str, **values: Any) -> HTMLResponse:
    """The page; `t` are the words. Never kept by a cache: it belongs to a session."""
    text = environment().get_template(template).render(t=words, viewer=values.pop("viewer", None), **values)
    return HTMLResponse(text, headers={"Cache-Control": "private, no-store", "Vary": "Cookie, Accept-Language"})


def size(number: int) -> str:
    """3.1 KiB of 3174."""
    value = float(number)
    for unit in ("B", "KiB", "MiB"):
        if value < KIB:
            return f"{value:.0f} {unit}" if unit == "B" or value >= 10 else f"{value:.1f} {unit}"
        value /= KIB
    return f"{value:.1f} GiB"


def iso(moment: datetime) -> str:
    """For <time datetime>: the browser shows it in its own zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stretches(pages: tuple[int, ...]) -> str:
    """ "2–3, 7" of lost pages."""
    return missing(pages).partition(" ")[2]
