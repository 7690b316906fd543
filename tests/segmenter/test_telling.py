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
