"""Rebuild src/navicert/terms/countries.json: ISO 3166 codes and what people call them.

Run by a maintainer in an environment that has `countrynames` (MIT licence, github.com/opensanctions/countrynames),
whose names are the source. A name that two codes claim is left out: it would be a guess.
"""

import json
from collections import defaultdict
from pathlib import Path

from countrynames.data import DATA

from navicert.terms.country import name_key

TARGET = Path(__file__).parents[1] / "src/navicert/terms/countries.json"
HISTORICAL = {"SUHH": "SU", "YUCS": "YU", "CSXX": "CS", "CSHH": "CSHH"}
NO_COUNTRY = {"FAIL", "ZZ", "EU"}
# wrong in the source: the Kazakh word for the South, listed under the North
WRONG = {("KP", name_key("Оңтүстік Корея"))}


def main():
    claims = defaultdict(set)
    display = {}
    for code, names in DATA.items():
        if code in NO_COUNTRY or (len(code) != 2 and code not in HISTORICAL):
            continue
        iso = HISTORICAL.get(code, code)
        display[iso] = names[0]
        for name in names:
            key = name_key(name)
            if len(key) >= 2 and (iso, key) not in WRONG:
                claims[key].add(iso)
    for iso in display:
        claims[name_key(iso)] = {iso}
    names = {key: next(iter(codes)) for key, codes in claims.items() if len(codes) == 1}
    table = {"display": dict(sorted(display.items())), "names": dict(sorted(names.items()))}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    ambiguous = sum(len(codes) > 1 for codes in claims.values())
    print(f"{len(display)} countries, {len(names)} names, {ambiguous} left out as ambiguous")


if __name__ == "__main__":
    main()
