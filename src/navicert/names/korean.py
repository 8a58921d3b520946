"""Korean names: Hangul syllables, the many ways they are written in Latin letters, and surnames.

Systems: McCune-Reischauer (with and without its marks), the North's usage, the Revised Romanisation of 2000, and
personal spellings (Lee, Park, Young). A class is named by a Hangul syllable; spellings of one syllable belong to it.
"""

from __future__ import annotations

import functools
import itertools

BASE, LAST = 0xAC00, 0xD7A3
_INITIALS = (
    ("k", "g"), ("kk", "gg"), ("n",), ("t", "d"), ("tt", "dd"), ("r", "l"), ("m",), ("p", "b"), ("pp", "bb"), ("s",),
    ("ss",), ("",), ("ch", "j", "c"), ("tch", "jj"), ("ch", "c"), ("k", "kh"), ("t", "th"), ("p", "ph"), ("h",),
)  # fmt: skip
_VOWELS = (
    ("a", "ah"), ("ae", "ai", "e"), ("ya",), ("yae",), ("o", "eo", "u", "e"), ("e", "ey"), ("yo", "yeo", "you", "yu"),
    ("ye",), ("o", "oh"), ("wa",), ("wae",), ("oe", "we", "oi"), ("yo",), ("u", "oo", "ou", "woo"), ("wo", "weo"),
    ("we",), ("wi", "we"), ("yu", "yoo"), ("u", "eu"), ("ui", "eui", "hui", "i"), ("i", "ee", "y"),
)  # fmt: skip
_FINALS = (
    ("",), ("k", "g", "c"), ("k",), ("k",), ("n",), ("n",), ("n",), ("t", "d"), ("l", "r"), ("k",), ("m",), ("p",),
    ("l",), ("l",), ("p",), ("l",), ("m",), ("p", "b"), ("p",), ("t", "s"), ("t",), ("ng",), ("t",), ("t",), ("k",),
    ("t",), ("p",), ("t",),
)  # fmt: skip
SURNAMES: dict[str, str] = {
    "김": "kim gim kym ghim", "리": "ri li lee yi i rhee rhie yee reeh", "박": "pak park bak bark pack",
    "최": "choe choi che choy chae", "정": "chong jong jung chung jeong cheong joung", "강": "kang gang",
    "조": "cho jo", "윤": "yun yoon youn", "장": "chang jang", "림": "rim lim im yim leem", "한": "han hahn",
    "오": "o oh", "서": "so seo suh", "신": "sin shin", "권": "kwon gwon kweon", "황": "hwang whang", "안": "an ahn",
    "송": "song", "류": "ryu yu yoo ryoo you", "홍": "hong", "전": "chon jon jeon jun chun", "고": "ko go koh",
    "문": "mun moon", "손": "son sohn", "량": "ryang yang", "배": "pae bae", "백": "paek baek paik",
    "허": "ho heo huh hur", "남": "nam", "심": "sim shim", "로": "ro no roh noh", "하": "ha", "곽": "kwak gwak",
    "성": "song seong sung", "차": "cha", "주": "chu ju joo", "우": "u woo", "구": "ku gu koo", "라": "ra na rah nah",
    "민": "min", "진": "chin jin", "지": "chi ji", "엄": "om eom um uhm", "채": "chae", "원": "won",
    "천": "chon cheon chun", "방": "pang bang", "공": "kong gong", "현": "hyon hyeon hyun", "함": "ham",
    "변": "pyon byeon byun", "염": "ryom yom yeom ryeom", "려": "ryo yo yeo", "추": "chu choo", "도": "to do",
    "소": "so", "석": "sok seok suk", "선": "son seon sun", "설": "sol seol", "마": "ma", "길": "kil gil",
    "연": "yon yeon ryon", "위": "wi", "표": "pyo", "명": "myong myeong", "기": "ki gi", "반": "pan ban",
    "왕": "wang", "금": "kum geum", "옥": "ok", "육": "ryuk yuk", "인": "in", "맹": "maeng", "제": "che je",
    "모": "mo", "탁": "tak", "국": "kuk guk", "여": "yo yeo", "은": "un eun", "편": "pyon pyeon", "용": "yong",
    "동": "tong dong", "태": "tae", "계": "kye", "피": "pi", "두": "tu", "궁": "kung", "승": "sung",
    "봉": "pong bong", "호": "ho",
}  # fmt: skip
"""Surnames by syllable (the North's form where the South drops the first consonant) and their Latin spellings."""
_SOUTHERN = {"이": "리", "임": "림", "유": "류", "양": "량", "노": "로", "나": "라", "염": "염", "여": "려"}
"""The South's form of surnames that the North writes with their first consonant."""
_COMMON = {
    "김": 0.22,
    "리": 0.25,
    "박": 0.27,
    "최": 0.32,
    "정": 0.32,
    "강": 0.34,
    "조": 0.34,
    "윤": 0.36,
    "장": 0.36,
    "림": 0.36,
}
SURNAME_WEIGHT = 0.42
SYLLABLE_WEIGHT = 0.42
"""One syllable of a given name: some fifty syllables make up most given names."""


