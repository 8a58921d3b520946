"""Trade against quotas: an append-only ledger of deliveries and notices, running totals, what is left.

A record tells a delivery that was reported or estimated, or a threshold that was officially notified. Corrections are
records too: nothing is changed or removed, so that every total can be asked again as it was known on an earlier day.
"""

from navicert.trade.account import Account
from navicert.trade.drafts import FieldProblem, InvalidRecord
from navicert.trade.ledger import Choice, Ledger
from navicert.trade.model import LedgerRecord, Stated
from navicert.trade.quotas import Quota, quotas_of
from navicert.trade.recording import Recorder, Taken
from navicert.trade.use import LedgerUse, days_of_change, settle, use_of

__all__ = [
    "Account",
    "Choice",
    "FieldProblem",
    "InvalidRecord",
    "Ledger",
    "LedgerRecord",
    "LedgerUse",
    "Quota",
    "Recorder",
    "Stated",
    "Taken",
    "days_of_change",
    "quotas_of",
    "settle",
    "use_of",
]
