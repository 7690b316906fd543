"""The model that tells paragraph and heading ends: its table, and what it makes of texts that it has not read."""

import pytest

from services.segmenter.breaks.likelihood import TABLE, bucket, genre_of, heading_end, heading_places, paragraph_end


def test_the_table_is_small_sorted_and_readable() -> None:
    raw = TABLE.read_text(encoding="utf-8")
    assert len(raw.encode()) < 300_000
    rows = [line.split("\t") for line in raw.split("\n")[1:] if line]
    assert all(len(row) == 3 and float(row[2]) for row in rows)
    assert len({(name, value) for name, value, _ in rows}) == len(rows)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


def test_a_paragraph_rather_ends_before_a_new_topic_than_inside_one() -> None:
    text = "渡口管理得到加强，事故明显减少。{}船员培训要抓紧，安全检查要经常。"
    at = text.index("{")
    new = paragraph_end(text.format("同志们！"), at, at, "", "prose")
    same = paragraph_end(text.format("这"), at, at, "", "prose")
    assert new > same


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("三、加强领导，形成合力各级各部门要把造林工作摆上重要位置，主要领导亲自抓。", "三、加强领导，形成合力"),
        ("二、切实加强组织领导各级人民政府要建立健全工作机制，明确职责分工。", "二、切实加强组织领导"),
    ],
)
def test_a_heading_ends_where_its_text_begins(text: str, heading: str) -> None:
    found = heading_end(text, 2, 60)
    assert found is not None and text[: found[0]] == heading and found[1] > 0


def test_a_heading_ends_neither_in_quotes_nor_in_a_number_nor_after_a_stop() -> None:
    text = "落实“四个一”要求2025年完成。其余另行通知"
    ends = [text[:at] for at in heading_places(text, 0, 60)]
    assert ends[:2] == ["落实", "落实“四个一”"]
    assert not {"落实“四个一”要求2", "落实“四个一”要求20", "落实“四个一”要求202"} & set(ends)
    assert max(map(len, ends)) < text.index("。")


def test_what_looks_like_nothing_costs_nothing() -> None:
    assert heading_end("", 0, 60) is None
    assert heading_end("。", 0, 60) is None
    assert isinstance(paragraph_end("", 0, 0), float)
    assert genre_of("") == "prose"
    assert bucket(0) == 0 and bucket(10**9) == bucket(601)
