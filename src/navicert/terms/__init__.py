"""Words that all parts share: periods, quantities, money, HS codes, countries, citations, dates of stated precision.

Pure values; no input or output.
"""

from navicert.terms.citation import Citation
from navicert.terms.country import Country, country_code, with_successors
from navicert.terms.goods import HsCode
from navicert.terms.identifiers import imo_is_valid, imo_of_company_is_valid
from navicert.terms.period import Period
from navicert.terms.quantity import Money, Quantity
from navicert.terms.vague_date import VagueDate

__all__ = [
    "Citation",
    "Country",
    "HsCode",
    "Money",
    "Period",
    "Quantity",
    "VagueDate",
    "country_code",
    "imo_is_valid",
    "imo_of_company_is_valid",
    "with_successors",
]
