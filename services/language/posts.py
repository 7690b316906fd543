"""Posts, as they stand before a name or alone at the end of a line: "副县长　李长河"."""

from __future__ import annotations

from services.language.word import Word, alternatives

# A longer post ends with a shorter one (副主任 with 主任): only what ends it is listed.
POSTS: tuple[Word, ...] = (
    Word("书记", "县委书记 赵明远"),
    Word("書記", "縣委書記 趙明遠"),
    Word("市长", "市长 陈建国"),
    Word("市長", "市長 陳建國"),
    Word("县长", "副县长　李长河"),
    Word("縣長", "副縣長 李長河"),
    Word("区长", "区长 王立新"),
    Word("省长", "省长 周立"),
    Word("州长", "州长 马俊"),
    Word("镇长", "镇长 孙伟"),
    Word("乡长", "乡长 何平"),
    Word("主任", "办公室主任 刘洋"),
    Word("主任委员", "主任委员 高山"),
    Word("部长", "部长 郑海"),
    Word("部長", "部長 鄭海"),
    Word("局长", "水务局局长 吴江"),
    Word("局長", "局長 吳江"),
    Word("厅长", "厅长 黄河"),
    Word("署长", "署长 林峰"),
    Word("主席", "主席 杨帆"),
    Word("总理", "总理 许诺"),
    Word("總理", "總理 許諾"),
    Word("總統", "總統 許諾"),
    Word("委员长", "委员长 郭华"),
    Word("委员", "委员 罗明"),
    Word("常委", "市委常委 谢军"),
    Word("院长", "院长 宋平"),
    Word("院長", "院長 宋平"),
    Word("检察长", "检察长 唐亮"),
    Word("会长", "会长 韩雪"),
    Word("组长", "组长 冯远"),
    Word("秘书长", "秘书长 董文"),
    Word("校长", "校长 袁方"),
    Word("厂长", "厂长 潘勇"),
    Word("经理", "经理 杜鹃"),
    Word("总经理", "总经理 戴维"),
    Word("董事长", "董事长 夏天"),
    Word("司令员", "司令员 钟山"),
    Word("政委", "政委 汪洋"),
    Word("处长", "处长 田野"),
    Word("科长", "科长 任重"),
    Word("站长", "站长 姜河"),
    Word("所长", "所长 范围"),
)
WRITERS: tuple[Word, ...] = (  # who signs an article in a paper
    Word("记者", "本报记者 方圆"),
    Word("記者", "本報記者 方圓"),
    Word("作者", "作者 方圆"),
    Word("主讲人", "主讲人 方圆"),
)
POST = alternatives(word.text for word in POSTS)
