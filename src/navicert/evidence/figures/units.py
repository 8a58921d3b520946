"""Units as newspapers name them, and the one name we give each."""

from __future__ import annotations

import re

_MEASURES: dict[str, str] = {
    "km": "km|kms|kilometers?|kilometres?",
    "mile": "miles?|mi",
    "nautical mile": "nautical miles?|nm",
    "m": "met(?:er|re)s?",
    "cm": "cm|centimet(?:er|re)s?",
    "mm": "mm|millimet(?:er|re)s?",
    "foot": "foot|feet|ft",
    "inch": "inch(?:es)?",
    "yard": "yards?",
    "square km": "square (?:kilometers?|kilometres?|km)|sq km",
    "square mile": "square miles?",
    "square m": "square met(?:er|re)s?|sqm",
    "hectare": "hectares?",
    "acre": "acres?",
    "cubic m": "cubic met(?:er|re)s?",
    "tonne": "tonnes?|metric tons?|metric tonnes?|mt|MT|MnT",
    "ton": "tons?|short tons?|long tons?",
    "kg": "kg|kgs|kilograms?|kilos?",
    "g": "grams?",
    "pound": "pounds?|lbs?",
    "ounce": "ounces?|oz",
    "kiloton": "kilotons?|kilotonnes?|kt",
    "megaton": "megatons?",
    "barrel": "barrels?|bbls?",
    "litre": "lit(?:er|re)s?",
    "gallon": "gallons?",
    "barrel/day": "bpd|b/d|barrels? per day|barrels? a day|barrels? daily",
    "dwt": "dwt|deadweight tons?|deadweight tonnes?",
    "gt": "gt|gross tons?",
    "TEU": "TEUs?",
    "knot": "knots?",
    "mph": "mph|miles per hour|miles an hour",
    "km/h": "kph|km/h|kmh|kilomet(?:er|re)s per hour|kilomet(?:er|re)s an hour",
    "MW": "MW|megawatts?",
    "GW": "GW|gigawatts?",
    "kW": "kW|kilowatts?",
    "MWh": "MWh|megawatt[- ]hours?",
    "degree": "degrees?(?: (?:Celsius|Fahrenheit|C|F))?|°[CF]?",
    "percent": "percent|per cent|pct|%",
    "percentage point": "percentage points?|pct points?",
    "point": "points?",
    "basis point": "basis points?|bps",
    "second": "seconds?|secs?",
    "minute": "minutes?|mins?",
    "hour": "hours?|hrs?",
    "day": "days?",
    "night": "nights?",
    "week": "weeks?",
    "fortnight": "fortnights?",
    "month": "months?",
    "quarter": "quarters?",
    "year": "years?|yrs?",
    "decade": "decades?",
    "century": "centur(?:y|ies)",
    "generation": "generations?",
}
DURATIONS = frozenset(
    ("second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "year", "decade", "century")
)

_CURRENCY_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "NT$": "TWD", "NZ$": "NZD", "R$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₩": "KRW", "₹": "INR", "₺": "TRY", "₴": "UAH", "₪": "ILS",
    "Rs.": "INR", "Rs": "INR", "RMB": "CNY", "CN¥": "CNY",
}  # fmt: skip
_CURRENCY_CODES = (
    "USD|EUR|GBP|CNY|JPY|RUB|KRW|INR|AUD|CAD|CHF|HKD|SGD|TRY|AED|SAR|IRR|UAH|BDT|PKR|IDR|MYR|THB|VND|ZAR|BRL"
)
_CURRENCY_WORDS: dict[str, str] = {
    "USD": "(?:US |U\\.S\\. |American )?dollars?|greenbacks?",
    "AUD": "Australian dollars?",
    "CAD": "Canadian dollars?",
    "HKD": "Hong Kong dollars?",
    "SGD": "Singapore dollars?",
    "EUR": "euros?",
    "GBP": "(?:pounds? sterling|British pounds?|sterling)",
    "CNY": "yuan|renminbi|RMB",
    "JPY": "yen",
    "KRW": "(?:South Korean )?won",
    "KPW": "North Korean won",
    "RUB": "(?:Russian )?rou?bles?",
    "INR": "(?:Indian )?rupees?",
    "CHF": "Swiss francs?",
    "IRR": "rials?",
    "SAR": "riyals?",
    "AED": "dirhams?",
    "TRY": "liras?",
    "UAH": "hryvnias?",
    "BDT": "taka",
    "THB": "baht",
    "cent": "cents?",
}