def is_hangul(char: str) -> bool:
    """Whether this is a precomposed Hangul syllable."""
    return BASE <= ord(char) <= LAST


def parts(syllable: str) -> tuple[int, int, int]:
    """Numbers of the initial consonant, the vowel and the final consonant (Unicode, chapter 3.12)."""
    number = ord(syllable) - BASE
    return number // 588, number % 588 // 28, number % 28


@functools.cache
def spellings(syllable: str) -> frozenset[str]:
    """The ways a Hangul syllable is written in small Latin letters.

    >>> "jong" in spellings("정"), "jeong" in spellings("정"), "yong" in spellings("정")
    (True, True, False)
    """
    initial, vowel, final = parts(syllable)
    plain = {
        a + b + c for a, b, c in itertools.product(_initials(initial, vowel), _vowels(vowel, initial), _FINALS[final])
    }
    return frozenset(plain | _personal(syllable))


def _initials(initial: int, vowel: int) -> tuple[str, ...]:
    soft = vowel in (2, 6, 7, 12, 16, 17, 20)
    if initial == 9 and soft:
        return ("s", "sh")
    if initial == 5 and soft:
        return ("r", "l", "")
    return _INITIALS[initial]


def _vowels(vowel: int, initial: int) -> tuple[str, ...]:
    if initial == 11 and vowel == 13:
        return ("u", "woo", "oo", "wu")
    return _VOWELS[vowel]


_PERSONAL = {
    "영": "young yung", "성": "sung", "정": "jung chung", "은": "en", "희": "hee hui hi", "숙": "sook suk",
    "순": "soon sun", "준": "joon jun june", "수": "soo", "주": "joo", "철": "chul chol", "선": "sun",
    "승": "seung sung", "현": "hyun", "경": "kyung", "국": "kook", "용": "yong", "룡": "yong ryong lyong",
    "명": "myung", "병": "byung", "상": "sang", "훈": "hoon", "근": "keun kun", "일": "il eel", "태": "tae tai",
    "원": "won", "석": "seok suk", "옥": "ok ock", "덕": "duk tok dok", "혁": "hyuk", "광": "kwang",
}  # fmt: skip


def _personal(syllable: str) -> set[str]:
    return set(_PERSONAL.get(syllable, "").split())


