"""What every part of a plan is made from: the outline under a profile, its facts and what they are shown as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from services.outline.model import Fact, Gap, Heading, Outline, Span, Text
from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Facts
from services.renderer.last_of import last_of
from services.renderer.placed import ContentControl, Inline
from services.renderer.plan.fact_text import spoken
from services.renderer.plan.labels import Labels, labels
from services.renderer.plan.title import title_of
from services.renderer.profile import Profile

_extracted = last_of(extract)


@dataclass(frozen=True)
class Draft:
    """One document on its way to the page. `options` are checked ones.

    `shown` collects the spans that a part has put on the page, so that no other part says the same again. `others`:
    further documents, of a digest.
    """

    outline: Outline
    profile: Profile
    options: Mapping[str, str]
    given_facts: Facts | None = None
    others: tuple[Outline, ...] = ()
    shown: list[Span] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.profile.language

    @property
    def words(self) -> Labels:
        return labels(self.profile.language)

    @cached_property
    def facts(self) -> Facts:
        return _extracted(self.outline) if self.given_facts is None else self.given_facts

    @cached_property
    def title(self) -> Fact | None:
        return title_of(self.outline)

    @cached_property
    def chars(self) -> int:
        """Characters of the document's text."""
        return sum(len(item.text) for _, item in self.outline.walk() if not isinstance(item, Gap))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(item for _, item in self.outline.walk() if isinstance(item, Gap))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the first level that are there."""
        return tuple(section.heading for section in self.outline.sections if section.heading.text)

    def given(self, name: str, label: str) -> tuple[Inline, ...]:
        """The value of an option as a field that can be changed in the file; nothing where it was not given."""
        value = self.options.get(name, "")
        return (ContentControl(name, label, spoken(value, self.language)),) if value else ()

    def show(self, *texts: Text) -> None:
        """Note that these texts stand on the page."""
        self.shown.extend(span for text in texts for span in text.spans)
