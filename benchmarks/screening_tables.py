"""Makes the tables under src/navicert/names/data from their sources; run when a table gets a new version.

    python benchmarks/screening_tables.py rarity --lists FILE.jsonl[.gz]... --packages FOLDER
    python benchmarks/screening_tables.py han --readings Unihan_Readings.txt --variants Unihan_Variants.txt
    python benchmarks/screening_tables.py native --names persons.txt
    python benchmarks/screening_tables.py organisation --words benchmarks/organisation_words.tsv
    python benchmarks/screening_tables.py properties --schemata followthemoney/schema --release 4.11.2
    python benchmarks/screening_tables.py equivalents --names persons.txt --nicknames names.csv
    python benchmarks/screening_tables.py short-forms --names benchmarks/short_forms.txt
    python benchmarks/screening_tables.py japanese --package FOLDER

FOLDER holds unpacked PyPI packages: names 0.3 (MIT; US census of 1990, public domain), Faker (MIT).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

DATA = Path(__file__).parents[1] / "src/navicert/names/data"
WORD = re.compile(r"[a-z0-9]+")
RARITY_VERSION = "2026.2"
ENDS_OF_SURNAMES = ("zadeh", "zadah", "zada", "zade")
"""Words that end many surnames and are written apart from them as well: by themselves they tell little."""
END_LEVEL = 30
LEAST_LISTED = 4
"""Parties of one list that must share a word before the list says anything about its rarity."""


def words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return WORD.findall(anyascii(bare).lower().replace("'", "").replace("`", ""))


def list_shares(files: list[Path]) -> Counter[str]:
    """Share of listed parties of one list that hold each word in some name, per million; the greatest of all lists."""
    best: Counter[str] = Counter()
    for file in files:
        counts: dict[str, Counter[str]] = {}
        sizes: Counter[str] = Counter()
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            for line in lines:
                entity = json.loads(line)
                properties = entity["properties"]
                dataset = entity["datasets"][0]
                names = (n for key in ("name", "alias", "weakAlias", "previousName") for n in properties.get(key, []))
                sizes[dataset] += 1
                counts.setdefault(dataset, Counter()).update({word for name in names for word in words(name)})
        for dataset, counted in counts.items():
            for word, n in counted.items():
                if n >= LEAST_LISTED:
                    best[word] = max(best[word], round(1e6 * n / max(sizes[dataset], 4000)))
    return best


def census_shares(folder: Path) -> Counter[str]:
    """Share of Americans who bear each name, per million; a name's first and last uses add up."""
    counts: Counter[str] = Counter()
    for file in sorted((folder / "names").glob("dist.*")):
        for line in file.read_text().splitlines():
            name, percent = line.split()[:2]
            counts[name.lower()] += round(float(percent) * 1e4 / (1 if file.name.endswith("last") else 2))
    return counts


