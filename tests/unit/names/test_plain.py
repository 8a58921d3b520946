"""Plain words are told apart from those of which more is to be said, and read as the reference reads them."""

import random
from importlib import resources

import pytest

from navicert.names import arabic, words
from navicert.names.eastern import are_syllables, is_one_syllable
from navicert.names.plain import plain_token
from navicert.names.single_words import read_word
from navicert.names.word_tokens import as_father, as_surname
from navicert.screening.name_reader import ONE_SYLLABLE, SYLLABLES, flags_of

TABLES = ("equivalents", "short-forms", "business", "rarity")


def known_words():
    """Words of the tables and word lists, in small Latin letters."""
    found = set()
    for table in TABLES:
        rows = resources.files("navicert.names").joinpath(f"data/{table}.tsv").read_text("utf-8").splitlines()
        found.update(row.partition("\t")[0] for row in rows if not row.startswith("#"))
    for module in (words, arabic):
        for held in vars(module).values():
            if isinstance(held, (frozenset, dict)):
                found.update(word for word in held if isinstance(word, str))
    return sorted(word for word in found if word.isascii() and word.isalnum() and word == word.lower())


def misspelled(r, word):
    place = r.randrange(len(word))
    return word[:place] + r.choice("aeiouhnlrtd") + word[place + r.choice((0, 1)) :]


def test_plain_words_are_read_as_the_reference_reads_them():
    r = random.Random(4)
    known = known_words()
    several = r.sample(known, 6000) + [misspelled(r, word) for word in r.sample(known, 2000)]
    several += [r.choice(known) + end for end in ("vich", "ovna", "eddin", "uddin", "deen", "evic") for _ in range(100)]
    several += ["abdul" + r.choice(known) for _ in range(200)] + sorted(words.TITLES | words.FORMS | words.OTHER_NAME)
    found = {word: token for word in several if (token := plain_token(word))}
    assert 0.7 * len(set(several)) < len(found) < len(set(several))
    for word, token in found.items():
        for person in (True, False):
            read = read_word("latin", word, person=person)
            assert read.alone, word
            assert read.languages == ((token,),) * 3, word
        assert as_father(token) is token, word
        assert as_surname(token) is token, word
        syllabic = SYLLABLES * are_syllables(word) | ONE_SYLLABLE * is_one_syllable(word)
        assert flags_of("latin", word, person=True, other=True) == syllabic, word


@pytest.mark.parametrize("word", ["", "a", "m2", "42", "ph", "alias", "guinea", "uddin", "lee", "chairman"])
def test_words_of_which_more_is_to_be_said_are_not_plain(word):
    assert plain_token(word) is None
