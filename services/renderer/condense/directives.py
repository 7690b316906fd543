"""The words that demand something, and the words that only look like it: data for requirements.py."""

from __future__ import annotations

import re

# 要 within a longer word, or said of a condition, a wish or a fact, demands nothing.
_NOT_BEFORE = "重主需只首必紧简概摘纪提扼机显险索冲若想快将正又须果纲"
_NOT_AFTER = "求|素|点|是|么|不是|不然|害|道|闻|塞|职|员|领|挟|义|件|旨|目|务|人|案|价|好|地|津|命|知道|说|饭|紧|强(?!化|调)|诀|略|死|账|子|事(?!先|前|后|业)|从[^，。；]{1,8}(?:上看|来看|说起)|变成|成为|到了|看到|指出|承认|强调的是|注意的是"
_NOT_BEFORE_YING = "反相适对供响效感答呼顺回照因报策理本一必"
_NOT_AFTER_YING = (
    "[用急对邀届有收付得变运试聘征诉验景声允酬援激]|看到|指出|承认|说(?!明)|该|当(?:看到|指出|承认|说)|是|为(?!了)"
)
_BODY_BEFORE = "[局委办部门位府院厅司会室组队站所心处]"
DEMAND_ZH = re.compile(
    rf"(?<![{_NOT_BEFORE}])要(?!{_NOT_AFTER})|必须(?!看到|指出|承认|说明|强调|[\u4e00-\u9fff]{{2}}的)|务必|务须|须(?=[在于经由将把按持报以向])|应当|"
    rf"(?<![{_NOT_BEFORE_YING}])应(?=[\u4e00-\u9fff])(?!{_NOT_AFTER_YING}|.尽)|不得(?!不|已|而知)|不准|不许|不允许|严禁|(?<!把)禁止(?!事项|性|类|清单|或者)|严防|杜绝|"
    r"不能(?=[搞有让把将出因只以])|任何[^，。；：]{1,8}不能|(?:^|[。；;：，]|[一二三四五六七八九十]是)坚决(?=防止|制止|纠[正治]|反对|克服|遏制|避免|取缔|不)|(?:^|[。；;：]|[一二三四五六七八九十]是)确保(?!了)|"
    r"(?:^|[，。；：])请(?=[^，。；：请]{1,24}(?:部|委|会|[局院厅办]|[省市县区]|政府|单位|部门)(?:会同|牵头|落实|按|根据|于|在|将|对|尽快|抓紧|研究|组织|负责|协调|提出|、))|(?<=，)负责(?=指导|组织|协调|监督|统筹|落实|监管)|"
    r"(?:^|[，。；：])请(?=各(?!位)|你|有关|相关|将|于|按|认真|及时|遵照|结合)|责成|责令|(?<!、)限(?:期|于|[0-9一二三四五六七八九十]+[日天月])|"
    r"由[^，。；：]{2,40}?(?:牵头|(?<!无人)负责(?!人|同志|制(?![定作订]))|承担)|(?:牵头|责任|负责|配合)(?:单位|部门)[:：]|"
    rf"(?<={_BODY_BEFORE})(?:负责(?!人|同志|制(?![定作订]))|牵头|承担)|(?<!无人)负(?:总|全|主要|首要|第一)?责任?(?=[。，；]|$)|是[^，。；]{{0,36}}(?:责任人|责任主体)|"
    rf"由[^，。；：向]{{1,28}}{_BODY_BEFORE}(?=按|依|会同|组织|组成|制定|起草|印发|审核|审批|审定|汇总|另行|统一|统筹|具体|办理|实施|落实|督办|解释|推荐|筛选|确定|筹措|自筹|指定|选派|验收|核定|认定|评估|监管|监督|处罚|查处|追究|(?:提出|发布|公布|上报|报送|处理|管理)(?![^，。；]{{0,10}}的))|"
    r"(?:^|[。；;，])[^，。；;]{2,14}(?<![以之目])前，[^，。；：]{1,14}(?:政府|部门|单位|委员会|[局厅])(?=[对将把于在完印制建组开出上报形])|"
    r"(?<=[城市地县区镇乡村校业])负责(?=编制|制定|组织|实施|落实|开展|汇总|统筹|协调|监督|推进)(?![^，。；]{0,12}的)|"
    r"(?:于|在)[^，。；了]{2,14}前(?:完成|上报|报送|报|建成|实现|印发|出台)"
)
# A sentence that reports, asks or supposes instead of demanding.
NO_DEMAND_ZH = re.compile(
    r"^(?:先后|已经?|相继|共)?(?:编制完成|制定出台|研究制定|出台|印发|建立|完成|修订|设立|成立|落实|组建|明确|签订|开展)了|^(?:先后|已经?|相继)(?=编制|制定|出台|印发|建立|完成|修订|设立|成立|落实|组建|明确)|^(?:编制完成|制定出台|印发实施)|"
    r"不要(?:很久|多久|多少|几年)|就要(?=受阻|受损|受罚|出(?:事|问题|乱子|大事)|垮|误(?:事|大事)|酿|影响|吃亏|付出|挨|丢|落后|淹|造成|发生)|"
    r"[?？][”’」』]?$|为什么.{0,12}要|是否.{0,8}要|目的[，]?(?:就)?是要|决定了要|到了(?:非|必须|要)[^，。；]*时候|没有必要|不需要|要不要|由[^，。；]{0,30}(?:组成的|牵头的|负责的)|"
    r"(?:主要|重点)?任务[,，]?(?:就)?是[,，]?总结|(?:尤为|十分|非常|至关|更加|更为|特别)重要的?[。]?$|本(?:法|条例|办法|规定|通知|细则)由.{2,30}负责解释"
)
DEMAND_EN = re.compile(
    r"\b(?:shall|must|(?<!that )(?<!which )(?<!who )may not(?! (?:have|always|need|yet)\b| be (?:able|aware|available|covered|known|possible)\b)|(?:is|are) (?:required|directed|obliged|instructed|ordered) to|(?:is|are) responsible for|"
    r"(?:is|are) prohibited|(?:is|are) to (?=(?:submit|report|ensure|provide|complete|review|file|send|publish|make|take|keep)\b))|"
    r"(?:^|[.;:] )[Pp]lease (?=\w)|\brecommends? (?:that\b|(?:to )?the\b)|"
    r"\bshould (?!(?:not )?have\b|(?:also )?be (?:noted|read|understood|seen|remembered|clear)\b|you\b|there\b|any\b|it\b)"
)
NO_DEMAND_EN = re.compile(
    r"\b(?:shall|must) (?:mean|have the meaning|have the same meaning|not be construed|be construed|be known|be cited|take effect|apply as of|be deemed|expire)\b|"
    r"\bmay be cited\b|\?[\"”]?$|\bNothing in this\b"
)
