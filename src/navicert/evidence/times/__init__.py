"""Time expressions of English news and the days they mean."""
