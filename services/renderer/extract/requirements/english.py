"""An English sentence cut into demands, and who is asked in each."""

from __future__ import annotations

import re

from services.renderer.extract.deadlines.deadlines import deadline
from services.renderer.extract.requirements.bodies import Bounds
from services.renderer.extract.requirements.demands import ADVISE_EN, MODAL_EN, PLEASE_EN
from services.renderer.extract.requirements.roles import Roles
from services.renderer.extract.requirements.units import Clause, Unit

# Heads of the names of bodies and people that can be asked.
_NAME = re.compile(
    r"\b(?:department|agenc(?:y|ies)|office|officers?|heads?|director(?:s|ate|ates)?|secretar(?:y|ies)|mayor|council|"
    r"committees?|commission(?:ers?)?|board|administrat(?:or|ors|ion)|managers?|employees?|employers?|"
    r"contractors?|staff|owners?|operators?|applicants?|persons?|people|providers?|compan(?:y|ies)|corporation|"
    r"institutions?|authorit(?:y|ies)|minist(?:er|ers|ry|ries)|states?|courts?|judges?|registrars?|chair|chairperson|"
    r"chairman|president|"
    r"governor|inspectors?|archivist|auditors?|general|part(?:y|ies)|teams?|units?|bureaus?|divisions?|services?|"
    r"cent(?:er|re)s?|municipalit(?:y|ies)|schools?|hospitals?|licensees?|permittees?|vendors?|suppliers?|tenants?|"
    r"landlords?|parents?|"
    r"treasurer|clerk|supervisors?|users?|members?|attorney|superintendent|universit(?:y|ies)|banks?|business(?:es)?|"
    r"taxpayers?|residents?|citizens?|police|organi[sz]ations?|facilit(?:y|ies)|entit(?:y|ies)|individuals?|"
    r"candidates?|students?|"
    r"teachers?|departments|offices|CIOs?|CISOs?|CAOs?|CFOs?|CEOs?|equivalents?|officials?|advis[eo]rs?|drivers?|"
    r"masters?|captains?|coordinators?|leaders?|workers?|personnel|crews?|delegations?|participants?|colleagues|"
    r"foundation|trust|fund|"
    r"trustees?|executives?|ministries|governments?|district|county|city|library|libraries|group|task force|panel|"
    r"working party|holders?|recipients?|grantees?|lessees?|buyers?|sellers?|carriers?|importers?|exporters?|"
    r"manufacturers?|producers?|"
    r"nurses?|doctors?|physicians?|engineers?|visitors?|pilots?|traders?|farmers?|growers?|retailers?|distributors?|"
    r"investigators?|counsel|prosecutors?|marshal|sheriff|ombudsman|controller|comptroller|liaisons?|"
    r"representatives?|chiefs?|deput(?:y|ies))$",
    re.I,
)
_ABBREVIATED = re.compile(r"(?:^|\s)[A-Z][A-Z&]{1,7}s?$")
_LEADING = re.compile(
    r"(?:(?:accordingly|moreover|furthermore|additionally|in addition|however|therefore|as appropriate|"
    r"where appropriate|as needed|further|finally|also|then|thereafter|to this end|for this purpose|consequently|"
    r"first|second|third|next|"
    r"(?:within|by|in|when|whenever|if|where|for|after|upon|before|except|unless|to|on|at|under|until|from|"
    r"no later than|not later than|during|following|once|as|with|prior to|pursuant to|notwithstanding|beginning|"
    r"effective|at least)\b[^,]*(?:, \d{4})?), )+",
    re.I,
)
_ADVERB = re.compile(
    r"(?:[ ,]+(?:also|hereby|therefore|promptly|further|jointly|each|then|thereafter|only|accordingly|in turn|"
    r"[a-z]+ly))+$",
    re.I,
)
_ASIDE = re.compile(
    r"(?:—|, | \()(?:in (?:consultation|coordination|cooperation|collaboration|conjunction|agreement|"
    r"partnership) with|together with|with the (?:help|support|assistance) of|assisted by|supported by) "
    r"([^—,;()]{3,80}?)(?:—|,|\))?\s*(?=$|\b(?:shall|must|is|are|will)\b)"
)
_HELP = re.compile(
    r"\b(?:in (?:consultation|coordination|cooperation|collaboration|conjunction|partnership) with|together with|"
    r"with the (?:help|support|assistance) of|assisted by|supported by|working with) "
    r"((?:the |its |their |each )?[A-Z]?[\w’'&-]+(?: (?:of|for|the|and|[A-Z][\w’'&-]*|[a-z]+))*?)"
    r"(?=,|—|\.|;|$| (?:to|shall|must|on|in|by|for the)\b)"
)
_NOBODY = re.compile(
    r"(?:this|it|there|that|which|who|nothing|such|these|those|they|he|she|we|you|i|no|one|what|all)\b"
    r"(?! (?:agenc|department|office|person|employee|official|owner|operator|director|contractor|vehicle))",
    re.I,
)
_BY = re.compile(
    r"\b(?:shall|must|is to|are to|should) be (?:[a-z]+ ){0,3}[a-z]+(?:ed|en|wn|de|nt|id) by "
    r"((?:the |an? |its )?[A-Z][\w'’-]*(?: (?:of|for|the|and|[A-Z][\w'’-]*))*|the [a-z]+(?: [a-z]+)?)"
)
_HEAD_CUT = re.compile(
    r" (?:of|for|in|at|on|that|who|whose|which|from|under|with|to|or equivalents?|within|other than|using|holding|"
    r"having|[a-z]+ing|[a-z]+ed|subject|responsible)(?= |$)"
)
_OPENED = re.compile(
    r"(?:Before|After|Upon|When|On|In) [a-z]+ing [^,]*? ((?:the|an?|each) [A-Z]?[\w’'-]+(?: [A-Z][\w’'-]+)*)$"
)
_WHEN = re.compile(
    r"\b(?:[Ww]hen|[Ii]f|[Ww]here|[Bb]efore|[Aa]fter|[Ww]henever|[Oo]nce|[Uu]ntil) "
    r"((?:an? |the |each |any )?[A-Za-z’' -]{3,50}?) (?:[a-z]+s?|is|are|has|have) "
)
_ESTABLISHED = re.compile(
    r"[Tt]here is (?:hereby )?(?:established|created) (?:an? |the )?([A-Z][\w’' -]+?)(?: \([^)]*\))?,? "
    r"(?:which|who|that)\s*$"
)
_AND = re.compile(r",? and (?=(?:the |each |every |all |that )?[\w’' -]{3,60}? (?:shall|must)\b)")
_SPLIT = re.compile(r"; (?:and |or )?")
# Verbs that open an order.
_ORDERS = """
accept acknowledge act adapt add address adhere adjust administer adopt advertise advise align allocate allow analyse
analyze announce answer appear apply appoint approve arrange ask assemble assess assign assist attach attend audit
authorize avoid award base begin block bring brief build calculate call cancel carry cease
certify change charge check circulate clarify clean close collaborate collect combine communicate compile complete
comply conduct confirm consider consult contact continue contribute control convene convert cooperate coordinate copy
correct cover create deal decide define delegate delete deliver demonstrate deny deploy describe designate destroy
detail determine develop direct
disable discard disclose disconnect discontinue discuss display dispose disseminate distribute document do draft draw
eliminate employ enable encourage enforce engage enhance ensure enter establish estimate evaluate examine exchange
exclude execute exercise expand expedite explain explore extend facilitate file fill finalize fix follow forward fund
furnish gather give grant guarantee handle hire hold
identify implement improve incorporate include increase inform initiate inspect install institute instruct integrate
investigate invite issue join keep label launch limit list locate log maintain make manage mark meet minimise minimize
mitigate monitor move notify observe obtain offer open operate order organise organize oversee participate pay perform
place plan post prepare prescribe present preserve prevent
prioritise prioritize process procure produce promote promulgate propose protect prove provide publicise publicize
publish purchase pursue put raise reassess recall receive recommend reconcile record recover recruit reduce refer
refrain register reimburse reject release remain remediate remind remove renew repair replace replicate reply report
request require reset resolve respond restore restrict retain retire
return review revise revoke safeguard schedule scan seal search secure seek select send separate serve set share sign
specify spend standardise standardize start state stop store streamline strengthen submit support suspend take
terminate test track train transfer transmit treat turn undertake update upgrade upload use utilise utilize validate
verify wear withdraw work write
""".split()
_ORDER = re.compile(
    r"(?:(?:please|kindly|do not|never|always|immediately|promptly) )?(?:"
    + "|".join(_ORDERS)
    + r")\b(?! (?:is|are|was|were|of|has|have|shall|must|will|cards?\b (?:is|are)))",
    re.I,
)


