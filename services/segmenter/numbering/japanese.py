"""Numbering styles of Japanese documents, in order of trial."""

from __future__ import annotations

from services.segmenter.numbering import numerals
from services.segmenter.numbering.ordinals import branched, single
from services.segmenter.numbering.style import NumberingStyle, Role

H = numerals.HAN_NUMERAL
BRANCH = r"(?:の[一二三四五六七八九十百千〇]{1,3}){0,3}"  # 六の二: put in behind 六
Row = NumberingStyle

# fmt: off
JAPANESE: tuple[NumberingStyle, ...] = (
    Row(name="kanji_space", example="一　", sample="一　許可を受けた者", counter="一度　許可を", rank=41, role=Role.POINT, language="ja",
        weak=True, inner=True, titles=("ja",), note="号, 六の二", ordinal=branched,
        pattern=rf"({H}{{1,4}}(?:の{H}{{1,3}}){{0,3}})[ \u3000](?=\S)",
        unit="item", inline=rf"([一二三四五六七八九十百千〇]+{BRANCH})"),
    Row(name="wide_digit", example="２　", sample="２　前項の許可", counter="２０％", rank=39, role=Role.POINT, language="ja",
        weak=True,
        titles=("ja",), note="項", ordinal=single(numerals.digits),
        pattern=r"([０-９]{1,3})[ \u3000]?(?=[ぁ-ゖァ-ヶ一-鿿])"),
    Row(name="aiueo", example="ア　", sample="ア　申請者の氏名", counter="イ　申請者の氏名", rank=43, role=Role.POINT, language="ja",
        titles=("ja",), note="after ア, イ is the second of アイウ", ordinal=single(numerals.aiueo),
        pattern=r"(ア)[ \u3000](?=\S)", continued=rf"([{numerals.AIUEO}])[ \u3000]"),
    Row(name="iroha", example="イ　", sample="イ　申請者の氏名", counter="ン　申請者の氏名", rank=43, role=Role.POINT, language="ja",
        weak=True,
        otherwise="aiueo", ordinal=single(numerals.iroha), pattern=rf"([{numerals.IROHA}])[ \u3000](?=\S)"),
)
