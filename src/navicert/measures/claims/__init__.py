"""Claims about the law against the law: what was said to be allowed, from when, until when, up to how much."""

from navicert.measures.claims.model import Claim, InvalidClaim
from navicert.measures.claims.records import judgement_to_json, read_claims
from navicert.measures.claims.verdicts import Judgement, judge_claim, judge_together

__all__ = ["Claim", "InvalidClaim", "Judgement", "judge_claim", "judge_together", "judgement_to_json", "read_claims"]