def locale_shares(folder: Path) -> Counter[str]:
    """Names in use in each country's list of Faker, as if all of one list were equally common; the greatest counts."""
    import importlib
    import sys

    sys.path.insert(0, str(folder))
    best: Counter[str] = Counter()
    for module in sorted((folder / "faker/providers/person").iterdir()):
        if not (module / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if not re.search(r"first_name|last_name|middle_name", attribute):
                continue
            values = getattr(provider, attribute)
            if not isinstance(values, (tuple, list, dict)) or not values:
                continue
            weights = dict(values) if isinstance(values, dict) else dict.fromkeys(values, 1.0)
            whole = sum(weights.values())
            for name, weight in weights.items():
                if isinstance(name, str):
                    for word in words(name):
                        best[word] = max(best[word], round(0.03 * 1e6 * weight / whole))
    return best


def levels(shares: list[Counter[str]]) -> Iterator[tuple[str, int]]:
    """Weight in hundredths: 20 for one in twenty and more, 100 for fewer than one in 60,000."""
    for word in sorted(set(ENDS_OF_SURNAMES).union(*shares)):
        if len(word) == 1:
            continue
        per_million = max(share[word] for share in shares)
        rarity = math.log(50_000 / max(per_million, 1)) / math.log(50_000 / 16)
        level = round(100 * (0.2 + 0.8 * min(max(rarity, 0.0), 1.0)))
        level = END_LEVEL if word in ENDS_OF_SURNAMES else level
        if level < 90:
            yield word, level


def rarity(arguments: argparse.Namespace) -> None:
    shares = [list_shares(arguments.lists), census_shares(arguments.packages), locale_shares(arguments.packages)]
    rows = list(levels(shares))
    head = f"# weight of a word in hundredths, version {RARITY_VERSION}; see docs/screening.md for the sources\n"
    (DATA / "rarity.tsv").write_text(head + "".join(f"{word}\t{level}\n" for word, level in rows), encoding="utf-8")
    print(f"{len(rows)} words")


def han(arguments: argparse.Namespace) -> None:
    """One line per Chinese character: its Hangul syllables, its Mandarin, Cantonese and Japanese ones without tones."""
    hangul: dict[str, list[str]] = {}
    mandarin: dict[str, list[str]] = {}
    cantonese = _first(arguments.readings, "kCantonese")
    japanese = _first(arguments.readings, "kJapaneseOn")
    for line in arguments.readings.read_text(encoding="utf-8").splitlines():
        if not line.startswith("U+"):
            continue
        code, _, rest = line.partition("\t")
        field, _, value = rest.partition("\t")
        if field == "kHangul":
            ranked = sorted(value.split(), key=lambda v: "N" not in v.split(":")[1])
            hangul[_char(code)] = [v.split(":")[0] for v in ranked][:3]
        elif field in ("kMandarin", "kHanyuPinlu"):
            known = mandarin.setdefault(_char(code), [])
            for spelled in value.split():
                if (syllable := toneless(spelled.split("(")[0])) not in known:
                    known.append(syllable)
    simple = simplified(arguments.variants)
    for char, other in simple.items():
        hangul.setdefault(other, hangul.get(char, []))
        cantonese.setdefault(other, cantonese.get(char, ""))
        japanese.setdefault(other, japanese.get(char, ""))
    rows = []
    simplest = simplified_alone(arguments.variants)
    for char in map(chr, range(0x3400, 0xA000)):
        korean = hangul.get(char) or hangul.get(simple.get(char, ""), [])
        if (korean or char in mandarin) and (char >= "\u4e00" or korean):
            mark = NOT_OF_PERSONS if char in simplest and not _is_written_in_hong_kong(char) else ""
            others = (simple.get(char, ""), mark + cantonese.get(char, ""), japanese.get(char, ""))
            rows.append("\t".join((char, "".join(korean), " ".join(mandarin.get(char, [])[:2]), *others)))
    head = (
        "# character, Hangul syllables, Mandarin syllables, simplified form, Cantonese syllable in Jyutping, Japanese\n"
    )
    head += "# on reading; from Unihan 14.0 (Unicode License v3)\n"
    (DATA / "han.tsv").write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} characters")


NOT_OF_PERSONS = "-"
"""What stands before the Cantonese reading of a character that Hong Kong does not write, and no person there has."""


def _is_written_in_hong_kong(char: str) -> bool:
    """Whether this is a common character of traditional writing too (家, 周), one of the first level of Big5."""
    code = char.encode("big5", "ignore")
    return len(code) == 2 and b"\xa4\x40" <= code <= b"\xc6\x7e"


def _first(readings: Path, field: str) -> dict[str, str]:
    """The first reading of each character in a field of Unihan, small and without a tone."""
    lines = (line.split("\t") for line in readings.read_text(encoding="utf-8").splitlines() if f"\t{field}\t" in line)
    return {_char(code): value.split()[0].rstrip("0123456789").lower() for code, _, value in lines}


def _char(code: str) -> str:
    """The character of a code point written "U+4E00"."""
    return chr(int(code.removeprefix("U+"), base=16))


