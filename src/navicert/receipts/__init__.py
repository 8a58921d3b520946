"""Receipts: what was asked and answered, on what it rested, chained so that nothing can be altered unseen. Pure."""

from __future__ import annotations

from navicert.receipts.canonical import canonical, digest, salted_digest
from navicert.receipts.chain import Fault, KeptReceipt, check_chain, check_seal, link, seal_from_text, seal_of
from navicert.receipts.differences import Difference, differences
from navicert.receipts.model import Basis, Draft, EditionUsed, Receipt, Seal, receipt_from_json, receipt_to_json

__all__ = [
    "Basis",
    "Difference",
    "Draft",
    "EditionUsed",
    "Fault",
    "KeptReceipt",
    "Receipt",
    "Seal",
    "canonical",
    "check_chain",
    "check_seal",
    "differences",
    "digest",
    "link",
    "receipt_from_json",
    "receipt_to_json",
    "salted_digest",
    "seal_from_text",
    "seal_of",
]
