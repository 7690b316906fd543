"""What the document says of itself, and what is told of what is lost."""

import pytest

from services.outline.model import DocumentKind, Fact
from services.segmenter.segment import segment

NOTICE = """白石县人民政府关于加强渡口管理的通知
白政发〔2031〕12号
各镇人民政府：
汛期将至，现就有关事项通知如下。
一、落实责任
各镇要明确专人。
二、检查渡船
五月底前检查一遍。
白石县人民政府
2031年4月2日
"""
SPEECH = """在全县渡口安全工作会议上的讲话
（2031年4月8日）
副县长　李长河
同志们：
今天的会议很重要。下面，我讲三点意见。
一、认识要提高
渡口无小事，大家都要重视。
二、责任要落实
每个渡口都要有人管。
"""


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def test_a_notice_tells_who_writes_to_whom_when_and_under_what_number() -> None:
    told = segment(NOTICE.encode()).metadata
    assert value(told.title) == "白石县人民政府关于加强渡口管理的通知"
    assert value(told.document_number) == "白政发〔2031〕12号"
    assert value(told.addressee) == "各镇人民政府"
    assert (value(told.issuer), value(told.signature)) == ("白石县人民政府", "白石县人民政府")
    assert value(told.date) == "2031-04-02"
    assert (told.kind, told.language) == (DocumentKind.NOTICE, "zh-Hans")


def test_a_speech_tells_who_speaks_and_in_what_post() -> None:
    told = segment(SPEECH.encode()).metadata
    assert (value(told.speaker), value(told.post)) == ("李长河", "副县长")
    assert value(told.salutation) == "同志们"
    assert (value(told.date), told.kind) == ("2031-04-08", DocumentKind.SPEECH)


@pytest.mark.parametrize("text", [NOTICE, SPEECH])
def test_every_fact_leads_back_to_the_words_that_it_was_read_from(text: str) -> None:
    told = segment(text.encode()).metadata
    for fact in (told.title, told.addressee, told.document_number, told.speaker, told.post, told.signature):
        if fact is not None:
            assert fact.value in "".join(text[span.start : span.end] for span in fact.spans)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2031年4月2日", "2031-04-02"),
        ("二〇三一年四月二日", "2031-04-02"),
        ("二○三一年十二月三十一日", "2031-12-31"),
        ("2031-04-02", "2031-04-02"),
        ("2031.4.2", "2031-04-02"),
        ("2031年13月2日", None),
    ],
)
def test_dates_are_read_as_offices_write_them(line: str, date: str | None) -> None:
    assert value(segment(NOTICE.replace("2031年4月2日", line).encode()).metadata.date) == date


def test_points_that_were_announced_and_are_not_there_are_told() -> None:
    (told,) = [finding for finding in segment(SPEECH.encode()).findings if finding.rule == "announced_count"]
    assert dict(told.details)["announced"] == "3"
    assert dict(told.details)["found"] == "2"


def test_a_number_that_is_passed_over_is_told_and_never_made_up() -> None:
    outline = segment(NOTICE.replace("二、检查", "四、检查").encode())
    (told,) = [finding for finding in outline.findings if finding.rule == "enumerator_gap"]
    assert dict(told.details) == {"before": "一、", "after": "四、"}
    assert [section.heading.enumerator.literal for section in outline.sections if section.heading.enumerator] == [
        "一、",
        "四、",
    ]


def rules(text: str, encoding: str = "utf-8") -> set[str]:
    """The findings about a text, by name."""
    return {finding.rule for finding in segment(text.encode(encoding)).findings}


@pytest.mark.parametrize(
    ("ending", "torn"),
    [
        ("三、检查渡船\n各镇要在五月底前对辖区内的渡船逐一进行检查，发现问", True),
        ("三、检查渡船\n", True),
        ("三、检查渡船\n各镇要在五月底前对辖区内的渡船逐一进行检查。\n", False),
        ("三、检查渡船\n检查一遍。\n联系电话：0731-82112233，联系人是办公室的王明和李长河两位同志\n", False),
        ("三、检查渡船\n检查一遍。\n更多内容请到白石县人民政府网站查看 www.example.com/dukou/2031\n", False),
    ],
)
def test_an_end_is_torn_in_a_sentence_or_behind_a_heading_and_not_at_a_phone_or_a_site(ending: str, torn: bool) -> None:
    text = NOTICE.replace("白石县人民政府\n2031年4月2日\n", ending)
    assert ("torn_end" in rules(text)) is torn


def test_a_beginning_in_the_middle_of_a_sentence_is_told() -> None:
    assert "torn_start" in rules(
        "，并报县人民政府备案，由县交通运输局负责督促落实。\n二、检查渡船\n五月底前检查一遍。\n"
    )
    assert "torn_start" not in rules(NOTICE)


def test_characters_that_nobody_can_read_are_counted_where_they_first_stand() -> None:
    outline = segment(NOTICE.replace("专人", "专\ue043人\ufffd").encode())
    (told,) = [finding for finding in outline.findings if finding.rule == "unreadable_characters"]
    assert dict(told.details) == {"count": "2"} and told.spans[0].chars == 1


def test_a_rare_glyph_is_mended_and_a_doubtful_word_beside_it_is_told() -> None:
    assert "suspicious_glyph" in rules(NOTICE.replace("明确专人", "明确专人，推迚协劣工作"))
    assert "suspicious_glyph" not in rules(NOTICE.replace("明确专人", "明确专人，推进协劣工作"))


def test_an_encoding_that_another_fits_nearly_as_well_is_told_as_a_guess() -> None:
    assert "encoding_guessed" in rules("Les bateaux du lac sont à l’abri.\nLe café est fermé.\n" * 3, "cp1252")
    assert "encoding_guessed" not in rules(NOTICE, "gb18030")


def test_levels_below_the_deepest_that_an_outline_has_are_told() -> None:
    marks = "第一编 第一部分 第一分编 第一章 第一节 第一目 壹、 一、 甲、 （甲） （一） ㈠ 1. 1.1 1.1.1 1.1.1.1 1.1.1.1.1".split()
    assert "depth_capped" not in rules("\n".join(["管理规程", *(f"{mark} 事项" for mark in marks[:16])]))
    assert "depth_capped" in rules("\n".join(["管理规程", *(f"{mark} 事项" for mark in marks)]))
