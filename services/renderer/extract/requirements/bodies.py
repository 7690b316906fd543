"""The names of those who can be asked: how they end, and how a list of them is taken apart. Chinese."""

from __future__ import annotations

import re

from services.renderer.extract.requirements.verbs import ORDER_ZH

Bounds = tuple[int, int]

# Ends of the names of bodies. A list is taken apart only where each part ends so: 市教育局、市财政局 but 财政、人口和计生部门.
_BODY = """
部门 单位 委员会 领导小组 工作组 小组 专班 指挥部 办公室 政府 党委 党组 党组织 支部 机关 组织 团体 机构 企业 公司 集团 中心 银行 医院 卫生院 学校 高校 院校 学院 幼儿园
基金 法院 检察院 协会 商会 学会 联合会 工会 公会 总会 分会 研究会 基金会 农会 渔会 议会 立法会 董事局 红十字会 业委会 党委会 常委会 妇联 团委 共青团 残联 工商联 人大 政协 纪委 监委 政法委 发改委 国资委
管委会 居委会 村委会 委会 街道办 府办 管理办 改革办 建办 督办室 信访办 编办 金融办 法制办 食安办 安委办 指挥办 综治办 医保办 双减办 食堂 门店 商户 智库 网站 窗口 合作社 供销社
研究院 研究所 大学 海关 总署 税务局 派出所 检察机关 公安 支队 大队 总队 法人 供电公司 市场 医疗机构 科研院所 公所 各机关 办事处 联席会议 理事会 董事会 监事会 秘书处 督查室 党校 电视台 报社
供应商 承包商 承办商 开发商 运营商 经营户 事务所 监理 物业 本部 本府 本局 本会 本院 各方 省委 市委 县委 区委 党工委 工委 农办 网信办 扶贫办 宣传部 组织部 统战部 武装部
""".split()
# One character that ends a body's name where two or more stand before it.
_BODY_CHAR = "局厅委院署站所处科室队"
_MINISTRY = re.compile(
    r"(?:教育|科技|信息化|公安|安全|民政|司法|财政|保障|资源|环境|建设|运输|水利|农村|农业|商务|旅游|卫生|健康|事务|管理|交通|国防|外交|文化|铁道|监察|人事|劳动|宣传|组织|统战|武装|联络|"
    r"党委|本|各|该|内政|经济|法务|劳动|卫生福利)部$"
)
# Ends of the names of people, and of places that stand for their authorities.
_PEOPLE = """
人员 知识分子 工作者 干部 党员 同志 职工 一把手 负责人 责任人 主任 书记 县长 市长 省长 区长 镇长 乡长 村长 局长 校长 院长 所长 处长 科长 站长 班子 委员 代表 教师 学生 家长 公民 个人 群众 各地 各级
地区 直辖市 自治区 自治州 自治县 乡镇 街道 社区 园区 开发区 示范区 新区 景区 校区 灾区 贫困区
县市区 市县 县区 区县 县乡 城市 民警 警察 律师 医生 医师 工程师 专家 学者 用户 农户 居民 村民 市民 业主 房东 租户 队员 社员 会员 成员 驾驶员 媒体 平台 热线 村组 旗县 主体 主管 部队 兵团 民兵 上下
双方 机长 船长 擁有人 拥有人 任何人 雇主 雇员 监督 亲属 配偶 法官 检察官
""".split()
_PEOPLE_CHAR = "人者员长士师"
_PLACE = re.compile(
    r"(?:各|每个?|该|本|全|我|所在|有关|相关|试点|涉农|省级|市级|县级|区级)[^，。；：、]{0,6}[省市县区州镇乡村盟旗街里校组站队所厂矿店]$|镇街$"
)
# Ends like a body, and is none.
_NEVER_END = re.compile(
    r"(?:全局|大局|格局|结局|布局|时局|局部|全部|内部|外部|大部|好处|用处|之处|到处|处处|难处|深处|坏处|何处|工人员|别人|让人|令人|为人|树人|育人|使人|每个?人|他人|本人|有人|没有人|数人|"
    r"万人|千人|百人|亿人|多人|几人|人人|"
    r"场所|厕所|会员人|机会|社会|大会|会议|年会|例会|晚会|全会|峰会|协调会|座谈会|推进会|培训会|现场会|发布会|说明会|听证会|部署会|考试院|增长|成长|延长|特长|校舍|科室里|前者|后者|或者|再者|两者|"
    r"三者|笔者|法办|举办|主办|承办|开办|创办|兴办|督办|协办|交办|查办|严办|办办|阶段|手段|"
    r"全[国省市县区镇乡州]$|[十百千万亿两几多\d]个?(?:部门|单位|企业|公司|学校|机构|医院|项目|人员|干部|党员|社区|街道|乡镇|园区|城市|地区))$"
)
# No name of a body begins so: a verb, a particle.
_NEVER_START = re.compile(
    r"(?:[的了着过之和及与、，]|建立|加强|推进|推动|发挥|完善|支持|鼓励|指导|组织(?!部)|督促|坚持|分离|改革(?!委|办)|整顿|清理|配备|购置|设置|设立|建设(?![部厅局委银])|引导|动员|要求|"
    r"帮助|促进|落实|深化|健全|培育|发展(?!改革|和改革|改革)|创建|"
    r"做好|抓好|提高|扩大|强化|保护|保障|选派|培训|重视|确保|进行|开展|允许|规范|优化|充分|积极|认真|切实|进一步|加快|加大|会见|根据|按照|依照|通过|围绕|针对|结合|关于|对于|由于|为了|随着|不|"
    r"没有|使|让|把|将|对|向|给|在(?!座|职|编|岗|校)|从|以|凡|如|若|当(?!地)|是|有(?!关|权|条件|经验)|"
    r"被(?!.{1,4}(?:人|者|对象|单位))|请|希望|严禁|禁止|一些|有的|许多|不少|很多|大家|我们|他们|你们|它们|这|那|什么|严格|依法|继续|实行|实施|制定|研究|明确|压实|夯实|通知|"
    r"派(?!出)|告知|提请|报告|移交|报请|委托|聘请|邀请|协助|责令|责成|提醒|要求|教育(?=引导|群众)|切实|用好|管好|任务|需要|未|已|因|或|但|如|精心|优先|密切|主动|大力|着力|努力|稳步|"
    r"有序|逐步|定期|适时|尽快|持续|广泛|共同|探索|免(?!疫)|非(?!公|营|政府|遗|物质)|一[座个家名位些种项]|筹建|布局|孵化|负责(?!人)|分别|均|其中|也|可(?!再生)|带动|具备|为(?!民)|"
    r"于|自(?!治|然|贸|愿|律)|并|提高|瞄准|综合运用|支撑|构成|造成|集中优势)"
)
# A verb or a sentence inside: no name.
_NEVER_INSIDE = re.compile(
    r"不(?!动产)|高于|低于|少于|一批|发现|通知(?!书)|患有|患病|认为|收拘|会见|可能|[，。；：！？是使让了就]|.被(?!拘|告|申|检|执|评|征|审|考|救|帮|监|管)|应[按当限及把]|必须|不得|"
    r"确保|[^所国公私]有(?!关|限|色|经验|条件|能力|志|权)|(?<![主重需首])要(?!员|塞|素|求)"
)
NAME_ENDS = frozenset(word[-1] for word in (*_BODY, *_PEOPLE)) | frozenset(
    _BODY_CHAR + _PEOPLE_CHAR + "政理委书领导人部省市县区州镇乡村盟旗街里校组站队所厂矿店）)○"
)
_BODY_ENDS, _PEOPLE_ENDS = tuple(_BODY), tuple(_PEOPLE)
_BRACKETED = re.compile(r"[（(][^（）()]{1,16}[）)]$")
_PARENS = re.compile(r"[（(][^（）()]*[）)]")
_TAIL = re.compile(
    r"等(?:各?(?:有关|相关|职能|成员)?(?:部门|单位|地方|地|部委|机构|方面|企业|高校)|[一二三四五六七八九十两\d]+个?(?:部门|单位))?$"
)
_SPLIT = re.compile(r"、|特别是|尤其是|以及|和|及(?!时|早)|与|或者?|暨|(?<=[门位区地])(?=各)")
_REST = re.compile(r"(?:部门|单位|个人|人员|组织)")
_ALL_OF = re.compile(r"(?:各级?|所有|全体|一切|广大|全部|任何|其他|有关|相关)")
# Words before a name that are no part of it.
_BEFORE = re.compile(
    r"(?:第\s?[一二三四五六七八九十百\d]+\s?[条款项][\s\u3000]*|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]\s?|"
    r"\d{1,2}[.、．]\s?(?!\d)|(?:\d{4}年)?\d{1,2}月\d{1,2}日|"
    r"(?:但|而|且|并|同时|此外|另外|因此|所以|为此|首先|其次|再次|最后|总之|特别是|尤其是|下一步|今后|当前|目前|其中|一方面|另一方面|而且|并且|但是|原则上|必要时|凡|请|希望|同意|前[项款条]|"
    r"会议(?:要求|强调|指出|决定|议定|明确|确定)[，：]?|"
    r"第[一二三四五六七八九十]+[，、。]?(?!方|产业|季度|批|轮|届)|[一二三四五六七八九十]+(?:是|要)(?!求)|其(?=他|[近亲配]|所)(?!他))[，、]?)+"
)


