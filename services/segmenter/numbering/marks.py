"""Marks that number nothing: dashes and bullets. Tried last."""

from __future__ import annotations

from services.segmenter.numbering.ordinals import unnumbered
from services.segmenter.numbering.style import NumberingStyle, Role

# fmt: off
MARKS: tuple[NumberingStyle, ...] = (
    NumberingStyle(name="dash", example="——", sample="——加强领导。", counter="—5℃", rank=60, role=Role.DASH, language="",
        weak=True,
        opens_subtitle=True, pattern=r"(?:——|--|—|－－|―― ?|– )(?=[^\s\d—–-])", ordinal=unnumbered),
    NumberingStyle(name="bullet", example="●", sample="●加强领导", counter="○", rank=61, role=Role.DASH, language="",
        weak=True,
        pattern=r"[●•■◆▪▲►○◇□※★·∙][ \u3000]?(?=\S)", ordinal=unnumbered),
)
