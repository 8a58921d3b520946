"""Numbers that name one party: how they are compared, and which of them prove that two parties are one."""

from __future__ import annotations

import re

from navicert.lists.model import Identifier
from navicert.terms import imo_is_valid, imo_of_company_is_valid

SOLE = frozenset({"imo", "lei", "isin"})
"""Kinds of which a party has one for life, so that another number speaks against."""
CONTACT = frozenset({"email", "phone", "website"})
"""Kinds that several parties may share."""
WORDED = frozenset({"crypto_address"})
"""Kinds that may have no digit."""
SHORTEST = 5
_NO_NUMBERS = frozenset("NONE NULL UNKN UNKNOWN NOTKNOWN UNAVAILABLE NOTAVAILABLE NOTAPPLICABLE PENDING TEST".split())
"""What is written where there is no number, and call signs and banks' codes may look like."""
_COUNTED = "01234567890123456789"
LONG_BIC, HEAD_OFFICE = 11, "XXX"
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_TAIL_NUMBER = re.compile(r"(?=.{4,8}$)(?:[A-Z]{1,2}|\d[A-Z])[A-Z0-9]+")
_CALL_SIGN = re.compile(r"(?=.{4,7}$)(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])[A-Z0-9]+")


def bare(identifier: Identifier) -> str:
    """The number in capitals without spaces and punctuation, and without the label that is often printed before it."""
    if identifier.kind == "crypto_address":
        return identifier.value.strip()
    text = "".join(c for c in identifier.value.upper() if c.isalnum())
    if identifier.kind == "swift_bic" and len(text) == LONG_BIC:
        return text.removesuffix(HEAD_OFFICE)
    return text.removeprefix("IMO") if identifier.kind in ("imo", "imo_company") else text


def is_sole(identifier: Identifier) -> bool:
    """Whether a party has only one of this kind, and this one is well formed."""
    return identifier.kind in SOLE and proves(identifier)


def proves(identifier: Identifier) -> bool:
    """Whether an equal identifier decides: no contact, no stand-in for a number, well formed, not too short."""
    return not why_unproven(identifier)


def why_unproven(identifier: Identifier) -> str:
    """Why an equal identifier does not decide, as the end of a sentence; "" where it does."""
    text = bare(identifier)
    if identifier.kind in CONTACT:
        return "which several may share"
    if len(set(text)) <= 1 or text in _COUNTED or text in _COUNTED[::-1] or text in _NO_NUMBERS:
        return "which stands in for a number"
    check = _CHECKS.get(identifier.kind)
    if check:
        return "" if check(text) else "which is malformed, or its check digit is wrong"
    if identifier.kind not in WORDED and not any(map(str.isdigit, text)):
        return "which has no digit"
    return "" if len(text) >= SHORTEST else "which is too short to decide"


def lei_is_valid(text: str) -> bool:
    """Whether twenty characters are a legal entity identifier (ISO 17442): as a number, 1 modulo 97.

    >>> lei_is_valid("5493001KJTIIGC8Y1R12"), lei_is_valid("5493001KJTIIGC8Y1R13")
    (True, False)
    """
    return len(text) == 20 and text.isascii() and text.isalnum() and int(_as_digits(text)) % 97 == 1


def isin_is_valid(text: str) -> bool:
    """Whether twelve characters are a securities number (ISO 6166).

    >>> isin_is_valid("US0378331005"), isin_is_valid("US0378331006")
    (True, False)
    """
    if len(text) != 12 or not text.isascii() or not text.isalnum():
        return False
    return _luhn(_as_digits(text))


def inn_is_valid(text: str) -> bool:
    """Whether ten or twelve digits are a Russian taxpayer number.

    >>> inn_is_valid("7707083893"), inn_is_valid("7707083894")
    (True, False)
    """
    if not text.isdigit() or len(text) not in (10, 12):
        return False
    digits = [int(c) for c in text]
    weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
    places = (9,) if len(text) == 10 else (10, 11)
    return all(_weighted(digits[:place], weights[-place:]) == digits[place] for place in places)


def ogrn_is_valid(text: str) -> bool:
    """Whether thirteen or fifteen digits are a Russian registration number: the rest modulo 11 or 13 ends the number.

    >>> ogrn_is_valid("1027700132195"), ogrn_is_valid("1027700132196")
    (True, False)
    """
    if not text.isdigit() or len(text) not in (13, 15):
        return False
    return int(text[:-1]) % (len(text) - 2) % 10 == int(text[-1])


def mmsi_is_plausible(text: str) -> bool:
    """Whether this is nine digits; the number has no check digit."""
    return len(text) == 9 and text.isdigit()


def bic_is_plausible(text: str) -> bool:
    """Whether this is a bank's code (ISO 9362) by its form; it has no check digit."""
    return _BIC.fullmatch(text) is not None


def call_sign_is_plausible(text: str) -> bool:
    """Whether this is a station's call sign by its form: four to seven characters that begin with a state's prefix.

    >>> call_sign_is_plausible("HMYN"), call_sign_is_plausible("5IM411"), call_sign_is_plausible("412")
    (True, True, False)
    """
    return _CALL_SIGN.fullmatch(text) is not None


def tail_number_is_plausible(text: str) -> bool:
    """Whether this is the registration of an aircraft by its form: a state's mark, and four to eight characters in all.

    >>> tail_number_is_plausible("P912"), tail_number_is_plausible("EPMHA"), tail_number_is_plausible("412")
    (True, True, False)
    """
    return _TAIL_NUMBER.fullmatch(text) is not None


def _weighted(digits: list[int], weights: list[int]) -> int:
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 % 10


def _as_digits(text: str) -> str:
    return "".join(str(int(c, 36)) for c in text)


def _luhn(digits: str) -> bool:
    doubled = [int(c) * (1 + i % 2) for i, c in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


_CHECKS = {
    "imo": imo_is_valid,
    "imo_company": imo_of_company_is_valid,
    "lei": lei_is_valid,
    "isin": isin_is_valid,
    "inn": inn_is_valid,
    "ogrn": ogrn_is_valid,
    "mmsi": mmsi_is_plausible,
    "swift_bic": bic_is_plausible,
    "call_sign": call_sign_is_plausible,
    "tail_number": tail_number_is_plausible,
}
