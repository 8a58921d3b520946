"""The compiled reader reads names as the reference does, or leaves them to it."""

import csv
import random
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.names import chinese, korean, read_name
from navicert.names.plain import plain_token
from navicert.screening import kernel
from navicert.screening.kernel_structures import PlainWords
from navicert.screening.kernel_tables import sheets
from navicert.screening.name_reader import NameReader, Numbered, characters, plain_tokens

from .made_parties import altered, made_name

pytestmark = pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
SCHEMATA = ["Person", "Company", "LegalEntity", "Vessel"]


class Reading:
    """Reads names both ways."""

    def __init__(self):
        self.numbered = Numbered()
        self.reader = NameReader(kernel.library(), self.numbered)
        self.tokens = []

    def compiled(self, texts, schemas):
        """The readings of each name as (personal, tokens); None where it is left to the reference."""
        read = self.reader.read(texts, schemas)
        for new in self.numbered.take_new():
            self.tokens += plain_tokens(new) if isinstance(new, PlainWords) else new
        for i in range(len(texts)):
            spans = range(read.readings_at[i], read.readings_at[i + 1])
            yield (
                None
                if read.by_reference[i]
                else [
                    (
                        bool(read.personal[k]),
                        tuple(self.tokens[t] for t in read.terms[read.terms_at[k] : read.terms_at[k + 1]]),
                    )
                    for k in spans
                ]
            )

    def share_read(self, texts, schemas):
        """The share of names that the compiled reader reads, all of them as the reference does."""
        compiled = list(self.compiled(texts, schemas))
        for text, schema, found in zip(texts, schemas, compiled, strict=True):
            if found is not None:
                assert found == [(name.personal, name.tokens) for name in read_name(text, schema)], (text, schema)
        return sum(found is not None for found in compiled) / len(texts)


@pytest.fixture(scope="module")
def reading():
    return Reading()


def test_invented_names_are_read_alike(reading):
    r = random.Random(21)
    schemas = [r.choice(SCHEMATA) for _ in range(4000)]
    texts = [made_name(r, schema) for schema in schemas]
    texts = [altered(r, text) if r.random() < 0.5 else text for text in texts]
    assert reading.share_read(texts, schemas) > 0.3


def test_each_character_of_the_table_is_read_alike(reading):
    known = [number for number, character in enumerate(characters()) if character.kind]
    few = [number for number in known if number < 0x3000 or number > 0xD7A3] + known[::97]
    texts = [text for number in few for text in (f"Ab{chr(number)}cd", f"{chr(number)} {chr(number)}x{chr(number)}")]
    assert reading.share_read(texts, ["Company"] * len(texts)) > 0.3
    assert reading.share_read(texts, ["Person"] * len(texts)) > 0.3


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("ООО «7-й Тамбовский завод имени Горького»", id="Cyrillic with a numbered ordinal"),
        pytest.param("35й НИИ 7я ФГУП 12-го", id="Cyrillic ordinals written on"),
        pytest.param("第十四研究所 第二百厂", id="Chinese numbers"),
        pytest.param("제3기계공업성 제2자연과학원", id="Korean ordinals"),
        pytest.param("7η Ταξιαρχία 21ος", id="Greek ordinals"),
        pytest.param("شركات الصناعات البحرية خودروسازی ذوالفقار غلامعلی عبدربه", id="Arabic and Persian forms"),
        pytest.param("מפעלי התחמושת כרמל 35ה", id="Hebrew"),
        pytest.param('כרמל בע"מ', id="a Hebrew abbreviation"),
        pytest.param("AQ Marwat", id="initials written as one word"),
        pytest.param("Wong Kam-fai", id="Cantonese syllables"),
        pytest.param("三菱重工業株式会社", id="Japanese"),
        pytest.param("贵州铝厂", id="Chinese, a character between words"),
        pytest.param("Якутские железные дороги", id="a Russian phrase"),
        pytest.param("شركة الخطوط الجوية الزرقاء", id="an Arabic phrase"),
        pytest.param("Галоўнае ўпраўленне ўнутраных спраў", id="Belarusian words after vowels"),
    ],
)
@pytest.mark.parametrize("schema", SCHEMATA)
def test_names_in_other_scripts_are_read_alike(name, schema, reading):
    reading.share_read([name], [schema])


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        pytest.param("KIM Jong Un", "Person", id="a name read by syllables"),
        pytest.param("Seven Stars Trading", "Company", id="a number in words"),
        pytest.param("WISE HONEST IMO 8905490", "Vessel", id="a ship's number"),
        pytest.param("MARТINEZ", "Person", id="letters of two alphabets"),
        pytest.param("m\u0304n", "Person", id="a mark of its own"),
        pytest.param("Завод имени Калинина", "Company", id="whom an organisation is named after"),
        pytest.param("Plant named after Petrov", "Company", id="whom one is named after in English"),
        pytest.param("x" * 1001, "Person", id="more than a name can hold"),
        pytest.param("a\0b", "Person", id="a NUL"),
        pytest.param("a\ud800b", "Person", id="a lone surrogate"),
    ],
)
def test_where_neighbours_matter_the_reference_reads(name, schema, reading):
    assert next(reading.compiled([name], [schema])) is None


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Abd al-Rahman bin Laden", id="a compound name"),
        pytest.param("Abd", id="a servant of nobody"),
        pytest.param("Ali Abdul", id="a servant of nobody, last"),
        pytest.param("Abdul El", id="an article that is last"),
        pytest.param("Abdurrahman Saifeddine", id="compounds written together"),
        pytest.param("Rahmat Ullah Saif al Din", id="God and faith at the end"),
        pytest.param("Abdu Llah Allah", id="God twice"),
        pytest.param("Petrova Alla", id="a Russian given name"),
        pytest.param("al din din", id="faith without a stem"),
        pytest.param("Sharaf Aldin Nuruddin Ullah", id="endings upon endings"),
        pytest.param("Petrov Ivan Ivanovich", id="a father's name"),
        pytest.param("Ivan Ivanovich", id="a father's name that is a surname"),
        pytest.param("Shane King", id="a title that may be a surname"),
        pytest.param("Shane Abdul King", id="a title behind two words"),
    ],
)
@pytest.mark.parametrize("schema", SCHEMATA)
def test_compounds_fathers_and_titles_are_read_alike(name, schema, reading):
    assert reading.share_read([name], [schema]) == 1


