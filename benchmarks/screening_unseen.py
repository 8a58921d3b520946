"""Kinds of variation that the development sets do not have, on any lists; and innocent people and firms by country.

What is measured is how many parties are found under each kind, and how many innocent names reach the cutoff. Rules and
seeds are fixed; each kind says in its docstring what it does. Innocent names are the commonest given and family names
of fifteen countries (`innocent_names.tsv`) at random, less those that are listed word for word.

    python benchmarks/screening_unseen.py --list entities.jsonl [--list more.jsonl] [--sample 200] [--examples 5]

Lists are FollowTheMoney JSON Lines.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from navicert.screening import Party, Policy, build_index, party_from_ftm, screen

POLICY = Policy(limit=3)
INNOCENT = Path(__file__).with_name("innocent_names.tsv")
Change = Callable[[random.Random, str], str | None]


def _each(*rules: tuple[str, str]) -> Change:
    """All of these spellings changed, if any occurs."""

    def change(_: random.Random, name: str) -> str | None:
        text = name.lower()
        for pattern, becomes in rules:
            text = re.sub(pattern, becomes, text)
        return text.title() if text != name.lower() else None

    return change


passport = _each(("yy\\b", "yi"), ("iy\\b", "ii"), ("ye(?=\\w)", "e"), ("ts", "tc"), ("ya", "ia"), ("yu", "iu"))
"""Russian passports of 2010 on: Sergei, Iurii, Ivan Vasilevich."""
iso9 = _each(
    ("shch", "ŝ"), ("zh", "ž"), ("kh", "h"), ("ch", "č"), ("sh", "š"), ("ya", "â"), ("yu", "û"), ("iy\\b", "ij")
)
"""ISO 9: one letter with a mark for each of Cyrillic."""
short_endings = _each(("(?<=[^aeiou])iy\\b", "y"), ("(?<=[^aeiou])yy\\b", "y"), ("ey\\b", "ei"), ("ay\\b", "ai"))
"""Dmitry for Dmitriy, Sergei for Sergey."""
german = _each(
    ("zh", "sch"), ("\\bsh|sh", "sch"), ("\\bch|ch", "tsch"), ("v", "w"), ("ya", "ja"), ("yu", "ju"), ("y\\b", "i")
)
"""Schukow, Wladimir, Juri."""
ukrainian = _each(("aleksandr", "oleksandr"), ("vladimir", "volodymyr"), ("dmitri[iy]?", "dmytro"),
    ("nikolay", "mykola"),
                  ("sergey", "serhiy"), ("andrey", "andriy"), ("\\bigor\\b", "ihor"),
                  ("mikhail", "mykhailo"))  # fmt: skip
"""Ukrainian forms of Russian given names."""
arabic_particles = _each(
    ("\\b[ae]l[- ](?=\\w)", "el "), ("\\bbin\\b", "ben"), ("\\babd[ aeiou]*l?[- ]?al[- ]", "abdel ")
)
"""El for al, Ben for bin, Abdel for Abd al-."""
arabic_attached = _each(("\\b([ae]l)[- ](?=\\w{3})", "\\1"), ("\\babu[- ]", "abu"))
"""The article written to its word: Alharbi, Abubakr."""
arabic_vowels = _each(("ee", "i"), ("oo|ou", "u"), ("aa", "a"), ("q", "k"), ("dh", "z"), ("ah\\b", "a"), ("ay", "ei"))
"""Vowels and emphatic consonants as another clerk hears them."""


def without_particles(_: random.Random, name: str) -> str | None:
    """No article, no bin: Hasan Harbi."""
    words = re.split(r"[\s-]+", name)
    kept = [word for word in words if word.lower() not in ("al", "el", "bin", "ben", "ibn")]
    return " ".join(kept) if 2 <= len(kept) < len(words) else None


def without_patronymic(_: random.Random, name: str) -> str | None:
    """The father's name left out."""
    words = name.split()
    kept = [word for word in words if not re.search(r"(vich|vna|vych)$", word.lower())]
    return " ".join(kept) if len(kept) == 2 < len(words) else None


def initials(_: random.Random, name: str) -> str | None:
    """All words but the last as initials, where there are three and more."""
    words = name.split()
    return " ".join([*(f"{w[0]}." for w in words[:-1]), words[-1]]) if len(words) > 2 and _plain(name) else None


