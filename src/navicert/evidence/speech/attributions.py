"""Who is said to say what in one sentence: subject, verb of saying, and the stretches of text that are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from navicert.evidence.quotations import Quotation
from navicert.evidence.sentences import Sentence, Word
from navicert.evidence.speech.cue_words import Cue, cues_in
from navicert.evidence.speech.grammar import (
    DETERMINERS,
    MARKS,
    SUBJECT_PRONOUNS,
    after_adverbials,
    has_finite_verb,
    is_finite,
    small,
)
from navicert.evidence.speech.subjects import Subject, main_subject, subject_after, subject_before
from navicert.evidence.word_files import words_under

Extent = tuple[int, int]
_CLAUSE_STARTS = frozenset((",", "and", "but", ";", "while", "”", '"', ":", "–", "—"))
_NOTHING_SAID = frozenset(
    (
        ",",
        ";",
        "and",
        "but",
        ".",
        "of",
        "—",
        "–",
        "as",
        "or",
        "when",
        "while",
        "after",
        "before",
        "because",
        "since",
        "if",
        "amid",
        "although",
    )
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its subject (None where the sentence names none) and the stretch of words that is its content.

    `via` is who passed it on where the sentence says so ("citing activists"); `holds_another` where somebody else's
    verb of saying stands within the content.
    """

    cue: Cue
    subject: Subject | None
    content: Extent
    via: Extent | None = None
    holds_another: bool = False


def attributions_in(sentence: Sentence, quotations: Sequence[Quotation], names: Mapping[int, int]) -> list[Attribution]:
    """The attributions of a sentence, in the order of their cues."""
    words = sentence.words
    quoted = _quoted_words(words, quotations)
    cues = cues_in(words, quoted)
    found: list[Attribution] = []
    for index in range(len(cues)):
        reader = _Reader(words, cues, index, quoted, names)
        attribution = reader.read()
        if attribution:
            found.append(attribution)
    return [replace(a, holds_another=any(_is_within(other, a) for other in found)) for a in found]


def _is_within(other: Attribution, around: Attribution) -> bool:
    return other is not around and around.content[0] <= other.cue.first < around.content[1]


def _quoted_words(words: Sequence[Word], quotations: Sequence[Quotation]) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(words) if any(q.start <= word.start < q.end for q in quotations))


