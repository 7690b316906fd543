"""Numerals as enumerators print them, and their values."""

from __future__ import annotations

from functools import lru_cache

HAN_NUMERAL = "[〇零○一二三四五六七八九十百千廿卅]"  # one character of a Chinese numeral, as a class
HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "兩": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "廿": 20, "卅": 30}
STEMS = "甲乙丙丁戊己庚辛壬癸"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
ORDINAL_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "第四": 4, "最后": 99, "最後": 99}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
WORDS = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
         "eighteen nineteen twenty").split()  # fmt: skip


@lru_cache(maxsize=4096)
def han(text: str) -> int:
    """ "二十三" is 23, "一百零五" 105, "一〇二" 102. 0: no numeral."""
    text = text.replace(" ", "").replace("\u3000", "")
    if not any(c in UNITS for c in text):
        value = 0
        for c in text:
            if c not in HAN:
                return 0
            value = 10 * value + HAN[c]
        return value
    total, digit = 0, 0
    for c in text:
        if c in ("廿", "卅"):
            total += UNITS[c]
        elif c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        elif c in HAN:
            digit = HAN[c]
        else:
            return 0
    return total + digit


def roman(text: str) -> int:
    """ "XIV" is 14, also in small letters. 0: no numeral in its usual form."""
    text = text.upper()
    value = 0
    for c, after in zip(text, text[1:] + " ", strict=False):
        n = ROMAN.get(c, 0)
        value += -n if n < ROMAN.get(after, 0) else n
    return value if to_roman(value) == text else 0


def to_roman(value: int) -> str:
    """14 is "XIV"; "" outside 1 to 3,999."""
    if not 0 < value < 4000:
        return ""
    out = ""
    for n, digits in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                      (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        while value >= n:
            out, value = out + digits, value - n
    return out


def digits(text: str) -> int:
    """ "12", "１２" are 12; spaces are passed over."""
    return int("".join(text.split()))


_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾", "一二二三三四五六六七八九十")


def formal(text: str) -> int:
    """ "拾貳" is 12; 0 where it is no number."""
    return han(text.translate(_FORMAL))


def number(text: str) -> int:
    """A Chinese or Western numeral: "十二", "12", "１２"."""
    plain = "".join(text.split())
    return int(plain) if plain.isdecimal() else han(plain)


def letter(text: str) -> int:
    """ "a" or "A" is 1, "z" 26, "aa" 27."""
    text = text.lower()
    if len(text) > 1 and len(set(text)) == 1:
        return 26 * (len(text) - 1) + ord(text[0]) - 96
    return ord(text[0]) - 96 if len(text) == 1 else 0


def circled(text: str) -> int:
    """①, ⑴, ⒈, ㈠, ㊀, ❶, Ⅳ, ⅳ: the ordinal in their block."""
    c = ord(text)
    for first, last, value in ((0x2460, 0x2473, 1), (0x2474, 0x2487, 1), (0x2488, 0x249B, 1), (0x3220, 0x3229, 1),
                               (0x3280, 0x3289, 1), (0x2776, 0x277F, 1), (0x2160, 0x216B, 1), (0x2170, 0x217B, 1),
                               (0x24B6, 0x24CF, 1), (0x24D0, 0x24E9, 1), (0x249C, 0x24B5, 1)):  # fmt: skip
        if first <= c <= last:
            return c - first + value
    return 0


def stem(text: str) -> int:
    """甲 is 1."""
    return STEMS.find(text) + 1


def iroha(text: str) -> int:
    """イ is 1, ロ 2."""
    return IROHA.find(text) + 1


def aiueo(text: str) -> int:
    """ア is 1, イ 2."""
    return AIUEO.find(text) + 1


def ordinal_word(text: str) -> int:
    """首先 is 1, 其次 2; 最后 stands for whatever comes last."""
    return ORDINAL_WORDS.get(text, 0)


def english(text: str) -> int:
    """ "I", "4", "Four": whatever follows Article or Part."""
    if text.isdecimal():
        return int(text)
    if "Ⅰ" <= text <= "Ⅻ":
        return circled(text)
    if "-" in text:  # Chapter 3-1, inserted behind chapter 3
        text = text.partition("-")[0]
        return int(text) if text.isdecimal() else 0
    if text.lower() in WORDS:
        return WORDS.index(text.lower()) + 1
    return roman(text) or letter(text)
