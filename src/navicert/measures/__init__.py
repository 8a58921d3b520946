"""Measures: what dated law says about the facts of a transaction."""
