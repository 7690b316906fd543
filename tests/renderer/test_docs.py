"""docs/profiles.md tells every option and style, and its pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

from services.renderer.options import OPTIONS
from services.renderer.profile import LANGUAGES, names, profile

PAGE = Path(__file__).parents[2] / "docs/profiles.md"


def test_every_option_and_style_is_told_and_every_picture_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{name}` | {option.about} |" in text for name, option in OPTIONS.items())
    for name in names():
        for language in LANGUAGES:
            for key, style in profile(name, language).styles.items():
                assert re.search(rf"^\| {key} \|.*{re.escape(style.name)} \|", text, re.MULTILINE), key
    pictures = re.findall(r"\((pictures/[^)]+)\)", text)
    assert len(pictures) >= 8 and all(0 < (PAGE.parent / one).stat().st_size < 150_000 for one in pictures)