def simplified(file: Path) -> dict[str, str]:
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 3 and parts[1] == "kSimplifiedVariant":
            char, other = (_char(code) for code in (parts[0], parts[2].split()[0]))
            if other != char:
                found[char] = other
    return found


def simplified_alone(file: Path) -> set[str]:
    """The characters that only simplified Chinese writes: those of whose traditional forms none is themselves."""
    known = (line for line in file.read_text(encoding="utf-8").splitlines() if "\tkTraditionalVariant\t" in line)
    lines = (line.split("\t") for line in known)
    return {_char(code) for code, _, others in lines if code not in others.split()}


def toneless(syllable: str) -> str:
    bare = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(c for c in bare if not unicodedata.combining(c))


SCRIPTS = {
    "ARABIC": "arab", "HEBREW": "hebr", "THAI": "thai", "GEORGIAN": "geor", "ARMENIAN": "armn", "BENGALI": "beng",
    "DEVANAGARI": "deva",
}  # fmt: skip


def script_of(word: str) -> str:
    return next((unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()), "")


def bare_native(word: str) -> str:
    """Without vowel marks, as names are printed."""
    return "".join(c for c in unicodedata.normalize("NFC", word) if not unicodedata.combining(c) and c != "\u0640")


def wikidata_groups(file: Path) -> Iterator[list[str]]:
    """Spellings of one name, from Wikidata (CC0) as rigour 0.12 (MIT) ships them."""
    for line in file.read_text(encoding="utf-8").splitlines():
        yield [name.strip() for name in line.rsplit(" => ", 1)[0].split(",")]


def native(arguments: argparse.Namespace) -> None:
    """Names in other scripts with their usual Latin spellings: one file per script, and one for Japanese characters."""
    from navicert.names.arabic import plain

    found: dict[str, dict[str, Counter[str]]] = {}
    for group in wikidata_groups(arguments.names):
        latin = [w for name in group if script_of(name) == "LATIN" and len(w := "".join(words(name))) > 1]
        kana = any(script_of(name) in ("HIRAGANA", "KATAKANA") for name in group)
        japanese = kana and not any(script_of(name) == "CYRILLIC" and len(latin) > 8 for name in group)
        for name in group:
            script = SCRIPTS.get(script_of(name)) or ("jpan" if script_of(name) == "CJK" and japanese else None)
            if script and " " not in name and latin and len(name) > 1:
                key = plain(bare_native(name)) if script == "arab" else bare_native(name)
                found.setdefault(script, {}).setdefault(key, Counter()).update(latin)
    for script, entries in found.items():
        head = (
            f"# name in {script}, Latin spellings, commonest first; from Wikidata (CC0) by way of rigour 0.12 (MIT)\n"
        )
        rows = [f"{word}\t{' '.join(w for w, _ in latin.most_common(6))}\n" for word, latin in sorted(entries.items())]
        (DATA / f"native-{script}.tsv").write_text(head + "".join(rows), encoding="utf-8")
        print(script, len(rows))


def equivalents(arguments: argparse.Namespace) -> None:
    """Latin spellings of one name that no likeness of letters brings together: classes of words."""
    from navicert.names.similarity import word_likeness

    classes: list[tuple[str, ...]] = []
    for group in wikidata_groups(arguments.names):
        forms = sorted({w[0] for n in group if script_of(n) == "LATIN" and len(w := words(n)) == 1 and len(w[0]) > 2})
        if 2 <= len(forms) <= 60 and any(word_likeness(a, b) < 0.8 for i, a in enumerate(forms) for b in forms[:i]):
            classes.append(tuple(forms))
    for line in arguments.nicknames.read_text(encoding="utf-8").splitlines()[1:]:
        name, relation, other = line.split(",")[:3]
        if relation == "has_nickname" and len(other) > 2:
            classes.append((name, other))
    members: dict[str, list[int]] = {}
    for number, members_of_class in enumerate(sorted(set(classes))):
        for form in members_of_class:
            members.setdefault(form, []).append(number)
    head = "# spelling, names it may stand for; Wikidata (CC0) via rigour 0.12 (MIT), nicknames 1.0 (Apache-2.0)\n"
    rows = [f"{form}\t{' '.join(map(str, numbers))}\n" for form, numbers in sorted(members.items())]
    (DATA / "equivalents.tsv").write_text(head + "".join(rows), encoding="utf-8")
    print(len(rows), "spellings,", len(set(classes)), "classes")


