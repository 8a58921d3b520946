"""What a page says beside what the program knows: listed parties, the law, the quotas.

Everything here is proposed: a person confirms it, and nothing unconfirmed raises a finding or enters the ledger.
"""