def first_initial(_: random.Random, name: str) -> str | None:
    """The second of three words as an initial."""
    words = name.split()
    return f"{words[0]} {words[1][0]}. {words[2]}" if len(words) == 3 and _plain(name) else None


def surname_comma(_: random.Random, name: str) -> str | None:
    """SURNAME, Given names."""
    words = name.split()
    return f"{words[-1].upper()}, {' '.join(words[:-1])}" if 2 <= len(words) <= 4 and _plain(name) else None


def two_glued(r: random.Random, name: str) -> str | None:
    """Two neighbouring words as one."""
    words = name.split()
    if len(words) < 3:
        return None
    i = r.randrange(len(words) - 1)
    return " ".join([*words[:i], words[i] + words[i + 1].lower(), *words[i + 2 :]])


def one_split(r: random.Random, name: str) -> str | None:
    """One long word as two."""
    words = name.split()
    long = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not long:
        return None
    i = r.choice(long)
    cut = r.randrange(3, len(words[i]) - 2)
    return " ".join([*words[:i], words[i][:cut], words[i][cut:], *words[i + 1 :]])


_OCR = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("li", "h"),
    ("o", "0"),
    ("l", "1"),
    ("s", "5"),
    ("ii", "u"),
    ("vv", "w"),
    ("e", "c"),
)


def two_ocr_slips(r: random.Random, name: str) -> str | None:
    """Two letters misread by a machine."""
    text = name.lower()
    fits = [rule for rule in _OCR if rule[0] in text]
    for old, new in r.sample(fits, min(2, len(fits))):
        text = text.replace(old, new, 1)
    return text if len(fits) > 1 and len(text) > 9 else None


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def keyboard_slip(r: random.Random, name: str) -> str | None:
    """A letter of the neighbouring key."""
    places = [i for i, c in enumerate(name.lower()) if any(c in row for row in _KEYS)]
    if len(places) < 8:
        return None
    i = r.choice(places[1:])
    row = next(row for row in _KEYS if name[i].lower() in row)
    at = row.index(name[i].lower())
    return name[:i] + row[at - 1 if at else at + 1] + name[i + 1 :]


def korean_revised(_: random.Random, name: str) -> str | None:
    """South Korean personal spellings for the North's."""
    table = {"ri": "lee", "pak": "park", "choe": "choi", "chong": "jeong", "kang": "gang", "chol": "cheol",
        "song": "seong",
             "yong": "young", "hyok": "hyuk", "kyong": "kyung", "myong": "myung", "un": "eun", "chun": "joon",
             "sin": "shin",
             "hui": "hee", "u": "woo", "so": "seo", "mun": "moon", "sun": "soon"}  # fmt: skip
    parts = re.split(r"([\s-]+)", name.lower())
    changed = [table.get(part, part) for part in parts]
    return "".join(changed).title() if 2 <= len(name.split()) <= 3 and changed != parts else None


def korean_hyphens(_: random.Random, name: str) -> str | None:
    """The given name's syllables joined or parted the other way."""
    words = name.split()
    if len(words) == 3 and _plain(name):
        return f"{words[0]} {words[1]}-{words[2].lower()}"
    return name.replace("-", " ") if "-" in name else None


def vessel_text(r: random.Random, name: str) -> str | None:
    """A ship as papers print it."""
    return r.choice((f"M/V {name}", f"MT {name}", f"{name} (ex Unknown)", f'MV "{name}"'))


def _plain(name: str) -> bool:
    return name.isascii() and all(word.isalpha() for word in name.replace("-", "").replace("'", "").split())