GIVEN = (
    "가각간갑강건걸겸경계고곤공관광교구국군권귀규균극근금긍기길나난남내녀년녕노능단달담당대덕도동두득등락란랑래량려련"
    "렬령례로록룡루류륜률릉리린림마만매맹면명모목묘무묵문미민박반배백범벽변별병보복봉부북분비빈빙사산삼상새서석선설섭"
    "성세소솔송수숙순술숭슬승시식신실심아안암애약양억언엄업여역연열염엽영예오옥온옹완왕요용우욱운웅원월위유육윤율융은"
    "을음응의이익인일임자장재적전절점정제조종좌주준중증지직진집차찬참창채책척천철청초총최추축춘출충취치칠침칭쾌탁탄태"
    "택토통특팔평포표풍필하학한함해행향허헌혁현협형혜호홍화환활황회효후훈훤휘휴흠흥희"
)
"""Syllables that names are made of."""


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Latin syllable to the Hangul syllables that it may stand for."""
    found: dict[str, set[str]] = {}
    for syllable in GIVEN:
        for spelled in spellings(syllable):
            found.setdefault(spelled, set()).add(syllable)
    for syllable, written in SURNAMES.items():
        for spelled in written.split():
            found.setdefault(spelled, set()).add(syllable)
    return {spelled: frozenset(syllables) for spelled, syllables in found.items()}


@functools.cache
def surname_spellings() -> dict[str, frozenset[str]]:
    """Latin surname to the Hangul surnames that it may stand for."""
    found: dict[str, set[str]] = {}
    for syllable, written in SURNAMES.items():
        for spelled in written.split():
            found.setdefault(spelled, set()).add(syllable)
    return {spelled: frozenset(syllables) for spelled, syllables in found.items()}


_RUSSIAN_INITIALS = (
    ("к", "г"), ("к",), ("н",), ("т", "д"), ("т",), ("р", "л"), ("м",), ("п", "б"), ("п",), ("с",), ("с",), ("",),
    ("ч", "дж", "чж"), ("ч",), ("чх", "ч"), ("кх", "к"), ("тх", "т"), ("пх", "п"), ("х",),
)  # fmt: skip
_RUSSIAN_VOWELS = (
    ("а",), ("э", "е"), ("я",), ("я",), ("о", "е"), ("е", "э"), ("ё", "е", "о"), ("е",), ("о",), ("ва",), ("вэ",),
    ("ве",), ("ё",), ("у",), ("во",), ("ве",), ("ви",), ("ю",), ("ы",), ("ый", "и", "ы"), ("и",),
)  # fmt: skip
_RUSSIAN_FINALS = {1: ("к",), 4: ("н",), 7: ("т",), 8: ("ль", "р", "л"), 16: ("м",), 17: ("п",), 21: ("н", "нг")}
_RUSSIAN_SURNAMES = {
    "ли": "리",
    "цой": "최",
    "чой": "최",
    "юн": "윤",
    "ю": "류",
    "ян": "량",
    "хван": "황",
    "квон": "권",
    "нам": "남",
}


@functools.cache
def russian_classes() -> dict[str, frozenset[str]]:
    """Cyrillic syllable to the Hangul syllables that it may stand for, after Kontsevich and in common use.

    >>> "정" in russian_classes()["чен"], "은" in russian_classes()["ын"]
    (True, True)
    """
    found: dict[str, set[str]] = {}
    for syllable in {*GIVEN, *SURNAMES}:
        initial, vowel, final = parts(syllable)
        finals = _RUSSIAN_FINALS.get(final, ("",) if final == 0 else ())
        for pieces in itertools.product(_RUSSIAN_INITIALS[initial], _RUSSIAN_VOWELS[vowel], finals):
            found.setdefault("".join(pieces), set()).add(syllable)
    for spelled, syllable in _RUSSIAN_SURNAMES.items():
        found.setdefault(spelled, set()).add(syllable)
    return {spelled: frozenset(syllables) for spelled, syllables in found.items()}


def russian_syllables(words: tuple[str, ...]) -> list[tuple[str, frozenset[str]]]:
    """(syllable, what it may stand for) of a Korean name in small Cyrillic letters; none when it is not one."""
    known = russian_classes()
    if not 2 <= len(words) <= 3 or not known.get(words[0], frozenset()) & SURNAMES.keys():
        return []
    read = [piece for word in words for piece in _russian_split(word)]
    whole = "".join(read) == "".join(words) and 2 <= len(read) <= 3
    return [(piece, known[piece]) for piece in read] if whole else []


def _russian_split(word: str) -> tuple[str, ...]:
    known = russian_classes()
    if word in known:
        return (word,)
    cuts = ((word[:cut], word[cut:]) for cut in range(len(word) - 1, 0, -1))
    return next((pieces for pieces in cuts if pieces[0] in known and pieces[1] in known), ())


def surname_class(syllable: str) -> str:
    """The class of a Hangul surname, whichever half of the country writes it."""
    return _SOUTHERN.get(syllable, syllable)


def is_surname(syllable: str) -> bool:
    return surname_class(syllable) in SURNAMES


def surname_weight(syllables: frozenset[str]) -> float:
    """The weight of a surname that may be any of these."""
    return min((_COMMON.get(syllable, SURNAME_WEIGHT) for syllable in syllables), default=SURNAME_WEIGHT)


@functools.lru_cache(maxsize=50_000)
def split(word: str, most: int = 2) -> tuple[str, ...]:
    """A Latin word as up to `most` Korean syllables; none when it is not made of them.

    The longest first syllable wins, but an h before a vowel begins a syllable.

    >>> split("jongun"), split("suhae"), split("martinez")
    (('jong', 'un'), ('su', 'hae'), ())
    """
    known = classes()
    if word in known:
        return (word,)
    if most > 1:
        cuts = [cut for cut in range(min(len(word) - 1, 6), 0, -1) if word[:cut] in known]
        for cut in sorted(cuts, key=lambda cut: word[cut - 1] == "h" and word[cut] in "aeiou"):
            rest = split(word[cut:], most - 1)
            if rest:
                return (word[:cut], *rest)
    return ()


def usual_spelling(syllable: str) -> str:
    """One Latin spelling, near to the North's usage: 정 jong, 은 un, 리 ri."""
    initial, vowel, final = parts(syllable)
    first = ("k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")[
        initial
    ]
    return first + _VOWELS[vowel][0] + _FINALS[final][0]
