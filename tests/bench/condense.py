"""How fast condensing is, beside one pass of a compiled regular expression over the same text."""

from __future__ import annotations

import random
import re
from time import perf_counter

from services.outline.model import DocumentKind, Metadata, Outline, Paragraph, Run, Source, Span, Text
from services.renderer.condense.condense import condense
from services.renderer.extract.extract import extract

_SIZES = (60_000, 250_000, 1_000_000)
_YARDSTICK = re.compile(r"[\u3400-\u9fff]+|[0-9.]+|[a-z]+")
_WHO = "各乡镇 县水利局 各级各部门 县财政局 林业部门 施工单位 全县上下 各村 县防汛办 项目单位".split()
_DOES = "要抓紧落实 必须按期完成 要认真组织 应当及时报告 已经完成 继续推进 全面检查 重点支持 不断改进 稳步扩大".split()
_WHAT = "水库安全检查 防汛物资储备 粮食生产 乡村道路建设 饮水工程改造 森林防火 群众转移预案 项目资金管理 农田水利设施 河道清淤".split()
_HOW = "确保不出问题 明确责任到人 建立工作台账 在6月底前完成 增长5.2% 投资1.3亿元 接受群众监督 逐级上报情况 加强督促检查 做到心中有数".split()


def made(chars: int) -> Outline:
    """A speech of about `chars` characters whose words recur as in real ones; the same for the same size."""
    draw = random.Random(7)
    blocks, at = [], 0
    while at < chars:
        said = "".join(
            f"{draw.choice(_WHO)}{draw.choice(_DOES)}{draw.choice(_WHAT)}和{draw.choice(_WHAT)}，{draw.choice(_HOW)}，"
            f"第{draw.randrange(400)}项{chr(0x4E00 + draw.randrange(3000))}{chr(0x4E00 + draw.randrange(3000))}工程{draw.choice(_HOW)}。"
            for _ in range(6)
        )
        blocks.append(Paragraph(Text((Run(said, Span(1, at, at + len(said))),))))
        at += len(said)
    return Outline(Source(page_chars=(at,)), Metadata(kind=DocumentKind.SPEECH, language="zh-Hans"), tuple(blocks))


def run() -> None:
    """Prints a line a size: times, and how many passes of the yardstick condensing and extracting take."""
    condense(made(2_000), 300)
    extract(made(2_000))
    print("condense to 600 characters, and extract; passes: of one regular expression over the same text")
    print(
        f"{'characters':>12}{'condense s':>12}{'passes':>8}{'to half s':>11}{'extract s':>11}{'passes':>8}{'µs/char':>9}"
    )
    for size in _SIZES:
        outline = made(size)
        whole = "\n".join(str(block.text) for block in outline.blocks if isinstance(block, Paragraph))
        yard = min(_timed(lambda: sum(1 for _ in _YARDSTICK.finditer(whole))) for _ in range(3))  # noqa: B023
        short = min(_timed(lambda: condense(outline, 600)) for _ in range(3))  # noqa: B023
        half = _timed(lambda: condense(outline, size // 2))  # noqa: B023
        pulled = _timed(lambda: extract(outline))  # noqa: B023
        print(
            f"{len(whole):12,}{short:12.3f}{short / yard:8.0f}{half:11.3f}{pulled:11.3f}{pulled / yard:8.0f}"
            f"{1e6 * short / len(whole):9.2f}"
        )


def _timed(work: object) -> float:
    began = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - began


if __name__ == "__main__":
    run()
