"""Rebuild src/navicert/terms/countries.json: ISO 3166 codes and what people call them.

Run by a maintainer in an environment with three packages, whose names are the sources: `countrynames` (MIT licence),
`PyICU` for the names of Unicode's CLDR (Unicode licence), `pycountry` for the list of assigned codes.

A code always means itself. Otherwise a name of ours decides, then one that CLDR gives to one country alone, then one
that countrynames does. A name that still has two countries is left out: it would be a guess. The display names are
CLDR's in English.
"""

import json
from collections import defaultdict
from pathlib import Path

import icu
import pycountry
from countrynames.data import DATA

from navicert.terms.country import name_key

TARGET = Path(__file__).parents[1] / "src/navicert/terms/countries.json"
ASSIGNED = {country.alpha_2: country.alpha_3 for country in pycountry.countries}

# States of the past that lists still print, and Kosovo's user-assigned code, with their display names.
BEYOND = {
    "SU": "Soviet Union",
    "YU": "Yugoslavia",
    "CS": "Serbia and Montenegro",
    "CSHH": "Czechoslovakia",
    "DD": "German Democratic Republic",
    "AN": "Netherlands Antilles",
    "XK": "Kosovo",
}
# Codes that mean another one today: states renamed, parts with a reserved code, ISO 3166-3's four letters.
SAME_AS = {
    "ZR": "CD", "BU": "MM", "TP": "TL", "FX": "FR", "UK": "GB", "EL": "GR", "AC": "SH", "TA": "SH", "IC": "ES",
    "EA": "ES", "DG": "IO", "CP": "FR", "CQ": "GG", "SUHH": "SU", "YUCS": "YU", "CSXX": "CS", "DDDE": "DD",
    "ANHH": "AN", "ZRCD": "CD", "BUMM": "MM", "TPTL": "TL", "BYAA": "BY",
}  # fmt: skip
# Words that are no country, or not one country alone.
LEFT_OUT = {
    "korea", "corea", "coree", "korean", "united nations", "european union", "eu", "un", "zz", "00", "world", "norfolk",
}  # fmt: skip
# Display names that read better than CLDR's.
SHOWN = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
}
OURS = {
    "BY": ("Byelorussia", "Byelorussian SSR"),
    "CD": (
        "Congo (Democratic Republic)", "Zaire", "Congo, Democratic Republic of (was Zaire)", "D.R. Congo",
        "Congo-Kinshasa",
    ),
    "CG": ("Congo (Brazzaville)", "Congo-Brazzaville"),
    "CN": ("Mainland China",),
    "CV": ("Republic of Cabo Verde",),
    "GB": ("England", "Scotland", "Wales", "Northern Ireland", "Great Britain"),
    "GF": ("Guyane",),
    "IR": ("Iran (Islamic Republic of)",),
    "KM": ("Comoros Islands", "Union of Comoros", "Union of the Comoros"),
    "KP": (
        "N. Korea", "DPR Korea", "D.P.R. of Korea", "북한", "조선", "朝鲜", "朝鮮", "北韩", "北韓", "Солтүстік Корея",
    ),
    "KR": ("S. Korea", "ROK", "한국", "韩国", "韓國", "Оңтүстік Корея"),
    "LY": ("Libyan Arab Jamahiriya", "State of Libya", "Libyan Arab Republic"),
    "MM": ("Myanmar/Burma", "Burma/Myanmar"),
    "NL": ("Holland",),
    "PS": (
        "Occupied Palestinian Territories", "Occupied Palestinian Territory", "Palestinian Territories", "Gaza",
        "Gaza (Palestinian Authority)", "West Bank (Palestinian Authority)", "West Bank", "Gaza Strip", "Palestinian",
    ),
    "RU": ("RSFSR", "Russian SFSR"),
    "SO": ("Somaliland",),
    "ST": ("São Tomé", "Sao Tome"),
    "SU": ("USSR",),
    "TR": ("Republic of Türkiye", "Republic of Turkey"),
    "TW": ("Chinese Taipei", "Taiwan, Province of China"),
    "UA": ("Crimea", "Ukrainian SSR"),
    "US": ("U.S.", "U.S.A.", "United States"),
    "VA": ("Vatican City",),
}  # fmt: skip


def main():
    print_summary(*build())


def build():
    """The display names by code, the codes by name, and the names that were left out."""
    english = {code: icu.Locale("", code).getDisplayCountry(icu.Locale("en")) for code in ASSIGNED}
    display = english | BEYOND | SHOWN
    names, ambiguous = decide(claims_of_icu(), claims_of_countrynames(), ours())
    names |= {name_key(alpha_3): code for code, alpha_3 in ASSIGNED.items()}
    names |= {name_key(code): iso for code, iso in SAME_AS.items()}
    names |= {name_key(code): code for code in (*ASSIGNED, *BEYOND)}
    return dict(sorted(display.items())), dict(sorted(names.items())), ambiguous


def ours():
    shown = {name_key(name): {code} for code, name in (BEYOND | SHOWN).items()}
    return shown | {name_key(name): {code} for code, names in OURS.items() for name in names}


def claims_of_countrynames():
    claims = defaultdict(set)
    for code, names in DATA.items():
        iso = SAME_AS.get(code, code)
        if iso in ASSIGNED or iso in BEYOND:
            for name in names:
                claims[name_key(name)].add(iso)
    return claims


def claims_of_icu():
    claims = defaultdict(set)
    for locale in map(icu.Locale, icu.Locale.getAvailableLocales()):
        for code in ASSIGNED:
            name = icu.Locale("", code).getDisplayCountry(locale)
            if name != code:
                claims[name_key(name)].add(code)
    return claims


def decide(first, second, ours):
    names, ambiguous = {}, []
    for key in first.keys() | second.keys() | ours.keys():
        if len(key) < 2 or key in LEFT_OUT:
            continue
        codes = ours.get(key) or first.get(key) or second[key]
        if len(codes) > 1 and key in second:
            codes = codes & second[key] or codes
        if len(codes) == 1:
            names[key] = next(iter(codes))
        else:
            ambiguous.append((key, sorted(codes)))
    return names, ambiguous


def print_summary(display, names, ambiguous):
    table = {"display": display, "names": names}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(display)} countries, {len(names)} names, {len(ambiguous)} left out as ambiguous")
    for key, codes in sorted(ambiguous):
        print(f"  {key}: {', '.join(codes)}")


if __name__ == "__main__":
    main()
