"""Parts of dates, as parts of regular expressions, and the months."""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December".split()
MONTH = "|".join(MONTHS)
HAN_DIGIT = "[〇零○一二三四五六七八九]"  # 二〇一六年
HAN_COUNT = "[一二三四五六七八九十]"  # 十二月三十一日
