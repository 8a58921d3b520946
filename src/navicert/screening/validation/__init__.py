"""Validation: how well screening finds the parties of one's own lists when their names are written otherwise, and whom
it takes for them wrongly. All of it is made from the lists, from a seed, and can be repeated."""

from navicert.screening.validation.model import Kind, Outcome, Rate, Trial
from navicert.screening.validation.report import Report, report_to_json
from navicert.screening.validation.trials import KINDS, Plan, judged, trials

__all__ = ["KINDS", "Kind", "Outcome", "Plan", "Rate", "Report", "Trial", "judged", "report_to_json", "trials"]
