"""Words that raise or lower what a sentence is worth, by genre: data. Factors multiply."""

from __future__ import annotations

import re

from services.renderer.condense.summary_genre import SummaryGenre

GREETING = re.compile(
    r"谢谢|大家好|有请|欢迎|掌声|同志们[好，!！。]|各位(?:领导|来宾|代表|老师|同志)|祝[大你各][家们位]|问候|敬意|致以|表示(?:衷心|热烈|诚挚|亲切)|thank you|"
    r"ladies and gentlemen",
    re.I,
)
_DEMANDS = re.compile(
    r"(?:^|[，。；：])[^，。；：]{0,16}(?<![重主需只首必])要(?!求|素|点|是)|必须|应当|不得|严禁|确保|\bshall\b|\bmust\b"
)
_FIGURES = re.compile(r"\d[\d.,]*\s?(?:%|％|万|亿|元|倍|个百分点|percent|million|billion)")
_DECIDES = re.compile(r"决定|同意|通过|批准|授予|会议认为|会议要求|\b(?:decided|agreed|approved|resolved)\b", re.I)
_FORMALITY = re.compile(
    r"be it enacted|fiscal impact|shall take effect|may be cited|effective date|congressional review|"
    r"特此(?:通知|公告|报告|函告)|印发给你们|自[^，。]{2,16}起(?:施行|执行)",
    re.I,
)
_DEFINES = re.compile(
    r"is amended|to read as follows|the term\b|\bmeans\b|definition|本(?:法|条例|办法|规定)所称|是指", re.I
)
_CITES = re.compile(r"Official Code|\bStat\. \d|U\.S\.C\.")
_SHORT = re.compile(r"^.{0,70}$", re.S)  # the names of an act and of its sections
_POINTS_BACK = re.compile(r"^(?:这|那|其|此|它|他|她|对此|为此|因此|所以|但|而且|同时|此外|总之)")
_SLOGAN = re.compile(r"^[^\d]{0,24}$")  # 加强队伍建设。
_ASKS = re.compile(r"[?？][”\"’]?$")
_PARTY = re.compile(r"^(?:抄送|主送|附件|联系人|联系电话)|(?:印发|附注)$")

# SummaryGenre → (what to look for, factor).
CUES: dict[SummaryGenre, tuple[tuple[re.Pattern[str], float], ...]] = {
    SummaryGenre.BILL: ((_FORMALITY, 0.05), (_DEFINES, 0.3), (_CITES, 0.3), (_SHORT, 0.2)),
    SummaryGenre.LAW: ((_FORMALITY, 0.2), (_DEFINES, 0.6), (_ASKS, 0.4)),
    SummaryGenre.SPEECH: ((_POINTS_BACK, 0.7), (_SLOGAN, 0.5), (GREETING, 0.4), (_DEMANDS, 1.3), (_ASKS, 0.4)),
    SummaryGenre.NOTICE: (
        (_POINTS_BACK, 0.7),
        (_SLOGAN, 0.5),
        (_FORMALITY, 0.3),
        (_PARTY, 0.1),
        (_DEMANDS, 1.3),
        (_ASKS, 0.4),
    ),
    SummaryGenre.REPORT: ((_POINTS_BACK, 0.7), (_SLOGAN, 0.5), (GREETING, 0.4), (_FIGURES, 1.2), (_ASKS, 0.4)),
    SummaryGenre.MINUTES: ((_POINTS_BACK, 0.7), (_SLOGAN, 0.5), (_DECIDES, 1.4), (_DEMANDS, 1.2), (_ASKS, 0.4)),
    SummaryGenre.TALK: ((GREETING, 0.5),),
    SummaryGenre.OTHER: ((_POINTS_BACK, 0.7), (GREETING, 0.5), (_FORMALITY, 0.5), (_PARTY, 0.1)),
    SummaryGenre.JUDGMENT: (),
}
