"""Trade against quotas: an append-only ledger of deliveries and notices, running totals, what is left.

A record tells a delivery that was reported or estimated, or a threshold that was officially notified. Corrections are
records too: nothing is changed or removed, so that every total can be asked again as it was known on an earlier day.
"""

from navicert.trade.model import LedgerRecord, Stated
from navicert.trade.rows import content_id, record_from_row, record_to_row, says_the_same

__all__ = [
    "LedgerRecord",
    "Stated",
    "content_id",
    "record_from_row",
    "record_to_row",
    "says_the_same",
]
