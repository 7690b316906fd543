"""Title case: how English sets headings."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_][\w'’-]*")
SMALL = frozenset(
    "a an and as at but by for from if in into nor of off on onto or over per so than that the to up upon via vs with "
    "within without under its their your our".split()
)


def titled(text: str) -> bool:
    """Whether it is set like a title: every word of weight begins with a capital, "Roles and Responsibilities"."""
    words = WORD.findall(text)
    if not words or not (text[0].isupper() or text[0].isdigit() or text[0] in '"“‘(§'):
        return False
    heavy = [word for word in words[1:] if word.lower() not in SMALL]
    small = sum(1 for word in heavy if word[0].islower())
    return small == 0 or (len(heavy) >= 5 and small <= 0.15 * len(heavy))


# What sections of reports, standards and notices are called everywhere.
SECTION_NAMES = frozenset(
    name.strip()
    for name in """
    abbreviations, abstract, acknowledgements, acknowledgments, acronyms, actions, additional information,
    additional resources,
    analysis, applicability, approach, assumptions, audience, authority, background, bibliography, budget, challenges,
    change log,
    checklist, compliance, conclusion, conclusions, contact, contact information, contacts, contents, cost, costs, data,
    definitions, discussion, duration, effective date, enforcement, evaluation, examples, exceptions, executive summary,
    findings, footnotes, foreword, frequently asked questions, further information, further reading, general,
    general provisions,
    general requirements, glossary, goal, goals, governance, guidance, guidelines, history, implementation,
    instructions,
    introduction, key findings, key questions, lessons learned, limitations, methodology, methods, monitoring,
    next steps, notes,
    objective, objectives, options, outlook, overview, penalties, policy, preamble, preface, principles, privacy,
    procedure,
    procedures, purpose, questions, questions and answers, rationale, recommendation, recommendations, references,
    related documents, reporting, reporting requirements, required actions, requirements, resources, responsibilities,
    results,
    revision history, risk assessment, risks, roles and responsibilities, schedule, scope, security, standards, summary,
    table of contents, terminology, timeline, training, usability, version history
    """.replace("\n", " ").split(",")
)
NAME_WORDS = 4  # words of the longest of them


def section_name(words: list[str]) -> int:
    """How many words, from the first, are a name of SECTION_NAMES; 0: none. The longest counts."""
    for size in range(min(NAME_WORDS, len(words)), 0, -1):
        if " ".join(words[:size]).lower().rstrip(":") in SECTION_NAMES and words[0][:1].isupper():
            return size
    return 0
