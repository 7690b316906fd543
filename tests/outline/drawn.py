"""Outlines drawn by chance, any that the model allows, for the property tests of the kernel."""

from hypothesis import strategies as st

from services.limits import SECTION_DEPTH
from services.outline.model import (
    DocumentKind,
    Enumerator,
    Fact,
    Finding,
    Furniture,
    FurnitureKind,
    Gap,
    Heading,
    LineBox,
    Meta,
    Metadata,
    MetaRole,
    Outline,
    PageLayout,
    Paragraph,
    ParagraphKind,
    Point,
    PrintedPage,
    Repair,
    RepairName,
    Run,
    Section,
    Severity,
    Source,
    Span,
    Text,
)


def tuples(values, most=3):
    return st.lists(values, max_size=most).map(tuple)


words = st.text(st.characters(categories=None, exclude_categories=["Cs"]), max_size=12)
spans = st.builds(
    lambda page, start, more: Span(page, start, start + more), st.integers(1, 9), *[st.integers(0, 900)] * 2
)
texts = st.builds(Text, tuples(st.builds(Run, words, st.none() | spans)))
ordinals = st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=3).map(tuple)
enumerators = st.builds(Enumerator, words, ordinals, words)
confidences = st.none() | st.floats(0, 1)
headings = st.builds(Heading, texts, st.none() | enumerators, st.booleans(), confidences)
blocks = st.one_of(
    st.builds(Meta, st.sampled_from(MetaRole), texts, confidences),
    st.builds(Point, texts, enumerators, st.integers(0, 5), confidences),
    st.builds(
        Paragraph,
        texts,
        st.booleans(),
        st.booleans(),
        st.sampled_from(ParagraphKind),
        words,
        st.integers(0, 9),
        confidences,
    ),
    st.builds(Gap, tuples(st.integers(0, 400)), spans, tuples(words)),
)
sections = st.recursive(
    st.builds(Section, headings, tuples(blocks)),
    lambda inner: st.builds(Section, headings, tuples(blocks), tuples(inner, 2)),
    max_leaves=6,
)


@st.composite
def towers(draw):
    """A section under a section under a section, up to the deepest that the wire carries."""
    tower = Section(draw(headings), draw(tuples(blocks)))
    for _ in range(draw(st.integers(0, SECTION_DEPTH - 1))):
        tower = Section(draw(headings), (), (tower,))
    return tower


facts = st.none() | st.builds(Fact, words, tuples(spans))
lengths = st.integers(0, 10**6)
numbers = st.none() | st.integers(0, 5000)
named = {name: facts for name in Metadata.__slots__ if name not in ("kind", "language")}
outlines = st.builds(
    Outline,
    source=st.builds(
        Source,
        words,
        words,
        st.integers(0, 2**40),
        tuples(st.integers(0, 10**6)),
        st.text("abc", min_size=1),
        tuples(st.tuples(words, words)),
    ),
    metadata=st.builds(Metadata, kind=st.sampled_from(DocumentKind), language=words, **named),
    blocks=tuples(blocks),
    sections=tuples(sections | towers()),
    printed_pages=tuples(st.builds(PrintedPage, numbers, tuples(spans))),
    furniture=tuples(st.builds(Furniture, st.sampled_from(FurnitureKind), words, spans, numbers)),
    repairs=tuples(st.builds(Repair, words, spans, words, words)),
    findings=tuples(
        st.builds(Finding, words, st.sampled_from(Severity), tuples(spans), tuples(st.tuples(words, words)))
    ),
    segmenter=words,
    page_layouts=tuples(st.builds(PageLayout, lengths, lengths, words, tuples(st.builds(LineBox, *[lengths] * 6)))),
    repair_names=tuples(st.builds(RepairName, words, words, words, words)),
    confidence=confidences,
)
