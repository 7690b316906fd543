"""What the last characters before a place and the first ones after it tell of a paragraph's end."""

from __future__ import annotations

import re

from services.language import posts
from services.language.punctuation import NEVER_BEGIN
from services.language.word import alternatives

SENTENCE_END = re.compile(r"[。！？!?…．][”’」』）)》〉\"']*$|[.][\"”’')]*$")
SEMICOLON = re.compile(r"[；;][”’」』\"']?$")
# An English line that ends so goes on, whatever comes.
OPEN = re.compile(
    r"\b(?:the|an?|of|to|in|by|at|on|for|from|with|until|before|after|under|than|between|within|that|which|section|"
    r"article|no\.)$",
    re.I,
)
LINKED = re.compile(r"[;,] (?:and|or)$|;$")  # a point, and another comes
COLON = re.compile(r"[：:]$")
NO_START = frozenset(NEVER_BEGIN)
# A colon after which what was announced begins on a line of its own.
ANNOUNCES = re.compile(
    r"(?:如下|下列[^，。]{0,20}|以下[^，。]{0,16}|左列[^，。]{0,16}|次の[^、。]{0,20}|意见|意見|如左|情形之一|之一|following|as follows)[：:]$"
)
POST = re.compile(rf"(?:{posts.POST}|{alternatives(word.text for word in posts.WRITERS)})$")
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff] [\u4e00-\u9fff]$|[\u4e00-\u9fff·]{5,12}$")

BARE_DATE = re.compile(r"[（(]?(?:(?:19|20)\d\d|[一二三四五六七八九〇零]{4})年\d{1,2}月\d{1,2}日")
HEAD = 1500  # code points at the head of a document in which a date may begin a line of its history
ADDRESSED = re.compile(
    r"^(?:各|你|[\u4e00-\u9fff]{2,16}(?:人民政府|委员会|委員會|厅|局|部|办公室))[^。；]{0,200}[：:]$"
)
SINGLE = re.compile(r"[\u4e00-\u9fff](?:$|[（：:])")


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends at `end` (quotes and brackets closed after it included)."""
    return SENTENCE_END.search(text, max(start, end - 6), end) is not None


def ends_clause(text: str, start: int, end: int) -> bool:
    """Whether a semicolon or colon ends there."""
    return SEMICOLON.search(text, max(start, end - 3), end) is not None or COLON.search(text, end - 1, end) is not None


def announces(text: str, start: int, end: int) -> bool:
    """Whether what stands before `end` announces what follows: "现提出如下意见：", "应当具备下列条件："."""
    return ANNOUNCES.search(text, max(start, end - 30), end) is not None


def cannot_begin(text: str, start: int) -> bool:
    """Whether no paragraph begins with the character at `start`: punctuation that closes, a small Latin letter."""
    return text[start] in NO_START
