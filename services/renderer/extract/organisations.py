"""Who can be told to do something: the ends of their names. Data for responsible.py."""

from __future__ import annotations

import re

# Ends of the names of bodies. A list ("市教育局、市财政局") is taken apart only where each part ends so.
_BODY = (
    "部门|单位|委员会|领导小组|工作组|专班|指挥部|办公室|政府|党委|党组|党组织|党支部|支部|机关|组织|团体|机构|企业|公司|集团|中心|银行|医院|学校|高校|院校|"
    "财政|基金|法院|检察院|协会|联合会|工会|妇联|团委|共青团|人大|政协|纪委|监委|政法委|发改委|国资委|管委会|居委会|村委会|居民委员会|食堂|门店|商户|智库|网站|窗口|合作社|研究院|大学|"
    "(?<=[\u4e00-\u9fff]{2})[局厅委办院署站所处科室队]|(?<=[法政育技业安障源境设输利村务游交防化理道生察织传战])部"
)
# Ends of the names of people and of places that stand for their authorities.
_PEOPLE = (
    "人员|知识分子|工作者|干部|党员|同志|职工|一把手|主任|书记|[省市县区州镇乡村局厅部院校秘书会河湖林站队组所]长|主席|班子|委员|代表|教师|学生|家长|公民|个人|法人|群众|各方|各方面|上下|"
    "(?<=[\u4e00-\u9fff])[人者员]|媒体|平台|热线|(?<=资本|金融|各类|集贸)市场|(?<=[\u4e00-\u9fff]{2})(?:园区|示范区|开发区|贫困区|保税区|新区)|(?<=试点|示范|有关|相关|中心)城市|各城市|各地|各级|地区|直辖市|自治[区州县]|乡镇|街道|社区|各[省市县区州镇乡村盟旗](?:区|市|县)?|(?<=[市县区])[县区]"
)
BODY_ZH = re.compile(rf"(?:{_BODY})(?:[（(][^（）()]{{1,12}}[）)])?$")
NAME_ZH = re.compile(rf"(?:{_BODY}|{_PEOPLE})(?:[（(][^（）()]{{1,12}}[）)])?$")
NEVER_ZH = re.compile(
    r"^(?:[、和及与的（(]|建立|加强|推进|发挥|完善|支持|鼓励|指导|组织(?!部)|督促|坚持|分离|改革|整顿|清理|配备|购置|设置|建设(?![部厅局委银])|引导|动员|要求|帮助|促进|落实|深化|健全|培育|发展(?!改革|和改革)|创建|"
    r"做好|抓好|提高|扩大|强化|保护|保障|选派|培训|重视|推动|确保|进行|开展)|"
    r"(?:格局|结局|布局|大局|全局|时局|全部|好处|用处|之处|到处|大部|内部|外部|办法|工人员|别人|让人|令人|为人|树人|育人|惠及.*|.*[使让令]人|每个?人|他人|本人|有人|没有人)$"
)
NAME_EN = re.compile(
    r"\b(?:department|agenc(?:y|ies)|office|officers?|head|heads|director|directorate|secretary|mayor|council|committee|commission(?:er)?|board|"
    r"administrator|administration|managers?|employees?|employers?|contractors?|staff|owners?|operators?|applicants?|persons?|providers?|compan(?:y|ies)|"
    r"corporation|institutions?|authorit(?:y|ies)|minist(?:er|ry)|state|states|court|judge|registrar|chair|chairperson|chairman|president|governor|inspector|"
    r"archivist|auditor|general|part(?:y|ies)|teams?|units?|bureau|division|service|services|center|centre|municipalit(?:y|ies)|schools?|hospitals?|"
    r"licensees?|permittees?|vendors?|suppliers?|tenants?|landlords?|parents?|treasurer|clerk|supervisors?|users?|members?|attorney|superintendent|"
    r"university|bank|business(?:es)?|inspectors?|judges?|taxpayers?|residents?|citizens?|police|organizations?|facilit(?:y|ies)|entit(?:y|ies)|individuals?|candidates?|students?|teachers?|departments|offices|committees|"
    r"boards|divisions|CIOs?|CISOs?|CFO|CEO|OMB|CISA|GSA|NIST|FEMA|DHS|EPA)$",
    re.I,
)