PIECES = (
    "abd abdul abdu al el din uddin ullah allah alla rahman abdurrahman nuruddin saifeddine petrova ivanovich king x"
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=6), st.sampled_from(SCHEMATA))
def test_any_compound_is_read_alike(words, schema):
    _SHARED.share_read([" ".join(words)], [schema])


@pytest.mark.parametrize(
    "name", ["Kim Novak", "Lee Martinez", "Anna Lee Martin", "Mr Lee Martinez", "Ho Kent", "Ken Leo"]
)
def test_a_surname_that_is_korean_too_does_not_leave_a_name_to_the_reference(name, reading):
    assert reading.share_read([name], ["Person"]) == 1


@pytest.mark.parametrize("name", ["Pak I1-Nam", "Kjm Tong Su", "Mr. Lee Young-gil", "Chow Yun-fat", "Ким Чен Ын"])
def test_a_korean_or_chinese_name_among_others_is_left_to_the_reference(name, reading):
    texts = ["Kim Novak", name, "Lee Martinez", "Пётр Ли"]
    assert [found is None for found in reading.compiled(texts, ["Person"] * 4)][:3] == [False, True, False]
    assert reading.share_read(texts, ["Person"] * 4) >= 0.5


EASTERN = "kim kjm li 1i lee tong su i1 young gil younggil fat yiu novak anna dr mr king x7 martin fon ли ким"


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(EASTERN.split()), max_size=7), st.sampled_from(SCHEMATA))
def test_any_name_that_may_be_korean_is_read_alike(words, schema):
    _SHARED.share_read(["Kim Novak", " ".join(words)], ["Person", schema])


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("عبد سلطانی", id="a servant without an article behind"),
        pytest.param("سبحان عبدالمالکی حسنا", id="a servant written with the name of God"),
        pytest.param("الرّحمن مُرسي سيّد", id="marks over Arabic letters"),
        pytest.param("นภัสรินทร์ หนักแน่น", id="Thai marks of tone"),
        pytest.param("Голик Худобʼяк", id="an apostrophe of its own"),
        pytest.param("ʿAbd ar-Raḥmān ʾIsā", id="Arabic letters as signs"),
    ],
)
def test_marks_and_servants_leave_no_name_to_the_reference(name, reading):
    assert reading.share_read([name], ["Person"]) == 1


MARKED = "عبد الرحمن الله حسن عَبْد مُحمّد ال َّ ّ َ ً ْ น้ำ นั่ กุ่ ่ ุ 7 ʼ \u200d".split(" ")


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*MARKED, " ", " "]), max_size=9), st.sampled_from(SCHEMATA))
def test_any_marks_and_servants_are_read_alike(pieces, schema):
    _SHARED.share_read(["".join(pieces)], [schema])


