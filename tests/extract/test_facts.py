"""Facts against lists made by hand: requirements, who and until when, figures and what they measure."""

from __future__ import annotations

import sys

import pytest

from services.outline.model import Fact, Metadata
from services.renderer.extract import codec
from services.renderer.extract.deadlines.dates import last_day
from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Requirement
from services.segmenter.segment import segment
from tests.condense.outlines import outline_of_lines
from tests.extract.agreement import agreement, documents

# At least this share agrees; what is measured stands in docs/facts.md.
FLOORS = {
    "requirement precision": 0.9,
    "requirement recall": 0.86,
    "lead right": 0.92,
    "deadline precision": 0.92,
    "deadline recall": 0.9,
    "figure precision": 0.9,
    "figure recall": 0.88,
    "label right": 0.82,
    "quiet": 0.9,
}
# Documents on which nothing was tuned.
FROZEN_FLOORS = {
    "requirement precision": 0.78,
    "requirement recall": 0.76,
    "lead right": 0.82,
    "deadline precision": 0.9,
    "deadline recall": 0.85,
    "figure precision": 0.85,
    "figure recall": 0.8,
    "label right": 0.75,
}


@pytest.mark.parametrize("name", ["tuned", "requirements"])
def test_facts_agree_with_the_lists_they_were_tuned_on(name: str) -> None:
    found = agreement(name)
    assert not {key: value for key, value in found.items() if value < FLOORS[key]}


def test_facts_agree_with_lists_on_which_nothing_was_tuned() -> None:
    found = agreement("frozen")
    assert not {key: found[key] for key, floor in FROZEN_FLOORS.items() if found[key] < floor}


def asked(text: str, date: str = "") -> tuple[Requirement, ...]:
    outline = outline_of_lines(text, "zh-Hans")
    meta = Metadata(date=Fact(date) if date else None, language="zh-Hans")
    outline = type(outline)(source=outline.source, metadata=meta, blocks=outline.blocks)
    facts = extract(outline)
    return (*facts.requirements, *facts.perhaps)


def test_who_pays_who_helps_and_who_consents_are_not_who_does_it() -> None:
    (one,) = asked("区文旅局会同区应急管理局于10月中旬前形成报告，报经区政府审定，所需经费由区财政局统筹安排。")
    said = {part: [str(name) for name in getattr(one, part)] for part in ("lead", "support", "payer", "approver")}
    assert said == {"lead": ["区文旅局"], "support": ["区应急管理局"], "payer": ["区财政局"], "approver": ["区政府"]}


def test_a_body_that_the_sentence_before_names_is_carried_and_not_lead() -> None:
    first, second = asked("县水利局要逐库建立台账。要加强日常巡查，每月通报一次。")
    assert [str(name) for name in first.lead] == ["县水利局"]
    assert not second.lead
    assert [str(name) for name in second.carried] == ["县水利局"]


def test_a_bracket_gives_its_bodies_to_every_task_of_its_paragraph() -> None:
    found = asked("建立健全巡河制度。推广生态护岸技术。（县水利局牵头，县住建局、各乡镇配合）")
    assert [[str(name) for name in one.lead] for one in found] == [["县水利局"]] * 2
    assert [str(name) for name in found[0].support] == ["县住建局", "各乡镇"]
    assert not any("牵头" in str(one.text) for one in found)


def test_a_limit_in_the_next_sentence_holds_for_the_tasks_before_it() -> None:
    found = asked("各县要制定实施办法。各学校要修订管理制度。以上工作要在2019年2月底前完成。")
    assert [one.deadline and one.deadline.date for one in found] == ["2019-02-28"] * 2


@pytest.mark.parametrize(
    ("words", "written", "day"),
    [
        ("本月25日下午5点前", "2014-06-05", "2014-06-25"),
        ("自10月1日至次年4月30日", "2020-09-01", "2021-04-30"),
        ("本周四上午下班前", "2026-11-23", "2026-11-26"),
        ("三季度末前", "2021-06-08", "2021-09-30"),
        ("1月10日前", "2014-12-20", "2015-01-10"),
        ("六月十日前", "2022-05-01", "2022-06-10"),
        ("次年度一月底前", "2020-03-01", "2021-01-31"),
        ("By 2:00 pm EDT, Friday, July 17, 2020", "", "2020-07-17"),
        ("by the end of March", "2025-02-12", "2025-03-31"),
        ("每年1月20日前", "2014-12-20", ""),
        ("20个工作日内", "2014-06-05", ""),
        ("春节前", "2014-06-05", ""),
        ("12月底前", "", ""),
    ],
)
def test_a_limit_has_a_day_only_where_it_is_certain(words: str, written: str, day: str) -> None:
    assert last_day(words, written) == day


