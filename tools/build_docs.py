"""Rebuild the pages of docs/ that are made from the program itself: docs/facts.md.

`python tools/build_docs.py --check` writes nothing and ends with 1 when a page is not what it should be.
"""

import sys
from pathlib import Path

from navicert.rulebook import vocabulary as words

ROOT = Path(__file__).parents[1]

HEAD = """# Facts of a transaction

<!-- made by tools/build_docs.py from src/navicert/rulebook/vocabulary.py; change that file, not this page -->

A transaction is a set of facts: JSON keys, CSV columns, or `KEY=VALUE` on the command line. **A fact that is not given is unknown**, never false and never zero: where a rule
turns on it, the answer is `needs_information` and names it. For a few keys silence has a meaning of its own; they are marked.

Facts that are malformed or contradict each other are answered `invalid` with the offending keys: an unknown key, a value outside its list, an amount without its unit, an HS code that is
not text of 2, 4, 6, 8 or 10 digits, a day that does not exist or lies outside 1900 to 2199 (9999-12-31 is no day: leave out what is not known), a country code that is not assigned, an IMO number whose check digit is wrong, shares above 100, or
days out of order (loading, arrival, release). Numbers of more than 60 places on either side of the point are no amounts and are invalid too;
digits are those of ASCII.

In CSV an empty cell is an absent key, several states stand with `|` between, booleans are `true` and `false`, and `owners` is JSON text.
In JSON null and empty text are absent keys too, since many programs write them so, and a number, `true` or `false` in quotes is read as what it says. A key that is not in the vocabulary
is invalid even with null.

## Activities and their steps
"""


def facts_page():
    lines = [HEAD, "| activity | steps |", "|---|---|"]
    lines += [f"| `{activity}` | {codes(actions)} |" for activity, actions in words.ACTIONS.items()]
    lines += ["", "## Keys", "", "| key | type | codes | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{key.name}` | {kind(key)} | {codes(key.codes)} | {key.meaning}{silence(key)} |"
        for key in words.KEYS.values()
    ]
    lines += [
        "",
        "## Which day is tested",
        "",
        "Where the first is not given, the next one stands in.",
        "",
        "| clock | days |",
        "|---|---|",
    ]
    lines += [f"| {clock} | {', then '.join(f'`{key}`' for key in keys)} |" for clock, keys in words.CLOCKS.items()]
    return "\n".join(lines) + "\n"


def kind(key):
    return key.type.replace("_", " ")


def codes(values):
    return ", ".join(f"`{value}`" for value in values)


def silence(key):
    if key.name in words.ABSENCE_HAS_A_MEANING:
        return " *Silence has a meaning of its own.*"
    return " *Kept for the record; never changes the answer.*" if key.name in words.NEVER_CHANGES_THE_ANSWER else ""


PAGES = {"docs/facts.md": facts_page}


def main():
    stale = [
        name
        for name, make in PAGES.items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != make()
    ]
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit(f"not current: {', '.join(stale)}; run make docs")
        return
    for name in stale:
        (ROOT / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
