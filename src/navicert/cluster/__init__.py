"""Where batches of rows are worked on: in this process, or in several that share what was loaded before they began.

One contract: a record batch goes in, a record batch comes out, in the order in which they went in. What is done with a
batch is a function of the batch alone, so that it does not matter where it is done.
"""

from navicert.cluster.board import Board, Sheet
from navicert.cluster.model import Cluster, Work
from navicert.cluster.processes import Processes
from navicert.cluster.single import SingleProcess, cores, open_cluster

__all__ = ["Board", "Cluster", "Processes", "Sheet", "SingleProcess", "Work", "cores", "open_cluster"]
