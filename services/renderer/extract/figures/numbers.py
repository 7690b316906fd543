"""Numbers with their units, Chinese: what a leader would want to see, not dates, ordinals and time limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ARABIC = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
_HAN = r"[一二三四五六七八九十百千万亿两零〇]+"
# Units, longest first where one begins another. A magnitude may stand before each: 万亩, 亿立方米.
_UNITS = """
个百分点 百分点 个工作日 平方公里 立方米 平方米 标准箱 千瓦时 千瓦小时 兆瓦时 人次 人民币 美元 欧元 日元 港元 港币 新台币 公里 千米 毫米 厘米 公分 公顷 公斤 千克 千瓦 兆瓦 马力 小时 分钟 个月 个班 个亿
课时 学时 车次 架次 班次 户次 件次 标箱
% ％ ‰ 倍 元 人 户 个 家 件 起 宗 项 条 米 亩 吨 斤 克 度 辆 台 套 所 座 处 名 位 次 例 床 张 部 本 册 份 篇 场 期 批 只 头 株 棵 羽 尾 艘 架 箱 升 分 天 日 年 岁 成 栋 幢 间
层 门 种 类 块 根 支 口 盏 眼 孔 对 组 队 班 棒 桶 袋 瓶 盒 枚 座次 里 顷 镇 乡 村 县 市 省 国 校 人份 剂 针 多人
""".split()
_UNIT = (
    "|".join(sorted(_UNITS, key=len, reverse=True))
    .replace("|部|", "|部(?!门|分|委)|")
    .replace("|人|", "|人(?!口|均|工|才|员|大|们|民)|")
)
_MAGNITUDE = r"[十百千万亿]*"
_MORE = r"(?:多|余|几|来)?"
NUMBER_ZH = re.compile(
    rf"""
      (?P<range>{_ARABIC}[%％]?\s?[—–~～－-]{{1,2}}\s?{_ARABIC}) \s? (?P<range_unit>{_MAGNITUDE}(?:{_UNIT}))      # 60%—70%
    | (?P<mixed>\d+(?:\.\d+)?[亿万]\s?{_ARABIC}千?) (?P<mixed_more>{_MORE}) (?P<mixed_unit>万?(?:{_UNIT})|万)    # 4亿3,260万元
    | (?P<arabic>(?<![\d.]){_ARABIC}(?:[千百](?=[多余]))?) \s? (?P<more>{_MORE})                # 5300多栋, 8000多万
        (?P<unit>{_MAGNITUDE}{_MORE}(?:{_UNIT})|[万亿千]+(?=[\u4e00-\u9fff，。；、]|$))
    | (?P<share>{_HAN}分之{_HAN}|\d+/\d+(?![\d/]))                                              # 四分之一, 1/5
    | (?P<han>{_HAN}) (?P<han_more>{_MORE}) (?P<han_unit>(?:                                    # 三百条, 十二处, 两成
          个亿|个百分点|百分点|成(?![本员为果绩功立就长熟因分型交]|[千万百])|倍|平方公里|立方米|平方米|公里|毫米|马力|公顷
          |亿元|万元|元|万?亩|吨|亿斤|斤|名|处|所|座|条|户|人次|人|家|个|项|件|辆|台|套|种|册|头|栋|场|起|例|棵|株|间|公斤|度))
    """,
    re.X,
)
# Behind a number: it is a date, a limit, a grade, or the number of something.
_NOT_AFTER = re.compile(
    r"[度月日号〕\]]|代(?!表)|级(?!以上)|(?:之|以)?内(?!部|容)|[前后](?!期|续|三)|以[前后来]|之[前后]|[期届]|时[前许]|底|初|间(?!的)|来(?![到自])|"
    r"年[前后内底度初间来级代]|条(?:第|规定)|周年|起(?=施行|[，执])|强(?=企)|大(?=工程|专项|任务|行动|员)|号"
)
_ENCODED = re.compile(r"[0-9A-F]{2}")  # %E5 of an address
_NOT_BEFORE = re.compile(r"(?:第|〔|\[|［|（|\(|最后|编号|电话|邮编|每隔|GB|GB/T|No\.?|T|-|—|:|：\d*|\.|/|十|周岁)\s?$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_DURATION = re.compile(r"^(?:[十百千万]*)(?:个?工作日|小时|分钟|个?月|天|日|年|课时|学时)$")
_LASTING = re.compile(
    r"(?:不少于|不低于|至少|超过|超|长达|达到?|平均|历经|历时|缩短至?|压缩至|累计|结束了|已经?|约)\s?$"
)
# Numbers too small to tell of anything, unless they are a share, a measure or a bound.
_SMALL = frozenset("一二三四五六七八九两几") | {"十几", "几十", "一二", "两三"}
_TELLING = frozenset(
    (
        "成",
        "倍",
        "个百分点",
        "百分点",
        "公里",
        "平方公里",
        "亿元",
        "万元",
        "亩",
        "万亩",
        "吨",
        "立方米",
        "平方米",
        "毫米",
        "公顷",
        "亿斤",
        "马力",
        "个亿",
    )
)
# 发生涉水事故三起: counted one by one, at the end of their clause.
_CASES = frozenset("起例宗处座所")
_ENDS = re.compile(r"[，。；、]|$")
_SAID = re.compile(r"[\u4e00-\u9fff]{4}$")
_ROUND = re.compile(r"[十百千万亿]+")
_BOUND = re.compile(r"(?:不少于|不低于|至少|不超过|不得超过|不高于|至多|最多)\s?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, what it says, and how likely it is worth a line (0 to 1)."""

    start: int
    end: int
    value: str
    unit: str
    weight: float


