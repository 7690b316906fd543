"""The lines that frame the body: title, speaker, date, number, addressee, greeting at the head; signature at the
end."""

from __future__ import annotations

import re

from services.language.dates import HAN_COUNT, HAN_DIGIT, MONTH
from services.language.documents import nouns
from services.language.organs import ORGAN, RECEIVERS
from services.language.posts import POST
from services.language.scripts import HAN_COMMON
from services.language.word import alternatives
from services.outline.model import DocumentKind, MetaRole
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.numbering import STYLES

HEAD = 14  # entries among which the frame may lie
TAIL = 8
LINE = 80  # characters of a framing line; titles may be longer

DATE = re.compile(
    rf"""
      [（(\[]?\s*
      (?:\d{{2,4}}|{HAN_DIGIT}{{2,4}}|民國\s?\d+)\s?年\s?        # 2031年  二〇三一年  民國120年
      (?:\d{{1,2}}|{HAN_COUNT}{{1,3}})\s?月                       # 4月  四月
      (?:\s?(?:\d{{1,2}}|{HAN_COUNT}{{1,3}})\s?日?)?              # 2日  二日
      \s*[）)\]]?$
    | (?:{MONTH})\s+\d{{1,2}},?\s+\d{{4}}$                        # April 2, 2031
    | \d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}$                        # 2031-04-02
    """,
    re.VERBOSE,
)
NUMBER = re.compile(
    rf"""
      ^[（(]?[{HAN_COMMON}]{{1,16}}[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】]\s?第?\s?\d{{1,5}}\s?号[）)]?$   # 白政发〔2031〕12号
    | ^[{HAN_COMMON}]{{2,12}}令?（?第\s?[\d一二三四五六七八九十百]+\s?号）?$                              # 国务院令第512号
    | ^第\s?[\d一二三四五六七八九十百〇零]+\s?[号號]$                                                     # 第512号
    """,
    re.VERBOSE,
)
GREETED = (  # who is greeted
    "同志们?|代表|委员(?!会)|朋友们?|女士们|先生们|同志們|来宾|嘉宾|同事们|乡亲们|同学们|老师们|战友们|领导"
    "|Madam|Mr\\.|Ladies|Gentlemen|citizens|Americans"
)
GREETING = re.compile(rf"^(?:尊敬的)?[^。；：:！!]{{0,60}}(?:{GREETED})[^。；：:！!]{{0,40}}[：:！!,，]$")  # 各位代表：
ADDRESSEE = re.compile(  # 各镇人民政府：  各直属单位：  你省：
    rf"(?:{ORGAN}|{alternatives(word.text for word in RECEIVERS)}|各[^，。]{{1,20}}|你[省市部局]|[省市县区州])[）)]?[：:]$"
)
HISTORY = re.compile(  # （2003年8月27日第十届全国人民代表大会常务委员会第四次会议通过）
    r"^[（(]?(?:\d{4}|[一二三四五六七八九〇零]{4})年[^。]{0,60}"
    r"(?:通过|公布|修订|修正|施行|发布|令|批准|会议)"
)
WESTERN_HISTORY = re.compile(  # Promulgated on May 4, 2031  /  3. Amended by Order No. 7 on June 1, 2032
    r"(?:\(?\d{1,3}[.,)。、]?\s*)?(?:[A-Z][^.:;]{0,120}?\b)?"
    r"(?:[Pp]romulgated|[Aa]mended|[Ee]nacted|[Ii]ssued|[Rr]evised|[Aa]dopted|[Aa]nnounced|Effective)\b"
    r"[^:]*\b(?:1[89]|20)\d\d\b"
)
HISTORY_END = re.compile(r"(?:[.;]|\b(?:1[89]|20)\d\d\)?)\s*$")
SUBTITLE = re.compile(r"^(?:——|--|—|－－|–)")  # ——在全县防汛会议上的讲话
POST_NAME = re.compile(  # 县长 赵明远  （副县长　李长河）
    rf"""
    ^[（(]?
    (?P<post>(?:[{HAN_COMMON}Xx×○ＸA-Z、，（）·\-]{{2,40}}?|副?(?=\S+[\s\u3000]))(?:{POST}))
    [\s\u3000]*
    (?P<name>[{HAN_COMMON}][\s\u3000]?[{HAN_COMMON}·][{HAN_COMMON}·]{{0,6}})
    [）)]?$
    """,
    re.VERBOSE,
)
ATTACHMENT = re.compile(r"^附(?:件|表|录|錄)?[：:]")  # 附件：1. 责任书
FIRST_ATTACHMENT = re.compile(r"^附(?:件|表|录|錄)?[：:]\s*1[.．、]")
ATTACHED = re.compile(r"^附(?:件|表|录|錄)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[：:.．、]?$")  # 附件1
ISSUED = re.compile(
    rf"(?:{nouns(('law', 'notice', 'other'), ordinary=True)})(?:[（(].{{1,16}}[）)])?$"
)  # 渡口管理办法（试行）
RELEASED = re.compile(r"^[（(](?:此件|本文)[^（）()]{2,20}[）)]$")  # （此件公开发布）
OFFICE = re.compile(rf"^[{HAN_COMMON}ＸX×]{{2,30}}(?:{ORGAN})$")  # 白石县人民政府
SIGNER = re.compile(
    rf"^[{HAN_COMMON}]{{0,16}}(?:{POST})[\s\u3000]+[{HAN_COMMON}][\s\u3000]?[{HAN_COMMON}·]{{1,8}}$"
)  # 县长 赵明远
LETTERHEAD = re.compile(r"^[\u4e00-\u9fff、\s]{4,40}(?:文件|公文)$")  # above the number: "清河县人民政府办公室文件"
TITLE_END = re.compile(r"[。；，：:;！？]$")
LONG_TITLE = re.compile(r"^To [a-z]")


