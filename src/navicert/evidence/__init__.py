"""What news pages say: articles, names, dates, amounts, claims and events, each with the characters it was read from.

The text of a page is never changed. A claim is something somebody said, not something that is so.

`pages` takes text or HTML, `reading` reads it, `output` prints what was read; `duplicates` finds copies across pages.
"""
