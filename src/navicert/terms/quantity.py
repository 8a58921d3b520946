"""Amounts that know their unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=False)
class Quantity:
    """An exact amount in a unit (`bbl`, `t`, `kg`); two quantities add and compare only in the same unit."""

    amount: Decimal
    unit: str

    def _same_unit(self, other: Quantity) -> None:
        if self.unit != other.unit:
            raise ValueError(f"{self} and {other} are in different units; convert one first")

    def __add__(self, other: Quantity) -> Quantity:
        self._same_unit(other)
        return Quantity(self.amount + other.amount, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        self._same_unit(other)
        return Quantity(self.amount - other.amount, self.unit)

    def __lt__(self, other: Quantity) -> bool:
        self._same_unit(other)
        return self.amount < other.amount

    def __le__(self, other: Quantity) -> bool:
        self._same_unit(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.amount:,f} {self.unit}"


class Money(Quantity):
    """An amount of a currency, named by its ISO 4217 code as unit."""

    __slots__ = ()
