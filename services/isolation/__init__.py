"""Computing in processes of its own: what takes too long, too much memory,
or is wanted by nobody any more is killed.
"""

from services.isolation.computation import Computation, in_this_process
from services.isolation.pool import ProcessPool

__all__ = ["Computation", "ProcessPool", "in_this_process"]
