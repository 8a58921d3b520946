"""Invented parties and queries of many kinds, the same for the same seed; and the ways in which names get altered."""

import random
from typing import Any

from navicert.screening import Party, party_from_ftm

GIVEN = """
    Martin David Maria Jose Ivan Dmitri Sergei Olga Natalya Ahmad Mohammed Muhammad Hassan Husayn Fatima Abdul Rahman
    Yusuf Ibrahim Ali Omar Khalid John Peter Paul Anna Elena Carlos Luis Miguel Wei Xiaoming Jun Jong Un Chol Su Yong
    Ho Kwang Chun-hwan Seong-min Young Takeshi Hiroshi Nguyen Thanh Gulnara Aziz Farid Nadia Zoe Ana Bo Li Aliaksandr
    """.split()
FAMILY = """
    HODWALKER MARTINEZ Gonzalez Lopez Petrov Ivanov Kuznetsova Ivanovich Sergeyevna al-Ahmad al-Tikriti Haqqani bin
    Laden Abu Bakr Saif al-Din Rahmat Ullah Kim Ri Pak Choe Lee Wang Zhang Chen Hsu O'Brien McDonald Smith Jones Müller
    Đặng Nørgård Şahin Yılmaz Kovač de la Cruz van der Berg Fernandes Okafor Mbeki Tshisekedi Karimov Aliyev Zhukov
    Tchaikovsky Khrushchev Hadji Murat Dostoevsky Schwarzenegger Papadopoulos Abdurrahman Wojciechowski
    """.split()
BUSINESS = """
    Korea Ocean Maritime Mining Trading Development General International Petrochemical Star Golden Eastern Pacific
    Shipping Bank Tanchon Hyoksin Ryonbong Mobin Oriental Crescent Blue Horizon Delta Seven Second First Industrial
    Machinery Import Export Agency Bureau Technology Electric Construction Rosneft Energo Baltic Caspian 21 711 3rd
    """.split()
FORMS = "Ltd Limited Co. Corporation GmbH LLC S.A. OOO JSC Company".split()
NATIVE = """
    김정은 리영호 이용호 金正恩 李勇浩 丹东贸易有限公司 朝鮮 محمد أحمد عبدالرحمن الأحمد Ким Чен Ын Иванов Пётр Сергеевич
    Παπαδόπουλος გიორგი Ահարոն דוד रमेश สมชาย 山田太郎 조선무역회사
    """.split()
COUNTRIES = "kp ru ir sy co us gb cn".split()
SCHEMATA = ("Person", "Person", "Person", "Company", "Organization", "LegalEntity", "Vessel")


def made_name(r: random.Random, schema: str) -> str:
    """A name of this kind of party."""
    if r.random() < 0.07:
        return " ".join(r.sample(NATIVE, r.randint(1, 3)))
    if schema == "Person" or (schema == "LegalEntity" and r.random() < 0.5):
        words = r.sample(GIVEN, r.randint(1, 2)) + r.sample(FAMILY, r.randint(1, 3))
        if r.random() < 0.1:
            words.insert(0, r.choice(["Dr.", "Mr", "Sheikh", "A.", "M. K."]))
    else:
        words = r.sample(BUSINESS, r.randint(1, 5)) + ([r.choice(FORMS)] if r.random() < 0.6 else [])
        if r.random() < 0.1:
            words = ["".join(word[0] for word in words).upper()]
    if r.random() < 0.3:
        r.shuffle(words)
    return " ".join(words)


def slip(r: random.Random, word: str) -> str:
    """The word with one letter lost, added, changed or swapped."""
    if len(word) < 3:
        return word
    i = r.randrange(len(word) - 1)
    c = r.choice("abcdefghijklmnopqrstuvwxyzéşø0")
    before, after = word[:i], word[i + 1 :]
    return r.choice(
        [before + after, before + c + word[i:], before + c + after, before + after[0] + word[i] + after[1:]]
    )


def _slipped(r: random.Random, words: list[str], i: int) -> None:
    words[i] = slip(r, words[i])


