"""The amounts of one paragraph."""

from __future__ import annotations

import re

from navicert.evidence.figures.form import Form
from navicert.evidence.figures.numbered import numbered
from navicert.evidence.figures.unnumbered import crowds, elliptic, factors, fractions, one_or_two, zeros

_TRIGGER = re.compile(
    r"\d|(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|millions?|"
    r"billions?|trillions?|half|thirds?|quarters?|fifths?|tenths?|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|halv\w+|twice|\w+fold|"
    r"dozens?|scores|tens|couple|zero)\b)"
)
"""Without any of these a text holds no amount."""


def forms(text: str) -> list[Form]:
    """The amounts of one paragraph in order, none overlapping another.

    >>> [(str(form.value), form.unit, form.comparator) for form in forms("It shipped more than 2.5 million tonnes.")]
    [('2500000.0', 'tonne', '>')]
    """
    if not _TRIGGER.search(text):
        return []
    found: list[Form] = []
    claimed = bytearray(len(text))
    for recognise in (one_or_two, crowds, fractions, factors, zeros, numbered):
        for form in recognise(text):
            if not any(claimed[form.start : form.end]):
                found.append(form)
                claimed[form.start : form.end] = b"\1" * (form.end - form.start)
    found.extend(elliptic(text, found))
    return sorted(found, key=lambda form: form.start)