_GROUP = re.compile(r"(?:领导小组|工作组|指挥部|委员会|专班|联席会议)(?:办公室)?$")  # 推动长江经济带发展领导小组
_VERB_NAME = 8  # characters of a name that begins with a verb: 监督管理部门, but 筹建国家磁悬浮计量测试中心 is none


def ends_body(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends as the name of a body: of an office, not of people or a place."""
    end = _bare_end(text, start, end)
    last = text[end - 1]
    ends = text.endswith(_BODY_ENDS, start, end) or (
        end - start > 2 and (last in _BODY_CHAR or (last == "部" and _ministry(text, start, end)))
    )
    return ends and not _NEVER_END.search(text[max(start, end - _LOOK) : end])


def ends_name(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends as somebody's name: a body, people, a place that stands for its authorities."""
    if text[end - 1] not in NAME_ENDS or text.startswith("所在", end - 1):
        return False
    if ends_body(text, start, end):
        return True
    bare = _bare_end(text, start, end)
    if bare - start < 2 or _NEVER_END.search(text[max(start, bare - _LOOK) : bare]):
        return False
    return (
        text.endswith(_PEOPLE_ENDS, start, bare)
        or (bare - start > 2 and text[bare - 1] in _PEOPLE_CHAR)
        or _PLACE.search(text[max(start, bare - _LOOK_PLACE) : bare]) is not None
        or _TITLES.search(text[max(start, bare - 4) : bare]) is not None
        or (text[start] == "各" and _PLACES.fullmatch(_PARENS.sub("", text[start:end])) is not None)
    )


_LOOK = 7  # characters at the end of a name that tell what it is
_LOOK_PLACE = 12


def _ministry(text: str, start: int, end: int) -> bool:
    return _MINISTRY.search(text[max(start, end - _LOOK) : end]) is not None


# 各市（州）、县（市、区）
_PLACES = re.compile(r"各(?:(?:省|自治区|直辖市|地级?市|市|县|州|区|旗|盟|地区|乡镇|镇街)[、和]?)+")
_TITLES = re.compile(r"(?:主席|总理|常委|秘书|委员长|主持人|分管领导|主要领导|领导|领导同志|财政)$")


def _bare_end(text: str, start: int, end: int) -> int:
    """Where the name ends without a bracket behind it."""
    if text[end - 1] not in "）)":
        return end
    match = _BRACKETED.search(text, start, end)
    return match.start() if match else end


def names(text: str, start: int, end: int, listed: bool = False) -> list[Bounds]:
    """The bodies of a stretch that is nothing but names; none where it is something else.

    `listed`: the stretch is given as a list of bodies (in a bracket, behind 责任单位：), so no proof is asked of each.
    """
    start, end = trimmed(text, start, end)
    if before := _BEFORE.match(text, start, end):
        start = before.end()
    others = False
    if tail := _TAIL.search(text, start, end):
        others, end = True, tail.start()
    start, end = trimmed(text, start, end)
    name = text[start:end]
    plain = _PARENS.sub("", name)
    if (
        not 2 <= len(name) <= 80
        or (_NEVER_START.match(name) and not _GROUP.search(name))
        or _NEVER_INSIDE.search(plain)
    ):
        return []
    if not listed and not others and not ends_name(text, start, end):
        return []
    if not listed and len(name) > _VERB_NAME and ORDER_ZH.match(name) and not _GROUP.search(name):
        return []
    parts = _parts(text, start, end, listed or others)
    return [(a, b) for a, b in ((_cleared(text, a, b)) for a, b in parts) if b - a > 1]


def _parts(text: str, start: int, end: int, listed: bool) -> list[Bounds]:
    """The stretch as one name, or as the parts of a list where each is a body by itself."""
    hidden = _PARENS.sub(lambda match: "○" * len(match.group()), text[start:end])
    cuts = [(start + cut.start(), start + cut.end()) for cut in _SPLIT.finditer(hidden)]
    cuts = [(a, b) for a, b in cuts if not _REST.fullmatch(text, b, end)]
    if not cuts:
        return [(start, end)]
    pieces, at = list[Bounds](), start
    strong_end = text.endswith(("部门", "单位", "政府", "机关", "机构", "企业"), start, end)
    for a, b in cuts:
        if text[a:b] == "、" and listed:
            alone = True
        else:
            place = _PLACE_PART.fullmatch(text, at, a) is not None
            alone = _stands_alone(text, at, a) and not (
                place and strong_end and text[a:b] == "、" and not _each(text, b)
            )
        if alone:
            pieces.append((at, a))
            at = b
    pieces.append((at, end))
    if len(pieces) > 1 and not all(listed or _stands_alone(text, a, b) for a, b in pieces):
        return [(start, end)]
    return pieces


# 各省、自治区、直辖市人民政府: places before the word that makes them bodies.
_PLACE_PART = re.compile(r"(?:各|县级以上)?(?:省|自治区|直辖市|市|县|州|旗|区|设区市|省、自治区)(?:[（(○].*)?")


def _each(text: str, at: int) -> bool:
    return text.startswith(("各", "所有", "有关"), at)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if _NEVER_START.match(text[start:end]):
        return False
    return ends_body(text, start, end) or (ends_name(text, start, end) and text[max(end - 2, start) : end] != "财政")


def _cleared(text: str, start: int, end: int) -> Bounds:
    """Without 其, 等 and blanks around it."""
    start, end = trimmed(text, start, end)
    if text[start : start + 1] == "其" and text[start : start + 2] != "其他":
        start += 1
    return start, end


def trimmed(text: str, start: int, end: int) -> Bounds:
    """Bounds without blanks at their ends."""
    while start < end and text[start] in " \u3000\n":
        start += 1
    while start < end and text[end - 1] in " \u3000\n":
        end -= 1
    return start, end
