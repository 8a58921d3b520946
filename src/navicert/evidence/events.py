"""Events that the articles of a page tell of, with who, what, where and when as far as the sentence says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from navicert.evidence.happenings.frames import Trigger, triggers_in
from navicert.evidence.happenings.when import date_of
from navicert.evidence.model import Article, Claim, Event, Mention, Modality, PageReading, ResolvedDate, Span
from navicert.evidence.sentences import LONGEST_SENTENCE, Sentence, Word, sentences_of, within
from navicert.evidence.speech.grammar import DETERMINERS, MARKS, is_finite, small
from navicert.evidence.speech.speakers import Names, is_plausible, speaker_of
from navicert.evidence.speech.subjects import subject_before

VERSION = "events 1"
_TALKED_OF = frozenset(("statement", "report", "visit", "agreement", "military", "threat", "parade"))
"""Kinds that are told of only where a date goes with them: without one they are mostly talk about such events."""
_OBLIGED = re.compile(r"\b(?:must|have to|has to|had to|required to|obliged to|ordered to)\W+(?:\w+\W+){0,2}$")
_FUTURE = re.compile(
    r"\b(?:will|would|must|shall|(?:is|are|was|were|due|set|plans?|going|expected) to)\W+(?:\w+\W+){0,3}$"
)
_NOT = re.compile(r"(?:\b[Nn]ot|\b[Nn]ever|n['’]t|\b[Nn]o|\b[Nn]either|\bnor)[^\w,;:]+(?:\w+[^\w,;:]+){0,2}$")
_PERHAPS = re.compile(r"\b(?:may|might|could|reportedly|allegedly|possibly|probably)\W+(?:\w+\W+){0,3}$")
_LONGEST_OBJECT = 12
_SAME_EVENT = 6
_NOUNS = frozenset(
    (
        "test",
        "tests",
        "launch",
        "drill",
        "drills",
        "exercise",
        "exercises",
        "meeting",
        "session",
        "talks",
        "summit",
        "attack",
    )
)


def find_events(reading: PageReading) -> tuple[Event, ...]:
    """The events in the running text of every article, in order."""
    found: list[Event] = []
    for article in reading.articles:
        teller = _Teller(reading, article)
        found.extend(teller.events(first_number=len(found) + 1))
    return tuple(found)


def _extent(trigger: Trigger, sentence: Sentence) -> tuple[int, int]:
    return sentence.words[trigger.first].start, sentence.words[trigger.end - 1].end


def _without_repeats(triggers: Iterable[Trigger], words: Sequence[Word]) -> Iterator[Trigger]:
    """ "conducted a missile test" names one event: a noun right after a verb of the same kind is left out."""
    last: Trigger | None = None
    for trigger in triggers:
        repeated = last is not None and trigger.kind == last.kind and trigger.first - last.end <= _SAME_EVENT
        if not (repeated and words[trigger.first].text in _NOUNS):
            yield trigger
        last = trigger


def _dates_the_saying(date: ResolvedDate, claim: Claim, cue: Span) -> bool:
    """Whether a date says when something was said: outside of what was said, or right after the verb."""
    return not (claim.start <= date.start and date.end <= claim.end) or 0 <= date.start - cue.end < 40


class _Teller:
    """Reads the events of one article."""

    def __init__(self, reading: PageReading, article: Article) -> None:
        self._reading = reading
        self._article = article
        self._text = reading.page.text
        self._names = Names(tuple(m for m in reading.mentions if m.article_id == article.id))
        self._dates = tuple(sorted((d for d in reading.dates if d.article_id == article.id), key=lambda d: d.start))
        self._claims = tuple(sorted((c for c in reading.claims if c.article_id == article.id), key=lambda c: c.start))

    def events(self, first_number: int) -> Iterator[Event]:
        number = first_number
        for line in self._reading.body_lines(self._article):
            for sentence in sentences_of(self._text[line.start : line.end], line.start):
                for event in self._of_sentence(sentence, number):
                    yield event
                    number += 1

    def _of_sentence(self, sentence: Sentence, number: int) -> Iterator[Event]:
        near = within(self._dates, sentence.start, sentence.end, reach=LONGEST_SENTENCE)
        dates = [d for d in near if sentence.start <= d.start and d.end <= sentence.end]
        said = within(self._claims, sentence.start, sentence.end, reach=LONGEST_SENTENCE)
        claims = [c for c in said if c.start < sentence.end and sentence.start < c.end]
        triggers = [
            *_without_repeats(triggers_in(sentence.words), sentence.words),
            *self._statements(sentence, claims, dates),
        ]
        seen: set[int] = set()
        for trigger in sorted(triggers, key=lambda t: (t.first, t.kind == "statement")):
            others = [
                sentence.words[t.end - 1].end for t in triggers if t.first != trigger.first and t.kind != "statement"
            ]
            when = date_of(_extent(trigger, sentence), sentence, dates, claims, others)
            if trigger.first in seen or (when is None and not self._stands_undated(trigger, sentence.words)):
                continue
            seen.add(trigger.first)
            yield self._event(trigger, sentence, when, claims, number)
            number += 1

    def _statements(
        self, sentence: Sentence, claims: Sequence[Claim], dates: Sequence[ResolvedDate]
    ) -> Iterator[Trigger]:
        """Verbs of saying that are dated: the statement itself is an event."""
        starts = {word.start: index for index, word in enumerate(sentence.words)}
        for claim in claims:
            first = starts.get(claim.cue.start) if claim.cue else None
            if first is None or claim.cue is None or claim.speaker is None:
                continue
            if any(_dates_the_saying(d, claim, claim.cue) for d in dates):
                end = first + len([w for w in sentence.words[first:] if w.end <= claim.cue.end])
                yield Trigger(first, end, "statement")

    def _stands_undated(self, trigger: Trigger, words: Sequence[Word]) -> bool:
        """Without a date only a verb tells of an event; a noun mostly talks about one."""
        return trigger.kind not in _TALKED_OF and is_finite(words, trigger.first)

    def _event(
        self, trigger: Trigger, sentence: Sentence, when: ResolvedDate | None, claims: Sequence[Claim], number: int
    ) -> Event:
        words = sentence.words
        start, end = words[trigger.first].start, words[trigger.end - 1].end
        first, last = self._clause(trigger, sentence, claims)
        span = Span.of(self._text, words[first].start, words[last - 1].end)
        return Event(
            id=f"e{number}",
            article_id=self._article.id,
            spans=(span,),
            trigger=Span.of(self._text, start, end),
            kind=self._kind(trigger, sentence, when),
            modality=self._modality(trigger, sentence, claims),
            confidence=0.7 if when else 0.5,
            extractor=VERSION,
            actors=self._actors(trigger, sentence, (first, last)),
            action=self._text[start:end].lower(),
            object=self._object(trigger, words, last),
            date_start=when.first if when else None,
            date_end=when.last if when else None,
            precision=when.precision if when else None,
            place=self._place(words[first].start, words[last - 1].end),
        )

    def _kind(self, trigger: Trigger, sentence: Sentence, when: ResolvedDate | None) -> str:
        """A duty with a last day is a deadline, whatever is to be done."""
        start = sentence.words[trigger.first].start
        obliged = _OBLIGED.search(self._text[max(sentence.start, start - 40) : start])
        return "deadline" if obliged and when and when.relation in ("within", "by", "before", "until") else trigger.kind

    def _clause(self, trigger: Trigger, sentence: Sentence, claims: Sequence[Claim]) -> tuple[int, int]:
        """First word and index after the last of the statement that tells of the event, else of the sentence."""
        words = sentence.words
        start, end = words[trigger.first].start, words[trigger.end - 1].end
        around = [c for c in claims if c.start <= start and end <= c.end]
        if not around:
            return 0, len(words) - (words[-1].text in ".!?" and len(words) > 1)
        own = min(around, key=lambda c: c.end - c.start)
        inside = [i for i, word in enumerate(words) if own.start <= word.start and word.end <= own.end]
        return inside[0], inside[-1] + 1

    def _modality(self, trigger: Trigger, sentence: Sentence, claims: Sequence[Claim]) -> Modality:
        """As the words right before say; else as the claim that holds the event is meant."""
        start = sentence.words[trigger.first].start
        before = self._text[max(sentence.start, start - 60) : start]
        if _NOT.search(before):
            return "denied"
        if _FUTURE.search(before):
            return "planned"
        if _PERHAPS.search(before):
            return "unverified"
        around = [c for c in claims if c.start <= start < c.end]
        own = min(around, key=lambda c: c.end - c.start) if around else None
        return own.modality if own and own.modality in ("denied", "unverified", "needs_review") else "asserted"

    def _actors(self, trigger: Trigger, sentence: Sentence, clause: tuple[int, int]) -> tuple[str, ...]:
        """Who does it: the subject of the verb, an agent after "by", and whom it is done with."""
        words = sentence.words
        actors: list[str] = []
        subject = subject_before(words, trigger.first, 0)
        if subject:
            speaker = speaker_of(words[subject.first : subject.reach], sentence.text, sentence.start, self._names)
            if speaker.name and (is_plausible(speaker) or speaker.kind in ("person", "organisation", "place")):
                actors.append(speaker.name)
        actors.extend(self._beside(words, trigger, clause[1]))
        if trigger.kind in ("meeting", "call"):
            actors.extend(self._met(words, trigger, clause[1]))
        return tuple(dict.fromkeys(actors))

    def _beside(self, words: Sequence[Word], trigger: Trigger, end: int) -> Iterator[str]:
        """Names right after "by", "with", "between"."""
        for index in range(trigger.end, min(end, trigger.end + 10)):
            if words[index].text in ("by", "with", "between") and index + 1 < len(words):
                stop = index + 1
                while stop < end and words[stop].text not in small("prepositions") and words[stop].text not in ";:,.":
                    stop += 1
                limit = words[stop - 1].end
                yield from (m.name or m.text for m in self._actors_between(words[index + 1].start, limit))
                return

    def _met(self, words: Sequence[Word], trigger: Trigger, end: int) -> Iterator[str]:
        """Whom one meets or calls: the people named right after the verb."""
        stop = trigger.end
        while stop < end and words[stop].text not in small("prepositions") and words[stop].text not in ";:.":
            stop += 1
        if stop > trigger.end:
            found = self._names.between(words[trigger.end].start, words[stop - 1].end)
            yield from (m.name or m.text for m in found if m.kind == "person")

    def _actors_between(self, start: int, end: int) -> list[Mention]:
        return [m for m in self._names.between(start, end) if m.kind != "equipment"]

    def _object(self, trigger: Trigger, words: Sequence[Word], last: int) -> str | None:
        """The noun phrase after the verb; of a price, what costs it, which stands before."""
        if trigger.kind == "price_change":
            subject = subject_before(words, trigger.first, 0)
            return self._text[words[subject.first].start : words[subject.end - 1].end] if subject else None
        first = trigger.end
        while first < last and words[first].text.lower() in DETERMINERS:
            first += 1
        end = first
        while end < last and end - first < _LONGEST_OBJECT and not self._ends_object(words, end, first):
            end += 1
        return self._text[words[first].start : words[end - 1].end] if end > first else None

    def _ends_object(self, words: Sequence[Word], position: int, first: int) -> bool:
        text = words[position].text
        stops = small("prepositions") - {"of", "to", "with", "for"} if position > first else frozenset[str]()
        return (text in MARKS and text not in ("-", "'s", "’s")) or text in stops or text in small("subordinators")

    def _place(self, start: int, end: int) -> str | None:
        """The place that "in", "at", "near" or "off" goes with."""
        for mention in self._names.between(start, end):
            before = self._text[max(start, mention.start - 12) : mention.start]
            if mention.kind == "place" and re.search(r"\b(?:in|at|near|off|outside)\s+(?:the\s+)?$", before):
                return mention.name or mention.text
        return None
