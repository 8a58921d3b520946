"""Cases: alerts on pairs, what people decide about them, with four eyes, on a record that is only added to."""

from navicert.cases.acting import Judgement, Occasion
from navicert.cases.fold import fold
from navicert.cases.model import Alert, Basis, Case, Decision, Event, Finding, FourEyes, Pair
from navicert.cases.queue import Choice

__all__ = [
    "Alert",
    "Basis",
    "Case",
    "Choice",
    "Decision",
    "Event",
    "Finding",
    "FourEyes",
    "Judgement",
    "Occasion",
    "Pair",
    "fold",
]