@pytest.mark.parametrize(
    "limit",
    [
        "自10月1日至次年4月30日",
        "9月20日（星期五）前",
        "国庆节前",
        "汛期前",
        "本月25日下午5点前",
        "今日下午18:00时前",
        "本周四上午下班前",
        "三季度末前",
        "6月18日（星期二）上午下班前",
        "2—3年内",
        "中标通知书发出后15日之内",
        "每年1月31日前",
    ],
)
def test_the_words_of_a_limit_are_found_whole(limit: str) -> None:
    (one,) = asked(f"各乡镇要在{limit}完成安全检查。")
    assert one.deadline is not None
    assert str(one.deadline.text) == limit


def test_numbers_of_a_list_go_to_their_subjects() -> None:
    found = extract(outline_of_lines("花生种植、收获机械化率分别达到65%和55%。")).figures
    assert [(each.value, str(each.of)) for each in found] == [("65", "花生种植机械化率"), ("55", "收获机械化率")]


def test_magnitudes_ranges_and_chinese_numerals_are_read_whole() -> None:
    text = "管廊建设投资10个亿。补助比例为60%—70%。新建公路三百二十公里，用水量下降两成。"
    found = extract(outline_of_lines(text)).figures
    expected = [("10", "亿"), ("60—70", "%"), ("三百二十", "公里"), ("两", "成")]
    assert [(each.value, each.unit) for each in found] == expected


def test_targets_are_apart_from_results_and_years_are_kept() -> None:
    text = "2023年全县旅游收入18.6亿元。到2025年，全县旅游收入力争达到25亿元。"
    result, target = extract(outline_of_lines(text)).figures
    assert (result.target, result.year, target.target, target.year) == (False, "2023", True, "2025")


@pytest.mark.parametrize(
    "text",
    [
        "刚才，住建局通报了有关情况，三个县作了发言。",
        "我相信，在大家的共同努力下，我们的友谊必将结出丰硕的果实。",
        "本办法所称认养，是指单位和个人自愿出资的行为。",
        "去年，全市各级各部门坚持稳中求进，完成了各项目标任务，取得明显成效。",
        "为什么要做这件事？",
    ],
)
def test_narration_wishes_definitions_and_questions_ask_nothing(text: str) -> None:
    assert not extract(outline_of_lines(text, "zh-Hans")).requirements


def test_facts_come_back_from_their_bytes_as_they_were() -> None:
    for document in documents("tuned"):
        facts = extract(segment(document["dump"].encode()))
        data = codec.to_bytes(facts)
        assert codec.from_bytes(data) == facts
        assert codec.to_bytes(facts) == data


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他列席了宁夏回族自治区第七届人民代表大会第三次会议。", ["宁夏回族自治区第七届人民代表大会第三次会议"]),
        ("全县全面推进县城建设工作会议今天召开。", ["全县全面推进县城建设工作会议"]),
        ("认真落实中央经济工作会议部署。", ["中央经济工作会议"]),
        ("2021年6月8日，县长主持召开县政府第37次常务会议。", ["县政府第37次常务会议"]),
        ("每年只开一次会议。建立联席会议（以下简称联席会议），由联席会议主要承担协调。", []),
    ],
)
def test_meetings_have_their_whole_names_and_no_clause_for_one(text: str, names: list[str]) -> None:
    assert [str(each.name) for each in extract(outline_of_lines(text)).meetings] == names


def test_when_a_document_binds_expires_and_what_it_repeals() -> None:
    text = "本办法自2020年5月1日起施行，有效期至2025年4月30日。《城市绿地认养暂行规定》（市政府令第32号）同时废止。"
    found = extract(outline_of_lines(text)).effects
    assert [(each.kind, each.date) for each in found] == [
        ("in_force", "2020-05-01"),
        ("expires", "2025-04-30"),
        ("repeals", ""),
    ]
    assert str(found[2].text).startswith("《城市绿地认养暂行规定》")


def test_what_was_abolished_is_no_award() -> None:
    assert not extract(outline_of_lines("取消评比达标表彰项目29项。")).decisions
    (award,) = extract(outline_of_lines("市总工会决定，授予明江机械厂工会等20个单位“先进基层工会”称号。")).decisions
    assert award.award


@pytest.mark.parametrize(
    "piece",
    [
        "以上工作要在2019年2月底前完成。\n",
        "各镇要备足物资，",
        "人口30万人，",
        "县水利局、",
        "县局负责；",
        "（县局负责",
        "“要",
    ],
)
def test_ten_times_the_text_takes_no_more_than_ten_times_the_calls(piece: str) -> None:
    def calls(times: int) -> int:
        outline, count = outline_of_lines(piece * times), 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            extract(outline)
        finally:
            sys.setprofile(None)
        return count

    assert calls(2000) < 12 * calls(200)
