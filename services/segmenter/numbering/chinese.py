"""Numbering styles of Chinese documents, in order of trial."""

from __future__ import annotations

from services.segmenter.numbering import numerals
from services.segmenter.numbering.ordinals import branched, compound, single
from services.segmenter.numbering.style import Misreading, NumberingStyle, Role

H = numerals.HAN_NUMERAL
N = rf"(?:\d{{1,4}}|{H}{{1,7}})"
S = r"[ \u3000]?"  # a space that Taiwan's gazette or OCR puts in
Row = NumberingStyle

# fmt: off
CHINESE: tuple[NumberingStyle, ...] = (
    Row(name="volume", example="第一编", sample="第一编 总则", counter="第一编号", rank=4, role=Role.HEADING, part=True,
        pattern=rf"第{S}({N}){S}[编編](?![号號制写寫])", ordinal=single(numerals.number)),
    Row(name="division", example="第一部分", sample="第一部分 工作回顾", counter="第一部分是回顾", rank=5, role=Role.HEADING, part=True,
        pattern=rf"第{S}({N}){S}部分(?![是为為以])", ordinal=single(numerals.number)),
    Row(name="sub_volume", example="第一分编", sample="第一分编 通则", counter="第一分", rank=6, role=Role.HEADING,
        pattern=rf"第{S}({N}){S}分[编編]", ordinal=single(numerals.number)),
    Row(name="chapter", example="第一章", sample="第一章 总则", counter="第一章程", rank=10, role=Role.HEADING, part=True,
        pattern=rf"第{S}({N}){S}章(?![程节節])", ordinal=single(numerals.number)),
    Row(name="section", example="第一节", sample="第一节 一般规定", counter="第一节课", rank=14, role=Role.HEADING, part=True,
        pattern=rf"第{S}({N}){S}[节節](?![课課日约約])", ordinal=single(numerals.number)),
    Row(name="sub_section", example="第一目", sample="第一目 通则", counter="第一目标", rank=16, role=Role.HEADING,
        pattern=rf"第{S}({N}){S}目(?![标標的录錄])", ordinal=single(numerals.number)),
    Row(name="article", example="第三条", sample="第三条 本办法自公布之日起施行。", counter="第三条第二款规定的情形", rank=20,
        role=Role.ARTICLE, law=True, holds_points=True, ordinal=branched,
        pattern=rf"""(?x)
            [第笫][\x20\u3000]?({N}(?:-\d{{1,2}})?)[\x20\u3000]?[条條]
            ((?:(?:之|の){H}{{1,3}}){{1,3}}|-\d{{1,2}})?          # 第十八條之一, 第十条の二
            [.．]?
            (?!第{N}[項项款号號])(?![件例款约約约規规])            # not 第三条第二款, 第一条件
            (?=[\x20\u3000]?[\u3400-\u9fff（(\s"“《「]            # text follows
              |[\x20\u3000]?\Z                                     # or nothing
              |\d|[A-Za-z]|から第)                                 # or 第5条2020年…, 第二条から第五条まで
            """),
    Row(name="question", example="第一个问题：", sample="第一个问题：形势怎么看", counter="第一个问题出在管理上", rank=22, role=Role.HEADING,
        runs_in=True, ordinal=single(numerals.number),
        pattern=rf"第({H})[个個](?:问题|問題|方面|阶段|階段|层面|層面)[，,：:、]"),
    Row(name="problem", example="问题一：", sample="问题一：责任不清", counter="问题一直存在", rank=23, role=Role.EITHER,
        pattern=rf"(?:问题|問題|议题|議題|专题|步骤|步驟|任务|任務)({H}|\d{{1,2}})[，,：:、]", ordinal=single(numerals.number)),
    Row(name="formal_comma", example="壹、", sample="壹、前言", counter="壹贰", rank=25, role=Role.EITHER,
        pattern=r"([壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})[、､][ \u3000]?(?=\S)", ordinal=single(numerals.formal),
        note="numerals that cannot be forged"),
    Row(name="han_comma", example="一、", sample="一、提高思想认识", counter="一、二季度增长较快", rank=26, role=Role.EITHER, main=True,
        pattern=rf"({H}{{1,4}})[、､]{S}(?!{H}[、､]|{H}{{1,3}}(?:季度|等|级|類|类|者))", ordinal=single(numerals.han),
        misread=(Misreading(rf"({H}{{1,3}})(?:[，,.．。､]|[ ])[ ]?(?=[^\s是要])", "一. 提高思想认识", ("kanji_space",)),)),
    Row(name="han_paren", example="（一）", sample="（一）明确任务。", counter="（一带一路）", rank=30, role=Role.EITHER,
        pattern=rf"[（(〔]{S}({H}{{1,4}}){S}[）)〕]", ordinal=single(numerals.han),
        misread=(Misreading(rf"[（(〔\[]?[ ]?({H}{{1,3}})[ ]?[）)〕\]]", "二）明确任务", ("han_close",)),)),
    Row(name="han_circled", example="㈠", sample="㈠明确任务", counter="①明确任务", rank=31, role=Role.EITHER,
        pattern=r"([㈠-㈩㊀-㊉])", ordinal=single(numerals.circled)),
    Row(name="han_close", example="一）", sample="一）明确任务", counter="一（含）以上", rank=32, role=Role.EITHER, weak=True,
        inner=True,
        pattern=rf"({H}{{1,3}})[）)]", ordinal=single(numerals.han)),
    Row(name="ordinal_comma", example="第一，", sample="第一，要明确任务。", counter="第一、第二产业", rank=38, role=Role.POINT,
        restarts_under_heading=True, ordinal=single(numerals.han),
        pattern=rf"[第笫]({H}{{1,3}})[，,、：:.．；]{S}(?!第{H})",
        misread=(Misreading(rf"[第笫]({H}{{1,3}})[ ](?=[^\s条條章节節])", "第二 要落实责任"),)),
    Row(name="decimal", example="1.2.3", sample="1.2.3 适用范围", counter="3.5%的增长", rank=36, role=Role.EITHER, weak=True,
        part=True,
        titles=("en",), family="decimal", ordinal=compound, language="",
        pattern=r"""(?x)
            (\d{1,3}(?:[.．]\d{1,3}){1,5})
            (?:[.．、]|(?=[\x20\u3000]))                           # 1.1.  1.1、  1.1 目标
            (?!\d|[\x20\u3000]*(?:%|％|[万亿億萬]|percent|million|billion|元|个百分点))[\x20\u3000]?
            """),
    Row(name="digit_dot", example="1.", sample="1.加强领导", counter="3.5%的增长", rank=34, role=Role.EITHER, part=True,
        titles=("en", "ja"), family="decimal", ordinal=single(numerals.digits), language="",
        pattern=r"(\d{1,3})[.．](?!\d)[ \u3000]?(?=\S)",
        misread=(
            Misreading(r"(\d{1,2})(?:[,，。、]|[ ]?[.．]|[ ])[ ]?(?=[\u3400-\u9fff“《（])", "2，加强领导",
                ("digit_comma", "digit_space")),
            Misreading(r"(\d{1,2})(?:[,，。、]|[ ][.．])[ ]?(?=[A-Z“\"])", "2, Scope", ("digit_comma", "digit_space")),
        )),
    Row(name="digit_circled_dot", example="⒈", sample="⒈加强领导", counter="①加强领导", rank=34, role=Role.EITHER,
        pattern=r"([⒈-⒛])", ordinal=single(numerals.circled)),
    Row(name="digit_comma", example="1、", sample="1、加强领导", counter="1、2、3号楼", rank=35, role=Role.EITHER, titles=("ja",),
        pattern=r"(\d{1,3})[、､](?!\d+[、日月])[ \u3000]?", ordinal=single(numerals.digits)),
    Row(name="digit_paren", example="（1）", sample="（1）加强领导", counter="（2011）第5号", rank=42, role=Role.POINT,
        titles=("ja",),
        pattern=r"[（(〔][ \u3000]?(\d{1,3})[ \u3000]?[）)〕]", ordinal=single(numerals.digits), language=""),
    Row(name="digit_bracketed", example="⑴", sample="⑴加强领导", counter="①加强领导", rank=42, role=Role.POINT,
        pattern=r"([⑴-⒇])", ordinal=single(numerals.circled)),
    Row(name="digit_close", example="1）", sample="1）加强领导", counter="2011）年", rank=44, role=Role.POINT, weak=True,
        inner=True,
        pattern=r"(\d{1,3})[）)]", ordinal=single(numerals.digits), language=""),
    Row(name="circled", example="①", sample="①加强领导", counter="⑴加强领导", rank=46, role=Role.POINT, titles=("ja",),
        pattern=r"([①-⑳❶-❿])", ordinal=single(numerals.circled), language=""),
    Row(name="is", example="一是", sample="一是加强领导；", counter="十是否够", rank=48, role=Role.POINT, weak=True, inner=True,
        pattern=rf"({H}{{1,2}})是(?![否非])[：:，,]?", ordinal=single(numerals.han)),
    Row(name="must", example="一要", sample="一要加强领导；", counter="一要素", rank=48, role=Role.POINT, weak=True, inner=True,
        pattern=rf"({H}{{1,2}})要(?![点點素求件])", ordinal=single(numerals.han)),
    Row(name="first", example="首先，", sample="首先，要加强领导。", counter="首先要加强领导", rank=47, role=Role.POINT, weak=True,
        inner=True,
        pattern=r"(首先|其次|再次|再者|最后|最後)[，,：:]", ordinal=single(numerals.ordinal_word)),
    Row(name="step", example="第一步，", sample="第一步，开展自查。", counter="第一步工作", rank=40, role=Role.POINT,
        pattern=rf"第({H})步[，,：:]", ordinal=single(numerals.han)),
    Row(name="stem_comma", example="甲、", sample="甲、总则", counter="甲、乙双方", rank=28, role=Role.EITHER, weak=True,
        pattern=rf"([{numerals.STEMS}])[、､](?![{numerals.STEMS}])", ordinal=single(numerals.stem)),
    Row(name="stem_paren", example="（甲）", sample="（甲）总则", counter="（甲方）", rank=29, role=Role.EITHER,
        pattern=rf"[（(]([{numerals.STEMS}])[）)]", ordinal=single(numerals.stem)),
)