def assign_meta_roles(entries: list[Entry], kind: DocumentKind) -> None:
    """Give the framing lines at the head and at the end their roles."""
    if not entries:
        return
    if _sole_heading(entries):
        _as(entries[0], MetaRole.TITLE)
    else:
        _mark_head(entries, kind)
    _mark_tail(entries)
    _mark_attachment_lists(entries)
    _mark_issued(entries)


def role_of(text: str) -> MetaRole | None:
    """What a line by itself says that it is; None: it does not say."""
    plain = text.strip()
    if DATE.match(plain):
        return MetaRole.DATE
    if NUMBER.match(plain.replace(" ", "")):
        return MetaRole.DOCUMENT_NUMBER
    if len(plain) <= LINE and GREETING.match(plain):
        return MetaRole.SALUTATION
    if HISTORY.match(plain) and plain[0] in "（(":
        return MetaRole.HISTORY
    if len(plain) <= LINE and SUBTITLE.match(plain):
        return MetaRole.SUBTITLE
    if len(plain) <= LINE and POST_NAME.match(plain):
        return MetaRole.AUTHOR
    return None


def _mark_head(entries: list[Entry], kind: DocumentKind) -> None:
    titled = False
    for n, entry in enumerate(entries[:HEAD]):
        if entry.lost_before >= 0 or entry.passage.after_loss:
            return
        text = entry.text.strip()
        if titled and len(text) <= 500 and text.isascii() and WESTERN_HISTORY.match(text):
            _as(entry, MetaRole.HISTORY)
            continue
        goes_on = n > 0 and entries[n - 1].meta is MetaRole.HISTORY and not HISTORY_END.search(entries[n - 1].text)
        if goes_on and entry.enumerator is None and text.isascii():  # "… promulgated on … by", and the office below
            _as(entry, MetaRole.HISTORY)
            continue
        if (style := STYLES.of(entry.enumerator)) is not None and not style.opens_subtitle:
            return
        role = role_of(text)
        if role is None and n == 0 and LETTERHEAD.match(text) and len(entries) > 3:
            role = MetaRole.AUTHOR
        if role is None and titled and text.endswith(("：", ":")) and len(text) <= 400 and ADDRESSEE.search(text):
            _as(entry, MetaRole.ADDRESSEE)
            return
        if role is None and not titled:
            if len(text) > 160 or TITLE_END.search(text):
                if len(text) > 160 or n:
                    return
                continue
            role, titled = MetaRole.TITLE, True
        elif role is None:
            role = _second_line(entries, n, kind)
            if role is None:
                return
        _as(entry, role)
        if role is MetaRole.SALUTATION:
            return


def _sole_heading(entries: list[Entry]) -> bool:
    """Whether the first line is a heading over all others: "第三章 航空機の安全性" titles a chapter that was handed in alone."""
    first = entries[0]
    if first.role is not EntryRole.HEADING or first.split or first.enumerator is None or first.passage.after_loss:
        return False
    others = [e.enumerator for e in entries[1:] if e.role is EntryRole.HEADING and e.enumerator is not None]
    if not others or not STYLES[first.enumerator.style].part or first.text.strip() == first.enumerator.literal:
        return False
    rank, size = STYLES[first.enumerator.style].rank, len(first.enumerator.ordinal)
    return all(STYLES[one.style].rank > rank or len(one.ordinal) > size for one in others)


