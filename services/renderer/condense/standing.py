"""Sentences that can be read without the one before them: what a summary may show out of its context."""

from __future__ import annotations

import re
from dataclasses import replace

from services.outline.model import Block, Heading, Point
from services.renderer.condense.candidates import Candidate

# A connective and its comma: without them the sentence stands.
_CONNECTIVE = re.compile(
    r"(?:同时|此外|另外|因此|所以|总之|而且|并且|当然|首先|其次|再次|最后|其三|为此|对此|与此同时|但是|然而|可是|不过|那么|好|"
    r"同時|因而|總之|並且|當然|為此|對此|與此同時)[，,、：:]\s*"
)
# What points back to a sentence that is not there: 即业绩报送…, 其主要任务是…, 这些单位…
_POINTS_BACK = re.compile(
    r"(?:即(?!使|将|便|日|时|將|時)|其(?!他|它|中国|次|实|實)|其中|[这這](?!次|一年|几年|五年)|此(?!次)|该|該(?!当)|上述|以上|前述|前者|后者|後者|"
    r"同样|同樣|反之|否则|否則|它|他们?|她|他們|那(?!么)|之所以|但|而(?!立)|也(?!门)|则|則|并(?!轨)|並|以及|和|或者?|及其|"
    r"一方面|另一方面|同时|因此|所以|例如|比如|如：|主要有|包括)"
)
_POINTS_BACK_EN = re.compile(
    r"(?:This|These|That|Those|It|They|He|She|His|Her|Their|Its|Such|Here|There|However|But|And|Or|So|Thus|Therefore|"
    r"Moreover|Furthermore|Also|Instead|Then|Otherwise|Accordingly|Similarly|For example|In addition|As a result|"
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|Many|Most|Both|All|None|Others|Several|Each|Neither|"
    r"Either) "
    r"(?:had|have|has|was|were|is|are|did|does|do|of (?:them|these|those))|The (?:former|latter|others|rest|same))\b"
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ENDS = re.compile(r"[。！!.…][”’』」）)\"']*$")
_LEAST_HAN = 12
_LEAST_WESTERN = 40
_LEAST_WORDS = 6
_OF_LAW = re.compile(r"[条條§]|^(?:Sec|Art)")  # by this number the point is cited: it stays
_ADDRESS = re.compile(r"^(?:同志们|各位|谢谢|我就讲|联系人|联系电话|抄送|附件|(?:Thank you|Ladies and))|@|https?:")
_ANNOUNCES = re.compile(
    r"如下[。：:]?$|以下(?:几|[一二三四五六七八九十]).{1,8}[。：:]$|印发给你们|请(?:认真)?(?:贯彻|遵照)(?:执行|落实)"
)
_LISTED = re.compile(r"^[（(]?[0-9a-z一二三四五六七八九十]{1,3}[)）.．、]\s*")


def standing_alone(candidate: Candidate, item: Heading | Block) -> Candidate | None:
    """The sentence without its connective and its number in a list; None where it cannot stand alone.

    A question, a label, an announcement of what follows, a greeting and a signature cannot.
    """
    cut = 0
    literal = item.enumerator.literal if isinstance(item, Point) and candidate.start == 0 else ""
    if literal and candidate.text.startswith(literal) and not _OF_LAW.search(literal):
        cut = len(literal)
    elif listed := _LISTED.match(candidate.text):
        cut = listed.end()
    cut += len(candidate.text[cut:]) - len(candidate.text[cut:].lstrip())
    if connective := _CONNECTIVE.match(candidate.text, cut):
        cut = connective.end()
    text = candidate.text[cut:]
    back = _POINTS_BACK if _HAN.match(text[:1]) else _POINTS_BACK_EN
    if back.match(text) or _ADDRESS.search(text) or _ANNOUNCES.search(text) or not _ENDS.search(text):
        return None
    if _HAN.search(text):
        if len(text) < _LEAST_HAN:
            return None
    elif len(text) < _LEAST_WESTERN or len(text.split()) < _LEAST_WORDS or text[:1].islower():
        return None
    return replace(candidate, text=text, start=candidate.start + cut)
