"""Names of organisations in other scripts are put into English word by word; what only names keeps its spelling."""

import pytest

from navicert.names import read_name
from navicert.names.business import cut
from navicert.names.korean_words import spellings
from navicert.names.organisations import begins_phrase, meanings, phrase
from navicert.screening import compare_names


def texts(name):
    return [token.text for token in read_name(name, "Company")[0].tokens]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param("Торговая компания Василёк", ["trading", "company", "vasilyok"], id="Russian"),
        pytest.param("Державне підприємство Волошка", ["state", "enterprise", "voloshka"], id="Ukrainian"),
        pytest.param("شركة البيلسان التجارية", ["company", "al", "bilsan", "trading"], id="Arabic"),
        pytest.param("شرکت بازرگانی نرگس", ["company", "trading", "nargas"], id="Persian"),
        pytest.param("Εμπορική Τράπεζα Κάππαρη", ["commercial", "bank", "kappari"], id="Greek"),
        pytest.param("백두무역회사", ["paektu", "trading", "company"], id="Korean"),
        pytest.param("紅葉貿易有限公司", ["hongsop", "trading", "co", "ltd"], id="Chinese, traditional characters"),
        pytest.param("サクラ・トレーディング株式会社", ["sakura", "trading", "co", "ltd"], id="Japanese"),
        pytest.param("ธนาคารกล้วยไม้", ["bank"], id="Thai"),
    ],
)
def test_generic_words_are_read_as_english(name, read):
    assert texts(name)[: len(read)] == read


@pytest.mark.parametrize(
    ("word", "inflected"),
    [
        pytest.param("торговый", ["торговая", "торговой", "торгового", "Торговые"], id="Russian"),
        pytest.param("εμπορική", ["εμπορικής", "εμπορικό"], id="Greek"),
    ],
)
def test_inflected_words_mean_what_their_stem_means(word, inflected):
    script = "greek" if word[0] == "ε" else "cyrillic"
    assert {meanings(script, form) for form in inflected} <= {meanings(script, word)}


def test_a_word_that_only_begins_like_a_stem_has_no_meaning():
    assert meanings("cyrillic", "Новосёлов") == ()
    assert meanings("cyrillic", "Банкрот") == ()


def test_words_of_one_meaning_are_the_same_word_in_every_language():
    russian, arabic, korean = (
        read_name(name, "Company")[0].tokens[0] for name in ("Торговая", "التجارية", "무역 백두")
    )
    assert russian.text == arabic.text == korean.text
    assert russian.native == arabic.native == korean.native == "trading"


def test_a_translated_word_also_knows_its_own_spelling():
    assert "gosudarstvennyy" in read_name("Государственный Василёк", "Company")[0].tokens[0].spellings


def test_a_person_with_a_generic_word_for_a_name_is_not_translated():
    assert texts("Мария Банк") != [token.text for token in read_name("Мария Торговая")[0].tokens]
    assert [token.text for token in read_name("Иван Новый")[0].tokens] == ["ivan", "novyy"]


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        pytest.param("대성", {"taesong", "daeseong"}, id="the North's and the revised spelling"),
        pytest.param("백두", {"paektu", "baekdu"}, id="no voicing after a stop"),
        pytest.param("남강", {"namkang", "namgang"}, id="voiced between sonorants"),
        pytest.param("압록", {"amnok"}, id="as pronounced"),
        pytest.param("련못", {"ryonmot", "yeonmot"}, id="the first consonant that the South drops"),
    ],
)
def test_a_korean_word_has_the_spellings_of_every_system(word, spelled):
    assert spelled <= set(spellings(word))


@pytest.mark.parametrize(
    ("script", "word", "english"),
    [
        pytest.param("cyrillic", "судоремонтный", "ship repair", id="a compound of two known parts"),
        pytest.param("cyrillic", "водопроводные", "water pipeline", id="a compound in the plural"),
        pytest.param("cyrillic", "объединённая", "united", id="ё as it is printed in full"),
        pytest.param("cyrillic", "обєднання", "association", id="without its apostrophe"),
        pytest.param("cyrillic", "резиновых", "rubber", id="an adjective of a noun"),
        pytest.param("arab", "بيروت", "beirut", id="a city"),
        pytest.param("han", "莫斯科", "moscow", id="a city in Chinese"),
    ],
)
def test_words_are_found_in_the_forms_that_names_have(script, word, english):
    assert english in meanings(script, word)


