"""Codes of the Harmonized System."""

from __future__ import annotations

from dataclasses import dataclass

LENGTHS = (2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class HsCode:
    """A Harmonized System code: text of 2, 4, 6, 8 or 10 digits, leading zeros kept."""

    digits: str

    def __post_init__(self) -> None:
        if not isinstance(self.digits, str):
            raise TypeError(f"an HS code is text, not {type(self.digits).__name__}: write it in quotes")
        if len(self.digits) not in LENGTHS or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError(f"{self.digits!r} is not an HS code: expected 2, 4, 6, 8 or 10 digits")

    def covers(self, other: HsCode) -> bool:
        """Whether every good of `other` belongs to this code.

        >>> HsCode("27").covers(HsCode("2701")), HsCode("2701").covers(HsCode("27"))
        (True, False)
        """
        return other.digits.startswith(self.digits)

    def __str__(self) -> str:
        return self.digits
