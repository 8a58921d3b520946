"""What is read from a news page. Every record points at the characters it was read from.

`start` and `end` count Unicode characters of `Page.text`, `end` excluded: `page.text[start:end]` is the quoted text.
`confidence` lies in [0, 1] and says how sure the rule is, not how true the statement is.
`extractor` names the step that made the record, and its version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

Role = Literal[
    "title",
    "title_dup",
    "caption",
    "caption_dup",
    "byline",
    "dateline",
    "body",
    "subhead",
    "summary",
    "credits",
    "promo",
    "widget",
    "updated",
    "outlet",
]
Comparator = Literal["=", "~", "<", "<=", ">", ">="]
DateKind = Literal["absolute", "partial", "relative", "computed"]
MentionKind = Literal["person", "organisation", "place", "equipment"]
Modality = Literal["asserted", "denied", "unverified", "planned", "threatened", "needs_review"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the page and the text that stands there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page as stored, never changed, with where it came from.

    `received_sha256` is of the bytes as received, where the text was taken out of them (HTML). `stated_published` and
    `stated_outlet` are what the page's own data says (its metadata), where it says so; `elements` are the HTML elements
    that lines of the text come from, by line number. `read_as` names the encoding where it had to be guessed.
    """

    id: str
    text: str
    source: str | None = None
    fetched_at: datetime | None = None
    received_sha256: str | None = None
    stated_published: date | None = None
    stated_outlet: str | None = None
    elements: tuple[tuple[int, str], ...] = ()
    read_as: str | None = None

    @property
    def sha256(self) -> str:
        """Of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, numbered from 1, with what it is for; `article_id` None where no article owns it."""

    number: int
    start: int
    end: int
    role: Role
    article_id: str | None
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place an agency's report starts with ("GENEVA"), and agency and day as printed where they are named."""

    place: Span
    agency: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published. `day` None means that the page does not say: ask for it.

    `basis` says in words what the day was taken from; `given` is the printed stamp where there is one.
    """

    day: date | None
    basis: str
    confidence: float
    given: str | None = None

    @property
    def uncertain(self) -> bool:
        return self.confidence < 0.8


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page; the first is `main`. The body runs from the first to the last line of running text."""

    id: str
    start: int
    end: int
    title: Span | None
    body_start: int
    body_end: int
    kind: Literal["main", "glued"]
    published: Publication
    confidence: float
    extractor: str
    outlet: str | None = None
    dateline: Dateline | None = None
    bylines: tuple[Span, ...] = ()
    credits: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where one copy of a repeated text stands."""

    page: str
    article_id: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that stands in several places and counts as one source; `version_of` names the earlier one it updates."""

    id: str
    kind: Literal["article", "caption", "paragraph"]
    occurrences: tuple[Occurrence, ...]
    confidence: float
    extractor: str
    version_of: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `name` is the fullest form the page gives it; `same_as` the first mention of the same one.

    `subkind` tells vessels, aircraft and weapons apart among equipment; `entries` are ids of listed parties that bear
    the name, where the names of lists were looked for.
    """

    id: str
    article_id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    confidence: float
    extractor: str
    subkind: str | None = None
    name: str | None = None
    same_as: str | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A time expression and the days it means, both included.

    `first` and `last` are None where the publication date is needed and unknown. `relation` is the word before it
    that bounds something by it ("since", "until", "by", "within", "before", "after").
    """

    id: str
    article_id: str
    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: DateKind
    precision: str
    confidence: float
    extractor: str
    anchor: date | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit as the text states it (not converted).

    `kind` is measure, money, rate, duration, count, count_vague or name_part. `value` is None for vague counts; a fall
    is negative.
    `same_as` names the amount that this one states again in another unit ("933 km (580 miles)").
    """

    id: str
    article_id: str
    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str | None
    comparator: Comparator
    kind: str
    confidence: float
    extractor: str
    value_high: Decimal | None = None
    what: str | None = None
    when: str | None = None
    who_says: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What someone is reported to have said. `speaker` is a name, never a pronoun; None where the report itself speaks.

    `about` names the earlier claim that a denial or a "could not verify" is about; `via` who passed the words on.
    """

    id: str
    article_id: str
    start: int
    end: int
    quote: str
    direct: bool
    modality: Modality
    confidence: float
    extractor: str
    speaker: str | None = None
    speaker_mention: Span | None = None
    organisation: str | None = None
    via: str | None = None
    cue: Span | None = None
    act: str | None = None
    topic: str | None = None
    detail: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is to happen. `trigger` is the word that names it; the extent encloses `spans`."""

    id: str
    article_id: str
    spans: tuple[Span, ...]
    trigger: Span
    kind: str
    modality: Modality
    confidence: float
    extractor: str
    actors: tuple[str, ...] = ()
    action: str | None = None
    object: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    precision: str | None = None
    place: str | None = None

    @property
    def start(self) -> int:
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        return max(span.end for span in self.spans)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name as a recogniser gives it: characters of the text it was handed, and what it takes it for.

    `entries` are ids of listed parties with that name; such a find is believed as it is.
    """

    start: int
    end: int
    kind: MentionKind
    confidence: float = 0.8
    subkind: str | None = None
    entries: tuple[str, ...] = ()


class Recogniser(Protocol):
    """Finds names in running text. The reader works without one, and better with one."""

    @property
    def version(self) -> str: ...

    def names(self, texts: Sequence[str]) -> Iterator[Sequence[FoundName]]:
        """The names in each text, in order; one answer a text."""
        ...


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything read from one page. `notes` say what could not be read, and why."""

    page: Page
    lines: tuple[Line, ...] = ()
    articles: tuple[Article, ...] = ()
    sources: tuple[SourceText, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[ResolvedDate, ...] = ()
    amounts: tuple[Amount, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()

    def body_lines(self, article: Article) -> tuple[Line, ...]:
        """The article's lines of running text, in order; steps after the split read these alone."""
        return tuple(line for line in self.lines if line.article_id == article.id and line.role == "body")