SPECIAL = "'’-. /()&,·´½ß\u00ad\u200bŁłØøİı\u0130\u0307ʼNо김金朝鮮정은محمدالअपยनКиНα0189IMOimo1234567"


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.text(st.sampled_from(SPECIAL) | st.characters(max_codepoint=0x24F), max_size=12), max_size=5),
    st.sampled_from(SCHEMATA),
)
def test_any_text_is_read_alike(words, schema):
    text = " ".join(words)
    try:
        wanted = [(name.personal, name.tokens) for name in read_name(text, schema)]
    except InvalidInput:
        wanted = None
    assert next(_SHARED.compiled([text], [schema])) in (None, wanted)


_SHARED = Reading() if kernel.library() else None


def known_words():
    """Words of small Latin letters that tables have."""
    found = set()
    for table in ("equivalents", "short-forms", "business", "rarity"):
        rows = resources.files("navicert.names").joinpath(f"data/{table}.tsv").read_text("utf-8").splitlines()
        found.update(row.partition("\t")[0] for row in rows if not row.startswith("#"))
    return sorted(word for word in found if word.isascii() and word.isalpha() and word.islower())


def plain_among(words):
    """The words that the compiled reader finds plain, with their tokens, and how it has those in columns."""
    numbered = Numbered()
    NameReader(kernel.library(), numbered).read(words, ["Company"] * len(words))
    new = [columns for columns in numbered.take_new() if isinstance(columns, PlainWords)]
    return [token for columns in new for token in plain_tokens(columns)], list(sheets(new))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Alfa Kovalli S.A. de C.V.", id="legal forms of two letters"),
        pytest.param("O.N.K. Kovalli L.L.C.", id="letters that make any word"),
        pytest.param("J and P Kovalli A.B.", id="two letters that make no word, and two that do"),
        pytest.param("B.B.C.", id="nothing but letters"),
    ],
)
@pytest.mark.parametrize("schema", SCHEMATA)
def test_letters_that_follow_each_other_are_read_alike(name, schema, reading):
    assert reading.share_read([name], [schema]) == 1


LETTERS = "a. b. c. e. f. g. h. i. j. k. l. n. o. p. r. s. u. v. y. 7 kovalli sa de and omk gon tong с. а. о."


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(LETTERS.split()), max_size=7), st.sampled_from(SCHEMATA))
def test_any_letters_are_read_alike(words, schema):
    _SHARED.share_read(["".join(words), " ".join(words)], [schema] * 2)


def test_plain_words_are_those_of_the_reference():
    r = random.Random(8)
    known = known_words()
    surnames = sorted({*korean.surname_spellings(), *chinese.surname_spellings()})
    several = r.sample(known, 8000) + [altered(r, word).lower() for word in r.sample(known, 4000) + surnames * 4]
    several = sorted({word for word in several if word.isalpha() and word.isascii()})
    found, _ = plain_among(several)
    wanted = {word for word in several if plain_token(word)}
    assert found == [plain_token(token.text) for token in found]
    assert {token.text for token in found} <= wanted
    assert len(found) > 0.95 * len(wanted)


def test_plain_words_stand_in_columns_as_other_tokens_do():
    tokens, [plain] = plain_among([word for word in known_words()[::7] if len(word) > 2])
    [other] = sheets([tokens])
    assert len(tokens) > 5000
    for field, _ in plain.struct._fields_:
        given = plain._kept.get(field)
        assert given == other._kept.get(field), field


def test_of_the_same_words_as_persons_and_as_others_tokens_are_alike(reading):
    for schema in ("Person", "Company", "LegalEntity", "Person"):
        assert reading.share_read(["Quintanar Zebulon Kovalli"], [schema]) == 1


def test_words_forgotten_are_learned_anew(reading):
    one = list(reading.compiled(["Martin David"], ["Person"]))
    fresh = Reading()
    assert list(fresh.compiled(["Zoe Martin"], ["Person"]))
    fresh.numbered, fresh.tokens = Numbered(), []
    fresh.reader.forget(fresh.numbered)
    assert list(fresh.compiled(["Martin David"], ["Person"])) == one


@pytest.mark.shared
def test_published_names_are_read_alike(shared, reading):
    texts, schemas = [], []
    for name in ("negatives_us", "negatives_global", "un_untreated", "ssb_pos", "fca_variants"):
        with (shared / f"bench/queries/{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                texts.append(row["name"])
                schemas.append(row["schema"])
    assert reading.share_read(texts, schemas) > 0.7
