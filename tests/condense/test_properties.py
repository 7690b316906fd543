"""What holds for every outline and every budget."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from services.outline.model import Gap, Heading, Outline, Paragraph, Run, Section, Span, Text
from services.renderer.condense.candidates import candidates
from services.renderer.condense.condense import condense
from services.renderer.condense.one_line import one_line
from services.renderer.condense.plain import plain
from services.renderer.extract.extract import extract
from services.renderer.plan.lead import lead

SENTENCES = st.one_of(
    st.sampled_from(
        [
            "各级各部门要在3月底前完成整改。",
            "全县粮食总产量达到52.5万吨，比上年增长3%。",
            "会议传达了全省安全生产工作会议精神。",
            "The Department shall publish a report by 31 March 2026. ",
            "（市教育局牵头）",
            "他说：“要快。",
        ]
    ),
    st.text(alphabet="我们要加强管理。，；（“”)ab. 1", max_size=40),
)


@st.composite
def outlines(draw: st.DrawFn) -> tuple[Outline, list[str]]:
    """An outline over two dump pages whose runs are copies of what stands at their spans, and the pages."""
    pages = ["", ""]

    def text() -> Text:
        runs = []
        for page in sorted(draw(st.lists(st.integers(1, 2), min_size=1, max_size=2))):
            words = "".join(draw(st.lists(SENTENCES, max_size=4)))
            runs.append(Run(words, Span(page, len(pages[page - 1]), len(pages[page - 1]) + len(words))))
            pages[page - 1] += words
        return Text(tuple(runs))

    def block() -> Paragraph | Gap:
        if draw(st.integers(0, 4)) == 0:
            return Gap((draw(st.integers(1, 9)),), Span(1, 0, 0))
        return Paragraph(text(), draw(st.booleans()), draw(st.booleans()))

    def sections(depth: int) -> tuple[Section, ...]:
        count = draw(st.integers(0, 2 if depth < 3 else 0))
        return tuple(
            Section(Heading(text()), tuple(block() for _ in range(draw(st.integers(0, 2)))), sections(depth + 1))
            for _ in range(count)
        )

    blocks = tuple(block() for _ in range(draw(st.integers(0, 3))))
    return Outline(blocks=blocks, sections=sections(0)), pages


@settings(max_examples=150, deadline=None)
@given(outlines(), st.integers(0, 900))
def test_what_is_kept_is_in_order_at_its_spans_and_within_the_budget(
    made: tuple[Outline, list[str]], chars: int
) -> None:
    outline, pages = made
    condensed = condense(outline, chars)
    assert len(plain(condensed)) <= chars
    assert condensed == condense(outline, chars)
    runs = [run for _, item in condensed.walk() if not isinstance(item, Gap) for run in item.text.runs]
    for run in runs:
        if run.span:
            assert pages[run.span.page - 1][run.span.start : run.span.end] == run.text
        else:
            assert run.text in ("", " ", "……", " … ")
    order = [run for _, item in outline.walk() if not isinstance(item, Gap) for run in item.text.runs]
    places = [next(i for i, whole in enumerate(order) if _within(run, whole)) for run in runs if run.span and run.text]
    assert places == sorted(places)


def _within(run: Run, whole: Run) -> bool:
    a, b = run.span, whole.span
    return (
        a is not None
        and b is not None
        and a.page == b.page
        and b.start <= a.start
        and a.end <= b.end
        and bool(whole.text)
    )


@settings(max_examples=100, deadline=None)
@given(outlines())
def test_whole_sentences_and_nothing_torn_are_candidates(made: tuple[Outline, list[str]]) -> None:
    outline, _ = made
    items = [item for _, item in outline.walk()]
    for candidate in candidates(outline):
        item = items[candidate.place]
        assert not isinstance(item, Gap)
        assert str(item.text)[candidate.start : candidate.end] == candidate.text


@settings(max_examples=100, deadline=None)
@given(outlines())
def test_extracting_and_leading_in_answer_every_outline(made: tuple[Outline, list[str]]) -> None:
    outline, _ = made
    texts = [str(item.text) for _, item in outline.walk() if not isinstance(item, Gap)]
    extracts = extract(outline)
    for requirement in extracts.requirements:
        for part in (*requirement.lead, *((requirement.deadline.text,) if requirement.deadline else ())):
            assert any(str(part) in text for text in texts)
    line = one_line(outline)
    assert line is None or len(line) <= 60
    lead(outline)
