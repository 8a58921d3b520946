"""Who says what: words of saying, whose words they are, what was said, and how sure the saying is.

An attribution is read from its own words alone (a verb of saying, "according to", quotation marks), by rules that need
no trained model. What cannot be decided is left for a person; a denial is never taken for a statement.
"""
