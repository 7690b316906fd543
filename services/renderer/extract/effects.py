"""When a document comes into force, expires, or repeals another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.extract.deadlines.dates import last_day
from services.renderer.extract.facts import Effect
from services.renderer.extract.statements import Statement

_DATE = r"(?:\d{4}|[〇零一二三四五六七八九]{4}|中华民国[一二三四五六七八九十百]+)年\s?[\d一二三四五六七八九十]{1,3}月\s?[\d一二三四五六七八九十]{1,3}日"
_ROWS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 本办法自2020年5月1日起施行; 自发布之日起施行; 本函自即日起生效; 本法自公布日施行
    (
        "in_force",
        re.compile(
            rf"(?:[^，。；]{{0,24}}?)?[自从](?P<day>{_DATE}|(?:发布|公布|印发|颁布|签发|通过|批准)之?日|即日)起?(?:正式)?(?:施行|实施|生效|执行|试行)"
        ),
    ),
    # 有效期5年; 有效期至2025年12月31日; 试行一年
    (
        "expires",
        re.compile(
            rf"有效期(?:限)?(?:至|到|为|：|延长至)?(?P<day>{_DATE}|[\d一二三四五六七八九十两]+年)|(?:试行|暂行)期?(?:为|限)?[\d一二三四五六七八九十两]+(?:年|个月)"
        ),
    ),
    # 《…》（…）同时废止; 原有规定停止执行
    (
        "repeals",
        re.compile(
            r"(?:《[^》]{2,60}》[^。；，]{0,40}|[^。；，]{2,60})(?:、《[^》]{2,60}》[^。；，]{0,40})*?"
            r"(?:同时废止|即行废止|予以废止|停止执行|停止适用|不再执行|自行失效|同时失效|宣布失效)"
        ),
    ),
    (
        "in_force",
        re.compile(
            r"[^.;]{0,60}?(?:comes? into (?:force|effect|operation)|takes? effect|commences|is effective|"
            r"become effective)(?: (?:on|from|upon))? (?P<day>[^.;,]{3,40}(?:, \d{4})?)"
        ),
    ),
    (
        "expires",
        re.compile(
            r"[^.;]{0,60}?(?:expires?|ceases? to have effect|remains? in (?:effect|force) until)(?: on)? "
            r"(?P<day>[^.;,]{3,40}(?:, \d{4})?)"
        ),
    ),
    (
        "repeals",
        re.compile(
            r"[^.;]{3,120}?(?:(?:is|are) (?:hereby )?(?:repealed|revoked|rescinded|superseded)|"
            r"(?:rescinds|supersedes|replaces) [^.;]{3,80})"
        ),
    ),
)
_MAY_HAVE = re.compile(
    r"施行|实施|生效|执行|试行|暂行|有效期|废止|停止适用|失效|force|effect|commence|repeal|revoke|rescind|supersede|expire|replaces"
)
_ENFORCED = re.compile(r"严格|认真|贯彻|抓好|监督|强制|组织|要|负责")


def effects(said: Iterable[Statement]) -> tuple[Effect, ...]:
    """Each effect once, in reading order."""
    seen: dict[tuple[str, str], Effect] = {}
    for statement in said:
        if _MAY_HAVE.search(statement.plain):
            for effect in _of(statement):
                seen.setdefault((effect.kind, str(effect.text)), effect)
    return tuple(seen.values())


def _of(statement: Statement) -> Iterator[Effect]:
    text = statement.plain
    rows = []
    for kind, pattern in _ROWS:
        for match in pattern.finditer(text):
            words = match.group()
            if kind == "repeals" and _ENFORCED.search(words[-12:]):
                continue
            day = match["day"] if "day" in pattern.groupindex and match["day"] else ""
            rows.append(
                (
                    match.start(),
                    match.end(),
                    kind,
                    last_day(day, "") if (re.search(r"\d|年", day) and "月" in day) or re.search("[A-Z]", day) else "",
                )
            )
    for start, end, kind, day in sorted(rows):
        while start < end and text[start] in "，、；。 ":
            start += 1
        yield Effect(kind, statement.cut(start, end), day, statement.page)
