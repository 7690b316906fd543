"""The words that demand something of somebody, Chinese (simplified) and English: data for units, signs and roles."""

from __future__ import annotations

import re

# A word that makes its clause a demand. Each row: what it is for.
MODAL_ZH = re.compile(
    r"""
    (?<![重主需只首必紧简摘纪提扼机显险索冲若想快将正又果纲硬将刚就概])要      # 各乡镇要落实…; not 重要, 主要, 将要, 就要
        (?!求|素|点(?!面)|是|么|不是|不然|害|道|闻|塞|职|员|领|挟|义|件|旨|目(?!标明)|务|人|案|价|好[。，]|地|津|命|知道|说|饭|紧(?![盯抓扣跟贴密紧守])|强(?!化|调)
           |”|增量|投资|政策[。，]|看有没有|看是否|诀|略|死|账|子|事(?!先|前|后|业)|不得|受阻|受损|从.{1,8}(?:上看|来看|说起)|变成|成为|到了|看到|承认|指出|清楚
           |感谢|归功|祝|强调的是|注意的是|么|多久|几年)
    | 必须 (?!看到|指出|承认|说明|强调|[\u4e00-\u9fff]{2}的)                    # 病险水库必须空库运行
    | 务必 | 务须
    | (?<![必务])须 (?![要臾眉知])                                          # 负责人须确保…
    | 应当 (?!看到|指出|承认|说) | 应该 (?!说|看到|是|怎|如何|指出|承认)
    | (?<![反相适对供响效感答呼顺回照因报策理本一必])应                            # 各景区应在…设置
        (?=[\u4e00-\u9fff]) (?![用急邀届有收付得变运试聘征诉验景声允酬援激当该]|对(?!接|标)|看到|指出|承认|说(?!明)|是|为了|.尽)
    | 不得 (?!不|已|而知|了) | 不准 | 不许 | 不允许 | 严禁 | (?<![把将止被的])禁止 (?!事项|性|类|清单|或者|通行|停车)
    | 不能 (?=[搞有让把将出因只以再停脱等放忘照简一用靠低少超敷流走讨]|采取|侵占|满足|替代)
    | 一律 (?=[不停按由从禁严取暂上])                                        # 一律停止使用
    | 务求 | 亟须 | 亟需 (?=[\u4e00-\u9fff])
    """,
    re.X,
)
# 请…: a request with somebody or something behind it.
PLEASE_ZH = re.compile(
    r"(?:^|[，。；：])[谨敬恳并特]?请(?!示|假|客|求|柬|帖|问|愿|功|教|缨|辞|坐|允许我|予审议)(?=[\u4e00-\u9fff○])"
)
# 由 names who does it.
BY_ZH = re.compile(r"由(?!于|此|来|原|衷|重|大|小|低|高|浅|点|谁|弱|粗)(?<![自理事缘因经]由)")
# Duties stated without a modal: somebody 负责 …
CHARGE_ZH = re.compile(
    r"负责(?!人|同志|制(?![定作订])|的)|牵头(?!抓总的)|负(?:总|全|主要|首要|第一|直接)责|负(?:主要|首要|第一|直接|主体|总的?|具体)责任|"
    r"为(?:第一)?(?:责任主体|责任人|责任单位|牵头单位|第一责任人)|是.{0,36}(?:责任人|责任主体|责任单位)"
)
WITH_ZH = re.compile(
    r"(?:会同|协同|商(?=[\u4e00-\u9fff]{2,8}[部委局办厅][，]?(?:制|研|提|确))|联合(?=[\u4e00-\u9fff]{0,6}(?:部门|局|厅|机关)))"
)
# A bound that is kept to: 抽查比例不低于50%.
BOUND_ZH = re.compile(
    r"(?:原则上|一般)?(?:均|都)?不(?:低于|高于|超过|少于|多于)(?=[^，。；]*[\d一二三四五六七八九十]|[^，。；]{2,20}(?:比例|标准|水平|基金|机构|规模))|"
    r"(?<=[员数人名])至少[\d一二三四五六七八九十]+"
)
# The bracket or line that gives a task to bodies.
ASSIGNS_ZH = re.compile(r"牵头|负责|配合|分工|责任(?:单位|部门|人)|主办|协办|承办|参加|参与|指导|落实")
# A sentence that tells, asks, supposes or quotes: no demand, whatever words it has.
NEVER_ZH = re.compile(
    r"""
    [?？][”’」』]?$ | 为什么.{0,12}要 | 是否[^，。；]{0,8}要 | 要不要 | 没有必要 | 不需要 | 不要(?:很久|多久|多少|几年)
    | 必须[^，。；]{1,30}才能 | (?:努力|奋斗|意义|初衷|本质|归根到底)[^，。；]{0,6}是要   # 必须全民动手才能
    | (?:马克思|恩格斯|列宁|毛泽东|邓小平|古人|学者|专家|俗话|常言)[^，。；：]{0,8}(?:说|讲|指出|认为)
    | 目的[，]?(?:就)?是要 | 决定了要 | 到了(?:非|必须|要)[^，。；]*时候 | 由[^，。；]{0,30}(?:组成的|牵头的|负责的)
    | (?:主要|重点)?任务[,，]?(?:就)?是[,，]?(?:总结|传达|学习|通报|贯彻)
    | ^为(?:了)?.*(?:制定|编制|制订|订定|拟定)(?:本|了?如下) | ^(?:本[^，。]{2,8})?(?:根据|依据?|按照).*(?:制定|编制|制订|订定)(?:本[^，。]{2,8}|之)[。]?$
    | (?:尤为|十分|非常|至关|更加|更为|特别)重要的?[。]?$ | 负责解释 | 本(?:法|条例|办法|规定|细则|准则|守则)所[称指谓] | 是指
    | ^(?:请予?以?审议|请(?:各位|大家)(?:审议|提出|批评)) | 提出了[^，。；]{0,16}要求$ | 感谢
    """,
    re.X,
)
MODAL_EN = re.compile(
    r"\b(?:shall|must|may not"
    r"(?! (?:have|always|need|yet)\b| be (?:able|aware|available|covered|known|possible|answered)\b)|"
    r"(?:is|are) (?:hereby )?(?:required|directed|obliged|instructed|ordered|requested|expected|asked) to|"
    r"(?:is|are) (?:jointly )?responsible for|"
    r"(?:is|are) (?:prohibited|forbidden)|(?:is|are) to (?=[a-z]+)(?!(?:be|date|come|some|the|a)\b)|"
    r"(?:no|No) .{3,60} may be|"
    r"should (?!(?:not )?have\b|(?:also )?be (?:noted|read|understood|seen|remembered|clear)\b|you\b|there\b|any\b|"
    r"it\b)|"
    r"(?:has|have) to (?=[a-z]+)(?!be\b)|needs? to (?=[a-z]+)|will be (?:required|expected) to|"
    r"(?:is|are) (?:tasked|charged) with)",
)
PLEASE_EN = re.compile(r"(?:^|[.;:—] |, )[Pp]lease (?=\w)|\bkindly (?=[a-z])")
ADVISE_EN = re.compile(r"\b(?:recommends?|advises?|encourages?|urges?|requests?|asks?|requires?)(?: that)? (?=\w)")
NEVER_EN = re.compile(
    r"\b(?:shall|must) (?:mean|have the meaning|have the same meaning|not be construed|be construed|be known|"
    r"be cited|take effect|apply (?:as of|upon|to)|be deemed|expire|not affect|include[sd]? but)\b|"
    r"\bmay be cited\b|\?[\"”]?$|\bNothing in this\b|"
    r"\b(?:said|noted|argued|believes?|thinks?|explained|wondered|suggested|hoped|felt|provides) that\b|"
    r"\bshall (?:be an?|have such|come into) (?!n)|\bwhat (?:has|have) to\b"
)