_JAPANESE_KINDS = {"人名,姓": 0, "人名,名": 1, "組織,*": 2}
_FIRMS, _LONGEST_FIRM = 2, 3
"""The place of firms' names in a row, and the characters of the longest that is read as one word."""


def japanese(arguments: argparse.Namespace) -> None:
    """Japanese surnames, given names and short names of firms in Chinese characters with their readings, the likeliest
    first."""
    import importlib
    import sys

    sys.path.insert(0, str(arguments.package))
    entries = importlib.import_module("janome.sysdic").entries()
    readings: dict[str, tuple[list[tuple[int, str]], ...]] = {}
    for surface, _, _, cost, kind, *_, kana, _ in entries.values():
        which = next(
            (i for i, part in enumerate(("人名,姓", "人名,名", "組織,*")) if kind == f"名詞,固有名詞,{part}"), None
        )
        if which is None or (which == _FIRMS and len(surface) > _LONGEST_FIRM):
            continue
        if all("\u4e00" <= char <= "\u9fff" or char == "々" for char in surface):
            readings.setdefault(surface, ([], [], []))[which].append((cost, kana))
    head = "# name, readings as a surname, as a given name, as a firm's, commonest first; IPADIC 2.7.0 (see\n"
    head += "# ipadic-notice.txt)\n"
    rows = ["\t".join((name, *map(_spelled, found))) + "\n" for name, found in sorted(readings.items())]
    (DATA / "japanese.tsv").write_text(head + "".join(rows), encoding="utf-8")
    print(len(rows), "names")


def _spelled(readings: list[tuple[int, str]]) -> str:
    from navicert.names.kana import usual_spellings

    return " ".join(dict.fromkeys(form for _, kana in sorted(readings) for form in usual_spellings(kana)))


def short_forms(arguments: argparse.Namespace) -> None:
    """Spellings and short forms of given names: classes named by the first spelling of each."""
    members: dict[str, set[str]] = {}
    for line in arguments.names.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            forms = line.replace("|", " ").split()
            for form in forms:
                members.setdefault(form, set()).add(forms[0])
    head = "# spelling or short form of a given name, names it may stand for; our own (benchmarks/short_forms.txt)\n"
    rows = [f"{form}\t{' '.join(sorted(names))}\n" for form, names in sorted(members.items())]
    (DATA / "short-forms.tsv").write_text(head + "".join(rows), encoding="utf-8")
    print(len(rows), "forms")