@dataclass(frozen=True, slots=True)
class _Reader:
    words: Sequence[Word]
    cues: Sequence[Cue]
    index: int
    quoted: frozenset[int]
    names: Mapping[int, int]

    @property
    def cue(self) -> Cue:
        return self.cues[self.index]

    def read(self) -> Attribution | None:
        match self.cue.kind:
            case "according":
                return self._according()
            case "quoting":
                return self._quoting()
            case "promising" | "demanding" | "calling":
                return self._with_rest(self.cue.end)
            case "accusing" | "naming":
                return self._with_rest(self.cue.end + (self._text(self.cue.end) == "as"))
            case "denying":
                return self._denial()
            case _:
                return self._statement()

    # --- content after the cue -----------------------------------------------------------------------------------

    def _with_rest(self, first: int) -> Attribution | None:
        """The rest of the clause is what is promised, demanded, denied or how something is called."""
        subject = self._subject()
        end = self._clause_end(first)
        if end - first < 2 and not (end - first == 1 and first in self.quoted):
            return None
        return Attribution(self.cue, subject, self._trimmed(first, end))

    def _denial(self) -> Attribution | None:
        first = self.cue.end
        if self._text(first) == "that":
            first += 1
        if first >= len(self.words) or self._text(first) in (".", ","):
            return None
        return Attribution(self.cue, self._subject(), self._trimmed(first, self._clause_end(first)))

    def _quoting(self) -> Attribution | None:
        """ "KCNA quoted Kim as saying …": who is quoted speaks, who quotes passes it on."""
        link = next((i for i in range(self.cue.end, len(self.words)) if self._text(i) == "as"), None)
        if link is None:
            return None
        subject = self._subject()
        if self.cue.passive:
            return self._statement_of(subject, link + 2, None)
        quoted = Subject(self.cue.end, link, link)
        via = None if subject is None else (subject.first, subject.reach)
        return self._statement_of(quoted, link + 2, via, before=subject)

    def _statement(self) -> Attribution | None:
        subject = self._subject()
        first = self.cue.end
        if self.cue.kind == "telling":
            first = self._after_hearer(first)
        if self._text(first) == "of" and self.cue.verb.startswith(("warn", "complain", "boast")):
            end = self._clause_end(first + 1)
            return Attribution(self.cue, subject, self._trimmed(first + 1, end)) if end - first > 2 else None
        return self._statement_of(subject, first, None, before=subject)

    def _statement_of(
        self, subject: Subject | None, first: int, via: Extent | None, before: Subject | None = None
    ) -> Attribution | None:
        inverted = self._inverted_subject()
        if inverted:
            return self._said_before(inverted, self._stop_before(self.cue.first), via)
        position = after_adverbials(self.words, first, self.names)
        content = self._around(subject, position) or self._content_from(position)
        if content and not (self._quote_stands_before(subject) and not self._is_literal(content[0])):
            return Attribution(self.cue, subject, content, via or self._cited(content[1]))
        if before is None or before.shared or not self._is_end(position) or self._never_after() or self._asks():
            return None
        return self._said_before(subject or before, self._stop_before(before.first), via)

    def _around(self, subject: Subject | None, position: int) -> Extent | None:
        """ "The plant, he said, makes …": the attribution is put into what is said, which is the whole clause."""
        if subject is None or subject.shared or subject.first < 2 or self._text(position) != ",":
            return None
        before = self._text(subject.first - 1)
        if before != "," or subject.first - 1 in self.quoted or self._text(position + 1) in MARKS:
            return None
        whole = has_finite_verb(self.words[: subject.first - 1])
        rest = range(position + 1, min(position + 5, len(self.words)))
        goes_on = any(is_finite(self.words, i) for i in rest) and not self._text(position + 1).endswith("ing")
        return None if whole or not goes_on else self._trimmed(0, self._clause_end(position + 1))

    def _quote_stands_before(self, subject: Subject | None) -> bool:
        """“…” he wrote on …: a quotation closes right before the subject."""
        if subject is None or subject.shared or subject.first < 2:
            return False
        return self._text(subject.first - 1) in ("”", '"', "’", "'") and subject.first - 2 in self.quoted

    def _is_literal(self, position: int) -> bool:
        return position in self.quoted or self._text(position - 1) == "that"

    def _asks(self) -> bool:
        """ "What did Trump say?" says nothing."""
        return self.words[-1].text == "?" and len(self.words) - 1 not in self.quoted

    def _is_end(self, position: int) -> bool:
        """Whether nothing is said after the cue: a mark or a link word follows."""
        text = self._text(position)
        return (
            not text or text in MARKS or text in ("and", "but", "while", "as", "when", "without", "though", "although")
        )

    def _never_after(self) -> bool:
        return self.cue.verb in words_under("not_after_subject_only", "saying.txt")

    def _content_from(self, position: int) -> Extent | None:
        """What is said after the cue, from the word where adverbials end."""
        if self._text(position) in (",", ":") and self._is_quote(position + 1):
            position += 1
        if self._text(position) == "that" and not self._is_pronoun_that(position):
            position = self._past_inner_adverbial(position + 1)
        elif (self._text(position) in ("how", "why", "whether", "if", "what") and self.cue.weak) or (
            self.cue.weak and not self._is_quote(position) and not self._is_clause(position)
        ):
            return None
        end = self._clause_end(position)
        if not self._is_quote(position) and (end - position < 2 or self._text(position) in _NOTHING_SAID):
            return None
        return self._trimmed(position, end)

    def _is_pronoun_that(self, position: int) -> bool:
        return self._text(position + 1) in (".", ",", "")

    def _past_inner_adverbial(self, position: int) -> int:
        """ "said that, after all, …" begins after the comma."""
        return position + 1 if self._text(position) == "," else position

    def _is_quote(self, position: int) -> bool:
        return position in self.quoted or (position + 1 in self.quoted and self._text(position) in "“\"‘'«„")

    def _is_count(self, position: int) -> bool:
        """ "reported 45 aircraft near the island"."""
        return self.cue.verb == "reported" and self._text(position)[:1].isdigit()

    def _is_clause(self, position: int) -> bool:
        """Whether a noun phrase and a finite verb follow."""
        text = self._text(position)
        if not text or (text in MARKS and text not in ("“", '"', "‘", "'")):
            return False
        if text in small("prepositions") or text in small("adverbs"):
            return False
        if text in small("auxiliaries"):
            return True
        window = range(position + 1, min(position + 14, len(self.words)))
        stop = next((i for i in window if self.words[i].text in (",", ";", ":")), window.stop)
        return text in SUBJECT_PRONOUNS or any(is_finite(self.words, i) for i in range(position + 1, stop))

    def _clause_end(self, first: int) -> int:
        """Where the content that begins at `first` ends: the sentence's end or the next attribution that stands apart."""
        end = min(self._quotation_end(first), self._relative_end(first))
        for cue in self.cues[self.index + 1 :]:
            if cue.first <= first:
                continue
            end = min(end, self._where_apart(cue, first))
        citing = next((i for i in range(first, end) if self._text(i) == "citing" and self._text(i - 1) == ","), None)
        return min(end, citing - 1) if citing else end

    def _quotation_end(self, first: int) -> int:
        """Literal words end with their mark where a new clause follows it ("“I do not know” and declined to …")."""
        start = first if first in self.quoted else first + 1
        if start not in self.quoted:
            return len(self.words)
        end = start
        while end < len(self.words) and end in self.quoted:
            end += 1
        follows = self._text(end + 1) or "."
        return end if follows in ("and", "but", ",", ".", ";", "while", "as", "when", "after") else len(self.words)

    def _relative_end(self, first: int) -> int:
        """ "Moon, who warned of reprisals, urged …": the clause of "who" ends at a comma before the main verb."""
        if self._before_verb() != "who":
            return len(self.words)
        for position in range(first, len(self.words) - 1):
            verb = is_finite(self.words, position + 1) or any(cue.first == position + 1 for cue in self.cues)
            if self.words[position].text == "," and position not in self.quoted and verb:
                return position
        return len(self.words)

    def _where_apart(self, cue: Cue, first: int) -> int:
        """Where the clause of a later cue begins, if it stands beside the content rather than within it."""
        words = self.words
        if cue.kind == "according":
            return cue.first - 1 if self._text(cue.first - 1) == "," else cue.first
        position = cue.first
        while position > first and self._text(position - 1) in small("adverbs") | small("auxiliaries"):
            position -= 1
        before = self._text(position - 1)
        if words[cue.first].text.endswith("ing"):
            comma = self._comma_before_with(cue, first)
            if before == "," or comma:
                return comma or cue.first - 1
        if before in ("and", "but"):
            joined = position - 1
            if cue.verb not in small("nouns_too") and joined > first + 1:
                return joined - 1 if self._text(joined - 1) == "," else joined
            return len(words)
        return self._where_other_speaker(cue, first)

    def _comma_before_with(self, cue: Cue, first: int) -> int | None:
        """ "…, with a spokesman saying …"."""
        for index in range(cue.first - 1, max(first, cue.first - 12), -1):
            if self._text(index) == "with" and self._text(index - 1) == ",":
                return index - 1
        return None

    def _where_other_speaker(self, cue: Cue, first: int) -> int:
        """Another speaker after a comma and "while", "but" or "and", or at the sentence's end, ends the content."""
        subject = subject_before(self.words, cue.first, first)
        if subject is None or subject.shared or subject.first <= first:
            return len(self.words)
        start = subject.first
        if self._text(start - 1) in ("while", "but", "and", "although", "though", "as", "whereas"):
            return start - 2 if self._text(start - 2) == "," else start - 1
        if self._text(start - 1) in ("which", "who") and self._text(start - 2) == ",":
            return start - 2
        rest = after_adverbials(self.words, cue.end, self.names)
        at_end = rest >= len(self.words) or self._text(rest) in (".", ",", "”", '"')
        if self._text(start - 1) == "," and at_end:
            return start - 1
        if self._text(start - 1) == ";":
            return start - 1
        return len(self.words)

    # --- content before the cue ----------------------------------------------------------------------------------

    def _inverted_subject(self) -> Subject | None:
        """ "…," said Kim: the verb right after a quotation or a comma, with a name after it."""
        before = self._text(self.cue.first - 1)
        closes = before in ("”", '"', "’", "'", "»") or before == ","
        if not closes or self.cue.first < 2 or self.cue.verb.endswith("ing"):
            return None
        if (
            before == ","
            and not (self.cue.first - 2 in self.quoted or self._text(self.cue.first - 2) in "”\"’'")
            and not self._has_clause_before()
        ):
            return None
        return subject_after(self.words, self.cue.end)

    def _has_clause_before(self) -> bool:
        """Whether a clause, not just a subject with insertions, stands before the comma."""
        subject = subject_before(self.words, self.cue.first, self._floor())
        return subject is None and has_finite_verb(self.words[: self.cue.first])

    def _said_before(self, subject: Subject | None, stop: int, via: Extent | None) -> Attribution | None:
        """The content is what stands before the subject and its verb ("…, KCNA said")."""
        first = self._content_start(stop)
        if stop - first < 2 and first not in self.quoted:
            return None
        cited = self._cited_after(self.cue.end)
        return Attribution(self.cue, subject, self._trimmed(first, stop), via or cited)

    def _stop_before(self, first: int) -> int:
        """Index after the content that ends where the attribution begins."""
        stop = first
        while stop > 0 and (
            self.words[stop - 1].text in (",", "—", "–", "-")
            or (self._text(stop - 1) in ("as", "but", "and") and self._text(stop - 2) == ",")
        ):
            stop -= 1
        return stop

    def _content_start(self, stop: int) -> int:
        """Where the content that ends at `stop` begins: after the attribution or the dateline before it, else at the
        sentence's start."""
        for cue in reversed(self.cues[: self.index]):
            if cue.kind == "according" and cue.first == 0:
                comma = next((i for i in range(cue.end, stop) if self.words[i].text == ","), None)
                if comma is not None:
                    return comma + 1
        return self._after_dateline(stop)

    def _after_dateline(self, stop: int) -> int:
        """ "GENEVA (Reuters) – …", "SEOUL, South Korea: …": where a report is sent from is not said by anybody."""
        for position in range(1, min(12, stop)):
            text = self.words[position].text
            if text in ("–", "—", "-", ":") and (
                self.words[position].start > self.words[position - 1].end or text == ":"
            ):
                before = [word.text for word in self.words[:position]]
                capitals = before[0].isupper() and len(before[0]) > 2
                return position + 1 if capitals and all(w[0].isupper() or not w[0].isalpha() for w in before) else 0
        return 0

    # --- others --------------------------------------------------------------------------------------------------

    def _according(self) -> Attribution | None:
        """ "…, according to X" and "According to X, …"."""
        end = self._source_end(self.cue.end)
        if end == self.cue.end:
            return None
        subject = Subject(self.cue.end, end, end)
        if self.cue.first == 0 or (self._text(self.cue.first - 1) in ("“", "but", "and") and self.cue.first < 3):
            comma = next((i for i in range(end, len(self.words)) if self.words[i].text == ","), None)
            if comma is None:
                return None
            comma = self._past_insertions(comma)
            content = (comma + 1, self._clause_end(comma + 1))
            return Attribution(self.cue, subject, self._trimmed(*content)) if content[1] - content[0] > 1 else None
        return self._said_before(subject, self._stop_before(self.cue.first), None)

    def _past_insertions(self, comma: int) -> int:
        """ "According to a report, seen by Reuters, …": the comma after what is put in."""
        following = self._text(comma + 1)
        later = next((i for i in range(comma + 1, len(self.words)) if self.words[i].text == ","), None)
        put_in = following in small("openers") or following in (
            "seen",
            "released",
            "published",
            "obtained",
            "dated",
            "reviewed",
        )
        return later if put_in and later is not None else comma

    def _source_end(self, first: int) -> int:
        end = first
        while end < len(self.words):
            text = self.words[end].text
            if text in (",", ";", "—", "–", "(", ".") or (text.lower() in ("who", "which", "that") and end > first):
                break
            end += 1
        return end

    def _subject(self) -> Subject | None:
        before = self._before_verb()
        if self.cue.verb.endswith("ing") and before in (",", "and", ""):
            return self._earlier_subject() or main_subject(self.words, 0, self.cue.first)
        if self.index and before in ("and", "but", "then"):
            return self._earlier_subject()
        return subject_before(self.words, self.cue.first, self._floor())

    def _earlier_subject(self) -> Subject | None:
        """The subject of the last verb of saying before this one that a clause of the sentence begins with."""
        for cue in reversed(self.cues[: self.index]):
            subject = subject_before(self.words, cue.first, 0)
            begins = subject and (subject.first == 0 or self._text(subject.first - 1) in _CLAUSE_STARTS)
            if subject and begins:
                return replace(subject, shared=True)
        return None

    def _before_verb(self) -> str:
        position = self.cue.first - 1
        while position > 0 and self._text(position) in small("adverbs") | small("auxiliaries"):
            position -= 1
        return self._text(position)

    def _floor(self) -> int:
        """The subject is not looked for inside a quotation that closed before the verb."""
        closing = [i for i in range(self.cue.first) if i in self.quoted and self.words[i].text not in ("’", "'")]
        last = max(closing, default=-1)
        wide = sum(1 for i in closing if i > last - 8) >= 4
        ends_content = last >= 0 and (wide or self.words[last].text in (",", ".", "?", "!"))
        floor = last + 1 if ends_content else 0
        while floor < self.cue.first and self.words[floor].text in "”\"’'»,.":
            floor += 1
        return floor

    def _after_hearer(self, first: int) -> int:
        """Index after the one who is told: a name, "reporters", "a news conference"."""
        position = first
        while position < len(self.words):
            text = self._text(position)
            if text in MARKS and text not in ("-", "'s", "’s") and not (text == "," and self._hearers_go_on(position)):
                break
            if (
                text == "that"
                or text in small("calendar")
                or (text in small("prepositions") and text not in ("of",))
                or text in small("adverbs")
            ):
                break
            if position > first and self._new_phrase(position, first):
                break
            position += 1
        return position

    def _hearers_go_on(self, comma: int) -> bool:
        """ "told officials, scientists and technicians that"."""
        ahead = [self._text(i) for i in range(comma + 1, comma + 6)]
        return "and" in ahead and "that" in ahead

    def _new_phrase(self, position: int, first: int) -> bool:
        text, before = self._text(position), self._text(position - 1)
        if text in DETERMINERS or (text in SUBJECT_PRONOUNS and text not in ("who",)):
            return before not in ("of", "and", "'s", "’s", "-")
        starts = self.words[position].start in self.names or self.words[position].text[0].isupper()
        inside_name = self.words[position - 1].text[0].isupper() and self.words[position].start not in self.names
        if before in small("people_nouns") | words_under("roles") | words_under("kinds_of_organisation"):
            return False
        return starts and not inside_name and before not in ("and", "of", "'s", "’s", "-") and position != first

    def _cited(self, end: int) -> Extent | None:
        return self._cited_after(end - 1) if end > 0 else None

    def _cited_after(self, position: int) -> Extent | None:
        """Whom the speaker cites: "…, citing activists at the site"."""
        for index in range(position, len(self.words)):
            if self._text(index) == "citing":
                end = self._source_end(index + 1)
                return (index + 1, end) if end > index + 1 else None
        return None

    def _trimmed(self, first: int, end: int) -> Extent:
        """Without marks and link words at the edges; quotation marks at both ends are left out."""
        while first < end - 1 and self.words[first].text in ("“", '"', "‘", ",", ":", "—", "–", "„", "«"):
            first += 1
        if first < end - 1 and self.words[first].text == "'" and first + 1 in self.quoted:
            first += 1
        while end > first + 1 and self.words[end - 1].text in (".", ";", "”", '"', "»", "—", "–", ":"):
            end -= 1
        if end > first + 1 and self.words[end - 1].text in ("’", "'") and end - 2 in self.quoted:
            end -= 1
        return first, end

    def _text(self, position: int) -> str:
        return self.words[position].text.lower() if 0 <= position < len(self.words) else ""
