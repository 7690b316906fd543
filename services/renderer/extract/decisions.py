"""What was decided, and who was commended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.extract.facts import Decision
from services.renderer.extract.statements import Statement

_DECISION = re.compile(
    r"(?:^|(?<=[，。：；])|(?<=会议|研究|全会|大会|政府)|(?<=国务院|理事会|委员会)|(?<=[省市县区]委)|(?<=现))决定"
    r"(?=[在将对成授表命开实任把给废取自从设召追通批撤调启由免暂：，]|同意)[^。；]{2,60}|"
    r"(?:授予|(?<!达标)(?<!评比)表彰(?!大会|会议|项目|活动|奖励|工作|办法|范围|名额)|通报表扬|记[一二三]等功|嘉奖|予以表[彰扬]|"
    r"(?:审议)?(?:并)?(?:原则)?通过(?:了)?(?=《))[^，。；]{2,60}|荣获[^，。；]{2,40}|"
    r"被[^，。；]{2,20}(?:授予|评为)[^，。；]{2,40}"
)
_DECISION_EN = re.compile(r"\b(?:decided|resolved|approved|adopted|agreed|awarded|commended)\b[^.;]{3,120}")
_AWARDS = re.compile(r"授予|表彰|表扬|记[一二三]等功|嘉奖|荣获|评为|\b(?:awarded|commended)\b")


def decisions(said: Iterable[Statement]) -> tuple[Decision, ...]:
    """Each decision once, in reading order."""
    seen: dict[str, Decision] = {}
    for statement in said:
        for start, end in _of(statement.text):
            words = statement.text[start:end]
            seen.setdefault(words, Decision(statement.cut(start, end), bool(_AWARDS.search(words)), statement.page))
    return tuple(seen.values())


def _of(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_DECISION, _DECISION_EN):
        match = pattern.search(text)
        if match:
            yield match.span()
