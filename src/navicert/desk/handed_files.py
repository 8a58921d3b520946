"""Files of customers that somebody hands in and waits for: screened aside, their answers kept for an hour.

The file itself goes as soon as it is answered. Answers are on this computer only, and only for who handed the file in.
"""

from __future__ import annotations

import heapq
import json
import os
import re
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.answers import COLUMNS, edition_reference, flatten_answer
from navicert.desk.aside import aside
from navicert.desk.ground import Ground, located
from navicert.errors import InvalidInput, MissingData, NavicertError
from navicert.settings import Settings
from navicert.store.disk import make_folder
from navicert.store.trouble import explained
from navicert.tables.reading import count_rows, table_format
from navicert.tables.writing import csv_lines

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.screening_files import FileQuestion

KEPT = timedelta(hours=1)
"""How long answers are kept."""
MOST_KEPT = 20
SECONDS = 120.0
MEMORY_BYTES = 2 * 1024**3
MOST_ROWS = 1_000_000
MOST_TOLD = 500
"""Hits, and rows with something wrong, that the summary names one by one."""
GIVEN, ANSWERS, SUMMARY = "given", "answers.jsonl", "summary.json"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_DOUBT = re.compile(r"warning: .* row (\d+) (?:field (\S+?)[: ])?\s*(.*)")


class HandedFiles:
    """Takes files of customers and keeps what screening answered."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    @property
    def _folder(self) -> Path:
        return self._ground.store.answers_folder

    def screen(self, name: str, content: bytes, *, by: str, schema: str | None = None) -> str:
        """Screen the rows of a CSV, JSON lines or Parquet file; the token under which the answers are found.

        InvalidInput where the file cannot be read or takes too much; single rows that cannot be read are answered so.
        """
        shown = _plain_name(name)
        table_format(Path(shown))
        token = secrets.token_hex(16)
        place = self._folder / token
        with explained(self._folder):
            self._tidy()
            make_folder(place / GIVEN)
            place.chmod(0o700)
            (place / GIVEN / shown).write_bytes(content)
        try:
            given = Handed(place, shown, by, schema, self._ground.now())
            aside(answer, located(self._ground.settings), given, seconds=SECONDS, memory_bytes=MEMORY_BYTES)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        shutil.rmtree(place / GIVEN, ignore_errors=True)
        return token

    def summary(self, token: str, *, by: str) -> dict[str, Any]:
        """What became of a file; MissingData where it is not kept here (any more), or is somebody else's."""
        try:
            told: dict[str, Any] = json.loads(self._file(token, SUMMARY).read_text(encoding="utf-8"))
        except FileNotFoundError:
            told = {}
        if told.get("by") != by or datetime.fromisoformat(told["kept_until"]) < self._ground.now():
            raise MissingData("answers to this file are not kept here, or not any more", next="hand the file in again")
        return told

    def lines(self, token: str, *, by: str) -> Iterator[str]:
        """Every answer as a line of JSON, in the file's order."""
        self.summary(token, by=by)
        return _lines(self._file(token, ANSWERS))

    def csv(self, token: str, *, by: str) -> Iterator[str]:
        """Every answer as lines of CSV, in pieces; nothing in it is a formula."""
        return _as_csv(self.lines(token, by=by))

    def _file(self, token: str, name: str) -> Path:
        if not _TOKEN.fullmatch(token):
            raise MissingData("no answers are kept under such an address", next="hand the file in again")
        return self._folder / token / name

    def _tidy(self) -> None:
        """Remove answers that are too old, and the oldest where there are too many."""
        if not self._folder.is_dir():
            return
        now, kept = self._ground.now(), list[tuple[float, Path]]()
        for place in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another process was faster
                kept.append((place.stat().st_mtime, place))
        kept.sort(reverse=True)
        for number, (written, place) in enumerate(kept):
            if number >= MOST_KEPT - 1 or now.timestamp() - written > KEPT.total_seconds():
                shutil.rmtree(place, ignore_errors=True)


def _plain_name(name: str) -> str:
    """The file's own name without folders and strange characters."""
    last = re.split(r"[/\\]", name)[-1]
    stem, dot, ending = last.rpartition(".")
    return re.sub(r"[^\w .()-]", "_", stem)[:80].strip(" .") + dot + re.sub(r"\W", "", ending)[:10] or "file"


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from lines


def _as_csv(lines: Iterator[str]) -> Iterator[str]:
    yield csv_lines((), COLUMNS, header=True)
    for line in lines:
        yield csv_lines(flatten_answer(json.loads(line)), COLUMNS)


# -- in the process that does the work ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in: the folder that holds it and gets its answers, its name, by whom and when."""

    place: Path
    name: str
    by: str
    schema: str | None
    at: datetime


