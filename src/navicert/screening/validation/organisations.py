"""How names of organisations get altered: legal forms, abbreviations, acronyms."""

from __future__ import annotations

import re
from random import Random

from navicert.names.words import FORMS

_FORMS = {
    "ltd": ("Limited", "LLC", "GmbH"), "limited": ("Ltd", "Ltd."), "co": ("Company", ""), "company": ("Co.",),
    "corporation": ("Corp.", "Corp"), "corp": ("Corporation",), "inc": ("Incorporated", "Inc."), "llc": ("OOO", "Ltd"),
    "ooo": ("LLC", "Ltd"), "jsc": ("AO", "OAO"), "gmbh": ("Ltd", "GmbH & Co. KG"), "sa": ("S.A.", "AG"),
}  # fmt: skip
_SHORT = {
    "international": "Intl", "general": "Gen.", "trading": "Trdg", "company": "Co", "corporation": "Corp", "bank": "Bk",
    "development": "Dev.", "shipping": "Shpg", "industries": "Inds", "industrial": "Ind.", "technology": "Tech",
    "and": "&", "group": "Grp", "management": "Mgmt", "engineering": "Eng.", "services": "Svcs", "import": "Imp",
    "export": "Exp", "limited": "Ltd", "association": "Assn", "organization": "Org", "university": "Univ",
}  # fmt: skip
_LEFT_OUT = frozenset("of the and for de la".split())


def form_changed(r: Random, name: str) -> str | None:
    """Another legal form, or the same one spelled otherwise."""
    words = name.split()
    known = [i for i, word in enumerate(words) if _bare(word) in _FORMS]
    if not known:
        return None
    place = r.choice(known)
    words[place] = r.choice(_FORMS[_bare(words[place])])
    return " ".join(word for word in words if word)


def form_left_out(_: Random, name: str) -> str | None:
    """No legal form."""
    words = name.split()
    kept = [word for word in words if _bare(word) not in FORMS]
    return " ".join(kept).rstrip(",") if kept and len(kept) < len(words) and len("".join(kept)) > 4 else None


def form_added(r: Random, name: str) -> str | None:
    """A legal form where the list has none."""
    if any(_bare(word) in FORMS for word in name.split()):
        return None
    return f"{name} {r.choice(('Ltd', 'LLC', 'GmbH', 'Co., Ltd.', 'S.A.'))}"


def abbreviated(r: Random, name: str) -> str | None:
    """A common word cut short in the usual way."""
    words = name.split()
    known = [i for i, word in enumerate(words) if _bare(word) in _SHORT]
    if not known:
        return None
    place = r.choice(known)
    return " ".join(_SHORT[_bare(word)] if i == place else word for i, word in enumerate(words))


def acronym(_: Random, name: str) -> str | None:
    """The first letters of four or more words."""
    words = [word for word in re.split(r"[\s-]+", re.sub(r"[^\w\s-]", "", name)) if word]
    telling = [word for word in words if word.lower() not in _LEFT_OUT and _bare(word) not in FORMS]
    if len(telling) < 4 or not all(word[0].isalpha() and word.isascii() for word in telling):
        return None
    return "".join(word[0] for word in telling).upper()


def _bare(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())
