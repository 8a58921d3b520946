"""Check digits of identifiers."""

from __future__ import annotations


def imo_is_valid(number: str) -> bool:
    """Whether seven digits are an IMO ship number.

    The last digit equals the last digit of the sum of the first six, weighted 7 to 2 (IMO resolution A.1117(30)).

    >>> imo_is_valid("8905490"), imo_is_valid("8905491"), imo_is_valid("IMO8905490")
    (True, False, False)
    """
    if len(number) != 7 or not (number.isascii() and number.isdigit()):
        return False
    digits = [int(digit) for digit in number]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return weighted % 10 == digits[6]


def imo_of_company_is_valid(number: str) -> bool:
    """Whether seven digits are the IMO number of a company or registered owner of ships.

    The sum of the first six, weighted 8, 6, 4, 2, 9 and 7, and the last add up to 0 modulo 11, a 10 written 0 (IMO
    resolution MSC.160(78)).

    >>> imo_of_company_is_valid("2041999"), imo_of_company_is_valid("2041998"), imo_of_company_is_valid("8905490")
    (True, False, False)
    """
    if len(number) != 7 or not (number.isascii() and number.isdigit()):
        return False
    *digits, last = (int(digit) for digit in number)
    weighted = sum(digit * weight for digit, weight in zip(digits, (8, 6, 4, 2, 9, 7), strict=True))
    return (11 - weighted % 11) % 10 == last
