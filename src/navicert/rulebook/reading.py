"""Reading the YAML files of a rulebook folder; everything wrong in them is told with file, line and measure."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from navicert.errors import RulebookError
from navicert.rulebook.authoring import AmbiguityFile, InstrumentFile, RegimeFile
from navicert.rulebook.teaching import DAY, lessons

_DAY = re.compile(r"(?<![\w'\"-])\d{4}-\d{1,2}-\d{1,2}(?![\w'\"-])")
YAML_HINT = "look here and on the line before: brackets and quotes close, each key stands once, spaces indent, no tabs"
LISTING_COLUMNS = ("list", "id", "schema", "caption", "names", "listed_on", "measure", "imo", "ended_on")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a rulebook file (`line` counts from 1), and how to mend it."""

    file: str
    line: int
    measure: str | None
    message: str
    teach: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" + (f" {self.measure}" if self.measure else "")
        return f"{where}: {self.message}" + (f"; {self.teach}" if self.teach else "")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A YAML file as read: its plain form (None when it could not be understood) and its problems."""

    path: Path
    plain: dict[str, Any] | None
    problems: tuple[Problem, ...]
    tree: Any = None


def read_folder(folder: Path) -> tuple[dict[str, Any], list[Problem], list[ReadFile]]:
    """The plain form of a rulebook folder with all problems found on the way."""
    read = [read_file(path) for path in sorted(folder.rglob("*.yaml"))]
    problems = [problem for file in read for problem in file.problems]
    plain: dict[str, Any] = {"regimes": [], "ambiguities": [], "files": [], "listings": []}
    for file in read:
        if file.plain is None:
            continue
        if file.path.name == "_regime.yaml":
            plain["regimes"].append(file.plain["regime"])
        elif file.path.name == "ambiguities.yaml":
            plain["ambiguities"].extend(file.plain["ambiguities"])
        else:
            plain["files"].append(file.plain)
    plain["regimes"].sort(key=lambda regime: regime["rank"])
    for path in sorted(folder.rglob("*.csv")):
        plain["listings"].extend(read_listings(path))
    return plain, problems, read


def load_folder(folder: Path) -> dict[str, Any]:
    """The plain form of a rulebook folder; raises RulebookError at the first problem."""
    if not folder.is_dir():
        raise RulebookError("there is no such folder", where=str(folder))
    plain, problems, _ = read_folder(folder)
    if problems:
        first = problems[0]
        where = f"{first.file} line {first.line}" + (f" measure {first.measure}" if first.measure else "")
        raise RulebookError(first.message, where=where, next=first.teach or "run navicert rules lint")
    return plain


def digest_of(plain: dict[str, Any]) -> str:
    """ "sha256:..." over the content, whatever the order of keys and the layout of the files."""
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def read_file(path: Path) -> ReadFile:
    """One YAML file, checked against its form."""
    form: type[BaseModel] = InstrumentFile
    if path.name == "_regime.yaml":
        form = RegimeFile
    elif path.name == "ambiguities.yaml":
        form = AmbiguityFile
    try:
        text = path.read_text(encoding="utf-8")
        if strange := tuple(_strange_days(path, text)):
            return ReadFile(path, None, strange)
        tree = YAML(typ="rt").load(text)
    except UnicodeDecodeError:
        return ReadFile(path, None, (Problem(str(path), 1, None, "this is not UTF-8", "save the file as UTF-8"),))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return ReadFile(path, None, (Problem(str(path), line, None, f"this is not YAML: {error.problem}", YAML_HINT),))
    try:
        model = form.model_validate(_unwrapped(tree))
    except ValidationError as error:
        return ReadFile(path, None, tuple(_problems(path, tree, error, form)), tree)
    plain = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return ReadFile(path, plain, (), tree)


def _strange_days(path: Path, text: str) -> Iterator[Problem]:
    """Days that do not exist, written where YAML would read a day; it stops at the first and does not say where."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in _DAY.finditer(line.partition(" #")[0]):
            try:
                date.fromisoformat(found[0])
            except ValueError:
                yield Problem(
                    str(path), number, None, f"{found[0]} is no day of the calendar", f"write the day as {DAY}"
                )


def _unwrapped(node: Any) -> Any:
    """The tree in plain dicts and lists, so that errors quote values, not the reader's types."""
    if isinstance(node, dict):
        return {str(key): _unwrapped(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_unwrapped(value) for value in node]
    return node


def _problems(path: Path, tree: Any, error: ValidationError, form: type[BaseModel]) -> Iterator[Problem]:
    for lesson in lessons(_unwrapped(tree), error, form):
        line, measure, inside = _place(tree, lesson.place)
        yield Problem(
            str(path), line, measure, f"{inside}: {lesson.message}" if inside else lesson.message, lesson.teach
        )


def _place(tree: Any, location: tuple[Any, ...]) -> tuple[int, str | None, str]:
    """The line of the deepest node on the way, the measure around it, and the way in words."""
    node, line, measure, words = tree, 1, None, []
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
            node = node[part]
            words.append(str(part))
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            node = node[part]
            if isinstance(node, CommentedMap):
                line = node.lc.line + 1
                measure = str(node["id"]) if words == ["measures"] and "id" in node else measure
        elif isinstance(part, str) and part == location[-1]:
            words.append(part)
    return line, measure, ".".join(words)


def line_of(file: ReadFile, measure_id: str, words: Sequence[str] = ()) -> int:
    """The line on which a measure begins; with `words` the first of its lines that holds one of them, the first word
    that stands anywhere."""
    begins = [int(node.lc.line) for node in file.tree["measures"]] + [sys.maxsize]
    place = next((n for n, node in enumerate(file.tree["measures"]) if node["id"] == measure_id), None)
    if place is None:
        return 1
    lines = file.path.read_text(encoding="utf-8").splitlines()[begins[place] : begins[place + 1]]
    held = (number for word in words for number, line in enumerate(lines) if word in line)
    return begins[place] + next(held, 0) + 1


def read_listings(path: Path) -> list[list[Any]]:
    """A CSV of listed parties (`names` divided by " | "), one list a row in the order of LISTING_COLUMNS."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != LISTING_COLUMNS:
            raise RulebookError(f"the columns are not {', '.join(LISTING_COLUMNS)}", where=str(path))
        return [_listing_row(row) for row in reader]


def _listing_row(row: dict[str, str]) -> list[Any]:
    cells: list[Any] = [row[column] or None for column in LISTING_COLUMNS]
    cells[4] = row["names"].split(" | ")
    return cells
