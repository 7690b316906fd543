"""English abbreviations: a stop behind one ends no sentence."""

from __future__ import annotations

from services.language.word import Word, alternatives

ABBREVIATIONS: tuple[Word, ...] = (
    *(Word(text, f"{text}. 4 applies") for text in "Sec Secs Art Arts No Nos para paras ch Stat".split()),
    *(Word(text, f"see {text}. 12") for text in "Vol Fig p pp v vs cf seq L Pub Rev Gen".split()),
    *(Word(text, f"{text}. Baker") for text in "Dr Mr Mrs Ms Messrs St Gov Sen Rep Hon Prof Jr Sr".split()),
    *(Word(text, f"Harbour {text}. pays") for text in "Inc Ltd Co Corp Dept".split()),
    *(Word(text, f"{text}. 4, 2031") for text in "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()),
    *(Word(text, f"42 {text}. 7412") for text in "U.S U.S.C C.F.R D.C".split()),
    Word("i.e", "the keeper, i.e. the owner"),
    Word("e.g", "boats, e.g. ferries"),
    Word("et al", "Baker et al. found"),
    Word("al", "Baker et al. found"),
)
ABBREVIATION = alternatives(word.text for word in ABBREVIATIONS)