def numbers(text: str, source: str) -> Iterator[Number]:
    """The numbers of a sentence in order. `text` is simplified, `source` equally long and as written."""
    for match in NUMBER_ZH.finditer(text):
        number = _read(match, text, source)
        if number:
            yield number


def _read(match: re.Match[str], text: str, source: str) -> Number | None:
    start, end = match.span()
    before = text[max(start - 8, 0) : start]
    if _NOT_BEFORE.search(before):
        return None
    if match["share"]:
        return Number(start, end, source[start:end], "", 0.8)
    if match["range"]:
        value = re.sub(r"[%％\s]", "", source[slice(*match.span("range"))])
        return Number(start, end, value, source[slice(*match.span("range_unit"))], 0.9)
    if match["mixed"]:
        return Number(start, end, source[slice(*match.span("mixed"))], source[slice(*match.span("mixed_unit"))], 0.9)
    if match["arabic"]:
        value, unit = match["arabic"], match["unit"]
        weight = 0.9
        if unit == "%" and _ENCODED.match(text, end):
            return None
        if _NOT_AFTER.match(text, end) and unit not in ("%", "％"):
            return None
        if unit == "年" and _YEAR.search(value):
            return None
        if unit in ("日", "号", "期", "届", "级", "里", "国", "分") and not re.search(r"[达共计为有至]\s?$", before):
            return None
        if unit in ("市", "省", "国", "县", "村", "乡", "镇"):
            weight = 0.4
        if _DURATION.match(unit):
            weight = 0.7 if (_LASTING.search(before) and unit != "年") or text.startswith("的", end) else 0.3
        if re.search(r"[万亿][多余几]", unit) or (
            match["more"] and unit[:1] in "万亿" and value.endswith(("千", "百"))
        ):
            weight = 0.3  # 3万多亿元: too vague
        unit_text = re.sub(r"[多余几来]", "", source[slice(*match.span("unit"))])
        return Number(start, end, source[slice(*match.span("arabic"))], _clean(unit_text), weight)
    value, unit = match["han"], match["han_unit"]
    if _NOT_AFTER.match(text, end) or (unit in ("条", "项") and value in _SMALL):
        return None
    weight = _han_weight(value, unit, before, text, end)
    return Number(start, end, source[slice(*match.span("han"))], _clean(source[slice(*match.span("han_unit"))]), weight)


def _han_weight(value: str, unit: str, before: str, text: str, end: int) -> float:
    """Chinese numerals are mostly style (一个, 三点, 千家万户): worth a line as shares, measures, bounds and large counts."""
    if value == "一" and unit not in ("成", "倍"):
        return 0.2
    if _ROUND.fullmatch(value) or (unit == "成" and text[end : end + 1] in "一二三四五六七八九"):
        return 0.2
    if value not in _SMALL:
        return 0.9
    if unit in _TELLING:
        return 0.8
    if _BOUND.search(before) and unit in ("人", "名", "处", "所", "户"):
        return 0.7
    return 0.6 if unit in _CASES and _ENDS.match(text, end) and _SAID.search(before) else 0.2


def _clean(unit: str) -> str:
    """个亿 is 亿."""
    return unit[1:] if unit in ("个亿", "個億") else unit
