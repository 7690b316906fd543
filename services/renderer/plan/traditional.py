"""Our own words in traditional characters: a table of the characters that they use, and of no others."""

from __future__ import annotations

_SIMPLIFIED = "处标题页码详断说扫来请对内为时没单数据关键词议决简报发综会纪录领导办况项责误错删汉连还号记应无从读乱称开头结计浏览见级与间个后复显纲编节"
_TRADITIONAL = "處標題頁碼詳斷說掃來請對內為時沒單數據關鍵詞議決簡報發綜會紀錄領導辦況項責誤錯刪漢連還號記應無從讀亂稱開頭結計瀏覽見級與間個後復顯綱編節"
_TABLE = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def traditional(text: str) -> str:
    """ "原件缺第2页" → "原件缺第2頁". For words of ours alone: a document's own are never changed."""
    return text.translate(_TABLE)
