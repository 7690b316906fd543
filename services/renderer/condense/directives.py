"""The words that demand something, and the words that only look like it: data for requirements.py."""

from __future__ import annotations

import re

# 要 within a longer word, or said of a condition, a wish or a fact, demands nothing.
_NOT_BEFORE = "重主需只首必紧简概摘纪提扼机显险切索强次冲若想快将刚正又须"
_NOT_AFTER = (
    "求|素|点|是|么|不是|不然|害|道|闻|塞|职|员|领|挟|义|件|旨|目|务|人|案|价|好|地|津|冲|命|知道|说|饭|紧|强|诀|略|死|账|子|"
    "看到|变成|成为"
)
DEMAND_ZH = re.compile(
    rf"(?<![{_NOT_BEFORE}])要(?!{_NOT_AFTER})|重点要|必须|务必|务须|须(?=[在于经由将把按持报以向])|应当|(?<=[，。；：、员门位构人关级府司校会局])应(?=[在于将把按当及对建加采立向以])|"
    r"不得|不准|不许|不允许|严禁|禁止|严防|杜绝|不能(?=[搞有让把将出因只以])|确保(?!了)|切实(?=[加做抓落履提增把保解])|"
    r"(?:^|[，。；：])请(?=各|你|有关|相关|将|于|按|认真|及时|遵照|结合)|责成|责令|限(?:期|于|[0-9一二三四五六七八九十]+[日天月])|"
    r"由[^，。；：]{2,40}?(?:牵头|负责|承担)|(?:牵头|责任|负责|配合)(?:单位|部门)[:：]|负责(?=[\u4e00-\u9fff]{2})|(?:于|在)[^，。；]{2,14}前(?:完成|上报|报送|报|建成|实现|印发|出台)"
)
# A sentence that reports, asks or supposes instead of demanding.
NO_DEMAND_ZH = re.compile(r"[?？][”’」』]?$|^(?:如果|假如|只要|一旦|为什么|是否|因为|由于).{0,40}(?<!都)要|没有必要|不需要|要不要|(?:提出|作出|做出)了[^，]{0,12}要求[。]?$")
DEMAND_EN = re.compile(
    r"\b(?:shall|must|may not|(?:is|are) (?:required|directed|obliged|instructed|ordered) to|(?:is|are) responsible for|"
    r"(?:is|are) prohibited|needs? to|(?:is|are) to (?=(?:submit|report|ensure|provide|complete|review|file|send|publish|make|take|keep)\b))|"
    r"(?:^|[.;:] )[Pp]lease (?=\w)"
)
NO_DEMAND_EN = re.compile(
    r"\b(?:shall|must) (?:mean|have the meaning|have the same meaning|be construed|be known|be cited|take effect|apply as of|be deemed)\b|"
    r"\bmay be cited\b|\?[\"”]?$|\bNothing in this\b"
)