def test_an_unknown_second_part_makes_no_compound():
    assert meanings("cyrillic", "судомлын") == ()


@pytest.mark.parametrize(
    ("name", "english"),
    [
        pytest.param("Тамбовский завод подшипников", "Tambov Bearing Plant", id="an adjective of a place"),
        pytest.param("Завод имени Горького", "Gorky Plant", id="a surname in the genitive"),
        pytest.param("ФГУП «Василёк»", "Vasilek Federal State Unitary Enterprise", id="an abbreviated legal form"),
        pytest.param("ФГУП «Василёк»", "FGUP Vasilyok", id="the abbreviation in Latin letters"),
        pytest.param("7-й батальон «Василёк»", "7th Battalion Vasilyok", id="a number with its ending"),
        pytest.param("Корабостроителен завод Василёк", "Vasilyok Shipyard", id="a Bulgarian adjective"),
        pytest.param("شركات السوسنة للصناعات البحرية", "Sawsana Marine Industries Companies", id="Arabic plurals"),
        pytest.param("شرکت نرگس خودروسازی", "Narges Automobile Manufacturing Company", id="a Persian compound"),
        pytest.param("מפעלי התחמושת כרמל", "Carmel Ammunition Plants", id="Hebrew plurals and constructs"),
    ],
)
def test_organisations_are_found_under_their_english(name, english):
    assert compare_names(name, english, "Company") >= 0.7


@pytest.mark.parametrize(
    ("name", "english"),
    [
        pytest.param("Тамбовский завод подшипников", "Saratov Bearing Plant", id="another place"),
        pytest.param("Институт физики металлов", "Institute of the Chemistry of Polymers", id="another field"),
        pytest.param("Государственный институт вакцин", "State Institute of Fertilizers", id="another state institute"),
        pytest.param("المركز الوطني للأرصاد", "National Vaccine Centre", id="a national centre of another field"),
        pytest.param("조선비료수출회사", "Korea Coal Export Company", id="other goods"),
    ],
)  # fmt: skip
def test_kinds_of_undertakings_alone_are_no_match(name, english):
    assert compare_names(name, english, "Company") < 0.7


def test_numbers_in_chinese_characters_are_numbers():
    assert "14" in texts("第十四研究所")
    assert compare_names("南京第十四研究所", "Nanjing 14th Research Institute", "Company") >= 0.7


@pytest.mark.parametrize("syllable", ["은", "금", "철", "동", "산", "강"])
def test_a_single_syllable_of_korean_given_names_has_no_meaning(syllable):
    assert meanings("hangul", syllable) == ()


@pytest.mark.parametrize(
    ("native", "english"),
    [
        pytest.param("บริษัท ไทยเหล็กกล้า จำกัด", "Thai Steel Company Limited", id="Thai"),
        pytest.param("रक्षा अनुसंधान संस्थान", "Defence Research Institute", id="Hindi"),
        pytest.param("ကာကွယ်ရေးဝန်ကြီးဌာန", "Ministry of Defence", id="Burmese"),
        pytest.param("Мінскі тэкстыльны камбінат", "Minsk Textile Plant", id="Belarusian"),
        pytest.param("Министарство енергетике Србије", "Ministry of Energy of Serbia", id="Serbian"),
        pytest.param("עמותת גשר לנוער ע\"ר", "Bridge for Youth Association", id="Hebrew, with an abbreviation"),
        pytest.param("昌榮貿易有限公司", "Cheung Wing Trading Limited", id="Chinese, as Hong Kong spells it"),
        pytest.param("松本電機株式会社", "Matsumoto Electric Co Ltd", id="Japanese"),
        pytest.param("Завод имени Ю. Я. Рябинина", "Yu. Ya. Ryabinin Plant", id="initials of two Latin letters"),
    ],
)  # fmt: skip
def test_words_of_more_scripts_are_put_into_english(native, english):
    assert compare_names(native, english, "Company") >= 0.7


