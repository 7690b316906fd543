"""Repairs one by one: what each mends, and what it must leave."""

from pathlib import Path

import ftfy.bad_codecs  # noqa: F401 (names the encodings of Windows as programs have them)
import pytest

from services.outline.model import RepairName
from services.segmenter import repairs
from services.segmenter.repairs.glyphs import table
from services.segmenter.repairs.rule import RepairRule
from services.segmenter.segment import segment
from tests.segmenter.conftest import Recover

RULES = {rule.name: rule for rule in repairs.rules()}


def mended(rule: str, text: str, language: str = "zh-Hans") -> str:
    at, parts = 0, []
    for edit in RULES[rule].find(text, language):
        assert edit.start >= at, "edits come in order and do not overlap"
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("bracketed_years", "国发[2011]5号、县发（2012）第7号", "国发〔2011〕5号、县发〔2012〕第7号"),
        ("compatibility_ideographs", "\uf90a額", "金額"),
        ("half_width_punctuation", "会前,市委(扩大)研究;同志们:", "会前，市委（扩大）研究；同志们："),
        ("invisible_characters", "渡\u200b口\xad管\ufeff理\x07", "渡口管理"),
        ("ligatures", "oﬃce ﬁles", "office files"),
        ("mojibake", "关于渡口".encode("gb18030").decode("latin-1"), "关于渡口"),
        ("mojibake", "关于渡口的通知".encode().decode("latin-1"), "关于渡口的通知"),  # an odd number of bytes
        ("mojibake", "关于渡口的通知".encode().decode("sloppy-windows-1252"), "关于渡口的通知"),
        ("mojibake", "the keeperâ€™s boat â€“ cafÃ©", "the keeper’s boat – café"),
        ("radicals", "⼯作⻚⾯", "工作页面"),
        ("wide_characters", "２０１１年增长３．５％，ＧＤＰ", "2011年增长3.5%，GDP"),
        ("wrong_glyphs", "位臵、推迚", "位置、推进"),
    ],
)
def test_what_is_wrong_is_mended(rule: str, wrong: str, right: str) -> None:
    assert mended(rule, wrong) == right
    assert mended(rule, right) == right


@pytest.mark.parametrize(
    ("rule", "text", "language"),
    [
        ("bracketed_years", "全县(2011)年度第5号", "zh-Hans"),
        ("compatibility_ideographs", "﨎﨏﨑", "ja"),
        ("half_width_punctuation", "比分3:1，合计1,000元，见http://a.example:80/?x=1", "zh-Hans"),
        ("half_width_punctuation", "The ferry, (old): gone", "en"),
        ("invisible_characters", "می\u200cخواهم", "fa"),
        ("ligatures", "Œuvre, æther", "en"),
        ("mojibake", "Café Übergröße naïve, “à la carte” – ½ £5 ©2031", "en"),
        ("mojibake", "关于渡口的通知，各镇人民政府", "zh-Hans"),
        ("wide_characters", "２　前項の規定", "ja"),
        ("wide_characters", "（一）①，：；", "zh-Hans"),
        ("wrong_glyphs", "収入を得る", "ja"),
        ("stray_spaces", "第一条 为了加强管理。 第二条 本办法适用。", "zh-Hans"),
    ],
)
def test_what_is_right_is_left_alone(rule: str, text: str, language: str) -> None:
    assert mended(rule, text, language) == text


@pytest.mark.parametrize("rule", repairs.rules(), ids=lambda rule: rule.name)
def test_a_repair_does_what_its_example_shows(rule: RepairRule) -> None:
    wrong, right, language = rule.example
    assert mended(rule.name, wrong, language) == right
    assert mended(rule.name, right, language) == right
    assert rule.chinese and rule.english


STARS = """
import re
from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

def stars(text, language):
    for found in re.finditer(r"(?<=[\u4e00-\u9fff])\\*(?=[\u4e00-\u9fff])", text):
        yield Edit(found.start(), found.end(), "×")

REPAIR = RepairRule("stars", stars, order=75, chinese="星号改为叉号", english="stars made crosses", japanese="星印の置換",
                    example=("王*明", "王×明", "zh-Hans"))
"""


def test_one_new_file_works_through_the_command_line_and_a_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recover: Recover
) -> None:
    (tmp_path / "stars.py").write_text(STARS, encoding="utf-8")
    monkeypatch.setattr(repairs, "__path__", [*repairs.__path__, str(tmp_path)])
    repairs.rules.cache_clear()
    try:
        text = "渡口管理会议纪要\n一、人员分工\n王*明负责登记，李长河负责检查。\n"
        for tree in recover(text):
            assert "| 王×明负责登记" in tree and "repairs: stars 1" in tree
        assert (
            RepairName("stars", "星号改为叉号", "stars made crosses", "星印の置換")
            in segment(text.encode()).repair_names
        )
    finally:
        monkeypatch.undo()
        repairs.rules.cache_clear()


def test_every_glyph_of_group_a_is_mended_and_one_character_long() -> None:
    for glyph in table():
        assert len(glyph.wrong) == len(glyph.right) == 1
        if glyph.group == "A" and not glyph.words:
            assert mended("wrong_glyphs", f"甲{glyph.wrong}乙") == f"甲{glyph.right}乙"


def test_each_repair_is_recorded_where_it_stood_in_the_raw_page() -> None:
    pages = [
        "渡口管理会议纪要\n一、位臵要醒目\n县发[2011]5号文件要求各镇落实。\n",
        "二、责任要推迚\n各镇要抓紧,不得拖延。\n",
    ]
    outline = segment("\f".join(pages).encode())
    told = {(repair.rule, repair.span.page, repair.before, repair.after) for repair in outline.repairs}
    assert {
        ("wrong_glyphs", 1, "臵", "置"),
        ("bracketed_years", 1, "[", "〔"),
        ("wrong_glyphs", 2, "迚", "进"),
        ("half_width_punctuation", 2, ",", "，"),
    } <= told
    for repair in outline.repairs:
        assert pages[repair.span.page - 1][repair.span.start : repair.span.end] == repair.before
