"""Trade statistics: what one state reports to have bought from or sold to another, by month and goods.

A flow is one published row. A later publication that says something else is a revision: both are kept, each with the
day it was published and the time it was recorded. Sums never add rows that hold one another, nor different sources.
"""

from navicert.trade.flows.mirror import MirrorLine, mirror
from navicert.trade.flows.model import Flow, KeptFlow
from navicert.trade.flows.reading import FlowReader, Origin, RowProblem, reader_for
from navicert.trade.flows.volumes import Choice, LeftOut, Volume, volumes

__all__ = [
    "Choice",
    "Flow",
    "FlowReader",
    "KeptFlow",
    "LeftOut",
    "MirrorLine",
    "Origin",
    "RowProblem",
    "Volume",
    "mirror",
    "reader_for",
    "volumes",
]
