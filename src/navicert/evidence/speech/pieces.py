"""What is said, cut into statements: sentences of a quotation, "… and that …", literal words within reported ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from navicert.evidence.quotations import Quotation
from navicert.evidence.sentences import Sentence, within
from navicert.evidence.speech.attributions import Attribution
from navicert.evidence.speech.cue_words import Cue
from navicert.evidence.speech.modality import Said, meaning_of

LITERAL_WORDS = 5
"""Words from which literal words within reported ones are a statement of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement's characters; `direct` where most of them are literal."""

    start: int
    end: int
    direct: bool


def pieces_of(
    attribution: Attribution, sentence: Sentence, quotations: Sequence[Quotation], own: frozenset[str]
) -> Iterator[Piece]:
    """The statements that an attribution gives in a sentence; literal words within them are statements too, unless
    somebody else is quoted there."""
    for first, end in _parts(attribution.content, sentence, own, attribution.cue):
        words = sentence.words[first:end]
        start, stop = words[0].start, words[-1].end
        inside = [q for q in within(quotations, start, stop) if q.start < stop and start < q.end]
        literal = sum(min(q.end, stop) - max(q.start, start) for q in inside)
        direct = literal > 0.6 * (stop - start)
        yield Piece(start, stop, direct)
        if not direct and not attribution.holds_another:
            yield from _literal(start, stop, inside, sentence)


def _literal(start: int, stop: int, inside: Sequence[Quotation], sentence: Sentence) -> Iterator[Piece]:
    for quotation in inside:
        first, last = max(quotation.start, start), min(quotation.end, stop)
        if sum(first <= w.start < last and w.text[0].isalpha() for w in sentence.words) >= LITERAL_WORDS:
            yield Piece(first, last, direct=True)


def _parts(content: tuple[int, int], sentence: Sentence, own: frozenset[str], cue: Cue) -> list[tuple[int, int]]:
    """The content cut before ", and that"; a denial keeps what it goes on to say in its place."""
    first, end = content
    words = sentence.words
    parts = []
    for index in range(first + 4, end - 3):
        if words[index].text == "that" and words[index - 1].text in ("and", "but") and words[index - 2].text == ",":
            text = sentence.text[words[first].start - sentence.start : words[index - 3].end - sentence.start]
            if meaning_of(cue, Said(text, direct=False, own=own)).modality == "denied":
                continue
            parts.append((first, index - 2))
            first = index + 1
    return [*parts, (first, end)]


def fragments_of(quotation: Quotation, sentences: Sequence[Sentence], text: str) -> Iterator[Piece]:
    """The sentences of a quotation that stands by itself; nothing of one that only marks a few words."""
    around = within(sentences, quotation.start, quotation.end)
    starts = any(s.start <= quotation.start <= s.start + 2 for s in around)
    ends = text[quotation.end - 1 : quotation.end] in ".,!?…"
    fewest = 2 if starts and ends else 4
    if len(text[quotation.start : quotation.end].split()) < fewest or not (starts or ends or quotation.open_ended):
        return
    for sentence in around:
        start, end = max(sentence.start, quotation.start), min(sentence.end, quotation.end)
        if len(text[start:end].split()) >= (min(fewest, 3) if text[end - 1] in ".!?" else 4):
            yield Piece(start, end, direct=True)
