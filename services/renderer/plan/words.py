"""Every word that the renderer itself puts on a page, in Chinese and English. Nothing else is generated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The generated words of one language."""

    lost_heading: str
    lost_page: str  # one page, {}
    lost_pages: str  # several, {}
    lost_somewhere: str
    breaks_off: str  # the source ends in the middle of a sentence
    torn_start: str
    torn_end: str
    contents: str
    note_title: str
    note_intro: str
    repairs: str  # {count} in all
    repair: str  # {rule} {count} {examples}
    and_more: str  # {count} further
    on_page: str  # printed page {}
    on_dump_page: str  # page {} of the dump
    main_points: str
    required: str
    required_head: tuple[str, str, str, str]
    required_more: str  # {count} further rows
    figures: str
    figures_head: tuple[str, str, str]
    mentions: str
    mention_kinds: dict[str, str]
    key_terms: str
    source_note: str
    colon: str
    stop: str
    listed: str  # between the parts of a list


ZH = Labels(
    lost_heading="〔此处标题缺失〕",
    lost_page="〔原件缺第{}页〕",
    lost_pages="〔原件缺第{}页〕",
    lost_somewhere="〔原件此处缺页〕",
    breaks_off="〔原件至此中断〕",
    torn_start="〔上缺〕",
    torn_end="〔下缺〕",
    contents="目  录",
    note_title="原件情况说明",
    note_intro="本稿由原件扫描文本整理而成，以下情况请核对。方括号〔〕内的文字为整理时所加，原件没有。",
    repairs="整理时更正{count}处：",
    repair="{rule}{count}处{examples}",
    and_more="等",
    on_page="（第{}页）",
    on_dump_page="（扫描第{}页）",
    main_points="主要内容",
    required="工作要求",
    required_head=("要求", "责任单位", "时限", "页码"),
    required_more="另有{count}条要求未列入本表，见整理稿。",
    figures="主要数据",
    figures_head=("指标", "数据", "页码"),
    mentions="涉及的会议、文件和决定",
    mention_kinds={"meeting": "会议", "document": "文件", "number": "文号", "decision": "决定和表彰"},
    key_terms="关键词：",
    source_note="原件情况：",
    colon="：",
    stop="。",
    listed="、",
)

EN = Labels(
    lost_heading="[heading lost]",
    lost_page="[page {} is missing from the source]",
    lost_pages="[pages {} are missing from the source]",
    lost_somewhere="[pages are missing from the source here]",
    breaks_off="[the source breaks off here]",
    torn_start="[…] ",
    torn_end=" […]",
    contents="Contents",
    note_title="About the source",
    note_intro="This text was recovered from a page dump. Please check what follows. Words in square brackets were added.",
    repairs="{count} corrections were made: ",
    repair="{rule} ({count}){examples}",
    and_more=" and others",
    on_page=" (p. {})",
    on_dump_page=" (dump page {})",
    main_points="Main points",
    required="What is required",
    required_head=("Requirement", "Responsible", "By", "Page"),
    required_more="{count} further requirements are in the transcript.",
    figures="Figures",
    figures_head=("What", "Figure", "Page"),
    mentions="Meetings, documents and decisions named",
    mention_kinds={"meeting": "Meetings", "document": "Documents", "number": "Numbers", "decision": "Decisions"},
    key_terms="Key terms: ",
    source_note="Source: ",
    colon=": ",
    stop=".",
    listed="; ",
)

# What each repair did, by its rule.
REPAIRS: dict[str, tuple[str, str]] = {
    "half_width_punctuation": ("半角标点改为全角", "punctuation made full-width"),
    "wrong_glyphs": ("错字", "wrong characters"),
    "invisible_characters": ("删除不可见字符", "invisible characters removed"),
    "radicals": ("部首字形改为汉字", "radical forms made characters"),
    "compatibility_ideographs": ("兼容字形改为通用字形", "compatibility forms made usual ones"),
    "wide_characters": ("全角字母数字改为半角", "full-width letters and digits made half-width"),
    "ligatures": ("连字拆分", "ligatures split"),
    "mojibake": ("乱码还原", "garbled text restored"),
    "bracketed_years": ("年份括号改为六角括号", "brackets around years"),
    "dehyphenation": ("行末连字符去除", "words joined over line ends"),
    "stray_spaces": ("删除字间空格", "spaces inside words removed"),
}

_WORDS = {"zh": ZH, "en": EN}


def labels(language: str) -> Labels:
    """The words of "zh" or "en"."""
    return _WORDS[language]


def repair_name(rule: str, language: str) -> str:
    """What a repair did; a rule without a row by its own name."""
    row = REPAIRS.get(rule)
    return row[0 if language == "zh" else 1] if row else rule.replace("_", " ")


def lost(pages: Sequence[int], language: str) -> str:
    """The mark of a gap: "〔原件缺第2、4—6页〕"."""
    words = labels(language)
    if not pages:
        return words.lost_somewhere
    return (words.lost_page if len(pages) == 1 else words.lost_pages).format(page_list(pages, language))


def page_list(pages: Sequence[int], language: str) -> str:
    """ "2、4—6" or "2, 4–6"."""
    stretches: list[list[int]] = []
    for page in pages:
        if stretches and page == stretches[-1][-1] + 1:
            stretches[-1].append(page)
        else:
            stretches.append([page])
    dash, comma = ("—", "、") if language == "zh" else ("–", ", ")
    return comma.join(f"{one[0]}{dash}{one[-1]}" if len(one) > 1 else str(one[0]) for one in stretches)
