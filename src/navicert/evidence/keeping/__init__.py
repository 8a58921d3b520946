"""Pages that are kept: their readings as text, what analysts corrected, what several pages have in common, questions.

Nothing that was read or said is changed: a newer reading and a correction are further records.
"""
