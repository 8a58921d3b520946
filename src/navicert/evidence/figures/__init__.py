"""Numbers with their units, as English news writes them."""
