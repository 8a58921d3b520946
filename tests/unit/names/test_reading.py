"""How names of many scripts are read into tokens."""

import pytest

from navicert.names import read_name
from navicert.names.reading import uncompared
from navicert.screening import compare_names


def texts(name, schema="Person"):
    return [[token.text for token in reading.tokens] for reading in read_name(name, schema)]


def test_a_latin_name_has_one_reading_in_small_letters():
    assert texts("Martínez HODWALKER, Martin-David") == [["martinez", "hodwalker", "martin", "david"]]


@pytest.mark.parametrize(
    "blank",
    [pytest.param("", id="empty"), pytest.param("--- ... !", id="punctuation"), pytest.param("😀🎉", id="emoji")],
)
def test_a_name_without_letters_has_no_reading(blank):
    assert read_name(blank) == ()


def test_a_hangul_name_is_read_syllable_by_syllable():
    assert texts("김정은") == [["kim", "jong", "un"]]


def test_korean_and_mandarin_readings_are_kept_apart():
    korean, mandarin = read_name("金正恩")[:2]
    assert [token.text for token in korean.tokens] == ["kim", "jong", "un"]
    assert [token.text for token in mandarin.tokens] == ["jin", "zheng", "en"]
    for reading, language in ((korean, "ko"), (mandarin, "zh")):
        assert all(key.startswith(language) for token in reading.tokens for key in token.keys)


def test_letters_that_look_alike_are_put_right_by_the_rest_of_the_name():
    (mixed,), (plain,) = read_name("\u0410\u0412\u0412\u0410\u0422AY Moham\u0435d"), read_name("ABBATAY Mohamed")
    assert [token.text for token in mixed.tokens] == [token.text for token in plain.tokens]


def test_a_japanese_name_is_read_by_the_names_it_holds():
    assert any("tanaka" in token.spellings for reading in read_name("田中 太郎") for token in reading.tokens)


def test_a_glued_korean_given_name_falls_into_syllables():
    assert texts("KIM Jongun") == [["kim", "jong", "un"]]


def test_a_chinese_character_no_table_knows_gives_no_false_reading():
    assert all(token.text for reading in read_name("𪚥 Wang") for token in reading.tokens)


@pytest.mark.parametrize(
    ("mixed", "read"),
    [
        pytest.param("MARТINEZ", "martinez", id="a Cyrillic letter in a Latin word"),
        pytest.param("Мaрия", "mariya", id="a Latin letter in a Cyrillic word"),
        pytest.param("ΑLEX", "alex", id="a Greek letter in a Latin word"),
    ],
)
def test_look_alike_letters_are_put_right(mixed, read):
    assert texts(mixed) == [[read]]


def test_an_imo_number_is_no_part_of_a_ships_name():
    assert texts("WISE HONEST (IMO 8905490)", "Vessel") == [["wise", "honest"]]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param("seven hundred and eleven ARZ", ["711", "arz"], id="in words"),
        pytest.param("35th Institute", ["35", "institute"], id="ordinal"),
        pytest.param("Bank twenty-four", ["bank", "24"], id="with a hyphen"),
    ],
)
def test_numbers_in_names_of_organisations_are_read_as_digits(name, read):
    assert texts(name, "Organization") == [read]


def test_titles_weigh_next_to_nothing_but_a_name_of_titles_alone_is_a_name():
    titled = read_name("Prof. Hardan")[0].tokens
    assert titled[0].kind == "title"
    assert titled[0].weight < 0.1 * titled[1].weight
    assert [token.kind for token in read_name("Prince")[0].tokens] == ["word"]


def test_legal_forms_weigh_little_in_organisations_only():
    assert read_name("Sky Co", "Company")[0].tokens[1].kind == "form"
    assert read_name("Sky Co")[0].tokens[1].kind != "form"


def test_no_more_tokens_than_a_name_can_have():
    assert len(read_name(" ".join(f"w{n}" for n in range(200)), "Company")[0].tokens) == 40


@pytest.mark.parametrize(
    ("name", "schema", "own"),
    [
        pytest.param("김정은 KIM Jong Un", "Person", ["kim", "jong", "un"], id="Hangul and Latin"),
        pytest.param("Sergey Ivanov (Сергей Иванов)", "Person", ["sergey", "ivanov"], id="Latin and Cyrillic"),
        pytest.param("محمد علي Mohammad Ali", "Person", ["mohammad", "ali"], id="Arabic and Latin"),
        pytest.param("Romashka LLC / ООО Ромашка", "Company", ["romashka", "llc"], id="an organisation"),
    ],
)
def test_a_name_written_in_two_scripts_is_read_as_a_whole_and_script_by_script(name, schema, own):
    read = texts(name, schema)
    assert own in read
    assert len(read[0]) > len(own)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        pytest.param("ООО Ромашка Trading", "Company", id="a form and a name, and a trade"),
        pytest.param("平壤 Trading Co", "Company", id="a town, and a trade"),
        pytest.param("А. Petrov", "Person", id="an initial"),
    ],
)
def test_words_in_another_script_that_only_add_to_a_name_are_no_name_of_their_own(name, schema):
    whole = read_name(name, schema)
    assert {len(reading.tokens) for reading in whole} == {len(whole[0].tokens)}


def test_a_name_of_business_words_alone_is_a_name_but_its_legal_form_stays_one():
    kinds = [token.kind for token in read_name("Trading Export LLC", "Company")[0].tokens]
    assert kinds == ["word", "word", "form"]


def test_a_preposition_is_a_particle_in_organisations_and_may_be_a_persons_name():
    assert read_name("Mission to Mars", "Company")[0].tokens[1].kind == "particle"
    assert all(token.kind == "word" for token in read_name("In Kwang To")[0].tokens)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param("Алекса́ндр Дю́ков", ["aleksandr", "dyukov"], id="marks of stress"),
        pytest.param("ТAМБOB Юрий", ["tambov", "yuriy"], id="letters that only one alphabet has decide"),
        pytest.param("Валéрый Дюков", ["valeryy", "dyukov"], id="an accented letter of the other alphabet"),
        pytest.param("SALAEVA Alla", ["salaeva", "alla"], id="a Russian given name that looks like God's"),
        pytest.param("Μπιλάλ Γκούλα", ["bilal", "gula"], id="Greek letters that write one sound together"),
        pytest.param("الزهراني", ["al", "zahrani"], id="an ending is no name"),
    ],
)
def test_words_are_not_cut_where_they_are_whole(name, read):
    assert [token.text for token in read_name(name)[0].tokens] == read


def test_a_number_made_ordinal_in_korean_or_chinese_is_that_number():
    assert "3" in [token.text for token in read_name("제3기계공장", "Company")[0].tokens]


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        pytest.param("RK Narayan", "Rasipuram Krishnaswami Narayan", id="consonants"),
        pytest.param("AQ Marwat", "Abdul Qayyum Marwat", id="a vowel before q"),
    ],
)
def test_initials_written_as_one_word_are_initials(written, listed):
    apart = f"{written[0]}. {written[1]}. {written[3:]}"
    assert read_name(written)[0].tokens == read_name(apart)[0].tokens
    assert compare_names(written, listed) > 0.7


@pytest.mark.parametrize("name", ["Ng Wei", "Dr Omar", "Id Salem", "Ch Ahmed"])
def test_a_short_word_that_can_be_one_is_no_initials(name):
    assert "initial" not in {token.kind for token in read_name(name)[0].tokens}


def test_glued_initials_alone_identify_nobody():
    assert uncompared("QX") == "initials alone identify nobody"
    assert uncompared("Ng") is None