def english_units(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """The demands of `text[start:end]`, in order."""
    cuts = [start]
    for mark in sorted([*_SPLIT.finditer(text, start, end), *_AND.finditer(text, start, end)], key=re.Match.start):
        before = MODAL_EN.search(text, cuts[-1], mark.start())
        after = MODAL_EN.search(text, mark.end(), end)
        if before and after and mark.start() > cuts[-1]:
            cuts.append(mark.end())
    units = []
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        stop = b
        while stop > a and text[stop - 1] in " ;,":
            stop -= 1
        if b != end:
            stop = a + len(re.sub(r"[;,]?(?: and| or)?$", "", text[a:stop]))
        units.append(_unit(text, a, stop))
    return tuple(units)


def _unit(text: str, start: int, end: int) -> Unit:
    modal = MODAL_EN.search(text, start, end)
    please = PLEASE_EN.search(text, start, end)
    lead: tuple[Bounds, ...] = ()
    support: tuple[Bounds, ...] = ()
    if modal:
        lead, support = _subject(text, start, modal.start())
        if by := _BY.search(text, start, end):
            lead = lead or ((by.span(1),) if _named(by.group(1)) else ())
    elif advise := ADVISE_EN.search(text, start, end):
        asked = re.match(
            r"(?:that )?((?:all |the |each |every )?[A-Za-z’' -]{3,40}?)(?= (?:to |that )?(?:should|must|be|"
            + "|".join(_ORDERS)
            + r")\b)",
            text[advise.end() : end],
        )
        if asked and _named(asked.group(1)):
            lead = ((advise.end() + asked.start(1), advise.end() + asked.end(1)),)
    if not support and (helped := _HELP.search(text, start, end)):
        support = (helped.span(1),)
    due = deadline(text, start, end, english=True)
    order = _orders(text, start, end)
    clause = Clause(
        start,
        end,
        "；",
        Roles(lead, support),
        due,
        modal.start() if modal else -1,
        False,
        order,
        bool(modal or please or order),
    )
    return Unit(start, end, Roles(lead, support), due, (clause,))


def _orders(text: str, start: int, end: int) -> bool:
    at = start
    if lead := _LEADING.match(text, at, end):
        at = lead.end()
    return _ORDER.match(text, at, end) is not None


def _named(name: str) -> bool:
    head = _HEAD_CUT.split(name, maxsplit=1)[0]
    head = re.sub(r" \([^)]*\)$", "", head)
    return _NAME.search(head) is not None or _ABBREVIATED.search(head) is not None


def _subject(text: str, start: int, end: int) -> tuple[tuple[Bounds, ...], tuple[Bounds, ...]]:
    """The body before a modal that begins at `end`, and who helps it in an aside."""
    said = text[start:end].rstrip()
    if match := _ESTABLISHED.search(said):
        return ((start + match.start(1), start + match.end(1)),), ()
    support: tuple[Bounds, ...] = ()
    if aside := _ASIDE.search(said):
        support = ((start + aside.start(1), start + aside.end(1)),)
        said = said[: aside.start()]
    while adverb := _ADVERB.search(said):
        said = said[: adverb.start()]
    said = said.rstrip(" ,")
    at = 0
    if lead := _LEADING.match(said):
        at = lead.end()
    for mark in re.finditer(r"[:;] |\b(?:that|agreed|and that) (?=(?:the|each|every|all|any|no)\b)|\) ", said):
        if not said[: mark.end()].count("(") > said[: mark.end()].count(")"):
            at = max(at, mark.end()) if mark.group() != ") " or said[:at].count("(") or mark.start() < 6 else at
    if (opened := _OPENED.match(said, at)) and _named(opened.group(1)):
        at = opened.start(1)
    name = said[at:]
    if re.fullmatch(r"they|it|he or she|he|she", name, re.I):
        when = _WHEN.search(text, start, start + at)
        return (((when.span(1)),), support) if when and _named(when.group(1)) else ((), support)
    if not 2 < len(name) <= 120 or _NOBODY.match(name) or not _named(name):
        return (), support
    if re.match(r"no\b", name, re.I):
        return (), support
    return ((start + at, start + at + len(name)),), support
