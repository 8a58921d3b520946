"""Groups of states that rules name together."""

from __future__ import annotations

# Members of the Union while its DPRK and Russia regulations were in force. The United Kingdom was bound until the
# end of the transition period on 31 December 2020; a regime's list of those it binds says so.
EU_MEMBERS = (
    "EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