def _shuffled(r: random.Random, words: list[str], i: int) -> None:
    r.shuffle(words)


def _glued(r: random.Random, words: list[str], i: int) -> None:
    words[i : i + 2] = ["".join(words[i : i + 2])]


def _split(r: random.Random, words: list[str], i: int) -> None:
    cut = len(words[i]) // 2
    words[i : i + 1] = [part for part in (words[i][:cut], words[i][cut:]) if part]


def _dropped(r: random.Random, words: list[str], i: int) -> None:
    if len(words) > 1:
        words.pop(i)


def _added(r: random.Random, words: list[str], i: int) -> None:
    words.insert(i, r.choice(GIVEN + BUSINESS))


def _cut(r: random.Random, words: list[str], i: int) -> None:
    words[i] = words[i][: r.choice([1, 1, 3, 4, 5])]


def _unvowelled(r: random.Random, words: list[str], i: int) -> None:
    begin, end = r.choice([(0, 0), (1, 0), (0, 1), (1, 1)])
    word = words[i]
    kept = word[begin : len(word) - end]
    words[i] = word[:begin] + "".join(c for c in kept if c not in "aeiou") + word[len(word) - end :] or word


def _abbreviated(r: random.Random, words: list[str], i: int) -> None:
    words[:] = ["".join(word[: r.choice([1, 1, 2])] for word in words).upper()]


_WAYS = (_slipped, _slipped, _shuffled, _glued, _split, _dropped, _added, _cut, _unvowelled, _abbreviated)


def altered(r: random.Random, name: str) -> str:
    """The name as somebody else may write it: slips, other order, words glued, split, dropped, added, cut."""
    words = name.split() or ["x"]
    for _ in range(r.randint(0, 3)):
        r.choice(_WAYS)(r, words, r.randrange(len(words)))
    return "".join(words) if r.random() < 0.05 else " ".join(words)


def _known(r: random.Random, schema: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if schema == "Person" and r.random() < 0.6:
        year = r.randint(1950, 1953)
        known["birthDate"] = [r.choice([f"{year}", f"{year}-0{r.randint(1, 4)}-1{r.randint(0, 2)}", f"c. {year}"])]
    if r.random() < 0.5:
        known["country"] = r.sample(COUNTRIES, r.randint(1, 2))
    if schema == "Person" and r.random() < 0.4:
        known["gender"] = [r.choice(["male", "female"])]
    if r.random() < 0.3:
        known["address"] = [r.choice(["Pyongyang, Korea", "12 Main Street, Havana", "Tehran", "Minsk"])]
    if r.random() < 0.15:
        known["passportNumber"] = [f"PP{r.randint(10000, 10020)}"]
    return known


def made_party(r: random.Random, number: int) -> Party:
    """A listed party."""
    schema = r.choice(SCHEMATA)
    names = [made_name(r, schema) for _ in range(r.choice([1, 1, 2, 4]))]
    properties = {"name": names[:1], "alias": names[1:3], "weakAlias": names[3:], **_known(r, schema)}
    return party_from_ftm({"id": f"p{number}", "schema": schema, "datasets": ["made"], "properties": properties})


def made_query(r: random.Random, parties: list[Party]) -> Party:
    """Somebody asked about: often a listed party under an altered name."""
    party = r.choice(parties)
    listed = r.random() < 0.8
    schema = r.choice([party.schema, party.schema, "LegalEntity", "Person"]) if listed else r.choice(SCHEMATA)
    names = [
        altered(r, r.choice(party.names).text) if listed else made_name(r, schema) for _ in range(r.choice([1, 1, 2]))
    ]
    properties = {"name": names, **_known(r, schema)}
    return party_from_ftm({"id": "q", "schema": schema, "properties": properties}, doubts=[])


def made_list(seed: int, size: int) -> list[Party]:
    """A list of invented parties."""
    r = random.Random(seed)
    return [made_party(r, number) for number in range(size)]


def made_queries(seed: int, size: int, parties: list[Party]) -> list[Party]:
    """Queries about a list."""
    r = random.Random(seed)
    return [made_query(r, parties) for _ in range(size)]
