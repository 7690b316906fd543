"""Signs by what they do in a sentence, Chinese and Western ones together; each is a string of characters."""

from __future__ import annotations

FULL_STOPS = "。！？!?"  # end a sentence: "各镇要明确专人。"
ELLIPSIS = "…"  # ends one, or breaks it off: "等等…"
SEMICOLONS = "；;"  # end a clause or a point of a list: "（一）负责管理；"
COLONS = "：:"  # announce: "现将有关事项通知如下："
COMMAS = "，、,"  # never end anything: "第一，"
CLOSING = "”’」』）)》〉"  # closed behind a stop they belong to the sentence: "“……。”"
OPENING = "“‘「『（《(〈"  # the pairs of CLOSING
NEVER_BEGIN = "，。、；：！？,.;:!?）)》〉」』】〕”’％%…·"  # no paragraph begins with one: "，并报送备案"
