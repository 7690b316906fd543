"""The parts of a judgment and what each is worth to its reader: claims, defence, reasons and ruling,
not the formalities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# What the sentences of a part are worth against the average of 1.
WORTH = {
    "head": 0.2,  # parties, counsel, procedure
    "claims": 1.3,
    "grounds": 0.8,  # 事实与理由
    "defence": 1.2,
    "evidence": 0.25,
    "facts": 0.6,
    "reasons": 1.3,
    "ruling": 1.2,
    "tail": 0.03,  # costs, appeal, signatures, statutes quoted behind them
}
# Which sentence opens a part; the first row that matches and may follow counts.
_OPENS = (
    (
        "tail",
        re.compile(
            r"案件受理费|如不服本|如未按|如果未按|义务人未按|^审\s*判|^书\s*记|^代理审判|^人民陪审|为终审[判裁]|诉讼费用?.{0,30}负担|附.{0,6}法律条文"
        ),
    ),
    ("ruling", re.compile(r"(?:判决|裁定|决定)如下|^判决[:：]|综上.{0,200}判决")),
    ("reasons", re.compile(r"^(?:综上|经审理)?[，,]?本院(?:经审查)?认为|法院认为")),
    ("facts", re.compile(r"审理查明|经审查查明|认定(?:案件)?事实|认定如下|^(?:另|又|再)?查明|本院查明")),
    ("evidence", re.compile(r"(?:提交|提供|出示|举示|围绕).{0,30}证据|质证|举证")),
    ("defence", re.compile(r"辩称|答辩|述称|未到庭")),
    ("grounds", re.compile(r"^事实(?:和|与|及)理由")),
    ("claims", re.compile(r"(?:诉讼|上诉)请求[:：]|诉称|起诉称|指控|请求.{0,6}(?:本院|法院|依法|判令)")),
)
_MAY_FOLLOW = {
    "head": {"claims", "grounds", "defence", "evidence", "facts", "reasons", "ruling"},
    "claims": {"grounds", "defence", "evidence", "facts", "reasons", "ruling"},
    "grounds": {"defence", "evidence", "facts", "reasons", "ruling"},
    "defence": {"claims", "grounds", "evidence", "facts", "reasons", "ruling"},
    "evidence": {"defence", "facts", "reasons", "ruling"},
    "facts": {"evidence", "reasons", "ruling"},
    "reasons": {"ruling"},  # 质证 or 诉讼请求 said again while the court weighs or rules opens nothing
    "ruling": {"tail"},
    "tail": set[str](),
}


def parts(texts: Iterable[str]) -> Iterator[str]:
    """The part that each sentence belongs to: a key of WORTH."""
    part = "head"
    for text in texts:
        part = next((name for name, opens in _OPENS if name in _MAY_FOLLOW[part] and opens.search(text)), part)
        yield part
