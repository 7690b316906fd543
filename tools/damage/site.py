"""What a site or a reader puts around a document."""

from __future__ import annotations

import re

from tools.damage import pools
from tools.damage.cuts import Pieces
from tools.damage.document import Block
from tools.damage.draft import NOBODY, Draw, Piece

_NO_END = 0.12  # share of lines around a document that are glued to what follows


def wrapper(pieces: Pieces, blocks: tuple[Block, ...], draw: Draw) -> Pieces:
    """The parts of one site: navigation, metadata table, buttons before it, related links and a footer behind it."""
    site = draw.rng.choice(pools.wrappers(draw.language))
    parts = {part: _shape(getattr(site, part), draw) for part in ("before", "between", "middle", "after")}
    if draw.chance(0.15):
        parts["before" if draw.chance(0.5) else "after"] = ""
    if parts["between"]:
        pieces = _behind_title(pieces, blocks, Piece(parts["between"] + "\n", insert="site"))
    if parts["middle"]:
        places = _block_starts(pieces)
        if places:
            at = draw.rng.choice(places[len(places) // 3 :])
            pieces = (*pieces[:at], Piece("\n" + parts["middle"] + "\n", insert="site"), *pieces[at:])
    if parts["before"]:
        pieces = (
            Piece(parts["before"] + draw.rng.choice(("\n",) * 8 + ("\n\n",) * 3 + (" ", " ", "")), insert="site"),
            *pieces,
        )
    if parts["after"]:
        pieces = (*pieces, Piece(draw.rng.choice(("\n", "\n", "\n\n", " ", "")) + parts["after"], insert="site"))
    return pieces


def _shape(template: str, draw: Draw) -> str:
    """One drawing of a part: words filled in, some lines missing, line ends as this site's text has them."""
    if not template:
        return ""
    rows = [row for row in template.split("\n") if not row.strip() or draw.chance(0.88)]
    if draw.chance(0.2):
        rows = rows[draw.rng.randint(0, len(rows) // 2) :]
    if draw.chance(0.15):
        rows = [part for row in rows for part in (row.split(" ") if len(row) < 60 and not draw.is_english else [row])]
    joint = draw.rng.choice(("\n",) * 7 + ("\n\n", " ", "\n  ", " | "))
    return pools.fill(joint.join(row for row in rows), draw.rng, draw.values, draw.language).strip("\n")


def stray_edges(pieces: Pieces, draw: Draw) -> Pieces:
    """One to four stray lines before the title or behind the end."""
    for _ in range(draw.rng.choice((1, 1, 2, 3, 4))):
        text = pools.fill(draw.rng.choice(pools.lines("stray", draw.language)), draw.rng, draw.values, draw.language)
        glue = "" if draw.chance(_NO_END) else draw.rng.choice(("\n", "\n", "\n\n", " "))
        if draw.chance(0.6):
            pieces = (Piece(text + glue, insert="stray"), *pieces)
        else:
            pieces = (*pieces, Piece(glue + text, insert="stray"))
    return pieces


_COPIES = (
    "{title}", "{title}", "{title}.docx", "{title}.doc", "{title}.pdf", "{title}.txt", "{title}_第1页", "{title}-{site}", "{title} - {site}",
    "{title}_{site}", "{site} > {title}", "{site}/{title}", "当前位置：{site}>{title}", "《{title}》", "【{title}】", "{title}（全文）", "{title}（{d}篇）",
    "标题：{title}", "标 题：{title}", "{title_part}…", "{title_part}...", "{title} {date}", "[{word}]{title}", "# {title}", "名称：{title}", "{title} | {site}",
    "《{title}》由会员{name}分享", "{title}(附解读)", "{title} 范文", "{title}{title_part}", "{date} {title}", "{title}最新版", "文件名称 {title}", "{title}——{organ}",
)  # fmt: skip
_COPIES_EN = (
    "{title}", "{title}.pdf", "{title} | {site}", "{title} - {site}", "Home > {word} > {title}", "{title} ({d} pages)", "File: {title}.docx",
    "{title_part}...", "Title: {title}", "{site}: {title}", "{title} [PDF, {d}MB]", "You are here: Home / {title}", "Re: {title}", "{date} - {title}",
)  # fmt: skip


_EXCERPTS = (
    "{text}...",
    "{text}……",
    "摘要：{text}",
    "文档简介：{text}...",
    "内容提要 {text}…",
    "{text}",
    "资源描述：{text}",
)
_EXCERPTS_EN = ("{text}...", "Summary: {text}", "{text} [...]", "Abstract {text}", "Preview: {text}…")


def title_copies(pieces: Pieces, draw: Draw) -> Pieces:
    """Copies of the title before it: file names, breadcrumbs, site heads; now and then one behind the end."""
    if len(draw.title) < 4:
        return pieces
    forms = _COPIES_EN if draw.is_english else _COPIES
    for _ in range(draw.rng.choice((1, 1, 2, 3))):
        text = pools.fill(draw.rng.choice(forms), draw.rng, draw.values, draw.language)
        glue = "" if draw.chance(_NO_END) else draw.rng.choice(("\n", "\n", "\n\n", " "))
        if draw.chance(0.85):
            pieces = (Piece(text + glue, insert="title copy"), *pieces)
        else:
            pieces = (*pieces, Piece((glue or " ") + text, insert="title copy"))
    return pieces


_LEADS = (
    "编号：{dddddddd}", "{dddddddd}", "篇一：", "第一篇：", "范文一：", "来源", "标题：", "名称：", "第{d}页共{dd}页", "第{d}页 共{dd}页", "{d}", "{dd}",
    "精选资料 欢迎下载", "优质文档在您手中", "{site}", "{word}", "{word}：", "{date}", "201x/xx/x", "20XX年XX月", "[{word}]", "【{word}】", "（{word}）", "★", "●",
    "推荐：", "最新", "{organ}：", "{organ}文件", "法规名称：", "发布：", "{title}{date}", "{title} {date} ", "{title}", "{like}", "{variant}", "{variant} ", "{variant}{date}",
    "《{title}》", "{title}.doc", "{title}_{d}", "正文：", "内容：", "[摘要]", "{name}", "{place}", "附件{d}：", "- {d} -", "content:", "# ", "|", "title: ",
)  # fmt: skip
_LEADS_EN = (
    "{title}", "{title} ", "{variant} ", "{dd} ", "File {ddddd} ", "Title: ", "{site} ", "{date} ", "Page 1 of {dd} ", "[{word}] ", "# ", "Download ", "{docno} ", "{name} ",
)  # fmt: skip
_TAILS = (
    " - 页1/{d}",
    "_{d}",
    "（{d}篇）",
    "（全文）",
    "（范文）",
    " 第1页",
    "...",
    ".doc",
    " 作者：{name}",
    " {date}",
    "（{d}）",
    " 下载",
    "|",
    "/{site}",
)
_TAILS_EN = (" - page 1/{d}", " | {site}", " (PDF)", " [{d}]", " {date}", " - {name}", " (continued)")


def heap_before_title(pieces: Pieces, blocks: tuple[Block, ...], draw: Draw) -> Pieces:
    """Remains stand in one line with the title: numbers, labels, other forms of the title before it, a tail behind it."""
    title = next((k for k, b in enumerate(blocks) if b.type == "title"), None)
    places = [k for k, p in enumerate(pieces) if p.block == title and title is not None]
    if not places:
        return pieces
    values = {**draw.values, "variant": _variant(draw)}
    forms = draw.rng.choices(_LEADS_EN if draw.is_english else _LEADS, k=draw.rng.choice((1, 1, 1, 2, 3)))
    text = draw.rng.choice(("", "", " ")).join(pools.fill(form, draw.rng, values, draw.language) for form in forms)
    lead = Piece(text + draw.rng.choice(("", "", "", " ", "\u3000")), insert="remains")
    tail: tuple[Piece, ...] = ()
    if draw.chance(0.25):
        form = draw.rng.choice(_TAILS_EN if draw.is_english else _TAILS)
        tail = (Piece(pools.fill(form, draw.rng, values, draw.language), insert="remains"),)
    first, last = places[0], places[-1] + 1
    return (*pieces[:first], lead, *pieces[first:last], *tail, *pieces[last:])


def _variant(draw: Draw) -> str:
    """The title as another copy may have it: without its first words, with others, cut short."""
    title = draw.title
    cut = draw.rng.randint(1, max(1, min(8, len(title) - 6)))
    if draw.is_english:
        return draw.rng.choice(
            (title.upper(), title.rsplit(" ", 1)[0], f"The {title}", f"{title} {draw.rng.randint(1990, 2033)}")
        )
    before = draw.rng.choice(("县长", "在", "关于", "某县", "XX", "2031年", "浅谈", "单位", "中共", "最新"))
    return draw.rng.choice(
        (
            title[cut:],
            before + title,
            before + title[cut:],
            title[: len(title) - cut],
            title + "范文",
            title.replace("的", "", 1),
        )
    )


def site_outline(pieces: Pieces, blocks: tuple[Block, ...], draw: Draw) -> Pieces:
    """The headings of the document as a site lists them before it."""
    heads = [b.text.replace("\n", " ").strip() for b in blocks if b.type == "heading"][:12]
    if len(heads) < 3:
        return pieces
    label = (
        draw.rng.choice(("On this page", "Contents:", ""))
        if draw.is_english
        else draw.rng.choice(("大纲", "本文导航", "文档目录", ""))
    )
    text = draw.rng.choice(("\n", "\n", " ", "\n· ")).join([label, *heads] if label else heads)
    return (Piece(text + "\n", insert="site outline"), *pieces)


def between_title_and_text(pieces: Pieces, blocks: tuple[Block, ...], draw: Draw) -> Pieces:
    """A line with date, source, counters, buttons between the title and the text."""
    text = pools.fill(draw.rng.choice(pools.lines("between", draw.language)), draw.rng, draw.values, draw.language)
    return _behind_title(pieces, blocks, Piece(text + draw.rng.choice(("\n", "\n", "\n\n", " ")), insert="byline"))


def excerpt(pieces: Pieces, draw: Draw) -> Pieces:
    """The beginning of the document stands before it once more, as a site's summary, without line ends and cut short."""
    text = re.sub(r"\s+", draw.joint, "".join(p.text for p in pieces if p.block != NOBODY))
    size = draw.rng.randint(30, 240)
    if len(text) < size * 3:
        return pieces
    label = draw.rng.choice(_EXCERPTS_EN if draw.is_english else _EXCERPTS)
    cut = label.format(text=text[draw.rng.choice((0, 0, draw.rng.randint(0, size))) :][:size])
    return (Piece(cut + draw.rng.choice(("\n", "\n\n", " ")), insert="excerpt"), *pieces)


def _behind_title(pieces: Pieces, blocks: tuple[Block, ...], piece: Piece) -> Pieces:
    title = next((k for k, b in enumerate(blocks) if b.type == "title"), None)
    ours = [k for k, p in enumerate(pieces) if p.block == title and title is not None]
    if not ours:
        return pieces
    at = ours[-1] + 1
    while at < len(pieces) and pieces[at].block == NOBODY and not pieces[at].insert:
        at += 1
    return (*pieces[:at], piece, *pieces[at:])


def _block_starts(pieces: Pieces) -> list[int]:
    out, last = [], NOBODY
    for k, piece in enumerate(pieces):
        if piece.block not in (NOBODY, last):
            out.append(k)
            last = piece.block
    return out
