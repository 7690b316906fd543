"""Ranges of characters, as the insides of character classes: rf"[{HAN}]"."""

from __future__ import annotations

HAN = r"\u3400-\u9fff"  # 国, 㐂: all of the basic plane that text uses
HAN_COMMON = r"\u4e00-\u9fff"  # 国: without the rare ones of extension A, for names of offices and people
HIRAGANA = r"\u3041-\u309f"  # の
KATAKANA = r"\u30a1-\u30ff"  # ノ
KANA = HIRAGANA + KATAKANA
