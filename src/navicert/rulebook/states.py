"""Groups of states that rules name together."""

from __future__ import annotations

# Members of the Union, and its territories with codes of their own (Åland, the outermost regions), while its DPRK and
# Russia regulations were in force. The United Kingdom was bound until the end of the transition period on 31 December
# 2020; a regime's list of those it binds says so.
EU_MEMBERS = (
    "EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "AX", "GF", "GP", "MF", "MQ", "RE", "YT",
)  # fmt: skip
# The customs territory of the United States; of its territories with codes of their own only Puerto Rico is part of it.
US_CUSTOMS = ("US", "PR")
