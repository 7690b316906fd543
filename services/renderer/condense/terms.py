"""What a sentence is made of when sentences are compared: character pairs of Chinese, words of English."""

from __future__ import annotations

import re

_STRETCH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[a-z]+(?:'[a-z]+)?|[0-9]+(?:[.,][0-9]+)*")
_STOPWORDS = """
a an the and or of to in on for by with at from as is are was were be been being it its this that these those which who
whom whose not no nor so if than then such any all each other under into out up down over after before between per shall
may will would can could should must do does did have has had he she they them their his her you your we our i me my us
there here also only own same too very about above below through during until while
"""
STOPWORDS = frozenset(_STOPWORDS.split())
# Characters of grammar and of talk; simplified, then the traditional forms that differ.
FUNCTION_CHARS = frozenset(
    "的了是在我你他她它们这那个就也都和与及不没有一说对啊呢吧吗嗯哦呃呀嘛哈哎唉然后因为所以如果但可以能会要很去来到得着过把被让给从向由还又再只最更什么"
    "怎哪谁其实觉知道想看种些样时候里上下中之而则于此并等将或者比较非常大家咱您自己讲做人今天现好"
    "們這個說對嗎後為沒會來著過讓給從還麼誰實覺種樣時裡將較講現"
)
_BOTH_FUNCTION = 0.0  # what a pair weighs of which both characters are grammar: 我们, 就是
_ONE_FUNCTION = 0.7


def terms(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters, and words without their endings, in order, with repeats."""
    words: list[str] = []
    for stretch in _STRETCH.findall(text.lower()):
        if stretch[0] >= "\u3400":
            words.extend(map(str.__add__, stretch, stretch[1:]) if len(stretch) > 1 else (stretch,))
        elif stretch not in STOPWORDS:
            words.append(stem(stretch))
    return words


def stem(word: str) -> str:
    """The word without a common English ending; good enough to find it again, not to print it."""
    if len(word) > 4:
        for ending in ("ies", "ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def content(term: str) -> float:
    """How much of a term is content and not grammar, 0 to 1."""
    if term[0] < "\u3400":
        return 1.0
    grammar = (term[0] in FUNCTION_CHARS) + (term[-1] in FUNCTION_CHARS)
    return (1.0, _ONE_FUNCTION, _BOTH_FUNCTION)[grammar]