def _alternatives(table: dict[str, str]) -> str:
    return "|".join(f"(?P<u{at}>{pattern})" for at, pattern in enumerate(table.values()))


def _longest_first(table: dict[str, str]) -> dict[str, str]:
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


_WIDE_FIRST = {
    key: _MEASURES[key]
    for key in sorted(_MEASURES, key=lambda unit: ("/" not in unit, " " not in unit, unit in ("m", "g"), unit))
}
MEASURE = re.compile(rf"(?:{_alternatives(_WIDE_FIRST)})(?!\w)")
CURRENCY_WORD = re.compile(rf"(?:{_alternatives(_longest_first(_CURRENCY_WORDS))}|(?P<code>{_CURRENCY_CODES}))\b")
CURRENCY_SIGN = (
    "(?:"
    + "|".join(re.escape(sign) for sign in sorted(_CURRENCY_SIGNS, key=len, reverse=True))
    + f"|(?:{_CURRENCY_CODES})(?= ?\\d))"
)


def measure_name(match: re.Match[str]) -> str:
    """The unit that a match of `MEASURE` names."""
    return list(_WIDE_FIRST)[_which(match)]


def currency_name(match: re.Match[str]) -> str:
    """The ISO 4217 code of a match of `CURRENCY_WORD`."""
    if match["code"]:
        return match["code"]
    return list(_longest_first(_CURRENCY_WORDS))[_which(match)]


def sign_name(sign: str) -> str:
    return _CURRENCY_SIGNS.get(sign.strip(), sign.strip())


def _which(match: re.Match[str]) -> int:
    return next(int(name[1:]) for name, text in match.groupdict().items() if text is not None and name != "code")


_PERSONS = frozenset(
    "person people worker soldier troop citizen man woman child civilian national personnel employee labourer laborer resident refugee "
    "victim fighter sailor seaman passenger protester protestor migrant prisoner detainee individual dead wounded injured killed casualty "
    "serviceman servicewoman conscript crewman crewmember villager inhabitant human adult foreigner expatriate boy girl".split()
)
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "others": "person", "servicemen": "serviceman", "feet": "foot",
    "crewmen": "crewman", "countries": "country", "aircraft": "aircraft", "personnel": "person", "lives": "life", "seamen": "seaman",
    "spokesmen": "spokesman", "fishermen": "fisherman", "businessmen": "businessman", "gunmen": "gunman", "policemen": "policeman",
    "dead": "dead", "wounded": "wounded", "injured": "injured", "killed": "killed", "knives": "knife", "crises": "crisis",
    "vessels": "vessel", "missiles": "missile", "rifles": "rifle", "vehicles": "vehicle", "articles": "article",
    "troops": "troop", "police": "police", "staff": "staff", "series": "series", "species": "species", "means": "means",
}  # fmt: skip
_PLURAL = re.compile(r"[A-Za-z][\w-]*(?:[^siu'’]s|[ei]es|ses|[aeo]is|us(?:es))$|[A-Z]\w+(?:is|ese)$")
_NOT_PLURAL = frozenset(
    "this was has is his its does goes says previous serious various always plus across less unless us yes".split()
)


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of something counted."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return True
    return lower not in _NOT_PLURAL and bool(_PLURAL.match(word))


def singular(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes", "zes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def counted_name(noun: str) -> str:
    """The unit of a counted noun in the plural: `person` for people of all sorts, `nation` for countries, else the noun.

    >>> counted_name("workers"), counted_name("countries"), counted_name("Russians"), counted_name("drones")
    ('person', 'nation', 'person', 'drone')
    """
    one = singular(noun)
    if one in _PERSONS or (noun[:1].isupper() and re.search(r"(?:ns|is|ese|men)$", noun)):
        return "person"
    return {"country": "nation"}.get(one, one)