def business(arguments: argparse.Namespace) -> None:
    """Words of one meaning in names of organisations, across languages, from rigour 0.12 (MIT)."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("rigour_names", arguments.names)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, str] = {}
    for meaning, forms in module.ORG_SYMBOLS.items():
        for form in (meaning, *forms):
            word = form.casefold() if script_of(form) != "LATIN" else " ".join(words(form))
            if " " not in word and len(word) > 1:
                found.setdefault(word, meaning)
    head = "# word of an organisation's name, meaning; from rigour 0.12 (MIT)\n"
    rows = "".join(f"{word}\t{meaning}\n" for word, meaning in sorted(found.items()))
    (DATA / "business.tsv").write_text(head + rows, encoding="utf-8")
    print(len(found))


COUNTRIES = Path(__file__).parents[1] / "src/navicert/terms/countries.json"
NOT_LATIN = ("CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HANGUL", "THAI", "GEORGIAN", "ARMENIAN")


CITY_LANGUAGES = "ru uk be bg el ar fa he ko zh ja th".split()
_ADJECTIVE = {"ru": "ск-", "uk": "ськ-", "bg": "ск-", "be": "ск-"}


def cities() -> Iterator[tuple[str, str]]:
    """(English, form) of cities that CLDR names, by way of babel 2.18 (BSD; the data Unicode License v3).

    Slavic forms are stems, with the adjective where it is regular (Волгоград, волгоградский).
    """
    from babel import Locale

    english = Locale("en").time_zones
    for language in CITY_LANGUAGES:
        for zone, names in Locale(language).time_zones.items():
            place = english.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))
            city, form = " ".join(words(place)), names.get("city", "")
            if not zone.startswith(("Etc/", "SystemV")) and len(form) > 2 and form.isalpha() and city:
                yield from ((city, each) for each in _city_forms(language, form.casefold()))


def _city_forms(language: str, form: str) -> list[str]:
    if language not in _ADJECTIVE or len(form) < 4:
        return [form]
    stem = form.rstrip("аяоеиыьйії")
    return [f"{stem}-", f"{stem}{_ADJECTIVE[language]}"] if len(stem) > 3 and not stem.endswith("ск") else [form]


PLACE_NAMES = Path(__file__).with_name("place_names.tsv")
_PLACE_ENDINGS = {"CYRILLIC": "аяоеиыьйії", "GREEK": "αεηιουωσν"}


def _place_form(form: str) -> str:
    """A place's name as a stem where its language inflects it (пекин-: Пекинский)."""
    endings = _PLACE_ENDINGS.get(script_of(form))
    stem = form.rstrip(endings) if endings else ""
    return f"{stem}-" if len(stem) > 3 else form


OFFICES = frozenset(
    "국군당망부성실원청소처단회院社队署部局厅处课署省市县区州村党厂店馆站港寺庙塔庁処駅网团队系屋郡营组室艇船丸号会항"
)
"""Single Korean syllables and Chinese characters that end names of organisations and ships; any other one is as well a
part of somebody's name (王海, 刘金, 李军)."""


def _is_name_syllable(form: str) -> bool:
    return len(form) == 1 and ("가" <= form <= "힣" or "\u4e00" <= form <= "\u9fff") and form not in OFFICES


def organisation(arguments: argparse.Namespace) -> None:
    """Words of organisations' names in other scripts with their English: our own table, and names of places."""
    from navicert.names.han import simplified
    from navicert.names.organisations import plain
    from navicert.names.scripts import script_of as script

    found: dict[str, dict[str, None]] = {}
    phrases: dict[str, str] = {}
    for english, form in _own_words(arguments.words):
        if "_" in form:
            phrases.setdefault(_phrase(form), english[0])
        else:
            key = plain(script(form.lstrip("+~")[0]), simplified(form))
            found.setdefault(key, {}).update(dict.fromkeys(english))
    for place, form in (*cities(), *_places()):
        found.setdefault(plain(script(form[0]), simplified(form)), {place: None})
    told = sorted(item for item in found.items() if not _is_name_syllable(item[0]))
    rows = "".join(f"{form}\t{'|'.join(english)}\n" for form, english in told)
    head = "# word of an organisation's name, its English; our own (benchmarks/organisation_words.tsv), and names of\n"
    head += "# countries and cities from CLDR (Unicode License v3) by way of babel 2.18, countrynames (MIT) and\n"
    head += "# GeoNames (CC BY 4.0, benchmarks/place_names.tsv)\n"
    (DATA / "organisation.tsv").write_text(head + rows, encoding="utf-8")
    _write_phrases(phrases)
    print(len(found), len(phrases))


def _own_words(file: Path) -> Iterator[tuple[list[str], str]]:
    """The meanings and each form of our own words."""
    for line in unicodedata.normalize("NFKC", file.read_text(encoding="utf-8")).splitlines():
        if not line.startswith("#"):
            english, forms = line.split("\t")
            for form in forms.split():
                for each in (form[:-1], form[:-1] + "ه") if form.endswith("+") else (form,):
                    yield english.split("|"), each


