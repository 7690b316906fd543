"""Organs: the nouns that names of offices end with."""

from __future__ import annotations

from services.language.word import Word, alternatives

ORGANS: tuple[Word, ...] = (
    Word("人民政府", "清河县人民政府"),
    Word("国务院", "国务院"),
    Word("委员会", "清河县防汛委员会"),
    Word("委員會", "清河縣防汛委員會"),
    Word("办公厅", "省人民政府办公厅"),
    Word("办公室", "清河县人民政府办公室"),
    Word("党委", "清河镇党委"),
    Word("市委", "中共临江市委"),
    Word("县委", "中共清河县委"),
    Word("省委", "中共江南省委"),
    Word("区委", "中共城关区委"),
    Word("部", "水利部"),
    Word("局", "清河县水务局"),
    Word("厅", "江南省财政厅"),
    Word("院", "临江市人民法院"),
    Word("会", "清河县总工会"),
    Word("中心", "清河县政务服务中心"),
    Word("总署", "海关总署"),
    Word("公司", "清河供水有限公司"),
)
# Whom a notice is sent to besides organs.
RECEIVERS: tuple[Word, ...] = (
    Word("委", "省发展改革委"),
    Word("单位", "各直属单位"),
    Word("机构", "各金融机构"),
    Word("办事处", "各街道办事处"),
    Word("軍區", "各軍區"),
    Word("军区", "各军区"),
)
ORGAN = alternatives(word.text for word in ORGANS)