def answer(settings: Settings, handed: Handed) -> None:
    """Screen the file as the store was known when it was handed in, and write answers and summary beside it."""
    from navicert.desk import Desk
    from navicert.desk.moments import moment_of
    from navicert.desk.screening_files import FileQuestion

    os.chdir(handed.place / GIVEN)  # errors name the file as it was named
    desk = Desk(settings, lambda: handed.at)
    view = desk.as_known(moment_of(handed.at))
    question = FileQuestion(file=Path(handed.name), policy=desk.policy, schema=handed.schema)
    _check_rows(question.file)
    unused, found = view.screening.files.unused_columns(question), _Findings()
    with explained(handed.place), (handed.place / ANSWERS).open("w", encoding="utf-8", newline="\n") as out:
        for batch in view.screening.files.answers(question, "jsonl"):
            out.write(batch.text)
            found.add(batch.text, batch.notes, batch.counts)
    coverage = view.lists.coverage()
    summary = {
        "file": handed.name,
        "by": handed.by,
        "asked_at": handed.at.isoformat(),
        "kept_until": (handed.at + KEPT).isoformat(),
        "columns_not_used": unused,
        **found.told(),
        "editions": [edition_reference(edition) for edition in coverage.editions],
        "warnings": list(coverage.warnings),
        "receipt": _receipt(desk, question, handed, found.counts),
    }
    with explained(handed.place):
        (handed.place / SUMMARY).write_text(json.dumps(summary, ensure_ascii=False), encoding="utf-8")


def _check_rows(file: Path) -> None:
    """InvalidInput where a file says that it unfolds into more rows than anybody waits for."""
    rows = count_rows(file) or 0
    if rows > MOST_ROWS:
        raise InvalidInput(
            f"{rows:,} rows; {MOST_ROWS:,} are the most here", where=str(file), next="use navicert screen --file"
        )


def _receipt(desk: Desk, question: FileQuestion, handed: Handed, counts: Counter[str]) -> str | None:
    """The number of the receipt of a file and its answers; None where none is kept."""
    from navicert.desk.file_receipts import options_of
    from navicert.desk.receipts import FileAnswered, file_digest

    if not desk.settings.server.receipts:
        return None
    digest = file_digest(handed.place / ANSWERS)
    work = FileAnswered("screen-file", question.file, options_of(question), "jsonl", digest, counts)
    with suppress(NavicertError):  # the answers are given whatever becomes of their receipt
        return str(desk.receipts.keep_file(work, at=handed.at, by=handed.by, policy=question.policy).number)
    return None


@dataclass(slots=True)
class _Findings:
    """What a summary names: the most probable hits, rows that could not be read, rows read in part."""

    counts: Counter[str] = field(default_factory=Counter)
    hits: list[tuple[float, float, int, dict[str, Any]]] = field(default_factory=list)
    unreadable: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    _seen: int = 0

    def add(self, text: str, notes: Any, counts: Counter[str]) -> None:
        self.counts += counts
        for line in text.split("\n"):
            if line and ('"matches": []' not in line or '"errors": ' in line):  # silent rows tell nothing more
                self._take(json.loads(line))
        for note in notes:
            said = _DOUBT.match(note)
            if said and len(self.doubts) < MOST_TOLD:
                self.doubts.append({"row": int(said[1]), "field": said[2] or "", "reason": said[3]})

    def _take(self, one: Mapping[str, Any]) -> None:
        for error in one.get("errors", ()):
            if len(self.unreadable) < MOST_TOLD:
                at = (error["where"] or "").partition(" field ")[2]
                self.unreadable.append({"row": one["query"]["row"], "field": at, "reason": error["message"]})
        for match in one["matches"]:
            hit = {"id": one["query"]["id"], "name": _name(one["query"])} | _hit(match)
            ranked = (match["probability"] or 0.0, match["score"], -self._seen, hit)
            self._seen += 1
            if len(self.hits) < MOST_TOLD:
                heapq.heappush(self.hits, ranked)
            else:
                heapq.heappushpop(self.hits, ranked)

    def told(self) -> dict[str, Any]:
        seen = {key: self.counts[key] for key in ("hits", "no_hits", "not_screened", "invalid")}
        return {
            "rows": sum(seen.values()),
            "counts": seen | {"read_in_part": self.counts["doubtful"]},
            "unreadable": self.unreadable,
            "read_in_part": self.doubts,
            "hits": [hit for *_, hit in sorted(self.hits, key=lambda one: one[:3], reverse=True)],
        }


def _name(query: Mapping[str, Any]) -> str:
    return " | ".join(query.get("properties", {}).get("name", ()))


def _hit(match: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("caption", "schema", "sources", "programs", "score", "probability")
    reasons = [reason["text"] for reason in match["reasons"]]
    return {"entity": match["id"], **{key: match[key] for key in keys}, "reasons": reasons}