def _places() -> Iterator[tuple[str, str]]:
    """(English, form) of places, and of countries."""
    for line in PLACE_NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            place, form = line.split("\t")
            yield place, _place_form(form)
    countries = json.loads(COUNTRIES.read_text(encoding="utf-8"))
    for name, code in countries["names"].items():
        display = " ".join(words(countries["display"].get(code, "")))
        if script_of(name) in NOT_LATIN and " " not in name and len(name) > 1 and display:
            yield display, name


def _phrase(form: str) -> str:
    """The words of a phrase as the table has them, in Arabic without articles."""
    from navicert.names.organisations import plain
    from navicert.names.scripts import script_of as script

    words = [plain(script(word[0]), word) for word in form.split("_")]
    return " ".join(re.sub(r"^و?(?:ال|لل)(?=...)", "", word) for word in words)


def _write_phrases(phrases: dict[str, str]) -> None:
    """By their first words: what follows it, and the English."""
    rows: dict[str, list[str]] = {}
    for phrase, english in sorted(phrases.items()):
        first, _, rest = phrase.partition(" ")
        rows.setdefault(first, []).append(f"{rest}={english}")
    head = "# first word of a phrase in an organisation's name, the words after it and their English; our own\n"
    text = "".join("\t".join((first, *rest)) + "\n" for first, rest in sorted(rows.items()))
    (DATA / "phrases.tsv").write_text(head + text, encoding="utf-8")


def properties(arguments: argparse.Namespace) -> None:
    """Every property of FollowTheMoney's schemata, so that one that is none can be told."""
    from ruamel.yaml import YAML

    found: set[str] = set()
    for file in sorted(arguments.schemata.glob("*.y*ml")):
        for schema in YAML(typ="safe").load(file.read_text(encoding="utf-8")).values():
            for name, stated in (schema.get("properties") or {}).items():
                found |= {name, *([stated["reverse"]["name"]] if "reverse" in stated else [])}
    target = Path(__file__).parents[1] / "src/navicert/screening/data/ftm_properties.txt"
    head = f"# Properties of FollowTheMoney {arguments.release} (MIT), one a line\n"
    target.write_text(head + "".join(f"{name}\n" for name in sorted(found)), encoding="utf-8")
    print(len(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("rarity")
    command.add_argument("--lists", nargs="+", type=Path, required=True)
    command.add_argument("--packages", type=Path, required=True)
    command.set_defaults(run=rarity)
    command = commands.add_parser("han")
    command.add_argument("--readings", type=Path, required=True)
    command.add_argument("--variants", type=Path, required=True)
    command.set_defaults(run=han)
    command = commands.add_parser("native")
    command.add_argument("--names", type=Path, required=True)
    command.set_defaults(run=native)
    command = commands.add_parser("business")
    command.add_argument("--names", type=Path, required=True, help="rigour/data/names/data.py")
    command.set_defaults(run=business)
    command = commands.add_parser("organisation")
    command.add_argument("--words", type=Path, required=True, help="benchmarks/organisation_words.tsv")
    command.set_defaults(run=organisation)
    command = commands.add_parser("properties")
    command.add_argument("--schemata", type=Path, required=True, help="followthemoney/schema of the PyPI package")
    command.add_argument("--release", required=True, help="its version")
    command.set_defaults(run=properties)
    command = commands.add_parser("equivalents")
    command.add_argument("--names", type=Path, required=True)
    command.add_argument("--nicknames", type=Path, required=True)
    command.set_defaults(run=equivalents)
    command = commands.add_parser("short-forms")
    command.add_argument("--names", type=Path, required=True, help="benchmarks/short_forms.txt")
    command.set_defaults(run=short_forms)
    command = commands.add_parser("japanese")
    command.add_argument("--package", type=Path, required=True, help="Janome 0.5.0 of PyPI, unpacked")
    command.set_defaults(run=japanese)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
