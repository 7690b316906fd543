"""By when: dates, periods and recurrences that bound what is asked. Bounds only; dates.py makes days of them."""

from __future__ import annotations

import re

_N = r"[0-9〇零一二三四五六七八九十百两]+"
_YEAR = rf"(?:今年|明年|后年|本年度?|次年度?|当年|同年|每年|翌年|{_N}年)"
_MONTH = rf"(?:每月|本月|当月|次月|下月|每季度首月|{_N}月份?)"
_DAY = rf"(?:{_N}[日号]|底|末|初|中旬|上旬|下旬|月底|月末)"
_WEEKDAY = r"(?:[（(](?:星期|周|礼拜)[一二三四五六日天][）)])"
_HOUR = rf"(?:(?:上午|中午|下午|晚上?|凌晨)?(?:下班|[0-9一二三四五六七八九十]{{1,3}}[时点](?:{_N}分|半)?|[0-9]{{1,2}}[:：][0-9]{{2}}(?:时)?))"
_QUARTER = r"(?:[一二三四1-4第]{1,2}季度(?:末|底)?|上半年|下半年|季度末|半年)"
_DATE = (
    rf"(?:{_YEAR}(?:{_MONTH}|{_QUARTER})?{_DAY}?|{_MONTH}{_DAY}?|{_QUARTER}|{_N}[日号]|年[底末中]|月[底末]|"
    r"(?:今日|今天|明日|明天|当日|当天|次日|本周[一二三四五六日天末]?|下周[一二三四五六日天末]?|(?:星期|周)[一二三四五六日天]))"
)
_FEAST = (
    r"(?:(?:国庆|春节|元旦|中秋|清明|端午|五一|劳动|双)(?:节日?|假期)?|两节|节|节假日|暑假|寒假|开学|汛期?|冬季?|供暖季?|雨季|入冬|入汛|封冻|会议召开|开工|施工|投产|大选|学期结束|"
    r"换届)"
)
_UNIT = r"(?:个?(?:工作日|自然日|交易日|学时)|日|天|周|个?星期|个?月|个?季度|个?小时|小时|分钟|年|个?年度)"
DEADLINE_ZH = re.compile(
    rf"""
      (?:自|从) {_YEAR}?(?:{_MONTH}|{_QUARTER})?{_DAY}? (?<![自从]) (?:{_WEEKDAY})?{_HOUR}?起?   # 自10月1日至次年4月30日
        (?:至|到|—|-) {_YEAR}?{_MONTH}?{_DAY}?(?<![至到—-]){_WEEKDAY}?{_HOUR}?(?:止|期间)?
    | (?:自|从) {_DATE} {_WEEKDAY}?                                           # 从六月十六日起
        起(?!施行|实施|生效|正式施行|正式实施|正式生效|—)(?!来)
    | 即日起(?:至{_DATE}(?:止|前)?)?                                          # 即日起至年底
    | 自即日起(?:至{_DATE}(?:止)?)?                                           # 自即日起至6月30日止
    | 自本[^，。；]{{2,8}}之日起                                              # 自本办法公布之日起
    | {_YEAR}?{_MONTH}{_DAY} {_WEEKDAY}? (?:至|到|—|-) {_YEAR}?{_MONTH}?{_DAY} {_WEEKDAY}?   # 9月下旬至11月底
        (?:止|期间|前)?
    | {_DATE} {_WEEKDAY}? {_HOUR}?                                            # 9月20日（星期五）前, 本周四上午下班前
        (?:之前|以前|前(?![一二三四五六七八九十\d]*[个项期位名次阶三]|[景期述后往者]|提(?![出交供前升高])))
    | {_DATE} {_WEEKDAY}? {_HOUR}? 截止                                       # 9月20日17时截止
    | {_FEAST} (?:到来)?(?:之前|以前|前(?!夕|[景期述后往]|提(?![出交供前升高])))   # 国庆节前, 汛期前
    | (?:汛期|假期|节日|假日|改造|施工|活动|会议|节假日|检查|试点|防火期|禁渔期|供暖期|双休日|整治|过渡)   # 施工期间
        [\u4e00-\u9fff]{{0,2}}期?(?:内|间|期间)(?=[，要须应必严实]|$)
    | (?:^|(?<=[，。；]))汛期(?=实行|各级|[，要须应必严]|$)                      # 汛期实行二十四小时值班
    | (?:(?:自|从|在|应?于)?(?P<anchor>[^，。；：（）]{{2,30}}?)(?:之日起?|后|起计|之时起|的)(?:计算)?的?)?
        (?:{_N}|\d+[—~～\-－至到]\d+) {_UNIT} (?:之内|以内|内)                 # 自检查结束之日起15个工作日内, 2—3年内
    | (?:到|至)(?:今年|明年|本年度?|{_N}年)(?:{_N}月)?[底末]?                   # 到2030年，
        (?=[，,]|[\u4e00-\u9fff]|$) (?<!到今年)(?<!至今年)(?<!到明年) (?![—\-～至到])
    | (?:今年|明年|上半年|下半年|本年度|年|本月|本周|月|本季度|季度|学期|本学期|任期|当日|当天|当月|当季|限期)   # 年内
        (?:之)?内 (?!部|容|外)
    | 即日(?=[填报办完启])                                                    # 即日启动
    | 当日(?=[完办报公填清])                                                  # 当日办结
    | (?<![每去前上]年)(?<![去前上])年底(?=完成|建成|实现|达到|全部|基本|要|力争)   # 年底完成
    | (?:今年|明年)?[一二三四]季度 (?=要|应|须|完成|率先|全面|启动)             # 三季度完成
    | (?:明年|今年)[一二三四]季度                                             # 明年一季度
    | {_N}月[上中下]旬 (?=[，前完启开组进]|$)                                  # 5月中旬，
    | 每(?:季度|个?月|周|年|半年|半个?小时|小时|两周|个?季度|隔{_N}(?:个月|天|日|周|年))   # 每周通报一次, 每半小时公布一次
        (?=[应须要至对向召组开报通公进集调检巡上填更发普彻，]|$|[\u4e00-\u9fff]{{0,2}}
          (?:通报|汇报|上报|报送|报告|调度|检查|巡查|公布|公开|研究|召开|组织|开展|填报|更新|演练|培训))
    | 每隔不超过{_N}个?[月天日周年]                                           # 每隔不超过三个月
    | 每学期开始(?:之)?前(?:{_N}个?[月周天日])?                                # 每学期开始前两周
    | (?:会议|开庭|开标|活动|开工|考试|举行|选举)[^，。；]{{0,6}}前{_N}个?[月天日周]   # 会议召开前三天
    | {_N}个?[月天日周]前 (?=将|通知|书面|以|告知|报|向|提)                     # 五日前通知
    | 收到[^，。；]{{2,12}}(?:当日|当天|{_N}日内)                               # 收到举报当日
    """,
    re.X,
)
# Characters without which there is no limit: most clauses are passed over by them.
_LIKELY = re.compile(r"[前内起止旬每]|[到至—-]|截止|期间|汛期|即日|当日|年底|季度")
# What the pattern finds, and which is none: 一年前的今天, 以前.
_NEVER = re.compile(r"^(?:[年月日底末]内|\d{1,2}分?前)$")
# Words before a limit that belong to it.
_PREPOSITION = re.compile(r"(?:自|从|不晚于|最迟(?:于)?|最晚(?:于)?|截止到?|截至)$")
_ANCHOR_CUT = re.compile(r".*(?:应当?|须|要|必须|于|在|自|从|将|[，。；：、]|可以|由)(?=[^，。；：]{2})")
_PAST = re.compile(r"^(?:去年|上年|前年)|以来|截至")

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CLOCK = r"(?:\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?|hours)(?: [A-Z]{2,4})?,? ?(?:on )?)"
_DATE_EN = (
    rf"(?:{_CLOCK})?(?:(?:the )?(?:close of business|noon|midnight|end) (?:on|of) )?(?:{_WEEKDAYS},? (?:the )?)?"
    rf"(?:(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}}|,? annually)?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})(?:,? \d{{4}})?|"
    rf"(?:the )?end of (?:the |each |every )?"
    rf"(?:(?:fiscal |financial |calendar |current |next )?(?:year|month|quarter|week|term)(?: \d{{4}})?|"
    rf"(?:{_MONTHS})(?: \d{{4}})?|\d{{4}})|(?:{_MONTHS}) \d{{4}}|(?:fiscal year )?\d{{4}}|"
    rf"\d{{4}}-\d\d-\d\d|{_WEEKDAYS}|the close of business|(?:its|the|their) next (?:regular )?(?:meeting|session)|"
    rf"the next (?:regular )?meeting)(?: (?:of|in) each (?:calendar |fiscal |financial )?year)?"
)
DEADLINE_EN = re.compile(
    rf"\b(?:(?i:by|before|on or before|no later than|not later than|until|after|beginning|starting) "
    rf"(?:the )?{_DATE_EN}|(?i:from|on|as of) (?=[^,.;]{{0,14}}\d{{1,2}}\b)(?!\d{{4}} )(?:the )?{_DATE_EN}|"
    r"(?i:within|no later than|not later than|at least|not less than|no fewer than) (?:[a-z-]+ \()?[\w-]+\)? "
    r"(?:calendar |business |working |consecutive )?(?:days?|months?|weeks?|hours?|years?|minutes?)"
    r"(?:(?: of| after| before| from| following| prior to) "
    r"(?:the |each |every |receipt|receiving|its |this |that |such |being |a |an |[A-Z])[^,.;]{0,60}?"
    r"(?=,|\.|;|$| and (?:shall|must|is|are|will)\b| (?:and|or) (?:shall|must)\b))?|"
    r"(?i:immediately|forthwith|without delay|at once)(?= |[.,;]|$)|"
    r"(?i:at least )?(?:once|twice) (?:every|each|a|per) (?:(?:two|three|four|six|\d+) )?"
    r"(?:days?|weeks?|months?|quarters?|years?|terms?|seasons?|sessions?|fortnight)|"
    r"(?i:annually|quarterly|monthly|weekly|daily)(?=[.,;]| to | and |$)|"
    r"(?i:every) (?:(?:two|three|four|six|\d+) )?(?:days?|weeks?|months?|quarters?|years?)\b|"
    r"each (?:year|month|quarter|week)(?=[,.;]| the| by))"
)


def deadline(text: str, start: int, end: int, english: bool) -> tuple[int, int] | None:
    """Bounds of the first limit in `text[start:end]` (simplified), with its starting point;
    None where there is none.
    """
    if english:
        match = DEADLINE_EN.search(text, start, end)
        return match.span() if match else None
    if not _LIKELY.search(text, start, end):
        return None
    for match in DEADLINE_ZH.finditer(text, start, end):
        a, b = match.span()
        if _NEVER.match(match.group()) or _PAST.search(match.group()):
            continue
        if text[max(a - 2, 0) : a] in ("去年", "上年", "前年"):
            continue
        anchor = match.span("anchor")
        if anchor[0] >= 0:
            cut = _ANCHOR_CUT.match(text, *anchor)
            a = cut.end() if cut else anchor[0]
            a -= text[max(a - 1, 0)] in "自从" and a > start
        if before := _PREPOSITION.search(text[max(start, a - 4) : a]):
            a -= len(before.group())
        while a < b and text[a] in "于在，":
            a += 1
        return a, b
    return None
