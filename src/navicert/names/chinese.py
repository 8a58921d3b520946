"""Chinese names: Mandarin syllables in Pinyin and Wade-Giles, surnames also as Hong Kong and Taiwan spell them."""

from __future__ import annotations

import functools

_FINALS: dict[str, str] = {
    "": "a o e ai ei ao ou an en ang er yi ya ye yao you yan yin yang ying yong "
    "wu wa wo wai wei wan wen wang weng yu yue yuan yun",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u", "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un", "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
    "r": "e ao ou an en ang eng ong i u uo ui uan un", "z": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "c": "a e ai ao ou an en ang eng ong i u uo ui uan un", "s": "a e ai ao ou an en ang eng ong i u uo ui uan un",
}  # fmt: skip
_WADE_INITIALS = {
    "b": "p",
    "d": "t",
    "g": "k",
    "zh": "ch",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "z": "ts",
    "c": "ts",
    "r": "j",
}
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh",
    "ye": "yeh", "yan": "yen", "you": "yu", "yi": "i", "he": "ho", "ge": "ko", "ke": "ko", "e": "o", "gui": "kuei",
    "kui": "kuei",
}  # fmt: skip
SURNAMES = """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han
    deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv ding ren lu yao shen zhong
    cui tan fan liao shi jin jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan lei long tao mao hao gu gong
    shao wan qian dai mo kong xiang chang ouyang situ sima zhuge shangguan zhuang nie ji hua gan qi an bao bi bian
    chai chu ge geng guan hong jing lan min niu ou pei pu rong ruan shu tong wen xi xin ying zhan zuo cen mu miao
    lian lou kuang ke kang ju hang gou e die ba
"""
_COMMON = frozenset("wang li zhang liu chen yang huang zhao wu zhou".split())
_ELSEWHERE = {
    "chan": "chen", "wong": "wang huang", "cheung": "zhang", "leung": "liang", "lau": "liu", "ng": "wu huang",
    "lam": "lin", "ho": "he", "kwok": "guo", "tsang": "zeng", "chow": "zhou", "chau": "zhou", "chiu": "zhao",
    "tse": "xie", "hui": "xu", "tsui": "xu cui", "lo": "luo lu", "mak": "mai", "fung": "feng", "kwan": "guan",
    "yip": "ye", "yeung": "yang", "cheng": "zheng", "lui": "lv lei", "lei": "li", "lee": "li", "chu": "zhu",
    "choi": "cai", "tang": "deng tang", "kong": "jiang", "poon": "pan", "szeto": "situ", "au": "ou",
    "auyeung": "ouyang", "tam": "tan", "chung": "zhong", "ko": "gao", "koo": "gu", "ku": "gu", "hsieh": "xie",
    "hsu": "xu", "tsai": "cai", "tan": "chen", "lim": "lin", "ong": "wang", "goh": "wu", "teo": "zhang",
    "sim": "shen", "yuen": "yuan ruan", "so": "su", "siu": "xiao", "to": "du", "wan": "yin wen", "kan": "jian",
    "lai": "li", "law": "luo", "lok": "luo", "mok": "mo", "pang": "peng", "shum": "cen", "sin": "xian", "soo": "su",
    "tong": "tang", "tsoi": "cai", "woo": "hu", "wu": "hu", "yau": "qiu", "yiu": "yao", "yue": "yu", "yu": "yu",
    "chin": "qian jin", "fok": "huo", "hung": "hong", "kam": "gan jin", "keung": "qiang",
}  # fmt: skip
SURNAME_WEIGHT = 0.4
SYLLABLE_WEIGHT = 0.42
SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "朴": "piao", "查": "zha", "盖": "ge", "区": "ou",
    "覃": "qin", "缪": "miao", "翟": "zhai", "冼": "xian", "乐": "yue", "员": "yun", "召": "shao", "种": "chong",
    "折": "she", "繁": "po", "长": "zhang", "谌": "shen", "任": "ren", "尉": "yu", "万": "wan mo", "华": "hua",
    "那": "na", "秘": "bi", "祭": "zhai", "黑": "he", "撒": "sa", "过": "guo", "宁": "ning", "隗": "wei kui",
    "洗": "xian", "郗": "xi chi",
}  # fmt: skip
"""Simplified characters that have another reading as surnames than elsewhere, or a second one."""


@functools.cache
def syllables() -> frozenset[str]:
    """All Mandarin syllables in Pinyin, ü written v."""
    return frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())


def wade_giles(pinyin: str) -> str:
    """The syllable in Wade-Giles as it is printed without marks.

    >>> wade_giles("xiao"), wade_giles("zhang"), wade_giles("dong")
    ('hsiao', 'chang', 'tung')
    """
    if pinyin in _WADE_WHOLE:
        return _WADE_WHOLE[pinyin]
    initial = next(i for i in (pinyin[:2], pinyin[:1], "") if i in _FINALS and pinyin[len(i) :] in _FINALS[i].split())
    final = pinyin[len(initial) :]
    final = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "ui": "ui", "iong": "iung"}.get(final, final)
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = {"ueh": "ueh"}.get(final, final)
    return _WADE_INITIALS.get(initial, initial) + final


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Latin syllable to the Pinyin syllables that it may stand for."""
    found: dict[str, set[str]] = {}
    for pinyin in syllables():
        for spelled in (pinyin, pinyin.replace("v", "u"), pinyin.replace("v", "yu"), wade_giles(pinyin)):
            found.setdefault(spelled, set()).add(pinyin)
    return {spelled: frozenset(pinyin) for spelled, pinyin in found.items()}


@functools.cache
def surname_spellings() -> dict[str, frozenset[str]]:
    """Latin surname to the Pinyin surnames that it may stand for."""
    found: dict[str, set[str]] = {}
    for pinyin in SURNAMES.split():
        for spelled in {pinyin, pinyin.replace("v", "u"), wade_giles(pinyin) if pinyin in syllables() else pinyin}:
            found.setdefault(spelled, set()).add(pinyin)
    for spelled, elsewhere in _ELSEWHERE.items():
        found.setdefault(spelled, set()).update(elsewhere.split())
    return {spelled: frozenset(pinyin) for spelled, pinyin in found.items()}


def surname_weight(pinyin: frozenset[str]) -> float:
    """The weight of a surname that may be any of these."""
    return 0.28 if pinyin & _COMMON else SURNAME_WEIGHT


@functools.lru_cache(maxsize=50_000)
def split(word: str, most: int = 2) -> tuple[str, ...]:
    """A Latin word as up to `most` Mandarin syllables; none when it is not made of them.

    >>> split("xiaohong"), split("hsiaohung"), split("martinez")
    (('xiao', 'hong'), ('hsiao', 'hung'), ())
    """
    if word in classes():
        return (word,)
    if most > 1:
        for cut in range(min(len(word) - 1, 6), 0, -1):
            if word[:cut] in classes():
                rest = split(word[cut:], most - 1)
                if rest:
                    return (word[:cut], *rest)
    return ()
