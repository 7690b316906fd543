"""Count how often a stray line, at the head, at the end or between pages of a sample, changes nothing else in its outline.

python -m tools.damage.stray_lines [--show 20]
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.outline.blocks import blocks
from services.segmenter.segment import segment
from tools.damage import pools

SAMPLES = Path(__file__).parents[2] / "samples"
# What begins a page in each sample; the samples without marks have no place between pages.
PAGES = {
    "speech": r"\n(?=\d{1,2}、)",
    "notice": r"\n(?==== \d+ ===)",
    "report": r"\n(?=第\d+页)",
    "act-en": "",
    "report-en": "",
}
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # a kind: lines for Chinese samples, for English ones
    "breadcrumb": (
        ("首页 > {word} > {word}", "当前位置：{site}>{word}"),
        ("Home > {word} > {word}", "You are here: {word} / {word}"),
    ),
    "navigation": (("{word} | {word} | {word}", "返回首页"), ("{word} | {word} | {word}", "Back to top")),
    "buttons": (("【打印】【关闭】", "打印 收藏 分享"), ("Print  Save  Share", "[Print] [Close]")),
    "counter of views": (("浏览次数：{ddd}", "阅读({dddd})"), ("{dddd} views", "Views: {ddd}")),
    "date of the page": (("发布时间：{date}", "更新日期：{date} {time}"), ("Published {date}", "Last updated: {date}")),
    "source": (("来源：{organ}", "信息来源：{site}"), ("Source: {organ}", "From {site}")),
    "editor": (("责任编辑：{name}", "录入：{name} 审核：{name}"), ("Editor: {name}", "Posted by {name}")),
    "file name": (("{title}.docx", "{hex}.pdf"), ("{title}.pdf", "{hex}.docx")),
    "copy of the title": (("{title}", "{title}-{site}"), ("{title}", "{title} | {site}")),
    "beginning of the title": (("{title_part}…", "《{title_part}》"), ("{title_part}...", "{title_part}")),
    "thumbnail": (("{title}_第{d}页", "{hex}_第{d}页"), ("{title} - page {d}", "Page {d} thumbnail")),
    "reader's count": (
        ("已阅读{d}页，还剩{dd}页未读", "第{d}页 / 共{dd}页"),
        ("{d} of {dd} pages shown", "You are on page {d} of {dd}"),
    ),
    "prompt": (("继续阅读", "下载本文"), ("Continue reading", "Download full document")),
    "advertisement": (("广告", "开通会员 免费下载"), ("ADVERTISEMENT", "Sign up for our newsletter")),
    "related link": (
        ("上一篇：{word}{word}", "· {place}{word}通报"),
        ("Related: {word} in {place}", "See also: {word}"),
    ),
    "metadata": (("文档编号：{dddddddd}", "索引号：{hex}"), ("Document ID: {hex}", "Ref: {hex}")),
    "size": (("文件大小：{size}", "格式：DOC 页数：{dd}"), ("File size: {size}", "Format: PDF, {dd} pages")),
    "number of a scan": (("扫描件编号 {dddd}", "扫描时间：{date}"), ("Scan {dddd}", "Image {ddd}")),
    "print date": (("打印日期：{date}", "打印时间：{date} {time}"), ("Date printed: {date}", "Printed {date} {time}")),
    "stamp": (("收文 {dddd} 号", "内部资料 注意保存"), ("RECEIVED {date}", "FILED")),
    "watermark": (("{site} www.{hex}.com", "仅供内部参阅"), ("DRAFT", "www.{hex}.org")),
    "telephone": (
        ("联系电话：0{ddd}-{ddddddd}", "客服QQ：{dddddddd}"),
        ("Phone: ({ddd}) {ddd}-{dddd}", "Fax: {ddd}-{dddd}"),
    ),
    "address": (
        ("http://www.{hex}.com/{dddd}.html", "www.{hex}.cn"),
        ("https://{hex}.org/doc/{ddddd}", "www.{hex}.com"),
    ),
    "copyright": (
        ("版权所有：{site}", "备案号：{dddddddd}号-{d}"),
        ("© {yyyy} {site}. All rights reserved.", "Powered by {site}"),
    ),
    "markup": (("<br/>", '<div class="content">'), ("<p>", '<div id="content">')),
    "entities": (("&nbsp;&nbsp;", "&emsp;"), ("&nbsp;", "&#160;&#160;")),
    "style sheet": (
        (".TRS_Editor P{margin-top:1em}", "p{text-indent:2em}"),
        (".css-{hex}{margin:0}", "body{font-size:{dd}px}"),
    ),
    "message": (("加载中...", "验证码错误"), ("Loading...", "Error 404")),
    "end mark": (("完", "（全文完）"), ("[End]", "-END-")),
    "attachment": (("附：{d}", "附件下载"), ("Attachment {d}", "Download PDF ({size})")),
    "separator": (("＊＊＊＊＊＊", "——————————"), ("* * *", "----------")),
    "request": (("扫一扫在手机打开当前页", "分享到：微信 微博"), ("Share this page", "Follow us")),
}
PLACES = ("head", "end", "between pages")


@dataclass(frozen=True, slots=True)
class Stray:
    """A line that does not belong to the document, and the sample with it."""

    line: str
    text: str


def stray_line(sample: str, kind: str, place: str) -> Stray | None:
    text = (SAMPLES / f"{sample}.txt").read_text(encoding="utf-8")
    rng = random.Random(f"{sample}/{kind}/{place}")
    english = sample.endswith("-en")
    title = next(b["text"] for b in outlined(text) if b["type"] == "title")
    forms = KINDS[kind][english]
    line = pools.fill(rng.choice(forms), rng, {"title": title}, "en" if english else "zh-Hans")
    if place == "head":
        return Stray(line, f"{line}\n{text}")
    if place == "end":
        return Stray(line, f"{text.rstrip()}\n{line}\n")
    edges = [m.start() for m in re.finditer(PAGES[sample], text)] if PAGES[sample] else []
    edges = [at for at in edges if at > len(title) + 40]
    if not edges:
        return None
    at = rng.choice(edges)
    return Stray(line, f"{text[:at]}\n{line}{text[at:]}")


def outlined(text: str) -> list[dict[str, Any]]:
    return list(blocks(segment(text.encode())))


def shape(text: str, without: str = "") -> list[tuple[str, int, str]]:
    """The outline as (type, level, text without white space); blocks that are the stray line alone are left out."""
    bare = "".join(without.split())
    rows = ((b["type"], b["level"], "".join(b["text"].split())) for b in outlined(text))
    return [row for row in rows if not bare or row[2] != bare or row[0] == "title"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="so many lines that changed something")
    args = parser.parse_args()
    changed: list[tuple[str, str, str, str]] = []
    for place in PLACES:
        kept = total = 0
        for sample in PAGES:
            clean = shape((SAMPLES / f"{sample}.txt").read_text(encoding="utf-8"))
            for kind in KINDS:
                if drawn := stray_line(sample, kind, place):
                    same = shape(drawn.text, drawn.line) == clean
                    kept, total = kept + same, total + 1
                    changed += [] if same else [(sample, place, kind, drawn.line)]
        print(f"{place:16}{kept:5} of {total} change nothing else")
    for row in changed[: args.show]:
        print("  ", *row, sep=" | ")


if __name__ == "__main__":
    main()
