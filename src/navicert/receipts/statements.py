"""Receipts that state something and answer no question: nobody asks them again, they are held against the store."""

from __future__ import annotations

CASES = "cases"
"""The state of all cases: how many events, and a digest over theirs."""
CASE_REPORT = "case-report"
"""A report of a case that was made as a file."""
STATEMENTS = frozenset((CASES, CASE_REPORT))
