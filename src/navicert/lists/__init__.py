"""Published sanctions lists: entries as their publishers wrote them, editions that never change, and their deltas."""

from navicert.lists.model import (
    Address,
    Detail,
    Edition,
    Entry,
    Identifier,
    Listing,
    Name,
    Place,
    Relation,
)

__all__ = ["Address", "Detail", "Edition", "Entry", "Identifier", "Listing", "Name", "Place", "Relation"]
