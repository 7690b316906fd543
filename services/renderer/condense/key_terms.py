"""The words that tell what a document is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import import_module
from math import log
from typing import Any

from services.renderer.condense.terms import STOPWORDS

_TERMS = 8
_READ_CHARS = 20_000  # what is read of a long document for its terms: a stretch from each tenth of it
_HAN = re.compile(r"[\u3400-\u9fff]")
COMMON_EN = frozenset(
    "january february march april may june july august september october november december every also only more most "
    "about days weeks months years hours minutes comes come goes made make makes given give gives taken take takes "
    "shall must section sections part parts subsection paragraph article chapter number percent million billion "
    "thousand dollars first second third least than against during through within without because while when where "
    "many much same other others".split()
)
_WORD_EN = re.compile(r"[A-Za-z][A-Za-z'-]{2,}")
_WORD_ZH = re.compile(r"(?![各第])[\u3400-\u9fff]{2,}$")
# What is counted or measured in, not what it is about: 亿元, 立方米, 平方公里.
_UNIT_ZH = re.compile(
    r"[十百千万亿]*(?:美?元|平方公里|立方米|平方米|公里|公顷|千瓦时?|公斤|毫米|厘米|千米|百分点|个百分点|人次|小时|分钟|天|亩|吨|人|户)$"
)
# Words of every official document: they say nothing of this one.
COMMON_ZH = frozenset(
    (
        "完成 印发 编制 办理 解决 达到 超过 投资额 目前 其中 以来 采取 予以 负责 成立 召开 研究 部署 安排 工作 加强 进行 推进 推动 实施 建设 发展 加快 落实 坚持 完善 全面 积极 重点 进一步 "
        "有关 部门 单位 各级 各地 做好 开展 提高 促进 认真 问题 情况 方面 提出 增加 增长 扩大 你们 它们 咱们 各位 我们 他们 同志 必须 要求 通过 以及 不断 切实 深入 实现 继续 应当 可以 规定 "
        "按照 根据 组织 措施 机制 制度 体系 能力 水平 强化 健全 建立 支持 确保 大力 努力 取得 成绩 一个 这个 就是 没有 什么 因为 所以 如果 但是 而且 自己 现在 时候 可能 非常 比较 已经 其实 "
        "这样 这种 那么 还是 或者 然后 觉得 知道 大家 一些 这些 那些 一定 同时 之间 以上 以下 之日起 同志们 今天 今年 去年 明年 主要 基本 新的 相关 具体 我市 我省 我县 我区 全市 全省 全县 "
        "全区 服务 管理 保障 开展 重要 意见 通知 单位 人员 责任 要求 标准 情况 方案 全国 国家 领导 群众 时期 各项 一是 二是 三是 不能 不得 不少 不要 抓好 日前 日内 之前 以来 期间 一月 二月 "
        "三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"
    ).split()
)


def key_terms(text: str, count: int = _TERMS) -> tuple[str, ...]:
    """At most `count` terms, best first, each as it stands in the text."""
    return _chinese(text, count) if len(_HAN.findall(text[:4000])) > 200 or _mostly_han(text) else _english(text, count)


def _mostly_han(text: str) -> bool:
    return 3 * len(_HAN.findall(text[:4000])) > len(text[:4000])


def _sample(text: str) -> str:
    if len(text) <= _READ_CHARS:
        return text
    step, size = len(text) // 10, _READ_CHARS // 10
    return "\n".join(text[i * step : i * step + size] for i in range(10))


def _chinese(text: str, count: int) -> tuple[str, ...]:
    words = [word for word in _jieba().cut(_sample(text)) if word.strip()]
    good = [bool(_WORD_ZH.match(word)) and word not in COMMON_ZH and not _UNIT_ZH.match(word) for word in words]
    singles = Counter(word for word, fine in zip(words, good, strict=True) if fine)
    pairs = Counter(
        words[i] + words[i + 1]
        for i in range(len(words) - 1)
        if good[i] and good[i + 1] and len(words[i] + words[i + 1]) <= 8
    )
    scores = {word: n * log(1 + len(word)) for word, n in singles.items()}
    scores |= {pair: 1.5 * n * log(1 + len(pair)) for pair, n in pairs.items() if n > 2}
    return _apart(scores, count)


def _english(text: str, count: int) -> tuple[str, ...]:
    words = _WORD_EN.findall(_sample(text))
    singles = Counter(word.lower() for word in words if word.lower() not in STOPWORDS)
    pairs = Counter(
        f"{a} {b}".lower()
        for a, b in zip(words, words[1:], strict=False)
        if a.lower() not in STOPWORDS and b.lower() not in STOPWORDS
    )
    scores = {word: float(n) for word, n in singles.items() if len(word) > 3 and word not in COMMON_EN}
    scores |= {pair: 1.8 * n for pair, n in pairs.items() if n > 2}
    return _apart(scores, count)


def _apart(scores: dict[str, float], count: int) -> tuple[str, ...]:
    """The best terms, none of which is part of another."""
    terms: list[str] = []
    for term, _ in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        if not any(term in other or other in term for other in terms):
            terms.append(term)
            if len(terms) == count:
                break
    return tuple(terms)


@cache
def _jieba() -> Any:
    """jieba's tokenizer; its dictionary takes most of a second to read, so it is read only when first needed."""
    jieba = import_module("jieba")
    jieba.setLogLevel(60)
    return jieba.Tokenizer()
