"""Titles in scripts that are not read by their letters: 위원장, 先生, الدكتور, นาย; alone or written to the name."""

from __future__ import annotations

from navicert.names import arabic
from navicert.names.han import simplified
from navicert.names.tokens import FIXED_WEIGHTS, Token, latin_token

_ALONE = {
    "hangul": "동지 씨 님 선생 선생님 박사 교수 대통령 총리 부총리 위원장 부위원장 국무위원장 총비서 비서 서기 장관 "
    "차관 대사 의원 사장 부사장 회장 부회장 국장 실장 과장 원수 차수 대장 상장 중장 소장 대좌 상좌 대령 중령 장군 제독",
    "han": "先生 女士 小姐 太太 夫人 博士 教授 医生 律师 主席 总统 总理 副总理 首相 书记 总书记 部长 副部长 局长 厅长 "
    "市长 省长 大使 副主席 将军 上将 中将 少将 元帅 大将 上校 大校 同志 院长 校长 董事长 总经理 经理 社长 会长 委员长 "
    "议员 大臣 氏 様 殿 阁下 老师 道长 法师",
    "arab": "دكتور شيخ سيد سيدة استاذ مهندس جنرال رييس حاج حجي ملا مولوي مولانا سفير دكتر اقاي خانم سرتيب سرلشكر سرهنك "
    "ايتالله اللواء العميد العقيد الفريق الرايد النقيب الوزير السفير",
    "hebr": "דר פרופ פרופסור הרב רב מר גברת גב עוד אלוף תתאלוף סרן השר",
    "thai": "นาย นาง นางสาว ดร พลเอก พลโท พลตรี พันเอก คุณ",
    "deva": "श्री श्रीमती डॉ सुश्री",
}
_TITLES = {script: frozenset(map(arabic.plain, words.split())) for script, words in _ALONE.items()}
_WRITTEN_TO = {
    "hangul": "국무위원장 부위원장 위원장 대통령 부총리 총리 총비서 선생님 선생 동지 박사 교수 회장 사장 장군 대장",
    "han": "总书记 副总理 副主席 总理 总统 主席 先生 女士 小姐 博士 教授 将军 同志 部长 局长 书记 律师 医生 董事长 "
    "总经理 社长 会长 委员长 首相 氏 様",
    "thai": "นางสาว นาย นาง พลเอก พลโท พลตรี",
    "mymr": "ဗိုလ်ချုပ်မှူးကြီး ဗိုလ်ချုပ်ကြီး ဗိုလ်ချုပ် ဒေါက်တာ ဒေါ် ဦး",
}
_BEFORE = ("thai", "mymr")
"""Scripts whose titles stand before the name."""
_ENDS = {script: tuple(words.split()) for script, words in _WRITTEN_TO.items()}
"""Titles that are written to a name without a space: after it, before it in Thai and Burmese; the longest first."""
LEAST_NAME = 2
"""Characters that a name must have beside a title that is written to it."""
_NAMES_TOO = {"شيخ": "shaykh", "سيد": "sayyid"}
_TITLE = Token("title", "title", FIXED_WEIGHTS["title"])


def is_title(script: str, word: str) -> bool:
    """Whether a whole word is a title.

    >>> is_title("han", "總統"), is_title("arab", "الدكتور"), is_title("hangul", "김정은")
    (True, True, False)
    """
    if script == "han":
        word = simplified(word)
    elif script == "arab":
        word = arabic.plain(word)
    known = _TITLES.get(script, ())
    return word in known or (script == "arab" and word.removeprefix("ال") in known)


def title_token(script: str, word: str) -> Token:
    """The token of a title: of those that are names too, the title in Latin letters; of others that it is one."""
    plain = arabic.plain(word).removeprefix("ال") if script == "arab" else word
    return latin_token(_NAMES_TOO[plain], person=True) if plain in _NAMES_TOO else _TITLE


def parted(script: str, word: str) -> tuple[str, bool]:
    """A word without the title that is written to it, and whether there is one; "" where the word is a title.

    >>> parted("hangul", "김정은위원장"), parted("han", "王偉先生"), parted("thai", "นายสมชาย"), parted("han", "先生")
    (('김정은', True), ('王偉', True), ('สมชาย', True), ('', True))
    """
    if is_title(script, word):
        return "", True
    plain, titles = simplified(word) if script == "han" else word, _ENDS.get(script, ())
    if not (plain.startswith(titles) if script in _BEFORE else plain.endswith(titles)):
        return word, False
    for title in titles:
        if len(word) - len(title) < LEAST_NAME:
            continue
        if script in _BEFORE and plain.startswith(title):
            return word[len(title) :], True
        if script not in _BEFORE and plain.endswith(title):
            return word[: -len(title)], True
    return word, False
