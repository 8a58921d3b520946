"""Countries by code and by the names that lists and customers use."""

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import country_code
from navicert.terms.country import HISTORICAL, USER_ASSIGNED, country, is_assigned, name_key, nationality_code

# The 249 codes of ISO 3166-1 alpha-2 in force.
ASSIGNED = [
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB",
    "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY",
    "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX",
    "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK",
    "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS",
    "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR",
    "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA",
    "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK",
    "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE",
    "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM",
    "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG",
    "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF",
    "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY",
    "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
]  # fmt: skip


def test_exactly_the_codes_in_force_are_assigned():
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    assert len(ASSIGNED) == 249
    assert [one + two for one in letters for two in letters if is_assigned(one + two)] == sorted(ASSIGNED)


@pytest.mark.parametrize("code", ["kp", "PRK", "UN", "EU", "UK", "ZZ", "", "CSHH", *sorted(HISTORICAL), *USER_ASSIGNED])
def test_no_other_code_is_assigned(code):
    assert not is_assigned(code)


@pytest.mark.parametrize("code", [*ASSIGNED, *sorted(HISTORICAL), *USER_ASSIGNED])
def test_a_code_means_itself_in_either_case_and_has_a_name_that_leads_back(code):
    assert country_code(code) == country_code(code.lower()) == code
    assert country_code(country(code).name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea, North", "KP"),
        ("DPRK", "KP"),
        ("D.P.R.K.", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
        ("N. Korea", "KP"),
        ("북한", "KP"),
        ("조선민주주의인민공화국", "KP"),
        ("朝鮮", "KP"),
        ("Солтүстік Корея", "KP"),
        ("Оңтүстік Корея", "KR"),
        ("Korea, South", "KR"),
        ("한국", "KR"),
        ("Burma", "MM"),
        ("Myanmar/Burma", "MM"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo, Democratic Republic of (was Zaire)", "CD"),
        ("Congo (Democratic Republic)", "CD"),
        ("Zaire", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Region: Crimea", "UA"),
        ("Region: Gaza", "PS"),
        ("Palestinian", "PS"),
        ("Occupied Palestinian Territories", "PS"),
        ("Libyan Arab Jamahiriya", "LY"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Syrian Arab Republic", "SY"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"),
        ("Virgin Islands, British", "VG"),
        ("Bahamas, The", "BS"),
        ("St Kitts and Nevis", "KN"),
        ("Cote d Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("Kosovo", "XK"),
        ("U.S.A.", "US"),
        ("U.K.", "GB"),
        ("the Netherlands", "NL"),
        ("former Soviet Union", "SU"),
        ("ex-Yugoslavia", "YU"),
        ("Czechoslovakia", "CSHH"),
        ("suhh", "SU"),
        ("مصر", "EG"),
        ("ไทย", "TH"),
        ("กัมพูชา", "KH"),
        ("パナマ", "PA"),
    ],
)
def test_names_that_lists_use_are_known(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize(
    "text",
    ["Korea", "Atlantis", "", " ", "UNKNOWN", "undetermined", "00", "United Nations", "EU", "Region: Kafia Kingi"],
)
def test_what_is_no_country_or_not_one_alone_has_no_code(text):
    assert country_code(text) is None


def test_every_name_of_the_table_is_a_key_and_leads_to_a_country_of_the_table():
    table = json.loads(resources.files("navicert.terms").joinpath("countries.json").read_text(encoding="utf-8"))
    assert set(table["names"].values()) <= set(table["display"])
    assert [name for name in table["names"] if name_key(name) != name] == []


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_itself_but_for_one_more_article(text):
    key = name_key(text)
    assert name_key(key) in (key, key.removeprefix("the "))


@given(st.sampled_from(ASSIGNED), st.sampled_from(["{}", " {} ", "The {}", "«{}»", "{}."]))
def test_dress_does_not_matter(code, dress):
    name = country(code).name
    assert country_code(dress.format(name)) == country_code(dress.format(name).upper()) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Russian", "RU"), ("north korean", "KP"), ("British", "GB"), ("Côte d’Ivoire", None), ("Korean", None)],
)
def test_nationalities_have_the_code_of_their_country(word, code):
    assert nationality_code(word) == code


def test_every_nationality_is_that_of_a_country():
    table = json.loads(resources.files("navicert.terms").joinpath("nationalities.json").read_text(encoding="utf-8"))
    assert {code for code in table.values() if not is_assigned(code)} <= HISTORICAL | USER_ASSIGNED
    assert [word for word in table if name_key(word) != word] == []