RUSSIAN, ARABIC, KOREAN = (
    frozenset("ru by ua su".split()),
    frozenset("sy iq sa ye ly eg lb jo ps sd dz tn af".split()),
    frozenset(("kp",)),
)
ANY: frozenset[str] = frozenset()
KINDS: tuple[tuple[str, Change, str, frozenset[str]], ...] = (
    ("Russian passport", passport, "Person", RUSSIAN), ("ISO 9", iso9, "Person", RUSSIAN),
    ("short Russian endings", short_endings, "Person", RUSSIAN), ("Germanised Russian", german, "Person", RUSSIAN),
    ("Ukrainian given names", ukrainian, "Person", RUSSIAN), ("no patronymic", without_patronymic, "Person", RUSSIAN),
    ("Arabic particles otherwise", arabic_particles, "Person", ARABIC),
    ("article attached", arabic_attached, "Person", ARABIC),
    ("Arabic vowels otherwise", arabic_vowels, "Person", ARABIC), ("no particles", without_particles, "Person", ARABIC),
    ("Korean personal spellings", korean_revised, "Person", KOREAN),
    ("Korean hyphens", korean_hyphens, "Person", KOREAN),
    ("middle initial", first_initial, "Person", ANY), ("given names as initials", initials, "Person", ANY),
    ("surname, comma", surname_comma, "Person", ANY), ("two words glued", two_glued, "", ANY),
    ("a word split", one_split, "", ANY), ("two misread letters", two_ocr_slips, "", ANY),
    ("a neighbouring key", keyboard_slip, "", ANY), ("a ship in papers", vessel_text, "Vessel", ANY),
)  # fmt: skip


def altered(
    parties: list[Party], kind: tuple[str, Change, str, frozenset[str]], sample: int
) -> Iterator[tuple[Party, str]]:
    """(party, how it is asked for) of one kind."""
    name, change, schema, ties = kind
    r = random.Random(zlib.crc32(name.encode()))
    fitting = [
        p
        for p in parties
        if (not schema or p.schema == schema) and (not ties or {c.lower() for c in p.countries} & ties)
    ]
    found = 0
    for party in r.sample(fitting, len(fitting)):
        strong = [n.text for n in party.names if n.strength == "strong" and n.text.isascii()]
        text = change(r, strong[0]) if strong else None
        if text and found < sample:
            found += 1
            yield party, text


def innocent(parties: list[Party], sample: int) -> Iterator[tuple[str, str, str]]:
    """(country, schema, name) of people and firms who are on no list."""
    listed = {frozenset(re.findall(r"\w+", n.text.lower())) for p in parties for n in p.names}
    for line in INNOCENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, given, family = line.split("\t")
        r = random.Random(zlib.crc32(country.encode()))
        names = [(g, f.replace("-", " ") if country == "firms" else f) for g in given.split() for f in family.split()]
        for first, last in r.sample(names, min(sample, len(names))):
            text = f"{first} {last}"
            if frozenset(re.findall(r"\w+", text.lower())) not in listed:
                yield country, "Company" if country == "firms" else "Person", text


def asked(name: str, schema: str) -> Party:
    return party_from_ftm({"id": "", "schema": schema, "properties": {"name": [name]}})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="append", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--examples", type=int, default=0)
    arguments = parser.parse_args()
    lines = (line for path in arguments.list for line in path.read_text(encoding="utf-8").splitlines())
    entities: list[dict[str, Any]] = [json.loads(line) for line in lines if line]
    parties = [party_from_ftm(entity) for entity in entities]
    index = build_index(parties)
    for kind in KINDS:
        tried = hits = 0
        missed = []
        for party, text in altered(parties, kind, arguments.sample):
            tried += 1
            found = any(match.party.id == party.id for match in screen(asked(text, party.schema), index, POLICY))
            hits += found
            missed += [] if found else [(text, party.names[0].text)]
        print(f"{kind[0]:28} {tried:4} {hits / max(1, tried):.3f}")
        for text, listed in missed[: arguments.examples]:
            print(f"      {text!r} | {listed!r}")
    counts: dict[str, list[int]] = {}
    for country, schema, text in innocent(parties, arguments.sample):
        matches = screen(asked(text, schema), index, POLICY)
        count = counts.setdefault(country, [0, 0, 0])
        best = matches[0].score if matches else 0.0
        count[0] += 1
        count[1] += best >= 0.7
        count[2] += best >= 0.8
        if matches and arguments.examples:
            print(f"      {best:.3f} {text!r} | {matches[0].matched_entry!r}")
    for country, (tried, at_seven, at_eight) in counts.items():
        print(f"innocent, {country:19} {tried:4} at 0.7 {at_seven / tried:.3f}, at 0.8 {at_eight / tried:.3f}")
    tried, at_seven, at_eight = (sum(column) for column in zip(*counts.values(), strict=True))
    print(f"innocent, all                 {tried:4} at 0.7 {at_seven / tried:.3f}, at 0.8 {at_eight / tried:.3f}")


if __name__ == "__main__":
    main()
