"""Screening: which listed parties may be the one asked about, how sure, and why."""