def _second_line(entries: list[Entry], n: int, kind: DocumentKind) -> MetaRole | None:
    """A line after the title that its own words do not place."""
    text = entries[n].text.strip()
    if kind is DocumentKind.LAW and LONG_TITLE.match(text):
        return MetaRole.SUBTITLE
    if HISTORY.match(text) and len(text) <= 200 and not text.endswith(("：", ":")):
        return MetaRole.HISTORY
    if len(text) > LINE or TITLE_END.search(text) or text.isascii():
        return None
    title = next((entry.text for entry in entries[:n] if entry.meta is MetaRole.TITLE), "")
    core = text[-8:]
    if (core and core in title) or any(role_of(entry.text) for entry in entries[n + 1 : n + 4]):
        return MetaRole.AUTHOR if re.search(r"(?:书记|长|主任|总理|主席)", text) else MetaRole.SUBTITLE
    return None


def _mark_tail(entries: list[Entry]) -> None:
    for n, entry in enumerate(entries[:-1]):
        # A notice closes before the plan that it issues begins.
        text = entry.text.strip()
        if (
            n > 3
            and entry.role is EntryRole.PARAGRAPH
            and len(text) <= 30
            and (DATE.match(text) or RELEASED.match(text))
        ):
            _close(entry, text)
            signed = entries[n - 1].text.strip()
            if entries[n - 1].role is EntryRole.PARAGRAPH and (OFFICE.match(signed) or SIGNER.match(signed)):
                _as(entries[n - 1], MetaRole.SIGNATURE)
                listed = entries[n - 2].text.strip()
                if entries[n - 2].role is EntryRole.PARAGRAPH and len(listed) <= LINE and ATTACHMENT.match(listed):
                    _as(entries[n - 2], MetaRole.ATTACHMENT)
    for n in range(len(entries) - 1, max(len(entries) - TAIL, 1) - 1, -1):
        entry, text = entries[n], entries[n].text.strip()
        if entry.role is EntryRole.PARAGRAPH and len(text) <= LINE:
            _close(entry, text)


def _close(entry: Entry, text: str) -> None:
    """A line that closes a document: date, office, list of attachments, "（此件公开发布）"."""
    if DATE.match(text):
        _as(entry, MetaRole.DATE)
    elif OFFICE.match(text):
        _as(entry, MetaRole.SIGNATURE)
    elif ATTACHMENT.match(text):
        _as(entry, MetaRole.ATTACHMENT)
    elif RELEASED.match(text):
        _as(entry, MetaRole.NOTE)


def _mark_attachment_lists(entries: list[Entry]) -> None:
    """ "附件：1. 责任书" and below it "2. 储备标准": the list goes on as it counts."""
    number = 0
    for entry in entries:
        enumerator = entry.enumerator
        if entry.meta is MetaRole.ATTACHMENT:
            number = 1 if FIRST_ATTACHMENT.match(entry.text.strip()) else 0
        elif number and enumerator is not None and enumerator.ordinal == (number + 1,) and len(entry.text) <= LINE:
            _as(entry, MetaRole.ATTACHMENT)
            number += 1
        else:
            number = 0


def _mark_issued(entries: list[Entry]) -> None:
    """An attachment, or the plan that a notice issues: its title stands behind a signature, a date or "附件1", and its
    numbering begins again."""
    for n in range(1, len(entries)):
        entry, before = entries[n], entries[n - 1]
        text = entry.text.strip()
        if len(text) <= 8 and ATTACHED.match(text):
            _as(entry, MetaRole.ATTACHMENT)
            entry.second_document = True
        elif entry.role is EntryRole.PARAGRAPH and entry.enumerator is None and before.meta is not None and n > 3:
            framed = before.meta in (MetaRole.DATE, MetaRole.ATTACHMENT, MetaRole.NOTE, MetaRole.SIGNATURE)
            if framed and 4 <= len(text) <= LINE and not TITLE_END.search(text) and ISSUED.search(text):
                _as(entry, MetaRole.TITLE)
                entry.second_document = True


def _as(entry: Entry, role: MetaRole) -> None:
    entry.role, entry.meta, entry.enumerator, entry.split = EntryRole.META, role, None, 0