@pytest.mark.parametrize(
    ("native", "english"),
    [
        pytest.param("李军", "Li Army", id="army"),
        pytest.param("刘金", "Liu Gold", id="gold"),
        pytest.param("김용성", "Kim Yong Ministry", id="ministry"),
    ],
)
def test_the_end_of_a_persons_name_is_no_word_of_business(native, english):
    assert compare_names(native, english, "LegalEntity") < 0.7


@pytest.mark.parametrize(
    ("native", "latin"),
    [("문성12호", "Mun Song 12"), ("금강산2", "Kum Gang San 2"), ("금강산", "Kumgangsan")],
    ids=["with the sign of its number", "three syllables and a number", "in one word"],
)
def test_korean_ships_are_found(native, latin):
    assert compare_names(native, latin, "Vessel") >= 0.7


def test_a_name_of_nothing_but_signs_has_no_reading():
    assert read_name("?!", "Vessel") == ()


def test_a_greek_legal_form_in_single_letters_is_one():
    assert compare_names("Ναυτιλιακή Καλλιόπη Ε.Π.Ε.", "Kalliopi Shipping Ltd", "Company") >= 0.8


@pytest.mark.parametrize(
    "english",
    [
        pytest.param("NPP Zarnitsa", id="kept"),
        pytest.param("Zarnitsa Research and Production Enterprise", id="in full"),
    ],
)
def test_an_abbreviation_is_itself_and_what_it_stands_for(english):
    assert compare_names("НПП «Зарница»", english, "Company") >= 0.7


def test_a_brand_is_not_cut_where_a_part_of_it_is_a_word():
    assert compare_names("安兴隆贸易有限公司", "Anxinglong Trading Co Ltd", "Company") >= 0.8


def test_the_group_of_a_firm_weighs_no_more_than_its_legal_form():
    assert compare_names("中国渔业集团有限公司", "China Fisheries Corporation", "Company") >= 0.7


@pytest.mark.parametrize(
    ("name", "english"),
    [
        pytest.param("Якутские железные дороги", "Yakutsk Railways", id="Russian, inflected"),
        pytest.param("الخطوط الجوية الزرقاء", "Blue Airlines", id="Arabic, with articles"),
        pytest.param("شرکت راه آهن البرز", "Alborz Railways Company", id="Persian"),
        pytest.param("كتائب حزب الله", "Hizballah Brigades", id="Arabic, with the name of God"),
        pytest.param("Фонд цінних паперів «Верба»", "Verba Securities Fund", id="Ukrainian"),
    ],
)
def test_a_phrase_means_what_its_words_do_not_apart(name, english):
    assert compare_names(name, english, "Company") >= 0.7


def test_the_words_of_a_phrase_are_also_themselves():
    assert compare_names("Якутские железные дороги", "Yakutskiye Zheleznye Dorogi", "Company") >= 0.7


def test_a_phrase_is_told_by_all_its_words():
    assert begins_phrase("cyrillic", "железной")
    assert phrase("cyrillic", ["железной", "дороги"]) == (2, "railway")
    assert phrase("cyrillic", ["железной", "воли"]) == (0, "")
    assert phrase("cyrillic", ["железной"]) == (0, "")


def test_words_of_another_script_end_a_phrase():
    readings = [[token.text for token in name.tokens] for name in read_name("Железные Verba дороги", "Company")]
    assert ["railway", "verba", "road"] in readings
    assert ["railway", "road"] not in readings


@pytest.mark.parametrize(
    "english",
    [
        pytest.param("Hengshan Institute of Technology", id="three words"),
        pytest.param("Hengshan Polytechnic University", id="two words"),
    ],
)
def test_wordings_of_different_length_are_one_meaning(english):
    assert compare_names("衡山理工大学", english, "Organization") >= 0.7


def test_a_single_character_is_a_word_between_known_words_alone():
    assert compare_names("贵州铝厂", "Guizhou Aluminium Plant", "Company") >= 0.7
    assert [english[:1] for _, english in cut("han", "贵州铝厂")] == [("guizhou",), ("aluminium",), ("factory",)]
    assert [piece for piece, english in cut("han", "安铝贸易有限公司") if not english] == ["安铝"]


