"""Names written in other scripts and by other customs of romanisation.

These tables are plain and small on purpose, and are not those that screening reads names with: a test must not share
its tables with what it tests. They follow common practice (ISO 9 and newspaper usage for Cyrillic, ALA-LC consonants
for Arabic, McCune-Reischauer against Revised Romanization and usual spellings for Korean, pinyin against Wade-Giles).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from navicert.names import chinese

_CYRILLIC = {
    "shch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "ya": "я", "yu": "ю", "yo": "ё",
    "ye": "е", "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
    "j": "дж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с",
    "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "й", "z": "з",
}  # fmt: skip
_GREEK = {
    "mb": "μπ", "nd": "ντ", "ng": "γκ", "nt": "ντ", "mp": "μπ", "th": "θ", "ph": "φ", "ch": "χ", "kh": "χ",
    "ps": "ψ", "a": "α", "b": "μπ", "c": "κ", "d": "ντ", "e": "ε", "f": "φ", "g": "γκ", "h": "χ", "i": "ι",
    "j": "τζ", "k": "κ", "l": "λ", "m": "μ", "n": "ν", "o": "ο", "p": "π", "q": "κ", "r": "ρ", "s": "σ",
    "t": "τ", "u": "ου", "v": "β", "w": "ου", "x": "ξ", "y": "ι", "z": "ζ",
}  # fmt: skip
_ARABIC = {
    "sh": "ش", "kh": "خ", "th": "ث", "dh": "ذ", "gh": "غ", "aa": "ا", "ee": "ي", "oo": "و", "b": "ب", "t": "ت",
    "j": "ج", "h": "ح", "d": "د", "r": "ر", "z": "ز", "s": "س", "f": "ف", "q": "ق", "k": "ك", "l": "ل",
    "m": "م", "n": "ن", "w": "و", "y": "ي", "i": "ي", "u": "و", "o": "و", "g": "ج", "p": "ب", "v": "ف",
    "c": "ك", "x": "كس",
}  # fmt: skip
_ARABIC_COUNTRIES = frozenset("SY IQ SA YE LY EG LB JO PS SD DZ TN MA KW QA AE BH OM".split())
_HANGUL = {
    "kim": "김", "ri": "리", "pak": "박", "choe": "최", "jong": "정", "kang": "강", "jo": "조", "yun": "윤",
    "jang": "장", "im": "임", "han": "한", "o": "오", "so": "서", "sin": "신", "kwon": "권", "hwang": "황",
    "an": "안", "song": "성", "ryu": "류", "hong": "홍", "chol": "철", "yong": "영", "myong": "명", "un": "은",
    "il": "일", "nam": "남", "su": "수", "ho": "호", "hyok": "혁", "kwang": "광", "hak": "학", "chun": "춘",
    "ryong": "룡", "sung": "성", "chang": "창", "kyong": "경", "hui": "희", "ung": "웅", "guk": "국",
    "kuk": "국", "won": "원", "sik": "식", "sok": "석", "tae": "태", "u": "우", "chin": "진", "jin": "진",
    "min": "민", "hyon": "현", "sang": "상", "ok": "옥", "ju": "주", "mun": "문",
}  # fmt: skip
_KOREAN = {
    "ri": "Lee Yi Rhee", "pak": "Park Bak", "choe": "Choi", "kim": "Gim", "jong": "Jung Jeong Chong",
    "chong": "Jeong", "kang": "Gang", "jo": "Cho", "cho": "Jo", "yun": "Yoon", "jang": "Chang", "im": "Lim",
    "so": "Seo Suh", "sin": "Shin", "kwon": "Gwon", "chol": "Cheol", "yong": "Young Yeong",
    "myong": "Myeong Myung", "un": "Eun", "su": "Soo", "hyok": "Hyeok Hyuk", "kwang": "Gwang",
    "ryong": "Ryeong Yong", "song": "Seong Sung", "ryu": "Yoo Yu", "kyong": "Kyung Gyeong", "hui": "Hee",
    "kuk": "Guk Kook", "sok": "Seok Suk", "u": "Woo", "chin": "Jin", "hyon": "Hyun Hyeon", "chun": "Joon Choon",
    "mun": "Moon", "chu": "Joo", "ju": "Joo",
}  # fmt: skip
_KOREAN_COUNTRIES = frozenset(("KP", "KR"))
_WADE = (
    ("zh", "ch"), ("ch", "ch'"), ("q", "ch'"), ("x", "hs"), ("j", "ch"), ("b", "p"), ("d", "t"), ("g", "k"),
    ("z", "ts"), ("c", "ts'"), ("p", "p'"), ("t", "t'"), ("k", "k'"), ("r", "j"),
)  # fmt: skip
_WADE_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "iong": "iung"}
_WADE_WHOLE = {
    "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih",
    "zi": "tzu", "ci": "tzu", "si": "ssu", "ge": "ko", "ke": "ko", "he": "ho", "e": "o", "gui": "kuei", "kui": "kuei",
    "luo": "lo", "duo": "to", "tuo": "to", "zuo": "tso", "suo": "so", "er": "erh", "yue": "yueh", "jue": "chueh",
}  # fmt: skip
"""Wade-Giles of syllables whose vowels it writes otherwise (Giles 1912)."""
_CHINESE_COUNTRIES = frozenset(("CN", "TW", "HK"))
_PINYIN = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü]{1,3}(?:(?:ng|n|r)(?![aeiouü]))?", re.IGNORECASE)
_CUSTOMS: Mapping[str, Sequence[tuple[str, str]]] = {
    "German": (("sh", "sch"), ("ch", "tsch"), ("zh", "sch"), ("v", "w"), ("ya", "ja"), ("yu", "ju"), ("y", "j")),
    "French": (("sh", "ch"), ("j", "dj"), ("u", "ou"), ("zh", "j"), ("w", "ou"), ("y", "i")),
    "Turkish": (("sh", "ş"), ("ch", "ç"), ("j", "c"), ("kh", "h"), ("q", "k"), ("w", "v")),
    "Polish": (("sh", "sz"), ("ch", "cz"), ("zh", "ż"), ("v", "w"), ("ya", "ja"), ("y", "j")),
    "English": (("dj", "j"), ("ou", "oo"), ("i", "ee"), ("k", "q"), ("y", "i")),
}
_EASTERN = _KOREAN_COUNTRIES | _CHINESE_COUNTRIES


def in_cyrillic(_: Random, name: str, countries: frozenset[str]) -> str | None:
    """In Cyrillic letters."""
    return _mapped(name, _CYRILLIC) if not countries & _EASTERN else None


def in_greek(_: Random, name: str, countries: frozenset[str]) -> str | None:
    """In Greek letters."""
    text = _mapped(name, _GREEK) if not countries & _EASTERN else None
    return re.sub(r"σ\b", "ς", text) if text else None


def in_arabic(_: Random, name: str, countries: frozenset[str]) -> str | None:
    """In Arabic letters, short vowels unwritten, where the party has ties to a country that writes them."""
    if not countries & _ARABIC_COUNTRIES or countries & _EASTERN:
        return None
    words = [_arabic_word(word) for word in re.split(r"[\s,]+", name) if word]
    return " ".join(words) if all(words) and words else None


def _arabic_word(word: str) -> str:
    """ALA-LC consonants, doubled ones once; a at the beginning is alif, a, e and o within a word are not written."""
    article, bare = ("ال", word[3:]) if word.lower().startswith(("al-", "el-")) else ("", word)
    if not bare.isascii() or not bare.isalpha():
        return ""
    first = "ا" if bare[0].lower() in "ae" else "ع" if bare[0].lower() in "iou" else ""
    rest = re.sub(r"(?<=.)[aeo](?!$)", "", bare.lower())[1 if first else 0 :]
    rest = re.sub(r"([^iu])\1", r"\1", rest)
    ending = "ة" if rest.endswith(("a", "ah")) else ""
    rest = re.sub(r"ah?$", "", rest)
    return article + first + "".join(_letters(rest, _ARABIC)) + ending


def in_hangul(_: Random, name: str, countries: frozenset[str]) -> str | None:
    """In Hangul, where the party has ties to Korea and every syllable is a usual one."""
    syllables = _syllables(name) if countries & _KOREAN_COUNTRIES else []
    found = [_HANGUL.get(syllable) for syllable in syllables]
    return "".join(word for word in found if word) if 2 <= len(found) <= 4 and all(found) else None


def other_korean(r: Random, name: str, countries: frozenset[str]) -> str | None:
    """Another romanisation of Korean: Lee for Ri, Park for Pak."""
    syllables = _syllables(name) if countries & _KOREAN_COUNTRIES else []
    known = [i for i, syllable in enumerate(syllables) if syllable in _KOREAN]
    if not (2 <= len(syllables) <= 4 and known):
        return None
    written = [r.choice(_KOREAN[s].split()) if i in known else s.capitalize() for i, s in enumerate(syllables)]
    return " ".join(written)


def wade_giles(_: Random, name: str, countries: frozenset[str]) -> str | None:
    """Wade-Giles for pinyin, where the party has ties to China."""
    words = re.split(r"[\s,]+", name)
    if not countries & _CHINESE_COUNTRIES or not 2 <= len(words) <= 3:
        return None
    syllables = [_PINYIN.findall(word) for word in words]
    if any("".join(found).lower() != word.lower() for found, word in zip(syllables, words, strict=True)):
        return None
    if not all(syllable.lower() in chinese.syllables() for found in syllables for syllable in found):
        return None
    written = ["-".join(map(_wade, found)) for found in syllables]
    changed = " ".join(word.capitalize() for word in written)
    return changed if changed.lower() != " ".join(words).lower() else None


def _wade(syllable: str) -> str:
    lower = syllable.lower()
    if lower in _WADE_WHOLE:
        return _WADE_WHOLE[lower]
    initial, other = next(((i, o) for i, o in _WADE if lower.startswith(i)), ("", ""))
    final = lower[len(initial) :]
    return (other + _WADE_FINALS.get(final, final)).replace("'", "")


def other_custom(r: Random, name: str, countries: frozenset[str]) -> str | None:
    """Sounds spelled by the custom of another language: Schukow, Joukov, Şukov."""
    if countries & _EASTERN or not name.isascii():
        return None
    custom = _CUSTOMS[r.choice(sorted(_CUSTOMS))]
    table = dict(custom)
    pattern = re.compile("|".join(sorted(table, key=len, reverse=True)))
    words = [pattern.sub(lambda m: table[m[0]], word.lower()).capitalize() for word in name.split()]
    changed = " ".join(words)
    return changed if changed.lower() != name.lower() else None


def _syllables(name: str) -> list[str]:
    return [part.lower() for part in re.split(r"[\s,'-]+", name) if part]


def _mapped(name: str, table: Mapping[str, str]) -> str | None:
    words = re.sub(r"[^a-zA-Z\s'-]", " ", name) if name.isascii() else ""
    text = re.sub(r"[-']", " ", words).lower().split()
    return " ".join("".join(_letters(word, table)).capitalize() for word in text) or None


def _letters(word: str, table: Mapping[str, str]) -> list[str]:
    longest = max(map(len, table))
    found, place = [], 0
    while place < len(word):
        piece = next((word[place : place + n] for n in range(longest, 0, -1) if word[place : place + n] in table), None)
        found.append(table[piece] if piece else "")
        place += len(piece) if piece else 1
    return found
