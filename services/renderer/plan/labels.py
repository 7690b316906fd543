"""Every word that the renderer itself puts on a page, a table a language. Nothing else is generated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from services.outline.model import Outline
from services.outline.pages import stretches
from services.renderer.plan.traditional import traditional


@dataclass(frozen=True, slots=True)
class Labels:
    """The generated words of one language."""

    lost_heading: str
    lost_page: str  # one page, {}
    lost_pages: str  # several, {}
    lost_somewhere: str
    source_lacks: str  # in a sentence: {} pages
    source_lacks_unknown: str
    more_lost: str  # {count} more places
    breaks_off: str  # the source ends in the middle of a sentence
    torn_start: str
    torn_end: str
    contents: str
    note_title: str
    note_intro: str
    repairs: str  # {count} in all
    repair: str  # {rule} {count} {examples}
    examples: str  # {}
    and_more: str
    on_page: str  # printed page {}
    on_dump_page: str  # page {} of the dump
    main_points: str
    required: str
    required_head: tuple[str, str, str, str]
    required_more: str  # {count} further rows
    figures: str
    figures_head: tuple[str, str, str]
    mentions: str
    mention_kinds: tuple[tuple[str, str], ...]  # field of Facts, name
    key_terms: str
    source_note: str
    colon: str
    comma: str
    stop: str
    listed: str  # between the parts of a list
    joined: str  # between sentences without their full stops
    page_dash: str
    open: str
    close: str
    form: str  # masthead of a briefing whose name was not given
    issue: str  # {}
    addressed: tuple[tuple[str, str], ...]  # option, label before it
    copies: str  # {}
    brief: str
    what_it_is: str
    asked: str  # of whom until when
    asked_more: str  # {count} requirements without body or date
    until: str  # {} before a date that has no word of its own
    missing: str
    effect: str
    minutes: str
    attendance: str
    resolved: str
    copy_to: str
    printed_by: str  # {} a date
    attachment: str
    digest: str
    in_this_issue: str
    source_of_item: str  # {}
    support: str
    in_year: str  # {} a year, behind what is measured
    aimed: str  # the same of what is aimed at
    talk: str  # title of what was spoken without one


ZH = Labels(
    lost_heading="〔此处标题缺失〕",
    lost_page="〔原件缺第{}页〕",
    lost_pages="〔原件缺第{}页〕",
    lost_somewhere="〔原件此处缺页〕",
    source_lacks="原件缺第{}页",
    source_lacks_unknown="原件有缺页，页码不详",
    more_lost="另有{count}处缺页，页码不详",
    breaks_off="〔原件至此中断〕",
    torn_start="〔上缺〕",
    torn_end="〔下缺〕",
    contents="目  录",
    note_title="原件情况说明",
    note_intro="本稿由原件扫描文本整理而成，以下情况请核对。方括号〔〕内的文字为整理时所加，原件没有。",
    repairs="整理时更正{count}处：",
    repair="{rule}{count}处{examples}",
    examples="（{}）",
    and_more="等",
    on_page="（第{}页）",
    on_dump_page="（扫描第{}页）",
    main_points="主要内容",
    required="工作要求",
    required_head=("要求", "责任单位", "时限", "页码"),
    required_more="另有{count}项一般要求，见整理稿。",
    figures="主要数据",
    figures_head=("指标", "数据", "页码"),
    mentions="涉及的会议、文件和决定",
    mention_kinds=(("meetings", "会议"), ("documents", "文件"), ("decisions", "决定")),
    key_terms="关键词：",
    source_note="原件情况：",
    colon="：",
    comma="，",
    stop="。",
    listed="、",
    joined="；",
    page_dash="—",
    open="（",
    close="）",
    form="简报",
    issue="第{}期",
    addressed=(("report-to", "报："), ("send-to", "送："), ("issue-to", "发：")),
    copies="共印{}份",
    brief="领导摘要",
    what_it_is="文件概况",
    asked="要求和时限",
    asked_more="另有{count}项一般要求。",
    until="时限：{}",
    missing="原件缺失",
    effect="施行：",
    minutes="会议纪要",
    attendance="出席：",
    resolved="议定事项",
    copy_to="抄送：",
    printed_by="{}印发",
    attachment="附件：",
    digest="综合简报",
    in_this_issue="本期内容",
    source_of_item="来源：{}",
    support="配合：",
    in_year="（{}年）",
    aimed="（{}年目标）",
    talk="发言要点",
)

EN = Labels(
    lost_heading="[heading lost]",
    lost_page="[page {} is missing from the source]",
    lost_pages="[pages {} are missing from the source]",
    lost_somewhere="[pages are missing from the source here]",
    source_lacks="The source lacks page {}",
    source_lacks_unknown="Pages are missing; their numbers are not known",
    more_lost="{count} more places have pages missing",
    breaks_off="[the source breaks off here]",
    torn_start="[…] ",
    torn_end=" […]",
    contents="Contents",
    note_title="About the source",
    note_intro="This text was recovered from a page dump. Please check what follows. "
    "Words in square brackets were added.",
    repairs="{count} corrections were made: ",
    repair="{rule} ({count}){examples}",
    examples=": {}",
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
    mention_kinds=(("meetings", "Meetings"), ("documents", "Documents"), ("decisions", "Decisions")),
    key_terms="Key terms: ",
    source_note="Source: ",
    colon=": ",
    comma=", ",
    stop=".",
    listed="; ",
    joined="; ",
    page_dash="–",
    open=" (",
    close=")",
    form="MEMORANDUM",
    issue="No. {}",
    addressed=(("report-to", "Report to: "), ("send-to", "Copy to: "), ("issue-to", "For action: ")),
    copies="{} copies",
    brief="One-page brief",
    what_it_is="What it is",
    asked="What is asked, of whom, by when",
    asked_more="{count} further requirements are of a general kind.",
    until="By: {}",
    missing="Missing from the source",
    effect="In force: ",
    minutes="MINUTES",
    attendance="Present: ",
    resolved="Decisions",
    copy_to="Copies: ",
    printed_by="Issued {}",
    attachment="Annex: ",
    digest="DIGEST",
    in_this_issue="In this issue",
    source_of_item="Source: {}",
    support="with ",
    in_year=" ({})",
    aimed=" ({}, target)",
    talk="Main points of the talk",
)


def _translated(labels: Labels) -> Labels:
    def words(value: Any) -> Any:
        return traditional(value) if isinstance(value, str) else tuple(map(words, value))

    named = {field.name: words(getattr(labels, field.name)) for field in fields(labels)}
    kinds = tuple((name, traditional(word)) for name, word in labels.mention_kinds)
    addressed = tuple((name, traditional(word)) for name, word in labels.addressed)
    return replace(labels, **{**named, "mention_kinds": kinds, "addressed": addressed})


JA = replace(
    ZH,
    lost_heading="〔見出し欠落〕",
    lost_page="〔原本の第{}ページ欠落〕",
    lost_pages="〔原本の第{}ページ欠落〕",
    lost_somewhere="〔原本のページ欠落〕",
    source_lacks="原本の第{}ページが欠落している",
    source_lacks_unknown="原本に欠落ページがあり、番号は不明である",
    more_lost="ほかに番号不明の欠落が{count}か所ある",
    breaks_off="〔原本はここで途切れている〕",
    torn_start="〔前欠〕",
    torn_end="〔後欠〕",
    contents="目　次",
    note_title="原本について",
    note_intro="本稿は原本の読取り文字列から復元した。次の点を確認されたい。〔〕内は復元の際に加えた語である。",
    repairs="訂正{count}か所：",
    repair="{rule}{count}か所{examples}",
    and_more="ほか",
    on_page="（{}ページ）",
    on_dump_page="（読取り{}ページ）",
    main_points="主な内容",
    required="求められる事項",
    required_head=("事項", "担当", "期限", "頁"),
    required_more="ほかに一般的な要求が{count}件ある。",
    figures="主な数値",
    figures_head=("項目", "数値", "頁"),
    mentions="会議、文書及び決定",
    mention_kinds=(("meetings", "会議"), ("documents", "文書"), ("decisions", "決定")),
    key_terms="キーワード：",
    source_note="原本について：",
    comma="、",
    form="概　要",
    issue="第{}号",
    addressed=(("report-to", "報告："), ("send-to", "送付："), ("issue-to", "通知：")),
    copies="{}部",
    brief="一頁要約",
    what_it_is="文書の概要",
    asked="求められる事項と期限",
    asked_more="ほかに一般的な要求が{count}件ある。",
    until="期限：{}",
    missing="原本の欠落",
    effect="施行：",
    minutes="議事要旨",
    attendance="出席：",
    resolved="決定事項",
    copy_to="写し：",
    printed_by="{}発行",
    attachment="別添：",
    digest="総合概要",
    in_this_issue="目次",
    source_of_item="出典：{}",
    support="協力：",
    in_year="（{}年）",
    aimed="（{}年目標）",
    talk="発言の要点",
)

_LABELS = {"zh": ZH, "zh-Hant": _translated(ZH), "ja": JA, "en": EN}


def labels(language: str) -> Labels:
    """The words of "zh", "zh-Hant", "ja" or "en"."""
    return _LABELS[language]


def repair_name(outline: Outline, rule: str, language: str) -> str:
    """What a repair did, as the outline names it; a rule that it does not name by its own name."""
    row = next((name for name in outline.repair_names if name.rule == rule), None)
    if row is None:
        return rule.replace("_", " ")
    return {"en": row.english, "ja": row.japanese, "zh-Hant": traditional(row.chinese)}.get(language, row.chinese)


def lost(pages: Sequence[int], language: str) -> str:
    """The mark of a gap: "〔原件缺第2、4—6页〕"."""
    words = labels(language)
    if not pages:
        return words.lost_somewhere
    return (words.lost_page if len(pages) == 1 else words.lost_pages).format(page_list(pages, language))


def page_list(pages: Sequence[int], language: str) -> str:
    """ "2、4—6" or "2, 4–6"."""
    comma = ", " if language == "en" else "、"
    return stretches(pages, labels(language).page_dash, comma)
