"""What the document says of itself, each value with the stretch it was read from."""

from __future__ import annotations

import re

from services.language.dates import HAN_COUNT, HAN_DIGIT, MONTH, MONTHS
from services.language.posts import POST
from services.language.scripts import HAN_COMMON
from services.outline.model import DocumentKind, Fact, Metadata, MetaRole, Text
from services.segmenter.frame.meta_roles import ATTACHMENT, POST_NAME
from services.segmenter.numbering import numerals

COUNT = rf"(\d{{1,2}}|{HAN_COUNT}{{1,3}})"
YEAR = re.compile(rf"(\d{{4}}|{HAN_DIGIT}{{4}})\s?年\s?{COUNT}\s?月\s?{COUNT}\s?日")  # 二〇三一年四月二日
REPUBLIC = re.compile(  # 民國120年4月2日
    rf"民國\s?(\d{{1,3}}|[一二三四五六七八九十百]{{1,4}})\s?年\s?{COUNT}\s?月\s?{COUNT}\s?日"
)
ENGLISH = re.compile(rf"({MONTH})\s+(\d{{1,2}}),?\s+(\d{{4}})")
DIGITS = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
FILE_DATE = re.compile(r"^(?:\d{1,4}[.\-_]\d{1,2}(?:[.\-_]\d{1,2})?)[\s_、]*(?=[\u4e00-\u9fff])")
ABOUT = re.compile(r"^(.{2,30}?)关于")
SPOKE_AT = re.compile(r"^(?P<who>.{4,60}?)(?P<where>在.{2,80}(?:上的?|的)(?:讲话|发言|致辞|报告|讲话提纲))$")
WHO = re.compile(rf"(?P<post>.*(?:{POST}|同志))(?P<name>[{HAN_COMMON}·]{{2,4}})(?:同志)?$")  # 县委书记赵明远同志
DECREE = re.compile(r"[\u4e00-\u9fff](令|公告)$")

Lines = list[tuple[MetaRole, Text]]


def read_metadata(lines: Lines, kind: DocumentKind, language: str) -> Metadata:
    """The metadata from the framing lines, in reading order."""
    first = dict(reversed(lines))
    titles = [text for role, text in lines if role is MetaRole.TITLE]
    decree = titles[0] if len(titles) > 1 and DECREE.search(str(titles[0]).strip()) else None
    if decree is not None:  # "中华人民共和国国务院令", and what it issues under a title of its own
        first[MetaRole.TITLE] = titles[1]
    title = _title(first.get(MetaRole.TITLE))
    speaker, post = _speaker(lines)
    dates = [text for role, text in lines if role is MetaRole.DATE]
    head_first = dates if kind is not DocumentKind.NOTICE else dates[::-1]
    return Metadata(
        title=title,
        subtitle=_plain(first.get(MetaRole.SUBTITLE)),
        speaker=speaker,
        post=post,
        issuer=_issuer(first, kind) if decree is None else _decreed(decree),
        addressee=_plain(first.get(MetaRole.ADDRESSEE)),
        salutation=_plain(first.get(MetaRole.SALUTATION)),
        date=next((fact for text in head_first if (fact := _date(text)) is not None), None)
        or _dated(first.get(MetaRole.HISTORY)) or _dated(first.get(MetaRole.SUBTITLE)),
        document_number=_plain(first.get(MetaRole.DOCUMENT_NUMBER)),
        signature=_plain(first.get(MetaRole.SIGNATURE)),
        kind=kind,
        language=language,
    )  # fmt: skip


def _plain(text: Text | None) -> Fact | None:
    return (
        None if text is None else Fact(re.sub(r"^(?:——|--|—)", "", str(text).strip()).rstrip("：:").strip(), text.spans)
    )


def _title(text: Text | None) -> Fact | None:
    """Without a file name's leading date: "5.11在全市…会议上的讲话"."""
    if text is None:
        return None
    whole = str(text)
    skip = FILE_DATE.match(whole)
    shown = text.cut(skip.end(), len(whole)) if skip else text
    return Fact(str(shown).strip(), shown.spans)


def _speaker(lines: Lines) -> tuple[Fact | None, Fact | None]:
    for role, text in lines:
        if role not in (MetaRole.AUTHOR, MetaRole.SUBTITLE, MetaRole.TITLE):
            continue
        whole = str(text).strip()
        lead = str(text).index(whole) if whole else 0
        match = POST_NAME.match(whole)
        if match is None and (spoke := SPOKE_AT.match(whole)) is not None:
            match = WHO.match(spoke["who"])
        if match is not None:
            name, post = text.cut(*_at(match, "name", lead)), text.cut(*_at(match, "post", lead))
            return Fact(re.sub(r"\s", "", str(name)), name.spans), Fact(str(post).strip(), post.spans)
        if role is MetaRole.TITLE and (colon := re.match(r"([\u4e00-\u9fff·]{2,4})[：:](?=.{4})", whole)):
            name = text.cut(lead, lead + len(colon[1]))
            return Fact(str(name), name.spans), None
    return None, None


def _at(match: re.Match[str], group: str, lead: int) -> tuple[int, int]:
    return match.start(group) + lead, match.end(group) + lead


def _issuer(first: dict[MetaRole, Text], kind: DocumentKind) -> Fact | None:
    if (signature := first.get(MetaRole.SIGNATURE)) is not None:
        return _plain(signature)
    title = first.get(MetaRole.TITLE)
    if title is None or kind not in (DocumentKind.NOTICE, DocumentKind.REPORT):
        return None
    match = ABOUT.match(str(title))
    if match is None:
        return None
    office = title.cut(match.start(1), match.end(1))
    return Fact(str(office), office.spans)


def _decreed(decree: Text) -> Fact:
    """Who issues "中华人民共和国国务院令": the words before 令."""
    whole = str(decree).rstrip()
    word = DECREE.search(whole)
    office = decree.cut(0, word.start(1) if word else len(whole))
    return Fact(str(office).strip(), office.spans)


def _date(text: Text) -> Fact | None:
    for pattern, order in ((YEAR, "ymd"), (DIGITS, "ymd"), (ENGLISH, "mdy"), (REPUBLIC, "rmd")):
        match = pattern.search(str(text))
        if match is None:
            continue
        if order == "mdy":
            year, month, day = int(match[3]), MONTHS.index(match[1]) + 1, int(match[2])
        else:
            year, month, day = (numerals.number(match[n]) for n in (1, 2, 3))
            year += 1911 if order == "rmd" else 0
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Fact(f"{year:04}-{month:02}-{day:02}", text.cut(match.start(), match.end()).spans)
    return None


def _dated(text: Text | None) -> Fact | None:
    return None if text is None or ATTACHMENT.match(str(text)) else _date(text)