def test_a_belarusian_word_begins_alike_after_a_vowel_and_after_a_consonant():
    assert meanings("cyrillic", "ўпраўленне") == meanings("cyrillic", "упраўленне") != ()


@pytest.mark.parametrize(
    ("name", "english"),
    [
        pytest.param("جامعة السويس", "Suez University", id="Suez is not Switzerland"),
        pytest.param("사마르칸트 무역회사", "Samarkand Trading Company", id="a city of Uzbekistan in Hangul"),
        pytest.param("ธนาคารลัตเวีย", "Bank of Latvia", id="a state in Thai"),
        pytest.param("Завод имени Горького", "Gorky Plant", id="a person whom a town was called after"),
    ],
)
def test_places_are_found_in_every_script(name, english):
    assert compare_names(name, english, "Company") >= 0.7


def test_a_japanese_firms_short_name_is_read_as_it_calls_itself():
    assert compare_names("丸紅株式会社", "Marubeni Corporation", "Company") >= 0.7


def test_somebody_that_a_korean_organisation_is_called_after_is_read_by_syllables():
    assert texts("최금철사범대학")[:3] == ["choe", "kum", "chol"]
    assert compare_names("최금철사범대학", "Choe Kum Chol University of Education", "Organization") > 0.75


def test_a_korean_place_is_one_word_though_it_begins_like_a_surname():
    assert texts("오봉산제약공장")[0] == "opongsan"
    assert texts("장수벌무역회사")[0] == "jangsupol"


@pytest.mark.parametrize(
    ("native", "english"),
    [
        pytest.param("НИИ «Горизонталь» имени П. С. Васильковского", "Gorizontal Research Institute", id="Russian"),
        pytest.param("Завод «Горизонталь» імені П. С. Василькова", "Gorizontal Plant", id="Ukrainian"),
        pytest.param("Gorizontal Plant named after P. S. Vasilkovskiy", "Gorizontal Plant", id="English"),
    ],
)
def test_whom_an_organisation_is_named_after_may_be_left_out(native, english):
    assert compare_names(native, english, "Organization") > 0.9


def test_an_organisation_that_nothing_else_tells_apart_keeps_whom_it_is_named_after():
    native = "Машиностроительный завод имени Василькова"
    assert compare_names(native, "Machine-Building Plant", "Organization") < 0.7


def test_a_persian_compound_is_what_is_made_and_the_making_of_it():
    assert meanings("arab", "باتریسازی") == ("battery manufacturing",)
    assert meanings("arab", "کاشیسازی") == ("ceramics manufacturing",)


@pytest.mark.parametrize(
    ("native", "english"),
    [
        pytest.param("지방공업성", "Ministry of Local Industry", id="Korean"),
        pytest.param("نیلم ٹیکسٹائل ملز لمیٹڈ", "Neelam Textile Mills Limited", id="Urdu"),
        pytest.param("कमल इंडस्ट्रीज लिमिटेड", "Kamal Industries Limited", id="Hindi"),
    ],
)
def test_offices_and_firms_are_read_by_their_parts(native, english):
    assert compare_names(native, english, "Organization") > 0.7


def test_a_text_that_falls_into_known_words_whole_is_cut_so_though_a_longer_word_begins_it():
    assert [english[0] for _, english in cut("hangul", "국가정보화국")] == ["state", "informatization", "bureau"]
    assert [english[:1] for _, english in cut("hangul", "국가정보버들")] == [("national intelligence",), ()]


def test_a_front_of_people_is_no_cable():
    assert [english[0] for _, english in cut("hangul", "평화전선")] == ["peace", "front"]


def test_of_two_ways_to_cut_a_text_the_one_with_fewer_unknown_pieces_is_taken():
    assert [piece for piece, _ in cut("han", "平安保险")] == ["平安", "保险"]
    assert [piece for piece, _ in cut("hangul", "룡봉기술회사")] == ["룡봉", "기술", "회사"]


def test_a_single_word_for_several_makes_them_no_lighter():
    coal, mine = read_name("탄광", "Company")[0].tokens
    assert (coal.text, mine.text) == ("coal", "mine")
    assert coal.weight == read_name("coal mine", "Company")[0].tokens[0].weight
