"""Groups of states that rules name together."""

from __future__ import annotations

# Members of the Union while its DPRK and Russia regulations of 2014 and later were in force (the United Kingdom: until the
# end of the transition period, 31 December 2020; its own end is told where a regime lists whom it binds).
EU_MEMBERS = (
    "EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
