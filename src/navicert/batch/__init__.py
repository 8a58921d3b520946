"""Files of transactions: rows that are one situation for the law are found and answered together."""
