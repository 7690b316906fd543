"""What a finding says: every rule by name with its sentence in English and Chinese.

`{name}` is filled in from the finding's details; a detail that is not there reads "?". A new rule is a new row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from services.outline.model import Finding

MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # numbering
        "announced_count": (
            "“{phrase}” announces {announced}; {found} can be found.",
            "文中称“{phrase}”，应有{announced}项，只找到{found}项。",
        ),
        "enumerator_gap": (
            "The numbering jumps from “{before}” to “{after}”.",
            "序号由“{before}”跳至“{after}”，中间有缺。",
        ),
        "enumerator_restart": (
            "The numbering starts again at “{after}” after “{before}”.",
            "序号在“{before}”之后又从“{after}”开始。",
        ),
        "ambiguous_depth": (
            "“{heading}” stands at level {chosen}; level {other} is nearly as likely.",
            "“{heading}”定为第{chosen}级，定为第{other}级的可能性相近。",
        ),
        "depth_capped": (
            "Headings nest {depth} deep; those below level {limit} are kept at level {limit}.",
            "标题共{depth}级，{limit}级以下均按{limit}级处理。",
        ),
        # what is lost
        "lost_pages": ("Pages are missing: {pages}.", "缺页：{pages}。"),
        "lost_heading": ("A heading before “{before}” is lost.", "“{before}”之前有标题缺失。"),
        "torn_start": ("The text begins in the middle of a sentence.", "正文从句中开始，开头已缺失。"),
        "torn_end": ("The text breaks off in the middle of a sentence.", "正文在句中中断，结尾已缺失。"),
        "viewer_counter_disagrees": (
            "The viewer counts {counted} pages, but page numbers up to {printed} are printed.",
            "浏览器计为{counted}页，而印刷页码至{printed}。",
        ),
        # what could not be read
        "decoded_with_losses": (
            "{count} bytes could not be read as {encoding} and stand as �.",
            "有{count}个字节无法按{encoding}解码，以“�”代替。",
        ),
        "characters_unmapped": (
            "{count} characters of the file's fonts are not named and stand as �.",
            "文件字体中有{count}个字符未注明对应文字，以“�”代替。",
        ),
        "pages_without_text": (
            "Pages without text, pictures perhaps: {pages}.",
            "以下页没有文字（可能是图片）：{pages}。",
        ),
        "members_unread": (
            "{count} files of the archive could not be read: {names}.",
            "压缩包中有{count}个文件无法读取：{names}。",
        ),
        "encoding_guessed": (
            "The encoding is not told; it was read as {encoding}.",
            "未注明编码，按{encoding}读取。",
        ),
        "unreadable_characters": (
            "{count} characters cannot be read; they stand as they were found.",
            "有{count}个字符无法识读，按原样保留。",
        ),
        "suspicious_glyph": (
            "“{glyph}” is unusual here; “{likely}” may be meant.",
            "“{glyph}”在此处少见，疑为“{likely}”。",
        ),
        # the document as a whole
        "doubtful_outline": (
            "The outline is doubtful: it is right with a chance of {percent} %. Look at it before you send it on.",
            "提纲不够可靠，正确的可能性约为{percent}%，发送前请核对。",
        ),
        "doubtful_block": (
            "“{text}” was taken for {kind} with a confidence of {percent} %; {other} comes next.",
            "“{text}”判为“{kind}”的把握为{percent}%，其次可能为“{other}”。",
        ),
        "title_missing": ("No title was found.", "未找到标题。"),
        # laws of our own
        "text_not_conserved": (
            "Page {page}: “{text}” (code points {start} to {end}) is nowhere in the document.",
            "第{page}页：“{text}”（第{start}至{end}字）未收入文稿。",
        ),
        "text_doubled": (
            "Page {page}: “{text}” (code points {start} to {end}) is used twice.",
            "第{page}页：“{text}”（第{start}至{end}字）被重复收入。",
        ),
        "text_out_of_order": (
            "Page {page}: code points {start} to {end} are not in reading order.",
            "第{page}页：第{start}至{end}字次序有误。",
        ),
        "text_changed_silently": (
            "Page {page}: code points {start} to {end} were changed to “{text}” without a record.",
            "第{page}页：第{start}至{end}字改为“{text}”而未留记录。",
        ),
        "span_out_of_range": (
            "Page {page} has no code points {start} to {end}.",
            "第{page}页没有第{start}至{end}字。",
        ),
        "pages_miscounted": (
            "The outline tells of {told} dump pages with other lengths than the {given} that were read.",
            "大纲所记{told}页与读入的{given}页不符。",
        ),
        "enumerator_not_at_head": (
            "A numbered block does not begin with its number “{literal}”.",
            "编号段落未以其序号“{literal}”开头。",
        ),
    }
)


class _Details(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"


def message(finding: Finding, language: str = "en") -> str:
    """The finding in one sentence: Chinese when `language` (BCP 47) begins with "zh", else English.

    A rule without a row is answered with its name and details.
    """
    row = MESSAGES.get(finding.rule)
    if row is None:
        details = ", ".join(f"{name} {value}" for name, value in finding.details)
        return f"{finding.rule} ({details})" if details else finding.rule
    return row[1 if language.lower().startswith("zh") else 0].format_map(_Details(finding.details))
