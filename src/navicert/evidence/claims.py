"""What the articles of a page report somebody to have said, denied, announced or threatened."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from navicert.evidence.model import Article, Claim, PageReading, Span
from navicert.evidence.quotations import Quotation, quotations_of
from navicert.evidence.sentences import LONGEST_SENTENCE, Sentence, sentences_of, within
from navicert.evidence.speech.antecedents import (
    as_speaker,
    body_before,
    people_before,
    person_before,
    subject_of_sentence,
    subject_of_sentence_before,
)
from navicert.evidence.speech.attributions import Attribution, attributions_in
from navicert.evidence.speech.cue_words import Cue
from navicert.evidence.speech.discourse import Discourse
from navicert.evidence.speech.links import passed_on, with_links
from navicert.evidence.speech.modality import Meaning, Said, meaning_of
from navicert.evidence.speech.offices import offices_in
from navicert.evidence.speech.pieces import Piece, fragments_of, pieces_of
from navicert.evidence.speech.rumours import notices_in, rumours_in
from navicert.evidence.speech.speakers import Names, Speaker, is_plausible, speaker_of
from navicert.evidence.speech.subjects import Subject
from navicert.evidence.speech.turns import is_talk, turn_of
from navicert.evidence.word_files import side_of, sides, words_under

VERSION = "claims 2"
LEAST_TOLD = 7
"""Words from which a sentence of a talk tells something."""


def find_claims(reading: PageReading) -> tuple[Claim, ...]:
    """Every claim in the running text of every article, in order. Offsets are exact; no speaker is a pronoun."""
    found: list[Claim] = []
    for article in reading.articles:
        names = Names(tuple(m for m in reading.mentions if m.article_id == article.id))
        drafts = list(_Reporter(reading.page.text, article, names).read(reading))
        found.extend(with_links(drafts, first_number=len(found) + 1))
    return tuple(found)


@dataclass(slots=True)
class _Paragraph:
    start: int
    text: str
    sentences: list[Sentence]
    quotations: list[Quotation]


class _Reporter:
    """Reads one article paragraph by paragraph, remembering who spoke."""

    def __init__(self, text: str, article: Article, names: Names) -> None:
        self._text = text
        self._article = article
        self._names = names
        self._talk = False
        self._ends = {m.start: m.end for m in names.mentions}
        bodies = [(m.start, m.name or m.text) for m in names.mentions if m.kind == "organisation"]
        self._discourse = Discourse(offices_in(names.mentions, text), bodies)

    def read(self, reading: PageReading) -> Iterator[Claim]:
        lines = tuple(reading.body_lines(self._article))
        self._talk = is_talk(self._text[line.start : line.end] for line in lines)
        for line in lines:
            text = self._text[line.start : line.end]
            paragraph = _Paragraph(line.start, text, sentences_of(text, line.start), quotations_of(text, line.start))
            yield from sorted(self._paragraph(paragraph), key=lambda claim: (claim.start, claim.end))

    def _paragraph(self, paragraph: _Paragraph) -> list[Claim]:
        claims: list[Claim] = []
        speakers: list[tuple[int, Speaker]] = []
        turn = turn_of(paragraph.text, paragraph.start, self._names) if self._talk else None
        for sentence in paragraph.sentences:
            said: list[Claim] = []
            for attribution in attributions_in(sentence, paragraph.quotations, self._ends):
                if self._is_denied(attribution, sentence, said):
                    continue
                speaker, made = self._claims_of(attribution, sentence, paragraph, said)
                said.extend(made)
                if made:
                    speakers.append((sentence.start, speaker))
            said.extend(self._unattributed(sentence, said))
            if turn and not said:
                said.extend(self._in_turn(sentence, paragraph.start + turn[0], turn[1]))
                speakers.append((sentence.start, turn[1]))
            claims.extend(passed_on(said))
        return [*claims, *self._bare_quotations(paragraph, claims, speakers)]

    def _is_denied(self, attribution: Attribution, sentence: Sentence, claims: Sequence[Claim]) -> bool:
        """What is reported within a denied report is no claim of its own."""
        cue = sentence.words[attribution.cue.first].start
        return any(c.modality == "denied" and c.start <= cue < c.end for c in claims)

    # --- attributed ----------------------------------------------------------------------------------------------

    def _claims_of(
        self, attribution: Attribution, sentence: Sentence, paragraph: _Paragraph, earlier: Sequence[Claim]
    ) -> tuple[Speaker, list[Claim]]:
        speaker = self._speaker(attribution, sentence, earlier)
        if speaker is None:
            return Speaker(None, None), []
        via = self._via(attribution, sentence)
        cue = attribution.cue
        words = sentence.words
        span = Span.of(self._text, words[cue.first].start, words[cue.end - 1].end)
        made = []
        own = self._own_names(speaker)
        for piece in pieces_of(attribution, sentence, paragraph.quotations, own):
            draft = self._claim(piece, speaker, cue, span, own)
            made.append(replace(draft, via=via) if via and via != draft.speaker else draft)
        if made and not any(c.start <= span.start < c.end for c in earlier):
            self._discourse.heard(speaker)
        return speaker, made

    def _speaker(self, attribution: Attribution, sentence: Sentence, earlier: Sequence[Claim]) -> Speaker | None:
        """Who speaks; None where the subject of the verb is nothing that speaks, so that nothing is claimed."""
        subject = attribution.subject
        beside = earlier[-1] if earlier else None
        if subject is None:
            known = self._discourse.last if beside or attribution.cue.verb.endswith("ing") else None
            return known or (None if attribution.cue.weak else Speaker(None, None))
        words = sentence.words[subject.first : max(subject.end, subject.reach)]
        speaker = speaker_of(words, self._text[sentence.start : sentence.end], sentence.start, self._names)
        if attribution.cue.kind == "according" and not (is_plausible(speaker) or attribution.alone):
            return None
        if attribution.cue.kind != "according" and not (is_plausible(speaker) or _only_speaks(attribution.cue)):
            return None if beside is None or attribution.cue.weak else self._discourse.last
        if (
            speaker.kind == "pronoun people"
            and subject.first == 0
            and (people := people_before(self._text, self._names, sentence))
        ):
            return people
        if speaker.kind == "pronoun person" and beside is None:
            about = subject_of_sentence(self._text, self._names, sentence, subject) or self._subject_before(sentence)
            if about is not None:
                return replace(about, mention=speaker.mention)
        owned = words[0].text.lower() in ("his", "her") and subject.end - subject.first > 1
        if owned and speaker.kind != "person":
            owner = person_before(self._text, self._names, sentence)
            what = self._text[words[1].start : sentence.words[subject.end - 1].end]
            if owner is not None:
                return replace(speaker, name=f"{owner.name}'s {what}")
        found = self._discourse.resolve(speaker, self._offered(speaker, attribution, sentence, beside))
        return found if found.name else self._from_before(found, subject, attribution, sentence) or found

    def _subject_before(self, sentence: Sentence) -> Speaker | None:
        """The person whom the sentence before is about; one who is described, as the article named them before."""
        found = subject_of_sentence_before(self._text, self._names, sentence)
        if found is None or found.kind == "person":
            return found
        last = self._discourse.last.mention if self._discourse.last else None
        spoke = last is not None and found.mention is not None and last.start >= found.mention.start
        return None if spoke else self._discourse.resolve(found)

    def _from_before(
        self, speaker: Speaker, subject: Subject, attribution: Attribution, sentence: Sentence
    ) -> Speaker | None:
        """Whom a pronoun stands for where nobody spoke: what the sentence, or the one before, is about."""
        if speaker.kind == "pronoun person":
            return person_before(self._text, self._names, sentence)
        if speaker.kind == "pronoun thing" and attribution.cue.kind != "according":
            return body_before(self._text, self._names, subject, sentence)
        return None

    def _offered(
        self, speaker: Speaker, attribution: Attribution, sentence: Sentence, beside: Claim | None
    ) -> Speaker | None:
        """Whom the sentence itself offers for a pronoun: the body it began with for "it"; for "Mr Moon's aide quoted
        him", Moon."""
        if speaker.kind == "pronoun thing" and attribution.subject:
            if beside is not None:
                return _body_of(self._discourse.last)
            pronoun = sentence.words[attribution.subject.first].start
            before = self._names.between(sentence.start, pronoun)
            if re.search(r"[“”\"]", self._text[sentence.start : pronoun]):
                return None
            bodies = [m for m in before if m.kind == "organisation" and self._text[m.start - 1 : m.start] != "("]
            return as_speaker(bodies[-1]) if bodies else None
        if attribution.cue.kind != "quoting" or attribution.via is None:
            return None
        words = sentence.words[attribution.via[0] : attribution.via[1]]
        people = [m for m in self._names.between(words[0].start, words[-1].end) if m.kind == "person"]
        owners = [m for m in people if self._text[m.end : m.end + 2] in ("'s", "’s")]
        return as_speaker(owners[0]) if owners else None

    def _via(self, attribution: Attribution, sentence: Sentence) -> str | None:
        """Who is named as having passed it on."""
        if attribution.via is None:
            return None
        words = sentence.words[attribution.via[0] : attribution.via[1]]
        return speaker_of(words, self._text[sentence.start : sentence.end], sentence.start, self._names).name

    def _own_names(self, speaker: Speaker) -> frozenset[str]:
        """Names of the speaker's side in small letters: its organisation, and its country by any of its names."""
        own = {name.lower() for name in (speaker.name, speaker.organisation) if name and len(name) > 1}
        own |= {word.lower() for word in re.findall(r"\b[A-Z]{2,}\b", speaker.mention.text if speaker.mention else "")}
        described = (
            f"{speaker.mention.text if speaker.mention else ''} {speaker.organisation or ''} {speaker.name or ''}"
        )
        for word in re.findall(r"[A-Z][\w.]+(?: Korean?)?", described):
            code = side_of(word)
            own |= {name for name in sides()[code] if len(name) > 2} if code else set()
        return frozenset(own)

    def _claim(self, piece: Piece, speaker: Speaker, cue: Cue | None, span: Span | None, own: frozenset[str]) -> Claim:
        quote = self._text[piece.start : piece.end]
        forecaster = bool(speaker.roles & words_under("forecasters", "modality.txt"))
        meaning = meaning_of(cue, Said(quote, piece.direct, own, forecaster))
        if meaning.modality == "asserted" and speaker.roles & words_under("charging", "modality.txt"):
            meaning = Meaning("unverified", "alleged")
        return self._record(piece, speaker, span, meaning, _confidence(speaker, cue))

    def _record(self, piece: Piece, speaker: Speaker, span: Span | None, meaning: Meaning, confidence: float) -> Claim:
        return Claim(
            id="",
            article_id=self._article.id,
            start=piece.start,
            end=piece.end,
            quote=self._text[piece.start : piece.end],
            direct=piece.direct,
            modality=meaning.modality,
            confidence=confidence,
            extractor=VERSION,
            speaker=speaker.name,
            speaker_mention=speaker.mention,
            organisation=speaker.organisation,
            cue=span,
            act=meaning.act,
            detail=meaning.detail,
        )

    def _in_turn(self, sentence: Sentence, begins: int, speaker: Speaker) -> Iterator[Claim]:
        """A sentence of somebody's turn, unless it asks or greets."""
        words = [word for word in sentence.words if word.start >= begins]
        if len(words) < LEAST_TOLD or words[-1].text in ("?", ":") or words[0].text in ("(", "["):
            return
        self._discourse.heard(speaker)
        yield self._claim(
            Piece(words[0].start, words[-1].end, direct=True), speaker, None, None, self._own_names(speaker)
        )

    # --- without a verb of saying --------------------------------------------------------------------------------

    def _unattributed(self, sentence: Sentence, claims: Sequence[Claim]) -> Iterator[Claim]:
        for start, end, meaning, cue in (*notices_in(sentence), *rumours_in(sentence)):
            taken = any(c.start < end and start < c.end for c in claims)
            if meaning.detail == "not verified" or not taken:
                span = Span.of(self._text, *cue)
                yield self._record(Piece(start, end, direct=False), Speaker(None, None), span, meaning, 0.6)

    def _bare_quotations(
        self, paragraph: _Paragraph, claims: Sequence[Claim], speakers: Sequence[tuple[int, Speaker]]
    ) -> Iterator[Claim]:
        """Quotations without a verb of saying: the speaker of the sentence, else of the paragraph, else the last."""
        known = sorted(claims, key=lambda claim: claim.start)
        for quotation in paragraph.quotations:
            for piece in fragments_of(quotation, paragraph.sentences, self._text):
                near = within(known, piece.start, piece.end, reach=LONGEST_SENTENCE)
                speaker = None if _is_said_already(piece, near) else self._speaker_of_bare(piece, speakers)
                if speaker is not None and self._has_words_outside(quotation, paragraph, speakers):
                    speaker = Speaker(None, None)
                if speaker is not None:
                    own = self._own_names(speaker)
                    sure = 0.55 if speaker.name else 0.35
                    yield replace(self._claim(piece, speaker, None, None, own), confidence=sure)

    def _has_words_outside(
        self, quotation: Quotation, paragraph: _Paragraph, speakers: Sequence[tuple[int, Speaker]]
    ) -> bool:
        """Whether the sentence says something beside the quotation that no rule understood: perhaps who speaks."""
        around = within(paragraph.sentences, quotation.start, quotation.end)
        understood = {start for start, _ in speakers}
        for sentence in around:
            outside = [w for w in sentence.words if not quotation.start - 1 <= w.start <= quotation.end]
            if sentence.start not in understood and sum(w.text[0].isalpha() for w in outside) > 1:
                return not any(q.start <= w.start < q.end for w in outside for q in paragraph.quotations)
        return False

    def _speaker_of_bare(self, piece: Piece, speakers: Sequence[tuple[int, Speaker]]) -> Speaker | None:
        if not speakers:
            return self._discourse.last
        before = bisect.bisect_right(speakers, piece.start, key=lambda pair: pair[0])
        return speakers[max(0, before - 1)][1]


def _only_speaks(cue: Cue) -> bool:
    """Whether the verb has only those for subject who speak, so that any noun before it ("a waitress") is one."""
    return cue.verb in words_under("speaking", "saying.txt")


def _is_said_already(piece: Piece, claims: Sequence[Claim]) -> bool:
    """Whether a claim has most of the piece."""
    return any(2 * (min(c.end, piece.end) - max(c.start, piece.start)) > piece.end - piece.start for c in claims)


def _body_of(speaker: Speaker | None) -> Speaker | None:
    """Whom "it" stands for after somebody spoke: the body itself, or the one that a spokesman speaks for."""
    if speaker is None or speaker.kind in ("organisation", "place"):
        return speaker
    if speaker.organisation is None:
        return None
    return replace(speaker, name=speaker.organisation, kind="organisation")


def _confidence(speaker: Speaker, cue: Cue | None) -> float:
    confidence = 0.85 if speaker.name else 0.4
    if speaker.mention and speaker.name and speaker.mention.text not in speaker.name and speaker.kind == "person":
        confidence -= 0.1
    return round(confidence - (0.15 if cue and cue.weak else 0.0), 2)
