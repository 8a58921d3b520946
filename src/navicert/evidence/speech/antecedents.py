"""Whom a pronoun stands for where nobody has spoken yet: what its sentence, or the one before it, is about."""

from __future__ import annotations

from navicert.evidence.model import Mention, Span
from navicert.evidence.sentences import LONGEST_SENTENCE, Sentence, sentences_of
from navicert.evidence.speech.grammar import is_finite
from navicert.evidence.speech.speakers import Kind, Names, Speaker, speaker_of
from navicert.evidence.speech.subjects import Subject, is_spaced, subject_before
from navicert.evidence.word_files import words_under


def person_before(text: str, names: Names, sentence: Sentence) -> Speaker | None:
    """Whom "he" may stand for: the first person named in the sentence before, in the same paragraph."""
    before = _sentence_before(text, sentence)
    start = before.start if before else sentence.start
    people = [mention for mention in names.between(start, sentence.start) if mention.kind == "person"]
    return as_speaker(people[0]) if people else None


def subject_of_sentence_before(text: str, names: Names, sentence: Sentence) -> Speaker | None:
    """The person whom the sentence before, in the same paragraph, is about: its first verb's subject, by name or by
    what they do ("a former surveyor")."""
    before = _sentence_before(text, sentence)
    speaker = _main_subject(before, text, names, 0, len(before.words)) if before else None
    return speaker if speaker and speaker.name and (speaker.kind == "person" or _is_newcomer(speaker)) else None


def subject_of_sentence(text: str, names: Names, sentence: Sentence, pronoun: Subject) -> Speaker | None:
    """The person whom the sentence itself is about, where "he said" is put into it ("which he said cost too much")."""
    if pronoun.first < 2 or sentence.words[pronoun.first - 1].text.lower() not in ("which", "that", "who", "whom"):
        return None
    speaker = _main_subject(sentence, text, names, 0, pronoun.first)
    if speaker and speaker.kind == "person" and speaker.name:
        return speaker
    before = names.between(sentence.start, sentence.words[pronoun.first].start)
    people = [mention for mention in before if mention.kind == "person"]
    return as_speaker(people[0]) if len(people) == 1 else None


def _is_newcomer(speaker: Speaker) -> bool:
    """Whether the description brings in a person of whom nobody spoke before ("a former surveyor")."""
    words = speaker.mention.text.lower().split() if speaker.mention else [""]
    person = speaker.roles - words_under("written", "grammar.txt")
    return speaker.kind == "one" and bool(person) and words[0] in ("a", "an", "another", "one")


def people_before(text: str, names: Names, sentence: Sentence) -> Speaker | None:
    """Whom "they" at the beginning of a sentence stands for: the people that the one before is about."""
    before = _sentence_before(text, sentence)
    speaker = _main_subject(before, text, names, 0, len(before.words)) if before else None
    return speaker if speaker and speaker.kind == "several" and speaker.speaks else None


def body_before(text: str, names: Names, pronoun: Subject, sentence: Sentence) -> Speaker | None:
    """Whom "it" stands for: the body that the sentence is about ("a court ruled …, it said"), or for a sentence that
    begins with it, the organisation that the one before named first."""
    if pronoun.first == 0:
        before = _sentence_before(text, sentence)
        found = names.between(before.start, sentence.start) if before else []
        bodies = [mention for mention in found if mention.kind == "organisation"]
        return as_speaker(bodies[0]) if bodies else None
    words = sentence.words
    dashes = [i for i in range(min(12, pronoun.first)) if words[i].text in ("-", "–", "—") and is_spaced(words, i)]
    speaker = _main_subject(sentence, text, names, dashes[0] + 1 if dashes else 0, pronoun.first)
    return speaker if speaker and speaker.roles & words_under("written", "grammar.txt") else None


def as_speaker(mention: Mention) -> Speaker:
    """A name as the one who speaks."""
    span = Span(mention.start, mention.end, mention.text)
    kind: Kind = "person" if mention.kind == "person" else "organisation"
    name = mention.name or mention.text
    return Speaker(name, span, name if kind == "organisation" else None, kind)


def _sentence_before(text: str, sentence: Sentence) -> Sentence | None:
    """The sentence before this one in its paragraph."""
    floor = max(0, sentence.start - LONGEST_SENTENCE)
    line = max(floor, text.rfind("\n", floor, sentence.start) + 1)
    before = sentences_of(text[line : sentence.start], line)
    return before[-1] if before else None


def _main_subject(sentence: Sentence, text: str, names: Names, first: int, stop: int) -> Speaker | None:
    """Who or what the first verb of a sentence belongs to, from word `first` on and before word `stop`."""
    words = sentence.words
    verb = next((i for i in range(first + 1, stop) if is_finite(words, i)), None)
    subject = subject_before(words, verb, first) if verb else None
    if subject is None:
        return None
    phrase = words[subject.first : max(subject.end, subject.reach)]
    return speaker_of(phrase, text[sentence.start : sentence.end], sentence.start, names)
