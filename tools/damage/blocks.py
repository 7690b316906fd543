"""Damage to the blocks of a document before it is laid out: what is torn, glued, misnumbered, added."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.damage import pools
from tools.damage.document import Block
from tools.damage.draft import Draw

Blocks = tuple[Block, ...]

_TITLE_BREAK = re.compile(
    "关于|關於|政府|办公厅|办公室|辦公室|大会上|会议上|會議上|委员会|委員會|条例|に関する|of the |on the |for "
)
_FRONT = ("title", "meta")


def torn_end(blocks: Blocks, draw: Draw) -> Blocks:
    """The dump stops somewhere in the document."""
    keep = draw.rng.randint(min(4, len(blocks)), len(blocks))
    last = blocks[keep - 1]
    cut = draw.rng.randint(min(len(last.text), 12), len(last.text))
    return (*blocks[: keep - 1], replace(last, text=last.text[:cut], glued=False))


def torn_head(blocks: Blocks, draw: Draw) -> Blocks:
    """The dump begins somewhere in the document: no title, and the first paragraph lacks its head."""
    body = [k for k, b in enumerate(blocks) if b.type == "paragraph" and len(b.text) > 40]
    if not body:
        return blocks
    first = draw.rng.choice(body[: max(1, len(body) // 2)])
    text = blocks[first].text
    return (replace(blocks[first], text=text[draw.rng.randint(8, len(text) - 20) :].lstrip()), *blocks[first + 1 :])


def without_front(blocks: Blocks, draw: Draw) -> Blocks:
    """The lines about the document are missing, or its title, or both."""
    gone = draw.rng.choice((("title",), ("meta",), ("meta",), _FRONT))
    kept = tuple(b for b in blocks if b.type not in gone)
    return kept if len(kept) > 3 else blocks


def shortened(blocks: Blocks, draw: Draw) -> Blocks:
    """A stretch from the front of a long document, as previews show it."""
    limit, total = draw.rng.choice((350, 500, 700, 700, 1200, 2500, 5000)), 0
    for k, block in enumerate(blocks):
        total += len(block.text)
        if total > limit * (3 if draw.is_english else 1) and k > 5:
            return blocks[: k + 1]
    return blocks


def broken_title(blocks: Blocks, draw: Draw) -> Blocks:
    """The title stands on two or three lines."""

    def broken(block: Block) -> Block:
        text = block.text
        if block.type != "title" or len(text) < 12:
            return block
        for _ in range(draw.rng.choice((1, 1, 2))):
            sensible = [m.end() for m in _TITLE_BREAK.finditer(text) if 3 < m.end() < len(text) - 3]
            anywhere = draw.rng.randint(4, len(text) - 3)
            cut = draw.rng.choice(sensible) if sensible and draw.chance(0.8) else anywhere
            if draw.is_english:
                cut = text.find(" ", cut - 1) + 1
            if cut > 3 and "\n" not in text[cut - 3 : cut + 3]:
                text = text[:cut].rstrip() + "\n" + text[cut:].lstrip()
        return replace(block, text=text)

    return tuple(broken(b) for b in blocks)


def glued_front(blocks: Blocks, draw: Draw) -> Blocks:
    """Title, number, addressee and the first blocks stand in one line."""
    body = next((k for k, b in enumerate(blocks) if b.type not in _FRONT), 0)
    last = body + draw.rng.choice((-1, 0, 0, 1))
    return tuple(replace(b, glued=True) if k < last else b for k, b in enumerate(blocks))


def doubled_title(blocks: Blocks, draw: Draw) -> Blocks:
    """The title comes twice, with nothing or a space between; the second is the title."""
    at = next((k for k, b in enumerate(blocks) if b.type == "title"), None)
    if at is None:
        return blocks
    return (*blocks[:at], Block("junk", blocks[at].text, glued=draw.chance(0.6)), *blocks[at:])


_ENUMERATORS = (
    (
        re.compile(r"^([一二三四五六七八九十]+)、"),
        ("{0}，", "{0}.", "{0}．", "{0} 、", "{0}、 ", "{0} ", "{0},", "{0}､", "{0}"),
    ),
    (
        re.compile(r"^（([一二三四五六七八九十]+)）"),
        ("({0})", "（{0})", "({0}) ", "{0}）", "〔{0}〕", "（ {0} ）", "({0}）", "﹙{0}﹚"),
    ),
    (re.compile(r"^(\d{1,2})[.．] ?"), ("{0}、", "{0}．", "{0}. ", "{0}.", "{0} ", "{0},", "{0}。", "{0} .")),
    (re.compile(r"^（(\d{1,2})）"), ("({0})", "{0}）", "({0}) ", "（{0}) ", "{0}) ")),
    (re.compile(r"^第([一二三四五六七八九十]+)，"), ("第{0},", "第{0}、", "第{0} ", "第{0}：", "笫{0}，")),
    (
        re.compile(r"^第([一二三四五六七八九十百]+)([章节節条條])\s*"),
        ("第{0}{1} ", "第{0}{1}\u3000", "第{0}{1}", "第 {0} {1} ", "第{0}{1}  ", "笫{0}{1} "),
    ),
    (re.compile(r"^\(([a-z0-9ivx]{1,4})\) "), ("({0}) ", "{0}) ", "({0})", "( {0} ) ", "({0}] ")),
    (re.compile(r"^(\d{1,2})\. "), ("{0}) ", "{0} ", "{0}.", "{0}, ", "{0}: ")),
)


def other_enumerators(blocks: Blocks, draw: Draw) -> Blocks:
    """Every style of enumerator is written in another way: 一， （一) 1、 第 一 条."""
    forms = [draw.rng.choice(shapes) for _, shapes in _ENUMERATORS]
    return tuple(_renumbered(b, forms) for b in blocks)


def misread_enumerators(blocks: Blocks, draw: Draw) -> Blocks:
    """Some enumerators are misread, each in its own way."""
    share = draw.rng.uniform(0.1, 0.5)
    return tuple(
        _renumbered(b, [draw.rng.choice(shapes) for _, shapes in _ENUMERATORS]) if draw.chance(share) else b
        for b in blocks
    )


def _renumbered(block: Block, forms: list[str]) -> Block:
    if block.type in ("heading", "point", "paragraph"):
        for (style, _), form in zip(_ENUMERATORS, forms, strict=True):
            if match := style.match(block.text):
                return replace(block, text=form.format(*match.groups()) + block.text[match.end() :])
    return block


_LEADERS = ("…………", "........", " . . . . . ", "    ", "\u2026\u2026", "··········", "____", "\t")


def contents_list(blocks: Blocks, draw: Draw) -> Blocks:
    """A list of the headings with their pages stands in front."""
    headings = [b for b in blocks if b.type == "heading"]
    front = next((k for k, b in enumerate(blocks) if b.type not in _FRONT), 0)
    if len(headings) < 3:
        return blocks
    name = {"en": "Contents", "ja": "目次", "zh-Hant": "目錄"}.get(
        draw.language, draw.rng.choice(("目录", "目 录", "目\u3000录"))
    )
    deepest, leader, page = draw.rng.choice((1, 2, 9)), draw.rng.choice(_LEADERS), draw.rng.randint(1, 4)
    entries = []
    shape = draw.rng.choice(("{0}{1}{2}", "{0}{1}{2}", "{0}{1}（{2}）", "{0}", "{0}", "{0} {2}"))
    for heading in headings:
        page += draw.rng.randint(0, 3)
        if heading.level <= deepest:
            text = shape.format(heading.text.rstrip("。：:."), leader * draw.rng.randint(1, 6), page)
            entries.append(Block("paragraph", text))
    at = front if draw.chance(0.7) else 0
    return (*blocks[:at], Block("paragraph", name), *entries, *blocks[at:])


_CAPTIONS = {
    "zh-Hans": ("图{n} {t}示意图", "表{n} {t}情况表", "图{n}-{n} {t}流程图", "（图为{t}现场）"),
    "zh-Hant": ("圖{n} {t}示意圖", "表{n} {t}一覽表", "（圖：{t}）"),
    "ja": ("図{n} {t}の推移", "表{n} {t}一覧", "（資料）{t}"),
    "en": ("Figure {n}. {t}", "Table {n}: {t}", "Fig. {n} - {t}", "Source: {t}, {n}", "Chart {n} {t} (per cent)"),
}


def captions(blocks: Blocks, draw: Draw) -> Blocks:
    """Captions of figures and tables whose pictures are gone; they are paragraphs."""
    out: list[Block] = []
    number = 0
    for block in blocks:
        out.append(block)
        if block.type == "paragraph" and not block.glued and draw.chance(0.15):
            number += 1
            words = re.findall(
                r"[A-Za-z]{4,}(?: [a-z]+){0,4}" if draw.is_english else r"[\u4e00-\u9fff]{4,9}", block.text
            )
            if words:
                form = draw.rng.choice(_CAPTIONS[draw.language])
                out.append(Block("paragraph", form.format(n=number, t=draw.rng.choice(words))))
    return tuple(out)


def tables(blocks: Blocks, draw: Draw) -> Blocks:
    """A flattened table: its rows are paragraphs."""
    at = [k + 1 for k, b in enumerate(blocks) if b.type == "paragraph" and not b.glued]
    if not at:
        return blocks
    width, space = draw.rng.randint(2, 5), draw.rng.choice(("  ", "\t", " ", " | ", "\u3000", "\n"))
    words = re.findall(
        r"[A-Za-z]{4,10}" if draw.is_english else r"[\u4e00-\u9fff]{2,5}", "".join(b.text for b in blocks[: at[-1]])
    )
    if len(words) < 10:
        return blocks
    head = Block("paragraph", space.join(draw.rng.choice(words) for _ in range(width)))
    rows = []
    for number in range(1, draw.rng.randint(3, 9)):
        cells = [draw.rng.choice(words)] + [
            str(
                draw.rng.choice(
                    (draw.rng.randint(1, 999), f"{draw.rng.uniform(0, 99):.1f}", f"{draw.rng.randint(1, 99)}%", "-")
                )
            )
            for _ in range(width - 1)
        ]
        if draw.chance(0.5):
            cells[0] = f"{number}{space}{cells[0]}"
        rows.append(Block("paragraph", space.join(cells)))
    place = draw.rng.choice(at)
    return (*blocks[:place], head, *rows, *blocks[place:])


_REGULATION = re.compile(
    "(?:办法|条例|规定|方案|预案|细则|规则|制度|规划|意见|要点|辦法|要點|規則|計畫)(?:[（(].{2,6}[）)])?$"
)
_ENACTED = (
    "《{title}》已经{date}{organ}第{d}次会议审议通过，现予公布，自{date}起施行。",
    "现公布《{title}》，自{date}起施行。",
    "《{title}》已经{organ}同意，现予发布。",
)
_SENT = (
    "现将《{title}》印发给你们，请认真贯彻执行。",
    "《{title}》已经{organ}同意，现印发给你们，请结合实际，认真组织实施。",
    "经研究，制定了《{title}》，现予印发，请遵照执行。",
    "现将《{title}》发给你们，请抓好落实。执行中遇到的问题，请及时反馈。",
)
_TO = (
    "各乡镇人民政府，县直各部门：",
    "各县（市、区）人民政府，市政府各部门：",
    "局属各单位，机关各科室：",
    "各街道办事处、各有关单位：",
    "各有关单位：",
)


def issued(blocks: Blocks, draw: Draw) -> Blocks:
    """A regulation or plan comes with the order or notice that issues it: that has the title, the regulation is a section."""
    title = draw.title
    if not _REGULATION.search(title) or "印发" in title or len(title) > 40:
        return blocks

    def filled(template: str) -> str:
        return pools.fill(template, draw.rng, {**draw.values, "title": title}, draw.language)

    organ, date = filled("{organ}"), filled("{year}年{month}月{day}日")
    body = tuple(
        replace(b, type="heading", level=1)
        if b.type == "title"
        else replace(b, level=b.level + 1)
        if b.type == "heading"
        else b
        for b in blocks
        if b.role not in ("docno", "addressee")
    )
    if draw.chance(0.5):
        front: tuple[Block, ...] = (
            Block("title", f"{organ}令"),
            Block("meta", filled("第{d}号"), role="docno"),
            Block("paragraph", filled(draw.rng.choice(_ENACTED))),
            Block(
                "meta",
                filled(draw.rng.choice(("市长　{name}", "局长 {name}", "主任：{name}", "{organ}"))),
                role="signature",
            ),
            Block("meta", date, role="date"),
        )
        return (*front, *body)
    docno = Block("meta", filled("{docno}"), role="docno")
    head = Block("title", f"{draw.rng.choice((organ, organ, ''))}关于印发《{title}》的通知")
    front = (
        *((docno, head) if draw.chance(0.3) else (head, docno)),
        Block("meta", draw.rng.choice(_TO), role="addressee"),
    )
    tail = (Block("meta", organ, role="signature"), Block("meta", date, role="date"))
    extra = (
        Block("meta", draw.rng.choice(("（此件公开发布）", "附件", "附件：", f"附件：{title}")), role="attachment"),
    )
    return (
        *front,
        Block("paragraph", filled(draw.rng.choice(_SENT))),
        *tail,
        *(extra if draw.chance(0.3) else ()),
        *body,
    )


_ENUMERATOR = re.compile(
    r"^(?:第\s?[一二三四五六七八九十百\d]+\s?[章节條条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)*[.．、]?|[•●■○]|\([a-z]\)|(?:Section|Article|Part) \w+\.?)(?=\s*\S)"
)


def enumerators_on_lines(blocks: Blocks, draw: Draw) -> Blocks:
    """Enumerators and bullets stand on a line of their own, as converters of tables and lists leave them."""
    share = draw.rng.choice((0.4, 1.0, 1.0))

    def broken(block: Block) -> Block:
        match = _ENUMERATOR.match(block.text) if block.type in ("heading", "point", "paragraph") else None
        if not match or not draw.chance(share):
            return block
        return replace(block, text=f"{match[0]}\n{block.text[match.end() :].lstrip()}")

    return tuple(broken(b) for b in blocks)
